import type { Chain } from "./chain.ts";
import type { Pools } from "./coordinated-pool.ts";

/** What a user can be supplied through, at any distance. */
export interface Upstream {
	/** Lanes, in the chain's numbering. */
	readonly lanes: ReadonlySet<number>;
	readonly lines: ReadonlySet<number>;
}

/** Returns the lanes and lines through which a user can be supplied under coordination. Cost: O(stages × (lanes + lines)). */
export function upstreamOf(chain: Chain, pools: Pools, user: number): Upstream {
	const lanes = new Set<number>();
	const lines = new Set<number>();
	const seen = new Set<number>();
	const open = [pools.ofSlot[chain.slotStart[chain.lineCount + user]]];
	for (let pool = open.pop(); pool !== undefined; pool = open.pop()) {
		if (seen.has(pool)) continue;
		seen.add(pool);
		for (let at = 0; at < pools.homeTo.length; at++)
			if (pools.homeTo[at] === pool) open.push(pools.homeFrom[at]);
		for (let lane = 1; lane < chain.laneCount; lane++)
			if (pools.laneTo[lane] === pool) {
				lanes.add(lane);
				open.push(pools.laneFrom[lane]);
			}
		for (let output = 0; output < chain.outputLine.length; output++) {
			const line = chain.outputLine[output];
			if (pools.ofOutput[output] !== pool || lines.has(line)) continue;
			lines.add(line);
			for (
				let slot = chain.slotStart[line];
				slot < chain.slotStart[line + 1];
				slot++
			)
				if (chain.slotCritical[slot] > 0) open.push(pools.ofSlot[slot]);
		}
	}
	return { lanes, lines };
}
