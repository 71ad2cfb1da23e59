import type { DemandResult, StressResult } from "./result.ts";

/** Returns the USD of all shortfalls that have a value. */
export function usdOf(demands: readonly DemandResult[]): number {
	return demands.reduce(
		(sum, { shortfallUsd }) => sum + (shortfallUsd ?? 0),
		0,
	);
}

/** Orders demands as results list them: short ones first, then by value missing, then by share missing. */
export function byWeight(a: DemandResult, b: DemandResult): number {
	return (
		Number(b.firstShortfallDay !== null) -
			Number(a.firstShortfallDay !== null) ||
		(b.shortfallUsd ?? 0) - (a.shortfallUsd ?? 0) ||
		b.shortfallShare - a.shortfallShare
	);
}

/** Returns the earliest shortfall among those that make up at least a hundredth of the value missing; of one day, the largest; null if none is short. */
export function firstOf(short: readonly DemandResult[]): StressResult["first"] {
	const worth = usdOf(short) / 100;
	let first: StressResult["first"] = null;
	for (const demand of short) {
		const { place, good, name } = demand;
		const { firstShortfallDay: day, firstShortfallDate: date } = demand;
		if (day === null || date === null) continue;
		if ((demand.shortfallUsd ?? 0) < worth) continue;
		if (first === null || day < first.day)
			first = { place, good, name, day, date };
	}
	return first;
}

/**
 * Returns the seven days with the largest mean missing share: their first day and that share. Of equal weeks the first.
 *
 * Edge cases: a run shorter than a week is one window; steps longer than a week are windows of one step. Cost: O(steps).
 */
export function worstWeek(
	missing: Float64Array,
	stepDays: number,
): { day: number; share: number } {
	const window = Math.min(
		missing.length,
		Math.max(1, Math.round(7 / stepDays)),
	);
	let sum = 0;
	let worst = { day: 0, share: 0 };
	for (let step = 0; step < missing.length; step++) {
		sum += missing[step] - (step >= window ? missing[step - window] : 0);
		const share = sum / window;
		if (step + 1 >= window && share > worst.share + 1e-12)
			worst = { day: (step + 1 - window) * stepDays, share };
	}
	return worst;
}
