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
	const { edgeStart, edgeOutput, edgeLane, edgeShare } = chain;
	const { slotAgent, switchPace } = chain;
	const { share, claim, sent, outputPull, lanePull } = state;
	const everywhere = rules.switching === "capacity" || pressure.tariffs;
	const atOnce = rules.switching === "capacity";
	let pulled = false;
	for (let slot = 0; slot < chain.slotAgent.length; slot++) {
		const from = edgeStart[slot];
		const to = edgeStart[slot + 1];
		if (to - from < 2) continue;
		if (!everywhere && claim[slot] - sent[slot] <= dust * claim[slot]) continue;
		if (!pulled) setPulls(chain, state, pressure, rules);
		pulled = true;
		let total = 0;
		for (let edge = from; edge < to; edge++)
			total +=
				edgeShare[edge] *
				outputPull[edgeOutput[edge]] *
				lanePull[edgeLane[edge]];
		if (!(total > 0)) continue;
		const pace = atOnce ? 1 : switchPace[slotAgent[slot]];
		for (let edge = from; edge < to; edge++) {
			const drawn =
				edgeShare[edge] *
				outputPull[edgeOutput[edge]] *
				lanePull[edgeLane[edge]];
			share[edge] += (drawn / total - share[edge]) * pace;
		}
		if (state.arrivals.length > 0)
			state.slotSteps[slot] = transitOf(chain, state, pressure, slot);
	}
}

function setPulls(
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
