import { describe, expect, it } from "vitest";
import { compile, type Measure, type Network, network } from "#network";
import { chainOf } from "./chain.ts";
import { measuresOf, played } from "./effect.ts";
import { defaultRules } from "./rules.ts";
import { uncertainFigures, valueAt } from "./sample-figure.ts";

const sourced = { source: "hand", confidence: "D", year: 2024 } as const;

/** C makes metal of ore and iron, ships it to J, where it is used; a spare recipe is run by nobody. */
function small(measures: readonly Measure[] = []): Network {
	return network({
		id: "small",
		goods: ["ore", "iron", "metal", "tin"].map((id) => ({
			id,
			name: `Good ${id}`,
			stage: "any",
			unit: "t",
		})),
		places: ["C", "J"].map((id) => ({
			id,
			name: `Land ${id}`,
			kind: "country" as const,
		})),
		recipes: [
			{
				recipe: "mine",
				good: "ore",
				quantity: 1,
				kind: "output",
				low: 1,
				high: 1,
				...sourced,
			},
			{
				recipe: "smelt",
				good: "ore",
				quantity: -2,
				kind: "essential",
				low: -1.5,
				high: -4,
				...sourced,
			},
			{
				recipe: "smelt",
				good: "iron",
				quantity: -1,
				kind: "auxiliary",
				low: -0.5,
				high: -2,
				...sourced,
			},
			{
				recipe: "smelt",
				good: "metal",
				quantity: 1,
				kind: "output",
				...sourced,
			},
			{
				recipe: "spare",
				good: "metal",
				quantity: 1,
				kind: "output",
				low: 0.5,
				high: 2,
				...sourced,
			},
		],
		processes: [
			{
				id: "mine of C",
				place: "C",
				recipe: "mine",
				activity: 200,
				low: 150,
				...sourced,
			},
			{ id: "smelter", place: "C", recipe: "smelt", activity: 100, ...sourced },
		],
		lanes: [
			{
				from: "C",
				to: "J",
				good: "metal",
				flow: 100,
				days: 0,
				low: 90,
				high: 95,
				...sourced,
			},
		],
		stocks: [
			{
				place: "J",
				good: "metal",
				holder: "trade",
				release: "short",
				quantity: 5,
				low: 0,
				high: 8,
				...sourced,
			},
			{
				place: "J",
				good: "tin",
				holder: "use",
				release: "short",
				coverDays: 5,
				low: 0,
				high: 8,
				...sourced,
			},
		],
		demands: [
			{
				place: "J",
				good: "metal",
				rate: 100,
				priority: 0,
				unmet: "wait",
				low: 80,
				high: 120,
				...sourced,
			},
		],
		measures,
		scenarios: [
			{
				id: "now",
				title: "now",
				measures: measures
					.map(({ id }) => id)
					.filter((id) => !id.startsWith("other")),
				from: "2026-01-01",
				days: 100,
			},
		],
	});
}

function act(id: string, more: Partial<Measure>): Measure {
	return {
		id,
		actor: ["C"],
		targets: ["WLD"],
		goods: ["all"],
		kind: "ban",
		from: "2026-01-01",
		low: 0.2,
		high: 0.9,
		...sourced,
		...more,
	};
}

function figures(measures: readonly Measure[] = [], varyRules = false) {
	const net = small(measures);
	const compiled = compile(net);
	const { effects } = played(
		compiled,
		chainOf(compiled, defaultRules),
		measuresOf(net, net.scenarios[0].measures),
		"2026-01-01",
		100,
	);
	return uncertainFigures(compiled, effects, defaultRules, varyRules);
}

describe("the value of a figure at a quantile", () => {
	const cover = { low: 14, value: 35, high: 90 };

	// Half way from 14 to 35 is 24.5, half way from 35 to 90 is 62.5.
	it("is the stated value in the middle, the ends at the ends, and uniform between", () => {
		expect(
			[0, 0.25, 0.5, 0.75, 1].map((place) => valueAt(cover, place)),
		).toEqual([14, 24.5, 35, 62.5, 90]);
	});

	it("of a one-sided range is the stated value in half of all runs", () => {
		const strength = { low: 0, value: 0, high: 1 };
		expect(
			[0.01, 0.3, 0.5, 0.75].map((place) => valueAt(strength, place)),
		).toEqual([0, 0, 0, 0.5]);
	});
});

describe("the uncertain figures of a network", () => {
	it("are all that have a range of some width and can move a run, in the order of the tables", () => {
		expect(
			figures().map(({ table, at, field, low, value, high }) => [
				table,
				at,
				field,
				low,
				value,
				high,
			]),
		).toEqual([
			["stocks", 0, "quantity", 0, 5, 8],
			["demands", 0, "rate", 80, 100, 120],
			// Inputs run from the smallest amount to the largest; auxiliary ones, and recipes that nobody runs, move nothing.
			["recipes", 1, "quantity", -1.5, -2, -4],
			// A side that is not given ends at the stated value.
			["processes", 0, "activity", 150, 200, 200],
			// A stated value outside its range widens the range, so that it stays the median.
			["lanes", 0, "flow", 90, 100, 100],
		]);
	});

	it("say what they are, where, and from what to what", () => {
		expect(figures().map(({ says }) => says)).toEqual([
			"Good metal that merchants in Land J hold: 0 to 8 t, stated 5",
			"Good metal used in Land J: 80 to 120 t/year, stated 100",
			"Good ore into smelt: 1.5 to 4 t/activity, stated 2",
			"activity of mine of C in Land C: 150 to 200 activity/year, stated 200",
			"Good metal from Land C to Land J: 90 to 100 t/year, stated 100",
		]);
	});

	it("have strengths of the measures played among them, not of others", () => {
		const measures = [
			act("ban", { strength: 0.5, title: "The ban" }),
			act("whole ban", {}),
			act("other ban", { strength: 0.5 }),
			act("by path", { strength: 0.5, path: [{ day: 0, share: 0.5 }] }),
			act("of another good", { strength: 0.5, goods: ["tin"] }),
			act("quota", { kind: "quota", strength: 50, low: 20, high: 60 }),
			act("record", { kind: "agreement", strength: 0.5 }),
			act("detour", {
				kind: "closure",
				actor: ["strait"],
				strength: 0.5,
				detourDays: 5,
			}),
		];
		expect(
			figures(measures)
				.filter(({ table }) => table === "measures")
				.map(({ value, low, high, says }) => [value, low, high, says]),
		).toEqual([
			[
				0.5,
				0.2,
				0.9,
				"strength of “The ban” (ban): 0.2 to 0.9 share, stated 0.5",
			],
			[1, 0.2, 1, "strength of “whole ban” (ban): 0.2 to 1 share, stated 1"],
			[50, 20, 60, "strength of “quota” (quota): 20 to 60 t/year, stated 50"],
		]);
	});

	it("have the order rules that are numbers among them if asked, around the rules as set", () => {
		const rules = figures([], true).filter(({ table }) => table === "rules");
		expect(
			rules.map(({ field, low, value, high }) => [field, low, value, high]),
		).toEqual([
			["slowdown", 0, 0, 0.8],
			["overproductionMax", 1, 1.25, 1.5],
			["overproductionDays", 182, 365, 730],
			["restockDays", 15, 30, 60],
			["switchDays", 90, 180, 360],
			["tariffElasticity", 1, 3, 6],
		]);
		expect(rules.every(({ confidence }) => confidence === "D")).toBe(true);
	});
});
