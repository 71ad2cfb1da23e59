import { goodsOf, type Network, type Observation, placesOf } from "#network";
import type { Chain } from "./chain.ts";
import type { Pressure } from "./pressure.ts";
import type { State } from "./state.ts";

/** An observed trade: its lanes, and what they carry step by step. */
export interface Trade {
	/** Base amount per step. */
	readonly base: number;
	/** Amount that leaves (exports) or arrives (imports) in each step. */
	readonly flow: Float64Array;
	/** Edges over its lanes. */
	readonly edges: Int32Array;
	/** Whether goods count when they arrive. */
	readonly arriving: boolean;
}

/** Returns a text that is the same for observations of the same thing at different times. */
export function subjectOf({ kind, place, partner, good }: Observation): string {
	return [kind, place, partner, good].join("\t");
}

/** Returns an observed trade with no flow yet. What is under way on day 0 arrives as in the base year. Cost: O(lanes + edges). */
export function tradeOf(
	network: Network,
	chain: Chain,
	{ kind, place, partner, good }: Observation,
	steps: number,
): Trade {
	const here = areasOf(network, place);
	const there = areasOf(network, partner);
	const goods = new Set(good.flatMap((name) => [...goodsOf(network, name)]));
	const arriving = kind === "imports";
	const lanes = new Set<number>();
	let base = 0;
	const flow = new Float64Array(steps);
	for (const [index, { from, to, good: carried }] of network.lanes.entries()) {
		const [own, other] = arriving ? [to, from] : [from, to];
		if (!goods.has(carried) || !here.has(own)) continue;
		if (here.has(other) || !there.has(other)) continue;
		const lane = index + 1;
		lanes.add(lane);
		base += chain.laneBase[lane];
		const before = arriving ? Math.min(steps, chain.laneSteps[lane]) : 0;
		for (let step = 0; step < before; step++)
			flow[step] += chain.laneBase[lane];
	}
	const edges = [...chain.edgeLane.keys()].filter((edge) =>
		lanes.has(chain.edgeLane[edge]),
	);
	return { base, flow, edges: Int32Array.from(edges), arriving };
}

function areasOf(
	network: Network,
	names: readonly string[],
): ReadonlySet<string> {
	return new Set(names.flatMap((name) => [...placesOf(network, name)]));
}

/** Adds what was shipped in a step. Cost: O(edges of the trade). */
export function noteTrade(
	chain: Chain,
	{ edges, flow, arriving }: Trade,
	state: State,
	pressure: Pressure,
	step: number,
): void {
	const { edgeSlot, edgeLane, edgeOutput, edgeClass, classCount } = chain;
	for (const edge of edges) {
		const lane = edgeLane[edge];
		const level = state.served[edgeOutput[edge] * classCount + edgeClass[edge]];
		const amount =
			state.claim[edgeSlot[edge]] *
			state.share[edge] *
			Math.min(level, pressure.limited ? state.lanePass[lane] : 1);
		const later = chain.laneSteps[lane] + pressure.laneDetour[lane];
		const at = arriving ? step + later : step;
		if (at < flow.length) flow[at] += amount;
	}
}

/**
 * Returns a trade's daily amount in a period over its base: days before day 0 count as the base's.
 *
 * Parameters: first and last day of the period, counted from day 0. Edge cases: NaN where there is no base trade, and where the period
 * goes beyond the run.
 */
export function shareOf(
	{ flow, base }: Trade,
	first: number,
	last: number,
	stepDays: number,
): number {
	if (!(base > 0) || last >= flow.length * stepDays) return Number.NaN;
	let sum = 0;
	for (let day = first; day <= last; day++)
		sum += day < 0 ? base : flow[Math.floor(day / stepDays)];
	return sum / (base * (last - first + 1));
}
