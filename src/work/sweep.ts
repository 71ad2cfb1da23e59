import { type CrewOptions, crewBlocks } from "#crew";
import type { Network } from "#network";
import {
	type SweepOptions,
	type SweepResult,
	sweepColumns,
	sweepPlan,
	sweepResult,
} from "#stress";

/**
 * Returns what the stop of each country's exports of each stage (or good) would come to, one at a time, worked through on all cores.
 *
 * Edge case: cancelled by its signal, it ranks the stops done until then. Faults: those of `sweepPlan` and of the crew.
 *
 * @example
 * (await sweep(network, { days: 90 })).stops[0].place // "CHN"
 */
export async function sweep(
	network: Network,
	options: SweepOptions = {},
	crew: CrewOptions = {},
): Promise<SweepResult> {
	const plan = sweepPlan(network, options);
	const blocks = await crewBlocks(
		{ task: "sweep", network, options },
		{ cases: plan.cases.length, columns: sweepColumns.count },
		crew,
	);
	return sweepResult(plan, blocks);
}
