import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { dayAfter } from "#network";
import type { MeasurePeriods, StressResult } from "#stress";
import type { NetworkFace } from "./answers.ts";
import { amount, date } from "./figures.ts";
import { ticksOf } from "./frame.ts";
import { History } from "./history.tsx";
import { fullStop } from "./prose.ts";
import { SourceMark } from "./source-mark.tsx";
import { ConfidenceTag } from "./tags.tsx";
import { useNames } from "./view.ts";
import { kinds, words } from "./words.ts";

/** The measures of the scenario on the days of the run, and the record of all measures. */
export function Measures({
	result,
	network,
}: {
	readonly result: StressResult | undefined;
	readonly network: NetworkFace | undefined;
}): JSX.Element {
	const say = words.measures;
	const record = useMemo(
		() =>
			network !== undefined &&
			network.measures.length > 0 && (
				<History
					network={network}
					scenario={result?.scenario}
					dayZero={result?.from}
				/>
			),
		[network, result?.scenario, result?.from],
	);
	return (
		<section id="measures" aria-labelledby="measures-title">
			<h2 id="measures-title">{words.sections.measures}</h2>
			<p class="lead">{say.lead}</p>
			{result === undefined ? (
				<div class="measures-ghost ghost" aria-hidden="true" />
			) : result.measures.length === 0 ? (
				<p class="empty">{say.none}</p>
			) : (
				<Played result={result} />
			)}
			{record}
		</section>
	);
}

function Played({ result }: { readonly result: StressResult }): JSX.Element {
	const played = result.measures.filter((each) => each.notPlayed === "");
	const idle = result.measures.filter((each) => each.notPlayed !== "");
	return (
		<>
			{played.length > 0 && (
				<div class="measures">
					<TimelineAxis result={result} />
					<ul>
						{played.map((each) => (
							<MeasureRow key={each.measure} measure={each} result={result} />
						))}
					</ul>
				</div>
			)}
			{idle.length > 0 && (
				<details class="idle">
					<summary>{words.measures.idle(idle.length)}</summary>
					<ul>
						{idle.map((each) => (
							<li key={each.measure}>
								{each.title}
								<SourceMark id={each.source} />
								<span class="quiet"> {fullStop(each.notPlayed)}</span>
							</li>
						))}
					</ul>
				</details>
			)}
		</>
	);
}

function TimelineAxis({
	result,
}: {
	readonly result: StressResult;
}): JSX.Element {
	const ticks = ticksOf({ width: 640, days: result.horizonDays }, result.from);
	return (
		<div class="measures-axis" aria-hidden="true">
			{ticks.map((tick) => (
				<span
					key={tick.day}
					style={{ left: `${(tick.day / result.horizonDays) * 100}%` }}
				>
					{tick.date}
					<span class="quiet">{words.chart.day(tick.day)}</span>
				</span>
			))}
		</div>
	);
}

function MeasureRow({
	measure,
	result,
}: {
	readonly measure: MeasurePeriods;
	readonly result: StressResult;
}): JSX.Element {
	const names = useNames();
	const say = words.measures;
	const withheld = result.withheld.filter(
		(each) => each.measure === measure.measure,
	);
	return (
		<li class="measure">
			<div class="measure-words">
				<h3>
					{measure.title}
					<SourceMark id={measure.source} />
				</h3>
				<p>
					<span class="kind">{kindOf(measure.kind)}</span>{" "}
					{say.targets(
						names.areas(measure.actor),
						names.areas(measure.targets),
					)}{" "}
					<ConfidenceTag of={measure.confidence} />
				</p>
				{withheld.length > 0 && (
					<ul class="withheld quiet">
						{withheld.map((each) => (
							<li key={each.good}>
								{say.withheld(
									amount(each.quantity, each.unit),
									names.good(each.good),
								)}
							</li>
						))}
					</ul>
				)}
			</div>
			<Track measure={measure} result={result} />
		</li>
	);
}

function kindOf(kind: string): string {
	return kinds[kind as keyof typeof kinds] ?? kind;
}

function Track({
	measure,
	result,
}: {
	readonly measure: MeasurePeriods;
	readonly result: StressResult;
}): JSX.Element {
	const say = words.measures;
	const days = result.horizonDays;
	return (
		<div class="track">
			<div class="track-line">
				{measure.periods.map((period) => (
					<span
						key={period.start}
						class="period"
						style={{
							left: `${(period.start / days) * 100}%`,
							width: `${((period.end - period.start) / days) * 100}%`,
						}}
					/>
				))}
			</div>
			<p class="under">
				{measure.periods.length === 0
					? say.never
					: measure.periods
							.map((period) => periodWords(period, result))
							.join("; ")}
				{measure.touches > 0 && ` · ${say.touches(measure.touches)}`}
			</p>
		</div>
	);
}

function periodWords(
	period: { readonly start: number; readonly end: number },
	result: StressResult,
): string {
	const say = words.measures;
	const from = say.from(
		date(dayAfter(result.from, period.start)),
		period.start,
	);
	const to =
		period.end >= result.horizonDays
			? say.open
			: say.to(date(dayAfter(result.from, period.end - 1)));
	return `${from} ${to}`;
}
