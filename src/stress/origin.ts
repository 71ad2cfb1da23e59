import { type Compiled, content, slotValues } from "#network";
import type { Chain } from "./chain.ts";
import type { Effect, Pressure } from "./pressure.ts";
import type { State } from "./state.ts";

/** Whose material is followed, and what of it there is on day 0. */
export interface OriginPlan {
	/** Number of origins followed. */
	readonly count: number;
	/** Names of each origin's places as the measure or the question gave them, joined by `+`. */
	readonly names: readonly string[];
	/** Lines × origins: 1 if the line lies in the origin's places. */
	readonly made: Uint8Array;
	/** Agents × origins: share of the origin's material in what an agent makes or takes in the base year. */
	readonly start: Float64Array;
	/** Value of each slot's input per unit of activity: what weighs inputs against each other. */
	readonly weight: Float64Array;
}

/** The share of each origin's material in what is held, made and on its way. */
export interface Origins {
	readonly plan: OriginPlan;
	/** Slots × origins: share in what the slot holds. */
	readonly held: Float64Array;
	/** Outputs × origins: share in what the output ships. */
	readonly shipped: Float64Array;
	/** Slots × ring × origins: amount on its way, as `arrivals`. */
	readonly arriving: Float64Array;
	/** Origins × lanes: share in what was ordered over the lane in the last step, and what was ordered. */
	readonly onLane: Float64Array;
	readonly ordered: Float64Array;
	/** Edges over the lanes that content rules look at. */
	readonly watched: Int32Array;
}

/** Returns a plan that follows the material of some sets of places. Cost: O(sets × edges × length of the chain). */
export function originPlan(
	compiled: Compiled,
	sets: readonly {
		readonly name: string;
		readonly places: ReadonlySet<string>;
	}[],
): OriginPlan {
	const { network, lineCount, agentCount, agentPlace } = compiled;
	const count = sets.length;
	const made = new Uint8Array(lineCount * count);
	const start = new Float64Array(agentCount * count);
	for (const [k, { places }] of sets.entries()) {
		const indices = new Set<number>();
		for (const [index, place] of network.places.entries())
			if (places.has(place.id)) indices.add(index);
		const shares = content(compiled, indices);
		for (let agent = 0; agent < agentCount; agent++) {
			start[agent * count + k] = shares[agent];
			if (agent < lineCount && indices.has(agentPlace[agent]))
				made[agent * count + k] = 1;
		}
	}
	return {
		count,
		names: sets.map(({ name }) => name),
		made,
		start,
		weight: slotValues(compiled),
	};
}

/** Returns the origins on day 0: everywhere what the base year's flows bring. */
export function originsOf(
	chain: Chain,
	state: State,
	plan: OriginPlan,
	effects: readonly Effect[],
): Origins {
	const { count, start } = plan;
	const slots = chain.slotAgent.length;
	const origins: Origins = {
		plan,
		held: new Float64Array(slots * count),
		shipped: new Float64Array(chain.outputLine.length * count),
		arriving: new Float64Array(state.arrivals.length * count),
		onLane: new Float64Array(count * chain.laneCount),
		ordered: new Float64Array(chain.laneCount),
		watched: edgesWatched(chain, effects),
	};
	for (let output = 0; output < chain.outputLine.length; output++)
		for (let k = 0; k < count; k++)
			origins.shipped[output * count + k] =
				start[chain.outputLine[output] * count + k];
	for (let slot = 0; slot < slots; slot++) {
		const use = chain.base[chain.slotAgent[slot]] * chain.slotQuantity[slot];
		for (
			let edge = chain.edgeStart[slot];
			edge < chain.edgeStart[slot + 1];
			edge++
		) {
			const from = chain.edgeOutput[edge] * count;
			const steps = chain.laneSteps[chain.edgeLane[edge]];
			for (let k = 0; k < count; k++) {
				const share = chain.edgeShare[edge] * origins.shipped[from + k];
				origins.held[slot * count + k] += share;
				for (let step = 0; step < steps; step++)
					origins.arriving[(slot * state.ring + step) * count + k] +=
						use * share;
			}
		}
	}
	noteLanes(chain, state, origins);
	return origins;
}

function edgesWatched(chain: Chain, effects: readonly Effect[]): Int32Array {
	const lanes = new Set(
		effects.flatMap(({ content }) => [...(content?.lanes ?? [])]),
	);
	const edges: number[] = [];
	for (let edge = 0; edge < chain.edgeLane.length; edge++)
		if (lanes.has(chain.edgeLane[edge])) edges.push(edge);
	return Int32Array.from(edges);
}

/** Mixes what arrives in this step into what is held; before `arrive` empties the ring. */
export function mixArrivals(
	chain: Chain,
	state: State,
	origins: Origins,
	step: number,
): void {
	const { count } = origins.plan;
	if (state.arrivals.length === 0) return;
	const at = step % state.ring;
	for (let slot = 0; slot < chain.slotAgent.length; slot++) {
		const cell = slot * state.ring + at;
		const amount = state.arrivals[cell];
		for (let k = 0; k < count; k++) {
			if (amount > 0)
				origins.held[slot * count + k] =
					(origins.held[slot * count + k] * state.stock[slot] +
						origins.arriving[cell * count + k]) /
					(state.stock[slot] + amount);
			origins.arriving[cell * count + k] = 0;
		}
	}
}

/** Sets the origin of what each line has made, mixed with what was left over; after `produce`, before `ration`. */
export function mixOutputs(chain: Chain, state: State, origins: Origins): void {
	const { count, made, weight } = origins.plan;
	for (let line = 0; line < chain.lineCount; line++)
		for (let k = 0; k < count; k++) {
			let share = made[line * count + k];
			if (share === 0) {
				let all = 0;
				for (
					let slot = chain.slotStart[line];
					slot < chain.slotStart[line + 1];
					slot++
				) {
					share += weight[slot] * origins.held[slot * count + k];
					all += weight[slot];
				}
				share = all > 0 ? share / all : 0;
			}
			for (
				let output = chain.outputStart[line];
				output < chain.outputStart[line + 1];
				output++
			) {
				const fresh = chain.outputQuantity[output] * state.activity[line];
				const old = state.leftover[output];
				if (fresh + old > 0)
					origins.shipped[output * count + k] =
						(old * origins.shipped[output * count + k] + fresh * share) /
						(old + fresh);
			}
		}
}

/**
 * Sends origins along with what was shipped, by the amounts that `ship` noted on each edge; before `release`. What reserves release counts
 * as of the same mix as what their users hold.
 */
export function mixShipments(
	chain: Chain,
	state: State,
	pressure: Pressure,
	origins: Origins,
	step: number,
): void {
	const { edgeStart, edgeOutput, edgeLane, laneSteps } = chain;
	const { ring, stock, landed, edgeSent } = state;
	const { held, shipped, arriving } = origins;
	const { laneDetour } = pressure;
	const { count } = origins.plan;
	const now = step % ring;
	for (let slot = 0; slot < landed.length; slot++) {
		const here = slot * count;
		const fresh = landed[slot];
		const before = stock[slot] - fresh;
		const end = edgeStart[slot + 1];
		for (let k = 0; k < count; k++) {
			let came = 0;
			for (let edge = edgeStart[slot]; edge < end; edge++) {
				const part = edgeSent[edge] * shipped[edgeOutput[edge] * count + k];
				const steps = laneSteps[edgeLane[edge]] + laneDetour[edgeLane[edge]];
				if (steps === 0) came += part;
				else {
					const due = now + steps;
					const at = slot * ring + (due < ring ? due : due - ring);
					arriving[at * count + k] += part;
				}
			}
			if (fresh > 0)
				held[here + k] = (held[here + k] * before + came) / stock[slot];
		}
	}
	noteLanes(chain, state, origins);
}

/** Notes the share of each origin in what is ordered over the lanes that a content rule looks at. */
function noteLanes(chain: Chain, state: State, origins: Origins): void {
	const { plan, onLane, ordered, shipped, watched } = origins;
	const { edgeLane, edgeSlot, edgeOutput, laneCount } = chain;
	ordered.fill(0);
	onLane.fill(0);
	for (let at = 0; at < watched.length; at++) {
		const edge = watched[at];
		const lane = edgeLane[edge];
		const orders = state.claim[edgeSlot[edge]] * state.share[edge];
		ordered[lane] += orders;
		for (let k = 0; k < plan.count; k++)
			onLane[k * laneCount + lane] +=
				orders * shipped[edgeOutput[edge] * plan.count + k];
	}
	for (let k = 0; k < plan.count; k++)
		for (let lane = 0; lane < laneCount; lane++)
			if (ordered[lane] > 0) onLane[k * laneCount + lane] /= ordered[lane];
}
