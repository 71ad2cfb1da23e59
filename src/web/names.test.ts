import { describe, expect, it } from "vitest";
import type { NetworkFace } from "./answers.ts";
import { namesOf } from "./names.ts";

const names = namesOf({
	places: [
		{ id: "USA", name: "United States" },
		{ id: "JPN", name: "Japan" },
		{ id: "REU", name: "Rest of the European Union" },
	],
	goods: [{ id: "ore", name: "Ore: all kinds (t of oxide)", unit: "t" }],
} as unknown as NetworkFace);

describe("names", () => {
	it("stand alone, joined, and within a sentence", () => {
		expect(["WLD", "USA", "JPN+USA", "Quad"].map(names.area)).toEqual([
			"The world",
			"United States",
			"Japan + United States",
			"Quad",
		]);
		expect(["WLD", "USA", "JPN", "REU"].map(names.within)).toEqual([
			"the world",
			"the United States",
			"Japan",
			"the rest of the European Union",
		]);
	});

	it("of goods are short in sentences, and dates are in full", () => {
		expect(
			names.plain(
				"Ore: all kinds (t of oxide) in United States from 2026-12-14",
			),
		).toBe("Ore in the United States from 14 December 2026");
	});
});
