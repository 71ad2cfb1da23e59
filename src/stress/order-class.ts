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
 * Returns the edges with the class in which a short supplier serves each.
 *
 * `proportional`: one class. `home first`: use at home, then shipments. `contract first`: use at home, the contracted share of each lane, then
 * spot (a lane partly under contract becomes two edges). `priority`: by the highest priority of any demand that the buyer serves, at
 * whatever distance. Cost: O(edges), for priority × length of the chain.
 */
export function orderClasses(compiled: Compiled, rationing: Rationing): Edges {
	const lanes = compiled.network.lanes;
	const edgeLane = compiled.edgeLane.map((lane) => lane + 1);
	const plain = { ...compiled, edgeLane };
	switch (rationing) {
		case "proportional":
			return {
				...plain,
				edgeClass: new Uint8Array(edgeLane.length),
				classCount: 1,
			};
		case "home first":
			return {
				...plain,
				edgeClass: Uint8Array.from(edgeLane, (lane) => (lane === 0 ? 0 : 1)),
				classCount: 2,
			};
		case "contract first":
			return splitByContract(plain, (lane) => lanes[lane - 1].contract ?? 0);
		case "priority": {
			const priority = priorities(compiled);
			const ranks = [...new Set(priority)].sort((a, b) => b - a);
			return {
				...plain,
				edgeClass: Uint8Array.from(compiled.edgeSlot, (slot) =>
					Math.min(255, ranks.indexOf(priority[compiled.slotAgent[slot]])),
				),
				classCount: Math.min(256, ranks.length),
			};
		}
	}
}

function splitByContract(
	edges: Omit<Edges, "edgeClass" | "classCount">,
	contractOf: (lane: number) => number,
): Edges {
	const slot: number[] = [];
	const output: number[] = [];
	const share: number[] = [];
	const lane: number[] = [];
	const edgeClass: number[] = [];
	const edgeStart = new Int32Array(edges.edgeStart.length);
	const add = (edge: number, part: number, into: number) => {
		if (part === 0) return;
		slot.push(edges.edgeSlot[edge]);
		output.push(edges.edgeOutput[edge]);
		share.push(edges.edgeShare[edge] * part);
		lane.push(edges.edgeLane[edge]);
		edgeClass.push(into);
	};
	for (let s = 0; s + 1 < edges.edgeStart.length; s++) {
		for (let edge = edges.edgeStart[s]; edge < edges.edgeStart[s + 1]; edge++) {
			if (edges.edgeLane[edge] === 0) {
				add(edge, 1, 0);
				continue;
			}
			const contract = contractOf(edges.edgeLane[edge]);
			add(edge, contract, 1);
			add(edge, 1 - contract, 2);
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
		classCount: 3,
	};
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
