import type { JSX } from "preact";
import type { StressResult } from "#stress";
import { confidences, words } from "./words.ts";

/** How the answer was worked out: what "modelled" means and the order rules of the run. */
export function Method({
	result,
}: {
	readonly result: StressResult | undefined;
}): JSX.Element {
	const say = words.method;
	return (
		<section id="method" aria-labelledby="method-title">
			<h2 id="method-title">{say.title}</h2>
			<p>
				<strong class="modelled-word">{words.modelled}</strong>:{" "}
				{words.modelledMeaning}
			</p>
			{result !== undefined && (
				<>
					<p>{say.lead}</p>
					<ul class="rules">
						{say.rules(result.rules).map((rule) => (
							<li key={rule}>{rule}</li>
						))}
					</ul>
				</>
			)}
			<dl class="confidences">
				{(["A", "B", "C", "D"] as const).map((each) => (
					<div key={each}>
						<dt class={`tag confidence confidence-${each}`}>{each}</dt>
						<dd>{confidences[each].slice(3)}</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
