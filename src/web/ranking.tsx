import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { dayAfter } from "#network";
import type { DemandResult, StressResult } from "#stress";
import { dateInFull, share } from "./figures.ts";
import type { Names } from "./names.ts";
import { goodName } from "./prose.ts";
import { RankingRow } from "./ranking-row.tsx";
import { Modelled } from "./tags.tsx";
import { useNames } from "./view.ts";
import { words } from "./words.ts";

const firstShown = 8;

/** What runs short, the largest value missing first; and what holds. */
export function Ranking({
	result,
}: {
	readonly result: StressResult | undefined;
}): JSX.Element {
	const names = useNames();
	const say = words.ranking;
	return (
		<section id="ranking" aria-labelledby="ranking-title">
			<h2 id="ranking-title">
				{words.sections.ranking} <Modelled />
			</h2>
			<p class="lead">{say.lead(names.within(result?.for ?? "WLD"))}</p>
			{result === undefined ? (
				<div class="ranking-ghost ghost" aria-hidden="true" />
			) : (
				<Lists key={`${result.scenario} ${result.for}`} result={result} />
			)}
		</section>
	);
}

function Lists({ result }: { readonly result: StressResult }): JSX.Element {
	const names = useNames();
	const [all, setAll] = useState(false);
	const say = words.ranking;
	const short = result.demands.filter(
		(each) => each.firstShortfallDay !== null,
	);
	const holding = result.demands.filter(
		(each) => each.firstShortfallDay === null,
	);
	const hidden = short.length - firstShown;
	if (result.demands.length === 0)
		return <p class="empty">{say.noUses(names.within(result.for))}</p>;
	return (
		<>
			{short.length === 0 ? (
				<NothingShort result={result} holding={holding} />
			) : (
				<>
					<div class="ranking-columns" aria-hidden="true">
						<span />
						<span>{say.columns.use}</span>
						<span>{say.columns.day}</span>
						<span>{say.columns.length}</span>
						<span>{say.columns.share}</span>
						<span class="end">{say.columns.amount}</span>
						<span class="end">{say.columns.value}</span>
					</div>
					<ol class="ranking">
						{(all ? short : short.slice(0, firstShown)).map((each) => (
							<RankingRow
								key={`${each.place} ${each.good}`}
								demand={each}
								result={result}
							/>
						))}
					</ol>
					{hidden > 0 && (
						<button
							type="button"
							class="more"
							aria-expanded={all}
							onClick={() => setAll(!all)}
						>
							{all ? say.less : say.open(hidden)}
						</button>
					)}
				</>
			)}
			{holding.length > 0 && <Holding demands={holding} />}
		</>
	);
}

function NothingShort({
	result,
	holding,
}: {
	readonly result: StressResult;
	readonly holding: readonly DemandResult[];
}): JSX.Element {
	const names = useNames();
	const say = words.ranking;
	return (
		<div class="empty">
			<p class="empty-title">
				{say.none(names.within(result.for), result.horizonDays)}
			</p>
			<p>{closest(result, holding, names)}</p>
		</div>
	);
}

/** What came closest to running short: a use that missed something, else a line that fell short before its users' stocks ran out. */
function closest(
	result: StressResult,
	holding: readonly DemandResult[],
	names: Names,
): string {
	const say = words.ranking;
	const use = holding.toSorted(
		(a, b) => b.worstWeek.share - a.worstWeek.share,
	)[0];
	if (use !== undefined && use.worstWeek.share > 0)
		return say.closest(
			goodName(use.name, use.unit).head,
			names.within(use.place),
			share(use.worstWeek.share),
			dateInFull(dayAfter(result.from, use.worstWeek.day)),
		);
	const line = result.lines
		.filter((each) => each.firstShortfallDay !== null)
		.toSorted(
			(a, b) => (a.firstShortfallDay ?? 0) - (b.firstShortfallDay ?? 0),
		)[0];
	return line === undefined
		? say.noClosest
		: say.closestLine(
				names.good(line.good),
				names.within(line.place),
				dateInFull(dayAfter(result.from, line.firstShortfallDay ?? 0)),
			);
}

function Holding({
	demands,
}: {
	readonly demands: readonly DemandResult[];
}): JSX.Element {
	const names = useNames();
	const say = words.ranking;
	return (
		<details class="holding">
			<summary>{say.hold(demands.length)}</summary>
			<p class="lead">{say.holdLead}</p>
			<ul>
				{demands.map((each) => (
					<li key={`${each.place} ${each.good}`}>
						<span>
							{goodName(each.name, each.unit).head}, {names.area(each.place)}
						</span>
						<span class="quiet">
							{each.worstWeek.share > 0
								? say.worst(share(each.worstWeek.share))
								: say.fully}
						</span>
					</li>
				))}
			</ul>
		</details>
	);
}
