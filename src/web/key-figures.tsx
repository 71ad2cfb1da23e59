import type { ComponentChildren, JSX } from "preact";
import { dayAfter } from "#network";
import type { DemandResult, StressResult } from "#stress";
import { date, usd } from "./figures.ts";
import { goodName } from "./prose.ts";
import { useNames } from "./view.ts";
import { words } from "./words.ts";

/** Four figures that carry the answer. */
export function KeyFigures({
	result,
}: {
	readonly result: StressResult | undefined;
}): JSX.Element {
	const names = useNames();
	const say = words.keys;
	if (result === undefined)
		return (
			<div class="keys" aria-hidden="true">
				{[1, 2, 3, 4].map((each) => (
					<div class="key ghost" key={each} />
				))}
			</div>
		);
	const short = result.demands.filter(
		(each) => each.firstShortfallDay !== null,
	);
	const hardest = short.toSorted(
		(a, b) => (b.shortfallUsd ?? -1) - (a.shortfallUsd ?? -1),
	)[0];
	const within = say.within(result.horizonDays);
	return (
		<dl class="keys" aria-label={say.label}>
			<Key name={say.uses} under={within}>
				{say.usesOf(short.length, result.demands.length)}
			</Key>
			<Key name={say.missing} under={say.overDays(result.horizonDays)}>
				{usd(result.shortfallUsd)}
			</Key>
			<Key
				name={say.hardest}
				under={
					hardest
						? say.use(
								goodName(hardest.name, hardest.unit).head,
								names.area(hardest.place),
							)
						: within
				}
			>
				{hardest === undefined
					? say.nobody
					: hardest.shortfallUsd === null
						? say.unvalued
						: usd(hardest.shortfallUsd)}
			</Key>
			<Ending result={result} short={short} />
		</dl>
	);
}

/** The day on which the last shortfall is over. */
function Ending({
	result,
	short,
}: {
	readonly result: StressResult;
	readonly short: readonly DemandResult[];
}): JSX.Element {
	const say = words.keys;
	const open = short.filter((each) => each.recoveredDay === null).length;
	const last = Math.max(0, ...short.map((each) => each.recoveredDay ?? 0));
	if (short.length === 0)
		return (
			<Key name={say.over} under={say.within(result.horizonDays)}>
				{say.neverShort}
			</Key>
		);
	return open > 0 ? (
		<Key name={say.over} under={say.stillShort(open, result.horizonDays)}>
			{say.notYet}
		</Key>
	) : (
		<Key name={say.over} under={say.day(last)}>
			{date(dayAfter(result.from, last))}
		</Key>
	);
}

function Key({
	name,
	under,
	children,
}: {
	readonly name: string;
	readonly under: string;
	readonly children: ComponentChildren;
}): JSX.Element {
	return (
		<div class="key">
			<dt>{name}</dt>
			<dd>
				<span class="figure">{children}</span>
				<span class="under">{under}</span>
			</dd>
		</div>
	);
}
