import type { FirmShock } from "./systemic-risk-rules.ts";
import type { Side, Sides } from "./systemic-risk-sides.ts";

/** What a cascade has cost so far: output lost, its steps, and the largest rise of a firm's loss in the last one. */
export interface Toll {
	downstream: number;
	upstream: number;
	esri: number;
	steps: number;
	change: number;
}

/** One direction of a cascade that has not reached far: what it touched, and nothing else, is visited. */
interface FrontSide {
	readonly side: Side;
	/** The loss of each node. */
	readonly loss: Float64Array;
	/** The loss of each node at the end of the step under way. */
	readonly coming: Float64Array;
	/** What of each node's loss its links carry already. */
	readonly carried: Float64Array;
	/** Σ share · loss of each group. */
	readonly sum: Float64Array;
	/** Nodes with a loss, in the order in which they got it. */
	readonly reached: Int32Array;
	reachedCount: number;
	/** Nodes whose loss rose in the last step. */
	risen: Int32Array;
	risenCount: number;
	/** Nodes whose loss will rise in the step under way. */
	rising: Int32Array;
	risingCount: number;
	/** Links that leave the nodes to be carried on in the next step. */
	ahead: number;
}

/** A cascade that is still narrow. */
export interface Front {
	/** The loss of each node for want of inputs. */
	readonly downstream: Float64Array;
	/** The loss of each node for want of customers. */
	readonly upstream: Float64Array;
	/** Clears what the last cascade left and starts the next; `nodeOf` gives the node of each firm. */
	readonly start: (shock: FirmShock, nodeOf: Int32Array) => void;
	/** Number of links that the next step has to follow. */
	readonly ahead: () => number;
	/** Carries the losses one step on and returns the largest rise. */
	readonly step: () => number;
	/** Writes what the cascade has cost into `toll`. */
	readonly count: (toll: Toll) => void;
}

/**
 * Returns a cascade to start anew for each shock, which follows only the links of nodes whose loss has risen.
 *
 * Losses never fall during a cascade, so a group's sum grows by share · rise, and the largest sum of a node is known without looking
 * at the others. With market shares what a supplier's loss means to its customers, σ · loss with σ = min(1, output / Σ output · (1 − loss)
 * of its sector), rises with every loss in its sector, so all reached suppliers are carried on. Cost of a step: O(links ahead).
 */
export function frontOf(sides: Sides, marketShare: boolean): Front {
	const down = frontSideOf(sides.downstream, sides.nodeCount);
	const up = frontSideOf(sides.upstream, sides.nodeCount);
	const lost = new Float64Array(sides.sectorCount);
	return {
		downstream: down.loss,
		upstream: up.loss,
		start(shock, nodeOf) {
			for (const front of [down, up]) {
				clear(front);
				hit(front, shock, nodeOf);
			}
		},
		ahead: () => down.ahead + up.ahead,
		step() {
			if (marketShare) carryReached(down, sides, lost);
			else carryRisen(down);
			carryRisen(up);
			return Math.max(settle(down, marketShare), settle(up, false));
		},
		count: (toll) => count(sides.output, down, up, toll),
	};
}

function frontSideOf(side: Side, nodeCount: number): FrontSide {
	return {
		side,
		loss: new Float64Array(nodeCount),
		coming: new Float64Array(nodeCount),
		carried: new Float64Array(nodeCount),
		sum: new Float64Array(side.linkStart.length - 1),
		reached: new Int32Array(nodeCount),
		reachedCount: 0,
		risen: new Int32Array(nodeCount),
		risenCount: 0,
		rising: new Int32Array(nodeCount),
		risingCount: 0,
		ahead: 0,
	};
}

function clear(front: FrontSide): void {
	const { side, loss, coming, carried, sum, reached } = front;
	for (let at = 0; at < front.reachedCount; at++) {
		const node = reached[at];
		loss[node] = 0;
		coming[node] = 0;
		if (carried[node] === 0) continue;
		carried[node] = 0;
		const end = side.leaveStart[node + 1];
		for (let link = side.leaveStart[node]; link < end; link++)
			sum[side.leaveGroup[link]] = 0;
	}
	front.reachedCount = 0;
	front.risenCount = 0;
	front.ahead = 0;
}

function hit(front: FrontSide, shock: FirmShock, nodeOf: Int32Array): void {
	const { firms, remaining } = shock;
	for (let at = 0; at < firms.length; at++)
		raise(front, nodeOf[firms[at]], 1 - (remaining?.[at] ?? 0));
	settle(front, false);
}

/** Lets the loss of a node become so much at the end of the step, if that is more. */
function raise(front: FrontSide, node: number, loss: number): void {
	if (!(loss > front.coming[node])) return;
	if (front.coming[node] === front.loss[node])
		front.rising[front.risingCount++] = node;
	front.coming[node] = loss;
}

/** Lets all losses that rose travel along their links. */
function carryRisen(front: FrontSide): void {
	const { risen, loss } = front;
	for (let at = 0; at < front.risenCount; at++)
		carry(front, risen[at], loss[risen[at]]);
}

/** Lets all losses travel along their links as far as rivals cannot replace them; `lost` is room for the output lost of each sector. */
function carryReached(
	front: FrontSide,
	{ output, sector, sectorOutput }: Sides,
	lost: Float64Array,
): void {
	const { reached, reachedCount, loss } = front;
	lost.fill(0);
	for (let at = 0; at < reachedCount; at++)
		lost[sector[reached[at]]] += output[reached[at]] * loss[reached[at]];
	for (let at = 0; at < reachedCount; at++) {
		const node = reached[at];
		const made = output[node];
		const left = sectorOutput[sector[node]] - lost[sector[node]];
		carry(front, node, (left > made ? made / left : 1) * loss[node]);
	}
}

/** Lets the links of a node carry so much in all, no less than before. */
function carry(front: FrontSide, node: number, value: number): void {
	const { side, sum, carried } = front;
	const { leaveStart, leaveGroup, leaveNode, leaveShare } = side;
	const rise = value - carried[node];
	if (!(rise > 0)) return;
	carried[node] = value;
	const end = leaveStart[node + 1];
	for (let link = leaveStart[node]; link < end; link++) {
		const group = leaveGroup[link];
		const total = sum[group] + leaveShare[link] * rise;
		sum[group] = total;
		raise(front, leaveNode[link], total);
	}
}

/** Makes the losses under way real and returns the largest rise. */
function settle(front: FrontSide, carriesAll: boolean): number {
	const { rising, risingCount, loss, coming, reached, side } = front;
	let largest = 0;
	let links = 0;
	for (let at = 0; at < risingCount; at++) {
		const node = rising[at];
		const count = side.leaveStart[node + 1] - side.leaveStart[node];
		if (loss[node] === 0) {
			reached[front.reachedCount++] = node;
			if (carriesAll) links += count;
		}
		if (!carriesAll) links += count;
		largest = Math.max(largest, coming[node] - loss[node]);
		loss[node] = coming[node];
	}
	front.rising = front.risen;
	front.risingCount = 0;
	front.risen = rising;
	front.risenCount = risingCount;
	front.ahead = carriesAll ? front.ahead + links : links;
	return largest;
}

function count(
	output: Float64Array,
	down: FrontSide,
	up: FrontSide,
	toll: Toll,
): void {
	let downstream = 0;
	let upstream = 0;
	let either = 0;
	for (let at = 0; at < down.reachedCount; at++) {
		const node = down.reached[at];
		downstream += output[node] * down.loss[node];
		either += output[node] * Math.max(down.loss[node], up.loss[node]);
	}
	for (let at = 0; at < up.reachedCount; at++) {
		const node = up.reached[at];
		upstream += output[node] * up.loss[node];
		if (down.loss[node] === 0) either += output[node] * up.loss[node];
	}
	toll.downstream = downstream;
	toll.upstream = upstream;
	toll.esri = either;
}
