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
	/** Orders of each edge that its lane did not let pass, until the buyer first fell short. */
	readonly withheld: Float64Array;
	/** First step on which the edge's lane held something back; −1 if never. */
	readonly withheldFrom: Int32Array;
	/** Effect that did; −1 for the lane's own capacity. */
	readonly withheldBy: Int32Array;
	/** Orders of each edge that its supplier did not serve, until the buyer first fell short. */
	readonly unserved: Float64Array;
	/** Orders of each edge until the buyer first fell short. */
	readonly ordered: Float64Array;
	/** Effect that lengthened the edge's way; −1 if none. */
	readonly detourBy: Int32Array;
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
		withheld: new Float64Array(edges),
		withheldFrom: never(edges),
		withheldBy: never(edges),
		unserved: new Float64Array(edges),
		ordered: new Float64Array(edges),
		detourBy: never(edges),
		heldBack: new Float64Array(effects * chain.laneCount),
		originFirst: new Float64Array(users * origins),
		originLast: new Float64Array(users * origins),
		waiting: new Float64Array(users),
	};
}

/** Notes which deliveries fell short and why, after shipping and before the users take theirs. */
export function noteDeliveries(
	chain: Chain,
	state: State,
	pressure: Pressure,
	ledger: Ledger,
	step: number,
): void {
	const { slotAgent, edgeStart, edgeOutput, edgeLane, edgeClass, classCount } =
		chain;
	for (let slot = 0; slot < slotAgent.length; slot++) {
		const claim = state.claim[slot];
		const use = chain.base[slotAgent[slot]] * chain.slotQuantity[slot];
		if (ledger.emptied[slot] < 0 && state.stock[slot] < use * (1 - dust))
			ledger.emptied[slot] = step;
		if (ledger.firstShort[slotAgent[slot]] >= 0) continue;
		for (let edge = edgeStart[slot]; edge < edgeStart[slot + 1]; edge++) {
			const orders = claim * state.share[edge];
			const lane = edgeLane[edge];
			const pass = pressure.limited ? state.lanePass[lane] : 1;
			const level =
				state.served[edgeOutput[edge] * classCount + edgeClass[edge]];
			ledger.ordered[edge] += orders;
			ledger.unserved[edge] += orders * (pass - Math.min(pass, level));
			if (pressure.laneDetourBy[lane] >= 0)
				ledger.detourBy[edge] = pressure.laneDetourBy[lane];
			if (pass >= 1) continue;
			ledger.withheld[edge] += orders * (1 - pass);
			if (ledger.withheldFrom[edge] < 0) ledger.withheldFrom[edge] = step;
			ledger.withheldBy[edge] = pressure.laneBound[lane];
		}
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
		if (agent < chain.lineCount)
			ledger.lossBy[agent] = pressure.lossBound[agent];
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
