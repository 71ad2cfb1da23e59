import { type Compiled, CounterweightError } from "#network";
import { chainOf } from "./chain.ts";
import { measuresOf, played } from "./effect.ts";
import { play } from "./play.ts";
import type { Rules } from "./rules.ts";

/** Activity and unmet use at every step of a run. */
export interface Trajectory {
	/** By step, by line (process): activity per step. */
	readonly activity: readonly Float64Array[];
	/** By step: use of all users that was not met, per step. */
	readonly unmet: readonly number[];
}

/**
 * Returns every line's activity and the unmet use at every step: the raw trajectories behind `stress`, to compare with other models.
 *
 * Fault: `stress.unknown-scenario`. Cost: O(steps × edges) time, O(steps × lines) memory.
 */
export function trajectory(
	compiled: Compiled,
	options: { readonly scenario: string; readonly rules: Rules },
): Trajectory {
	const { network } = compiled;
	const scenario = network.scenarios.find(({ id }) => id === options.scenario);
	if (scenario === undefined)
		throw new CounterweightError(
			"stress.unknown-scenario",
			`no scenario "${options.scenario}" in ${network.id}`,
		);
	const { rules } = options;
	const chain = chainOf(compiled, rules);
	const { effects } = played(
		compiled,
		chain,
		measuresOf(network, scenario.measures),
		scenario.from,
		scenario.days,
	);
	const activity: Float64Array[] = [];
	const unmet: number[] = [];
	play(chain, effects, rules, Math.ceil(scenario.days / rules.stepDays), {
		ended: (_step, state) => {
			activity.push(state.activity.slice(0, chain.lineCount));
			let missing = 0;
			for (let user = chain.lineCount; user < chain.agentCount; user++)
				missing += chain.base[user] - state.activity[user];
			unmet.push(missing);
		},
	});
	return { activity, unmet };
}
