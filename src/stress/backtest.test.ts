import { describe, expect, it } from "vitest";
import {
	type Measure,
	type Network,
	network,
	type Observation,
} from "#network";
import { backtest } from "./backtest.ts";

const sourced = { source: "hand", confidence: "D" } as const;
const dated = { ...sourced, year: 2024 } as const;

/**
 * A makes a tonne a day and ships it to B, which uses it: two days under way, 1 to 3; B holds 10 days, 4 to 20. At three points of the
 * range of stocks B holds 4, 10 and 20 days, so there are nine runs.
 */
function world(
	measure: Partial<Measure>,
	observations: readonly Partial<Observation>[],
): Network {
	return network({
		id: "tiny",
		sources: [{ id: "hand", title: "Solved by hand" }],
		goods: [{ id: "magnet", name: "Magnets", stage: "magnet", unit: "t" }],
		places: ["A", "B"].map((id) => ({
			id,
			name: id,
			kind: "country" as const,
		})),
		recipes: [
			{
				recipe: "make",
				good: "magnet",
				quantity: 1,
				kind: "output",
				...sourced,
			},
		],
		processes: [
			{
				id: "maker",
				place: "A",
				recipe: "make",
				capacity: 730,
				activity: 365,
				...dated,
			},
		],
		lanes: [
			{
				from: "A",
				to: "B",
				good: "magnet",
				flow: 365,
				days: 2,
				daysLow: 1,
				daysHigh: 3,
				...dated,
			},
		],
		stocks: [
			{
				place: "B",
				good: "magnet",
				holder: "use",
				coverDays: 10,
				low: 4,
				high: 20,
				release: "short",
				...sourced,
			},
		],
		demands: [
			{
				place: "B",
				good: "magnet",
				rate: 365,
				priority: 0,
				unmet: "wait",
				...dated,
			},
		],
		measures: [
			{
				id: "stop",
				actor: ["A"],
				targets: ["WLD"],
				goods: ["magnet"],
				kind: "licence",
				from: "2025-01-01",
				...sourced,
				...measure,
			},
		],
		scenarios: [
			{
				id: "test",
				title: "Test",
				measures: ["stop"],
				from: "2025-01-01",
				days: 60,
			},
		],
		observations: observations.map((observation, at) => ({
			id: `${at}`,
			title: `observation ${at}`,
			scenario: "test",
			place: ["B"],
			partner: ["WLD"],
			good: ["magnet"],
			kind: "first stop",
			from: "2025-01-13",
			value: 12,
			unit: "days",
			...sourced,
			...observation,
		})),
	});
}

function rows(of: Network) {
	return backtest(of, { scenario: "test", points: 3 }).rows;
}

const nothing = { path: [{ day: 0, share: 0 }] };

describe("a first stop", () => {
	// Nothing passes from day 0 on. What is under way arrives for L days; then B lives on its n days of stock and is short on day L + n:
	// 5, 6, 7 with 4 days, 11, 12, 13 with 10, 21, 22, 23 with 20. Of nine runs, 5 % is the first, half the fifth, 95 % the ninth.
	it("is held against the interval over stocks and transit times", () => {
		const result = backtest(world(nothing, [{ value: 12 }]), {
			scenario: "test",
			points: 3,
		});
		expect(result.runs).toBe(9);
		expect(result.coverDays).toEqual({ least: 4, most: 20 });
		expect(result.rows[0]).toMatchObject({
			recorded: 12,
			low: 5,
			median: 12,
			high: 23,
			least: 5,
			most: 23,
			stopping: 1,
			inside: true,
			gap: "",
		});
		expect(result.says).toMatch(/ 1 of 1 first stops\. Nothing is fitted\.$/);
	});

	it("lies earlier or later than the interval, by days", () => {
		const [earlier, later] = rows(
			world(nothing, [{ value: 3 }, { value: 24 }]),
		);
		expect(earlier).toMatchObject({ inside: false, gap: "2 days earlier" });
		expect(earlier?.why).toContain("a licence is all or nothing");
		expect(later).toMatchObject({ inside: false, gap: "1 day later" });
	});

	it("with a range is inside as soon as range and interval meet", () => {
		const [meets, misses] = rows(
			world(nothing, [
				{ value: 3, low: 0, high: 5 },
				{ value: 3, low: 0, high: 4 },
			]),
		);
		expect([meets?.inside, misses?.inside]).toEqual([true, false]);
	});

	it("that the model does not have is so in part of the runs, or in all", () => {
		// Nothing passes for 10 days, then all. Short are the runs with 4 days (on days 5 to 7) alone: 3 of 9.
		const [part] = rows(
			world(
				{
					path: [
						{ day: 0, share: 0 },
						{ day: 10, share: 1 },
					],
				},
				[{ value: 12 }],
			),
		);
		expect(part).toMatchObject({
			low: 5,
			median: null,
			high: null,
			inside: true,
		});
		expect(part?.stopping).toBeCloseTo(1 / 3, 12);
		const [never] = rows(world({ path: [{ day: 0, share: 1 }] }, [{}]));
		expect(never).toMatchObject({
			low: null,
			stopping: 0,
			inside: false,
			gap: "stops; the model does not",
		});
	});

	it("of what the network does not use is not compared", () => {
		const [row] = rows(world(nothing, [{ place: ["A"] }]));
		expect(row).toMatchObject({ median: null, stopping: null, inside: null });
		expect(row?.why).toContain("nothing to compare");
	});
});

describe("trade", () => {
	// Half passes for ten days, then all; B orders more than passes throughout.
	const licence = {
		path: [
			{ day: 0, share: 0.5 },
			{ day: 10, share: 1 },
		],
	};
	const exports = { kind: "exports", place: ["A"], unit: "t" } as const;
	const imports = {
		kind: "imports",
		place: ["B"],
		partner: ["A"],
		unit: "t",
	} as const;
	const december = { from: "2024-12-02", until: "2024-12-31", value: 30 };
	const firstTen = { from: "2025-01-01", until: "2025-01-10" };

	it("is a share of the last period before day 0, by the day", () => {
		const [base, , later] = rows(
			world(licence, [
				{ ...exports, ...december },
				{
					...exports,
					...december,
					from: "2024-11-02",
					until: "2024-11-11",
					value: 90,
				},
				{ ...exports, from: "2025-01-12", until: "2025-01-21", value: 12 },
			]),
		);
		expect(base).toMatchObject({ role: "base", recorded: 1, inside: null });
		// 12 t in ten days over 30 t in thirty
		expect(later?.recorded).toBeCloseTo(1.2, 12);
		expect(later).toMatchObject({
			role: "compared",
			inside: false,
			gap: "20 points above",
		});
		expect(later?.median).toBeCloseTo(1, 12);
		expect(later?.why).toContain("that binds");
	});

	it("that made the path is an input and tests nothing; days before day 0 are the base's", () => {
		const [, input, across] = rows(
			world(licence, [
				{ ...exports, ...december },
				{ ...exports, ...firstTen, value: 5 },
				// ten days of the base and ten of a half
				{ ...exports, from: "2024-12-22", until: "2025-01-10", value: 15 },
			]),
		);
		expect(input).toMatchObject({ role: "input", inside: null });
		expect(input?.median).toBeCloseTo(0.5, 12);
		expect(across?.median).toBeCloseTo(0.75, 12);
	});

	it("counts imports when they arrive", () => {
		// In the first ten days L of them bring a whole tonne, the others a half: 0.55, 0.60, 0.65 for 1, 2, 3 days under way.
		const [, row] = rows(
			world(licence, [
				{ ...imports, ...december },
				{ ...imports, ...firstTen, value: 6.2 },
			]),
		);
		expect(row).toMatchObject({ role: "compared", inside: true });
		expect(row?.low).toBeCloseTo(0.55, 12);
		expect(row?.median).toBeCloseTo(0.6, 12);
		expect(row?.high).toBeCloseTo(0.65, 12);
	});

	it("played as announced is told apart from what happened", () => {
		const ban = { kind: "ban", until: "2025-01-10" } as const;
		const [, during, after] = rows(
			world(ban, [
				{ ...imports, ...december },
				{ ...imports, ...firstTen, value: 9 },
				{ ...imports, from: "2025-01-15", until: "2025-01-24", value: 90 },
			]),
		);
		// 0.1 to 0.3 arrive in the model
		expect(during).toMatchObject({ inside: false, gap: "60 points above" });
		expect(during?.why).toContain("announced strength is not effect");
		expect(after?.why).toContain("The measure was over");
	});

	it("without base, of no lane, or beyond the run is not compared", () => {
		const found = rows(
			world(licence, [
				{ ...exports, from: "2025-01-12", until: "2025-01-21", value: 12 },
				{ ...imports, place: ["A"], partner: ["B"], ...december },
				{ ...imports, place: ["A"], partner: ["B"], ...firstTen, value: 1 },
				{ ...imports, ...december },
				{ ...imports, from: "2025-02-20", until: "2025-03-20", value: 1 },
			]),
		);
		expect(found.map(({ inside }) => inside)).toEqual([
			null,
			null,
			null,
			null,
			null,
		]);
		expect(found[0]?.recorded).toBeNull();
		expect(found[4]?.median).toBeNull();
	});
});

describe("what is asked", () => {
	it("is a scenario of the network and a grid of some points", () => {
		const tiny = world(nothing, []);
		expect(() => backtest(tiny, { scenario: "none" })).toThrow(
			expect.objectContaining({ code: "stress.unknown-scenario" }),
		);
		expect(() => backtest(tiny, { scenario: "test", points: 1 })).toThrow(
			expect.objectContaining({ code: "stress.bad-rule" }),
		);
	});

	it("may have nothing recorded", () => {
		expect(backtest(world(nothing, []), { scenario: "test" })).toMatchObject({
			runs: 0,
			rows: [],
			says: "Nothing was recorded to compare with.",
		});
	});

	it("gives the same answer every time", () => {
		const tiny = world(nothing, [{}]);
		expect(rows(tiny)).toEqual(rows(tiny));
	});
});
