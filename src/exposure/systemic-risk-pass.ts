/** How many cascades a pass carries at once, side by side for each node. */
export const laneCount = 8;

/** Bytes of a node's values in all lanes: one cache line. */
export const lineBytes = 64;

/** Byte offsets of one direction's arrays in a memory: 32-bit integers, but for the shares, which are doubles. */
export interface PlacedSide {
	readonly nodeCount: number;
	readonly groupStart: number;
	readonly linkStart: number;
	/** The node that each link comes from, times `lineBytes`. */
	readonly source: number;
	readonly share: number;
}

/** Byte offsets of what is known of the nodes themselves. */
export interface PlacedNodes {
	readonly nodeCount: number;
	readonly sectorCount: number;
	/** The sector of each node, times `lineBytes`: 32-bit integers. */
	readonly sector: number;
	/** The output of each node. */
	readonly output: number;
	/** The output of each sector. */
	readonly sectorOutput: number;
}

/** A memory and the three passes that work on it, for all lanes at once. Offsets count bytes; values are doubles, `node × 8 + lane`. */
export interface Memory {
	readonly buffer: ArrayBuffer;
	/** `next = max(current, Σ share · from)` over the groups of each node; `change`, a line, becomes the largest rise of each lane. */
	readonly spread: (
		side: PlacedSide,
		from: number,
		current: number,
		next: number,
		change: number,
	) => void;
	/**
	 * `to = σ · from`, with σ = output / what is left of the sector's output if that is more, else 1; `left` is room for a line for each
	 * sector, and becomes what is left.
	 */
	readonly weigh: (
		nodes: PlacedNodes,
		from: number,
		to: number,
		left: number,
	) => void;
	/** Three lines at `to` become Σ output · downstream, Σ output · upstream, and Σ output · the larger of the two. */
	readonly tally: (
		nodes: PlacedNodes,
		downstream: number,
		upstream: number,
		to: number,
	) => void;
}

/** Returns a memory of so many bytes with the passes in plain code: what vector instructions must equal bit for bit. */
export function plainMemory(bytes: number): Memory {
	const buffer = new ArrayBuffer(Math.ceil(bytes / lineBytes) * lineBytes);
	const whole = new Int32Array(buffer);
	const real = new Float64Array(buffer);
	return {
		buffer,
		spread: (side, from, current, next, change) =>
			spread(whole, real, side, [from, current, next, change]),
		weigh: (nodes, from, to, left) =>
			weigh(whole, real, nodes, [from, to, left]),
		tally: (nodes, downstream, upstream, to) =>
			tally(real, nodes, [downstream, upstream, to]),
	};
}

function spread(
	whole: Int32Array,
	real: Float64Array,
	side: PlacedSide,
	bytes: readonly number[],
): void {
	const [from, current, next, change] = bytes.map((offset) => offset / 8);
	const sum = new Float64Array(laneCount);
	real.fill(0, change, change + laneCount);
	let link = 0;
	for (let node = 0; node < side.nodeCount; node++) {
		const here = current + node * laneCount;
		const there = next + node * laneCount;
		for (let lane = 0; lane < laneCount; lane++)
			real[there + lane] = real[here + lane];
		const groups = side.groupStart / 4 + node;
		for (let group = whole[groups]; group < whole[groups + 1]; group++) {
			sum.fill(0);
			const end = whole[side.linkStart / 4 + group + 1];
			for (; link < end; link++) {
				const at = from + whole[side.source / 4 + link] / 8;
				const share = real[side.share / 8 + link];
				for (let lane = 0; lane < laneCount; lane++)
					sum[lane] += share * real[at + lane];
			}
			for (let lane = 0; lane < laneCount; lane++)
				if (sum[lane] > real[there + lane]) real[there + lane] = sum[lane];
		}
		for (let lane = 0; lane < laneCount; lane++) {
			const rise = real[there + lane] - real[here + lane];
			if (rise > real[change + lane]) real[change + lane] = rise;
		}
	}
}

function weigh(
	whole: Int32Array,
	real: Float64Array,
	nodes: PlacedNodes,
	bytes: readonly number[],
): void {
	const [from, to, left] = bytes.map((offset) => offset / 8);
	for (let sector = 0; sector < nodes.sectorCount; sector++)
		for (let lane = 0; lane < laneCount; lane++)
			real[left + sector * laneCount + lane] =
				real[nodes.sectorOutput / 8 + sector];
	for (let node = 0; node < nodes.nodeCount; node++) {
		const made = real[nodes.output / 8 + node];
		const rest = left + whole[nodes.sector / 4 + node] / 8;
		for (let lane = 0; lane < laneCount; lane++)
			real[rest + lane] -= made * real[from + node * laneCount + lane];
	}
	for (let node = 0; node < nodes.nodeCount; node++) {
		const made = real[nodes.output / 8 + node];
		const rest = left + whole[nodes.sector / 4 + node] / 8;
		for (let lane = 0; lane < laneCount; lane++) {
			const share = real[rest + lane] > made ? made / real[rest + lane] : 1;
			real[to + node * laneCount + lane] =
				share * real[from + node * laneCount + lane];
		}
	}
}

function tally(
	real: Float64Array,
	nodes: PlacedNodes,
	bytes: readonly number[],
): void {
	const [downstream, upstream, to] = bytes.map((offset) => offset / 8);
	real.fill(0, to, to + 3 * laneCount);
	for (let node = 0; node < nodes.nodeCount; node++) {
		const made = real[nodes.output / 8 + node];
		for (let lane = 0; lane < laneCount; lane++) {
			const down = real[downstream + node * laneCount + lane];
			const up = real[upstream + node * laneCount + lane];
			real[to + lane] += made * down;
			real[to + laneCount + lane] += made * up;
			real[to + 2 * laneCount + lane] += made * Math.max(down, up);
		}
	}
}
