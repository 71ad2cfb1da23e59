import { type CrewOptions, crewBlocks } from "#crew";
import type { Network } from "#network";
import {
	type EnsembleOptions,
	type EnsembleResult,
	ensemblePlan,
	ensembleResult,
	valuesPerDemand,
} from "#stress";

/**
 * Returns what an ensemble of runs found, worked through on all cores: intervals on every result and the figures that drive them.
 *
 * Edge case: cancelled by its signal, it rests on the runs done until then. Faults: those of `ensemblePlan` and of the crew.
 *
 * @example
 * (await ensemble(network, { scenario: "april-2025", runs: 1000 })).outcome // "done"
 */
export async function ensemble(
	network: Network,
	options: EnsembleOptions,
	crew: CrewOptions = {},
): Promise<EnsembleResult> {
	const plan = ensemblePlan(network, options);
	const blocks = await crewBlocks(
		{ task: "ensemble", network, options },
		{
			cases: options.runs,
			columns: plan.demands.length * valuesPerDemand,
		},
		crew,
	);
	return ensembleResult(plan, blocks);
}
