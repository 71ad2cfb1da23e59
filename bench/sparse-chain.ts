import type { Chain } from "#stress";

const nothing = new Int32Array(0);

/** A chain without lanes to restrict: users take from lines, lines from lines, at once and from one class. */
export function plainChain(parts: {
	readonly lineCount: number;
	readonly agentCount: number;
	readonly base: Float64Array;
	readonly slotStart: Int32Array;
	readonly slotAgent: Int32Array;
	readonly slotQuantity: Float64Array;
	readonly slotCover: Float64Array;
	readonly edgeStart: Int32Array;
	readonly edgeOutput: Int32Array;
	readonly edgeShare: Float64Array;
}): Chain {
	const { lineCount, agentCount, base } = parts;
	return {
		...parts,
		capacity: base.slice(0, lineCount),
		outputStart: Int32Array.from({ length: lineCount + 1 }, (_, line) => line),
		outputQuantity: new Float64Array(lineCount).fill(1),
		outputLine: Int32Array.from({ length: lineCount }, (_, line) => line),
		slotCritical: new Float64Array(parts.slotAgent.length).fill(1),
		slotRun: undefined,
		edgeSlot: nothing,
		edgeLane: nothing,
		edgeClass: new Uint8Array(0),
		classCount: 1,
		laneCount: 1,
		laneBase: new Float64Array(1),
		laneCapacity: new Float64Array(1).fill(Number.POSITIVE_INFINITY),
		laneSteps: new Int32Array(1),
		outputEdgeStart: nothing,
		outputEdge: nothing,
		overproductionMax: new Float64Array(lineCount).fill(1.25),
		switchPace: new Float64Array(agentCount).fill(1),
		waits: new Uint8Array(agentCount - lineCount),
		reserves: [],
	};
}

/** A seeded generator of numbers in [0, 1): the same on every run (xorshift, 32 bits). */
export function seeded(seed: number): () => number {
	let state = seed | 1;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) / 2 ** 32;
	};
}

/** A dense input–output table as BoARIO reads it: every industry buys from every industry, and one user takes the rest of each. Lines are numbered by sector. */
export function denseChain(sectors: number, regions: number): Chain {
	const lines = sectors * regions;
	const slots = lines * sectors + lines;
	const edges = lines * lines + lines;
	const random = seeded(20_261_110);
	const base = new Float64Array(2 * lines).fill(1);
	const slotAgent = new Int32Array(slots);
	const slotQuantity = new Float64Array(slots);
	const slotRun = new Int32Array(slots);
	const edgeStart = new Int32Array(slots + 1);
	const edgeOutput = new Int32Array(edges);
	const edgeShare = new Float64Array(edges);
	const slotStart = new Int32Array(2 * lines + 1);
	let edge = 0;
	let slot = 0;
	const add = (
		agent: number,
		quantity: number,
		first: number,
		count: number,
	) => {
		slotAgent[slot] = agent;
		slotQuantity[slot] = quantity;
		slotRun[slot] = first;
		const from = edge;
		let total = 0;
		for (let at = 0; at < count; at++, edge++) {
			edgeOutput[edge] = first + at;
			edgeShare[edge] = 0.5 + random();
			total += edgeShare[edge];
		}
		for (let at = from; at < edge; at++) edgeShare[at] /= total;
		edgeStart[++slot] = edge;
		slotStart[agent + 1] = slot;
	};
	for (let line = 0; line < lines; line++)
		for (let sector = 0; sector < sectors; sector++)
			add(line, 0.5 / sectors, sector * regions, regions);
	for (let user = 0; user < lines; user++) add(lines + user, 1, user, 1);
	const chain = {
		lineCount: lines,
		agentCount: 2 * lines,
		base,
		slotStart,
		slotAgent,
		slotQuantity,
		slotCover: new Float64Array(slots).fill(90),
		edgeStart,
		edgeOutput,
		edgeShare,
	};
	settle(chain);
	return { ...plainChain(chain), slotRun };
}

/** A sparse world: each line has one input from so many suppliers that lie near it in the numbering, and one user takes from some lines. */
export function sparseChain(
	lines: number,
	edgesPerLine: number,
	reach: number,
): Chain {
	const random = seeded(58);
	const slots = lines + 1;
	const edges = lines * edgesPerLine + lines;
	const edgeStart = new Int32Array(slots + 1);
	const edgeOutput = new Int32Array(edges);
	const edgeShare = new Float64Array(edges);
	for (let line = 0, edge = 0; line < lines; line++) {
		for (let one = 0; one < edgesPerLine; one++, edge++) {
			edgeOutput[edge] =
				(line + lines + Math.floor((random() - 0.5) * 2 * reach)) % lines;
			edgeShare[edge] = 1 / edgesPerLine;
		}
		edgeStart[line + 1] = edge;
	}
	for (let line = 0; line < lines; line++) {
		edgeOutput[lines * edgesPerLine + line] = line;
		edgeShare[lines * edgesPerLine + line] = 1 / lines;
	}
	edgeStart[slots] = edges;
	const slotStart = Int32Array.from({ length: lines + 2 }, (_, agent) =>
		Math.min(agent, slots),
	);
	const slotQuantity = new Float64Array(slots).fill(0.5);
	slotQuantity[lines] = 1;
	const base = new Float64Array(lines + 1).fill(1);
	base[lines] = lines;
	const chain = {
		lineCount: lines,
		agentCount: lines + 1,
		base,
		slotStart,
		slotAgent: Int32Array.from({ length: slots }, (_, slot) => slot),
		slotQuantity,
		slotCover: new Float64Array(slots).fill(90),
		edgeStart,
		edgeOutput,
		edgeShare,
	};
	settle(chain);
	return plainChain(chain);
}

/** The same chain with a lane for each edge, over which goods take up to so many steps. */
export function withLanes(chain: Chain, longest: number): Chain {
	const random = seeded(2_026);
	const edges = chain.edgeOutput.length;
	const outputs = chain.outputLine.length;
	const edgeSlot = new Int32Array(edges);
	const outputEdgeStart = new Int32Array(outputs + 1);
	const laneBase = new Float64Array(edges + 1);
	for (let slot = 0; slot < chain.slotAgent.length; slot++)
		for (
			let edge = chain.edgeStart[slot];
			edge < chain.edgeStart[slot + 1];
			edge++
		) {
			edgeSlot[edge] = slot;
			outputEdgeStart[chain.edgeOutput[edge] + 1]++;
			laneBase[edge + 1] =
				chain.base[chain.slotAgent[slot]] *
				chain.slotQuantity[slot] *
				chain.edgeShare[edge];
		}
	for (let output = 0; output < outputs; output++)
		outputEdgeStart[output + 1] += outputEdgeStart[output];
	const next = outputEdgeStart.slice();
	const outputEdge = new Int32Array(edges);
	for (let edge = 0; edge < edges; edge++)
		outputEdge[next[chain.edgeOutput[edge]]++] = edge;
	return {
		...chain,
		edgeSlot,
		edgeLane: Int32Array.from({ length: edges }, (_, edge) => edge + 1),
		edgeClass: new Uint8Array(edges),
		laneCount: edges + 1,
		laneBase,
		laneCapacity: new Float64Array(edges + 1).fill(Number.POSITIVE_INFINITY),
		laneSteps: Int32Array.from({ length: edges + 1 }, () =>
			Math.floor(random() * (longest + 1)),
		),
		outputEdgeStart,
		outputEdge,
	};
}

/** Sets the lines' base activity to what is ordered from them, the users' being given. */
function settle(chain: {
	readonly lineCount: number;
	readonly base: Float64Array;
	readonly slotAgent: Int32Array;
	readonly slotQuantity: Float64Array;
	readonly edgeStart: Int32Array;
	readonly edgeOutput: Int32Array;
	readonly edgeShare: Float64Array;
}): void {
	const ordered = new Float64Array(chain.lineCount);
	for (let round = 0; round < 40; round++) {
		ordered.fill(0);
		for (let slot = 0; slot < chain.slotAgent.length; slot++) {
			const need = chain.base[chain.slotAgent[slot]] * chain.slotQuantity[slot];
			for (
				let edge = chain.edgeStart[slot];
				edge < chain.edgeStart[slot + 1];
				edge++
			)
				ordered[chain.edgeOutput[edge]] += need * chain.edgeShare[edge];
		}
		chain.base.set(ordered);
	}
}
