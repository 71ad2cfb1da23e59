import type { Compiled } from "#network";
import type { Chain } from "./chain.ts";
import type { Rationing } from "./rules.ts";

type Edges = Pick<
	Chain,
	| "edgeStart"
	| "edgeSlot"
	| "edgeOutput"
	| "edgeShare"
	| "edgeLane"
	| "edgeClass"
	| "classCount"
>;

/**
 * Returns the edges with the class in which a short supplier serves each, by the supplier's own rule or else the run's.
 *
 * `proportional`: one class. `home first`: use at home, then shipments. `contract first`: use at home, the contracted share of each lane, then
 * spot (a lane partly under contract becomes two edges). `priority`: by the highest priority of any demand that the buyer serves, at
 * whatever distance. Cost: O(edges), for priority × length of the chain.
 */
export function orderClasses(compiled: Compiled, rationing: Rationing): Edges {
	const { processes, lanes } = compiled.network;
	const rules = processes.map((process) => process.rationing ?? rationing);
	if (rules.every((rule) => rule === "proportional"))
		return {
			...compiled,
			edgeLane: compiled.edgeLane.map((lane) => lane + 1),
			edgeClass: new Uint8Array(compiled.edgeLane.length),
			classCount: 1,
		};
	const ranks = rules.includes("priority")
		? priorityRanks(compiled)
		: new Uint8Array(compiled.agentCount);
	const parts = (
		edge: number,
	): readonly (readonly [share: number, into: number])[] => {
		const lane = compiled.edgeLane[edge];
		switch (rules[compiled.outputLine[compiled.edgeOutput[edge]]]) {
			case "home first":
				return [[1, lane < 0 ? 0 : 1]];
			case "contract first": {
				if (lane < 0) return [[1, 0]];
				const contract = lanes[lane].contract ?? 0;
				return [
					[contract, 1],
					[1 - contract, 2],
				];
			}
			case "priority":
				return [[1, ranks[compiled.slotAgent[compiled.edgeSlot[edge]]]]];
			default:
				return [[1, 0]];
		}
	};
	return classified(compiled, parts);
}

/** The edges, each split into its parts; parts of nothing are left out. */
function classified(
	compiled: Compiled,
	parts: (edge: number) => readonly (readonly [share: number, into: number])[],
): Edges {
	const slot: number[] = [];
	const output: number[] = [];
	const share: number[] = [];
	const lane: number[] = [];
	const edgeClass: number[] = [];
	const edgeStart = new Int32Array(compiled.edgeStart.length);
	for (let s = 0; s + 1 < compiled.edgeStart.length; s++) {
		for (
			let edge = compiled.edgeStart[s];
			edge < compiled.edgeStart[s + 1];
			edge++
		)
			for (const [part, into] of parts(edge)) {
				if (part === 0) continue;
				slot.push(s);
				output.push(compiled.edgeOutput[edge]);
				share.push(compiled.edgeShare[edge] * part);
				lane.push(compiled.edgeLane[edge] + 1);
				edgeClass.push(into);
			}
		edgeStart[s + 1] = slot.length;
	}
	return {
		edgeStart,
		edgeSlot: Int32Array.from(slot),
		edgeOutput: Int32Array.from(output),
		edgeShare: Float64Array.from(share),
		edgeLane: Int32Array.from(lane),
		edgeClass: Uint8Array.from(edgeClass),
		classCount: edgeClass.reduce((most, into) => Math.max(most, into), 0) + 1,
	};
}

/** The rank of each agent by the highest priority of any demand that it serves: 0 for the most important; at most 256 ranks. */
function priorityRanks(compiled: Compiled): Uint8Array {
	const priority = priorities(compiled);
	const order = [...new Set(priority)].sort((a, b) => b - a);
	const rank = new Map(order.map((value, at) => [value, Math.min(255, at)]));
	return Uint8Array.from(priority, (value) => rank.get(value) ?? 255);
}

/** The highest priority of any demand that an agent serves, directly or through others. */
function priorities(compiled: Compiled): Float64Array {
	const { network, lineCount, agentCount } = compiled;
	const priority = new Float64Array(agentCount).fill(Number.NEGATIVE_INFINITY);
	network.demands.forEach((demand, index) => {
		priority[lineCount + index] = demand.priority;
	});
	for (let moved = true; moved; ) {
		moved = false;
		for (let edge = 0; edge < compiled.edgeSlot.length; edge++) {
			const buyer = compiled.slotAgent[compiled.edgeSlot[edge]];
			const supplier = compiled.outputLine[compiled.edgeOutput[edge]];
			if (priority[buyer] > priority[supplier]) {
				priority[supplier] = priority[buyer];
				moved = true;
			}
		}
	}
	return priority;
}
