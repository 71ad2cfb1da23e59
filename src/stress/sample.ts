/**
 * Which quantiles the runs of an ensemble take: a Latin hypercube. In each dimension the range of probability is cut into as many strata of
 * equal width as there are runs, and each run lies in another stratum.
 */
export interface Hypercube {
	/** Number of runs, 1 to 2³⁰. */
	readonly runs: number;
	/** Whole number in [0, 2³² − 1]; another seed gives another hypercube. */
	readonly seed: number;
}

const rounds = 6;

/**
 * Returns the stratum, 0 to runs − 1, in which a run lies in a dimension: over all runs of a dimension, each stratum once.
 *
 * A keyed permutation is worked out for the one place asked (a balanced Feistel network over the next power of four, walked until it lands
 * within the runs), so a sample depends on the seed, the number of runs and its own number alone, and nothing is kept.
 * Cost: O(1). Source: McKay, Beckman, Conover (1979), Technometrics 21(2), for the design; Black, Rogaway (2002), for walking the cycle.
 *
 * @example
 * [0, 1, 2].map((run) => stratum({ runs: 3, seed: 1 }, 0, run)).sort() // [0, 1, 2]
 */
export function stratum(
	{ runs, seed }: Hypercube,
	dimension: number,
	run: number,
): number {
	const half = halfBits(runs);
	const mask = 2 ** half - 1;
	const key = mixed(mixed(seed ^ 0x9e3779b9) + dimension);
	let at = run;
	do {
		let left = at >>> half;
		let right = at & mask;
		for (let round = 0; round < rounds; round++) {
			const next = left ^ (mixed(key + right * rounds + round) & mask);
			left = right;
			right = next;
		}
		at = ((left << half) | right) >>> 0;
	} while (at >= runs);
	return at;
}

/**
 * Returns the quantile that a run takes in a dimension: a random place within its stratum, in (0, 1), never 0 or 1.
 *
 * Parameters: `within` is the run's stratum, where it is known already.
 *
 * @example
 * quantile({ runs: 1, seed: 1 }, 0, 0) // between 0 and 1
 */
export function quantile(
	cube: Hypercube,
	dimension: number,
	run: number,
	within: number = stratum(cube, dimension, run),
): number {
	const key = mixed(mixed(cube.seed ^ 0x7f4a7c15) + dimension);
	const place = (mixed(key ^ mixed(run)) + 0.5) / 2 ** 32;
	return (within + place) / cube.runs;
}

/** Half the bits of the least power of four that is not below the number of runs. */
function halfBits(runs: number): number {
	let bits = 0;
	while (1 << (2 * bits) < runs) bits++;
	return bits;
}

/** Spreads the bits of a whole number over 32 bits: the finaliser of MurmurHash3 (Appleby, public domain). */
function mixed(value: number): number {
	let bits = value | 0;
	bits ^= bits >>> 16;
	bits = Math.imul(bits, 0x85ebca6b);
	bits ^= bits >>> 13;
	bits = Math.imul(bits, 0xc2b2ae35);
	return (bits ^ (bits >>> 16)) >>> 0;
}
