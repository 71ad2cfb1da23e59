import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPackage } from "#files";
import { type Network, network } from "#network";
import {
	drawnFigures,
	type EnsembleOptions,
	type EnsemblePlan,
	type EnsembleResult,
	ensemblePlan,
	ensembleResult,
	rankCorrelation,
	runSamples,
	stress,
	valuesPerDemand,
} from "#stress";
import { defaultPackage, packageFolder } from "#work";
import { variedNetwork } from "./varied.ts";
import { act, held, lane, made, used, world } from "./world.ts";

/** Daily steps, lines that cannot make more than base capacity, buyers that do not switch: so that each world shows one thing. */
const still = {
	stepDays: 1,
	overproductionMax: 1,
	switching: "none",
} as const;

/** C digs one tonne of metal a day and ships it to J, where it becomes one magnet a day, used there; C bans it from day 0 on. */
function chain(
	more: {
		low?: number;
		high?: number;
		strength?: number;
		range?: { low: number; high: number };
		acts?: Network["measures"];
	} = {},
): Network {
	const { low = 5, high = 30 } = more;
	return world({
		makes: [made("C", "metal", 1), made("J", "magnet", 1, { metal: 1 })],
		lanes: [lane("C", "J", "metal", 1)],
		stocks: [held("J", "metal", 10, { low, high })],
		uses: [used("J", "magnet", 1)],
		acts: more.acts ?? [
			act("ban", "C", { strength: more.strength ?? 1, ...more.range }),
		],
	});
}

function ran(
	world: Network,
	options: Partial<EnsembleOptions> = {},
): { readonly plan: EnsemblePlan; readonly result: EnsembleResult } {
	const plan = ensemblePlan(world, {
		scenario: "now",
		runs: 100,
		rules: still,
		...options,
	});
	const runs = plan.cube.runs;
	return { plan, result: ensembleResult(plan, [runSamples(plan, 0, runs)]) };
}

function only<Item>([item]: readonly Item[]): Item {
	if (item === undefined) throw new Error("nothing there");
	return item;
}

describe("a world in which the cover of one stock is all that is uncertain", () => {
	const { plan, result } = ran(chain());
	const demand = only(result.demands);
	const covers = Array.from(
		{ length: 100 },
		(_, run) => drawnFigures(plan, run)[0] ?? Number.NaN,
	);

	// J holds c tonnes and uses one a day: whole days until floor(c), and on that day c − floor(c) t, which is short unless 0.99 t or more.
	it("each run is short from the day the cover ends, and misses all after it", () => {
		const { values } = runSamples(plan, 0, 100);
		for (const [run, cover] of covers.entries()) {
			expect(values[run * valuesPerDemand]).toBe(Math.floor(cover + 0.01));
			expect(values[run * valuesPerDemand + 1]).toBeCloseTo(100 - cover, 9);
		}
	});

	// Stratum 4 of 100 lies between 5 + 5 · 0.08 = 5.4 and 5.5 days, stratum 24 between 7.4 and 7.5, stratum 49 between 9.9 and 10 (short on
	// day 9, or on day 10 from 9.99 on), stratum 74 between 10 + 20 · 0.48 = 19.6 and 20, stratum 94 between 27.6 and 28. What is missing
	// counts from the other end: its 50th value belongs to stratum 50, between 10 and 10.4 days.
	it("its quantiles are those of the cover", () => {
		const { p5, p25, p50, p75, p95, never } = demand.firstShortfallDay;
		expect([p5, p25, p75, p95, never]).toEqual([5, 7, 19, 27, false]);
		expect([9, 10]).toContain(p50);
		expect(demand.probability).toBe(1);
		expect(demand.shortfall.p50).toBeGreaterThan(89.6);
		expect(demand.shortfall.p50).toBeLessThan(90);
		expect(demand.shortfallShare.p5).toBeCloseTo(demand.shortfall.p5 / 100, 12);
	});

	it("the cover drives all that is missing: more of it, less missing", () => {
		expect(result.figures).toHaveLength(1);
		expect(only(result.drivers).correlation).toBeCloseTo(-1, 12);
		expect(only(demand.drivers).correlation).toBeCloseTo(-1, 12);
		expect(only(demand.drivers).says).toBe(
			"metal that users in J hold: 5 to 30 days, stated 10",
		);
	});

	// Days are whole, so covers of one day tie; but for ties they rise together.
	it("and the first short day: more of it, later", () => {
		const days = covers.map((cover) => Math.floor(cover + 0.01));
		const expected = rankCorrelation(covers, days);
		expect(only(demand.drivers).withFirstDay).toBeCloseTo(expected ?? 0, 12);
		expect(expected).toBeGreaterThan(0.99);
	});

	it("the run as stated stands beside: day 10, 90 t, 90 USD", () => {
		expect(demand.stated.firstShortfallDay).toBe(10);
		expect(demand.stated.shortfall).toBeCloseTo(90, 9);
		expect(result.statedUsd).toBeCloseTo(90, 9);
	});

	it("says so in one sentence", () => {
		expect(result.says).toMatch(
			/^Something runs short within 100 days in 100 % of 100 runs; value missing 89\.\d USD in the middle run, in 90 % of runs 71\.\d USD to 94\.\d USD\.$/,
		);
	});
});

describe("a world in which the strength of a ban is all that is uncertain", () => {
	// The ban withholds the share s, stated 0.5, from 0 to 1: the stock of 10 t falls by s t a day, and day j is short once 10 − j · s < 0.99,
	// so j > 9.01 / s: within 100 days if s > 0.0910, in strata 10 to 99 and in most of stratum 9. The middle run is that of stratum 50, s
	// between 0.50 and 0.51: day 18, or 19 below 0.5006.
	const { result } = ran(
		chain({ low: 10, high: 10, strength: 0.5, range: { low: 0, high: 1 } }),
	);
	const demand = only(result.demands);

	it("some runs never run short, and late quantiles say never", () => {
		expect(result.figures.map(({ table }) => table)).toEqual(["measures"]);
		expect([0.9, 0.91]).toContain(demand.probability);
		expect(demand.firstShortfallDay.p95).toBeNull();
		expect(demand.firstShortfallDay.never).toBe(true);
		expect([18, 19]).toContain(demand.firstShortfallDay.p50);
	});

	// Equal where nothing is missing, rising elsewhere.
	it("a stricter ban makes more missing, sooner", () => {
		expect(only(demand.drivers).correlation).toBeGreaterThan(0.99);
		expect(only(demand.drivers).withFirstDay).toBeLessThan(-0.99);
	});
});

describe("a world in which nothing is uncertain", () => {
	const { result, plan } = ran(chain({ low: 10, high: 10 }), { runs: 7 });
	const demand = only(result.demands);

	it("has the run as stated in every quantile, and no drivers", () => {
		const days = { p5: 10, p25: 10, p50: 10, p75: 10, p95: 10 };
		expect(demand.firstShortfallDay).toEqual({ ...days, never: false });
		for (const [spread, stated] of [
			[demand.shortfall, demand.stated.shortfall],
			[demand.shortfallShare, demand.stated.shortfallShare],
			[demand.shortfallUsd, demand.stated.shortfallUsd],
			[result.shortfallUsd, result.statedUsd],
		])
			for (const value of Object.values(spread ?? {}))
				expect(value).toBe(stated);
		expect(result.figures).toEqual([]);
		expect(result.drivers).toEqual([]);
		expect(plan.demands).toHaveLength(1);
	});
});

describe("a world without measures", () => {
	it("never runs short, whatever its figures: the base year answers to them", () => {
		const { result } = ran(chain({ acts: [] }));
		expect(result.probability).toBe(0);
		expect(result.says).toBe(
			"Nothing runs short within 100 days in any of 100 runs.",
		);
		const { firstShortfallDay, shortfall, drivers } = only(result.demands);
		expect(firstShortfallDay).toEqual({
			p5: null,
			p25: null,
			p50: null,
			p75: null,
			p95: null,
			never: true,
		});
		expect(shortfall.p95).toBe(0);
		expect(drivers).toEqual([]);
		expect(result.drivers).toEqual([]);
	});
});

const ranged = fc.record({
	metalCover: fc.tuple(
		fc.integer({ min: 0, max: 20 }),
		fc.integer({ min: 0, max: 40 }),
	),
	content: fc.double({ min: 0.2, max: 0.9, noNaN: true }),
	rate: fc.double({ min: 0.2, max: 0.9, noNaN: true }),
	flow: fc.double({ min: 0, max: 0.9, noNaN: true }),
	strength: fc.double({ min: 0, max: 1, noNaN: true }),
	kind: fc.constantFrom(
		"ban" as const,
		"licence" as const,
		"quota" as const,
		"tariff" as const,
		"closure" as const,
		"content rule" as const,
	),
	rationing: fc.constantFrom(
		"proportional" as const,
		"home first" as const,
		"contract first" as const,
		"priority" as const,
	),
	seed: fc.integer({ min: 0, max: 1000 }),
});

/** A users' stock given as an amount. */
function amountHeld(
	place: string,
	good: string,
	quantity: number,
	low: number,
	high: number,
): Network["stocks"][number] {
	const { coverDays: _, ...stock } = held(place, good, 0);
	return { ...stock, quantity, low, high };
}

/**
 * C and V dig metal, V makes some of it of C's ore; J and K make magnets of both, J also digs a little itself; J and K use magnets, and K
 * sells some to J. Every figure has a range, wide enough that home use comes and goes.
 */
function rangedWorld(figures: {
	readonly metalCover: readonly [number, number];
	readonly content: number;
	readonly rate: number;
	readonly flow: number;
	readonly strength: number;
	readonly kind:
		| "ban"
		| "licence"
		| "quota"
		| "tariff"
		| "closure"
		| "content rule";
}): Network {
	const around = (value: number, spread: number) => ({
		low: value * spread,
		high: value / spread,
	});
	const parts = world({
		makes: [
			made("C", "ore", 8),
			made("C", "metal", 6, { ore: 1 }, { also: { slag: 0.5 } }),
			made("V", "metal", 2, { ore: 1 }),
			made("J", "metal", 0.2),
			made("J", "magnet", 3, { metal: 1 }),
			made(
				"K",
				"magnet",
				4,
				{ metal: 1, slag: 0.1 },
				{ kind: "half-critical" },
			),
			made("K", "alloy", 1, { metal: 1 }),
		],
		lanes: [
			lane("C", "V", "ore", 2, { days: 3 }),
			lane("C", "J", "metal", 2, { days: 5, contract: 0.5 }),
			lane("V", "J", "metal", 1, { days: 2 }),
			lane("C", "K", "metal", 4),
			lane("V", "K", "metal", 1),
			lane("C", "K", "slag", 0.4),
			lane("K", "J", "magnet", 1, { days: 4 }),
		],
		stocks: [
			held("J", "metal", 10, {
				low: figures.metalCover[0],
				high: figures.metalCover[1],
			}),
			amountHeld("K", "metal", 30, 5, 90),
			held("J", "metal", 20, {
				holder: "strategic",
				release: "empty",
				low: 0,
				high: 60,
			}),
			held("J", "magnet", 3),
		],
		uses: [
			used("J", "magnet", 4, { priority: 1 }),
			used("K", "magnet", 3, { unmet: "wait" }),
			used("K", "alloy", 1),
		],
		acts: [
			act(figures.kind, "C", {
				strength:
					figures.kind === "quota" ? 300 * figures.strength : figures.strength,
				low: 0,
				high: figures.kind === "quota" ? 400 : 1,
			}),
		],
	});
	const year = 365;
	return network({
		...parts,
		recipes: parts.recipes.map((row) =>
			row.quantity < 0
				? { ...row, ...around(row.quantity, figures.content) }
				: row,
		),
		demands: parts.demands.map((row) => ({
			...row,
			...around(row.rate, figures.rate),
		})),
		lanes: parts.lanes.map((row) => ({
			...row,
			low: row.flow * figures.flow,
			high: row.flow + year,
		})),
		processes: parts.processes.map((row) => ({
			...row,
			...around(row.activity, figures.rate),
		})),
	});
}

describe("a run of an ensemble", () => {
	// The short way (arrays written anew) against the long one (rows written anew, checked by nobody, compiled, played with all its causes).
	it("is the run of stress on a network with the sample's figures in its rows, to the bit", () => {
		fc.assert(
			fc.property(ranged, ({ seed, rationing, ...figures }) => {
				const varied = rangedWorld(figures);
				const rules = { stepDays: 2, rationing };
				const plan = ensemblePlan(varied, {
					scenario: "now",
					runs: 12,
					seed,
					rules,
				});
				const block = runSamples(plan, 0, 12);
				const { values } = block;
				const result = ensembleResult(plan, [block]);
				// JSON knows no NaN and no Infinity: what comes back changed held one.
				expect(JSON.parse(JSON.stringify(result))).toEqual(result);
				for (let run = 0; run < 12; run += 5) {
					const { demands } = stress(variedNetwork(plan, run), {
						scenario: "now",
						rules,
					});
					for (const [index, { stated }] of plan.demands.entries()) {
						const row = demands.find(
							({ place, good }) =>
								place === stated.place && good === stated.good,
						);
						const at = (run * plan.demands.length + index) * valuesPerDemand;
						expect(values[at]).toBe(row?.firstShortfallDay ?? Infinity);
						expect(values[at + 1]).toBe(row?.shortfall);
					}
				}
			}),
			{ numRuns: 60 },
		);
	});

	it.each(["suspension-ends", "suez-closure"])(
		"of the package that ships is so too: %s",
		async (scenario) => {
			const { network: shipped } = await readPackage(
				packageFolder(defaultPackage),
			);
			if (shipped === undefined) throw new Error("the package has errors");
			const plan = ensemblePlan(shipped, { scenario, runs: 1000 });
			expect(plan.figures.length).toBeGreaterThan(100);
			for (const run of [0, 421, 999]) {
				const { values } = runSamples(plan, run, run + 1);
				const { demands } = stress(variedNetwork(plan, run), {
					scenario,
					rules: { stepDays: 7 },
				});
				const amounts = new Map(
					demands.map(({ place, good, shortfall }) => [
						`${place} ${good}`,
						shortfall,
					]),
				);
				expect(plan.demands.length).toBe(amounts.size);
				for (const [index, { stated }] of plan.demands.entries())
					expect(values[index * valuesPerDemand + 1]).toBe(
						amounts.get(`${stated.place} ${stated.good}`),
					);
			}
		},
	);

	it("does not depend on which runs go before it, or in how many pieces", () => {
		const plan = ensemblePlan(
			rangedWorld({
				metalCover: [0, 40],
				content: 0.5,
				rate: 0.5,
				flow: 0.5,
				strength: 1,
				kind: "ban",
			}),
			{ scenario: "now", runs: 40, varyRules: true },
		);
		const whole = runSamples(plan, 0, 40);
		const pieces = [
			runSamples(plan, 25, 40),
			runSamples(plan, 0, 1),
			runSamples(plan, 1, 25),
		];
		expect(ensembleResult(plan, pieces)).toEqual(ensembleResult(plan, [whole]));
		expect([...runSamples(plan, 39, 40).values]).toEqual([
			...whole.values.subarray(-plan.demands.length * valuesPerDemand),
		]);
	});

	it("with uncertain order rules draws those that are numbers, and changes nothing else that is drawn", () => {
		const plain = ensemblePlan(chain(), { scenario: "now", runs: 10 });
		const rules = ensemblePlan(chain(), {
			scenario: "now",
			runs: 10,
			varyRules: true,
		});
		expect(
			rules.figures.map(({ table, field }) => `${table} ${field}`),
		).toEqual([
			"stocks coverDays",
			"rules slowdown",
			"rules overproductionMax",
			"rules overproductionDays",
			"rules restockDays",
			"rules switchDays",
			"rules tariffElasticity",
		]);
		expect(drawnFigures(rules, 3)[0]).toBe(drawnFigures(plain, 3)[0]);
	});
});

describe("more runs", () => {
	it("leave the figures, the demands and the run as stated as they are", () => {
		const few = ran(chain(), { runs: 20 }).result;
		const many = ran(chain(), { runs: 200 }).result;
		expect(many.figures).toEqual(few.figures);
		expect(many.demands.map(({ stated }) => stated)).toEqual(
			few.demands.map(({ stated }) => stated),
		);
		expect(many.statedUsd).toBe(few.statedUsd);
		expect(many.chance).toBeLessThan(few.chance);
	});
});

describe("an ensemble that was cancelled", () => {
	const plan = ensemblePlan(chain(), {
		scenario: "now",
		runs: 100,
		rules: still,
	});

	it("rests on the runs done until then, and says so", () => {
		const result = ensembleResult(plan, [
			runSamples(plan, 40, 60),
			runSamples(plan, 0, 10),
		]);
		expect(result.outcome).toBe("cancelled");
		expect(result.runsDone).toBe(30);
		expect(result.says).toContain("in 100 % of 30 of 100 runs");
		expect(only(result.drivers).correlation).toBeCloseTo(-1, 12);
	});

	it("before the first run has no intervals, and nothing that is not a number", () => {
		const result = ensembleResult(plan, []);
		expect(result).toMatchObject({
			outcome: "cancelled",
			runsDone: 0,
			demands: [],
			shortfallUsd: null,
			drivers: [],
			says: "Cancelled before the first run was done.",
		});
		expect(JSON.parse(JSON.stringify(result))).toEqual(result);
	});

	it("counts a run once, however often it comes", () => {
		const block = runSamples(plan, 0, 10);
		expect(
			ensembleResult(plan, [block, runSamples(plan, 5, 12), block]).runsDone,
		).toBe(12);
	});
});

describe("what an ensemble cannot be asked", () => {
	const ask = (options: Partial<EnsembleOptions>) => () =>
		ensemblePlan(chain(), { scenario: "now", runs: 10, ...options });

	it.each([0, -1, 1.5, 1_000_001, Number.NaN])("%d runs", (runs) => {
		expect(ask({ runs })).toThrow(
			expect.objectContaining({ code: "stress.bad-ensemble" }),
		);
	});

	it.each([-1, 0.5, 2 ** 32])("seed %d", (seed) => {
		expect(ask({ seed })).toThrow(
			expect.objectContaining({ code: "stress.bad-ensemble" }),
		);
	});

	it("scenarios, areas and rules that there are not, as of stress", () => {
		for (const [options, code] of [
			[{ scenario: "never" }, "stress.unknown-scenario"],
			[{ for: "Atlantis" }, "stress.unknown-area"],
			[{ good: "gold" }, "stress.unknown-good"],
			[{ rules: { stepDays: 0 } }, "stress.bad-rule"],
			[{ days: 0 }, "stress.bad-rule"],
		] as const)
			expect(ask(options)).toThrow(expect.objectContaining({ code }));
	});

	it("blocks of another ensemble", () => {
		const plan = ask({})();
		const bad = { from: 0, to: 10, values: new Float64Array(3) };
		expect(() => ensembleResult(plan, [bad])).toThrow(
			expect.objectContaining({ code: "stress.bad-ensemble" }),
		);
	});

	it("a place where nothing is used: the answer is that nothing can run short", () => {
		const { result } = ran(chain(), { for: "C" });
		expect(result.demands).toEqual([]);
		expect(result.probability).toBe(0);
		expect(result.says).toBe(
			"Nothing is used there, so nothing can run short.",
		);
	});
});
