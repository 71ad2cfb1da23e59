import type { Chain } from "./chain.ts";
import {
	type Ledger,
	ledgerOf,
	noteDeliveries,
	noteOrigins,
	noteShortfalls,
} from "./ledger.ts";
import type { OriginPlan } from "./origin.ts";
import { play } from "./play.ts";
import type { Effect } from "./pressure.ts";
import type { Rules } from "./rules.ts";

/** Returns what happened when a chain was played, with all that the results and the chain of causes need. Cost: as `play`. */
export function run(
	chain: Chain,
	effects: readonly Effect[],
	rules: Rules,
	steps: number,
	plan?: OriginPlan,
): Ledger {
	const ledger = ledgerOf(chain, effects.length, steps, plan?.count ?? 0);
	const state = play(
		chain,
		effects,
		rules,
		steps,
		{
			shipped: (step, state, pressure) =>
				noteDeliveries(chain, state, pressure, ledger, step),
			ended: (step, state, pressure) => {
				noteShortfalls(chain, state, pressure, rules, ledger, step);
				if (pressure.origins)
					noteOrigins(chain, pressure.origins, ledger, step);
			},
		},
		plan,
	);
	ledger.waiting.set(state.waiting);
	return ledger;
}
