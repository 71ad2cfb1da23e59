import {
	fourTimes,
	get,
	greater,
	minus,
	moduleOf,
	one,
	over,
	pair,
	plus,
	type Routine,
	set,
	step,
	store,
	sum,
	times,
	twice,
	whereAbove,
	whileBelow,
	whilePositive,
	whole,
} from "./systemic-risk-code.ts";
import { lineBytes, type Memory } from "./systemic-risk-pass.ts";

/** What of the host's WebAssembly is used here; rooms compile without the host's types. */
interface Host {
	readonly Memory: new (limits: {
		readonly initial: number;
	}) => { readonly buffer: ArrayBuffer };
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (
		module: object,
		imports: object,
	) => {
		readonly exports: Readonly<
			Record<"spread" | "weigh" | "tally", (...values: number[]) => void>
		>;
	};
	readonly validate: (bytes: Uint8Array) => boolean;
}

const pageBytes = 65_536;

/**
 * Returns a memory of so many bytes with the passes in vector instructions, or nothing where the host has none or forbids them.
 *
 * The same sums in the same order as in plain code, two lanes an instruction, so the same bits.
 */
export function vectorMemory(bytes: number): Memory | undefined {
	const host = (globalThis as { readonly WebAssembly?: Host }).WebAssembly;
	if (host === undefined || bytes > 2 ** 32 - pageBytes) return undefined;
	const code = moduleOf([spread, weigh, tally]);
	if (!host.validate(code)) return undefined;
	try {
		const memory = new host.Memory({ initial: Math.ceil(bytes / pageBytes) });
		const { exports } = new host.Instance(new host.Module(code), {
			host: { memory },
		});
		return {
			buffer: memory.buffer,
			spread: (side, ...values) =>
				exports.spread(
					side.nodeCount,
					side.groupStart,
					side.linkStart,
					side.source,
					side.share,
					...values,
				),
			weigh: (nodes, ...values) =>
				exports.weigh(
					nodes.nodeCount,
					nodes.sectorCount,
					nodes.sector,
					nodes.output,
					nodes.sectorOutput,
					...values,
				),
			tally: (nodes, ...values) =>
				exports.tally(nodes.nodeCount, nodes.output, ...values),
		};
	} catch {
		// A content policy that forbids compiling throws here, and so does a host short of memory; plain code gives the same answer.
		return undefined;
	}
}

const spread: Routine = (() => {
	const [nodes, groupAt, linkAt, sourceAt, shareAt, from, current, next] = [
		0, 1, 2, 3, 4, 5, 6, 7,
	];
	const [change, groupEnd, group, linkEnd, link, source] = [
		8, 9, 10, 11, 12, 13,
	];
	const [rise, value, total, share] = [14, 18, 22, 26];
	const oneLink = (start: boolean): readonly number[] => [
		...set(source, sum(whole(get(sourceAt)), get(from))),
		...set(share, twice(get(shareAt))),
		...fourTimes((at, offset) => {
			const carried = times(get(share), pair(get(source), offset));
			return set(total + at, start ? carried : plus(get(total + at), carried));
		}),
		...step(sourceAt, 4),
		...step(shareAt, 8),
		...step(link, 1),
	];
	// No group is empty, so the sum of each starts with its first link.
	const alongGroups = whileBelow(
		get(group),
		get(groupEnd),
		step(linkAt, 4),
		set(linkEnd, whole(get(linkAt))),
		oneLink(true),
		whileBelow(get(link), get(linkEnd), oneLink(false)),
		fourTimes((at) =>
			set(value + at, greater(get(value + at), get(total + at))),
		),
		step(group, 1),
	);
	const body = whilePositive(
		get(nodes),
		step(groupAt, 4),
		set(groupEnd, whole(get(groupAt))),
		fourTimes((at, offset) => set(value + at, pair(get(current), offset))),
		alongGroups,
		fourTimes((at, offset) => [
			...set(
				rise + at,
				greater(
					get(rise + at),
					minus(get(value + at), pair(get(current), offset)),
				),
			),
			...store(get(next), offset, get(value + at)),
		]),
		step(current, lineBytes),
		step(next, lineBytes),
		step(nodes, -1),
	);
	const changes = fourTimes((at, offset) =>
		store(get(change), offset, get(rise + at)),
	);
	return {
		name: "spread",
		arguments: 9,
		integers: 5,
		vectors: 13,
		body: [...body, ...changes],
	};
})();

const weigh: Routine = (() => {
	const [nodes, sectors, sectorAt, outputAt, sectorOutputAt] = [0, 1, 2, 3, 4];
	const [from, to, left] = [5, 6, 7];
	const [ahead, sector, output, loss, rest] = [8, 9, 10, 11, 12];
	const [made, remaining] = [13, 14];
	const all = [
		set(rest, get(left)),
		whilePositive(
			get(sectors),
			set(made, twice(get(sectorOutputAt))),
			fourTimes((_, offset) => store(get(rest), offset, get(made))),
			step(sectorOutputAt, 8),
			step(rest, lineBytes),
			step(sectors, -1),
		),
	];
	const less = [
		set(ahead, get(nodes)),
		set(sector, get(sectorAt)),
		set(output, get(outputAt)),
		set(loss, get(from)),
		whilePositive(
			get(ahead),
			set(rest, sum(get(left), whole(get(sector)))),
			set(made, twice(get(output))),
			fourTimes((_, offset) =>
				store(
					get(rest),
					offset,
					minus(
						pair(get(rest), offset),
						times(get(made), pair(get(loss), offset)),
					),
				),
			),
			step(sector, 4),
			step(output, 8),
			step(loss, lineBytes),
			step(ahead, -1),
		),
	];
	const weighed = whilePositive(
		get(nodes),
		set(rest, sum(get(left), whole(get(sectorAt)))),
		set(made, twice(get(outputAt))),
		fourTimes((_, offset) => [
			...set(remaining, pair(get(rest), offset)),
			...store(
				get(to),
				offset,
				times(
					whereAbove(
						get(remaining),
						get(made),
						over(get(made), get(remaining)),
						one,
					),
					pair(get(from), offset),
				),
			),
		]),
		step(sectorAt, 4),
		step(outputAt, 8),
		step(from, lineBytes),
		step(to, lineBytes),
		step(nodes, -1),
	);
	return {
		name: "weigh",
		arguments: 8,
		integers: 5,
		vectors: 2,
		body: [...all.flat(), ...less.flat(), ...weighed],
	};
})();

const tally: Routine = (() => {
	const [nodes, outputAt, downstream, upstream, to] = [0, 1, 2, 3, 4];
	const [made, down, up] = [5, 6, 7];
	const totals = [8, 12, 16];
	const body = whilePositive(
		get(nodes),
		set(made, twice(get(outputAt))),
		fourTimes((at, offset) => [
			...set(down, pair(get(downstream), offset)),
			...set(up, pair(get(upstream), offset)),
			...[get(down), get(up), greater(get(down), get(up))].flatMap(
				(loss, kind) => {
					const total = totals[kind] + at;
					return set(total, plus(get(total), times(get(made), loss)));
				},
			),
		]),
		step(outputAt, 8),
		step(downstream, lineBytes),
		step(upstream, lineBytes),
		step(nodes, -1),
	);
	const written = totals.flatMap((total, kind) =>
		fourTimes((at, offset) =>
			store(get(to), kind * lineBytes + offset, get(total + at)),
		),
	);
	return {
		name: "tally",
		arguments: 5,
		integers: 0,
		vectors: 15,
		body: [...body, ...written],
	};
})();
