import type { Chain } from "./chain.ts";
import type { Pressure } from "./pressure.ts";
import type { Rules } from "./rules.ts";
import type { State } from "./state.ts";

/** 4c. Merchants' and strategic stocks serve what went unmet at their place, by their rule. Returns nothing; `sent` and `stock` grow. */
export function release(chain: Chain, state: State, pressure: Pressure): void {
	for (let index = 0; index < chain.reserves.length; index++) {
		const { slots, release: rule } = chain.reserves[index];
		const open =
			rule === "measure"
				? Math.min(pressure.release[index], state.reserve[index])
				: state.reserve[index];
		if (open <= 0) continue;
		let missing = 0;
		for (const slot of slots) missing += missingAt(chain, state, slot, rule);
		if (missing <= 0) continue;
		const level = Math.min(1, open / missing);
		for (const slot of slots) {
			const amount = level * missingAt(chain, state, slot, rule);
			state.sent[slot] += amount;
			state.stock[slot] += amount;
			state.reserve[index] = Math.max(0, state.reserve[index] - amount);
		}
	}
}

function missingAt(
	chain: Chain,
	state: State,
	slot: number,
	rule: "short" | "empty" | "measure",
): number {
	const unmet = Math.max(0, state.claim[slot] - state.sent[slot]);
	if (rule !== "empty") return unmet;
	const use = chain.base[chain.slotAgent[slot]] * chain.slotQuantity[slot];
	return Math.min(unmet, Math.max(0, use - state.stock[slot]));
}

/** 5a. Users take what they want and can get; what waits is added to what they want next. */
export function use(chain: Chain, state: State, rules: Rules): void {
	for (let user = chain.lineCount; user < chain.agentCount; user++) {
		const slot = chain.slotStart[user];
		const rate = chain.base[user];
		const waiting = state.waiting[user - chain.lineCount];
		const wanted = Math.min(rate + waiting, rate * rules.overproductionMax);
		const taken = Math.min(wanted, state.stock[slot]);
		state.stock[slot] -= taken;
		state.wanted[user] = wanted;
		state.activity[user] = taken;
		state.binding[user] = taken < wanted ? slot : -1;
		if (chain.waits[user - chain.lineCount] === 1)
			state.waiting[user - chain.lineCount] = Math.max(
				0,
				waiting + rate - taken,
			);
	}
}

/** Sets the mean transit of every slot's orders anew, when detours begin or end. */
export function measureTransit(
	chain: Chain,
	state: State,
	pressure: Pressure,
): void {
	if (state.arrivals.length === 0) return;
	for (let slot = 0; slot < chain.slotAgent.length; slot++)
		state.slotSteps[slot] = transitOf(chain, state, pressure, slot);
}

/** Returns the mean transit of a slot's orders, in steps: Σ share · (lane + detour). */
export function transitOf(
	chain: Chain,
	state: State,
	pressure: Pressure,
	slot: number,
): number {
	const { edgeStart, edgeLane, laneSteps } = chain;
	let steps = 0;
	for (let edge = edgeStart[slot]; edge < edgeStart[slot + 1]; edge++)
		steps +=
			state.share[edge] *
			(laneSteps[edgeLane[edge]] + pressure.laneDetour[edgeLane[edge]]);
	return steps;
}

/**
 * 5c. The agents `from` to before `to` order anew: what was used, or is wanted, and a part of the gap between the target and what is held and on the way.
 *
 * Formula: claim = a·X (or a·X_opt) + max(0, cover·a·X_opt + transit target − stock − in transit) / τ_S, and for users + waiting / τ_S.
 * Unmet orders leave the gap open and so are asked for again; what is in transit counts, or orders would whip.
 */
export function reorder(
	chain: Chain,
	state: State,
	rules: Rules,
	from = 0,
	to: number = chain.agentCount,
): void {
	const { slotStart, slotQuantity, slotCover } = chain;
	const { claim, stock, transit, activity, wanted, slotSteps } = state;
	const pace = Math.min(1, rules.stepDays / rules.restockDays);
	for (let agent = from; agent < to; agent++) {
		const isUser = agent >= chain.lineCount;
		const next = isUser
			? chain.base[agent] + state.waiting[agent - chain.lineCount] * pace
			: rules.reorder === "used"
				? activity[agent]
				: wanted[agent];
		const level = isUser ? chain.base[agent] : wanted[agent];
		for (let slot = slotStart[agent]; slot < slotStart[agent + 1]; slot++) {
			const target =
				(slotCover[slot] + slotSteps[slot]) * slotQuantity[slot] * level;
			const gap = Math.max(0, target - stock[slot] - transit[slot]);
			claim[slot] = slotQuantity[slot] * next + gap * pace;
		}
	}
}
