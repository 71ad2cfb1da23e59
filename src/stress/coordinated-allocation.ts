import type { Network } from "#network";
import {
	type CoordinatedOptions,
	type Plan,
	planOf,
} from "./coordinated-plan.ts";
import {
	type CoordinatedProgram,
	coordinatedProgram,
} from "./coordinated-program.ts";
import { type Sharing, sharedBest } from "./coordinated-solve.ts";

/** A coordinated run that was solved. */
export interface Allocation extends Plan {
	readonly outcome: "optimal";
	readonly made: CoordinatedProgram;
	readonly sharing: Extract<Sharing, { outcome: "optimal" }>;
}

/** No allocation: nothing fits, or time ran out. */
export interface Unallocated {
	readonly outcome: "infeasible" | "time limit";
	readonly allocation: "coordinated";
	/** Id of the scenario. */
	readonly scenario: string;
	/** What happened, in one sentence. */
	readonly says: string;
}

/** Returns the best sharing of a scenario, or why there is none. */
export async function allocationOf(
	network: Network,
	options: CoordinatedOptions,
): Promise<Allocation | Unallocated> {
	const plan = planOf(network, options);
	const made = coordinatedProgram(plan.parts);
	const sharing = await sharedBest(plan.parts, made, options.solver, {
		...(options.timeLimit === undefined
			? {}
			: { timeLimit: options.timeLimit }),
	});
	if (sharing.outcome === "optimal")
		return { ...plan, outcome: "optimal", made, sharing };
	return {
		outcome: sharing.outcome,
		allocation: "coordinated",
		scenario: plan.asked.scenario,
		says:
			sharing.outcome === "infeasible"
				? `No allocation keeps the flows of the base year until day ${options.announcementDay ?? 0}: measures bite before.`
				: "Time ran out before the best allocation was found.",
	};
}
