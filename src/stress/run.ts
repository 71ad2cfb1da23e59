import type { Chain } from "./chain.ts";
import {
	type Ledger,
	ledgerOf,
	noteDeliveries,
	noteShortfalls,
} from "./ledger.ts";
import {
	drawQuotas,
	type Effect,
	longestTransit,
	type Pressure,
	press,
	pressureOf,
} from "./pressure.ts";
import { release, reorder, switchShares, use } from "./restock.ts";
import type { Rules } from "./rules.ts";
import { type State, startOf } from "./state.ts";
import { arrive, order, produce, ration, ship } from "./step.ts";

/** Sees every step as it ends; for tests, measurements and pictures. */
export type Watcher = (step: number, state: State, pressure: Pressure) => void;

/**
 * Returns what happened when a chain was played through time under effects: the allocation `orders`.
 *
 * Each step: what was shipped arrives; measures set what may pass; claims become orders; lines make what capacity and inputs allow;
 * outputs ration and ship; reserves open; users take; everyone orders anew; shares move. Deterministic: the same arguments give the same
 * bytes. Cost: O(steps × edges). Source: ARIO with inventories (Hallegatte 2014), with transit, lanes and joint production added.
 */
export function run(
	chain: Chain,
	effects: readonly Effect[],
	rules: Rules,
	steps: number,
	watch?: Watcher,
): Ledger {
	const state = startOf(
		chain,
		rules,
		longestTransit(chain, effects, rules.stepDays),
	);
	const pressure = pressureOf(chain, effects);
	const ledger = ledgerOf(chain, effects.length, steps);
	for (let step = 0; step < steps; step++) {
		arrive(chain, state, step);
		press(chain, pressure, step, rules.stepDays);
		order(chain, state, pressure);
		produce(chain, state, pressure, rules, step);
		ration(chain, state, pressure);
		ship(chain, state, pressure, step);
		release(chain, state, pressure);
		noteDeliveries(chain, state, pressure, ledger, step);
		use(chain, state, rules);
		noteShortfalls(chain, state, pressure, rules, ledger, step);
		drawQuotas(pressure, state.laneSent);
		reorder(chain, state, pressure, rules);
		switchShares(chain, state, pressure, rules, ledger.short);
		watch?.(step, state, pressure);
	}
	ledger.waiting.set(state.waiting);
	return ledger;
}
