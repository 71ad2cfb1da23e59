import { describe, expect, it } from "vitest";
import { nearest } from "./nearest.ts";

describe("nearest", () => {
	it.each([
		// one letter replaced: distance 1 of 3, a third
		["JPM", ["CHN", "JPN"], "JPN"],
		// case does not count: distance 0
		["jpn", ["CHN", "JPN"], "JPN"],
		// "demand" lies in "demands"
		["demand", ["goods", "demands"], "demands"],
		// two neighbours swapped: distance 1 of 5
		["strom", ["calm", "storm"], "storm"],
		// distance 2 of 3 is more than a third
		["XYN", ["CHN", "JPN"], undefined],
		["anything", [], undefined],
		// both at distance 1: the first
		["CHM", ["CHN", "CHE"], "CHN"],
	])("of %s in %j is %s", (name, known, expected) => {
		expect(nearest(name, known)).toBe(expected);
	});
});
