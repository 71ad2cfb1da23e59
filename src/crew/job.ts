import type { Network } from "#network";
import {
	type Block,
	type EnsembleOptions,
	ensemblePlan,
	runCases,
	runSamples,
	type SweepOptions,
	sweepPlan,
} from "#stress";

/** What a crew works through: many cases of one kind on one network. */
export type Job =
	| {
			readonly task: "ensemble";
			readonly network: Network;
			readonly options: EnsembleOptions;
	  }
	| {
			readonly task: "sweep";
			readonly network: Network;
			readonly options: SweepOptions;
	  };

/** Cases `from` to before `to`. */
export interface Stretch {
	readonly from: number;
	readonly to: number;
}

/** Returns the function that runs a stretch of a job's cases, with all that the cases share made ready once. */
export function stretchRunner(job: Job): (stretch: Stretch) => Block {
	switch (job.task) {
		case "ensemble": {
			const plan = ensemblePlan(job.network, job.options);
			return ({ from, to }) => runSamples(plan, from, to);
		}
		case "sweep": {
			const plan = sweepPlan(job.network, job.options);
			return ({ from, to }) => runCases(plan, from, to);
		}
	}
}
