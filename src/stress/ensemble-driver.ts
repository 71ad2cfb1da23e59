import {
	chanceCorrelation,
	correlation,
	deviations,
	deviationsOf,
} from "./driver.ts";
import type { EnsemblePlan } from "./ensemble.ts";
import type { Outcomes } from "./ensemble-outcome.ts";
import { type Hypercube, quantile, stratum } from "./sample.ts";
import { type UncertainFigure, valueAt } from "./sample-figure.ts";

/** How far a figure drives an outcome. */
export interface Driver {
	/** Position of the figure in the result's list of figures. */
	readonly figure: number;
	/** Spearman's rank correlation of the figure's size with the amount or value missing, −1 to 1. */
	readonly correlation: number;
	/** The same with the first short day, where one demand is looked at; null if that day never varies. */
	readonly withFirstDay?: number | null;
	/** The figure in words. */
	readonly says: string;
}

/** What drives the total and each demand of an ensemble, the strongest first. */
export interface Drivers {
	readonly total: readonly Driver[];
	/** By demand of the plan: those beyond chance, at most five. */
	readonly demands: readonly (readonly Driver[])[];
	/** Correlations below this size are no more than chance. */
	readonly chance: number;
}

const shown = 5;

/** Returns what drives the outcomes of an ensemble. Cost: O(figures · runs · (log runs + demands)). */
export function driversOf(
	{ figures, demands, cube }: EnsemblePlan,
	{ samples, usd, amount, first }: Outcomes,
): Drivers {
	const chance = chanceCorrelation(samples.length, figures.length);
	const ofUsd = deviations(usd);
	const ofAmount = amount.map(deviations);
	const ofDay = new Map<number, Float64Array | null>();
	const dayOf = (demand: number) => {
		const known = ofDay.get(demand);
		if (known !== undefined) return known;
		const found = deviations(first[demand]);
		ofDay.set(demand, found);
		return found;
	};
	const total: Driver[] = [];
	const each: Driver[][] = demands.map(() => []);
	for (const [figure, range] of figures.entries()) {
		const { says } = range;
		const size = deviationsOf(sizeRanks(cube, figure, range, samples));
		if (size === null) continue;
		if (ofUsd !== null)
			total.push({ figure, correlation: correlation(size, ofUsd), says });
		for (const [demand, missing] of ofAmount.entries()) {
			if (missing === null) continue;
			const withAmount = correlation(size, missing);
			if (Math.abs(withAmount) < chance) continue;
			const days = dayOf(demand);
			each[demand].push({
				figure,
				correlation: withAmount,
				withFirstDay: days === null ? null : correlation(size, days),
				says,
			});
		}
	}
	return {
		total: total.sort(byStrength),
		demands: each.map((list) => list.sort(byStrength).slice(0, shown)),
		chance,
	};
}

/**
 * Ranks of a figure's size in the runs done: in the order of their strata, as the size rises with the quantile; where half of the range has
 * no width, its runs share the mean of their ranks.
 */
function sizeRanks(
	cube: Hypercube,
	figure: number,
	range: UncertainFigure,
	samples: Int32Array,
): Float64Array {
	const order = new Int32Array(cube.runs).fill(-1);
	const size = new Float64Array(samples.length);
	for (let run = 0; run < samples.length; run++) {
		const within = stratum(cube, figure, samples[run]);
		const place = quantile(cube, figure, samples[run], within);
		order[within] = run;
		size[run] = Math.abs(valueAt(range, place));
	}
	const inOrder = order.filter((run) => run >= 0);
	const ranks = new Float64Array(samples.length);
	for (let from = 0, to = 0; from < inOrder.length; from = to) {
		while (to < inOrder.length && size[inOrder[to]] === size[inOrder[from]])
			to++;
		for (let at = from; at < to; at++) ranks[inOrder[at]] = (from + to + 1) / 2;
	}
	return ranks;
}

function byStrength(a: Driver, b: Driver): number {
	return (
		Math.abs(b.correlation) - Math.abs(a.correlation) || a.figure - b.figure
	);
}
