import {
	type Compiled,
	CounterweightError,
	compile,
	type Network,
} from "#network";
import type { Solver } from "#program";
import { chainOf } from "./chain.ts";
import { limitsOf, type Span } from "./coordinated-limits.ts";
import { poolsOf } from "./coordinated-pool.ts";
import type { CoordinatedParts } from "./coordinated-program.ts";
import { measuresOf, played } from "./effect.ts";
import type { Effect } from "./pressure.ts";
import type { StressResult } from "./result.ts";
import { type StressOptions, stress } from "./stress.ts";

/** What a coordinated run is asked. */
export interface CoordinatedOptions extends StressOptions {
	readonly solver: Solver;
	/** Length of a step in days, 1 to 31; default the rules', else 7. */
	readonly stepDays?: number;
	/** Day of the announcement, counted from the scenario's day 0, −3650 to the run's last; default 0, so that nobody stocks up in advance. Planning begins with the first step from then on. */
	readonly announcementDay?: number;
	/** Seconds that each solve may take; default the solver's. */
	readonly timeLimit?: number;
}

/** A coordinated run before it is solved. */
export interface Plan {
	/** The same question answered by `orders`. */
	readonly asked: StressResult;
	readonly compiled: Compiled;
	readonly parts: CoordinatedParts;
	readonly effects: readonly Effect[];
	/** USD, or what the weights are in, of a weight of 1. */
	readonly scale: number;
}

/** Returns what a coordinated run is made of, and the same run of `orders`. */
export function planOf(network: Network, options: CoordinatedOptions): Plan {
	const compiled = options.compiled ?? compile(network);
	const stepDays = options.stepDays ?? options.rules?.stepDays ?? 7;
	const asked = stress(network, {
		...options,
		compiled,
		rules: { ...options.rules, stepDays },
	});
	const { rules, horizonDays: days, from } = asked;
	const span = spanOf(days, stepDays, options.announcementDay ?? 0);
	const chain = chainOf(compiled, rules);
	const { effects } = played(
		compiled,
		chain,
		measuresOf(
			network,
			asked.measures.map(({ measure }) => measure),
		),
		from,
		days,
	);
	const weights = network.demands.map(
		({ good, value }) =>
			value ?? network.goods.find(({ id }) => id === good)?.price ?? 1,
	);
	const scale = Math.max(...weights, 0) || 1;
	return {
		asked,
		compiled,
		effects,
		scale,
		parts: {
			chain,
			pools: poolsOf(compiled, chain),
			limits: limitsOf(chain, effects, rules, span),
			span,
			weight: Float64Array.from(weights, (weight) => weight / scale),
		},
	};
}

function spanOf(days: number, stepDays: number, announcementDay: number): Span {
	if (!(announcementDay >= -3650 && announcementDay <= days))
		throw new CounterweightError(
			"stress.bad-rule",
			`announcementDay lies in [−3650, ${days}], not ${announcementDay}`,
		);
	const announced = Math.ceil(announcementDay / stepDays);
	const before = Math.max(0, -announced);
	return {
		before,
		steps: before + Math.ceil(days / stepDays),
		free: Math.max(0, announced),
		stepDays,
	};
}
