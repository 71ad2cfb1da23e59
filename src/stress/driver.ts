/**
 * Returns the ranks of values from 1 up; equal values share the mean of their ranks.
 *
 * Edge cases: Infinity ranks above every number, all infinities alike. Cost: O(n log n).
 *
 * @example
 * ranks([30, 10, 30]) // [2.5, 1, 2.5]
 */
export function ranks(values: ArrayLike<number>): Float64Array {
	const sorted = Float64Array.from(values).sort();
	return Float64Array.from(values, (value) => {
		const below = countBelow(sorted, value);
		let upTo = below + 1;
		if (sorted[upTo] === value) upTo = countUpTo(sorted, value, upTo);
		return (below + upTo + 1) / 2;
	});
}

/** How many of ascending values lie below one of them. */
function countBelow(sorted: Float64Array, value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (sorted[middle] < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** How many of ascending values lie below one of them or at it, of which so many are known to. */
function countUpTo(sorted: Float64Array, value: number, known: number): number {
	let low = known;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (sorted[middle] <= value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/**
 * Returns Spearman's rank correlation of two lists of equal length, in [−1, 1], or null where one of them never varies.
 *
 * Formula: the product-moment correlation of the ranks, with mean ranks for ties. Edge cases: fewer than two values give null.
 * Cost: O(n log n). Source: Spearman (1904), American Journal of Psychology 15(1).
 *
 * @example
 * rankCorrelation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]) // 0.8
 */
export function rankCorrelation(
	first: ArrayLike<number>,
	second: ArrayLike<number>,
): number | null {
	const a = deviations(first);
	const b = deviations(second);
	return a === null || b === null ? null : correlation(a, b);
}

/** Ranks as deviations from their mean, of length 1 when taken as a vector; null if all are equal. */
export function deviations(values: ArrayLike<number>): Float64Array | null {
	return deviationsOf(ranks(values));
}

/** The same of ranks that are known already. */
export function deviationsOf(found: Float64Array): Float64Array | null {
	const mean = (found.length + 1) / 2;
	let squares = 0;
	for (const rank of found) squares += (rank - mean) ** 2;
	if (squares === 0) return null;
	const length = Math.sqrt(squares);
	return found.map((rank) => (rank - mean) / length);
}

/** Returns the correlation of two lists of deviations, held within [−1, 1] against rounding. */
export function correlation(first: Float64Array, second: Float64Array): number {
	let sum = 0;
	for (let index = 0; index < first.length; index++)
		sum += first[index] * second[index];
	return Math.max(-1, Math.min(1, sum));
}

/**
 * Returns the size that a rank correlation must have so that it is not chance, when the largest of several is looked at: below it, figures
 * that do nothing would pass in more than one ensemble of twenty.
 *
 * Formula: √(2 · ln(2 · figures / 0.05) / (runs − 1)), from the normal tail bound 2·exp(−z²/2). Edge cases: at most 1; 1 for a single run.
 *
 * @example
 * chanceCorrelation(1001, 20) // 0.1156
 */
export function chanceCorrelation(runs: number, figures: number): number {
	if (runs < 2 || figures < 1) return 1;
	return Math.min(
		1,
		Math.sqrt((2 * Math.log((2 * figures) / 0.05)) / (runs - 1)),
	);
}
