import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hhi, topShare } from "./concentration.ts";

describe("concentration", () => {
	it("is 10,000 for a single supplier and 10,000 / n for n equal ones", () => {
		expect(hhi([42])).toBe(10_000);
		expect(hhi([5, 5, 5, 5])).toBe(2_500);
		// 0.7² + 0.3² = 0.49 + 0.09 = 0.58
		expect(hhi([70, 30])).toBeCloseTo(5_800, 9);
	});

	it("is 0 where nothing is supplied", () => {
		expect(hhi([])).toBe(0);
		expect(hhi([0, 0])).toBe(0);
		expect(topShare([], 1)).toBe(0);
	});

	it("adds up the largest suppliers, in whatever order they come", () => {
		expect(topShare([5, 50, 15, 30], 1)).toBe(0.5);
		expect(topShare([5, 50, 15, 30], 3)).toBe(0.95);
		expect(topShare([2, 1], 3)).toBe(1);
	});

	it("refuses amounts that are negative or no numbers", () => {
		for (const amount of [-1, Number.NaN, Number.POSITIVE_INFINITY])
			expect(() => hhi([1, amount])).toThrow(
				expect.objectContaining({ code: "exposure.bad-amount" }),
			);
	});

	it("lies between 10,000 / n and 10,000, and no three suppliers hold less than the largest", () => {
		const amounts = fc.array(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), {
			minLength: 1,
			maxLength: 30,
		});
		fc.assert(
			fc.property(amounts, (known) => {
				expect(hhi(known)).toBeGreaterThanOrEqual(10_000 / known.length - 1e-6);
				expect(hhi(known)).toBeLessThanOrEqual(10_000 + 1e-6);
				expect(topShare(known, 3)).toBeGreaterThanOrEqual(topShare(known, 1));
			}),
		);
	});
});

/** Published values: kept outside the repository, because the tables are not ours to pass on. */
const cases = new URL("../../../shared/cases/stress/", import.meta.url);
const published = 33;
const present = existsSync(new URL("cases.json", cases));
if (!present)
	console.info(
		`concentration: ${published} published values of 2022 not compared, their tables are not here`,
	);

describe.skipIf(!present)("concentration of world mining in 2022", () => {
	it(`agrees with the ${published} published values within 1e-6`, () => {
		const expected: Record<string, { hhi: number; top_share: number }> =
			JSON.parse(readFileSync(new URL("cases.json", cases), "utf8")).hhi_2022;
		const rows: { material: string; country: string; y2022: string }[] = parse(
			readFileSync(new URL("wmd_production_2018_2022.csv", cases)),
			{ columns: true, bom: true },
		);
		expect(Object.keys(expected)).toHaveLength(published);
		for (const [material, value] of Object.entries(expected)) {
			const countries = new Map<string, number>();
			for (const row of rows)
				if (row.material === material)
					countries.set(
						row.country,
						(countries.get(row.country) ?? 0) + Number(row.y2022),
					);
			const amounts = [...countries.values()];
			expect(
				Math.abs(hhi(amounts) / 10_000 - value.hhi),
				material,
			).toBeLessThan(1e-6);
			expect(
				Math.abs(topShare(amounts, 1) - value.top_share),
				material,
			).toBeLessThan(1e-6);
		}
	});
});
