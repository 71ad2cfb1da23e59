import { formatQuantity } from "#network";
import type { EnsemblePlan, PlannedDemand } from "./ensemble.ts";
import { type Driver, driversOf } from "./ensemble-driver.ts";
import { type Outcomes, outcomesOf } from "./ensemble-outcome.ts";
import {
	type DaySpread,
	daySpreadOf,
	type Spread,
	spreadOf,
} from "./ensemble-spread.ts";
import type { DemandResult, MeasurePeriods } from "./result.ts";
import type { Rules } from "./rules.ts";
import { quantile } from "./sample.ts";
import type { Block } from "./sample-block.ts";
import { type UncertainFigure, valueAt } from "./sample-figure.ts";
import { worth } from "./sample-words.ts";

/** A final use over the runs of an ensemble. */
export interface EnsembleDemand
	extends Pick<
		DemandResult,
		"place" | "good" | "name" | "unit" | "year" | "confidence" | "source"
	> {
	/** Share of the runs in which it runs short within the horizon, 0 to 1. */
	readonly probability: number;
	readonly firstShortfallDay: DaySpread;
	/** Amount missing, in `unit`. */
	readonly shortfall: Spread;
	/** The same as a share of the use over the horizon, 0 to 1. */
	readonly shortfallShare: Spread;
	/** The same in USD; null if neither value nor price is known. */
	readonly shortfallUsd: Spread | null;
	/** The run with the figures as stated. */
	readonly stated: Pick<
		DemandResult,
		"firstShortfallDay" | "shortfall" | "shortfallShare" | "shortfallUsd"
	>;
	/** Figures that drive the amount missing beyond chance, the strongest first, at most five. */
	readonly drivers: readonly Driver[];
}

/** What the runs of an ensemble found. */
export interface EnsembleResult {
	/** Whether all runs asked for were done, or the result rests on those done until it was cancelled. */
	readonly outcome: "done" | "cancelled";
	readonly scenario: string;
	readonly title: string;
	readonly assumptions: string;
	/** Day 0, ISO 8601. */
	readonly from: string;
	readonly for: string;
	readonly network: { readonly id: string; readonly version: string };
	readonly allocation: "orders";
	/** The rules as stated; where rules are uncertain, they are among the figures too. */
	readonly rules: Rules;
	readonly horizonDays: number;
	readonly stepDays: number;
	/** Runs asked for. */
	readonly runs: number;
	/** Runs that the result rests on. */
	readonly runsDone: number;
	readonly seed: number;
	/** The answer in one sentence. */
	readonly says: string;
	/** Share of the runs in which anything asked for runs short, 0 to 1. */
	readonly probability: number;
	/** USD of all shortfalls of a run; null before the first run. */
	readonly shortfallUsd: Spread | null;
	/** The same in the run with the figures as stated. */
	readonly statedUsd: number;
	/** Demands asked for, the largest value missing in the middle run first; none before the first run. */
	readonly demands: readonly EnsembleDemand[];
	/** All uncertain figures, each drawn on its own. */
	readonly figures: readonly UncertainFigure[];
	/** All figures by how far they drive the total USD, the strongest first; empty where the total never varies. */
	readonly drivers: readonly Driver[];
	/** Correlations below this size are no more than chance among so many figures. */
	readonly chance: number;
	/** Measures of the scenario and when they bite within the horizon. */
	readonly measures: readonly MeasurePeriods[];
}

/**
 * Returns what the runs of an ensemble found: probabilities, intervals, and the figures that drive them.
 *
 * Blocks may come in any order and from any number of workers; where runs are missing, the outcome is `cancelled`.
 * Edge cases: without any run there are no demands and no interval; an outcome that never varies has no drivers; nothing is ever NaN.
 * Fault: `stress.bad-ensemble` for a block that is none of this ensemble's.
 * Cost: O((figures + demands) · runs · log runs + figures · demands · runs).
 *
 * @example
 * const plan = ensemblePlan(network, { scenario: "now", runs: 100 });
 * ensembleResult(plan, [runSamples(plan, 0, 100)]).outcome // "done"
 */
export function ensembleResult(
	plan: EnsemblePlan,
	blocks: readonly Block[],
): EnsembleResult {
	const { stated, cube } = plan;
	const outcomes = outcomesOf(plan, blocks);
	const runsDone = outcomes.samples.length;
	const drivers = driversOf(plan, outcomes);
	const shortfallUsd = runsDone === 0 ? null : spreadOf(outcomes.usd);
	const demands = runsDone === 0 ? [] : demandsOf(plan, outcomes, drivers);
	return {
		outcome: runsDone === cube.runs ? "done" : "cancelled",
		scenario: stated.scenario,
		title: stated.title,
		assumptions: stated.assumptions,
		from: stated.from,
		for: stated.for,
		network: stated.network,
		allocation: "orders",
		rules: stated.rules,
		horizonDays: stated.horizonDays,
		stepDays: stated.stepDays,
		runs: cube.runs,
		runsDone,
		seed: cube.seed,
		says: sentence(plan, outcomes, shortfallUsd),
		probability: runsDone === 0 ? 0 : outcomes.short / runsDone,
		shortfallUsd,
		statedUsd: stated.shortfallUsd,
		demands,
		figures: plan.figures,
		drivers: drivers.total,
		chance: drivers.chance,
		measures: stated.measures,
	};
}

function demandsOf(
	plan: EnsemblePlan,
	outcomes: Outcomes,
	drivers: ReturnType<typeof driversOf>,
): readonly EnsembleDemand[] {
	return plan.demands
		.map((demand, index) => ({
			index,
			row: demandOf(plan, outcomes, index, demand, drivers.demands[index]),
		}))
		.sort(
			(a, b) =>
				weight(b.row, "p50") - weight(a.row, "p50") ||
				weight(b.row, "p95") - weight(a.row, "p95") ||
				b.row.probability - a.row.probability ||
				b.row.shortfallShare.p50 - a.row.shortfallShare.p50 ||
				a.index - b.index,
		)
		.map(({ row }) => row);
}

function weight(row: EnsembleDemand, level: "p50" | "p95"): number {
	return row.shortfallUsd?.[level] ?? 0;
}

function demandOf(
	plan: EnsemblePlan,
	{ first, amount, samples }: Outcomes,
	index: number,
	{ stated, value, at }: PlannedDemand,
	drivers: readonly Driver[],
): EnsembleDemand {
	const days = first[index];
	const missing = amount[index];
	const use = useOf(plan, at);
	const { place, good, name, unit, year, confidence, source } = stated;
	return {
		place,
		good,
		name,
		unit,
		year,
		confidence,
		source,
		probability: days.filter(Number.isFinite).length / days.length,
		firstShortfallDay: daySpreadOf(days),
		shortfall: spreadOf(missing),
		shortfallShare: spreadOf(
			missing.map((each, run) => each / use(samples[run])),
		),
		shortfallUsd:
			value === undefined
				? null
				: spreadOf(missing.map((each) => each * value)),
		stated: {
			firstShortfallDay: stated.firstShortfallDay,
			shortfall: stated.shortfall,
			shortfallShare: stated.shortfallShare,
			shortfallUsd: stated.shortfallUsd,
		},
		drivers,
	};
}

/** What a demand uses over the horizon in each run, never 0. */
function useOf(
	{ figures, cube, rules, steps, network }: EnsemblePlan,
	demand: number,
): (sample: number) => number {
	const figure = figures.findIndex(
		({ table, at }) => table === "demands" && at === demand,
	);
	const horizon = (rate: number) =>
		Math.max(rate * (rules.stepDays / 365) * steps, Number.MIN_VALUE);
	const stated = horizon(network.demands[demand].rate);
	return (sample) =>
		figure < 0
			? stated
			: horizon(valueAt(figures[figure], quantile(cube, figure, sample)));
}

function sentence(
	{ stated, demands, cube }: EnsemblePlan,
	{ samples, short }: Outcomes,
	usd: Spread | null,
): string {
	const runs = samples.length;
	if (demands.length === 0)
		return "Nothing is used there, so nothing can run short.";
	if (usd === null) return "Cancelled before the first run was done.";
	const of = `${formatQuantity(runs)}${runs < cube.runs ? ` of ${formatQuantity(cube.runs)}` : ""} runs`;
	if (short === 0)
		return `Nothing runs short within ${stated.horizonDays} days in any of ${of}.`;
	return `Something runs short within ${stated.horizonDays} days in ${((100 * short) / runs).toFixed(0)} % of ${of}; value missing ${worth(usd.p50)} in the middle run, in 90 % of runs ${worth(usd.p5)} to ${worth(usd.p95)}.`;
}
