import type { Edges, Kernel, KernelArrays } from "./kernel.ts";
import { rounding } from "./step.ts";

const width = 8;

/** Returns the kernel of a block in plain code: what the vector kernel must equal bit for bit. */
export function plainBlockKernel(arrays: KernelArrays): Kernel {
	const { slotStart, slotQuantity, slotCover, claim, stock, orders } = arrays;
	const { supplies, sales, served, wanted, next, pace } = arrays;
	const sum = new Float64Array(width);
	const half = orders.length / 2;
	return {
		orders(from, to, which) {
			for (let node = from; node < to; node++)
				if (sales === undefined)
					scatter(supplies, node, claim, orders, which * half);
				else {
					gather(sales, node, claim, sum);
					orders.set(sum, node * width);
				}
		},
		make: (from, to, pace) => make(arrays, from, to, pace),
		deliver(from, to, which, limit) {
			for (let agent = from; agent < to; agent++)
				for (let slot = slotStart[agent]; slot < slotStart[agent + 1]; slot++) {
					gather(supplies, slot, served, sum);
					const quantity = slotQuantity[slot];
					for (let s = 0; s < width; s++) {
						const at = slot * width + s;
						stock[at] += claim[at] * sum[s];
						if (limit <= 0) continue;
						const target =
							slotCover[slot] * quantity * wanted[agent * width + s];
						const gap = Math.max(0, target - stock[at]);
						claim[at] = quantity * next[agent * width + s] + gap * pace;
					}
					if (limit > 0 && sales === undefined)
						scatter(supplies, slot, claim, orders, which * half);
				}
			return 0;
		},
	};
}

/** The node at the other end of an edge of a node. */
function otherOf(
	{ start, other, run }: Edges,
	node: number,
	edge: number,
): number {
	return run === undefined ? other[edge] : run[node] + edge - start[node];
}

/** Sets `sum` to Σ share · from[other]. */
function gather(
	edges: Edges,
	node: number,
	from: Float64Array,
	sum: Float64Array,
): void {
	sum.fill(0);
	const { start, share } = edges;
	for (let edge = start[node]; edge < start[node + 1]; edge++) {
		const at = otherOf(edges, node, edge) * width;
		for (let s = 0; s < width; s++) sum[s] += share[edge] * from[at + s];
	}
}

/** Adds amount · share to what lies at each other end, from place `first` on. */
function scatter(
	edges: Edges,
	node: number,
	amount: Float64Array,
	to: Float64Array,
	first: number,
): void {
	const { start, share } = edges;
	for (let edge = start[node]; edge < start[node + 1]; edge++) {
		const at = first + otherOf(edges, node, edge) * width;
		for (let s = 0; s < width; s++)
			to[at + s] += amount[node * width + s] * share[edge];
	}
}

function make(
	work: KernelArrays,
	from: number,
	to: number,
	pace: number,
): void {
	const { capacity, overproductionMax, outputStart, outputQuantity } = work;
	const { slotStart, slotQuantity, slotCover, slotCritical, slowdown } = work;
	const { activity, wanted, overproduction, stock, served } = work;
	const { leftover, loss, orders, sales } = work;
	const other = orders.length / 2;
	for (let line = from; line < to; line++) {
		const firstOutput = outputStart[line];
		const endOutput = outputStart[line + 1];
		const firstSlot = slotStart[line];
		const endSlot = slotStart[line + 1];
		const joint = endOutput - firstOutput > 1;
		for (let s = 0; s < width; s++) {
			const here = line * width + s;
			let demand = 0;
			for (let output = firstOutput; output < endOutput; output++) {
				const at = output * width + s;
				if (sales === undefined) {
					orders[at] += orders[other + at];
					orders[other + at] = 0;
				}
				demand = Math.max(
					demand,
					(orders[at] - leftover[at]) / outputQuantity[output],
				);
			}
			const before = overproduction[here];
			const scarcity = demand > 0 ? (demand - activity[here]) / demand : 0;
			const alpha = Math.max(
				1,
				before +
					(scarcity === 0
						? (1 - before) * pace
						: (overproductionMax[line] - before) * scarcity * pace),
			);
			overproduction[here] = alpha;
			const possible = Math.min(
				demand,
				capacity[line] * (1 - loss[here]) * alpha,
			);
			let least = 1;
			for (let slot = firstSlot; slot < endSlot; slot++) {
				const steps = Math.max(1, slowdown * slotCover[slot]);
				const needed = slotQuantity[slot] * possible * steps;
				const held = stock[slot * width + s];
				if (held < needed)
					least = Math.min(least, 1 - slotCritical[slot] * (1 - held / needed));
			}
			const made = possible * least;
			wanted[here] = possible;
			activity[here] = made;
			for (let slot = firstSlot; slot < endSlot; slot++) {
				const at = slot * width + s;
				stock[at] -= Math.min(stock[at], slotQuantity[slot] * made);
			}
			for (let output = firstOutput; output < endOutput; output++) {
				const at = output * width + s;
				const available = leftover[at] + outputQuantity[output] * made;
				const asked = orders[at];
				served[at] =
					asked <= available * (1 + rounding) ? 1 : available / asked;
				if (joint) leftover[at] = Math.max(0, available - asked);
				orders[at] = 0;
			}
		}
	}
}
