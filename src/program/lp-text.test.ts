import { describe, expect, it } from "vitest";
import { lpText } from "./lp-text.ts";
import { programBuilder } from "./program-builder.ts";

const infinity = Number.POSITIVE_INFINITY;

describe("a program as LP text", () => {
	it("is written line by line, named or numbered", () => {
		const build = programBuilder(2.5);
		const x = build.column(0, infinity, 3, "x");
		const y = build.column(-1, 4, -0.5, "y");
		const z = build.integer(0, 9, 0);
		const free = build.column(-infinity, infinity, 0, "loose");
		const least = build.row(3, infinity, "least");
		const both = build.row(-2, 8, "both");
		const same = build.row(1.25, 1.25);
		build.entry(least, x, 1);
		build.entry(least, y, -2);
		build.entry(both, z, 1);
		build.entry(both, free, 1);
		build.entry(same, y, 1e-7);
		expect(lpText(build.program())).toBe(
			[
				"Minimize",
				" obj: 3 x - 0.5 y + 2.5",
				"Subject To",
				" least: x - 2 y >= 3",
				" both.low: x2 + loose >= -2",
				" both.high: x2 + loose <= 8",
				" r2: 1e-7 y = 1.25",
				"Bounds",
				" -1 <= y <= 4",
				" 0 <= x2 <= 9",
				" loose free",
				"General",
				" x2",
				"End",
				"",
			].join("\n"),
		);
	});

	it("leaves out what bounds nothing, and writes what has no terms", () => {
		const build = programBuilder();
		build.column(2, 2, 0, "fixed");
		build.column(-infinity, 7, 0, "below");
		build.column(3, infinity, 0, "above");
		build.row(-infinity, infinity);
		build.row(-infinity, 5);
		expect(lpText(build.program()).split("\n")).toEqual([
			"Minimize",
			" obj: ",
			"Subject To",
			" r1: 0 fixed <= 5",
			"Bounds",
			" fixed = 2",
			" -inf <= below <= 7",
			" above >= 3",
			"End",
			"",
		]);
	});

	it("numbers columns whose names the format would misread, or that come twice", () => {
		const build = programBuilder();
		for (const name of ["e3", "a b", "free", "x7", "2y", "a", "a"])
			build.column(0, infinity, 1, name);
		expect(lpText(build.program()).split("\n")[1]).toBe(
			" obj: x0 + x1 + x2 + x3 + x4 + a + x6",
		);
	});
});
