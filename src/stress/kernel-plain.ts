import type { Edges, Kernel, KernelArrays, Notes } from "./kernel.ts";

/** Returns the passes over the edges of a single run in plain code: what the vector kernel must equal bit for bit. */
export function plainPasses(
	arrays: KernelArrays,
	notes: Notes,
): Pick<Kernel, "orders" | "deliver"> {
	const { slotStart, slotQuantity, slotCover, claim, claimNext, stock } =
		arrays;
	const { supplies, sales, served, wanted, next, pace } = arrays;
	const { start, run, share } = supplies;
	const { sent, late } = notes;
	const half = arrays.orders.length / 2;
	const orders = [
		arrays.orders.subarray(0, half),
		arrays.orders.subarray(half),
	];
	const gather =
		run === undefined
			? (slot: number) =>
					sumOfList(supplies, served, start[slot], start[slot + 1])
			: (slot: number) =>
					sumOfRun(share, served, start[slot], start[slot + 1], run[slot]);
	const scatter =
		run === undefined
			? (slot: number, amount: number, into: Float64Array) =>
					orderOfList(supplies, start[slot], start[slot + 1], amount, into)
			: (slot: number, amount: number, into: Float64Array) =>
					orderOfRun(
						share,
						start[slot],
						start[slot + 1],
						run[slot],
						amount,
						into,
					);
	return {
		orders(from, to, half) {
			if (sales !== undefined)
				for (let output = from; output < to; output++)
					arrays.orders[output] = sumOfList(
						sales,
						claim,
						sales.start[output],
						sales.start[output + 1],
					);
			else
				for (let slot = from; slot < to; slot++)
					scatter(slot, claim[slot], orders[half]);
		},
		deliver(from, to, half, limit) {
			let count = 0;
			for (let agent = from; agent < to; agent++)
				for (let slot = slotStart[agent]; slot < slotStart[agent + 1]; slot++) {
					const asked = claim[slot];
					const got = asked * gather(slot);
					sent[slot] = got;
					stock[slot] += got;
					if (!(asked - got <= limit * asked)) {
						claimNext[slot] = asked;
						late[slot] = 1;
						count++;
						continue;
					}
					const target = slotCover[slot] * slotQuantity[slot] * wanted[agent];
					const gap = Math.max(0, target - stock[slot]);
					claimNext[slot] = slotQuantity[slot] * next[agent] + gap * pace;
					if (sales === undefined) scatter(slot, claimNext[slot], orders[half]);
				}
			return count;
		},
	};
}

function sumOfList(
	{ other, share }: Edges,
	served: Float64Array,
	from: number,
	to: number,
): number {
	let sum = 0;
	for (let edge = from; edge < to; edge++)
		sum += share[edge] * served[other[edge]];
	return sum;
}

/** In four sums that do not wait for each other. */
function sumOfRun(
	share: Float64Array,
	served: Float64Array,
	from: number,
	to: number,
	first: number,
): number {
	let a = 0;
	let b = 0;
	let c = 0;
	let d = 0;
	let edge = from;
	let output = first;
	for (; edge + 3 < to; edge += 4, output += 4) {
		a += share[edge] * served[output];
		b += share[edge + 1] * served[output + 1];
		c += share[edge + 2] * served[output + 2];
		d += share[edge + 3] * served[output + 3];
	}
	let sum = a + c + (b + d);
	for (; edge < to; edge++, output++) sum += share[edge] * served[output];
	return sum;
}

function orderOfList(
	{ other, share }: Edges,
	from: number,
	to: number,
	amount: number,
	orders: Float64Array,
): void {
	for (let edge = from; edge < to; edge++)
		orders[other[edge]] += amount * share[edge];
}

function orderOfRun(
	share: Float64Array,
	from: number,
	to: number,
	first: number,
	amount: number,
	orders: Float64Array,
): void {
	let output = first;
	for (let edge = from; edge < to; edge++)
		orders[output++] += amount * share[edge];
}
