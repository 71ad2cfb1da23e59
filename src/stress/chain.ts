import type { Compiled, Network } from "#network";
import { orderClasses } from "./order-class.ts";
import type { Rules } from "./rules.ts";

/**
 * What the step reads and never writes: a compiled network in units per step.
 *
 * Agents, outputs, slots and edges as in `Compiled`; `edgeLane` is shifted by one so that 0 stands for use at home, which nothing restricts.
 */
export interface Chain {
	readonly lineCount: number;
	readonly agentCount: number;
	/** Activity per step in the base year. */
	readonly base: Float64Array;
	/** Most activity per step, before overproduction. */
	readonly capacity: Float64Array;
	readonly outputStart: Int32Array;
	readonly outputQuantity: Float64Array;
	readonly outputLine: Int32Array;
	readonly slotStart: Int32Array;
	readonly slotAgent: Int32Array;
	readonly slotQuantity: Float64Array;
	/** Steps of base use that the agent means to hold. */
	readonly slotCover: Float64Array;
	readonly slotCritical: Float64Array;
	readonly edgeStart: Int32Array;
	readonly edgeSlot: Int32Array;
	readonly edgeOutput: Int32Array;
	readonly edgeShare: Float64Array;
	readonly edgeLane: Int32Array;
	/**
	 * First output of each slot, if every slot of the chain draws on outputs that follow each other, one edge each: dense tables numbered
	 * by sector. The step then reads shares only.
	 */
	readonly slotRun: Int32Array | undefined;
	/** Class in which a short supplier serves the edge, 0 first. */
	readonly edgeClass: Uint8Array;
	readonly classCount: number;
	/** Lanes and home: index 0 is home. */
	readonly laneCount: number;
	/** Base flow per step. */
	readonly laneBase: Float64Array;
	/** Most per step; Infinity if unlimited. */
	readonly laneCapacity: Float64Array;
	/** Transit in steps. */
	readonly laneSteps: Int32Array;
	/** Edges of each output (CSR), for water-filling and reading results. */
	readonly outputEdgeStart: Int32Array;
	readonly outputEdge: Int32Array;
	/** Most each line makes under scarcity, as a multiple of its capacity. */
	readonly overproductionMax: Float64Array;
	/** Part of the way to new suppliers that each agent's orders go in a step. */
	readonly switchPace: Float64Array;
	/** For users, by agent − lineCount: whether unmet demand waits. */
	readonly waits: Uint8Array;
	/** Merchants' and strategic stocks. */
	readonly reserves: readonly Reserve[];
}

/** A stock that no agent runs on but that can be released to those of its place. */
export interface Reserve {
	/** Index in `network.stocks`. */
	readonly stock: number;
	readonly quantity: number;
	readonly release: "short" | "empty" | "measure";
	/** Slots it can serve: those of its place and good. */
	readonly slots: Int32Array;
}

const daysPerYear = 365;

/** Returns the chain that the step runs on, for the rules' step length and rationing. Cost: O(edges). */
export function chainOf(compiled: Compiled, rules: Rules): Chain {
	const { network, lineCount, agentCount } = compiled;
	const perStep = rules.stepDays / daysPerYear;
	const edges = orderClasses(compiled, rules.rationing);
	const laneCount = network.lanes.length + 1;
	const base = compiled.activity.map((activity) => activity * perStep);
	const laneBase = new Float64Array(laneCount);
	for (let edge = 0; edge < edges.edgeSlot.length; edge++) {
		const slot = edges.edgeSlot[edge];
		laneBase[edges.edgeLane[edge]] +=
			base[compiled.slotAgent[slot]] *
			compiled.slotQuantity[slot] *
			edges.edgeShare[edge];
	}
	const { edgeStart, edgeSlot, edgeOutput, edgeShare, edgeLane } = edges;
	const { outputEdgeStart, outputEdge } = outputEdges(
		compiled.outputGood.length,
		edgeOutput,
	);
	// One literal with all its fields in one order: the step's loops are compiled for one shape of chain.
	return {
		lineCount,
		agentCount,
		base,
		capacity: compiled.capacity.map((capacity) => capacity * perStep),
		outputStart: compiled.outputStart,
		outputQuantity: compiled.outputQuantity,
		outputLine: compiled.outputLine,
		slotStart: compiled.slotStart,
		slotAgent: compiled.slotAgent,
		slotQuantity: compiled.slotQuantity,
		slotCover: compiled.slotCover.map((days, slot) =>
			compiled.slotAgent[slot] < lineCount
				? Math.max(1, days / rules.stepDays)
				: days / rules.stepDays,
		),
		slotCritical: compiled.slotCritical,
		slotRun: runsOf(edgeStart, edgeOutput),
		edgeStart,
		edgeSlot,
		edgeOutput,
		edgeShare,
		edgeLane,
		edgeClass: edges.edgeClass,
		classCount: edges.classCount,
		laneCount,
		laneBase,
		laneCapacity: Float64Array.from({ length: laneCount }, (_, lane) =>
			lane === 0
				? Number.POSITIVE_INFINITY
				: (network.lanes[lane - 1].capacity ?? Number.POSITIVE_INFINITY) *
					perStep,
		),
		laneSteps: Int32Array.from({ length: laneCount }, (_, lane) =>
			lane === 0
				? 0
				: Math.round(network.lanes[lane - 1].days / rules.stepDays),
		),
		outputEdgeStart,
		outputEdge,
		overproductionMax: Float64Array.from(
			network.processes,
			(process) => process.overproductionMax ?? rules.overproductionMax,
		),
		switchPace: Float64Array.from(
			[...network.processes, ...network.demands],
			({ switchDays = rules.switchDays }) =>
				Math.min(1, rules.stepDays / Math.max(1, switchDays)),
		),
		waits: Uint8Array.from(network.demands, (demand) =>
			demand.unmet === "wait" ? 1 : 0,
		),
		reserves: reservesOf(network, compiled),
	};
}

/** The first output of each slot if all slots draw on runs of outputs; undefined otherwise. */
function runsOf(
	edgeStart: Int32Array,
	edgeOutput: Int32Array,
): Int32Array | undefined {
	const slots = edgeStart.length - 1;
	const runs = new Int32Array(slots);
	for (let slot = 0; slot < slots; slot++) {
		const first = edgeOutput[edgeStart[slot]] ?? 0;
		runs[slot] = first;
		for (let edge = edgeStart[slot]; edge < edgeStart[slot + 1]; edge++)
			if (edgeOutput[edge] - first !== edge - edgeStart[slot]) return undefined;
	}
	return runs;
}

function outputEdges(
	outputs: number,
	edgeOutput: Int32Array,
): { outputEdgeStart: Int32Array; outputEdge: Int32Array } {
	const outputEdgeStart = new Int32Array(outputs + 1);
	for (const output of edgeOutput) outputEdgeStart[output + 1]++;
	for (let output = 0; output < outputs; output++)
		outputEdgeStart[output + 1] += outputEdgeStart[output];
	const next = outputEdgeStart.slice();
	const outputEdge = new Int32Array(edgeOutput.length);
	for (let edge = 0; edge < edgeOutput.length; edge++)
		outputEdge[next[edgeOutput[edge]]++] = edge;
	return { outputEdgeStart, outputEdge };
}

function reservesOf(network: Network, compiled: Compiled): readonly Reserve[] {
	return network.stocks.flatMap((stock, index) => {
		if (stock.holder === "use") return [];
		const slots: number[] = [];
		let usePerDay = 0;
		for (let slot = 0; slot < compiled.slotAgent.length; slot++) {
			const agent = compiled.slotAgent[slot];
			if (network.goods[compiled.slotGood[slot]]?.id !== stock.good) continue;
			if (network.places[compiled.agentPlace[agent]]?.id !== stock.place)
				continue;
			slots.push(slot);
			usePerDay +=
				(compiled.slotQuantity[slot] * compiled.activity[agent]) / daysPerYear;
		}
		const quantity = stock.quantity ?? (stock.coverDays ?? 0) * usePerDay;
		return [
			{
				stock: index,
				quantity,
				release: stock.release,
				slots: Int32Array.from(slots),
			},
		];
	});
}
