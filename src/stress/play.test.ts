import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	type Compiled,
	compile,
	type Measure,
	type Network,
	network,
} from "#network";
import { chainOf } from "./chain.ts";
import { measuresOf, played } from "./effect.ts";
import { play, type Watch } from "./play.ts";
import type { Rules } from "./rules.ts";
import { stress } from "./stress.ts";

const sourced = { source: "random", confidence: "D", year: 2024 } as const;
const places = ["A", "B", "C", "D"] as const;
const goods = ["ore", "metal", "product"] as const;
const days = 120;

const amount = fc.double({ min: 1, max: 100, noNaN: true });

const measure: fc.Arbitrary<Measure> = fc
	.record({
		kind: fc.constantFrom(
			"ban" as const,
			"licence" as const,
			"quota" as const,
			"closure" as const,
			"tariff" as const,
			"release" as const,
		),
		actor: fc.constantFrom(...places),
		target: fc.constantFrom(...places, "WLD"),
		good: fc.constantFrom(...goods, "all"),
		strength: fc.double({ min: 0, max: 1, noNaN: true }),
		delayDays: fc.integer({ min: 0, max: 40 }),
		from: fc.integer({ min: 0, max: 60 }),
		length: fc.integer({ min: 1, max: 80 }),
	})
	.map(({ actor, target, good, from, length, ...rest }) => ({
		id: `${rest.kind} ${actor} ${target} ${good} ${from}`,
		actor: [actor],
		targets: [target],
		goods: [good],
		from: dayOf(from),
		until: dayOf(from + length),
		...rest,
		...sourced,
	}));

/** Ore, metal and product are each made at two places and shipped to the others, with random amounts, transit, cover, contracts and priorities. */
const world: fc.Arbitrary<Network> = fc
	.record({
		lanes: fc.array(
			fc.record({
				from: fc.constantFrom("A" as const, "B" as const),
				to: fc.constantFrom(...places),
				good: fc.constantFrom(...goods),
				flow: amount,
				days: fc.integer({ min: 0, max: 20 }),
				contract: fc.double({ min: 0, max: 1, noNaN: true }),
			}),
			{ minLength: 4, maxLength: 16 },
		),
		cover: fc.integer({ min: 0, max: 40 }),
		reserve: amount,
		release: fc.constantFrom(
			"short" as const,
			"empty" as const,
			"measure" as const,
		),
		rates: fc.tuple(amount, amount, amount, amount),
		waits: fc.boolean(),
		measures: fc.array(measure, { maxLength: 4 }),
	})
	.map(({ lanes, cover, reserve, release, rates, waits, measures }) =>
		network({
			id: "random",
			goods: goods.map((id) => ({
				id,
				name: id,
				stage: id,
				unit: "t",
				price: 1,
			})),
			places: places.map((id) => ({ id, name: id, kind: "country" as const })),
			recipes: [
				{ recipe: "ore", good: "ore", quantity: 1, kind: "output", ...sourced },
				{
					recipe: "metal",
					good: "ore",
					quantity: -1.5,
					kind: "essential",
					...sourced,
				},
				{
					recipe: "metal",
					good: "metal",
					quantity: 1,
					kind: "output",
					...sourced,
				},
				{
					recipe: "product",
					good: "metal",
					quantity: -0.3,
					kind: "essential",
					...sourced,
				},
				{
					recipe: "product",
					good: "product",
					quantity: 1,
					kind: "output",
					...sourced,
				},
			],
			processes: ["A", "B"].flatMap((place) =>
				goods.map((good) => ({
					id: `${good} ${place}`,
					place,
					recipe: good,
					activity: 100,
					capacity: 150,
					...sourced,
				})),
			),
			lanes: unique([
				...lanes.filter(({ from, to }) => from !== to),
				// C and D make nothing: each needs a supplier.
				{ from: "A", to: "C", good: "product", flow: 10, days: 3, contract: 0 },
				{ from: "B", to: "D", good: "product", flow: 10, days: 9, contract: 1 },
			]).map((lane) => ({ ...lane, ...sourced })),
			stocks: [
				...places.flatMap((place) =>
					goods.map((good) => ({
						place,
						good,
						holder: "use" as const,
						coverDays: cover,
						release: "short" as const,
						...sourced,
					})),
				),
				{
					place: "A",
					good: "metal",
					holder: "strategic" as const,
					quantity: reserve,
					release,
					...sourced,
				},
			],
			demands: places.map((place, index) => ({
				place,
				good: "product",
				rate: rates[index] ?? 1,
				priority: index,
				unmet: waits ? ("wait" as const) : ("lost" as const),
				...sourced,
			})),
			measures,
			scenarios: [
				{
					id: "now",
					title: "now",
					measures: measures.map(({ id }) => id),
					from: dayOf(0),
					days,
				},
			],
		}),
	);

const rules: fc.Arbitrary<Rules> = fc.record({
	stepDays: fc.constantFrom(1, 7),
	rationing: fc.constantFrom(
		"proportional" as const,
		"home first" as const,
		"contract first" as const,
		"priority" as const,
	),
	slowdown: fc.constantFrom(0, 0.8),
	overproductionMax: fc.constantFrom(1, 1.25),
	overproductionDays: fc.constant(365),
	restockDays: fc.constantFrom(7, 30, 60),
	reorder: fc.constantFrom("used" as const, "wanted" as const),
	switching: fc.constantFrom(
		"none" as const,
		"capacity" as const,
		"spare" as const,
	),
	switchDays: fc.constantFrom(1, 180),
	tariffElasticity: fc.constant(3),
	threshold: fc.constant(0.01),
});

function dayOf(day: number): string {
	return new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
}

function unique<
	T extends {
		readonly from: string;
		readonly to: string;
		readonly good: string;
	},
>(lanes: readonly T[]): readonly T[] {
	return [
		...new Map(
			lanes.map((lane) => [`${lane.from} ${lane.to} ${lane.good}`, lane]),
		).values(),
	];
}

/** Runs a world and hands every step to the check, with all that a check may want to look at. */
function played120(
	world: Network,
	rules: Rules,
	check: (at: ReturnType<typeof look>) => void,
) {
	const compiled = compile(world);
	const chain = chainOf(compiled, rules);
	const scenario = world.scenarios[0];
	if (scenario === undefined) throw new Error("no scenario");
	const { effects } = played(
		compiled,
		chain,
		measuresOf(world, scenario.measures),
		scenario.from,
		days,
	);
	play(chain, effects, rules, Math.ceil(days / rules.stepDays), {
		ended: (step, state, pressure) =>
			check(look(compiled, chain, state, pressure, step)),
	});
}

function look(
	compiled: Compiled,
	chain: ReturnType<typeof chainOf>,
	state: Parameters<NonNullable<Watch["ended"]>>[1],
	pressure: Parameters<NonNullable<Watch["ended"]>>[2],
	step: number,
) {
	/** What there is of each good: held, at sea, left over, in reserve. */
	const present = new Float64Array(goods.length);
	for (let slot = 0; slot < chain.slotAgent.length; slot++)
		present[compiled.slotGood[slot]] += state.stock[slot] + state.transit[slot];
	for (let output = 0; output < chain.outputLine.length; output++)
		present[compiled.outputGood[output]] += state.leftover[output];
	for (const [index, reserve] of chain.reserves.entries())
		present[
			compiled.network.goods.findIndex(
				({ id }) => id === compiled.network.stocks[reserve.stock]?.good,
			)
		] += state.reserve[index];
	/** What the step made less what it used up. */
	const net = new Float64Array(goods.length);
	for (let output = 0; output < chain.outputLine.length; output++)
		net[compiled.outputGood[output]] +=
			chain.outputQuantity[output] * state.activity[chain.outputLine[output]];
	for (let slot = 0; slot < chain.slotAgent.length; slot++)
		net[compiled.slotGood[slot]] -=
			chain.slotQuantity[slot] * state.activity[chain.slotAgent[slot]];
	return { compiled, chain, state, pressure, step, present, net };
}

describe("in every random world, under every rule", () => {
	it("each good is conserved at each step: what there is grows by what is made less what is used", () => {
		fc.assert(
			fc.property(world, rules, (network, rules) => {
				let before: Float64Array | undefined;
				played120(network, rules, ({ present, net }) => {
					for (let good = 0; good < goods.length; good++)
						if (before !== undefined)
							expect(
								Math.abs(present[good] - before[good] - net[good]),
							).toBeLessThanOrEqual(1e-9 * Math.max(1, present[good]));
					before = present;
				});
			}),
			{ numRuns: 150, seed: 20261110 },
		);
	});

	it("nothing passes a lane beyond what its measures and capacity allow, and nothing at all passes a full ban", () => {
		fc.assert(
			fc.property(world, rules, (network, rules) => {
				played120(network, rules, ({ state, pressure, chain, step }) => {
					for (let lane = 1; lane < chain.laneCount; lane++)
						if (Number.isFinite(pressure.laneAllowed[lane]))
							expect(state.laneSent[lane]).toBeLessThanOrEqual(
								pressure.laneAllowed[lane] * (1 + 1e-12) + 1e-12,
							);
					for (const { measure, lanes, periods } of pressure.effects)
						if (
							measure.kind === "ban" &&
							measure.strength === 1 &&
							periods.some(
								({ start, end }) =>
									start <= step * rules.stepDays && step * rules.stepDays < end,
							)
						)
							for (const lane of lanes) expect(state.laneSent[lane]).toBe(0);
				});
			}),
			{ numRuns: 150, seed: 55 },
		);
	});

	it("no stock, reserve, leftover or shipment is ever negative or not a number", () => {
		fc.assert(
			fc.property(world, rules, (network, rules) => {
				played120(network, rules, ({ state }) => {
					for (const amounts of [
						state.stock,
						state.reserve,
						state.leftover,
						state.claim,
						state.sent,
						state.activity,
						state.waiting,
					])
						expect(amounts.every((value) => value >= 0)).toBe(true);
					expect(state.transit.every((value) => value >= -1e-9)).toBe(true);
				});
			}),
			{ numRuns: 100, seed: 57 },
		);
	});

	it("a run without measures stays at the base year", () => {
		fc.assert(
			fc.property(world, rules, (network, rules) => {
				const calm = {
					...network,
					scenarios: network.scenarios.map((scenario) => ({
						...scenario,
						measures: [],
					})),
				};
				for (const demand of stress(calm, { scenario: "now", rules }).demands)
					expect(demand.shortfallShare).toBeLessThanOrEqual(1e-9);
			}),
			{ numRuns: 100, seed: 61 },
		);
	});

	it("the same world gives the same bytes", () => {
		fc.assert(
			fc.property(world, rules, (network, rules) => {
				const once = JSON.stringify(
					stress(network, { scenario: "now", rules }),
				);
				expect(
					JSON.stringify(stress(network, { scenario: "now", rules })),
				).toBe(once);
				expect(once).not.toContain("null,null,null,null,null,null");
			}),
			{ numRuns: 40, seed: 62 },
		);
	});
});
