import type { KernelArrays } from "./kernel.ts";
import {
	add,
	type Code,
	during,
	f64,
	i32,
	isLess,
	type Kind,
	type Local,
	type Procedure,
	real,
	shiftLeft,
	single,
	storeWhole,
	when,
	whole,
} from "./kernel-code.ts";
import { entry, number, raise, shapeOf } from "./kernel-row.ts";
import { rounding } from "./step.ts";

/** `make(fromLine, toLine, pace)`: lines make what is ordered, as far as capacity and inputs allow, and decide which share of orders they serve. */
export function makeProcedure(arrays: KernelArrays): Procedure {
	return {
		name: "make",
		parameters: [i32, i32, f64],
		body([line, to, pace], local) {
			const at = placesOf(arrays, line, pace, local);
			const { outputStart, slotStart } = arrays;
			return during(
				isLess(line.get, to.get),
				at.outputEnd.set(entry(outputStart, add(line.get, whole(1)))),
				at.slotEnd.set(entry(slotStart, add(line.get, whole(1)))),
				takeOrders(arrays, at),
				setOverproduction(arrays, at),
				bindInputs(arrays, at),
				useInputs(arrays, at),
				ration(arrays, at),
				raise(line, 1),
			);
		},
	};
}

/** The variables of `make`: where it is, and numbers of the line by part. */
interface Places {
	readonly line: Local;
	readonly pace: Local;
	readonly output: Local;
	readonly outputEnd: Local;
	readonly slot: Local;
	readonly slotEnd: Local;
	/** What orders ask of the line, then what it wants to make of that. */
	readonly wanted: readonly Local[];
	readonly made: readonly Local[];
	/** Share of what is wanted that inputs allow, and the slot that binds. */
	readonly least: readonly Local[];
	readonly bound: Local;
	/** For what is needed once or twice. */
	readonly a: Local;
	readonly b: Local;
	readonly c: Local;
	readonly comparison: Local;
	readonly factor: Local;
}

function placesOf(
	{ width }: KernelArrays,
	line: Local,
	pace: Local,
	local: (kind: Kind) => Local,
): Places {
	const { lanes, parts } = shapeOf(width);
	const all = () => parts.map(() => local(lanes.kind));
	return {
		line,
		pace,
		output: local(i32),
		outputEnd: local(i32),
		slot: local(i32),
		slotEnd: local(i32),
		wanted: all(),
		made: all(),
		least: all(),
		bound: local(i32),
		a: local(lanes.kind),
		b: local(lanes.kind),
		c: local(lanes.kind),
		comparison: local(lanes.comparison),
		factor: local(f64),
	};
}

function eachOutput(
	{ outputStart }: KernelArrays,
	{ line, output, outputEnd }: Places,
	...body: Code[]
): Code {
	return [
		...output.set(entry(outputStart, line.get)),
		...during(isLess(output.get, outputEnd.get), ...body, raise(output, 1)),
	];
}

function eachSlot(
	{ slotStart }: KernelArrays,
	{ line, slot, slotEnd }: Places,
	...body: Code[]
): Code {
	return [
		...slot.set(entry(slotStart, line.get)),
		...during(isLess(slot.get, slotEnd.get), ...body, raise(slot, 1)),
	];
}

/** Sets `wanted` to what orders ask for. The orders of both halves become those of the first; those of the second begin anew. */
function takeOrders(arrays: KernelArrays, at: Places): Code {
	const { lanes, parts, read, write } = shapeOf(arrays.width);
	const { orders, leftover, outputQuantity, notes, sales } = arrays;
	const { line, wanted, output, a, factor } = at;
	const others = orders.subarray(orders.length / 2);
	return [
		...wanted.flatMap((part) => part.set(lanes.splat(real(0)))),
		...eachOutput(
			arrays,
			at,
			factor.set(number(outputQuantity, output.get)),
			parts.flatMap((part) => {
				const mine = read(orders, output.get, part);
				return [
					...(sales === undefined
						? [
								...a.set(lanes.add(mine, read(others, output.get, part))),
								...write(orders, output.get, part, a.get),
								...write(others, output.get, part, lanes.splat(real(0))),
							]
						: a.set(mine)),
					...(notes
						? [notes.ordered, notes.outputOrders].flatMap((array) =>
								write(array, output.get, part, a.get),
							)
						: []),
					...wanted[part].set(
						lanes.larger(
							wanted[part].get,
							lanes.over(
								lanes.subtract(a.get, read(leftover, output.get, part)),
								lanes.splat(factor.get),
							),
						),
					),
				];
			}),
		),
		...(notes ? write(notes.demanded, line.get, 0, wanted[0].get) : []),
	];
}

/** Sets α, and `wanted` to what is possible of it. */
function setOverproduction(arrays: KernelArrays, at: Places): Code {
	const { lanes, parts, read, write } = shapeOf(arrays.width);
	const { activity, overproduction, overproductionMax, capacity, loss } =
		arrays;
	const { line, wanted, pace, a: before, b: scarcity, c: after } = at;
	const [none, one] = [0, 1].map((value) => lanes.splat(real(value)));
	const each = (array: Float64Array) => lanes.splat(number(array, line.get));
	return parts.flatMap((part) => {
		const asked = wanted[part].get;
		const back = lanes.times(
			lanes.subtract(one, before.get),
			lanes.splat(pace.get),
		);
		const on = lanes.times(
			lanes.times(
				lanes.subtract(each(overproductionMax), before.get),
				scarcity.get,
			),
			lanes.splat(pace.get),
		);
		const change = lanes.either(back, on, lanes.isEqual(scarcity.get, none));
		const left = lanes.times(
			each(capacity),
			lanes.subtract(one, read(loss, line.get, part)),
		);
		return [
			...before.set(read(overproduction, line.get, part)),
			...scarcity.set(
				lanes.either(
					lanes.over(
						lanes.subtract(asked, read(activity, line.get, part)),
						asked,
					),
					none,
					lanes.isMore(asked, none),
				),
			),
			...after.set(lanes.larger(one, lanes.add(before.get, change))),
			...write(overproduction, line.get, part, after.get),
			...wanted[part].set(lanes.smaller(asked, lanes.times(left, after.get))),
			...write(arrays.wanted, line.get, part, wanted[part].get),
		];
	});
}

/** Sets `made`: what is wanted times the least share that an input allows. */
function bindInputs(arrays: KernelArrays, at: Places): Code {
	const { lanes, parts, read, write } = shapeOf(arrays.width);
	const { slotCover, slotQuantity, slotCritical, stock, notes } = arrays;
	const { line, slot, wanted, made, least, bound, comparison, factor } = at;
	const { a: held, b: needed, c: ratio } = at;
	const one = lanes.splat(real(1));
	const steps = single.larger(
		real(1),
		single.times(real(arrays.slowdown), number(slotCover, slot.get)),
	);
	const lower = (part: number): Code => [
		...ratio.set(
			lanes.subtract(
				one,
				lanes.times(
					lanes.splat(number(slotCritical, slot.get)),
					lanes.subtract(one, lanes.over(held.get, needed.get)),
				),
			),
		),
		...(notes
			? when(lanes.isMore(least[part].get, ratio.get), bound.set(slot.get))
			: []),
		...least[part].set(
			lanes.either(
				lanes.smaller(least[part].get, ratio.get),
				least[part].get,
				comparison.get,
			),
		),
	];
	return [
		...least.flatMap((part) => part.set(one)),
		...(notes ? bound.set(whole(-1)) : []),
		...eachSlot(
			arrays,
			at,
			factor.set(steps),
			parts.flatMap((part) => [
				...held.set(read(stock, slot.get, part)),
				...needed.set(
					lanes.times(
						lanes.times(
							lanes.splat(number(slotQuantity, slot.get)),
							wanted[part].get,
						),
						lanes.splat(factor.get),
					),
				),
				...comparison.set(lanes.isMore(needed.get, held.get)),
				...when(lanes.isAny(comparison.get), lower(part)),
			]),
		),
		...parts.flatMap((part) => [
			...made[part].set(lanes.times(wanted[part].get, least[part].get)),
			...write(arrays.activity, line.get, part, made[part].get),
		]),
		...(notes
			? storeWhole(
					shiftLeft(line.get, whole(2)),
					notes.binding.byteOffset,
					bound.get,
				)
			: []),
	];
}

function useInputs(arrays: KernelArrays, at: Places): Code {
	const { lanes, parts, read, write } = shapeOf(arrays.width);
	const { stock, slotQuantity } = arrays;
	const { slot, made, a: held } = at;
	const quantity = lanes.splat(number(slotQuantity, slot.get));
	return eachSlot(
		arrays,
		at,
		parts.flatMap((part) => [
			...held.set(read(stock, slot.get, part)),
			...write(
				stock,
				slot.get,
				part,
				lanes.subtract(
					held.get,
					lanes.smaller(held.get, lanes.times(quantity, made[part].get)),
				),
			),
		]),
	);
}

/** Sets what outputs serve and, of joint production, leave over; orders begin anew. */
function ration(arrays: KernelArrays, at: Places): Code {
	const { lanes, parts, read, write } = shapeOf(arrays.width);
	const { orders, served, leftover, outputStart, outputQuantity } = arrays;
	const { notes, sales } = arrays;
	const { line, output, outputEnd, made, a: available, b: asked } = at;
	const none = lanes.splat(real(0));
	const quantity = lanes.splat(number(outputQuantity, output.get));
	const isJoint = isLess(
		add(entry(outputStart, line.get), whole(1)),
		outputEnd.get,
	);
	const put = (array: Float64Array, part: number, value: Code) =>
		write(array, output.get, part, value);
	return eachOutput(
		arrays,
		at,
		parts.flatMap((part) => {
			const rest = lanes.subtract(available.get, asked.get);
			const missing = lanes.subtract(asked.get, available.get);
			return [
				...available.set(
					lanes.add(
						read(leftover, output.get, part),
						lanes.times(quantity, made[part].get),
					),
				),
				...asked.set(read(orders, output.get, part)),
				...(notes
					? put(notes.outputMissing, part, lanes.larger(none, missing))
					: []),
				...put(
					served,
					part,
					lanes.either(
						lanes.over(available.get, asked.get),
						lanes.splat(real(1)),
						lanes.isMore(
							asked.get,
							lanes.times(available.get, lanes.splat(real(1 + rounding))),
						),
					),
				),
				...when(isJoint, put(leftover, part, lanes.larger(none, rest))),
				...(sales === undefined ? put(orders, part, none) : []),
			];
		}),
	);
}
