import type { Chain } from "./chain.ts";
import { isPlain, kernelRun } from "./kernel-run.ts";
import { type Kernels, oneThread } from "./kernels.ts";
import {
	mixArrivals,
	mixOutputs,
	mixShipments,
	type OriginPlan,
	originsOf,
} from "./origin.ts";
import {
	drawQuotas,
	type Effect,
	longestTransit,
	type Pressure,
	press,
	pressureOf,
} from "./pressure.ts";
import { measureTransit, release, reorder, use } from "./restock.ts";
import type { Rules } from "./rules.ts";
import { type State, startOf } from "./state.ts";
import { arrive, order, produce, ration, ship } from "./step.ts";
import { switchShares } from "./switching.ts";

/** Looks at a run without changing it. */
export interface Watch {
	/** After all was shipped and released, before users take theirs. */
	readonly shipped?: (step: number, state: State, pressure: Pressure) => void;
	/** After users took theirs, before everyone orders anew. */
	readonly ended?: (step: number, state: State, pressure: Pressure) => void;
}

/**
 * Returns the state after a chain was played through time under effects: the allocation `orders`.
 *
 * Each step: what was shipped arrives; measures set what may pass; claims become orders; lines make what capacity and inputs allow;
 * outputs ration and ship; reserves open; users take; shares move; everyone orders anew. Origins, where a plan asks for them, go along. Deterministic: the same arguments give the same
 * bytes. Cost: O(steps × edges). Source: ARIO with inventories (Hallegatte 2014), with transit, lanes and joint production added.
 */
export function play(
	chain: Chain,
	effects: readonly Effect[],
	rules: Rules,
	steps: number,
	watch: Watch = {},
	plan?: OriginPlan,
	kernels: Kernels = oneThread,
): State {
	const start = startOf(
		chain,
		rules,
		longestTransit(chain, effects, rules.stepDays),
		plan !== undefined,
	);
	const unpressed = pressureOf(chain, effects);
	const fast =
		plan === undefined && isPlain(chain, start)
			? kernelRun(chain, start, unpressed, rules, kernels)
			: undefined;
	const { state, pressure } = fast ?? { state: start, pressure: unpressed };
	let carried = false;
	const origins =
		plan === undefined ? undefined : originsOf(chain, state, plan, effects);
	pressure.origins = origins;
	for (let step = 0; step < steps; step++) {
		if (origins) mixArrivals(chain, state, origins, step);
		arrive(chain, state, step);
		press(chain, pressure, step, rules.stepDays);
		if (pressure.detoursChanged) measureTransit(chain, state, pressure);
		const turn = pressure.limited ? undefined : fast;
		if (turn) turn.deliver(step, carried);
		else {
			order(chain, state, pressure);
			produce(chain, state, pressure, rules, step);
			if (origins) mixOutputs(chain, state, origins);
			ration(chain, state, pressure);
			ship(chain, state, pressure, step);
			if (origins) mixShipments(chain, state, pressure, origins, step);
			release(chain, state, pressure);
		}
		watch.shipped?.(step, state, pressure);
		use(chain, state, rules);
		watch.ended?.(step, state, pressure);
		drawQuotas(pressure, state.laneSent);
		if (turn) turn.again(step);
		else {
			switchShares(chain, state, pressure, rules);
			reorder(chain, state, rules);
		}
		carried = turn !== undefined;
	}
	return state;
}
