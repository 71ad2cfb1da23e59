import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { dayAfter } from "#network";
import type { DemandResult, StressResult } from "#stress";
import { amount, date, share, usd } from "./figures.ts";
import { goodName } from "./prose.ts";
import { SourceMark } from "./source-mark.tsx";
import { useNames } from "./view.ts";
import { Why } from "./why.tsx";
import { words } from "./words.ts";

/** A use that runs short; opened, it shows why. */
export function RankingRow({
	demand,
	result,
}: {
	readonly demand: DemandResult;
	readonly result: StressResult;
}): JSX.Element {
	const names = useNames();
	const [open, setOpen] = useState(false);
	const id = useId();
	const name = goodName(demand.name, demand.unit);
	return (
		<li class={open ? "use open" : "use"}>
			<div class="use-row">
				<h3>
					<button
						type="button"
						aria-expanded={open}
						aria-controls={id}
						onClick={() => setOpen(!open)}
					>
						{name.head}
						<span class="place">
							<span class="hidden">, </span>
							{names.area(demand.place)}
						</span>
					</button>
				</h3>
				<Figures demand={demand} result={result} of={name.of} />
			</div>
			<div id={id} hidden={!open}>
				{open && <Why demand={demand} result={result} />}
			</div>
		</li>
	);
}

function Figures({
	demand,
	result,
	of,
}: {
	readonly demand: DemandResult;
	readonly result: StressResult;
	/** What the unit counts. */
	readonly of: string | undefined;
}): JSX.Element {
	const say = words.ranking;
	const { recoveredDay, shortfallUsd, worstWeek } = demand;
	const missing = amount(demand.shortfall, demand.unit);
	return (
		<dl>
			<Cell
				name={say.columns.day}
				under={say.day(demand.firstShortfallDay ?? 0)}
			>
				{demand.firstShortfallDate && date(demand.firstShortfallDate)}
			</Cell>
			<Cell
				name={say.columns.length}
				under={
					recoveredDay === null
						? say.stillShort
						: say.until(date(dayAfter(result.from, recoveredDay)))
				}
			>
				{say.days(demand.daysShort)}
			</Cell>
			<Cell name={say.columns.share} bar={Math.min(1, worstWeek.share)}>
				{share(worstWeek.share)} <span class="unit">{say.missing}</span>
			</Cell>
			<Cell
				name={say.columns.amount}
				under={say.shareOf(share(demand.shortfallShare), result.horizonDays)}
				end
			>
				<span title={of && say.amountOf(missing, of)}>{missing}</span>
				<SourceMark id={demand.source} />
			</Cell>
			<Cell name={say.columns.value} end>
				{shortfallUsd === null ? say.unknownValue : usd(shortfallUsd)}
			</Cell>
		</dl>
	);
}

function Cell({
	name,
	under,
	bar,
	end,
	children,
}: {
	readonly name: string;
	readonly under?: string;
	/** Length of a bar, 0 to 1. */
	readonly bar?: number;
	readonly end?: boolean;
	readonly children: ComponentChildren;
}): JSX.Element {
	return (
		<div class={end ? "cell end" : "cell"}>
			<dt>{name}</dt>
			<dd>
				<span class="figure">{children}</span>
				{bar !== undefined && (
					<span class="bar" aria-hidden="true">
						<span style={{ width: `${Math.max(1, bar * 100)}%` }} />
					</span>
				)}
				{under !== undefined && <span class="under">{under}</span>}
			</dd>
		</div>
	);
}
