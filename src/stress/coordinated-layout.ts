import type { Chain } from "./chain.ts";
import type { Pools } from "./coordinated-pool.ts";

/** Where a step's columns start, counted from the step's first; a step is `width` columns and `height` rows. */
export interface Layout {
	readonly width: number;
	readonly lane: number;
	readonly line: number;
	readonly user: number;
	readonly pool: number;
	readonly home: number;
	readonly reserve: number;
	readonly halved: number;
	readonly height: number;
	/** Slots of inputs that bind in part. */
	readonly halvedSlot: Int32Array;
	/** Row of a pool that feeds lines, counted from the step's first; −1 for others. */
	readonly opening: Int32Array;
}

/** Returns where the columns and rows of a step lie. Cost: O(slots + pools). */
export function layoutOf(chain: Chain, pools: Pools): Layout {
	const halved: number[] = [];
	for (let slot = 0; slot < chain.slotAgent.length; slot++)
		if (chain.slotCritical[slot] > 0 && chain.slotCritical[slot] < 1)
			halved.push(slot);
	const opening = new Int32Array(pools.count).fill(-1);
	let height = pools.count;
	for (let pool = 0; pool < pools.count; pool++)
		if (pools.feedsLine[pool] === 1) opening[pool] = height++;
	const line = chain.laneCount;
	const user = line + chain.lineCount;
	const pool = user + chain.agentCount - chain.lineCount;
	const home = pool + pools.count;
	const reserve = home + pools.homeFrom.length;
	const halvedAt = reserve + chain.reserves.length;
	return {
		lane: 0,
		line,
		user,
		pool,
		home,
		reserve,
		halved: halvedAt,
		width: halvedAt + halved.length,
		height,
		halvedSlot: Int32Array.from(halved),
		opening,
	};
}
