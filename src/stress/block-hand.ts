import { plainBlockKernel } from "./block-plain.ts";
import type { Chain } from "./chain.ts";
import type { Hand, KernelArrays } from "./kernel.ts";
import type { VectorMemory } from "./kernel-memory.ts";
import { vectorKernel } from "./kernel-vector.ts";
import type { Rules } from "./rules.ts";

/** Scenarios in a block. */
export const blockWidth = 8;

/** What the steps of a block change: what belongs to a node lies at `node × 8 + scenario`. All amounts per step where they are flows. */
export interface BlockState {
	/** Activity of each line, use of each user. */
	readonly activity: Float64Array;
	/** Activity ordered and possible before inputs bind, of each line; use wanted, of each user. */
	readonly wanted: Float64Array;
	/** α of each line. */
	readonly overproduction: Float64Array;
	/** Held by each slot. */
	readonly stock: Float64Array;
	/** Claim of each slot on its suppliers in the step to come. */
	readonly claim: Float64Array;
	/** Share of orders that each output serves. */
	readonly served: Float64Array;
	/** Made and not shipped, by output. */
	readonly leftover: Float64Array;
	/** Demand of each user that waits. */
	readonly waiting: Float64Array;
	/** Share of each line's capacity that is lost. */
	readonly loss: Float64Array;
	/** What each user would use in a step if all were there. */
	readonly rate: Float64Array;
}

/** A block as hands work on it. */
export interface BlockWork {
	readonly kind: "block";
	readonly chain: Chain;
	readonly state: BlockState;
	readonly rules: Rules;
	readonly arrays: KernelArrays;
	/** Where the arrays lie, if vector kernels can reach them. */
	readonly memory: VectorMemory | undefined;
	/** Bounds of the halves: in lines, for production, in agents, for deliveries, and in slots or, with sales, outputs, for orders. */
	readonly lineBounds: readonly number[];
	readonly agentBounds: readonly number[];
	readonly orderBounds: readonly number[];
}

/** Returns the hand that works on a block. */
export function blockHand(work: BlockWork): Hand {
	const kernel =
		vectorKernel(work.arrays, work.memory) ?? plainBlockKernel(work.arrays);
	const { chain, arrays, rules } = work;
	const { lineBounds, agentBounds, orderBounds } = work;
	const { lineCount, slotStart } = chain;
	return (phase, half, step) => {
		const from = agentBounds[half];
		const to = agentBounds[half + 1];
		const firstUser = Math.max(from, lineCount);
		switch (phase) {
			case "order":
				kernel.orders(orderBounds[half], orderBounds[half + 1], half);
				break;
			case "make":
				kernel.make(
					lineBounds[half],
					lineBounds[half + 1],
					step > 0 ? rules.stepDays / rules.overproductionDays : 0,
				);
				break;
			case "deliver":
				kernel.deliver(from, Math.min(to, lineCount), half, 1);
				kernel.deliver(firstUser, to, half, -1);
				break;
			case "again":
				use(work, firstUser, to);
				if (arrays.sales === undefined && firstUser < to)
					kernel.orders(slotStart[firstUser], slotStart[to], half);
				break;
		}
	};
}

/** Users take what they want and can get, and claim anew: as in `use` and `reorder`. */
function use(work: BlockWork, from: number, to: number): void {
	const { chain, state, rules } = work;
	const { slotQuantity, slotCover, lineCount } = chain;
	const { activity, wanted, stock, claim, waiting, rate } = state;
	const { pace } = work.arrays;
	for (let user = from; user < to; user++) {
		const slot = chain.slotStart[user];
		const waits = chain.waits[user - lineCount] === 1;
		for (let s = 0; s < blockWidth; s++) {
			const at = slot * blockWidth + s;
			const own = (user - lineCount) * blockWidth + s;
			const rest = waiting[own];
			const most = Math.min(
				rate[own] + rest,
				rate[own] * rules.overproductionMax,
			);
			const taken = Math.min(most, stock[at]);
			stock[at] -= taken;
			wanted[user * blockWidth + s] = most;
			activity[user * blockWidth + s] = taken;
			if (waits) waiting[own] = Math.max(0, rest + rate[own] - taken);
			const next = rate[own] + waiting[own] * pace;
			const target = slotCover[slot] * slotQuantity[slot] * rate[own];
			claim[at] =
				slotQuantity[slot] * next + Math.max(0, target - stock[at]) * pace;
		}
	}
}
