import type { Chain } from "./chain.ts";
import type { Edges, KernelArrays } from "./kernel.ts";
import type { RunWork } from "./kernel-hand.ts";
import { placed } from "./kernel-memory.ts";
import { type Kernels, oneThread } from "./kernels.ts";
import type { Pressure } from "./pressure.ts";
import type { Rules } from "./rules.ts";
import type { State } from "./state.ts";
import { setPulls, shortfallMoving } from "./switching.ts";

/** A run whose steps kernels do; its state and pressure take the place of those given. */
export interface KernelRun {
	readonly state: State;
	readonly pressure: Pressure;
	/** From claims to deliveries; `carried` says whether kernels did the step before, so that its claims are orders already. */
	readonly deliver: (step: number, carried: boolean) => void;
	/** Shares move and everyone orders anew. */
	readonly again: (step: number) => void;
}

/** Edges from which copying into memory for vector instructions and threads is soon made good. */
const manyEdges = 20_000;

/** Whether each step of a chain, while no lane is limited, is two passes over its edges: one class, no transit, no reserves. */
export function isPlain(chain: Chain, state: Pick<State, "arrivals">): boolean {
	return (
		chain.classCount === 1 &&
		chain.reserves.length === 0 &&
		state.arrivals.length === 0
	);
}

/** Returns a run handed to kernels, with all that they touch in one memory where that is worth it. Cost: O(edges). */
export function kernelRun(
	chain: Chain,
	state: State,
	pressure: Pressure,
	rules: Rules,
	kernels: Kernels,
): KernelRun {
	const own = workOf(chain, state, pressure, rules);
	const few = chain.edgeShare.length < manyEdges;
	const work = few ? own : placed(own, kernels.shared);
	const does = (few ? oneThread : kernels).take(work);
	const pressed = { ...pressure, loss: work.arrays.loss };
	return {
		state: work.state,
		pressure: pressed,
		deliver(step, carried) {
			if (!carried || work.arrays.sales) does("order", step);
			does("make", step);
			work.limit[0] = shortfallMoving(pressed, rules);
			does("deliver", step);
		},
		again(step) {
			if (rules.switching !== "none" && anyShort(work))
				setPulls(chain, work.state, pressed, rules);
			does("again", step);
		},
	};
}

function anyShort({ chain, state, late, limit }: RunWork): boolean {
	if (late[0] + late[1] > 0) return true;
	const { claim, sent } = state;
	for (let slot = chain.slotStart[chain.lineCount]; slot < claim.length; slot++)
		if (!(claim[slot] - sent[slot] <= limit[0] * claim[slot])) return true;
	return false;
}

function workOf(
	chain: Chain,
	start: State,
	{ loss }: Pressure,
	rules: Rules,
): RunWork {
	const { edgeStart, edgeOutput, slotRun, slotStart } = chain;
	// Without transit all that is sent lands.
	const state = { ...start, landed: start.sent };
	const sales =
		slotRun === undefined && rules.switching === "none"
			? salesOf(chain)
			: undefined;
	const outputs = chain.outputLine.length;
	return {
		kind: "run",
		chain: leanChain(chain, rules.switching !== "none"),
		state,
		rules,
		arrays: {
			...arraysOf(chain, rules, state),
			width: 1,
			supplies: {
				start: edgeStart,
				other: slotRun === undefined ? edgeOutput : nothing,
				run: slotRun,
				share: state.share,
			},
			...(sales && { sales }),
			orders: new Float64Array(sales ? outputs : 2 * outputs),
			loss,
			claimNext: new Float64Array(state.claim.length),
			notes: {
				sent: state.sent,
				ordered: state.ordered,
				outputOrders: state.outputOrders,
				outputMissing: state.outputMissing,
				demanded: state.demanded,
				binding: state.binding,
				late: new Uint8Array(state.claim.length),
			},
		},
		memory: undefined,
		lineBounds: halves(chain.lineCount, (line) => line + slotStart[line]),
		agentBounds: halves(
			chain.agentCount,
			(agent) => edgeStart[slotStart[agent]],
		),
		orderBounds: sales
			? halves(outputs, (output) => sales.start[output])
			: halves(state.claim.length, (slot) => edgeStart[slot]),
		limit: new Float64Array(1),
		late: new Int32Array(2),
	};
}

/** The edges of a chain by output: each buyer's slot and the share that it orders there. */
export function salesOf({
	edgeStart,
	edgeOutput,
	edgeShare,
	outputLine,
}: Chain): Edges {
	const start = new Int32Array(outputLine.length + 1);
	for (const output of edgeOutput) start[output + 1]++;
	for (let output = 0; output < outputLine.length; output++)
		start[output + 1] += start[output];
	const next = start.slice();
	const other = new Int32Array(edgeOutput.length);
	const share = new Float64Array(edgeOutput.length);
	for (let slot = 0; slot + 1 < edgeStart.length; slot++)
		for (let edge = edgeStart[slot]; edge < edgeStart[slot + 1]; edge++) {
			const at = next[edgeOutput[edge]]++;
			other[at] = slot;
			share[at] = edgeShare[edge];
		}
	return { start, other, run: undefined, share };
}

/** What kernels read and write of a run's state, or a block's. */
type Kept =
	| "served"
	| "leftover"
	| "overproduction"
	| "activity"
	| "wanted"
	| "claim"
	| "stock";

/** Returns the arrays that kernels take from a chain and a state as they are. */
export function arraysOf(
	chain: Chain,
	rules: Rules,
	state: Pick<KernelArrays, Kept>,
): Omit<KernelArrays, "width" | "supplies" | "orders" | "loss" | "claimNext"> {
	return {
		pace: Math.min(1, rules.stepDays / rules.restockDays),
		slowdown: rules.slowdown,
		capacity: chain.capacity,
		overproductionMax: chain.overproductionMax,
		outputStart: chain.outputStart,
		outputQuantity: chain.outputQuantity,
		slotStart: chain.slotStart,
		slotQuantity: chain.slotQuantity,
		slotCover: chain.slotCover,
		slotCritical: chain.slotCritical,
		served: state.served,
		leftover: state.leftover,
		overproduction: state.overproduction,
		activity: state.activity,
		wanted: state.wanted,
		next: rules.reorder === "used" ? state.activity : state.wanted,
		claim: state.claim,
		stock: state.stock,
	};
}

/** Returns the bounds of two halves of so many, about as heavy: `before` gives the weight of all before one. */
export function halves(
	count: number,
	before: (index: number) => number,
): readonly [number, number, number] {
	let low = 0;
	let high = count;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (2 * before(middle) < before(count)) low = middle + 1;
		else high = middle;
	}
	return [0, low, count];
}

const nothing = new Int32Array(0);

/** The chain without what kernels do not read, so that it is neither placed nor handed to threads. */
export function leanChain(chain: Chain, moves: boolean): Chain {
	const listed = moves || chain.slotRun === undefined;
	return {
		...chain,
		edgeSlot: nothing,
		edgeOutput: listed ? chain.edgeOutput : nothing,
		edgeLane: moves ? chain.edgeLane : nothing,
		edgeClass: new Uint8Array(0),
		laneBase: new Float64Array(0),
		laneCapacity: new Float64Array(0),
		laneSteps: nothing,
		outputEdgeStart: nothing,
		outputEdge: nothing,
	};
}
