import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type PointOfFailure, type ScreenOptions, screen } from "#exposure";
import { readPackage } from "#files";
import type { Network } from "#network";
import { highs, highsPool } from "#solver";
import { packageFolder } from "#work";
import { workedWorld } from "./worked-world.ts";
import { lane, made, used, world } from "./world.ts";

const solver = highs();
const pool = highsPool(2);
afterAll(() => pool.close());

async function points(
	network: Network,
	more: Partial<ScreenOptions> = {},
): Promise<readonly PointOfFailure[]> {
	const found = await screen(network, { solver, ...more });
	expect(found.outcome).toBe("complete");
	expect(found.baseUsd).toBeCloseTo(0, 6);
	return found.points;
}

/** Points in short: who, what, and what is unmet per day. */
function inShort(found: readonly PointOfFailure[]) {
	return found.map(({ places, good, unmet }) => [
		places.join("+"),
		good,
		Object.fromEntries(
			unmet.map(({ place, amount }) => [
				place,
				Math.round((1e4 * amount) / 365) / 1e4,
			]),
		),
	]);
}

/** C makes 4 a day, uses 1 itself (worth 5) and ships 2 to J, 1 to K; A makes 1 and ships it to J. At J each is worth 10, at K 1. */
function magnets(laneCapacity?: number): Network {
	return world({
		makes: [made("C", "magnet", 4), made("A", "magnet", 1)],
		lanes: [
			lane(
				"C",
				"J",
				"magnet",
				2,
				laneCapacity === undefined ? {} : { capacity: laneCapacity * 365 },
			),
			lane("C", "K", "magnet", 1),
			lane("A", "J", "magnet", 1),
		],
		uses: [
			used("J", "magnet", 3, { value: 10 }),
			used("K", "magnet", 1, { value: 1 }),
			used("C", "magnet", 1, { value: 5 }),
		],
	});
}

describe("the loss of a country's exports", () => {
	// Without C there is A's one a day for J and K, who use 4: it goes to J. C keeps its own. Without A, C's 4 serve J and C; K goes without.
	it("leaves the least value unmet, and the country its own", async () => {
		const found = await points(magnets());
		expect(inShort(found)).toEqual([
			["C", "magnet", { K: 1, J: 2 }],
			["A", "magnet", { K: 1 }],
		]);
		// 365 · (2 · 10 + 1) of 365 · (3 · 10 + 1 + 5); shares: K all of it, J two thirds.
		expect(found[0]?.usd).toBeCloseTo(365 * 21, 4);
		expect(found[0]?.valueShare).toBeCloseTo(21 / 36, 9);
		expect(found[0]?.unmet.map(({ share }) => share)).toEqual([
			expect.closeTo(1, 9),
			expect.closeTo(2 / 3, 9),
		]);
		expect(found[1]).toMatchObject({ usd: expect.closeTo(365, 4) });
	});

	// The lane C → J takes 2 a day: what K gives up cannot reach J. J lacks A's tonne: 10 a day.
	it("is worse where goods can move on their lanes only", async () => {
		const found = await points(magnets(2), { lanes: "existing" });
		expect(inShort(found)).toEqual([
			["C", "magnet", { K: 1, J: 2 }],
			["A", "magnet", { J: 1 }],
		]);
		expect(found[1]?.usd).toBeCloseTo(3650, 4);
		expect(inShort(await points(magnets(2), { lanes: "any" }))[1]).toEqual([
			"A",
			"magnet",
			{ K: 1 },
		]);
	});

	// A quarter more: C makes 5 and replaces A. Without C, A makes 1.25: J lacks 1.75.
	it("is less where makers can make more", async () => {
		expect(inShort(await points(magnets(), { spare: 0.25 }))).toEqual([
			["C", "magnet", { K: 1, J: 1.75 }],
		]);
	});

	it("lists the uses of an area, and their value", async () => {
		const found = await points(magnets(), { for: "K" });
		expect(inShort(found)).toEqual([
			["C", "magnet", { K: 1 }],
			["A", "magnet", { K: 1 }],
		]);
		expect(found[0]?.valueShare).toBeCloseTo(1, 9);
		expect(await points(magnets(), { for: "C" })).toEqual([]);
	});

	// O ships ore to C and A, each of whose magnets takes one: without it nothing is made at all, and C's own use fails as well. Without A's
	// magnets C's are there for both: half each.
	it("passes on through the stages", async () => {
		const network = world({
			makes: [
				made("O", "ore", 2),
				made("C", "magnet", 1, { ore: 1 }),
				made("A", "magnet", 1, { ore: 1 }),
			],
			lanes: [
				lane("O", "C", "ore", 1),
				lane("O", "A", "ore", 1),
				lane("A", "J", "magnet", 1),
			],
			uses: [used("C", "magnet", 1), used("J", "magnet", 1)],
		});
		expect(inShort(await points(network))).toEqual([
			["O", "ore", { C: 1, J: 1 }],
			["A", "magnet", { C: 0.5, J: 0.5 }],
		]);
	});

	// Half of J's magnets need no metal; with twice the capacity all can be made without.
	it("stops half of a line that needs the good by half", async () => {
		const half = (capacity: number) =>
			world({
				makes: [
					made("O", "metal", 1),
					made(
						"J",
						"magnet",
						1,
						{ metal: 1 },
						{
							kind: "half-critical",
							capacity: capacity * 365,
						},
					),
				],
				lanes: [lane("O", "J", "metal", 1)],
				uses: [used("J", "magnet", 1)],
			});
		expect(inShort(await points(half(1)))).toEqual([
			["O", "metal", { J: 0.5 }],
		]);
		expect(await points(half(2))).toEqual([]);
	});

	// C ships ore and magnets; J makes half of its magnets itself, of C's ore. Ore alone: J lacks 1 of 2; magnets alone: 1; both: 2.
	it("is screened good by good and as a whole", async () => {
		const network = world({
			makes: [
				made("C", "ore", 2),
				made("C", "magnet", 1, { ore: 1 }),
				made("J", "magnet", 1, { ore: 1 }),
			],
			lanes: [lane("C", "J", "ore", 1), lane("C", "J", "magnet", 1)],
			uses: [used("J", "magnet", 2)],
		});
		expect(inShort(await points(network))).toEqual([
			["C", "all", { J: 2 }],
			["C", "ore", { J: 1 }],
			["C", "magnet", { J: 1 }],
		]);
		expect(inShort(await points(network, { good: "ore" }))).toEqual([
			["C", "ore", { J: 1 }],
		]);
	});

	// Two sites in C: their exports are C's. A lane between them is no export.
	it("counts sites as their country", async () => {
		const network: Network = {
			...world({
				makes: [made("north", "magnet", 2), made("south", "magnet", 1)],
				lanes: [
					lane("north", "J", "magnet", 1),
					lane("south", "J", "magnet", 1),
					lane("north", "south", "magnet", 1),
				],
				uses: [used("J", "magnet", 2), used("south", "magnet", 1)],
			}),
			places: [
				{ id: "C", name: "C", kind: "country" },
				{ id: "J", name: "J", kind: "country" },
				{ id: "north", name: "north", kind: "site", within: "C" },
				{ id: "south", name: "south", kind: "site", within: "C" },
			],
		};
		for (const lanes of ["any", "existing"] as const)
			expect(inShort(await points(network, { lanes }))).toEqual([
				["C", "magnet", { J: 2 }],
			]);
	});

	// Half of what J and K use stays away; both are worth the same: each lacks about half, to a twentieth.
	it("is shared evenly among equal values", async () => {
		const network = world({
			makes: [made("C", "magnet", 1), made("A", "magnet", 1)],
			lanes: [lane("C", "J", "magnet", 1), lane("A", "K", "magnet", 1)],
			uses: [used("J", "magnet", 1), used("K", "magnet", 1)],
		});
		const [first] = await points(network);
		for (const { share } of first?.unmet ?? [])
			expect(Math.abs(share - 0.5)).toBeLessThanOrEqual(0.05 + 1e-9);
		expect(first?.unmet.length).toBe(2);
	});
});

describe("the loss of two countries", () => {
	// A and B each make half of what J uses and could make all of it: either can go, not both. D's metal is another matter.
	const network = world({
		makes: [
			made("A", "magnet", 0.5, {}, { capacity: 365 }),
			made("B", "magnet", 0.5, {}, { capacity: 365 }),
			made("D", "metal", 1),
		],
		lanes: [
			lane("A", "J", "magnet", 0.5),
			lane("B", "J", "magnet", 0.5),
			lane("D", "J", "metal", 1),
		],
		uses: [
			used("J", "magnet", 1, { value: 7 }),
			used("J", "metal", 1, { value: 2 }),
		],
	});

	it("shows what neither loss shows alone", async () => {
		expect(inShort(await points(network))).toEqual([["D", "metal", { J: 1 }]]);
		const pairs = await points(network, { losses: "two" });
		expect(pairs.map(({ places }) => places.join("+"))).toEqual([
			"A+B",
			"A+D",
			"B+D",
		]);
		expect(pairs[0]).toMatchObject({
			good: "all",
			usd: expect.closeTo(7 * 365, 4),
			beyondUsd: expect.closeTo(7 * 365, 4),
		});
		// A+D costs what D alone costs.
		expect(pairs[1]?.usd).toBeCloseTo(2 * 365, 4);
		expect(pairs[1]?.beyondUsd).toBeCloseTo(0, 4);
	});
});

describe("a world without demands", () => {
	const network = workedWorld({
		places: ["CHN", "TJK", "TUR"],
		recipes: { antimony: { antimony: 1 }, gallium: { gallium: 1 } },
		processes: [
			["CHN", "antimony", 60],
			["TJK", "antimony", 30],
			["TUR", "antimony", 10],
			["CHN", "gallium", 99],
			["TJK", "gallium", 1],
		],
		goods: { gallium: { price: 2 } },
	});

	// The first share of antimony is 0.6, of gallium 0.99.
	it("loses with each country its share of the production", async () => {
		const found = await screen(network, { solver });
		expect(found).toMatchObject({
			basis: "production",
			for: "WLD",
			outcome: "complete",
			baseUsd: null,
		});
		expect(
			found.points.map(({ places, good, unmet, usd }) => [
				places[0],
				good,
				unmet.map(({ share }) => share),
				usd,
			]),
		).toEqual([
			["CHN", "all", [0.99, 0.6], null],
			["CHN", "gallium", [0.99], 198],
			["CHN", "antimony", [0.6], null],
			["TJK", "all", [0.3, 0.01], null],
			["TJK", "antimony", [0.3], null],
			["TUR", "antimony", [0.1], null],
			["TJK", "gallium", [0.01], 2],
		]);
	});

	it("loses with two the largest two shares of each good", async () => {
		const { points: pairs } = await screen(network, {
			solver,
			losses: "two",
		});
		expect(
			pairs.map(({ places, good, unmet }) => [
				places.join("+"),
				good,
				unmet[0]?.share,
			]),
		).toEqual([
			["CHN+TJK", "gallium", 1],
			["CHN+TJK", "antimony", expect.closeTo(0.9, 12)],
		]);
	});
});

describe("a screen", () => {
	it("tells its progress, and stops when asked with what was done", async () => {
		const told: (readonly [number, number])[] = [];
		const signal = { aborted: false };
		const found = await screen(magnets(), {
			solver,
			losses: "two",
			signal,
			onProgress: (done, of) => {
				told.push([done, of]);
				signal.aborted = done === 2;
			},
		});
		// Two countries and one pair; the countries come first.
		expect(told).toEqual([
			[1, 3],
			[2, 3],
		]);
		expect(found).toMatchObject({
			outcome: "cancelled",
			done: 2,
			of: 3,
			points: [],
		});
	});

	it("stops for an AbortSignal between two solves", async () => {
		const found = await screen(magnets(), {
			solver,
			signal: AbortSignal.abort(),
		});
		expect(found).toMatchObject({ outcome: "cancelled", done: 0, of: 2 });
		const stop = new AbortController();
		setImmediate(() => stop.abort());
		const later = await screen(magnets(), { solver, signal: stop.signal });
		expect(later.outcome).toBe("cancelled");
	});

	it("that is given no time ends with the outcome `time limit`", async () => {
		const found = await screen(magnets(), { solver, timeLimit: 1e-9 });
		expect(found).toMatchObject({
			outcome: "time limit",
			baseUsd: null,
			points: [],
		});
	});

	it("finds the same in threads as without", async () => {
		for (const losses of ["one", "two"] as const)
			expect(await screen(magnets(), { solver: pool, losses })).toEqual(
				await screen(magnets(), { solver, losses }),
			);
	});

	// Many uses of equal value: which of them lacks the last twentieth is a tie, and must not hang on what was lost before.
	it("of the default network gives each loss the same answer, whatever was screened before it", async () => {
		const { network } = await readPackage(packageFolder("rare-earths-2024"));
		if (network === undefined) throw new Error("no package");
		const whole = await points(network);
		const part = await points(network, { good: "rare_earths" });
		const inBoth = part.filter(({ good }) => good !== "rare_earths");
		expect(inBoth.length).toBeGreaterThan(3);
		for (const point of inBoth) expect(whole).toContainEqual(point);
		expect(whole[0]).toMatchObject({ places: ["CHN"], good: "all" });
	});

	it("refuses unknown names and options, with a code", async () => {
		const code = async (more: object) =>
			screen(magnets(), { solver, ...more }).then(
				() => "none",
				(fault: { code: string }) => fault.code,
			);
		expect(await code({ for: "Atlantis" })).toBe("exposure.unknown-area");
		expect(await code({ good: "phlogiston" })).toBe("exposure.unknown-good");
		expect(await code({ losses: "three" })).toBe("exposure.bad-option");
		expect(await code({ lanes: "none" })).toBe("exposure.bad-option");
		expect(await code({ spare: -1 })).toBe("exposure.bad-option");
		expect(await code({})).toBe("none");
	});
});

/** Random worlds: ore of three places, magnets made in two of it, used in three. */
const worlds = fc
	.record({
		ore: fc.array(fc.integer({ min: 1, max: 5 }), {
			minLength: 3,
			maxLength: 3,
		}),
		split: fc.integer({ min: 1, max: 9 }),
		values: fc.array(fc.integer({ min: 1, max: 9 }), {
			minLength: 3,
			maxLength: 3,
		}),
		kind: fc.constantFrom("essential" as const, "half-critical" as const),
		room: fc.constantFrom(1, 1.5),
	})
	.map(({ ore, split, values, kind, room }) => {
		const all = ore.reduce((total, each) => total + each, 0);
		const parts = { K: (all * split) / 10, L: (all * (10 - split)) / 10 };
		return world({
			makes: [
				...["A", "B", "K"].map((place, at) => made(place, "ore", ore[at] ?? 1)),
				...Object.entries(parts).map(([place, part]) =>
					made(
						place,
						"magnet",
						part,
						{ ore: 1 },
						{
							kind,
							capacity: part * room * 365,
						},
					),
				),
			],
			lanes: [
				...Object.entries(parts).flatMap(([to, part]) =>
					["A", "B", "K"].flatMap((from, at) =>
						from === to
							? []
							: [lane(from, to, "ore", ((ore[at] ?? 1) * part) / all)],
					),
				),
				...Object.entries(parts).map(([from, part]) =>
					lane(from, "U", "magnet", part / 2),
				),
			],
			uses: [
				used("U", "magnet", all / 2, { value: values[0] ?? 1 }),
				used("K", "magnet", parts.K / 2, { value: values[1] ?? 1 }),
				used("L", "magnet", parts.L / 2, { value: values[2] ?? 1 }),
			],
		});
	});

describe("on random worlds", () => {
	const usdOf = async (network: Network, more: Partial<ScreenOptions> = {}) =>
		new Map(
			(await points(network, more)).map(({ places, good, usd }) => [
				`${places.join("+")} ${good}`,
				usd ?? Number.NaN,
			]),
		);
	const dust = 1e-3;

	it("freedom to re-route and room to make more never cost, and losing more never saves", async () => {
		let compared = 0;
		await fc.assert(
			fc.asyncProperty(worlds, async (network) => {
				const any = await usdOf(network);
				const existing = await usdOf(network, { lanes: "existing" });
				const roomy = await usdOf(network, { spare: 0.5 });
				const pairs = await usdOf(network, { losses: "two" });
				for (const [loss, usd] of any) {
					expect(usd).toBeLessThanOrEqual((existing.get(loss) ?? 0) + dust);
					const [place = "", good] = loss.split(" ");
					if (good !== "all")
						expect(usd).toBeLessThanOrEqual(
							(any.get(`${place} all`) ?? Number.POSITIVE_INFINITY) + dust,
						);
					for (const [pair, both] of pairs)
						if (pair.split(" ")[0]?.split("+").includes(place))
							expect(both).toBeGreaterThanOrEqual(usd - dust);
				}
				for (const [loss, usd] of roomy)
					expect(usd).toBeLessThanOrEqual((any.get(loss) ?? 0) + dust);
				compared += any.size;
			}),
			{ numRuns: 30, seed: 7 },
		);
		expect(compared).toBeGreaterThan(30);
	});
});
