import type { JSX } from "preact";
import { dayAfter } from "#network";
import type { Cause, DemandResult, StressResult } from "#stress";
import { amount, date, dateInFull, share } from "./figures.ts";
import { fullStop, goodName } from "./prose.ts";
import { SourceMark } from "./source-mark.tsx";
import { ConfidenceTag, Modelled } from "./tags.tsx";
import { useNames } from "./view.ts";
import { words } from "./words.ts";

/** The chain of causes from a shortfall back to the measure, and the figure behind it. */
export function Why({
	demand,
	result,
}: {
	readonly demand: DemandResult;
	readonly result: StressResult;
}): JSX.Element {
	const say = words.why;
	const { detail, of } = goodName(demand.name, demand.unit);
	return (
		<div class="why">
			<div>
				<h4>{say.title}</h4>
				{demand.why.length === 0 ? (
					<p class="quiet">{say.unknown}</p>
				) : (
					<ol class="causes">
						{demand.why.map((cause) => (
							<CauseItem
								key={`${cause.kind} ${cause.day} ${cause.place} ${cause.good} ${cause.from} ${cause.measure}`}
								cause={cause}
								result={result}
							/>
						))}
					</ol>
				)}
			</div>
			<div>
				<h4>{say.figures}</h4>
				{detail !== undefined && <p class="detail">{say.detail(detail)}</p>}
				<dl class="behind">
					<dt>{say.rate(demand.year)}</dt>
					<dd>
						{say.perYear(amount(demand.rate, demand.unit), of)}
						<SourceMark id={demand.source} />{" "}
						<ConfidenceTag of={demand.confidence} />
					</dd>
					<dt>{say.worst}</dt>
					<dd>
						{say.worstWeek(
							share(demand.worstWeek.share),
							dateInFull(dayAfter(result.from, demand.worstWeek.day)),
						)}{" "}
						<Modelled />
					</dd>
					<dt>{say.recovered}</dt>
					<dd>
						{demand.recoveredDay === null
							? words.ranking.stillShort
							: dateInFull(dayAfter(result.from, demand.recoveredDay))}
					</dd>
					{demand.waiting > 0 && (
						<>
							<dt>{say.waiting}</dt>
							<dd>{amount(demand.waiting, demand.unit)}</dd>
						</>
					)}
				</dl>
			</div>
		</div>
	);
}

function CauseItem({
	cause,
	result,
}: {
	readonly cause: Cause;
	readonly result: StressResult;
}): JSX.Element {
	const names = useNames();
	const measure = result.measures.find(
		(each) => each.measure === cause.measure,
	);
	return (
		<li class={`cause cause-${cause.kind}`}>
			<p class="when">
				{words.why.day(cause.day)}{" "}
				<span class="quiet">{date(dayAfter(result.from, cause.day))}</span>
			</p>
			<p>
				{fullStop(names.plain(cause.says))}
				{measure !== undefined && <SourceMark id={measure.source} />}
			</p>
		</li>
	);
}
