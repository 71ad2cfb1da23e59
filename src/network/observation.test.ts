import { describe, expect, it } from "vitest";
import { check } from "./check.ts";
import { network } from "./network.ts";
import type { Observation } from "./observation.ts";

const stop: Observation = {
	id: "stop",
	title: "A plant stops",
	scenario: "test",
	place: ["EU"],
	partner: ["WLD"],
	good: ["magnets"],
	kind: "first stop",
	from: "2025-05-26",
	until: "2025-06-06",
	value: 52,
	unit: "days",
	low: 50,
	high: 55,
	source: "press",
	confidence: "B",
};

function found(...observations: readonly Observation[]): string[] {
	const made = network({
		id: "tiny",
		sources: [{ id: "press", title: "The press" }],
		goods: [
			{
				id: "magnet",
				name: "Magnets",
				stage: "magnet",
				unit: "t",
				family: ["magnets"],
			},
		],
		places: [
			{ id: "DEU", name: "Germany", kind: "country" },
			{ id: "CHN", name: "China", kind: "country" },
		],
		groups: [{ group: "EU", place: "DEU" }],
		measures: [
			{
				id: "talks",
				actor: ["CHN"],
				targets: ["WLD"],
				goods: [],
				kind: "agreement",
				from: "2025-04-04",
				source: "press",
				confidence: "B",
			},
		],
		scenarios: [
			{
				id: "test",
				title: "Test",
				measures: ["talks"],
				from: "2025-04-04",
				days: 90,
			},
		],
		observations,
	});
	return check(made).map(({ code, field }) => `${code} ${field}`);
}

describe("an observation", () => {
	it("names a scenario, places or groups, and goods or families that there are", () => {
		expect(found(stop)).toEqual([]);
		expect(
			found({ ...stop, scenario: "tset", place: ["FRA"], good: ["tea"] }),
		).toEqual([
			"network.unknown-id scenario",
			"network.unknown-id place",
			"network.unknown-id good",
		]);
	});

	it("ends no earlier than it starts, lies in its range, and is given once", () => {
		expect(found({ ...stop, until: "2025-05-25" })).toEqual([
			"network.dates-out-of-order until",
		]);
		expect(found({ ...stop, value: 60 })).toEqual(["network.range high"]);
		expect(found(stop, stop)).toEqual(["network.duplicate-key id"]);
	});
});

describe("the transit time of a lane", () => {
	const days = (range: { daysLow?: number; daysHigh?: number }) =>
		check(
			network({
				id: "tiny",
				sources: [{ id: "press", title: "The press" }],
				goods: [{ id: "tea", name: "Tea", stage: "product", unit: "t" }],
				places: ["A", "B"].map((id) => ({
					id,
					name: id,
					kind: "country" as const,
				})),
				lanes: [
					{
						from: "A",
						to: "B",
						good: "tea",
						flow: 0,
						days: 33,
						...range,
						source: "press",
						confidence: "D",
						year: 2024,
					},
				],
			}),
		).map(({ code, field }) => `${code} ${field}`);

	it("lies in its range", () => {
		expect(days({ daysLow: 28, daysHigh: 46 })).toEqual([]);
		expect(days({ daysLow: 34 })).toEqual(["network.range daysLow"]);
		expect(days({ daysHigh: 30 })).toEqual(["network.range daysHigh"]);
	});
});
