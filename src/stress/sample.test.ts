import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantile, stratum } from "./sample.ts";

const cube = fc.record({
	runs: fc.integer({ min: 1, max: 300 }),
	seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});
const dimension = fc.integer({ min: 0, max: 1000 });

/** Strata of all runs of a dimension, in the order of the runs. */
function strata(runs: number, seed: number, at: number): number[] {
	return Array.from({ length: runs }, (_, run) =>
		stratum({ runs, seed }, at, run),
	);
}

describe("a Latin hypercube", () => {
	it("has one run in each stratum of each dimension", () => {
		fc.assert(
			fc.property(cube, dimension, ({ runs, seed }, at) => {
				expect(strata(runs, seed, at).sort((a, b) => a - b)).toEqual(
					Array.from({ length: runs }, (_, stratum) => stratum),
				);
			}),
			{ numRuns: 200 },
		);
	});

	it("puts each run at a place of its own within its stratum, never on 0 or 1", () => {
		fc.assert(
			fc.property(cube, dimension, ({ runs, seed }, at) => {
				for (let run = 0; run < runs; run++) {
					const place = quantile({ runs, seed }, at, run);
					expect(Math.floor(place * runs)).toBe(
						stratum({ runs, seed }, at, run),
					);
					expect(place).toBeGreaterThan(0);
					expect(place).toBeLessThan(1);
				}
			}),
			{ numRuns: 50 },
		);
	});

	// Runs of an ensemble are kept in files and taken up again later, so the same seed must draw the same sample for ever:
	// these figures are what the first edition drew.
	it("draws the same for the same seed, and otherwise for another seed or dimension", () => {
		expect(strata(8, 1, 0)).toEqual(strata(8, 1, 0));
		expect(strata(8, 1, 0)).toEqual([7, 1, 6, 2, 0, 3, 4, 5]);
		expect(quantile({ runs: 1000, seed: 42 }, 7, 3)).toBe(0.10303304337000009);
		expect(strata(100, 1, 0)).not.toEqual(strata(100, 2, 0));
		expect(strata(100, 1, 0)).not.toEqual(strata(100, 1, 1));
	});

	// Permutations drawn at random correlate with a standard deviation of 1/√(n − 1) = 0.0316 for n = 1001; of 780 pairs of 40 dimensions the
	// root mean square lies within a few per cent of it, and none beyond five standard deviations.
	it("mixes its dimensions as independent permutations do", () => {
		const runs = 1001;
		const all = Array.from({ length: 40 }, (_, at) =>
			strata(runs, 3, at).map((stratum) => stratum - (runs - 1) / 2),
		);
		const variance = (runs ** 2 - 1) / 12;
		const correlations = all.flatMap((a, at) =>
			all
				.slice(0, at)
				.map(
					(b) =>
						a.reduce((sum, value, run) => sum + value * (b[run] ?? 0), 0) /
						(runs * variance),
				),
		);
		const mean = Math.sqrt(
			correlations.reduce((sum, each) => sum + each ** 2, 0) /
				correlations.length,
		);
		expect(correlations.length).toBe(780);
		expect(mean).toBeGreaterThan(0.0316 * 0.9);
		expect(mean).toBeLessThan(0.0316 * 1.1);
		expect(Math.max(...correlations.map(Math.abs))).toBeLessThan(5 * 0.0316);
	});
});
