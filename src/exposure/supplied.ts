import { type Compiled, type Confidence, embodied } from "#network";

/** An amount of a good that a line supplies, and what the figure rests on. */
export interface Supplied {
	/** The line that makes it. */
	readonly line: number;
	/** Unit of the good per year, above 0. */
	readonly amount: number;
	readonly confidence: Confidence;
	readonly source: string;
	readonly year: number;
}

/** What is supplied of each good, by index in `network.goods`. */
export type SuppliedGoods = ReadonlyMap<number, readonly Supplied[]>;

/** Returns what every line makes: its stated activity times the recipe's output. Cost: O(outputs). */
export function produced(compiled: Compiled): SuppliedGoods {
	const { processes } = compiled.network;
	return listed(compiled.outputLine.length, function* (output) {
		const line = compiled.outputLine[output];
		const { activity, confidence, source, year } = processes[line];
		const amount = activity * compiled.outputQuantity[output];
		yield [
			compiled.outputGood[output],
			{ line, amount, confidence, source, year },
		];
	});
}

/**
 * Returns what the processes and demands of some places use, as stated, by the lines they buy from.
 *
 * What is bought rests on the lane, what is made at home on the process. A use that nobody supplies is left out. Cost: O(edges).
 */
export function used(
	compiled: Compiled,
	places: ReadonlySet<number>,
): SuppliedGoods {
	const { processes, lanes, demands } = compiled.network;
	return listed(compiled.slotAgent.length, function* (slot) {
		const agent = compiled.slotAgent[slot];
		if (!places.has(compiled.agentPlace[agent])) return;
		const activity =
			processes[agent]?.activity ?? demands[agent - compiled.lineCount].rate;
		for (
			let edge = compiled.edgeStart[slot];
			edge < compiled.edgeStart[slot + 1];
			edge++
		) {
			const line = compiled.outputLine[compiled.edgeOutput[edge]];
			const { confidence, source, year } =
				lanes[compiled.edgeLane[edge]] ?? processes[line];
			const amount =
				compiled.slotQuantity[slot] * activity * compiled.edgeShare[edge];
			yield [
				compiled.slotGood[slot],
				{ line, amount, confidence, source, year },
			];
		}
	});
}

/**
 * Returns what is embodied in the goods that the demands of some places use, by the lines that make it at any stage.
 *
 * Every amount is derived, so its confidence is D; its source is that of the line. Cost: O(edges × length of the chain).
 */
export function embodiedIn(
	compiled: Compiled,
	places: ReadonlySet<number>,
): SuppliedGoods {
	const { processes } = compiled.network;
	const { ordered } = embodied(compiled, (user) =>
		places.has(compiled.agentPlace[user]),
	);
	return listed(ordered.length, function* (output) {
		const line = compiled.outputLine[output];
		const { source, year } = processes[line];
		yield [
			compiled.outputGood[output],
			{ line, amount: ordered[output], confidence: "D", source, year },
		];
	});
}

/** Everything above 0 that the rows 0 to count − 1 supply, by good. */
function listed(
	count: number,
	suppliedBy: (row: number) => Iterable<readonly [number, Supplied]>,
): SuppliedGoods {
	const goods = new Map<number, Supplied[]>();
	for (let row = 0; row < count; row++)
		for (const [good, supplied] of suppliedBy(row)) {
			if (!(supplied.amount > 0)) continue;
			const list = goods.get(good);
			if (list === undefined) goods.set(good, [supplied]);
			else list.push(supplied);
		}
	return goods;
}
