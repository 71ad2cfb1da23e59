import type { Chain } from "./chain.ts";
import type { State } from "./state.ts";

/**
 * Returns the share λ of its orders that a short output serves in a class, when some of its lanes let less than λ pass:
 * Σ_edges order · min(λ, pass) = available.
 *
 * What a closed lane cannot take is shared among the others, each up to what its own lane lets pass (water-filling).
 * Edge cases: nothing available → 0; called only when the orders that lanes let pass exceed what is available.
 * Cost: O(edges of the output × rounds), with no more rounds than distinct lanes.
 *
 * @example
 * // orders of 100 over a lane that passes 10 %, and 100 over an open one; 100 available: λ = 0.9, shipping 10 and 90
 */
export function waterLevel(
	chain: Chain,
	state: State,
	output: number,
	orderClass: number,
	available: number,
): number {
	const { outputEdgeStart, outputEdge, edgeSlot, edgeLane, edgeClass } = chain;
	const { claim, share, lanePass } = state;
	let level = 0;
	for (;;) {
		let open = 0;
		let capped = 0;
		for (
			let i = outputEdgeStart[output];
			i < outputEdgeStart[output + 1];
			i++
		) {
			const edge = outputEdge[i];
			if (edgeClass[edge] !== orderClass) continue;
			const orders = claim[edgeSlot[edge]] * share[edge];
			const pass = lanePass[edgeLane[edge]];
			if (pass < level) capped += orders * pass;
			else open += orders;
		}
		if (open === 0) return level;
		const next = Math.min(1, Math.max(0, available - capped) / open);
		if (next <= level) return level;
		level = next;
	}
}
