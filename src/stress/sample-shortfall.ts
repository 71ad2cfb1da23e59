import type { Chain } from "./chain.ts";
import type { Watch } from "./play.ts";
import type { Rules } from "./rules.ts";

const dust = 1e-9;

/**
 * Returns a watch that notes, of some users, the first short day and the amount missing, and nothing else: what `stress` reads from its
 * ledger, without the causes.
 *
 * It writes two values per user from `at` on: first short day (Infinity if never), amount in the unit of the good.
 */
export function shortfallWatch(
	chain: Chain,
	rules: Rules,
	users: Int32Array,
	into: Float64Array,
	at: number,
): Watch {
	for (let user = 0; user < users.length; user++) {
		into[at + 2 * user] = Number.POSITIVE_INFINITY;
		into[at + 2 * user + 1] = 0;
	}
	return {
		ended: (step, { activity }) => {
			for (let user = 0; user < users.length; user++) {
				const agent = chain.lineCount + users[user];
				const base = chain.base[agent];
				const missing = Math.max(0, base - activity[agent]);
				if (missing <= dust * base) continue;
				into[at + 2 * user + 1] += missing;
				if (missing <= rules.threshold * base) continue;
				const day = step * rules.stepDays;
				if (day < into[at + 2 * user]) into[at + 2 * user] = day;
			}
		},
	};
}
