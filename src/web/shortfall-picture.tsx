import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { dayAfter } from "#network";
import type { StressResult } from "#stress";
import { date, share } from "./figures.ts";
import { type Frame, pathOf, ticksOf } from "./frame.ts";
import { labelsOf } from "./labels.ts";
import { type Line, usesOf } from "./lines.ts";
import { useNames } from "./view.ts";
import { words } from "./words.ts";

/** The drawing: axes, lines with their names, and the day that the reader points at. */
export function ShortfallPicture({
	result,
	lines,
	frame,
	day,
	strong,
	onDay,
}: {
	readonly result: StressResult;
	readonly lines: readonly Line[];
	readonly frame: Frame;
	readonly day: number;
	/** Index of the line to stand out. */
	readonly strong: number | undefined;
	readonly onDay: (day: number) => void;
}): JSX.Element {
	const names = useNames();
	const paths = useMemo(
		() => lines.map((line) => pathOf(line, frame, result.stepDays)),
		[lines, frame, result],
	);
	const labels = useMemo(() => {
		const texts = lines.map((line) => {
			const { place } = line.demand;
			const alone =
				lines.filter((each) => each.demand.place === place).length === 1;
			return alone
				? names.area(place)
				: words.chart.use(usesOf(line, 1), names.area(place));
		});
		return frame.width < 560
			? []
			: labelsOf(lines, texts, frame, result.stepDays);
	}, [lines, frame, result, names]);
	const fade = (index: number) =>
		strong === undefined || strong === index ? "" : " faded";
	return (
		<svg
			class="drawing"
			width={frame.width}
			height={frame.height}
			viewBox={`0 0 ${frame.width} ${frame.height}`}
			role="img"
			aria-label={words.chart.picture(lines.length, frame.days)}
			onPointerMove={(event) => onDay(frame.dayAt(event.offsetX))}
			onPointerDown={(event) => onDay(frame.dayAt(event.offsetX))}
		>
			<Axes frame={frame} from={result.from} />
			{paths.map((path, index) => (
				<path key={path} d={path} class={`line line-${index}${fade(index)}`} />
			))}
			{labels.map((label) => (
				<text
					key={label.text}
					x={label.x}
					y={label.y}
					class={`label ${label.anchor} line-${label.line}${fade(label.line)}`}
				>
					{label.text}
				</text>
			))}
			<Cursor {...{ result, lines, frame, day }} />
		</svg>
	);
}

function Axes({
	frame,
	from,
}: {
	readonly frame: Frame;
	readonly from: string;
}): JSX.Element {
	const base = frame.height - frame.bottom;
	const rows =
		frame.most <= 0.1 ? 2 : frame.most === 0.3 || frame.most === 0.6 ? 3 : 4;
	return (
		<g class="axes">
			{Array.from(
				{ length: rows + 1 },
				(_, row) => (row / rows) * frame.most,
			).map((value) => (
				<g key={value}>
					<path
						class={value === 0 ? "base" : "grid"}
						d={`M${frame.left} ${frame.y(value)}H${frame.width - frame.right}`}
					/>
					<text x={frame.left - 8} y={frame.y(value) + 4} class="end">
						{share(value)}
					</text>
				</g>
			))}
			{ticksOf(frame, from).map((tick) => (
				<g key={tick.day}>
					<path class="base" d={`M${frame.x(tick.day)} ${base}v5`} />
					<text
						x={frame.x(tick.day)}
						y={base + 19}
						class={tick.day === 0 ? "start" : "middle"}
					>
						{tick.date}
					</text>
					<text
						x={frame.x(tick.day)}
						y={base + 34}
						class={tick.day === 0 ? "quiet start" : "quiet middle"}
					>
						{words.chart.day(tick.day)}
					</text>
				</g>
			))}
		</g>
	);
}

function Cursor({
	result,
	lines,
	frame,
	day,
}: {
	readonly result: StressResult;
	readonly lines: readonly Line[];
	readonly frame: Frame;
	readonly day: number;
}): JSX.Element {
	const x = frame.x(day);
	const step = Math.floor(day / result.stepDays);
	const side = x > frame.width - 80 ? "end" : x < 100 ? "start" : "middle";
	return (
		<g class="cursor">
			<path d={`M${x} 18V${frame.height - frame.bottom}`} />
			<text x={x} y={12} class={side}>
				{words.chart.at(date(dayAfter(result.from, day)), day)}
			</text>
			{lines.map((line, index) => (
				<circle
					key={`${line.demand.place} ${line.demand.good}`}
					cx={x}
					cy={frame.y(line.values[step] ?? 0)}
					r={3.5}
					class={`dot line-${index}`}
				/>
			))}
		</g>
	);
}
