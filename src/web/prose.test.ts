import { describe, expect, it } from "vitest";
import { fullStop, goodName, prose } from "./prose.ts";

describe("prose", () => {
	it("writes dates in full and keeps a number and its per cent sign together", () => {
		expect(prose("from 2026-12-14, 49 % of it; HS 2805-30-00 stays")).toBe(
			"from 14 December 2026, 49\u00a0% of it; HS 2805-30-00 stays",
		);
	});

	it("ends a sentence once", () => {
		expect([fullStop("short"), fullStop("short."), fullStop("short?")]).toEqual(
			["short.", "short.", "short?"],
		);
	});
});

describe("the parts of a good's name", () => {
	it.each([
		["Electric cars", "pieces", { head: "Electric cars" }],
		[
			"Other uses: motors, robots (t of magnets in them)",
			"t",
			{
				head: "Other uses",
				detail: "motors, robots",
				of: "of magnets in them",
			},
		],
		["Ore (t of oxide)", "t", { head: "Ore", of: "of oxide" }],
		// A bracket that says nothing of the unit belongs to the name.
		["Graphite (natural)", "t", { head: "Graphite (natural)" }],
		["Ore (t of oxide)", "kg", { head: "Ore (t of oxide)" }],
	])("%s in %s", (name, unit, expected) => {
		expect(goodName(name, unit)).toEqual(expected);
	});
});
