import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chanceCorrelation, rankCorrelation, ranks } from "./driver.ts";

const never = Number.POSITIVE_INFINITY;

describe("ranks", () => {
	it("count from 1, equal values sharing the mean of theirs", () => {
		expect([...ranks([30, 10, 30])]).toEqual([2.5, 1, 2.5]);
		expect([...ranks([7, 7, 7, 7])]).toEqual([2.5, 2.5, 2.5, 2.5]);
	});

	it("put what never happens last", () => {
		expect([...ranks([never, 5, never, 90])]).toEqual([3.5, 1, 3.5, 2]);
	});
});

describe("the rank correlation", () => {
	// Differences of ranks −1, 1, −1, 1, 0: 1 − 6 · 4 / (5 · 24) = 0.8.
	it("of a permutation with four ranks out by one is 0.8", () => {
		expect(rankCorrelation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])).toBeCloseTo(
			0.8,
			12,
		);
	});

	it("is 1 where one rises with the other, however unevenly, and −1 where it falls", () => {
		expect(rankCorrelation([1, 2, 3], [1, 10, 1e9])).toBeCloseTo(1, 12);
		expect(rankCorrelation([1, 2, 3], [never, 4, 0])).toBeCloseTo(-1, 12);
	});

	// Ranks 1, 2, 3 against 1, 2.5, 2.5: 1.5 / √(2 · 1.5) = √0.75.
	it("takes mean ranks for ties", () => {
		expect(rankCorrelation([1, 2, 3], [4, 9, 9])).toBeCloseTo(
			Math.sqrt(0.75),
			12,
		);
	});

	it("is nothing where one side never varies, or for fewer than two values", () => {
		expect(rankCorrelation([1, 2, 3], [5, 5, 5])).toBeNull();
		expect(rankCorrelation([never, never], [1, 2])).toBeNull();
		expect(rankCorrelation([1], [2])).toBeNull();
		expect(rankCorrelation([], [])).toBeNull();
	});

	it("does not change when values are stretched, keeping their order", () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.tuple(
						fc.integer({ min: -50, max: 50 }),
						fc.integer({ min: -50, max: 50 }),
					),
					{ minLength: 2, maxLength: 40 },
				),
				(pairs) => {
					const a = pairs.map(([x]) => x);
					const b = pairs.map(([, y]) => y);
					const plain = rankCorrelation(a, b);
					const stretched = rankCorrelation(
						a.map((x) => x ** 3),
						b.map((y) => Math.exp(y / 10)),
					);
					expect(stretched).toEqual(plain);
					expect(Math.abs(plain ?? 0)).toBeLessThanOrEqual(1);
				},
			),
		);
	});
});

describe("the correlation that may be chance", () => {
	// √(2 · ln(2 · 20 / 0.05) / 1000) = √(2 · 6.6846 / 1000)
	it("falls with the runs and grows with the figures looked at", () => {
		expect(chanceCorrelation(1001, 20)).toBeCloseTo(0.11563, 5);
		expect(chanceCorrelation(1001, 100)).toBeGreaterThan(
			chanceCorrelation(1001, 20),
		);
		expect(chanceCorrelation(1, 20)).toBe(1);
		expect(chanceCorrelation(3, 20)).toBe(1);
	});
});
