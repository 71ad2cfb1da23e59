import type { Half, Kernel, KernelArrays } from "./kernel.ts";
import {
	add,
	type Code,
	during,
	f64,
	i32,
	isAtMost,
	isLess,
	type Local,
	not,
	type Procedure,
	real,
	single,
	storeByte,
	when,
	whole,
} from "./kernel-code.ts";
import { makeProcedure } from "./kernel-make.ts";
import { type VectorMemory, vectorProcedures } from "./kernel-memory.ts";
import { entry, number, raise, rowOf, shapeOf } from "./kernel-row.ts";

/** Returns the kernel in vector instructions, on arrays that lie in a memory: the same sums in the same order as in plain code, so the same bits. */
export function vectorKernel(
	arrays: KernelArrays,
	memory: VectorMemory | undefined,
): Kernel | undefined {
	if (memory === undefined) return undefined;
	const exports = vectorProcedures(
		[
			arrays.sales === undefined
				? scatterProcedure(arrays)
				: gatherProcedure(arrays),
			makeProcedure(arrays),
			deliverProcedure(arrays),
		],
		memory,
	);
	if (exports === undefined) return undefined;
	const { orders, make, deliver } = exports;
	const { byteOffset, byteLength } = arrays.orders;
	const at = (half: Half) => byteOffset + (half * byteLength) / 2;
	return {
		orders: (from, to, half) => orders(from, to, at(half)),
		make: (from, to, pace) => make(from, to, pace),
		deliver: (from, to, half, limit) => deliver(from, to, at(half), limit),
	};
}

/** `orders(fromSlot, toSlot, half)`: adds claim · share to the orders of a half, whose bytes begin at `half`. */
function scatterProcedure(arrays: KernelArrays): Procedure {
	const { width, supplies, claim } = arrays;
	return {
		name: "orders",
		parameters: [i32, i32, i32],
		body([slot, to, half], local) {
			const { lanes, parts, read } = shapeOf(width);
			const row = rowOf(supplies, width, local);
			const amount = parts.map(() => local(lanes.kind));
			return [
				...row.start(slot.get),
				...during(
					isLess(slot.get, to.get),
					row.reach(slot.get),
					parts.flatMap((part) =>
						amount[part].set(read(claim, slot.get, part)),
					),
					row.scatter(amount, half.get),
					raise(slot, 1),
				),
			];
		},
	};
}

/** `orders(fromOutput, toOutput, half)`: sets the orders of outputs, all in the first half. */
function gatherProcedure(arrays: KernelArrays): Procedure {
	const { width, sales, supplies, claim, orders } = arrays;
	return {
		name: "orders",
		parameters: [i32, i32, i32],
		body([output, to], local) {
			const { lanes, parts, write } = shapeOf(width);
			const row = rowOf(sales ?? supplies, width, local);
			const sum = parts.map(() => local(lanes.kind));
			return [
				...row.start(output.get),
				...during(
					isLess(output.get, to.get),
					row.reach(output.get),
					row.gather(sum, claim),
					parts.flatMap((part) =>
						write(orders, output.get, part, sum[part].get),
					),
					raise(output, 1),
				),
			];
		},
	};
}

/** `deliver(fromAgent, toAgent, half, limit)`: what each slot of the agents gets, its next claim, and the orders of that claim. */
function deliverProcedure(arrays: KernelArrays): Procedure {
	return {
		name: "deliver",
		parameters: [i32, i32, i32, f64],
		result: i32,
		body([agent, to, half, limit], local) {
			const { lanes, parts, read } = shapeOf(arrays.width);
			const { slotStart, wanted, next, served, sales } = arrays;
			const row = rowOf(arrays.supplies, arrays.width, local);
			const [slot, slotEnd, late] = [0, 0, 0].map(() => local(i32));
			const [level, ahead, got, claim] = [0, 0, 0, 0].map(() =>
				parts.map(() => local(lanes.kind)),
			);
			const [quantity, target] = [local(f64), local(f64)];
			const at = {
				...{ slot, late, limit, quantity, target },
				...{ level, ahead, got, claim },
			};
			return [
				...slot.set(entry(slotStart, agent.get)),
				...row.start(slot.get),
				...during(
					isLess(agent.get, to.get),
					slotEnd.set(entry(slotStart, add(agent.get, whole(1)))),
					parts.flatMap((part) => [
						...level[part].set(read(wanted, agent.get, part)),
						...ahead[part].set(read(next, agent.get, part)),
					]),
					during(
						isLess(slot.get, slotEnd.get),
						row.reach(slot.get),
						row.gather(got, served),
						arrive(arrays, at),
						when(isLate(arrays, at), beLate(arrays, at), [
							...claimAnew(arrays, at),
							...(sales === undefined
								? [...row.back, ...row.scatter(claim, half.get)]
								: []),
						]),
						raise(slot, 1),
					),
					raise(agent, 1),
				),
				...late.get,
			];
		},
	};
}

/** The variables of `deliver`. */
interface Delivery {
	readonly slot: Local;
	readonly late: Local;
	readonly limit: Local;
	readonly quantity: Local;
	readonly target: Local;
	/** By part: `wanted` and `next` of the agent, what the slot gets, and its claim. */
	readonly level: readonly Local[];
	readonly ahead: readonly Local[];
	readonly got: readonly Local[];
	readonly claim: readonly Local[];
}

/** `got` becomes claim times what was served of it, and lies in stock. */
function arrive(arrays: KernelArrays, { slot, got, claim }: Delivery): Code {
	const { lanes, parts, read, write } = shapeOf(arrays.width);
	const { stock, notes } = arrays;
	return parts.flatMap((part) => [
		...claim[part].set(read(arrays.claim, slot.get, part)),
		...got[part].set(lanes.times(claim[part].get, got[part].get)),
		...(notes ? write(notes.sent, slot.get, part, got[part].get) : []),
		...write(
			stock,
			slot.get,
			part,
			lanes.add(read(stock, slot.get, part), got[part].get),
		),
	]);
}

/** Of a single run each slot may be late; of a block, all or none. */
function isLate({ notes }: KernelArrays, at: Delivery): Code {
	const { limit, claim, got } = at;
	if (notes === undefined) return isAtMost(limit.get, real(0));
	return not(
		isAtMost(
			single.subtract(claim[0].get, got[0].get),
			single.times(limit.get, claim[0].get),
		),
	);
}

function beLate(arrays: KernelArrays, { slot, late, claim }: Delivery): Code {
	const { notes, claimNext } = arrays;
	if (notes === undefined) return [];
	return [
		...shapeOf(1).write(claimNext, slot.get, 0, claim[0].get),
		...storeByte(slot.get, notes.late.byteOffset, whole(1)),
		...raise(late, 1),
	];
}

function claimAnew(arrays: KernelArrays, at: Delivery): Code {
	const { lanes, parts, read, write } = shapeOf(arrays.width);
	const { stock, claimNext, slotQuantity, slotCover } = arrays;
	const { slot, quantity, target, level, ahead, claim } = at;
	return [
		...quantity.set(number(slotQuantity, slot.get)),
		...target.set(single.times(number(slotCover, slot.get), quantity.get)),
		...parts.flatMap((part) => {
			const gap = lanes.larger(
				lanes.splat(real(0)),
				lanes.subtract(
					lanes.times(lanes.splat(target.get), level[part].get),
					read(stock, slot.get, part),
				),
			);
			return [
				...claim[part].set(
					lanes.add(
						lanes.times(lanes.splat(quantity.get), ahead[part].get),
						lanes.times(gap, lanes.splat(real(arrays.pace))),
					),
				),
				...write(claimNext, slot.get, part, claim[part].get),
			];
		}),
	];
}
