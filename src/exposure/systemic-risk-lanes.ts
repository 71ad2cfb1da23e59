import {
	laneCount,
	lineBytes,
	type Memory,
	type PlacedNodes,
	type PlacedSide,
	plainMemory,
} from "./systemic-risk-pass.ts";
import type { Side, Sides } from "./systemic-risk-sides.ts";
import { vectorMemory } from "./systemic-risk-vector.ts";

/** Cascades that have grown wide, as many at once as there are lanes. */
export interface Lanes {
	/** Puts a cascade with the given loss of each node into a lane. */
	readonly load: (
		lane: number,
		downstream: Float64Array,
		upstream: Float64Array,
	) => void;
	/** Carries all lanes one step on. */
	readonly step: () => void;
	/** The largest rise of each lane in the last step. */
	readonly change: Float64Array;
	/** Brings `tolls` up to date. */
	readonly tally: () => void;
	/** Output lost in each lane: downstream in the first `laneCount`, then upstream, then the larger of the two at each node. */
	readonly tolls: Float64Array;
}

/** Where the losses of one direction lie: byte offsets, two of them changing places after each step. */
interface Losses {
	readonly side: PlacedSide;
	readonly change: number;
	current: number;
	next: number;
}

/** Returns lanes for cascades on these sides; the same numbers whether the host has vector instructions or not. */
export function lanesOf(
	sides: Sides,
	marketShare: boolean,
	memoryOf: (bytes: number) => Memory = (bytes) =>
		vectorMemory(bytes) ?? plainMemory(bytes),
): Lanes {
	const room = { bytes: 0 };
	const nodes = nodesIn(room, sides);
	const down = lossesIn(room, sides.downstream, sides.nodeCount);
	const up = lossesIn(room, sides.upstream, sides.nodeCount);
	const weighed = placeIn(room, marketShare ? sides.nodeCount * lineBytes : 0);
	const left = placeIn(room, sides.sectorCount * lineBytes);
	const toll = placeIn(room, 3 * lineBytes);
	const memory = memoryOf(room.bytes);
	const { buffer } = memory;
	const real = new Float64Array(buffer);
	writeNodes(buffer, nodes, sides);
	writeSide(buffer, down.side, sides.downstream);
	writeSide(buffer, up.side, sides.upstream);
	const change = new Float64Array(laneCount);
	const advance = (losses: Losses, from: number) => {
		const { side, current, next } = losses;
		memory.spread(side, from, current, next, losses.change);
		losses.current = next;
		losses.next = current;
	};
	return {
		change,
		tolls: new Float64Array(buffer, toll, 3 * laneCount),
		load(lane, downstream, upstream) {
			const downAt = down.current / 8 + lane;
			const upAt = up.current / 8 + lane;
			for (let node = 0; node < sides.nodeCount; node++) {
				real[downAt + node * laneCount] = downstream[node];
				real[upAt + node * laneCount] = upstream[node];
			}
		},
		step() {
			if (marketShare) memory.weigh(nodes, down.current, weighed, left);
			advance(down, marketShare ? weighed : down.current);
			advance(up, up.current);
			for (let lane = 0; lane < laneCount; lane++)
				change[lane] = Math.max(
					real[down.change / 8 + lane],
					real[up.change / 8 + lane],
				);
		},
		tally: () => memory.tally(nodes, down.current, up.current, toll),
	};
}

/** Sets bytes aside at the end of a memory to be, in whole lines, and returns where. */
function placeIn(room: { bytes: number }, bytes: number): number {
	const at = room.bytes;
	room.bytes += Math.ceil(bytes / lineBytes) * lineBytes;
	return at;
}

function nodesIn(room: { bytes: number }, sides: Sides): PlacedNodes {
	const { nodeCount, sectorCount } = sides;
	return {
		nodeCount,
		sectorCount,
		sector: placeIn(room, 4 * nodeCount),
		output: placeIn(room, 8 * nodeCount),
		sectorOutput: placeIn(room, 8 * sectorCount),
	};
}

function lossesIn(
	room: { bytes: number },
	side: Side,
	nodeCount: number,
): Losses {
	return {
		side: {
			nodeCount,
			groupStart: placeIn(room, 4 * side.groupStart.length),
			linkStart: placeIn(room, 4 * side.linkStart.length),
			source: placeIn(room, 4 * side.source.length),
			share: placeIn(room, 8 * side.share.length),
		},
		change: placeIn(room, lineBytes),
		current: placeIn(room, nodeCount * lineBytes),
		next: placeIn(room, nodeCount * lineBytes),
	};
}

function writeNodes(buffer: ArrayBuffer, at: PlacedNodes, sides: Sides): void {
	writeLines(buffer, at.sector, sides.sector);
	write(buffer, at.output, sides.output);
	write(buffer, at.sectorOutput, sides.sectorOutput);
}

function writeSide(buffer: ArrayBuffer, at: PlacedSide, side: Side): void {
	new Int32Array(buffer, at.groupStart).set(side.groupStart);
	new Int32Array(buffer, at.linkStart).set(side.linkStart);
	writeLines(buffer, at.source, side.source);
	write(buffer, at.share, side.share);
}

function write(buffer: ArrayBuffer, at: number, values: Float64Array): void {
	new Float64Array(buffer, at, values.length).set(values);
}

/** Writes numbers of lines as the bytes at which they begin. */
function writeLines(buffer: ArrayBuffer, at: number, lines: Int32Array): void {
	const bytes = new Int32Array(buffer, at, lines.length);
	for (let each = 0; each < lines.length; each++)
		bytes[each] = lines[each] * lineBytes;
}
