import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { dayAfter } from "#network";
import type { StressResult } from "#stress";
import { date, dateInFull, share } from "./figures.ts";
import { daysDrawn, frameOf } from "./frame.ts";
import { type Line, linesOf, usesOf } from "./lines.ts";
import { goodName } from "./prose.ts";
import { ShortfallPicture } from "./shortfall-picture.tsx";
import { Modelled } from "./tags.tsx";
import { useNames } from "./view.ts";
import { WeeklyTable } from "./weekly-table.tsx";
import { words } from "./words.ts";

const mostLines = 6;

/** The missing share of the largest shortfalls through time. */
export function ShortfallChart({
	result,
}: {
	readonly result: StressResult | undefined;
}): JSX.Element {
	const lines = useMemo(
		() => (result ? linesOf(result, mostLines) : []),
		[result],
	);
	const say = words.chart;
	return (
		<section id="time" aria-labelledby="time-title">
			<h2 id="time-title">
				{words.sections.time} <Modelled />
			</h2>
			<p class="lead">{say.lead}</p>
			{result === undefined ? (
				<div class="chart-ghost ghost" aria-hidden="true" />
			) : lines.length === 0 ? (
				<p class="empty">{say.nothing}</p>
			) : (
				<Chart
					key={`${result.scenario} ${result.for}`}
					result={result}
					lines={lines}
				/>
			)}
		</section>
	);
}

function Chart({
	result,
	lines,
}: {
	readonly result: StressResult;
	readonly lines: readonly Line[];
}): JSX.Element {
	const names = useNames();
	const box = useRef<HTMLDivElement>(null);
	const width = useWidth(box);
	const [day, setDay] = useState(lines[0]?.demand.worstWeek.day ?? 0);
	const [strong, setStrong] = useState<number | undefined>(undefined);
	const days = useMemo(() => daysDrawn(result, lines), [result, lines]);
	const frame = useMemo(
		() => frameOf(width, days, lines),
		[width, days, lines],
	);
	const say = words.chart;
	return (
		<figure class="chart">
			<div class="chart-body">
				<div ref={box} class="chart-picture">
					<ShortfallPicture
						{...{ result, lines, frame, day, strong }}
						onDay={setDay}
					/>
					<input
						type="range"
						class="chart-day"
						aria-label={say.slider}
						aria-valuetext={valueText(result, lines, day, names.area)}
						min={0}
						max={days - 1}
						value={day}
						onInput={(event) => setDay(event.currentTarget.valueAsNumber)}
					/>
				</div>
				<Key {...{ result, lines, day }} onStrong={setStrong} />
			</div>
			<Caption result={result} days={days} first={lines[0]} />
			<WeeklyTable {...{ result, lines, days }} />
		</figure>
	);
}

function Caption({
	result,
	days,
	first,
}: {
	readonly result: StressResult;
	readonly days: number;
	readonly first: Line | undefined;
}): JSX.Element | null {
	const names = useNames();
	if (first === undefined) return null;
	const { demand } = first;
	const say = words.chart;
	return (
		<figcaption>
			{say.caption(
				goodName(demand.name, demand.unit).head,
				names.within(demand.place),
				share(demand.worstWeek.share),
				dateInFull(dayAfter(result.from, demand.worstWeek.day)),
			)}{" "}
			{days < result.horizonDays && say.after(days - 1, result.horizonDays)}
		</figcaption>
	);
}

function Key({
	result,
	lines,
	day,
	onStrong,
}: {
	readonly result: StressResult;
	readonly lines: readonly Line[];
	readonly day: number;
	readonly onStrong: (line: number | undefined) => void;
}): JSX.Element {
	const names = useNames();
	const step = Math.floor(day / result.stepDays);
	return (
		<div class="chart-key">
			<p class="chart-key-day">
				<strong>{date(dayAfter(result.from, day))}</strong>{" "}
				{words.chart.day(day)}
			</p>
			<ol aria-label={words.chart.key}>
				{lines.map((line, index) => (
					<li
						key={`${line.demand.place} ${line.demand.good}`}
						class={`line-${index}`}
						onPointerEnter={() => onStrong(index)}
						onPointerLeave={() => onStrong(undefined)}
					>
						<svg class="swatch" width="30" height="10" aria-hidden="true">
							<path d="M1 5H29" class={`line line-${index}`} />
						</svg>
						<span class="name">
							{names.area(line.demand.place)}
							<span class="under">{usesOf(line, 2)}</span>
						</span>
						<span class="figure">{share(line.values[step] ?? 0)}</span>
					</li>
				))}
			</ol>
		</div>
	);
}

function valueText(
	result: StressResult,
	lines: readonly Line[],
	day: number,
	area: (id: string) => string,
): string {
	const step = Math.floor(day / result.stepDays);
	const at = words.chart.at(dateInFull(dayAfter(result.from, day)), day);
	const figures = lines.map(
		(line) =>
			`${words.chart.use(usesOf(line, 1), area(line.demand.place))} ${share(line.values[step] ?? 0)}`,
	);
	return `${at}: ${figures.join("; ")}`;
}

/** Returns the width of an element, kept up to date. */
function useWidth(box: { readonly current: HTMLElement | null }): number {
	const [width, setWidth] = useState(760);
	useLayoutEffect(() => {
		const element = box.current;
		if (element === null) return;
		const measure = () => setWidth(Math.round(element.clientWidth));
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(element);
		return () => observer.disconnect();
	}, [box]);
	return width;
}
