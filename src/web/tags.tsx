import type { JSX } from "preact";
import type { Confidence } from "#network";
import { confidences, words } from "./words.ts";

/** The mark of a figure that a model made. */
export function Modelled(): JSX.Element {
	return (
		<a class="tag modelled" href="#method" title={words.modelledMeaning}>
			{words.modelled}
		</a>
	);
}

/** The letter that says how sure a figure is. */
export function ConfidenceTag({
	of,
}: {
	readonly of: Confidence;
}): JSX.Element {
	return (
		<span class={`tag confidence confidence-${of}`} title={confidences[of]}>
			<span aria-hidden="true">{of}</span>
			<span class="hidden">
				{words.why.confidence} {confidences[of]}
			</span>
		</span>
	);
}
