import { dayAfter } from "#network";
import type { StressResult } from "#stress";
import { date, dateInYear } from "./figures.ts";
import type { Line } from "./lines.ts";

/** Where the figures of a run lie on the picture, in pixels. */
export interface Frame {
	readonly width: number;
	readonly height: number;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
	/** Days of the run. */
	readonly days: number;
	/** Largest share drawn. */
	readonly most: number;
	x(day: number): number;
	y(share: number): number;
	/** Day under a place of the picture, within the run. */
	dayAt(x: number): number;
}

/**
 * Returns how many days are drawn: until the last day on which something is missing and some weeks after, in whole months of 30 days,
 * at most the whole run.
 */
export function daysDrawn(
	result: Pick<StressResult, "horizonDays" | "stepDays">,
	lines: readonly Line[],
): number {
	const last = Math.max(
		0,
		...lines.map((line) => line.values.findLastIndex((value) => value > 0.001)),
	);
	const until = last * result.stepDays * 1.1 + 14;
	return Math.min(result.horizonDays, Math.ceil(until / 30) * 30 + 1);
}

/** Returns the frame of a chart of some width. */
export function frameOf(
	width: number,
	days: number,
	lines: readonly Line[],
): Frame {
	const narrow = width < 560;
	const height = narrow ? 260 : 400;
	const [left, right, top, bottom] = [40, 12, 42, 42];
	const peak = Math.max(0.05, ...lines.flatMap((line) => line.values));
	const most =
		[0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8].find((each) => each >= peak) ?? 1;
	const across = Math.max(1, width - left - right);
	const down = height - top - bottom;
	return {
		...{ width, height, left, right, top, bottom, days, most },
		x: (day) => left + (day / Math.max(1, days - 1)) * across,
		y: (share) => top + (1 - Math.min(1, share / most)) * down,
		dayAt: (x) =>
			Math.max(
				0,
				Math.min(days - 1, Math.round(((x - left) / across) * (days - 1))),
			),
	};
}

/** A mark of the axis of days. */
export interface Tick {
	readonly day: number;
	readonly date: string;
}

/** Returns the marks of the axis of days: every 10, 30, 60 … days, as many as fit without touching. */
export function ticksOf(
	frame: Pick<Frame, "width" | "days">,
	from: string,
): readonly Tick[] {
	const fits = Math.max(2, Math.floor(frame.width / 105));
	const every =
		[10, 20, 30, 60, 90, 120, 180, 365, 730].find(
			(each) => frame.days / each <= fits,
		) ?? 1460;
	const ticks: Tick[] = [];
	for (let day = 0; day < frame.days * 0.95; day += every) {
		const at = dayAfter(from, day);
		const before = ticks.length > 0 ? dayAfter(from, day - every) : "";
		ticks.push({
			day,
			date: at.slice(0, 4) === before.slice(0, 4) ? dateInYear(at) : date(at),
		});
	}
	return ticks;
}

/** Returns the outline of a line as the `d` of a path. */
export function pathOf(line: Line, frame: Frame, stepDays: number): string {
	return line.values
		.map((value, step) => {
			const x = frame.x(step * stepDays).toFixed(1);
			return `${step === 0 ? "M" : "L"}${x} ${frame.y(value).toFixed(1)}`;
		})
		.join("");
}
