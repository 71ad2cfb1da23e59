import type { Chain } from "./chain.ts";
import { type Effect, press, pressureOf } from "./pressure.ts";
import type { Rules } from "./rules.ts";

/** Steps of a coordinated run: from the announcement or day 0, whichever is first, to the horizon. */
export interface Span {
	/** Steps from the first to day 0; 0 or more. */
	readonly before: number;
	/** All steps. */
	readonly steps: number;
	/** First step that is free to plan, counted from the first. */
	readonly free: number;
	readonly stepDays: number;
}

/** What measures and capacities leave in each step of a span, step by step; arrays are steps × lanes, lines or reserves. */
export interface Limits {
	readonly laneAllowed: Float64Array;
	/** Effect that sets it; −1 for the lane's own capacity, or none. */
	readonly laneBound: Int32Array;
	/** Transit in steps of what is shipped then. */
	readonly laneSteps: Int32Array;
	/** Effect that lengthens it; −1 if none. */
	readonly laneDetourBy: Int32Array;
	/** Most activity: capacity less what closures take, times the overproduction that a line can have reached. */
	readonly capacity: Float64Array;
	/** Effect that takes capacity; −1 if none. */
	readonly lossBound: Int32Array;
	/** Most that each reserve may release: Infinity unless it waits for a measure. */
	readonly release: Float64Array;
	/** Quotas, one row per year in which they bind. */
	readonly quotas: readonly Quota[];
}

/** What may pass over some lanes in some steps together. */
interface Quota {
	readonly effect: number;
	readonly lanes: Int32Array;
	/** First step and the one after the last. */
	readonly from: number;
	readonly to: number;
	readonly amount: number;
}

const daysPerYear = 365;

/**
 * Returns what the effects leave of lanes, lines and reserves in each step, as `orders` reads them, quotas aside: those bind over their
 * year as a whole. Before day 0 nothing is restricted. Cost: O(steps × (lanes + lines)).
 *
 * The overproduction of a line is the most that `orders` could have let it reach: α(0) = 1, then α += (α_max − α) · step / τ_α for every
 * step since planning began.
 */
export function limitsOf(
	chain: Chain,
	effects: readonly Effect[],
	rules: Rules,
	span: Span,
): Limits {
	const { steps, before, stepDays } = span;
	const limits: Limits = {
		laneAllowed: new Float64Array(steps * chain.laneCount),
		laneBound: new Int32Array(steps * chain.laneCount).fill(-1),
		laneSteps: new Int32Array(steps * chain.laneCount),
		laneDetourBy: new Int32Array(steps * chain.laneCount).fill(-1),
		capacity: new Float64Array(steps * chain.lineCount),
		lossBound: new Int32Array(steps * chain.lineCount).fill(-1),
		release: new Float64Array(steps * chain.reserves.length),
		quotas: quotasOf(effects, span),
	};
	const withoutQuotas = effects.map((effect) =>
		effect.measure.kind === "quota" ? { ...effect, periods: [] } : effect,
	);
	const pressure = pressureOf(chain, withoutQuotas);
	const pace = Math.min(1, stepDays / rules.overproductionDays);
	let overproduction = 1;
	for (let step = 0; step < steps; step++) {
		if (step >= before) press(chain, pressure, step - before, stepDays);
		const lanes = step * chain.laneCount;
		limits.laneAllowed.set(pressure.laneAllowed, lanes);
		limits.laneBound.set(pressure.laneBound, lanes);
		limits.laneDetourBy.set(pressure.laneDetourBy, lanes);
		for (let lane = 0; lane < chain.laneCount; lane++)
			limits.laneSteps[lanes + lane] =
				chain.laneSteps[lane] + pressure.laneDetour[lane];
		if (step > span.free)
			overproduction += (rules.overproductionMax - overproduction) * pace;
		const lines = step * chain.lineCount;
		limits.lossBound.set(pressure.lossBound, lines);
		for (let line = 0; line < chain.lineCount; line++)
			limits.capacity[lines + line] =
				chain.capacity[line] * (1 - pressure.loss[line]) * overproduction;
		chain.reserves.forEach(({ release }, reserve) => {
			limits.release[step * chain.reserves.length + reserve] =
				release === "measure"
					? pressure.release[reserve]
					: Number.POSITIVE_INFINITY;
		});
	}
	return limits;
}

/** The years of each quota: a new one begins with the first step of every 365 days since it began to bite. */
function quotasOf(effects: readonly Effect[], span: Span): readonly Quota[] {
	const quotas: Quota[] = [];
	effects.forEach(({ measure, lanes, periods }, effect) => {
		if (measure.kind !== "quota") return;
		let current: { from: number; to: number } | undefined;
		const close = () => {
			if (current !== undefined)
				quotas.push({
					effect,
					lanes,
					...current,
					amount: measure.strength ?? 0,
				});
			current = undefined;
		};
		for (let step = span.before; step < span.steps; step++) {
			const day = (step - span.before) * span.stepDays;
			const period = periods.find(
				({ start, end }) => start <= day && day < end,
			);
			if (period === undefined) {
				close();
				continue;
			}
			if ((day - period.start) % daysPerYear < span.stepDays) close();
			if (current === undefined) current = { from: step, to: step + 1 };
			else current.to = step + 1;
		}
		close();
	});
	return quotas;
}
