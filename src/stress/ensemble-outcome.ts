import { CounterweightError } from "#network";
import { type EnsemblePlan, valuesPerDemand } from "./ensemble.ts";
import { type Block, inOrder } from "./sample-block.ts";

/** What came of the runs done, in the order of their numbers. */
export interface Outcomes {
	/** Numbers of the runs. */
	readonly samples: Int32Array;
	/** Per demand, per run: first short day, Infinity if never. */
	readonly first: readonly Float64Array[];
	/** Per demand, per run: amount missing. */
	readonly amount: readonly Float64Array[];
	/** Per run: USD missing in all. */
	readonly usd: Float64Array;
	/** Runs in which anything asked for runs short. */
	readonly short: number;
}

/** Returns the outcomes of an ensemble's blocks by demand; fault `stress.bad-ensemble` for a block that is none of its own. */
export function outcomesOf(
	{ demands, cube }: EnsemblePlan,
	blocks: readonly Block[],
): Outcomes {
	const width = demands.length * valuesPerDemand;
	for (const { from, to, values } of blocks)
		if (
			!(from >= 0 && to <= cube.runs && values.length === (to - from) * width)
		)
			throw new CounterweightError(
				"stress.bad-ensemble",
				`a block of runs ${from} to ${to} with ${values.length} values is none of this ensemble's`,
			);
	const kept = inOrder(blocks, width);
	const runs = kept.reduce((sum, { from, to }) => sum + to - from, 0);
	const samples = new Int32Array(runs);
	const first = demands.map(() => new Float64Array(runs));
	const amount = demands.map(() => new Float64Array(runs));
	const usd = new Float64Array(runs);
	let run = 0;
	let short = 0;
	for (const { from, to, values } of kept)
		for (let sample = from; sample < to; sample++, run++) {
			let earliest = Number.POSITIVE_INFINITY;
			for (const [index, { value = 0 }] of demands.entries()) {
				const at = (sample - from) * width + index * valuesPerDemand;
				first[index][run] = values[at];
				amount[index][run] = values[at + 1];
				usd[run] += values[at + 1] * value;
				earliest = Math.min(earliest, values[at]);
			}
			samples[run] = sample;
			if (earliest < Number.POSITIVE_INFINITY) short++;
		}
	return { samples, first, amount, usd, short };
}
