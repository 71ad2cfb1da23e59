import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Measure, Network } from "#network";
import { highs } from "#solver";
import {
	type CoordinatedOptions,
	type CoordinatedResult,
	coordinated,
	coordinationValue,
	type Rules,
	stress,
} from "#stress";
import { act, held, lane, made, used, world } from "./world.ts";

const solver = highs();

/** Lines that cannot make more than base capacity, buyers that do not switch: so that each world shows one rule. */
const still: Partial<Rules> = { overproductionMax: 1, switching: "none" };

async function shared(
	network: Network,
	more: Partial<CoordinatedOptions> = {},
): Promise<CoordinatedResult> {
	const found = await coordinated(network, {
		scenario: "now",
		rules: still,
		solver,
		...more,
	});
	if (found.outcome !== "optimal") throw new Error(found.says);
	return found;
}

/** What is missing of the first demand, in tonnes. */
async function missing(
	network: Network,
	more: Partial<CoordinatedOptions> = {},
): Promise<number> {
	return (await shared(network, more)).demands[0]?.shortfall ?? Number.NaN;
}

/** C makes a magnet a day, or two if it must, and ships them to J, which holds 28 days of its use and uses one a day. C stops for 13 weeks. */
function magnets(capacity: number): Network {
	return world({
		makes: [made("C", "magnet", 1, {}, { capacity: capacity * 365 })],
		lanes: [lane("C", "J", "magnet", 1)],
		stocks: [held("J", "magnet", 28)],
		uses: [used("J", "magnet", 1)],
		acts: [act("ban", "C", { until: "2026-04-01" })],
		days: 182,
	});
}

describe("a 13-week stop of magnets", () => {
	// 91 days without a shipment less 28 days of stock: 63 t.
	it("costs what the stock does not cover if nobody knew", async () => {
		expect(await missing(magnets(2))).toBeCloseTo(63, 6);
		const [demand] = (await shared(magnets(2))).demands;
		expect(demand).toMatchObject({
			firstShortfallDay: 28,
			recoveredDay: 91,
			daysShort: 63,
		});
	});

	// Announced 13 weeks before: C makes 2 a day for 91 days, J stores 91 t more: 28 + 91 ≥ 91.
	it("costs nothing with foresight and a maker with room", async () => {
		const ahead = await shared(magnets(2), { announcementDay: -91 });
		expect(ahead.demands[0]?.shortfall).toBeCloseTo(0, 6);
		expect(ahead.announcementDay).toBe(-91);
		expect(ahead.says).toBe(
			"With everything shared in the best way nothing runs short within 182 days: all 1 uses hold.",
		);
	});

	// Nine weeks before, half a day's make to spare: 63 days · 0.5 = 31.5 t stored: 63 − 31.5.
	it("costs less the earlier it is announced and the more room there is", async () => {
		expect(await missing(magnets(1.5), { announcementDay: -63 })).toBeCloseTo(
			31.5,
			6,
		);
		expect(await missing(magnets(1), { announcementDay: -91 })).toBeCloseTo(
			63,
			6,
		);
	});

	// Ten days before is in the middle of a step: planning begins a week before, with 7 t more.
	it("is not planned for before it is announced", async () => {
		const ahead = await shared(magnets(2), { announcementDay: -10 });
		expect(ahead.announcementDay).toBe(-7);
		expect(ahead.demands[0]?.shortfall).toBeCloseTo(56, 6);
	});

	// No room to make more: before the ban A could only be stocked up at B's cost, and no use is cut before day 0. 28 days: 28 · 10 + 28 · 1.
	it("cuts no use before it bites", async () => {
		const network = world({
			makes: [made("C", "magnet", 2)],
			lanes: [lane("C", "A", "magnet", 1), lane("C", "B", "magnet", 1)],
			uses: [
				used("A", "magnet", 1, { value: 10 }),
				used("B", "magnet", 1, { value: 1 }),
			],
			acts: [act("ban", "C", { until: "2026-01-28" })],
			days: 70,
		});
		const { worldShortfall } = await shared(network, { announcementDay: -28 });
		expect(worldShortfall).toBeCloseTo(308, 6);
	});

	// Flows of the base year pass C's border until day 21, but the ban bites on day 0.
	it("has no allocation if the base flows were to go on after it bites", async () => {
		const found = await coordinated(magnets(2), {
			scenario: "now",
			rules: still,
			solver,
			announcementDay: 21,
		});
		expect(found).toMatchObject({
			outcome: "infeasible",
			allocation: "coordinated",
			says: "No allocation keeps the flows of the base year until day 21: measures bite before.",
		});
	});

	// The ban starts on day 42 only; base flows until day 21 fit. From then C may make 2 a day for 21 days: 21 t more in J's stock of 28.
	// The ban runs to day 91, 49 days: 49 − 28 − 21 = 0.
	it("leaves the flows of the base year alone until planning begins", async () => {
		const later: Network = {
			...magnets(2),
			measures: [act("ban", "C", { from: "2026-02-12", until: "2026-04-01" })],
		};
		expect(await missing(later, { announcementDay: 21 })).toBeCloseTo(0, 6);
		// From day 35: 7 t more: 49 − 28 − 7.
		expect(await missing(later, { announcementDay: 35 })).toBeCloseTo(14, 6);
	});
});

describe("sharing", () => {
	/** C makes 2 a day and ships one to A, one to B; uses at A are worth 10 each, at B what is given. A quota leaves half of it. */
	const two = (worth: number, quota: number) =>
		world({
			makes: [made("C", "magnet", 2)],
			lanes: [lane("C", "A", "magnet", 1), lane("C", "B", "magnet", 1)],
			uses: [
				used("A", "magnet", 1, { value: 10 }),
				used("B", "magnet", 1, { value: worth }),
			],
			acts: [act("quota", "C", { strength: quota })],
			days: 98,
		});

	// 98 t of 196 may leave C. All go to A, where each is worth 10: B misses 98 t of 1 USD each. Ordered, each lacks 49 t: 539 USD.
	it("serves the use of higher value first", async () => {
		const value = await coordinationValue(two(1, 98), {
			scenario: "now",
			rules: still,
			solver,
		});
		if (value.outcome !== "optimal") throw new Error(value.says);
		expect(value.worldUsd.coordinated).toBeCloseTo(98, 6);
		expect(value.worldUsd.orders).toBeCloseTo(539, 6);
		expect(value.worldUsd.difference).toBeCloseTo(441, 6);
		expect(
			value.demands.map(({ place, difference }) => [
				place,
				Math.round(difference),
			]),
		).toEqual([
			["A", 49],
			["B", -49],
		]);
		expect(value.says).toBe(
			"Of 539 USD that run short in the world within 98 days if everyone orders, the best sharing saves 441 USD (82 %); 98 USD are lost however it is shared.",
		);
	});

	// Equal values: any split of the 98 t is as good; each user is to lose about half, to a twentieth of its use.
	it("shares evenly among equal values, and late", async () => {
		const { demands, worldShortfall } = await shared(two(10, 98));
		expect(worldShortfall).toBeCloseTo(980, 5);
		for (const { shortfallShare, firstShortfallDay } of demands) {
			expect(Math.abs(shortfallShare - 0.5)).toBeLessThanOrEqual(0.05 + 1e-9);
			expect(firstShortfallDay).toBeGreaterThanOrEqual(42);
		}
	});

	// K makes one a day and could make two. C's shipments stop; K's second tonne takes their place at once. Ordered without switching: all is lost.
	it("sends orders to whoever has room", async () => {
		const network = world({
			makes: [
				made("C", "magnet", 1),
				made("K", "magnet", 1, {}, { capacity: 730 }),
			],
			lanes: [lane("C", "J", "magnet", 1), lane("K", "J", "magnet", 1)],
			uses: [used("J", "magnet", 2)],
			acts: [act("ban", "C")],
			days: 98,
		});
		expect(await missing(network)).toBeCloseTo(0, 6);
		const ordered = stress(network, {
			scenario: "now",
			rules: { ...still, stepDays: 7 },
		});
		expect(ordered.demands[0]?.shortfall).toBeCloseTo(98, 6);
	});

	// V receives one a day from C and makes 0.1 itself, which it ships to J. C's ban on J is not to be run by way of V: J lacks 1 of 1.1 a day.
	it("does not pass goods on through a third place", async () => {
		const network = world({
			makes: [made("C", "magnet", 2), made("V", "magnet", 0.1)],
			lanes: [
				lane("C", "J", "magnet", 1),
				lane("C", "V", "magnet", 1),
				lane("V", "J", "magnet", 0.1),
			],
			uses: [used("J", "magnet", 1.1), used("V", "magnet", 1, { value: 0.1 })],
			acts: [act("ban", "C", { targets: ["J"] })],
			days: 70,
		});
		const { demands } = await shared(network);
		expect(demands[0]).toMatchObject({ place: "J" });
		expect(demands[0]?.shortfall).toBeCloseTo(70, 6);
	});
});

describe("lines under coordination", () => {
	/** C digs one metal a day, J makes a magnet of each; the metal binds by half. */
	const half = (capacity: number) =>
		world({
			makes: [
				made("C", "metal", 1),
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
			lanes: [lane("C", "J", "metal", 1)],
			uses: [used("J", "magnet", 1)],
			acts: [act("ban", "C")],
			days: 98,
		});

	// J has metal for a week (a step's use). With it all is made; 13 weeks without it half: 13 · 7 · 0.5 = 45.5 t.
	it("make half of their capacity without a half-critical input", async () => {
		expect(await missing(half(1))).toBeCloseTo(45.5, 6);
	});

	// Twice the capacity: half of it without metal is all that is used.
	it("that have twice the capacity need none of it", async () => {
		expect(await missing(half(2))).toBeCloseTo(0, 6);
	});

	// Of each tonne of ore C makes 1 t of A and 1 t of B; A is used in full, of B only 0.4 t. The rest of B is left over; A runs as ever.
	it("may leave a joint output over", async () => {
		const network = world({
			makes: [made("C", "A", 1, {}, { also: { B: 1 } })],
			uses: [used("C", "A", 1), used("C", "B", 0.4)],
			days: 70,
		});
		const { demands } = await shared(network);
		for (const { shortfall } of demands) expect(shortfall).toBeCloseTo(0, 6);
	});

	// Ore at C on day 0 is metal at K a step later and a magnet at J a step after that. K's line is lost for 4 weeks; J holds a step of metal,
	// K one of ore, and the lane from K takes 2 steps: what is at sea arrives in weeks 0 and 1. J makes magnets in weeks 0 (its own step),
	// 1 and 2 (at sea). K makes again from week 4; its metal arrives in week 6 and is made into a magnet then. Weeks 3, 4 and 5 are short.
	it("work on what is there when the step begins, and wait for what is at sea", async () => {
		const network = world({
			makes: [
				made("C", "ore", 1),
				made("K", "metal", 1, { ore: 1 }),
				made("J", "magnet", 1, { metal: 1 }),
			],
			lanes: [
				lane("C", "K", "ore", 1),
				lane("K", "J", "metal", 1, { days: 14 }),
			],
			uses: [used("J", "magnet", 1)],
			acts: [
				act("closure", "K", {
					strength: 1,
					goods: ["metal"],
					until: "2026-01-28",
				}),
			],
			days: 98,
		});
		const { series, demands } = await shared(network);
		expect(demands[0]?.shortfall).toBeCloseTo(21, 6);
		expect(series[0]?.map(Math.round)).toEqual([
			0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0,
		]);
	});

	// Up to a quarter more after a year of scarcity, in steps of a week with τ = 70 days: α = 1.25 − 0.25 · 0.9^k in week k from 1 on, week 0
	// has 1. K's tonne replaces C's half: missing 0.5 − (α − 1) of 1.5 a day while that is above 0: 7 · Σ_k (0.5 − 0.25 (1 − 0.9^k)).
	it("reach overproduction as soon as orders could have them reach it", async () => {
		const network = world({
			makes: [made("C", "magnet", 0.5), made("K", "magnet", 1)],
			lanes: [lane("C", "J", "magnet", 0.5), lane("K", "J", "magnet", 1)],
			uses: [used("J", "magnet", 1.5)],
			acts: [act("ban", "C")],
			days: 70,
		});
		let expected = 0;
		for (let k = 0; k < 10; k++) expected += 7 * (0.5 - 0.25 * (1 - 0.9 ** k));
		expect(
			await missing(network, {
				rules: { overproductionMax: 1.25, overproductionDays: 70 },
			}),
		).toBeCloseTo(expected, 6);
	});
});

describe("stocks and measures under coordination", () => {
	/** C ships one magnet a day to J under a ban; the state of J holds 21 t. */
	const reserve = (release: "short" | "measure", acts: readonly Measure[]) =>
		world({
			makes: [made("C", "magnet", 1)],
			lanes: [lane("C", "J", "magnet", 1)],
			stocks: [
				{
					place: "J",
					good: "magnet",
					holder: "strategic",
					quantity: 21,
					release,
					source: "hand",
					confidence: "D",
				},
			],
			uses: [used("J", "magnet", 1)],
			acts: [act("ban", "C"), ...acts],
			days: 70,
		});

	it("strategic stock is used up: 70 − 21", async () => {
		expect(await missing(reserve("short", []))).toBeCloseTo(49, 6);
	});

	// Without a release nothing; with one of 36.5 t a year, 0.1 t a day: 7 t in 70 days.
	it("stock kept for a release gives what the release allows", async () => {
		expect(await missing(reserve("measure", []))).toBeCloseTo(70, 6);
		const release = act("release", "J", { strength: 36.5 });
		expect(await missing(reserve("measure", [release]))).toBeCloseTo(63, 6);
	});

	// 10 days' stock and a quota of 30 t for the year: 40 of 98 days.
	it("a quota may be used up at any time of its year", async () => {
		const network = world({
			makes: [made("C", "magnet", 1)],
			lanes: [lane("C", "J", "magnet", 1)],
			stocks: [held("J", "magnet", 10)],
			uses: [used("J", "magnet", 1)],
			acts: [act("quota", "C", { strength: 30 })],
			days: 98,
		});
		const { demands, withheld } = await shared(network);
		expect(demands[0]?.shortfall).toBeCloseTo(58, 6);
		expect(withheld[0]?.quantity).toBeCloseTo(68, 6);
		expect(demands[0]?.why.map(({ kind }) => kind)).toEqual([
			"short",
			"withheld",
		]);
	});

	// Two weeks at sea become four: what was sent before arrives in weeks 0 and 1, the first of the longer way in week 4. Stock: one week.
	it("a detour leaves a gap that stock may fill", async () => {
		const open = world({
			makes: [made("C", "magnet", 1)],
			lanes: [lane("C", "J", "magnet", 1, { days: 14, via: ["strait"] })],
			stocks: [held("J", "magnet", 7)],
			uses: [used("J", "magnet", 1)],
			acts: [act("closure", "strait", { detourDays: 14 })],
			days: 70,
		});
		const network: Network = {
			...open,
			places: [
				...open.places,
				{ id: "strait", name: "strait", kind: "chokepoint" },
			],
		};
		const { demands } = await shared(network);
		expect(demands[0]?.shortfall).toBeCloseTo(7, 6);
		expect(demands[0]?.why.at(-1)).toMatchObject({
			kind: "transit",
			from: "C",
			measure: "closure by strait",
		});
	});
});

describe("why, by shadow prices", () => {
	// One magnet more from C saves one use worth 5 USD: the ban's price. C's line has room, so it is not named.
	it("names the measure that holds back what is missing, and its price", async () => {
		const network = world({
			makes: [made("C", "magnet", 1)],
			lanes: [lane("C", "J", "magnet", 1)],
			uses: [used("J", "magnet", 1, { value: 5 })],
			acts: [act("ban", "C", { title: "The ban" })],
			days: 70,
		});
		const [demand] = (await shared(network)).demands;
		expect(demand?.why).toEqual([
			{
				kind: "short",
				day: 0,
				place: "J",
				good: "magnet",
				says: "magnet in J: short from day 0, however the rest is shared",
			},
			{
				kind: "withheld",
				day: 0,
				place: "J",
				good: "magnet",
				from: "C",
				measure: "ban by C",
				says: "C → J: magnet held back from day 0 by The ban; one t more would save up to 5 USD",
			},
		]);
	});

	// K could replace C but has no room: both are named, the measure first.
	it("names makers without room after the measures", async () => {
		const network = world({
			makes: [made("C", "magnet", 1), made("K", "magnet", 1)],
			lanes: [lane("C", "J", "magnet", 1), lane("K", "J", "magnet", 1)],
			uses: [used("J", "magnet", 2)],
			acts: [act("ban", "C")],
			days: 70,
		});
		const [demand] = (await shared(network)).demands;
		expect(demand?.why.map(({ kind, place }) => [kind, place])).toEqual([
			["short", "J"],
			["withheld", "J"],
			["capacity", "K"],
		]);
	});
});

describe("questions to coordinated", () => {
	it("are refused like those to stress, with the same codes", async () => {
		const ask = (more: Partial<CoordinatedOptions>) =>
			coordinated(magnets(1), { scenario: "now", solver, ...more });
		await expect(ask({ scenario: "then" })).rejects.toMatchObject({
			code: "stress.unknown-scenario",
		});
		await expect(ask({ for: "Atlantis" })).rejects.toMatchObject({
			code: "stress.unknown-area",
		});
		await expect(ask({ stepDays: 40 })).rejects.toMatchObject({
			code: "stress.bad-rule",
		});
		await expect(ask({ announcementDay: 500 })).rejects.toMatchObject({
			code: "stress.bad-rule",
		});
	});

	it("that are given no time end with the outcome `time limit`", async () => {
		const found = await coordinated(magnets(2), {
			scenario: "now",
			stepDays: 1,
			solver,
			timeLimit: 1e-9,
		});
		expect(found.outcome).toBe("time limit");
	});
});

/** A random world: ore from three places, metal and magnets made in two, used in three, with stocks, transit and room. */
const worlds = fc
	.record({
		ore: fc.array(fc.integer({ min: 1, max: 4 }), {
			minLength: 3,
			maxLength: 3,
		}),
		cover: fc.integer({ min: 0, max: 40 }),
		days: fc.integer({ min: 0, max: 20 }),
		room: fc.integer({ min: 0, max: 2 }),
		kind: fc.constantFrom("essential" as const, "half-critical" as const),
		values: fc.array(fc.integer({ min: 1, max: 9 }), {
			minLength: 3,
			maxLength: 3,
		}),
		unmet: fc.constantFrom("wait" as const, "lost" as const),
	})
	.map(({ ore, cover, days, room, kind, values, unmet }) => {
		const total = ore.reduce((sum, one) => sum + one, 0);
		const perPlace = total / 2;
		const sources = ["A", "B", "C"];
		const makers = ["K", "L"];
		const users = ["K", "L", "U"];
		return (acts: readonly Measure[]): Network =>
			world({
				makes: [
					...sources.map((place, at) =>
						made(
							place,
							"ore",
							ore[at] ?? 1,
							{},
							{
								capacity: ((ore[at] ?? 1) + room) * 365,
							},
						),
					),
					...makers.map((place) =>
						made(place, "magnet", perPlace, { ore: 1 }, { kind }),
					),
				],
				lanes: [
					...sources.flatMap((from, at) =>
						makers.map((to) =>
							lane(from, to, "ore", (ore[at] ?? 1) / 2, { days }),
						),
					),
					...makers.map((from) => lane(from, "U", "magnet", perPlace / 3)),
				],
				stocks: [
					...makers.map((place) => held(place, "ore", cover)),
					held("U", "magnet", cover / 2),
				],
				uses: users.map((place, at) =>
					used(place, "magnet", (2 * perPlace) / 3, {
						value: values[at] ?? 1,
						unmet,
					}),
				),
				acts,
				days: 105,
			});
	});

const strengths = fc.record({
	kind: fc.constantFrom("ban", "licence", "quota", "closure") as fc.Arbitrary<
		"ban" | "licence" | "quota" | "closure"
	>,
	actor: fc.constantFrom("A", "B", "K"),
	share: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
	until: fc.constantFrom("2026-02-10", "2026-03-20", undefined),
});

/** A measure that takes the share of what the actor ships or makes. */
function taking(
	{
		kind,
		actor,
		until,
	}: { kind: Measure["kind"]; actor: string; until: string | undefined },
	share: number,
): Measure {
	const strength =
		kind === "licence"
			? 1 - share
			: kind === "quota"
				? 400 * (1 - share)
				: share;
	return act(kind, actor, {
		strength,
		...(until === undefined ? {} : { until }),
	});
}

const sum = (values: readonly number[]) =>
	values.reduce((total, value) => total + value, 0);

describe("on random worlds", () => {
	const rules = fc.constantFrom<Partial<Rules>>(
		{},
		still,
		{ switching: "capacity" },
		{ slowdown: 0.5 },
	);

	it("coordinated never loses more than orders, in value, and nothing without a measure", async () => {
		await fc.assert(
			fc.asyncProperty(worlds, strengths, rules, async (of, what, rule) => {
				const network = of([taking(what, what.share)]);
				const ask = { scenario: "now", solver, rules: rule };
				const value = await coordinationValue(network, ask);
				if (value.outcome !== "optimal") throw new Error(value.says);
				const { orders, coordinated: least } = value.worldUsd;
				expect(least).toBeLessThanOrEqual(orders + 1e-6 * (1 + orders));
				expect(value.coordinated.worldShortfall).toBeCloseTo(least, 4);
				const calm = await shared(of([]), { rules: rule });
				expect(calm.worldShortfall).toBeCloseTo(0, 6);
			}),
			{ numRuns: 40, seed: 4 },
		);
	});

	it("a stricter measure never shortens the coordinated shortfall", async () => {
		await fc.assert(
			fc.asyncProperty(worlds, strengths, async (of, what) => {
				const mild = await shared(of([taking(what, what.share / 2)]));
				const strict = await shared(of([taking(what, what.share)]));
				expect(strict.worldShortfall).toBeGreaterThanOrEqual(
					mild.worldShortfall - 1e-6 * (1 + mild.worldShortfall),
				);
			}),
			{ numRuns: 25, seed: 5 },
		);
	});

	// What is used over the run comes from what is held, at sea and dug: uses ≤ ore and magnets on day 0 + at sea + ore dug in the run.
	it("nothing is used that was neither held nor made", async () => {
		await fc.assert(
			fc.asyncProperty(worlds, async (of) => {
				const network = of([
					act("closure", "A", { goods: ["ore"] }),
					act("closure", "B", { goods: ["ore"] }),
				]);
				const days = 105;
				const { demands } = await shared(network);
				const taken = sum(
					demands.map(({ rate, shortfall }) => (rate / 365) * days - shortfall),
				);
				const use = sum(demands.map(({ rate }) => rate / 365));
				const cover = network.stocks[0]?.coverDays ?? 0;
				const heldOre = use * Math.max(7, cover);
				const heldMagnets = (use / 3) * (cover / 2);
				const transit = network.lanes[0]?.days ?? 0;
				const atSea = use * 7 * Math.round(transit / 7);
				const dug = ((network.processes[2]?.capacity ?? 0) / 365) * days;
				const halved = network.recipes.some(
					({ kind }) => kind === "half-critical",
				);
				if (!halved)
					expect(taken).toBeLessThanOrEqual(
						heldOre + heldMagnets + atSea + dug + 1e-6,
					);
				expect(taken).toBeGreaterThan(0);
			}),
			{ numRuns: 25, seed: 6 },
		);
	});
});
