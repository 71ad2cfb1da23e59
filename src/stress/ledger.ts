import type { Chain } from "./chain.ts";
import type { Origins } from "./origin.ts";
import type { Pressure } from "./pressure.ts";
import type { Rules } from "./rules.ts";
import type { State } from "./state.ts";

/** What a run keeps of its steps. */
export interface Ledger {
	/** Length of the run in steps. */
	readonly steps: number;
	/** Missing share of each user at each step: users × steps, 0 to 1. */
	readonly missing: Float64Array;
	/** Amount missing, per agent, over all steps, in units of activity. */
	readonly shortfall: Float64Array;
	/** First and last short step of each agent; −1 if none. */
	readonly firstShort: Int32Array;
	readonly lastShort: Int32Array;
	readonly stepsShort: Int32Array;
	/** What bound the agent when it first fell short: its slot, or −1 for its own capacity. */
	readonly bindingSlot: Int32Array;
	/** Effect that took its capacity then; −1 if none. */
	readonly lossBy: Int32Array;
	/** First step on which a slot cannot cover the base year's use; −1 if never. */
	readonly emptied: Int32Array;
	/** Claims on each lane so far, and the part that it did not let pass. */
	readonly laneAsked: Float64Array;
	readonly laneHeld: Float64Array;
	/** First step on which the lane held something back; −1 if never. */
	readonly laneHeldFrom: Int32Array;
	/** Effect that did so last; −1 for the lane's own capacity. */
	readonly laneHeldBy: Int32Array;
	/** Effect that lengthened the lane; −1 if none. */
	readonly laneDetourBy: Int32Array;
	/** Orders on each output so far, and the part that it could not serve. */
	readonly outputAsked: Float64Array;
	readonly outputMissed: Float64Array;
	/** When the edge's buyer first fell short: the edge's share of the slot's orders, … */
	readonly ordered: Float64Array;
	/** … the part of it that its lane had held back until then, */
	readonly withheld: Float64Array;
	/** … and the part that its supplier had not been able to serve. */
	readonly unserved: Float64Array;
	/** Amount each effect held back on each lane over all steps: effects × lanes. */
	readonly heldBack: Float64Array;
	/** Share of each origin in what each user holds or takes, at the end of the first and of the last step: users × origins. */
	readonly originFirst: Float64Array;
	readonly originLast: Float64Array;
	/** Demand of each user still waiting after the last step. */
	readonly waiting: Float64Array;
}

const dust = 1e-9;

/** Returns an empty ledger for a run of so many steps. */
export function ledgerOf(
	chain: Chain,
	effects: number,
	steps: number,
	origins: number,
): Ledger {
	const edges = chain.edgeSlot.length;
	const users = chain.agentCount - chain.lineCount;
	const never = (length: number) => new Int32Array(length).fill(-1);
	return {
		steps,
		missing: new Float64Array(steps * users),
		shortfall: new Float64Array(chain.agentCount),
		firstShort: never(chain.agentCount),
		lastShort: never(chain.agentCount),
		stepsShort: new Int32Array(chain.agentCount),
		bindingSlot: never(chain.agentCount),
		lossBy: never(chain.agentCount),
		emptied: never(chain.slotAgent.length),
		laneAsked: new Float64Array(chain.laneCount),
		laneHeld: new Float64Array(chain.laneCount),
		laneHeldFrom: never(chain.laneCount),
		laneHeldBy: never(chain.laneCount),
		laneDetourBy: never(chain.laneCount),
		outputAsked: new Float64Array(chain.outputLine.length),
		outputMissed: new Float64Array(chain.outputLine.length),
		ordered: new Float64Array(edges),
		withheld: new Float64Array(edges),
		unserved: new Float64Array(edges),
		heldBack: new Float64Array(effects * chain.laneCount),
		originFirst: new Float64Array(users * origins),
		originLast: new Float64Array(users * origins),
		waiting: new Float64Array(users),
	};
}

/** Notes what lanes held back and outputs could not serve, and which stocks ran out; after shipping and before the users take theirs. */
export function noteDeliveries(
	chain: Chain,
	state: State,
	pressure: Pressure,
	ledger: Ledger,
	step: number,
): void {
	const { slotAgent, slotQuantity, base } = chain;
	const { stock } = state;
	const { emptied, outputAsked, outputMissed } = ledger;
	for (let slot = 0; slot < slotAgent.length; slot++) {
		const use = base[slotAgent[slot]] * slotQuantity[slot];
		if (emptied[slot] < 0 && stock[slot] < use * (1 - dust))
			emptied[slot] = step;
	}
	for (let output = 0; output < outputAsked.length; output++) {
		outputAsked[output] += state.outputOrders[output];
		outputMissed[output] += state.outputMissing[output];
	}
	noteLanes(chain, state, pressure, ledger, step);
}

function noteLanes(
	chain: Chain,
	state: State,
	pressure: Pressure,
	ledger: Ledger,
	step: number,
): void {
	const { laneAsked, laneHeld, laneHeldFrom, laneHeldBy } = ledger;
	for (let lane = 1; lane < chain.laneCount; lane++) {
		if (pressure.laneDetourBy[lane] >= 0)
			ledger.laneDetourBy[lane] = pressure.laneDetourBy[lane];
		if (!pressure.limited) {
			laneAsked[lane] += state.laneSent[lane];
			continue;
		}
		const asked = state.laneClaim[lane];
		laneAsked[lane] += asked;
		if (state.lanePass[lane] >= 1) continue;
		laneHeld[lane] += asked * (1 - state.lanePass[lane]);
		laneHeldBy[lane] = pressure.laneBound[lane];
		if (laneHeldFrom[lane] < 0) laneHeldFrom[lane] = step;
	}
	noteHeldBack(chain, state, pressure, ledger);
}

/** What each effect keeps off its lanes: the base flow that was asked for and not let pass. */
function noteHeldBack(
	chain: Chain,
	state: State,
	pressure: Pressure,
	ledger: Ledger,
): void {
	if (!pressure.limited) return;
	for (let lane = 1; lane < chain.laneCount; lane++) {
		const effect = pressure.laneBound[lane];
		if (effect < 0) continue;
		const asked = Math.min(state.laneClaim[lane], chain.laneBase[lane]);
		ledger.heldBack[effect * chain.laneCount + lane] += Math.max(
			0,
			asked - pressure.laneAllowed[lane],
		);
	}
}

/** Notes what every agent missed in the step, after the users took theirs. */
export function noteShortfalls(
	chain: Chain,
	state: State,
	pressure: Pressure,
	rules: Rules,
	ledger: Ledger,
	step: number,
): void {
	for (let agent = 0; agent < chain.agentCount; agent++) {
		const base = chain.base[agent];
		const due =
			agent < chain.lineCount ? Math.min(base, state.demanded[agent]) : base;
		const missing = Math.max(0, due - state.activity[agent]);
		if (agent >= chain.lineCount && base > 0)
			ledger.missing[(agent - chain.lineCount) * ledger.steps + step] =
				missing / base;
		if (missing <= dust * base) continue;
		ledger.shortfall[agent] += missing;
		if (missing <= rules.threshold * base) continue;
		ledger.stepsShort[agent]++;
		ledger.lastShort[agent] = step;
		if (ledger.firstShort[agent] >= 0) continue;
		ledger.firstShort[agent] = step;
		ledger.bindingSlot[agent] = state.binding[agent];
		if (state.binding[agent] >= 0)
			noteSuppliers(chain, state, ledger, state.binding[agent]);
		if (agent < chain.lineCount)
			ledger.lossBy[agent] = pressure.lossBound[agent];
	}
}

/** Notes, for the input that binds, what had kept each supplier's deliveries back until now. */
function noteSuppliers(
	chain: Chain,
	state: State,
	ledger: Ledger,
	slot: number,
): void {
	for (
		let edge = chain.edgeStart[slot];
		edge < chain.edgeStart[slot + 1];
		edge++
	) {
		const lane = chain.edgeLane[edge];
		const output = chain.edgeOutput[edge];
		const held =
			ledger.laneAsked[lane] > 0
				? ledger.laneHeld[lane] / ledger.laneAsked[lane]
				: 0;
		const missed =
			ledger.outputAsked[output] > 0
				? ledger.outputMissed[output] / ledger.outputAsked[output]
				: 0;
		ledger.ordered[edge] = state.share[edge];
		ledger.withheld[edge] = state.share[edge] * held;
		ledger.unserved[edge] = state.share[edge] * (1 - held) * missed;
	}
}

/** Notes whose material users took, at the first and the last step. */
export function noteOrigins(
	chain: Chain,
	origins: Origins,
	ledger: Ledger,
	step: number,
): void {
	if (step > 0 && step + 1 < ledger.steps) return;
	const from = chain.slotStart[chain.lineCount] * origins.plan.count;
	const shares = origins.held.subarray(from);
	if (step === 0) ledger.originFirst.set(shares);
	if (step + 1 === ledger.steps) ledger.originLast.set(shares);
}
