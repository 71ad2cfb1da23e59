import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daySpreadOf, spreadOf } from "./ensemble-spread.ts";

describe("the quantiles of outcomes", () => {
	// Places ⌈0.05 · 4⌉ = 1, ⌈0.25 · 4⌉ = 1, 2, 3 and ⌈0.95 · 4⌉ = 4 of 1, 2, 3, 4.
	it("are outcomes that a run had", () => {
		expect(spreadOf([4, 1, 3, 2])).toEqual({
			p5: 1,
			p25: 1,
			p50: 2,
			p75: 3,
			p95: 4,
		});
	});

	it("of one run are all that run's", () => {
		expect(spreadOf([7])).toEqual({ p5: 7, p25: 7, p50: 7, p75: 7, p95: 7 });
	});

	// 0 to 99: place 5 holds 4, place 25 holds 24, and so on.
	it("of a hundred are the 5th, 25th, 50th, 75th and 95th", () => {
		expect(spreadOf(Array.from({ length: 100 }, (_, value) => value))).toEqual({
			p5: 4,
			p25: 24,
			p50: 49,
			p75: 74,
			p95: 94,
		});
	});

	it("rise, and lie between the least and the most", () => {
		fc.assert(
			fc.property(
				fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 50 }),
				(values) => {
					const { p5, p25, p50, p75, p95 } = spreadOf(values);
					const ends = [Math.min(...values), p5, p25, p50, p75, p95];
					for (const [at, end] of ends.entries())
						expect(end).toBeLessThanOrEqual(ends[at + 1] ?? Infinity);
					expect(p95).toBeLessThanOrEqual(Math.max(...values));
				},
			),
		);
	});
});

describe("the quantiles of first short days", () => {
	it("are null where so many of the runs never run short", () => {
		expect(
			daySpreadOf(
				Float64Array.of(10, 30, Number.POSITIVE_INFINITY, 20, Infinity),
			),
		).toEqual({
			p5: 10,
			p25: 20,
			p50: 30,
			p75: null,
			p95: null,
			never: true,
		});
		expect(daySpreadOf(Float64Array.of(3, 5)).never).toBe(false);
	});
});
