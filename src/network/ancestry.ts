import { type Propagation, propagated } from "./base-activity.ts";
import type { Compiled } from "./compile.ts";

const tolerance = 1e-13;
const rounds = 10_000;

/**
 * Returns, per agent, the share of its activity that could not run if some places vanished and nobody ordered elsewhere.
 *
 * Formula: d = 1 for a line at one of the places; for every other agent d = max over its slots of critical · Σ_edges share · d_supplier,
 * so an essential input counts in full, a half-critical one half and a non-critical one not at all.
 * Parameters: `places` are indices in `network.places`, taken as they are (what lies within them must be named too).
 * Result: one share per agent, 0 to 1. Edge cases: a user is not a maker, so one that lies in the places loses only what its suppliers
 * lose; an input that nobody supplies adds nothing; loops of recipes converge to the least solution, 0 for a loop that only feeds itself;
 * a chokepoint on the way adds nothing. Cost: O(edges × length of the chain); stops when no share moves by more than 1e-13, or after
 * 10,000 rounds.
 */
export function dependence(
	compiled: Compiled,
	places: ReadonlySet<number>,
): Float64Array {
	return settled(compiled, places, (agent, shares) => {
		let most = 0;
		for (
			let slot = compiled.slotStart[agent];
			slot < compiled.slotStart[agent + 1];
			slot++
		)
			most = Math.max(
				most,
				compiled.slotCritical[slot] * drawn(compiled, slot, shares),
			);
		return most;
	});
}

/**
 * Returns, per agent, the share of the traced material in its output (for a user: in what it takes) that was made in some places, at
 * whatever stage.
 *
 * Formula: c = 1 for a line at one of the places; for every other agent c = Σ_slots w · Σ_edges share · c_supplier / Σ_slots w, where
 * w = quantity · price if every input of the agent has a price, else w = quantity.
 * Parameters: `places` are indices in `network.places`, taken as they are. Result: one share per agent, 0 to 1.
 * Edge cases: auxiliary inputs are not traced; 0 for a line elsewhere that has no traced inputs; an input that nobody supplies counts as
 * made elsewhere; what the line itself adds in value is not counted. Cost: as `dependence`.
 */
export function content(
	compiled: Compiled,
	places: ReadonlySet<number>,
): Float64Array {
	const weights = slotValues(compiled);
	return settled(compiled, places, (agent, shares) => {
		let made = 0;
		let total = 0;
		for (
			let slot = compiled.slotStart[agent];
			slot < compiled.slotStart[agent + 1];
			slot++
		) {
			made += weights[slot] * drawn(compiled, slot, shares);
			total += weights[slot];
		}
		return total > 0 ? made / total : 0;
	});
}

/**
 * Returns the activity of every line, and the orders on every output, that serve what some users take, through all stages.
 *
 * Formula: as `baseActivity`, with all other users taking nothing. Parameters: `users` is asked once for each user (agents from
 * `lineCount` on). Result: activity per year of every agent (a chosen user's own rate, 0 for the others), orders in the good's unit per
 * year of every output. Edge cases: a line with joint outputs runs for the output ordered most, so the activities for two sets of users
 * may add up to more than that for both. Cost: O(edges × length of the chain).
 */
export function embodied(
	compiled: Compiled,
	users: (agent: number) => boolean,
): Propagation {
	const activity = new Float64Array(compiled.agentCount);
	for (let agent = compiled.lineCount; agent < compiled.agentCount; agent++)
		if (users(agent)) activity[agent] = compiled.activity[agent];
	return propagated(compiled, activity);
}

/** The least solution of a share that is 1 for lines at the places and follows from the suppliers' shares for everyone else. */
function settled(
	compiled: Compiled,
	places: ReadonlySet<number>,
	shareOf: (agent: number, shares: Float64Array) => number,
): Float64Array {
	const { lineCount, agentCount, agentPlace } = compiled;
	const shares = new Float64Array(agentCount);
	for (let line = 0; line < lineCount; line++)
		if (places.has(agentPlace[line])) shares[line] = 1;
	for (let round = 0; round < rounds; round++) {
		let moved = 0;
		for (let line = 0; line < lineCount; line++) {
			if (places.has(agentPlace[line])) continue;
			const share = Math.min(1, shareOf(line, shares));
			moved = Math.max(moved, Math.abs(share - shares[line]));
			shares[line] = share;
		}
		if (moved <= tolerance) break;
	}
	for (let user = lineCount; user < agentCount; user++)
		shares[user] = Math.min(1, shareOf(user, shares));
	return shares;
}

/** The share of what a slot draws that the shares of its suppliers make up. */
function drawn(compiled: Compiled, slot: number, shares: Float64Array): number {
	let sum = 0;
	for (
		let edge = compiled.edgeStart[slot];
		edge < compiled.edgeStart[slot + 1];
		edge++
	)
		sum +=
			compiled.edgeShare[edge] *
			shares[compiled.outputLine[compiled.edgeOutput[edge]]];
	return sum;
}

/**
 * Returns the weight of each slot in its agent's material, per unit of activity: quantity · price where all inputs of the agent have a
 * price, else quantity. Cost: O(slots).
 */
export function slotValues(compiled: Compiled): Float64Array {
	const { goods } = compiled.network;
	const weights = compiled.slotQuantity.slice();
	for (let agent = 0; agent < compiled.agentCount; agent++) {
		const start = compiled.slotStart[agent];
		const end = compiled.slotStart[agent + 1];
		let priced = true;
		for (let slot = start; slot < end; slot++)
			priced &&= goods[compiled.slotGood[slot]]?.price !== undefined;
		if (!priced) continue;
		for (let slot = start; slot < end; slot++)
			weights[slot] *= goods[compiled.slotGood[slot]].price ?? 0;
	}
	return weights;
}
