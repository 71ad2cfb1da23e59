import { baseActivity } from "./base-activity.ts";
import type { Network } from "./network.ts";
import { supplyOf } from "./supply.ts";

/**
 * A network as typed arrays: agents order inputs into slots, slots draw on outputs over edges.
 *
 * Agents are numbered lines first (one per process), then users (one per demand). A line has outputs (CSR over `outputStart`); an agent
 * has slots, one per input good that binds (CSR over `slotStart`); a slot has edges, one per output that supplies it (CSR over `edgeStart`).
 * All quantities are in the good's unit per year.
 */
export interface Compiled {
	readonly network: Network;
	readonly lineCount: number;
	readonly agentCount: number;
	/** Index of the agent's place in `network.places`. */
	readonly agentPlace: Int32Array;
	/** Base activity: per year, consistent with what users take (see `baseActivity`). */
	readonly activity: Float64Array;
	/** Most activity per year of each line: its stated capacity, but never less than its base activity. */
	readonly capacity: Float64Array;
	readonly outputStart: Int32Array;
	/** Index of the output's good in `network.goods`. */
	readonly outputGood: Int32Array;
	/** Amount per unit of activity. */
	readonly outputQuantity: Float64Array;
	readonly outputLine: Int32Array;
	readonly slotStart: Int32Array;
	readonly slotAgent: Int32Array;
	/** Index of the slot's good in `network.goods`. */
	readonly slotGood: Int32Array;
	/** Amount per unit of the agent's activity. */
	readonly slotQuantity: Float64Array;
	/** Days of base use that the agent holds. */
	readonly slotCover: Float64Array;
	/** Share of the agent's activity that stops with the input: 1 essential, 0.5 half-critical, 0 non-critical. */
	readonly slotCritical: Float64Array;
	readonly edgeStart: Int32Array;
	readonly edgeSlot: Int32Array;
	readonly edgeOutput: Int32Array;
	/** Share of the slot's orders placed on this edge; the shares of a slot sum to 1. */
	readonly edgeShare: Float64Array;
	/** Index in `network.lanes`, or −1 for use at home. */
	readonly edgeLane: Int32Array;
}

/**
 * Returns the network as typed arrays, once for all rooms.
 *
 * A lane's flow is shared among the processes that make the good where it starts, by their output, and among the agents that use it where
 * it ends, by their use. What a place uses beyond its imports it makes itself; that home edge has no lane. Auxiliary inputs make no slot.
 *
 * Edge cases: a slot that nobody supplies has no edges and is left out of the agent's constraints only if its amount is 0; a process
 * without activity makes a line of activity 0. Cost: O(processes + demands + edges).
 */
export function compile(network: Network): Compiled {
	const supply = supplyOf(network);
	const activity = baseActivity(supply);
	const capacity = new Float64Array(supply.lineCount);
	for (let line = 0; line < supply.lineCount; line++) {
		capacity[line] = Math.max(
			activity[line],
			network.processes[line].capacity ?? 0,
		);
	}
	return { network, ...supply, activity, capacity };
}
