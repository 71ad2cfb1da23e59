import { describe, expect, it } from "vitest";
import { amount, count, date, dateInFull, share, usd } from "./figures.ts";

describe("figures", () => {
	it("are rounded to three figures and carry their unit", () => {
		expect([
			amount(198_341, "pieces"),
			amount(1_234_567, "t"),
			amount(0.12345, "t"),
			usd(4_312_000_000),
			count(12_345.6),
		]).toEqual([
			"198,000 pieces",
			"1.23 million t",
			"0.123 t",
			"US$4.31bn",
			"12,346",
		]);
	});

	it("do not round a small share to nothing, nor nothing to something", () => {
		expect([share(0.004), share(0), share(0.4375), share(1)]).toEqual([
			"<1%",
			"0%",
			"44%",
			"100%",
		]);
	});

	it("give days as dates, whatever the time zone", () => {
		expect([date("2026-12-27"), dateInFull("2026-12-27")]).toEqual([
			"27 Dec 2026",
			"27 December 2026",
		]);
	});
});
