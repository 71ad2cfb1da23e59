/** Quantiles of an outcome over the runs of an ensemble: the smallest outcome that so many per cent of the runs do not exceed. */
export interface Spread {
	readonly p5: number;
	readonly p25: number;
	readonly p50: number;
	readonly p75: number;
	readonly p95: number;
}

/** Quantiles of the first short day; null where that many of the runs do not run short at all. */
export interface DaySpread {
	readonly p5: number | null;
	readonly p25: number | null;
	readonly p50: number | null;
	readonly p75: number | null;
	readonly p95: number | null;
	/** Whether some runs never run short within the horizon, so that late quantiles may be null. */
	readonly never: boolean;
}

const levels = { p5: 5, p25: 25, p50: 50, p75: 75, p95: 95 } as const;

/**
 * Returns the quantiles of values: for p per cent the value in place ⌈p · n / 100⌉ of all n in ascending order, so always one that a run had.
 *
 * Edge cases: one value is every quantile; infinities stand above all numbers; no values are a fault of the caller. Cost: O(n log n).
 *
 * @example
 * spreadOf([4, 1, 3, 2]) // { p5: 1, p25: 1, p50: 2, p75: 3, p95: 4 }
 */
export function spreadOf(values: ArrayLike<number>): Spread {
	const sorted = Float64Array.from(values).sort();
	const at = (level: number) =>
		sorted[Math.max(1, Math.ceil((level * sorted.length) / 100)) - 1];
	return {
		p5: at(levels.p5),
		p25: at(levels.p25),
		p50: at(levels.p50),
		p75: at(levels.p75),
		p95: at(levels.p95),
	};
}

/** Returns the quantiles of first short days, where Infinity stands for a run that never runs short. */
export function daySpreadOf(days: Float64Array): DaySpread {
	const { p5, p25, p50, p75, p95 } = spreadOf(days);
	const orNull = (day: number) => (Number.isFinite(day) ? day : null);
	return {
		p5: orNull(p5),
		p25: orNull(p25),
		p50: orNull(p50),
		p75: orNull(p75),
		p95: orNull(p95),
		never: days.includes(Number.POSITIVE_INFINITY),
	};
}
