import type { Chain } from "./chain.ts";
import type { Half, Hand, Kernel, KernelArrays, Notes } from "./kernel.ts";
import type { VectorMemory } from "./kernel-memory.ts";
import { plainPasses } from "./kernel-plain.ts";
import { vectorKernel } from "./kernel-vector.ts";
import { reorder } from "./restock.ts";
import type { Rules } from "./rules.ts";
import type { State } from "./state.ts";
import { produce, ration } from "./step.ts";
import { moveShares } from "./switching.ts";

/** A run as hands work on it. */
export interface RunWork {
	readonly kind: "run";
	readonly chain: Chain;
	readonly state: State;
	readonly rules: Rules;
	readonly arrays: KernelArrays & { readonly notes: Notes };
	/** Where the arrays lie, if vector kernels can reach them. */
	readonly memory: VectorMemory | undefined;
	/** Bounds of the halves: in lines, for production, and in agents, for deliveries. */
	readonly lineBounds: readonly number[];
	readonly agentBounds: readonly number[];
	readonly orderBounds: readonly number[];
	/** What hands are told: the share of its claim that a slot must miss to be late. */
	readonly limit: Float64Array;
	/** What they tell: how many slots of lines were late, by half. */
	readonly late: Int32Array;
}

/** Returns the hand that works on a run. */
export function runHand(work: RunWork): Hand {
	const kernel = vectorKernel(work.arrays, work.memory) ?? plainKernel(work);
	const { rules, lineBounds } = work;
	return (phase, half, step) => {
		switch (phase) {
			case "order":
				order(work, kernel, half);
				break;
			case "make":
				kernel.make(
					lineBounds[half],
					lineBounds[half + 1],
					step > 0 ? rules.stepDays / rules.overproductionDays : 0,
				);
				break;
			case "deliver":
				deliver(work, kernel, half);
				break;
			case "again":
				again(work, kernel, half);
				break;
		}
	};
}

/** The kernel in plain code: production as in steps without kernels. */
function plainKernel({ chain, state, rules, arrays }: RunWork): Kernel {
	const { loss, orders, sales } = arrays;
	const outputs = orders.length / 2;
	return {
		...plainPasses(arrays, arrays.notes),
		make(from, to, pace) {
			const end = chain.outputStart[to];
			for (let output = chain.outputStart[from]; output < end; output++) {
				state.ordered[output] = orders[output];
				if (sales !== undefined) continue;
				state.ordered[output] += orders[outputs + output];
				orders[output] = 0;
				orders[outputs + output] = 0;
			}
			produce(chain, state, { loss }, rules, pace > 0 ? 1 : 0, from, to);
			ration(chain, state, { limited: false }, from, to);
		},
	};
}

/** All claims become orders: at the start, after steps without kernels, and with sales in each step. */
function order(work: RunWork, kernel: Kernel, half: Half): void {
	const { orders, sales } = work.arrays;
	if (sales === undefined)
		orders.fill(
			0,
			(half * orders.length) / 2,
			((half + 1) * orders.length) / 2,
		);
	kernel.orders(work.orderBounds[half], work.orderBounds[half + 1], half);
}

/** Slots get what was served; those of lines claim anew, unless they are late. */
function deliver(work: RunWork, kernel: Kernel, half: Half): void {
	const { lineCount } = work.chain;
	const from = work.agentBounds[half];
	const to = work.agentBounds[half + 1];
	work.late[half] = kernel.deliver(
		from,
		Math.min(to, lineCount),
		half,
		work.limit[0],
	);
	kernel.deliver(Math.max(from, lineCount), to, half, Number.NEGATIVE_INFINITY);
}

/** After users took theirs: new claims take the place of the old ones; users and late slots make theirs now. */
function again(work: RunWork, kernel: Kernel, half: Half): void {
	const { claim, claimNext, slotStart } = work.arrays;
	const { lineCount } = work.chain;
	const from = work.agentBounds[half];
	const to = work.agentBounds[half + 1];
	claim.set(
		claimNext.subarray(slotStart[from], slotStart[to]),
		slotStart[from],
	);
	if (work.late[half] > 0)
		claimLate(work, kernel, half, from, Math.min(to, lineCount));
	claimLate(work, kernel, half, Math.max(from, lineCount), to);
}

function claimLate(
	work: RunWork,
	kernel: Kernel,
	half: Half,
	from: number,
	to: number,
): void {
	const { chain, state, rules, arrays } = work;
	const { late, sent } = arrays.notes;
	const { claim } = arrays;
	const limit = work.limit[0];
	for (let agent = from; agent < to; agent++) {
		const first = chain.slotStart[agent];
		const end = chain.slotStart[agent + 1];
		let any = false;
		for (let slot = first; slot < end; slot++) {
			if (late[slot] === 0) continue;
			any = true;
			if (!(claim[slot] - sent[slot] <= limit * claim[slot]))
				moveShares(chain, state, rules, slot);
		}
		if (!any) continue;
		reorder(chain, state, rules, agent, agent + 1);
		for (let slot = first; slot < end; slot++) {
			if (late[slot] === 0) continue;
			late[slot] = 0;
			if (arrays.sales === undefined) kernel.orders(slot, slot + 1, half);
		}
	}
}
