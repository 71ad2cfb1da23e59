import type { JSX } from "preact";
import type { ExposureResult } from "#exposure";
import type { StressResult } from "#stress";
import type { NetworkFace } from "./answers.ts";
import { dateInFull } from "./figures.ts";
import { prose } from "./prose.ts";
import { Modelled } from "./tags.tsx";
import { useNames } from "./view.ts";
import { words } from "./words.ts";

/** The answer in one sentence, with the day it counts from, the network, and what is assumed. */
export function Headline({
	result,
	network,
}: {
	readonly result: StressResult | undefined;
	readonly network: NetworkFace | undefined;
}): JSX.Element {
	const names = useNames();
	if (result === undefined)
		return (
			<div class="headline waiting">
				<p class="kicker ghost" />
				<h1>{words.headline.loading}</h1>
				<p class="ghost" />
				<p class="ghost" />
				<p class="ghost" />
			</div>
		);
	return (
		<div class="headline">
			<p class="kicker">
				{words.headline.asked(result.title, names.area(result.for))}
			</p>
			<h1 class={result.says.length > 150 ? "long" : ""}>
				{names.plain(result.says)}
			</h1>
			<p class="facts">
				<Modelled />
				<span>{words.headline.dayZero(dateInFull(result.from))}</span>
				<span>{words.headline.horizon(result.horizonDays)}</span>
				<span>
					{words.headline.network(
						network?.title ?? result.network.id,
						result.network.version,
					)}
				</span>
			</p>
			{result.assumptions !== "" && (
				<p class="standfirst">
					<strong>{words.headline.assumptions}</strong>{" "}
					{prose(result.assumptions)}
				</p>
			)}
		</div>
	);
}

/** The headline of a network without scenarios: who supplies most. */
export function SupplyHeadline({
	result,
	network,
}: {
	readonly result: ExposureResult | undefined;
	readonly network: NetworkFace;
}): JSX.Element {
	const names = useNames();
	const counts = new Map<string, number>();
	for (const { top1 } of result?.goods ?? [])
		counts.set(top1.place, (counts.get(top1.place) ?? 0) + 1);
	const [place = "", n = 0] =
		[...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
	const say = words.headline;
	return (
		<div class="headline">
			<h1>
				{result === undefined
					? say.loading
					: say.exposureOnly(
							network.title,
							names.area(place),
							n,
							result.goods.length,
						)}
			</h1>
			<p class="facts">
				<span>{say.network(network.title, network.version)}</span>
			</p>
			<p class="standfirst">{say.noScenarios}</p>
		</div>
	);
}
