import { describe, expect, test } from "vitest";
import { CounterweightError } from "./fault.ts";
import {
	converted,
	convertible,
	formatQuantity,
	isMass,
	isUnit,
	units,
} from "./units.ts";

describe("units", () => {
	test("two kilotonnes are two million kilograms", () => {
		// 2 kt × 1,000 t/kt × 1,000 kg/t
		expect(converted(2, "kt", "kg")).toBe(2_000_000);
	});

	test("a pound is 0.45359237 kg exactly", () => {
		expect(converted(1, "lb", "kg")).toBeCloseTo(0.45359237, 15);
	});

	test("a year has 365 days, and a gigawatt a thousand megawatts", () => {
		expect(converted(2, "years", "days")).toBe(730);
		expect(converted(1.5, "GW", "MW")).toBe(1500);
		expect(converted(1500, "MW", "GW")).toBe(1.5);
		expect(converted(25, "%", "share")).toBe(0.25);
	});

	test("there and back gives the same amount for every pair of units of one dimension", () => {
		let pairs = 0;
		for (const from of units)
			for (const to of units) {
				if (!convertible(from, to)) continue;
				const back = converted(converted(0.7, from, to), to, from);
				expect(Math.abs(back - 0.7)).toBeLessThan(1e-15);
				pairs++;
			}
		expect(pairs).toBeGreaterThan(units.length);
	});

	test("mass cannot be given in pieces, nor in a unit that is none", () => {
		expect(() => converted(1, "t", "pieces")).toThrow(
			expect.objectContaining({ code: "network.incompatible-units" }),
		);
		expect(() => converted(1, "t", "bushels")).toThrow(CounterweightError);
		expect(convertible("t", "bushels")).toBe(false);
		expect(convertible("bushels", "bushels")).toBe(false);
	});

	test("units are told from words, and mass from other dimensions", () => {
		expect(isUnit("million m3")).toBe(true);
		expect(isUnit("T")).toBe(false);
		expect(isMass("lb")).toBe(true);
		expect(isMass("pieces")).toBe(false);
	});
});

describe("quantities as people read them", () => {
	test.each([
		[390540.4, "t", "390,540 t"],
		[1234567, "t/year", "1,234,567 t/year"],
		[99.96, "t", "100 t"],
		[45.67, "days", "45.7 days"],
		[9.999, "t", "10 t"],
		[4.5, "t", "4.5 t"],
		[1, "MW", "1 MW"],
		[0.04567, "t", "0.0457 t"],
		[0.999, "t", "0.999 t"],
		[0, "t", "0 t"],
		[-1234.5, "t", "-1,235 t"],
		[1.2345e-7, "t", "1.23e-7 t"],
		[Number.POSITIVE_INFINITY, "t", "no limit"],
		[Number.NaN, "t", "unknown"],
	])("%d %s is written %s", (value, unit, text) => {
		expect(formatQuantity(value, unit)).toBe(text);
	});

	test("without a unit the number stands alone", () => {
		expect(formatQuantity(1500)).toBe("1,500");
	});
});
