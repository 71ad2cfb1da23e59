import type { Edges } from "./kernel.ts";
import {
	add,
	type Code,
	during,
	halved,
	i32,
	isLess,
	type Kind,
	type Lanes,
	type Local,
	loadWhole,
	pair,
	placeOf,
	real,
	shiftLeft,
	single,
	v128,
	whole,
} from "./kernel-code.ts";

/** How numbers lie in memory: one per node, or eight scenarios side by side in four pairs. */
export interface Shape {
	readonly lanes: Lanes;
	readonly parts: readonly number[];
	/** Power of two that the bytes of a node are. */
	readonly bits: number;
	/** One part of an array at a node. */
	readonly read: (array: Float64Array, node: Code, part: number) => Code;
	readonly write: (
		array: Float64Array,
		node: Code,
		part: number,
		value: Code,
	) => Code;
}

/** Returns how numbers lie in memory, for one run or eight. */
export function shapeOf(width: 1 | 8): Shape {
	const lanes = width === 1 ? single : pair;
	const bits = width === 1 ? 3 : 6;
	const at = (node: Code) => shiftLeft(node, whole(bits));
	return {
		lanes,
		bits,
		parts: width === 1 ? [0] : [0, 1, 2, 3],
		read: (array, node, part) =>
			lanes.load(at(node), array.byteOffset + 16 * part),
		write: (array, node, part, value) =>
			lanes.store(at(node), array.byteOffset + 16 * part, value),
	};
}

/** Adds a whole number to a variable. */
export const raise = (variable: Local, by: number): Code =>
	variable.set(add(variable.get, whole(by)));
/** The entry of an array at an index. */
export const entry = (array: Int32Array, index: Code): Code =>
	loadWhole(shiftLeft(index, whole(2)), array.byteOffset);
/** The number of an array at an index, the same for all scenarios. */
export const number = (array: Float64Array, index: Code): Code =>
	single.load(shiftLeft(index, whole(3)), array.byteOffset);

/** The edges of a node, walked along their list of nodes at the other end or, in tables, along a run of nodes that follow each other. */
export interface Row {
	/** Before the first node. */
	readonly start: (node: Code) => Code;
	/** Goes to the first edge of a node; nodes are taken in their order. */
	readonly reach: (node: Code) => Code;
	/** Sets `sum` to Σ share · from[other]; ends behind the last edge. */
	readonly gather: (sum: readonly Local[], from: Float64Array) => Code;
	/** From behind the last edge to the first. */
	readonly back: Code;
	/** Adds amount · share to what lies at each other end, from byte `to` on; ends behind the last edge. */
	readonly scatter: (amount: readonly Local[], to: Code) => Code;
}

/** Returns the instructions that walk the edges of a node. */
export function rowOf(
	edges: Edges,
	width: 1 | 8,
	local: (kind: Kind) => Local,
): Row {
	const { lanes, parts, bits } = shapeOf(width);
	const { run } = edges;
	const [share, end, from, first, other, at] = [0, 0, 0, 0, 0, 0].map(() =>
		local(i32),
	);
	const factor = local(lanes.kind);
	/** Statements for each edge from here on; `other` holds the bytes of the node at its other end. */
	const each = (...body: Code[]): Code =>
		during(
			isLess(share.get, end.get),
			run === undefined
				? other.set(
						shiftLeft(
							loadWhole(halved(share.get), edges.other.byteOffset),
							whole(bits),
						),
					)
				: [],
			factor.set(lanes.spread(share.get, edges.share.byteOffset)),
			...body,
			raise(share, 8),
			run === undefined ? [] : raise(other, 8 * width),
		);
	const four =
		width === 1 && run !== undefined
			? fourAtOnce(edges.share, local, share, end, other)
			: undefined;
	return {
		start: (node) => share.set(shiftLeft(entry(edges.start, node), whole(3))),
		reach: (node) => [
			...from.set(share.get),
			...end.set(shiftLeft(entry(edges.start, add(node, whole(1))), whole(3))),
			...(run === undefined
				? []
				: [
						...first.set(shiftLeft(entry(run, node), whole(bits))),
						...other.set(first.get),
					]),
		],
		gather: (sum, array) => [
			...(four?.gather(sum[0], array) ??
				sum.flatMap((part) => part.set(lanes.splat(real(0))))),
			...each(
				parts.flatMap((part) =>
					sum[part].set(
						lanes.add(
							sum[part].get,
							lanes.times(
								factor.get,
								lanes.load(other.get, array.byteOffset + 16 * part),
							),
						),
					),
				),
			),
		],
		back: [...share.set(from.get), ...other.set(first.get)],
		scatter: (amount, to) => [
			...(four?.scatter(amount[0], to) ?? []),
			...each(
				at.set(add(other.get, to)),
				parts.flatMap((part) =>
					lanes.store(
						at.get,
						16 * part,
						lanes.add(
							lanes.load(at.get, 16 * part),
							lanes.times(amount[part].get, factor.get),
						),
					),
				),
			),
		],
	};
}

/** Four edges of a run at once, for as long as there are four. */
function fourAtOnce(
	share: Float64Array,
	local: (kind: Kind) => Local,
	edge: Local,
	end: Local,
	other: Local,
) {
	const [low, high, spread] = [0, 0, 0].map(() => local(v128));
	const at = local(i32);
	const shares = (offset: number): Code =>
		pair.load(edge.get, share.byteOffset + offset);
	const each = (...body: Code[]): Code =>
		during(
			isLess(add(edge.get, whole(24)), end.get),
			...body,
			raise(edge, 32),
			raise(other, 32),
		);
	return {
		gather: (sum: Local, from: Float64Array): Code => [
			...[low, high].flatMap((half) => half.set(pair.splat(real(0)))),
			...each(
				[low, high].flatMap((half, which) =>
					half.set(
						pair.add(
							half.get,
							pair.times(
								shares(16 * which),
								pair.load(other.get, from.byteOffset + 16 * which),
							),
						),
					),
				),
			),
			...low.set(pair.add(low.get, high.get)),
			...sum.set(single.add(placeOf(low.get, 0), placeOf(low.get, 1))),
		],
		scatter: (amount: Local, to: Code): Code => [
			...spread.set(pair.splat(amount.get)),
			...each(
				at.set(add(other.get, to)),
				[0, 16].flatMap((offset) =>
					pair.store(
						at.get,
						offset,
						pair.add(
							pair.load(at.get, offset),
							pair.times(spread.get, shares(offset)),
						),
					),
				),
			),
		],
	};
}
