import type { Chain } from "./chain.ts";
import type { Rules } from "./rules.ts";

/** What the step changes. All amounts in the good's unit, per step where they are flows. */
export interface State {
	/** Held by each slot. */
	readonly stock: Float64Array;
	/** On the way to each slot. */
	readonly transit: Float64Array;
	/** Claim of each slot on its suppliers this step. */
	readonly claim: Float64Array;
	/** Delivered or shipped to each slot this step. */
	readonly sent: Float64Array;
	/** Part of `sent` that arrives within the step. */
	readonly landed: Float64Array;
	/** Share of each edge in its slot's claims. */
	readonly share: Float64Array;
	/** Orders on each output that its lanes allow this step, by output × class. */
	readonly ordered: Float64Array;
	/** Share of orders that each output serves, by output × class. */
	readonly served: Float64Array;
	/** Orders on each output that its lanes allow this step, all classes, and the part it cannot serve. */
	readonly outputOrders: Float64Array;
	readonly outputMissing: Float64Array;
	/** Whether a lane holds back part of the orders on each output, in steps in which lanes are limited. */
	readonly outputHeld: Uint8Array;
	/** Mean transit of each slot's orders, in steps. */
	readonly slotSteps: Float64Array;
	/** Made and not shipped, by output: what joint production leaves over. */
	readonly leftover: Float64Array;
	/** Activity of each line, use of each user. */
	readonly activity: Float64Array;
	/** Activity ordered and possible before inputs bind, of each line; use wanted, of each user. */
	readonly wanted: Float64Array;
	/** Activity ordered from each line. */
	readonly demanded: Float64Array;
	/** α of each line. */
	readonly overproduction: Float64Array;
	/** Slot that bound each agent most this step; −1 if none. */
	readonly binding: Int32Array;
	/** Demand of each user that waits. */
	readonly waiting: Float64Array;
	/** Left in each reserve. */
	readonly reserve: Float64Array;
	/** Arrivals to come: slot × horizon, a ring over steps. */
	readonly arrivals: Float64Array;
	/** Length of the ring. */
	readonly ring: number;
	/** Share of the claims on each lane that may pass this step, at most 1. */
	readonly lanePass: Float64Array;
	/** Claims on each lane this step. */
	readonly laneClaim: Float64Array;
	/** Shipped over each edge this step, where origins are followed; else empty. */
	readonly edgeSent: Float64Array;
	/** Weight of each output, and of each lane, when shares move. */
	readonly outputPull: Float64Array;
	readonly lanePull: Float64Array;
	/** Shipped on each lane this step. */
	readonly laneSent: Float64Array;
}

/** Returns the state on day 0: every stock at its target, every lane full, every order as in the base year. Cost: O(edges + slots × longest transit). */
export function startOf(
	chain: Chain,
	rules: Rules,
	longestSteps: number,
	edgesKept = false,
): State {
	const slots = chain.slotAgent.length;
	const outputs = chain.outputLine.length;
	const users = chain.agentCount - chain.lineCount;
	const ring = Math.max(1, longestSteps + 1);
	const state: State = {
		stock: new Float64Array(slots),
		transit: new Float64Array(slots),
		claim: new Float64Array(slots),
		sent: new Float64Array(slots),
		landed: new Float64Array(slots),
		share:
			rules.switching === "none" ? chain.edgeShare : chain.edgeShare.slice(),
		ordered: new Float64Array(outputs * chain.classCount),
		served: new Float64Array(outputs * chain.classCount),
		outputOrders: new Float64Array(outputs),
		outputMissing: new Float64Array(outputs),
		outputHeld: new Uint8Array(outputs),
		slotSteps: new Float64Array(slots),
		leftover: new Float64Array(outputs),
		activity: chain.base.slice(),
		wanted: chain.base.slice(),
		demanded: chain.base.slice(0, chain.lineCount),
		overproduction: new Float64Array(chain.lineCount).fill(1),
		binding: new Int32Array(chain.agentCount).fill(-1),
		waiting: new Float64Array(users),
		reserve: Float64Array.from(chain.reserves, (reserve) => reserve.quantity),
		arrivals: new Float64Array(longestSteps === 0 ? 0 : slots * ring),
		ring,
		lanePass: new Float64Array(chain.laneCount).fill(1),
		laneClaim: new Float64Array(chain.laneCount),
		edgeSent: new Float64Array(edgesKept ? chain.edgeOutput.length : 0),
		outputPull: new Float64Array(outputs).fill(1),
		lanePull: new Float64Array(chain.laneCount).fill(1),
		laneSent: new Float64Array(chain.laneCount),
	};
	for (let slot = 0; slot < slots; slot++) {
		const use = chain.base[chain.slotAgent[slot]] * chain.slotQuantity[slot];
		state.claim[slot] = use;
		state.stock[slot] = use * chain.slotCover[slot];
		if (longestSteps === 0) continue;
		for (
			let edge = chain.edgeStart[slot];
			edge < chain.edgeStart[slot + 1];
			edge++
		) {
			const steps = chain.laneSteps[chain.edgeLane[edge]];
			const flow = use * chain.edgeShare[edge];
			for (let step = 0; step < steps; step++)
				state.arrivals[slot * ring + step] += flow;
			state.transit[slot] += flow * steps;
			state.slotSteps[slot] += chain.edgeShare[edge] * steps;
		}
	}
	return state;
}
