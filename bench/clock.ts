/** Milliseconds of each of so many runs, after as many warm-up runs as asked, in ascending order. */
export function timings(
	runs: number,
	warmUp: number,
	work: () => void,
): readonly number[] {
	for (let run = 0; run < warmUp; run++) work();
	return Array.from({ length: runs }, () => {
		const start = performance.now();
		work();
		return performance.now() - start;
	}).sort((a, b) => a - b);
}

/** The middle one of ascending values. */
export function median(ascending: readonly number[]): number {
	return ascending[Math.floor(ascending.length / 2)] ?? Number.NaN;
}

/**
 * Bytes per second that this machine copies now: the best of some copies of an array too large for its caches, reads and writes counted.
 */
export function copyBandwidth(megabytes = 256): number {
	const from = new Float64Array((megabytes * 2 ** 20) / 8).fill(1);
	const to = new Float64Array(from.length);
	const best = timings(7, 2, () => to.set(from))[0] ?? Number.NaN;
	return (2 * from.byteLength) / (best / 1000);
}

/** Prints a figure beside its goal and whether it is reached. */
export function figure(
	what: string,
	value: string,
	goal: string,
	reached: boolean,
): void {
	console.log(
		`${reached ? "reached" : "MISSED "}  ${what}: ${value} (goal ${goal})`,
	);
}
