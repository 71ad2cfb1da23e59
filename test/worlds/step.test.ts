import { describe, expect, it } from "vitest";
import { compile, type Network } from "#network";
import { defaultRules, type Rules, stress, trajectory } from "#stress";
import { act, held, lane, made, used, world } from "./world.ts";

/** Lines that cannot make more than base capacity, buyers that do not switch: so that each world shows one rule. */
const still: Partial<Rules> = { overproductionMax: 1, switching: "none" };

/** C digs one tonne of metal a day and ships it to J, where it becomes one magnet a day, used there. */
function chain(
	more: {
		cover?: number;
		transit?: number;
		acts?: Network["measures"];
		days?: number;
	} = {},
): Network {
	return world({
		makes: [made("C", "metal", 1), made("J", "magnet", 1, { metal: 1 })],
		lanes: [lane("C", "J", "metal", 1, { days: more.transit ?? 0 })],
		stocks: [held("J", "metal", more.cover ?? 10)],
		uses: [used("J", "magnet", 1)],
		acts: more.acts ?? [],
		days: more.days ?? 100,
	});
}

function first(network: Network, rules: Partial<Rules> = still) {
	const result = stress(network, { scenario: "now", rules });
	const demand = result.demands[0];
	if (demand === undefined) throw new Error("no demand");
	return { ...demand, result };
}

describe("a world without measures", () => {
	it("stays as it is: every demand met on every day", () => {
		const { result, firstShortfallDay, shortfall } = first(
			chain({ transit: 5 }),
			{},
		);
		expect(firstShortfallDay).toBeNull();
		expect(shortfall).toBe(0);
		expect(result.says).toBe(
			"Nothing runs short within 100 days: the one use holds.",
		);
	});
});

describe("stocks and transit", () => {
	// J holds 10 t and uses 1 t a day; nothing arrives from day 0 on: used up at the end of day 9, short from day 10.
	it("a ban is survived for as many days as the stock covers", () => {
		const demand = first(chain({ acts: [act("ban", "C")] }));
		expect(demand.firstShortfallDay).toBe(10);
		expect(demand.recoveredDay).toBeNull();
		// 90 of 100 days missing one tonne each.
		expect(demand.shortfall).toBeCloseTo(90, 9);
		expect(demand.shortfallShare).toBeCloseTo(0.9, 9);
		expect(demand.result.stocks[0]).toMatchObject({
			place: "J",
			good: "metal",
			initial: 10,
			emptyDay: 9,
		});
	});

	// 5 t are at sea when the ban begins and arrive on days 0 to 4: 15 t in all.
	it("what is at sea still arrives", () => {
		expect(
			first(chain({ transit: 5, acts: [act("ban", "C")] })).firstShortfallDay,
		).toBe(15);
	});

	// The lane opens on day 30; J still asks for its tonne a day and a thirtieth of its empty shelf, C can make one: what is shipped on day 30
	// is used on day 31.
	it("a ban of 30 days ends, and production is back the day after", () => {
		const demand = first(
			chain({ acts: [act("ban", "C", { until: "2026-01-30" })] }),
		);
		expect(demand.firstShortfallDay).toBe(10);
		expect(demand.recoveredDay).toBe(31);
		expect(demand.shortfall).toBeCloseTo(21, 9);
	});

	// Ψ = 1 with 10 days' cover: on day 0 the stock is at target (ratio 1). Nothing arrives, so on day 1 it is 9 of 10: output 0.9, and so on,
	// each day a tenth of what is left: X_k = 0.9^k. Missing in 3 days: 0 + 0.1 + 0.19.
	it("with Ψ = 1 a line slows as its stock falls below target", () => {
		const demand = first(chain({ acts: [act("ban", "C")], days: 3 }), {
			...still,
			slowdown: 1,
		});
		expect(demand.firstShortfallDay).toBe(1);
		expect(demand.shortfall).toBeCloseTo(0.29, 9);
	});
});

describe("measures", () => {
	// Half of the base flow passes: the stock falls by 0.5 t a day. Start of day k: 10 − 0.5 k; it covers the day's tonne until day 18 (1 t);
	// on day 19 only 0.5 t is there, and so on.
	it("a licence that grants half drains the stock at half the rate", () => {
		const demand = first(
			chain({ acts: [act("licence", "C", { strength: 0.5 })] }),
		);
		expect(demand.firstShortfallDay).toBe(19);
		expect(demand.shortfall).toBeCloseTo(0.5 * 81, 9);
	});

	// Nothing for 20 days, then everything: as a ban until day 19. Stock is gone after day 9; day 20's shipment is used on day 21.
	it("a licence with a delay acts as a ban until the first grant", () => {
		const demand = first(
			chain({ acts: [act("licence", "C", { strength: 1, delayDays: 20 })] }),
		);
		expect([demand.firstShortfallDay, demand.recoveredDay]).toEqual([10, 21]);
	});

	// Path: nothing from day 0, 0.5 from day 5, all from day 10. 10 t: 5 at the start of day 5, then −0.5 a day, 2.5 at day 10: it holds.
	// 7 t: 2 at the start of day 5, 1.5, 1 on day 7, and only 0.5 on day 8: short.
	it("a path lets through its share from each of its days on", () => {
		const path = [
			{ day: 0, share: 0 },
			{ day: 5, share: 0.5 },
			{ day: 10, share: 1 },
		];
		expect(
			first(chain({ acts: [act("licence", "C", { path })] })).firstShortfallDay,
		).toBeNull();
		expect(
			first(chain({ cover: 7, acts: [act("licence", "C", { path })] }))
				.firstShortfallDay,
		).toBe(8);
	});

	// 30 t may leave in the year: all flows for 30 days (0 to 29), then nothing; 10 days' stock: short from day 40.
	it("a quota binds once it is used up", () => {
		const demand = first(
			chain({ acts: [act("quota", "C", { strength: 30 })] }),
		);
		expect(demand.firstShortfallDay).toBe(40);
	});

	// The quota's year began 73 days (a fifth of a year) before the run: 24 of its 30 t are left, then 30 more on day 292. 10 days' stock:
	// short from day 34 to 291; from day 292 on a tonne is shipped again, used the day after.
	it("of a quota's year that began before the run, only the days left count", () => {
		const demand = first(
			chain({
				days: 300,
				acts: [act("quota", "C", { strength: 30, from: "2025-10-20" })],
			}),
		);
		expect([demand.firstShortfallDay, demand.recoveredDay]).toEqual([34, 293]);
	});

	// The line in C loses 40 %: 0.6 t a day. Stock at the start of day k: 10 − 0.4 k ≥ 1 until day 22 (1.2); day 23: 0.8.
	it("a closure takes its share of a line's output", () => {
		const demand = first(
			chain({
				acts: [act("closure", "C", { strength: 0.4, goods: ["metal"] })],
			}),
		);
		expect(demand.firstShortfallDay).toBe(23);
		expect(demand.why.map(({ kind }) => kind)).toEqual([
			"short",
			"empty",
			"short",
			"lost",
		]);
	});

	// 5 days' transit becomes 12: what is at sea arrives on days 0 to 4; the first longer shipment, of day 0, arrives on day 12.
	// Days 5 to 11 bring nothing: 7 t missing. A stock of 6 is used up on day 10, day 11 is short by 1 t, and orders of the gap refill later.
	it("a detour empties the lane for as long as it lasts longer", () => {
		const closed = (cover: number) => {
			const one = chain({
				cover,
				transit: 5,
				acts: [act("closure", "strait", { detourDays: 7 })],
			});
			return first({
				...one,
				places: [
					...one.places,
					{ id: "strait", name: "strait", kind: "chokepoint" },
				],
				lanes: one.lanes.map((each) => ({ ...each, via: ["strait"] })),
			});
		};
		expect(closed(7).firstShortfallDay).toBeNull();
		const demand = closed(6);
		expect([demand.firstShortfallDay, demand.recoveredDay]).toEqual([11, 12]);
		expect(demand.why.at(-1)?.kind).toBe("transit");
	});

	// K buys oxide from C and ships metal to J. The rule: what holds at least 0.1 % of C's material needs a licence, and none is granted.
	it("a content rule stops foreign-made goods that hold the actor's material", () => {
		const rule = act("content rule", "C", {
			strength: 0.001,
			goods: ["metal"],
			path: [{ day: 0, share: 0 }],
		});
		const through = (origin: string) =>
			world({
				makes: [made(origin, "oxide", 1), made("K", "metal", 1, { oxide: 1 })],
				lanes: [lane(origin, "K", "oxide", 1), lane("K", "J", "metal", 1)],
				stocks: [held("K", "oxide", 5)],
				uses: [used("J", "metal", 1)],
				acts: [rule],
				places: ["C"],
			});
		expect(first(through("C")).firstShortfallDay).toBe(0);
		const clean = first(through("A"));
		expect(clean.firstShortfallDay).toBeNull();
		expect(clean.result.measures[0]?.notPlayed).toBe(
			"touches no lane, line or stock of this network",
		);
	});

	/** J buys metal half from C, half from A, holds ten days of it, makes magnets at home and ships half of them to K. */
	const mixing = (acts: Network["measures"]) =>
		world({
			makes: [
				made("C", "metal", 1),
				made("A", "metal", 1, {}, { capacity: 730 }),
				made("J", "magnet", 2, { metal: 1 }),
			],
			lanes: [
				lane("C", "J", "metal", 1),
				lane("A", "J", "metal", 1),
				lane("J", "K", "magnet", 1),
			],
			stocks: [held("J", "metal", 10)],
			uses: [used("J", "magnet", 1), used("K", "magnet", 1)],
			acts,
		});

	// Half of J's metal is C's: so is half of its magnets. C stops; J's stock of 20 t, 10 of them C's, is drawn down while only A's metal comes in:
	// each day 2 t of the mix go out and 1 t of A's comes in, so C's part shrinks and is gone in the end.
	it("whose material is in a magnet follows what is held and shipped", () => {
		const shares = (acts: Network["measures"]) =>
			stress(mixing(acts), {
				scenario: "now",
				rules: still,
				origins: ["C"],
			}).origins.map(({ origin, place, first, last }) => [
				origin,
				place,
				first,
				last,
			]);
		expect(shares([])).toEqual([
			["C", "J", 0.5, 0.5],
			["C", "K", 0.5, 0.5],
		]);
		for (const [, , first, last] of shares([act("ban", "C")])) {
			expect(first).toBeCloseTo(0.5, 9);
			expect(last).toBeLessThan(1e-3);
		}
	});

	// A rule needs a licence for magnets with a tenth of C's metal in them, and none is granted; C also stops shipping. K's orders held back, J
	// makes 1 t a day for itself: it uses 1 of 20 t of metal held and gets 1 t of A's, so C's share falls to 19/20 of itself each day, from one
	// half: 0.5 · 0.95^(d+1) after day d. That is below a tenth after day 31 (0.95^32 = 0.194). The magnets of day 32 are made of it, and what is
	// known of them opens the lane on day 33.
	it("a content rule lets goods go once the actor's material has left the stock", () => {
		const rule = act("content rule", "C", {
			strength: 0.1,
			goods: ["magnet"],
			path: [{ day: 0, share: 0 }],
		});
		const result = stress(mixing([act("ban", "C"), rule]), {
			scenario: "now",
			rules: { ...still, switching: "spare", switchDays: 1 },
		});
		const abroad = result.demands.find(({ place }) => place === "K");
		expect([abroad?.firstShortfallDay, abroad?.recoveredDay]).toEqual([0, 33]);
		expect(
			result.origins.find(({ place }) => place === "K")?.last,
		).toBeLessThan(0.1);
	});

	// The actor's own imports and use at home are not exports: a ban by C leaves C's own use alone.
	it("a ban does not touch use at home or lanes to places not aimed at", () => {
		const network = world({
			makes: [made("C", "metal", 3)],
			lanes: [lane("C", "J", "metal", 1), lane("C", "K", "metal", 1)],
			uses: [
				used("C", "metal", 1),
				used("J", "metal", 1),
				used("K", "metal", 1),
			],
			acts: [act("ban", "C", { targets: ["J"] })],
		});
		const days = stress(network, { scenario: "now", rules: still }).demands.map(
			({ place, firstShortfallDay }) => [place, firstShortfallDay],
		);
		expect(Object.fromEntries(days)).toEqual({ J: 0, C: null, K: null });
	});

	// A licence without grants bites on days 0 to 9, is suspended on days 10 to 39, and bites again from day 40. 20 days' stock: 10 t are used
	// by day 9; while suspended the day's tonne flows but C cannot make more, so the stock stays at 10 t, which last from day 40 to day 49.
	it("a suspension pauses a measure, which bites again when it ends", () => {
		const licence = act("licence", "C", { strength: 0 });
		const pause = act("licence", "C", {
			id: "pause",
			change: "suspend",
			supersedes: [licence.id],
			from: "2026-01-11",
			until: "2026-02-09",
		});
		const demand = first(chain({ cover: 20, acts: [licence, pause] }));
		expect(demand.result.measures[0]?.periods).toEqual([
			{ start: 0, end: 10 },
			{ start: 40, end: 100 },
		]);
		expect(demand.firstShortfallDay).toBe(50);
	});
});

describe("rationing", () => {
	/** C makes 2 a day but loses half; two buyers want 1 each. */
	const scarce = (
		buyers: Parameters<typeof world>[0]["uses"],
		lanes: Parameters<typeof world>[0]["lanes"],
	) =>
		world({
			makes: [made("C", "metal", 2)],
			lanes: lanes ?? [],
			uses: buyers,
			acts: [act("closure", "C", { strength: 0.5 })],
			days: 1,
		});
	const missing = (network: Network, rules: Partial<Rules>) =>
		Object.fromEntries(
			stress(network, {
				scenario: "now",
				rules: { ...still, ...rules },
			}).demands.map(({ place, shortfall }) => [
				place,
				Number(shortfall.toFixed(9)),
			]),
		);

	it("proportional: everyone gets the same share", () => {
		const network = scarce(
			[used("C", "metal", 1), used("J", "metal", 1)],
			[lane("C", "J", "metal", 1)],
		);
		expect(missing(network, {})).toEqual({ C: 0.5, J: 0.5 });
	});

	it("home first: shipments get what use at home leaves", () => {
		const network = scarce(
			[used("C", "metal", 1), used("J", "metal", 1)],
			[lane("C", "J", "metal", 1)],
		);
		expect(missing(network, { rationing: "home first" })).toEqual({
			C: 0,
			J: 1,
		});
	});

	// J has 80 % of its tonne under contract, K none: 0.8 goes to J's contract; the 0.2 left is shared among spot orders of 0.2 and 1.
	it("contract first: spot orders share what contracts leave", () => {
		const network = scarce(
			[used("J", "metal", 1), used("K", "metal", 1)],
			[
				lane("C", "J", "metal", 1, { contract: 0.8 }),
				lane("C", "K", "metal", 1),
			],
		);
		expect(missing(network, { rationing: "contract first" })).toEqual({
			J: Number((1 - 0.8 - 0.2 / 6).toFixed(9)),
			K: Number((1 - 1 / 6).toFixed(9)),
		});
	});

	it("priority: the more important demand is served first, through whatever line", () => {
		const network = world({
			makes: [made("C", "metal", 2), made("J", "magnet", 1, { metal: 1 })],
			lanes: [lane("C", "J", "metal", 1), lane("C", "K", "metal", 1)],
			uses: [used("J", "magnet", 1, { priority: 5 }), used("K", "metal", 1)],
			acts: [act("closure", "C", { strength: 0.5 })],
			days: 30,
		});
		expect(missing(network, { rationing: "priority" })).toEqual({
			J: 0,
			K: 30,
		});
	});

	// C rations by its own rule, whatever the run's.
	it("a supplier's own rule goes before the run's", () => {
		const network = world({
			makes: [made("C", "metal", 2, {}, { rationing: "home first" })],
			lanes: [lane("C", "J", "metal", 1)],
			uses: [used("C", "metal", 1), used("J", "metal", 1)],
			acts: [act("closure", "C", { strength: 0.5 })],
			days: 1,
		});
		expect(missing(network, { rationing: "proportional" })).toEqual({
			C: 0,
			J: 1,
		});
	});

	// 1 t for orders of 1 each; J's licence passes 10 %. λ: min(λ, 0.1) + min(λ, 1) = 1 → λ = 0.9: J gets 0.1, K 0.9.
	it("what a restricted lane cannot take goes to the others", () => {
		const network = scarce(
			[used("J", "metal", 1), used("K", "metal", 1)],
			[lane("C", "J", "metal", 1), lane("C", "K", "metal", 1)],
		);
		const licence = act("licence", "C", { strength: 0.1, targets: ["J"] });
		const both = {
			...network,
			measures: [...network.measures, licence],
			scenarios: network.scenarios.map((each) => ({
				...each,
				measures: [...each.measures, licence.id],
			})),
		};
		expect(missing(both, {})).toEqual({ J: 0.9, K: 0.1 });
	});
});

describe("lines", () => {
	// Without its half-critical input a line makes half.
	it("a half-critical input that is missing halves the output", () => {
		const network = world({
			makes: [
				made("C", "dysprosium", 1),
				made("J", "magnet", 1, { dysprosium: 1 }, { kind: "half-critical" }),
			],
			lanes: [lane("C", "J", "dysprosium", 1)],
			uses: [used("J", "magnet", 1)],
			acts: [act("ban", "C")],
			days: 10,
		});
		// One day's input is always on hand: day 0 is full, days 1 to 9 are half.
		expect(first(network).shortfall).toBeCloseTo(4.5, 9);
	});

	// C's other half is lost to K's buyers. Scarcity 0.5 from day 1: α_1 = 1 + (1.5 − 1)·0.5/1 with τ_α = 1 day → 1.25.
	it("overproduction rises with scarcity", () => {
		const network = world({
			makes: [made("C", "metal", 1)],
			uses: [used("C", "metal", 1)],
			acts: [act("closure", "C", { strength: 0.5 })],
			days: 2,
		});
		const { activity } = trajectory(compile(network), {
			scenario: "now",
			rules: {
				...defaultRules,
				switching: "none",
				overproductionMax: 1.5,
				overproductionDays: 1,
			},
		});
		expect(activity.map(([x]) => x)).toEqual([0.5, 0.625]);
	});

	// Ore gives one of each. Only dysprosium is still ordered (K's ban on neodymium imports): the line runs for it, and neodymium piles up.
	it("joint production runs for the output most wanted, and the rest is kept", () => {
		const network = world({
			makes: [made("C", "dysprosium", 1, {}, { also: { neodymium: 1 } })],
			lanes: [lane("C", "J", "dysprosium", 1), lane("C", "K", "neodymium", 1)],
			uses: [used("J", "dysprosium", 1), used("K", "neodymium", 1)],
			acts: [act("ban", "C", { targets: ["K"], until: "2026-01-10" })],
			days: 20,
		});
		const demands = stress(network, { scenario: "now", rules: still }).demands;
		const of = (good: string) => demands.find((demand) => demand.good === good);
		expect(of("dysprosium")?.firstShortfallDay).toBeNull();
		// The ten tonnes kept and the day's own serve K from day 10 on.
		expect(of("neodymium")).toMatchObject({
			firstShortfallDay: 0,
			recoveredDay: 10,
		});
	});

	// 10 days' stock is gone after day 9. "used": a line that stands still orders only a thirtieth of its empty shelf, 10/30 t a day, so when the
	// lane opens on day 30 it gets a third of what it needs; "wanted": it still asks for its tonne, and is back on day 31.
	it("a line that orders what it used comes back slower than one that orders what it wanted", () => {
		const network = chain({ acts: [act("ban", "C", { until: "2026-01-30" })] });
		const { activity } = trajectory(compile(network), {
			scenario: "now",
			rules: { ...defaultRules, ...still, reorder: "used" },
		});
		expect(activity[31]?.[1]).toBeCloseTo(1 / 3, 9);
		const wanted = trajectory(compile(network), {
			scenario: "now",
			rules: { ...defaultRules, ...still },
		});
		expect(wanted.activity[31]?.[1]).toBe(1);
	});

	// Unmet use waits: 10 t missing over 10 days; from day 10 on C could make 1.25 a day at most, so the queue falls by a quarter a day.
	it("use that waits is caught up, as far as capacity allows", () => {
		const network = (unmet: "wait" | "lost") =>
			world({
				makes: [made("C", "metal", 1, {}, { capacity: 2 * 365 })],
				lanes: [lane("C", "J", "metal", 1)],
				uses: [used("J", "metal", 1, { unmet })],
				acts: [act("ban", "C", { until: "2026-01-10" })],
				days: 30,
			});
		const rules: Partial<Rules> = {
			switching: "none",
			overproductionMax: 1.25,
		};
		expect(
			stress(network("wait"), { scenario: "now", rules }).demands[0]?.waiting,
		).toBeCloseTo(10 - 20 * 0.25, 6);
		expect(
			stress(network("lost"), { scenario: "now", rules }).demands[0]?.waiting,
		).toBe(0);
	});
});

describe("stocks of merchants and the state", () => {
	const with10 = (
		release: "short" | "empty" | "measure",
		acts: Network["measures"] = [],
	) =>
		world({
			makes: [made("C", "metal", 1), made("J", "magnet", 1, { metal: 1 })],
			lanes: [lane("C", "J", "metal", 1)],
			stocks: [
				held("J", "metal", 5),
				held("J", "metal", 10, { holder: "strategic", release }),
			],
			uses: [used("J", "magnet", 1)],
			acts: [act("ban", "C"), ...acts],
		});

	// 5 t of its own and 10 t of the state's: short from day 15 on, by either rule.
	it("strategic stock holds out for its own days more", () => {
		expect(first(with10("short")).firstShortfallDay).toBe(15);
		expect(first(with10("empty")).firstShortfallDay).toBe(15);
	});

	it("stock kept for a release measure stays until there is one", () => {
		expect(first(with10("measure")).firstShortfallDay).toBe(5);
		expect(
			first(with10("measure", [act("release", "J")])).firstShortfallDay,
		).toBe(15);
	});
});

describe("switching and tariffs", () => {
	/** J buys half from A and half from B, both able to make twice as much. */
	const two = (acts: Network["measures"], days = 4) =>
		world({
			makes: [
				made("A", "metal", 0.5, {}, { capacity: 365 }),
				made("B", "metal", 0.5, {}, { capacity: 365 }),
			],
			lanes: [lane("A", "J", "metal", 0.5), lane("B", "J", "metal", 0.5)],
			uses: [used("J", "metal", 1)],
			acts,
			days,
		});

	// A is banned: J's half is short on day 0; with τ_switch of one day all orders go to B from day 1, which can make 1 a day.
	it("orders move to a supplier with spare capacity", () => {
		const demand = first(two([act("ban", "A")]), {
			switching: "spare",
			switchDays: 1,
			overproductionMax: 1,
		});
		expect([demand.firstShortfallDay, demand.recoveredDay]).toEqual([0, 1]);
	});

	// The same, but J takes 180 days to qualify B: on day 1 only a 180th of its orders has moved.
	it("a buyer's own time to switch goes before the run's", () => {
		const network = two([act("ban", "A")]);
		const slow = {
			...network,
			demands: network.demands.map((demand) => ({
				...demand,
				switchDays: 180,
			})),
		};
		const { activity } = trajectory(compile(slow), {
			scenario: "now",
			rules: {
				...defaultRules,
				switching: "spare",
				switchDays: 1,
				overproductionMax: 1,
			},
		});
		expect(activity[1]?.[1]).toBeCloseTo(0.5 + 0.5 / 180, 9);
	});

	// A tariff of 100 % with elasticity 1 halves A's weight. Both have as much spare at first: 0.5·½ against 0.5, so A's share on day 1 is 1/3.
	// Then A has more spare than B, which draws some orders back: w/(1 − w) = ½·(3 − 2w)/(1 + 2w), so 2w² + 7w − 3 = 0, w = (√73 − 7)/4.
	it("a tariff moves shares, as far as the others' spare capacity goes", () => {
		const { activity } = trajectory(
			compile({
				...two([act("tariff", "J", { targets: ["A"], strength: 1 })], 200),
			}),
			{
				scenario: "now",
				rules: {
					...defaultRules,
					switchDays: 1,
					tariffElasticity: 1,
					overproductionMax: 1,
				},
			},
		);
		expect(activity[1]?.[0]).toBeCloseTo(1 / 3, 9);
		expect(activity[199]?.[0]).toBeCloseTo((Math.sqrt(73) - 7) / 4, 9);
		expect(activity[199]?.[1]).toBeCloseTo(1 - (Math.sqrt(73) - 7) / 4, 9);
	});
});

describe("why", () => {
	it("leads from the shortfall over the empty stock to the measure that holds the lane back", () => {
		const demand = first(
			chain({ acts: [act("ban", "C", { title: "China's ban" })] }),
		);
		expect(demand.why).toMatchObject([
			{ kind: "short", place: "J", good: "magnet", day: 10 },
			{ kind: "empty", place: "J", good: "metal", day: 9 },
			{
				kind: "withheld",
				from: "C",
				place: "J",
				good: "metal",
				day: 0,
				measure: "ban by C",
				share: 1,
			},
		]);
		expect(demand.why[2]?.says).toBe(
			"C → J: 100 % of the metal ordered is held back from day 0 by China's ban",
		);
		// J asks for its tonne every day, 100 days long, though its line stands still.
		expect(demand.result.withheld[0]).toMatchObject({
			measure: "ban by C",
			good: "metal",
			quantity: 100,
		});
	});
});
