import { describe, expect, it } from "vitest";
import { network } from "#network";
import {
	runCases,
	type SweepOptions,
	type SweepResult,
	stress,
	sweepPlan,
	sweepResult,
} from "#stress";
import { act, held, lane, made, used, world } from "./world.ts";

const still = {
	stepDays: 1,
	overproductionMax: 1,
	switching: "none",
} as const;

/**
 * C digs two tonnes of metal a day, one for J and one for K, and could dig ten, so that nobody waits for the other's shelf to fill. J holds 10 days of it and makes a magnet a day, used there; K makes two alloys
 * a day of its tonne and of a tonne of tin from T, and holds 20 days of tin and none of metal. All goods cost a dollar.
 */
const metals = world({
	makes: [
		made("C", "metal", 2, {}, { capacity: 10 * 365 }),
		made("T", "tin", 1),
		made("J", "magnet", 1, { metal: 1 }),
		made("K", "alloy", 2, { metal: 0.5, tin: 0.5 }),
	],
	lanes: [
		lane("C", "J", "metal", 1),
		lane("C", "K", "metal", 1),
		lane("T", "K", "tin", 1),
	],
	stocks: [held("J", "metal", 10), held("K", "tin", 20)],
	uses: [used("J", "magnet", 1), used("K", "alloy", 2)],
});

function swept(options: SweepOptions = {}, of = metals): SweepResult {
	const plan = sweepPlan(of, {
		days: 30,
		horizonDays: 100,
		rules: still,
		...options,
	});
	return sweepResult(plan, [runCases(plan, 0, plan.cases.length)]);
}

describe("a sweep of stops of 30 days", () => {
	const { stops, ...result } = swept();

	// C's stop: J lasts days 0 to 9 and misses a magnet on each of days 10 to 30, as what is shipped on day 30 is worked on day 31. K holds a
	// day's metal (a line always does), so it misses two alloys on each of days 1 to 30.
	// T's stop: K's tin lasts days 0 to 19; days 20 to 30 miss two alloys each.
	it("ranks the countries that export by what is missing", () => {
		expect(
			stops.map(({ place, shortfallUsd, short, firstShortfallDay }) => [
				place,
				Math.round(1e6 * shortfallUsd) / 1e6,
				short,
				firstShortfallDay,
			]),
		).toEqual([
			["C", 21 + 60, 2, 1],
			["T", 22, 1, 20],
		]);
	});

	it("names the worst demand of each, with its day, amount and share", () => {
		const [worst] = stops;
		expect(worst?.worst).toMatchObject({
			place: "K",
			good: "alloy",
			firstShortfallDay: 1,
		});
		expect(worst?.worst?.shortfall).toBeCloseTo(60, 9);
		expect(worst?.worst?.shortfallShare).toBeCloseTo(60 / 200, 9);
		expect(worst?.worst?.shortfallUsd).toBeCloseTo(60, 9);
	});

	it("says what it looked at, and the worst in a sentence", () => {
		expect(result).toMatchObject({
			outcome: "done",
			pairs: 4,
			cases: 2,
			casesDone: 2,
			days: 30,
			horizonDays: 100,
		});
		expect(result.says).toBe(
			"2 of 2 stops of 30 days let something run short within 100 days; the worst is C, stage any, 81 USD missing, from day 1.",
		);
	});

	it("is for each stop what stress finds under a ban", () => {
		const ban = act("ban", "C", { until: "2026-01-30" });
		const alone = network({
			...metals,
			measures: [ban],
			scenarios: [
				{
					id: "now",
					title: "now",
					measures: [ban.id],
					from: "2026-01-01",
					days: 100,
				},
			],
		});
		expect(stress(alone, { scenario: "now", rules: still }).shortfallUsd).toBe(
			stops[0]?.shortfallUsd,
		);
	});
});

describe("what a sweep is asked", () => {
	it("for one place only its demands count", () => {
		const { stops } = swept({ for: "J" });
		expect(
			stops.map(({ place, short, firstShortfallDay, worst }) => [
				place,
				short,
				firstShortfallDay,
				worst?.good,
			]),
		).toEqual([
			["C", 1, 10, "magnet"],
			["T", 0, null, undefined],
		]);
	});

	it("by good there is a case for each good that a country exports", () => {
		const both = network({
			...metals,
			lanes: [...metals.lanes, lane("C", "J", "tin", 0.1)],
		});
		const cases = (by: "stage" | "good") =>
			swept({ by }, both).stops.map(({ place, goods }) => [
				place,
				goods.join(),
			]);
		expect(cases("stage")).toEqual([
			["C", "metal,tin"],
			["T", "tin"],
		]);
		expect(cases("good").sort()).toEqual([
			["C", "metal"],
			["C", "tin"],
			["T", "tin"],
		]);
	});

	it("sites go with their country; those that lie in none, or in a bloc, stand for themselves", () => {
		const placed = network({
			...metals,
			places: [
				...metals.places.map((place) =>
					place.id === "C"
						? { ...place, kind: "site" as const, within: "M" }
						: place.id === "T"
							? { ...place, kind: "site" as const, within: "B" }
							: place,
				),
				{ id: "M", name: "Mainland", kind: "country" as const },
				{ id: "B", name: "Bloc", kind: "bloc" as const },
				{ id: "S", name: "Strait", kind: "chokepoint" as const },
			],
		});
		expect(swept({}, placed).stops.map(({ place }) => place)).toEqual([
			"M",
			"T",
		]);
	});

	it("a network in which nobody exports has nothing to stop", () => {
		const home = world({
			makes: [made("C", "tea", 1)],
			uses: [used("C", "tea", 1)],
		});
		expect(swept({}, home)).toMatchObject({
			stops: [],
			outcome: "done",
			says: "No place exports anything, so nothing can be stopped.",
		});
	});

	it("stops cancelled early are ranked as far as they were run", () => {
		const plan = sweepPlan(metals, { rules: still });
		const result = sweepResult(plan, [runCases(plan, 1, 2)]);
		expect(result).toMatchObject({ outcome: "cancelled", casesDone: 1 });
		expect(result.stops.map(({ place }) => place)).toEqual(["T"]);
		expect(sweepResult(plan, []).stops).toEqual([]);
	});

	it("days out of range, unknown areas and blocks of another sweep are faults", () => {
		for (const [options, code] of [
			[{ days: 0 }, "stress.bad-sweep"],
			[{ days: 1.5 }, "stress.bad-sweep"],
			[{ horizonDays: 5000 }, "stress.bad-sweep"],
			[{ for: "Atlantis" }, "stress.unknown-area"],
			[{ rules: { slowdown: 2 } }, "stress.bad-rule"],
		] as const)
			expect(() => sweepPlan(metals, options)).toThrow(
				expect.objectContaining({ code }),
			);
		expect(() =>
			sweepResult(sweepPlan(metals), [
				{ from: 0, to: 3, values: new Float64Array(18) },
			]),
		).toThrow(expect.objectContaining({ code: "stress.bad-sweep" }));
	});
});
