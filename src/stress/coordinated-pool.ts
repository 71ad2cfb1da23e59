import type { Compiled } from "#network";
import type { Chain } from "./chain.ts";

/**
 * Goods at places, each a pool that lines, lanes, stocks and users of the place share.
 *
 * Where a good is both made for shipping and used, there are two: what is made there, which can be shipped or kept at home, and what is held
 * for use, which cannot be shipped. So nobody re-exports, as in `orders`.
 */
export interface Pools {
	readonly count: number;
	/** Index of the pool's good in `network.goods`. */
	readonly good: Int32Array;
	/** Index of the pool's place in `network.places`. */
	readonly place: Int32Array;
	/** Pool that an output goes into. */
	readonly ofOutput: Int32Array;
	/** Pool that a slot is served from. */
	readonly ofSlot: Int32Array;
	/** Pool that a reserve is released into. */
	readonly ofReserve: Int32Array;
	/** Pools that a lane leads from and to, in the chain's numbering; −1 for lane 0, use at home. */
	readonly laneFrom: Int32Array;
	readonly laneTo: Int32Array;
	/** Pairs of pools by which what is made stays at home. */
	readonly homeFrom: Int32Array;
	readonly homeTo: Int32Array;
	/** Held on day 0, in the good's unit: the stocks of the slots that bind. */
	readonly held: Float64Array;
	/** Whether a line draws on it. */
	readonly feedsLine: Uint8Array;
}

/** Returns the pools of a chain. Slots of inputs that do not bind (critical 0) hold and draw nothing. Cost: O(outputs + slots + lanes). */
export function poolsOf(compiled: Compiled, chain: Chain): Pools {
	const { network } = compiled;
	const placeIndex = new Map(network.places.map(({ id }, at) => [id, at]));
	const goodIndex = new Map(network.goods.map(({ id }, at) => [id, at]));
	const pools = numbered(network.goods.length);
	const forUse = (place: number, good: number) => pools.at(place, good, 0);
	const shipped = new Set(
		network.lanes.map(({ from, good }) => `${from}\t${good}`),
	);
	const made = (place: number, good: number) => {
		const ships = shipped.has(
			`${network.places[place]?.id}\t${network.goods[good]?.id}`,
		);
		return pools.at(place, good, ships ? 1 : 0);
	};
	const ofOutput = compiled.outputGood.map((good, output) =>
		made(compiled.agentPlace[compiled.outputLine[output]], good),
	);
	const ofSlot = compiled.slotGood.map((good, slot) =>
		forUse(compiled.agentPlace[compiled.slotAgent[slot]], good),
	);
	const indexed = (place: string, good: string) =>
		[placeIndex.get(place) ?? -1, goodIndex.get(good) ?? -1] as const;
	const laneFrom = network.lanes.map(({ from, good }) =>
		made(...indexed(from, good)),
	);
	const laneTo = network.lanes.map(({ to, good }) =>
		forUse(...indexed(to, good)),
	);
	const ofReserve = Int32Array.from(chain.reserves, ({ stock }) =>
		forUse(...indexed(network.stocks[stock].place, network.stocks[stock].good)),
	);
	return {
		...pools.all(),
		ofOutput,
		ofSlot,
		ofReserve,
		laneFrom: Int32Array.from([-1, ...laneFrom]),
		laneTo: Int32Array.from([-1, ...laneTo]),
		...stocksOf(chain, ofSlot, pools.all().count),
	};
}

/** What the slots that bind hold in each pool, and whether lines are among them. */
function stocksOf(
	chain: Chain,
	ofSlot: Int32Array,
	count: number,
): Pick<Pools, "held" | "feedsLine"> {
	const held = new Float64Array(count);
	const feedsLine = new Uint8Array(count);
	for (let slot = 0; slot < ofSlot.length; slot++) {
		if (chain.slotCritical[slot] === 0) continue;
		const agent = chain.slotAgent[slot];
		held[ofSlot[slot]] +=
			chain.base[agent] * chain.slotQuantity[slot] * chain.slotCover[slot];
		if (agent < chain.lineCount) feedsLine[ofSlot[slot]] = 1;
	}
	return { held, feedsLine };
}

/** Pools numbered as they are first asked for: of a place and good, 0 for what is held for use and 1 for what is made for shipping. */
function numbered(goods: number): {
	readonly at: (place: number, good: number, kind: 0 | 1) => number;
	readonly all: () => Pick<
		Pools,
		"count" | "place" | "good" | "homeFrom" | "homeTo"
	>;
} {
	const place: number[] = [];
	const good: number[] = [];
	const known = new Map<number, number>();
	return {
		at: (where, what, kind) => {
			const key = 2 * (where * goods + what) + kind;
			const found = known.get(key) ?? place.length;
			if (found === place.length) {
				known.set(key, found);
				place.push(where);
				good.push(what);
			}
			return found;
		},
		all: () => {
			const home = [...known].flatMap(([key, pool]) => {
				const use = known.get(key - 1);
				return key % 2 === 1 && use !== undefined ? [[pool, use] as const] : [];
			});
			return {
				count: place.length,
				place: Int32Array.from(place),
				good: Int32Array.from(good),
				homeFrom: Int32Array.from(home, ([from]) => from),
				homeTo: Int32Array.from(home, ([, to]) => to),
			};
		},
	};
}

/** Returns what is on the way on the first day: what arrives in each pool at each step (pool × steps) from shipments of the base year. */
export function onTheWay(
	chain: Chain,
	pools: Pools,
	steps: number,
): Float64Array {
	const arrivals = new Float64Array(pools.count * steps);
	for (let edge = 0; edge < chain.edgeSlot.length; edge++) {
		const slot = chain.edgeSlot[edge];
		if (chain.slotCritical[slot] === 0) continue;
		const flow =
			chain.base[chain.slotAgent[slot]] *
			chain.slotQuantity[slot] *
			chain.edgeShare[edge];
		const transit = Math.min(steps, chain.laneSteps[chain.edgeLane[edge]]);
		for (let step = 0; step < transit; step++)
			arrivals[pools.ofSlot[slot] * steps + step] += flow;
	}
	return arrivals;
}
