import type { Chain } from "./chain.ts";
import type { Pressure } from "./pressure.ts";
import { transitOf } from "./restock.ts";
import type { Rules } from "./rules.ts";
import type { State } from "./state.ts";
import { capacityOf } from "./step.ts";

const dust = 1e-9;

/**
 * 5b. Shares move: at once in proportion to what is left of capacity, or slowly, where deliveries fell short or a tariff bites, towards
 * suppliers with spare capacity.
 *
 * Formula: w += (w* − w) · pace with w* ∝ base share · pull of the output · pull of the lane, pace 1 or step / τ_switch, the buyer's own or the run's.
 * The pull of an output is what is left of its line's capacity, or 1 + spare / base: each buyer counts on its own part of the spare, so
 * that all together never count on more. The pull of a lane is the share of its base flow that may pass · (1 + tariff)^−elasticity.
 */
export function switchShares(
	chain: Chain,
	state: State,
	pressure: Pressure,
	rules: Rules,
): void {
	if (rules.switching === "none") return;
	const { edgeStart } = chain;
	const { claim, sent } = state;
	const limit = shortfallMoving(pressure, rules);
	let pulled = false;
	for (let slot = 0; slot < chain.slotAgent.length; slot++) {
		if (edgeStart[slot + 1] - edgeStart[slot] < 2) continue;
		if (claim[slot] - sent[slot] <= limit * claim[slot]) continue;
		if (!pulled) setPulls(chain, state, pressure, rules);
		pulled = true;
		moveShares(chain, state, rules, slot);
		if (state.arrivals.length > 0)
			state.slotSteps[slot] = transitOf(chain, state, pressure, slot);
	}
}

/** Returns the share of its claim that a slot must miss for its shares to move: +∞ if they never do, −∞ if they always do. */
export function shortfallMoving(
	pressure: Pick<Pressure, "tariffs">,
	{ switching }: Pick<Rules, "switching">,
): number {
	if (switching === "none") return Number.POSITIVE_INFINITY;
	return switching === "capacity" || pressure.tariffs
		? Number.NEGATIVE_INFINITY
		: dust;
}

/** Moves the shares of one slot, after `setPulls`. */
export function moveShares(
	chain: Chain,
	state: State,
	rules: Rules,
	slot: number,
): void {
	const { edgeStart, edgeOutput, edgeLane, edgeShare } = chain;
	const { share, outputPull, lanePull } = state;
	const from = edgeStart[slot];
	const to = edgeStart[slot + 1];
	if (to - from < 2) return;
	let total = 0;
	for (let edge = from; edge < to; edge++)
		total +=
			edgeShare[edge] * outputPull[edgeOutput[edge]] * lanePull[edgeLane[edge]];
	if (!(total > 0)) return;
	const pace =
		rules.switching === "capacity"
			? 1
			: chain.switchPace[chain.slotAgent[slot]];
	for (let edge = from; edge < to; edge++) {
		const drawn =
			edgeShare[edge] * outputPull[edgeOutput[edge]] * lanePull[edgeLane[edge]];
		share[edge] += (drawn / total - share[edge]) * pace;
	}
}

/** Sets what pulls shares towards each output and each lane. */
export function setPulls(
	chain: Chain,
	state: State,
	pressure: Pressure,
	rules: Rules,
): void {
	const { outputPull, lanePull } = state;
	const byCapacity = rules.switching === "capacity";
	for (let output = 0; output < outputPull.length; output++) {
		const line = chain.outputLine[output];
		const left = capacityOf(chain, state, pressure, line);
		const full = chain.capacity[line];
		const base = chain.base[line];
		if (byCapacity) outputPull[output] = full > 0 ? left / full : 1;
		else
			outputPull[output] =
				base > 0 ? 1 + Math.max(0, left - state.demanded[line]) / base : 1;
	}
	if (byCapacity) return;
	for (let lane = 1; lane < chain.laneCount; lane++) {
		const base = chain.laneBase[lane];
		lanePull[lane] =
			base > 0 ? Math.min(1, pressure.laneAllowed[lane] / base) : 1;
		if (pressure.laneTariff[lane] !== 0)
			lanePull[lane] *=
				(1 + pressure.laneTariff[lane]) ** -rules.tariffElasticity;
	}
}
