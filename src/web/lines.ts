import type { DemandResult, StressResult } from "#stress";
import { goodName } from "./prose.ts";

/** A line of the chart: a demand's missing share through time, and the demands of its place whose line is much the same. */
export interface Line {
	readonly demand: DemandResult;
	/** Missing share per step, 0 to 1. */
	readonly values: readonly number[];
	/** Demands of the place that the eye could not tell from this one. */
	readonly alike: readonly DemandResult[];
}

/** Lines whose areas differ by less than this share of both make one. */
const alike = 0.06;

/**
 * Returns the lines of the demands that lose the most value, at most as many as given; demands of a place whose lines lie on
 * each other share one.
 *
 * Edge cases: demands without a known value come last; a demand that never misses anything has no line.
 * Cost: O(demands · lines · steps).
 */
export function linesOf(result: StressResult, most: number): readonly Line[] {
	const lines: {
		demand: DemandResult;
		values: readonly number[];
		alike: DemandResult[];
	}[] = [];
	const ranked = result.demands
		.map((demand, index) => ({ demand, values: result.series[index] ?? [] }))
		.filter(({ demand }) => demand.firstShortfallDay !== null)
		.sort(
			(a, b) => (b.demand.shortfallUsd ?? -1) - (a.demand.shortfallUsd ?? -1),
		);
	for (const { demand, values } of ranked) {
		const same = lines.find(
			(line) =>
				line.demand.place === demand.place && isAlike(line.values, values),
		);
		if (same !== undefined) same.alike.push(demand);
		else if (lines.length < most) lines.push({ demand, values, alike: [] });
	}
	return lines;
}

function isAlike(one: readonly number[], other: readonly number[]): boolean {
	let apart = 0;
	let together = 0;
	for (const [step, value] of one.entries()) {
		const beside = other[step] ?? 0;
		apart += Math.abs(value - beside);
		together += value + beside;
	}
	return apart < alike * together;
}

/** Returns the names of the uses that a line stands for: `Other uses, Electric cars +2`. */
export function usesOf(line: Line, most: number): string {
	const heads = [line.demand, ...line.alike].map(
		(each) => goodName(each.name, each.unit).head,
	);
	const more = heads.length - most;
	return `${heads.slice(0, most).join(", ")}${more > 0 ? ` +${more}` : ""}`;
}

/** A week of the run and the mean share each line misses in it. */
export interface Week {
	/** First day. */
	readonly day: number;
	readonly means: readonly number[];
}

/**
 * Returns the mean missing share of each line by week for so many days; the last week may be shorter.
 *
 * Cost: O(lines · steps).
 */
export function weeksOf(
	lines: readonly Line[],
	stepDays: number,
	days: number,
): readonly Week[] {
	const steps = Math.max(1, Math.round(7 / stepDays));
	const length = Math.ceil(days / stepDays);
	return Array.from({ length: Math.ceil(length / steps) }, (_, week) => ({
		day: week * steps * stepDays,
		means: lines.map((line) => {
			const part = line.values.slice(week * steps, (week + 1) * steps);
			return (
				part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length)
			);
		}),
	}));
}
