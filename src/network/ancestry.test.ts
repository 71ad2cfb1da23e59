import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { content, dependence, embodied } from "./ancestry.ts";
import { baseActivity } from "./base-activity.ts";
import { type Compiled, compile } from "./compile.ts";
import { network } from "./network.ts";
import type { Recipe } from "./process.ts";
import { supplyOf } from "./supply.ts";

const sourced = { source: "worked", confidence: "A", year: 2024 } as const;

/** Rows in short: a recipe's inputs are negative, `kind` names those that are not essential; an absent price is unknown. */
interface Rows {
	readonly places: readonly string[];
	readonly prices: Readonly<Record<string, number | undefined>>;
	readonly recipes: Readonly<Record<string, Readonly<Record<string, number>>>>;
	readonly kinds?: Readonly<Record<string, Recipe["kind"]>>;
	/** [place, recipe, activity] */
	readonly processes: readonly (readonly [string, string, number])[];
	/** [from, to, good, flow] */
	readonly lanes: readonly (readonly [string, string, string, number])[];
	/** [place, good, rate] */
	readonly demands: readonly (readonly [string, string, number])[];
}

function compiledFrom(rows: Rows): Compiled {
	return compile(
		network({
			id: "worked",
			goods: Object.entries(rows.prices).map(([id, price]) => ({
				id,
				name: id,
				stage: "worked",
				unit: "t",
				...(price === undefined ? {} : { price }),
			})),
			places: rows.places.map((id) => ({ id, name: id, kind: "country" })),
			recipes: Object.entries(rows.recipes).flatMap(([recipe, goods]) =>
				Object.entries(goods).map(([good, quantity]) => ({
					...sourced,
					recipe,
					good,
					quantity,
					kind: quantity > 0 ? "output" : (rows.kinds?.[good] ?? "essential"),
				})),
			),
			processes: rows.processes.map(([place, recipe, activity]) => ({
				...sourced,
				id: `${place} ${recipe}`,
				place,
				recipe,
				activity,
			})),
			lanes: rows.lanes.map(([from, to, good, flow]) => ({
				...sourced,
				from,
				to,
				good,
				flow,
				days: 0,
			})),
			demands: rows.demands.map(([place, good, rate]) => ({
				...sourced,
				place,
				good,
				rate,
				priority: 0,
				unmet: "wait",
			})),
		}),
	);
}

/** A value per agent as an object: lines by `place recipe`, users by `place good`. */
function named(compiled: Compiled, values: Float64Array) {
	const { processes, demands } = compiled.network;
	return Object.fromEntries([
		...processes.map(({ id }, line) => [id, values[line]]),
		...demands.map(({ place, good }, user) => [
			`${place} uses ${good}`,
			values[compiled.lineCount + user],
		]),
	]);
}

function indices(compiled: Compiled, ...places: string[]): Set<number> {
	return new Set(
		places.map((id) =>
			compiled.network.places.findIndex((place) => place.id === id),
		),
	);
}

/**
 * Oxide only in C; metal in C and V, V's from C's oxide; magnets only in J, from metal of C (70 %) and V (30 %).
 * Magnets: 90 t used in J, 10 t in V; 0.3 t of metal a tonne, 1.2 t of oxide per tonne of metal.
 */
const magnets = compiledFrom({
	places: ["C", "V", "J"],
	prices: { oxide: 60, metal: 80, magnet: 100 },
	recipes: {
		oxide: { oxide: 1 },
		metal: { oxide: -1.2, metal: 1 },
		magnet: { metal: -0.3, magnet: 1 },
	},
	processes: [
		["J", "magnet", 100],
		["V", "metal", 9],
		["C", "metal", 21],
		["C", "oxide", 36],
	],
	lanes: [
		["C", "J", "metal", 21],
		["V", "J", "metal", 9],
		["C", "V", "oxide", 10.8],
		["J", "V", "magnet", 10],
	],
	demands: [
		["J", "magnet", 90],
		["V", "magnet", 10],
	],
});

describe("dependence", () => {
	it("reaches through suppliers: metal from V is lost with the oxide of C", () => {
		// C gone: its own lines, V's metal for lack of oxide, hence all metal and all magnets.
		const lost = dependence(magnets, indices(magnets, "C"));
		for (const share of lost) expect(share).toBeCloseTo(1, 12);
	});

	it("counts a line in the place as lost, but not a user that lies in it", () => {
		// V gone: its metal, 30 % of J's metal, so 30 % of the magnets, V's own use of them included.
		const lost = named(magnets, dependence(magnets, indices(magnets, "V")));
		expect(lost["V metal"]).toBe(1);
		expect(lost["C metal"]).toBe(0);
		expect(lost["J magnet"]).toBeCloseTo(0.3, 12);
		expect(lost["V uses magnet"]).toBeCloseTo(0.3, 12);
	});

	const cell = (kind: Recipe["kind"]) =>
		compiledFrom({
			places: ["A", "B", "D"],
			prices: { anode: 1, cathode: 1, cell: 1 },
			recipes: {
				anode: { anode: 1 },
				cathode: { cathode: 1 },
				cell: { anode: -1, cathode: -2, cell: 1 },
			},
			kinds: { anode: kind },
			processes: [
				["A", "anode", 80],
				["B", "anode", 20],
				["A", "cathode", 60],
				["B", "cathode", 140],
				["D", "cell", 100],
			],
			lanes: [
				["A", "D", "anode", 80],
				["B", "D", "anode", 20],
				["A", "D", "cathode", 60],
				["B", "D", "cathode", 140],
			],
			demands: [["D", "cell", 100]],
		});

	it.each([
		// A supplies 80 % of the anodes and 30 % of the cathodes.
		["essential", 0.8], // max(0.8, 0.3)
		["half-critical", 0.4], // max(0.8 / 2, 0.3)
		["non-critical", 0.3], // max(0, 0.3)
	] as const)(
		"is bound by the input hit hardest; a %s one counts by its weight",
		(kind, share) => {
			const world = cell(kind);
			const lost = named(world, dependence(world, indices(world, "A")));
			expect(lost["D cell"]).toBeCloseTo(share, 12);
		},
	);

	/** Metal in A from feed: 60 % mined in B, 40 % won back in A from metal. */
	const loop = (kind: Recipe["kind"]) =>
		compiledFrom({
			places: ["A", "B"],
			prices: { feed: 1, metal: 1 },
			recipes: {
				mine: { feed: 1 },
				smelt: { feed: -1, metal: 1 },
				recycle: { metal: -1, feed: 1 },
			},
			kinds: { metal: kind },
			processes: [
				["A", "smelt", 100],
				["A", "recycle", 40],
				["B", "mine", 60],
			],
			lanes: [["B", "A", "feed", 60]],
			demands: [["A", "metal", 60]],
		});

	it("converges in a loop: what is won back hangs on where it first came from", () => {
		// smelt = 0.6 + 0.4 · recycle, recycle = smelt: smelt = 1.
		const all = loop("essential");
		const lost = named(all, dependence(all, indices(all, "B")));
		expect(lost["A smelt"]).toBeCloseTo(1, 10);
		expect(lost["A uses metal"]).toBeCloseTo(1, 10);
		// recycle = smelt / 2: smelt = 0.6 + 0.2 · smelt = 0.75.
		const half = loop("half-critical");
		const lostHalf = named(half, dependence(half, indices(half, "B")));
		expect(lostHalf["A smelt"]).toBeCloseTo(0.75, 10);
		expect(lostHalf["A recycle"]).toBeCloseTo(0.375, 10);
	});

	it("is 0 in a loop that only feeds itself", () => {
		const alone = compiledFrom({
			places: ["A", "B"],
			prices: { feed: 1, metal: 1 },
			recipes: {
				smelt: { feed: -1, metal: 1 },
				recycle: { metal: -1, feed: 1 },
			},
			processes: [
				["A", "smelt", 10],
				["A", "recycle", 10],
			],
			lanes: [],
			demands: [],
		});
		expect([...dependence(alone, indices(alone, "B"))]).toEqual([0, 0]);
	});
});

describe("content", () => {
	const alloy = (iron: number | undefined) =>
		compiledFrom({
			places: ["C", "J"],
			prices: { metal: 80, iron, magnet: 100 },
			recipes: {
				metal: { metal: 1 },
				iron: { iron: 1 },
				magnet: { metal: -0.3, iron: -0.7, magnet: 1 },
			},
			processes: [
				["C", "metal", 30],
				["J", "iron", 70],
				["J", "magnet", 100],
			],
			lanes: [["C", "J", "metal", 30]],
			demands: [["J", "magnet", 100]],
		});

	it("weighs by value where every input has a price", () => {
		// Metal 0.3 · 80 = 24, iron 0.7 · 2 = 1.4: 24 / 25.4.
		const priced = alloy(2);
		const made = named(priced, content(priced, indices(priced, "C")));
		expect(made["J magnet"]).toBeCloseTo(24 / 25.4, 12);
		expect(made["J uses magnet"]).toBeCloseTo(24 / 25.4, 12);
		expect(made["J iron"]).toBe(0);
		expect(made["C metal"]).toBe(1);
	});

	it("weighs by quantity where a price is missing", () => {
		const unpriced = alloy(undefined);
		const made = named(unpriced, content(unpriced, indices(unpriced, "C")));
		expect(made["J magnet"]).toBeCloseTo(0.3, 12);
	});

	it("traces every stage: metal smelted elsewhere from oxide of C counts as material of C", () => {
		const made = named(magnets, content(magnets, indices(magnets, "C")));
		expect(made["V metal"]).toBeCloseTo(1, 12);
		const fromV = named(magnets, content(magnets, indices(magnets, "V")));
		expect(fromV["J magnet"]).toBeCloseTo(0.3, 12);
	});
});

describe("embodied", () => {
	it("passes what some users take on through all stages", () => {
		// V's 10 t of magnets: 3 t of metal, 2.1 t from C and 0.9 t from V; 3.6 t of oxide.
		const { lineCount, network } = magnets;
		const inV = (user: number) =>
			network.demands[user - lineCount]?.place === "V";
		const { activity, ordered } = embodied(magnets, inV);
		const run = named(magnets, activity);
		expect(run["J magnet"]).toBeCloseTo(10, 12);
		expect(run["V metal"]).toBeCloseTo(0.9, 12);
		expect(run["C metal"]).toBeCloseTo(2.1, 12);
		expect(run["C oxide"]).toBeCloseTo(3.6, 12);
		expect(run["V uses magnet"]).toBe(10);
		expect(run["J uses magnet"]).toBe(0);
		expect([...ordered].map((amount) => amount.toFixed(9))).toEqual(
			[10, 0.9, 2.1, 3.6].map((amount) => amount.toFixed(9)),
		);
	});

	it.each([[{ light: 0.8, heavy: 0.1 }], [{ heavy: 0.1, light: 0.8 }]])(
		"runs a line with joint outputs %j for the one ordered most",
		(outputs) => {
			// 10 t of heavy oxide need 100 units of the line, 60 t of light oxide only 75; the light oxide ordered stays 60 t.
			const joint = compiledFrom({
				places: ["A"],
				prices: { light: 1, heavy: 1 },
				recipes: { separate: outputs },
				processes: [["A", "separate", 100]],
				lanes: [],
				demands: [
					["A", "light", 60],
					["A", "heavy", 10],
				],
			});
			const { activity, ordered } = embodied(joint, () => true);
			expect(activity[0]).toBeCloseTo(100, 12);
			expect([...ordered].sort((a, b) => b - a)).toEqual([60, 10]);
		},
	);

	it("is the base activity when all users are meant", () => {
		expect(embodied(magnets, () => true).activity).toEqual(
			baseActivity(supplyOf(magnets.network)),
		);
	});
});

/** Four countries that may all mine, smelt and make magnets, each buying by random weights; smelting needs acid, too. */
const anyWorld = fc
	.record({
		activity: fc.array(fc.integer({ min: 0, max: 50 }), {
			minLength: 16,
			maxLength: 16,
		}),
		weight: fc.array(fc.integer({ min: 0, max: 9 }), {
			minLength: 64,
			maxLength: 64,
		}),
		acid: fc.constantFrom<Recipe["kind"]>("essential", "half-critical"),
	})
	.map(({ activity, weight, acid }) => {
		const places = ["P0", "P1", "P2", "P3"];
		const stages = ["ore", "acid", "metal", "magnet"];
		const runs = (place: number, stage: number) =>
			(activity[place * 4 + stage] ?? 0) + (place === 0 ? 1 : 0);
		const use = (place: number, stage: number) =>
			runs(place, stage < 2 ? 2 : 3);
		const lanes: [string, string, string, number][] = [];
		stages.forEach((good, stage) => {
			places.forEach((to, buyer) => {
				const weights = places.map((_, seller) =>
					runs(seller, stage) > 0
						? weight[stage * 16 + buyer * 4 + seller]! + (seller === 0 ? 1 : 0)
						: 0,
				);
				const all = weights.reduce((sum, each) => sum + each, 0);
				places.forEach((from, seller) => {
					const flow = (use(buyer, stage) * weights[seller]!) / all;
					if (seller !== buyer && flow > 0) lanes.push([from, to, good, flow]);
				});
			});
		});
		return compiledFrom({
			places,
			prices: { ore: 1, acid: 2, metal: 3, magnet: 4 },
			recipes: {
				ore: { ore: 1 },
				acid: { acid: 1 },
				metal: { ore: -1, acid: -1, metal: 1 },
				magnet: { metal: -1, magnet: 1 },
			},
			kinds: { acid },
			processes: places.flatMap((place, index) =>
				stages.map((stage, at) => [place, stage, runs(index, at)] as const),
			),
			lanes,
			demands: places.map(
				(place, index) => [place, "magnet", use(index, 3)] as const,
			),
		});
	});

const anySet = fc.uniqueArray(fc.integer({ min: 0, max: 3 }));

describe("ancestry of any network", () => {
	it("loses no less, and contains no less, when more places are meant", () => {
		fc.assert(
			fc.property(anyWorld, anySet, anySet, (world, some, more) => {
				const few = new Set(some);
				const many = new Set([...some, ...more]);
				for (const shares of [dependence, content]) {
					const least = shares(world, few);
					const most = shares(world, many);
					for (let agent = 0; agent < world.agentCount; agent++) {
						expect(least[agent]).toBeGreaterThanOrEqual(0);
						expect(most[agent]).toBeLessThanOrEqual(1);
						expect(most[agent]).toBeGreaterThanOrEqual(least[agent]! - 1e-9);
					}
				}
			}),
			{ numRuns: 50 },
		);
	});

	it("contains no more of some places than depends on them where all inputs are essential", () => {
		fc.assert(
			fc.property(anyWorld, anySet, (world, some) => {
				fc.pre(!world.slotCritical.includes(0.5));
				const lost = dependence(world, new Set(some));
				content(world, new Set(some)).forEach((share, agent) => {
					expect(share).toBeLessThanOrEqual(lost[agent]! + 1e-9);
				});
			}),
			{ numRuns: 50 },
		);
	});

	it("embodies in all users together exactly the base activity", () => {
		fc.assert(
			fc.property(anyWorld, (world) => {
				expect(embodied(world, () => true).activity).toEqual(world.activity);
			}),
			{ numRuns: 50 },
		);
	});
});
