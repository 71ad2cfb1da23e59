import {
	type Compiled,
	CounterweightError,
	compile,
	type Network,
	type Scenario,
} from "#network";
import { type Chain, chainOf } from "./chain.ts";
import { measuresOf, type Played, played } from "./effect.ts";
import { play } from "./play.ts";
import type { DemandResult, StressResult } from "./result.ts";
import type { Rules } from "./rules.ts";
import { type Hypercube, quantile } from "./sample.ts";
import type { Block } from "./sample-block.ts";
import {
	type UncertainFigure,
	uncertainFigures,
	valueAt,
} from "./sample-figure.ts";
import { recasting } from "./sample-network.ts";
import { shortfallWatch } from "./sample-shortfall.ts";
import { stress } from "./stress.ts";

/** What an ensemble is asked. */
export interface EnsembleOptions {
	/** Id of one of the network's scenarios, or a scenario. */
	readonly scenario: string | Scenario;
	/** Whose demands to report: a place, a group, or several joined by `+`. Default `WLD`. */
	readonly for?: string;
	/** Report demands of this good or family only. */
	readonly good?: string;
	/** Number of runs, 1 to 1,000,000. */
	readonly runs: number;
	/** Whole number in [0, 2³² − 1], default 1; the same seed gives the same ensemble. */
	readonly seed?: number;
	/** Rules that differ from `defaultRules`; the step is a week unless it is given here. */
	readonly rules?: Partial<Rules>;
	/** Whether the order rules that are numbers are uncertain too. Default no. */
	readonly varyRules?: boolean;
	/** Length of each run in days; default the scenario's. */
	readonly days?: number;
}

/** An ensemble made ready: what is uncertain, whom it is asked for, and all that its runs share. */
export interface EnsemblePlan {
	readonly network: Network;
	readonly scenario: Scenario;
	readonly cube: Hypercube;
	readonly rules: Rules;
	/** Length of each run in steps. */
	readonly steps: number;
	readonly figures: readonly UncertainFigure[];
	/** The demands reported, in the order of the run with the figures as stated. */
	readonly demands: readonly PlannedDemand[];
	/** The run with the figures as stated. */
	readonly stated: StressResult;
	readonly compiled: Compiled;
}

/** A demand that an ensemble reports. */
export interface PlannedDemand {
	/** Index in `network.demands`. */
	readonly at: number;
	/** USD lost with one unit; undefined if neither value nor price is known. */
	readonly value: number | undefined;
	readonly stated: DemandResult;
}

/** Values that a block keeps of each demand in each run: first short day (Infinity if never), and amount missing. */
export const valuesPerDemand = 2;

const mostRuns = 1_000_000;

/**
 * Returns an ensemble made ready to run: which figures are uncertain, and the run with the figures as stated.
 *
 * Uncertain is every figure of the network with a range that can move the run (see `uncertainFigures`), each drawn on its own: piecewise
 * uniform, half of the probability between its low end and the stated figure, half between the stated figure and its high end.
 *
 * Parameters: see `EnsembleOptions`; steps are a week long unless the rules say otherwise, so days come in weeks and covers below a step
 * count as one step for lines. Faults: `stress.bad-ensemble` for a number of runs or a seed out of range, and those of `stress`.
 * Cost: O(rows + edges) and one run.
 *
 * @example
 * ensemblePlan(rareEarths, { scenario: "april-2025", for: "DEU", runs: 1000 }).figures.length
 */
export function ensemblePlan(
	network: Network,
	options: EnsembleOptions,
): EnsemblePlan {
	const { runs, seed = 1 } = options;
	if (!(Number.isInteger(runs) && runs >= 1 && runs <= mostRuns))
		throw new CounterweightError(
			"stress.bad-ensemble",
			`an ensemble has 1 to 1,000,000 runs, not ${runs}; a thousand show the middle, ten thousand the tails`,
		);
	if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32))
		throw new CounterweightError(
			"stress.bad-ensemble",
			`a seed is a whole number from 0 to 4,294,967,295, not ${seed}`,
		);
	const compiled = compile(network);
	const stated = stress(network, {
		scenario: options.scenario,
		...(options.for === undefined ? {} : { for: options.for }),
		...(options.good === undefined ? {} : { good: options.good }),
		...(options.days === undefined ? {} : { days: options.days }),
		rules: { stepDays: 7, ...options.rules },
		compiled,
	});
	const { rules } = stated;
	const scenario =
		network.scenarios.find(({ id }) => id === options.scenario) ??
		(options.scenario as Scenario);
	const { effects } = playedIn(
		compiled,
		chainOf(compiled, rules),
		scenario,
		stated.horizonDays,
	);
	return {
		network,
		scenario,
		cube: { runs, seed },
		rules,
		steps: Math.ceil(stated.horizonDays / rules.stepDays),
		figures: uncertainFigures(
			compiled,
			effects,
			rules,
			options.varyRules ?? false,
		),
		demands: stated.demands.map((demand) => plannedDemand(network, demand)),
		stated,
		compiled,
	};
}

function plannedDemand(network: Network, stated: DemandResult): PlannedDemand {
	const at = network.demands.findIndex(
		({ place, good }) => place === stated.place && good === stated.good,
	);
	const price = network.goods.find(({ id }) => id === stated.good)?.price;
	return { at, value: network.demands[at].value ?? price, stated };
}

function playedIn(
	compiled: Compiled,
	chain: Chain,
	scenario: Scenario,
	days: number,
	strengths?: ReadonlyMap<string, number>,
): Played {
	const measures = measuresOf(compiled.network, scenario.measures).map(
		(measure) => {
			const strength = strengths?.get(measure.id);
			return strength === undefined ? measure : { ...measure, strength };
		},
	);
	return played(compiled, chain, measures, scenario.from, days);
}

/**
 * Returns what some of an ensemble's runs came to: per run and demand the first short day (Infinity if never) and the amount missing.
 *
 * Run i depends on the plan and on i alone, so it does not matter who runs which, in what order, or in how many pieces.
 * Parameters: runs `from` to before `to`, within [0, runs]. Cost: a little more than as many runs of `stress` without its causes.
 *
 * @example
 * runSamples(ensemblePlan(network, { scenario: "now", runs: 100 }), 0, 10).values.length // 10 × demands × 2
 */
export function runSamples(
	plan: EnsemblePlan,
	from: number,
	to: number,
): Block {
	const width = plan.demands.length * valuesPerDemand;
	const values = new Float64Array((to - from) * width);
	const run = sampling(plan);
	for (let sample = from; sample < to; sample++)
		run(sample, values, (sample - from) * width);
	return { from, to, values };
}

/**
 * Returns the values that a run of an ensemble draws, one per figure of the plan, to look at a run by itself.
 *
 * @example
 * drawnFigures(plan, 17)[0] // the first figure in run 17
 */
export function drawnFigures(
	{ figures, cube }: EnsemblePlan,
	run: number,
	into: Float64Array = new Float64Array(figures.length),
): Float64Array {
	for (let index = 0; index < figures.length; index++)
		into[index] = valueAt(figures[index], quantile(cube, index, run));
	return into;
}

/** Returns a function that runs one sample and writes what it came to. */
function sampling(
	plan: EnsemblePlan,
): (sample: number, into: Float64Array, at: number) => void {
	const { network, figures, scenario, compiled, stated } = plan;
	const { horizonDays } = stated;
	const recast = recasting(compiled, figures);
	const drawn = new Float64Array(figures.length);
	const base = playedIn(
		compiled,
		chainOf(compiled, plan.rules),
		scenario,
		horizonDays,
	);
	const users = Int32Array.from(plan.demands, ({ at }) => at);
	return (sample, into, at) => {
		drawnFigures(plan, sample, drawn);
		const rules = rulesOf(plan, drawn);
		const varied = recast(drawn);
		const chain = chainOf(varied, rules);
		const strengths = new Map<string, number>();
		for (const [index, { table, at: row }] of figures.entries())
			if (table === "measures")
				strengths.set(network.measures[row].id, drawn[index]);
		const { effects, origins } =
			base.origins === undefined
				? { effects: withStrengths(base, strengths), origins: undefined }
				: playedIn(varied, chain, scenario, horizonDays, strengths);
		play(
			chain,
			effects,
			rules,
			plan.steps,
			shortfallWatch(chain, rules, users, into, at),
			origins,
		);
	};
}

function rulesOf({ figures, rules }: EnsemblePlan, drawn: Float64Array): Rules {
	const varied: Record<string, number> = {};
	for (const [index, { table, field }] of figures.entries())
		if (table === "rules") varied[field] = drawn[index];
	return { ...rules, ...varied };
}

/** What the measures touch stays as it is while origins are not followed; only their strengths differ. */
function withStrengths(
	{ effects }: Played,
	strengths: ReadonlyMap<string, number>,
): Played["effects"] {
	if (strengths.size === 0) return effects;
	return effects.map((effect) => {
		const strength = strengths.get(effect.measure.id);
		return strength === undefined
			? effect
			: { ...effect, measure: { ...effect.measure, strength } };
	});
}
