import type { Chain } from "./chain.ts";
import type { Pressure } from "./pressure.ts";
import type { Rules } from "./rules.ts";
import type { State } from "./state.ts";
import { waterLevel } from "./water-level.ts";

/** 1. What was shipped long enough ago arrives. */
export function arrive(chain: Chain, state: State, step: number): void {
	const { arrivals, ring, stock, transit } = state;
	if (arrivals.length === 0) return;
	const at = step % ring;
	for (let slot = 0; slot < chain.slotAgent.length; slot++) {
		const amount = arrivals[slot * ring + at];
		stock[slot] += amount;
		transit[slot] -= amount;
		arrivals[slot * ring + at] = 0;
	}
}

/** 2. Claims become orders on outputs, as far as lanes let goods pass. */
export function order(chain: Chain, state: State, pressure: Pressure): void {
	const { edgeStart, edgeOutput, edgeLane, edgeClass, classCount } = chain;
	const { claim, share, ordered, outputHeld, lanePass } = state;
	const slots = chain.slotAgent.length;
	ordered.fill(0);
	if (!pressure.limited && classCount === 1) {
		for (let slot = 0; slot < slots; slot++) {
			const wanted = claim[slot];
			for (
				let edge = edgeStart[slot], end = edgeStart[slot + 1];
				edge < end;
				edge++
			)
				ordered[edgeOutput[edge]] += wanted * share[edge];
		}
		return;
	}
	passLanes(chain, state, pressure);
	outputHeld.fill(0);
	for (let slot = 0; slot < slots; slot++) {
		const wanted = claim[slot];
		for (
			let edge = edgeStart[slot], end = edgeStart[slot + 1];
			edge < end;
			edge++
		) {
			const output = edgeOutput[edge];
			const pass = lanePass[edgeLane[edge]];
			if (pass < 1) outputHeld[output] = 1;
			ordered[output * classCount + edgeClass[edge]] +=
				wanted * share[edge] * pass;
		}
	}
}

function passLanes(chain: Chain, state: State, pressure: Pressure): void {
	const { edgeStart, edgeLane } = chain;
	const { claim, share, laneClaim, lanePass } = state;
	laneClaim.fill(0);
	for (let slot = 0; slot < chain.slotAgent.length; slot++)
		for (
			let edge = edgeStart[slot], end = edgeStart[slot + 1];
			edge < end;
			edge++
		)
			laneClaim[edgeLane[edge]] += claim[slot] * share[edge];
	for (let lane = 1; lane < chain.laneCount; lane++) {
		const allowed = pressure.laneAllowed[lane];
		lanePass[lane] = allowed >= laneClaim[lane] ? 1 : allowed / laneClaim[lane];
	}
}

/** 3. The lines `from` to before `to` make what is ordered, as far as capacity and inputs allow. */
export function produce(
	chain: Chain,
	state: State,
	pressure: Pick<Pressure, "loss">,
	rules: Rules,
	step: number,
	from = 0,
	to: number = chain.lineCount,
): void {
	// One loop after the other, and numbers passed on in the state: calls inside a loop that take or return numbers are slow.
	sumOrders(chain, state, from, to);
	if (step > 0) setOverproduction(chain, state, rules, from, to);
	for (let line = from; line < to; line++)
		state.wanted[line] = Math.min(
			state.demanded[line],
			capacityOf(chain, state, pressure, line),
		);
	runLines(chain, state, rules, from, to);
}

/** The activity that orders ask of each line: that of its output most asked for. */
function sumOrders(chain: Chain, state: State, from: number, to: number): void {
	const { outputStart, outputQuantity, classCount } = chain;
	const { ordered, outputOrders, leftover, demanded } = state;
	for (let line = from; line < to; line++) {
		let demand = 0;
		const end = outputStart[line + 1];
		for (let output = outputStart[line]; output < end; output++) {
			let orders = 0;
			for (let c = output * classCount; c < (output + 1) * classCount; c++)
				orders += ordered[c];
			outputOrders[output] = orders;
			demand = Math.max(
				demand,
				(orders - leftover[output]) / outputQuantity[output],
			);
		}
		demanded[line] = demand;
	}
}

/** Returns what a line could make this step if nothing but its own capacity bound it: K · (1 − loss) · α. */
export function capacityOf(
	chain: Chain,
	state: State,
	pressure: Pick<Pressure, "loss">,
	line: number,
): number {
	return (
		chain.capacity[line] *
		(1 - pressure.loss[line]) *
		state.overproduction[line]
	);
}

/** α of each line goes towards its most as long as orders go unmet, and back to 1. */
function setOverproduction(
	chain: Chain,
	state: State,
	rules: Rules,
	from: number,
	to: number,
): void {
	const { overproductionMax } = chain;
	const { activity, demanded, overproduction } = state;
	const pace = rules.stepDays / rules.overproductionDays;
	for (let line = from; line < to; line++) {
		const demand = demanded[line];
		const alpha = overproduction[line];
		const scarcity = demand > 0 ? (demand - activity[line]) / demand : 0;
		const change =
			scarcity === 0
				? (1 - alpha) * pace
				: (overproductionMax[line] - alpha) * scarcity * pace;
		overproduction[line] = Math.max(1, alpha + change);
	}
}

/** Each line makes what it wants as far as its inputs allow, and uses them up; notes the input that binds. */
function runLines(
	chain: Chain,
	state: State,
	rules: Rules,
	from: number,
	to: number,
): void {
	const { slotStart, slotQuantity, slotCover, slotCritical } = chain;
	const { activity, wanted, stock, binding } = state;
	const { slowdown } = rules;
	for (let line = from; line < to; line++) {
		const possible = wanted[line];
		const first = slotStart[line];
		const end = slotStart[line + 1];
		let least = 1;
		let bound = -1;
		for (let slot = first; slot < end; slot++) {
			const steps = Math.max(1, slowdown * slotCover[slot]);
			const needed = slotQuantity[slot] * possible * steps;
			const held = stock[slot];
			if (held >= needed) continue;
			const ratio = 1 - slotCritical[slot] * (1 - held / needed);
			if (ratio < least) {
				least = ratio;
				bound = slot;
			}
		}
		binding[line] = bound;
		const made = possible * least;
		activity[line] = made;
		for (let slot = first; slot < end; slot++)
			stock[slot] -= Math.min(stock[slot], slotQuantity[slot] * made);
	}
}

/** Part of an output's orders below which a lack is rounding. */
export const rounding = 1e-12;

/** 4a. Each output of the lines `from` to before `to` decides which share of its orders it serves, class by class. */
export function ration(
	chain: Chain,
	state: State,
	pressure: Pick<Pressure, "limited">,
	from = 0,
	to: number = chain.lineCount,
): void {
	const { outputStart, outputQuantity, classCount } = chain;
	const { ordered, served, leftover, activity, outputOrders, outputMissing } =
		state;
	const { outputHeld } = state;
	for (let line = from; line < to; line++) {
		const joint = outputStart[line + 1] - outputStart[line] > 1;
		for (
			let output = outputStart[line];
			output < outputStart[line + 1];
			output++
		) {
			let available =
				leftover[output] + outputQuantity[output] * activity[line];
			outputMissing[output] = Math.max(0, outputOrders[output] - available);
			for (let c = 0; c < classCount; c++) {
				const at = output * classCount + c;
				const orders = ordered[at];
				if (orders <= available * (1 + rounding)) served[at] = 1;
				else if (pressure.limited && outputHeld[output] === 1)
					served[at] = waterLevel(chain, state, output, c, available);
				else served[at] = available / orders;
				available = Math.max(0, available - orders);
			}
			if (joint) leftover[output] = available;
		}
	}
}

/** 4b. Goods go on their way: to the buyer at once where there is no transit, else to arrive later. */
export function ship(
	chain: Chain,
	state: State,
	pressure: Pressure,
	step: number,
): void {
	if (
		state.arrivals.length === 0 &&
		state.edgeSent.length === 0 &&
		!pressure.limited &&
		chain.classCount === 1
	)
		shipAtOnce(chain, state);
	else shipOverLanes(chain, state, pressure, step);
}

function shipAtOnce(chain: Chain, state: State): void {
	const { edgeStart, edgeOutput } = chain;
	const { claim, share, served, sent, landed, stock } = state;
	for (let slot = 0; slot < chain.slotAgent.length; slot++) {
		let delivered = 0;
		for (
			let edge = edgeStart[slot], end = edgeStart[slot + 1];
			edge < end;
			edge++
		)
			delivered += share[edge] * served[edgeOutput[edge]];
		delivered *= claim[slot];
		sent[slot] = delivered;
		landed[slot] = delivered;
		stock[slot] += delivered;
	}
}

function shipOverLanes(
	chain: Chain,
	state: State,
	pressure: Pressure,
	step: number,
): void {
	const { edgeStart, edgeOutput, edgeLane, edgeClass, classCount, laneSteps } =
		chain;
	const {
		claim,
		share,
		served,
		sent,
		landed,
		stock,
		transit,
		arrivals,
		ring,
		lanePass,
		laneSent,
		edgeSent,
	} = state;
	const { laneDetour, limited } = pressure;
	const keep = edgeSent.length > 0;
	const today = step % ring;
	laneSent.fill(0);
	for (let slot = 0; slot < chain.slotAgent.length; slot++) {
		const wanted = claim[slot];
		let all = 0;
		let now = 0;
		for (
			let edge = edgeStart[slot], end = edgeStart[slot + 1];
			edge < end;
			edge++
		) {
			const lane = edgeLane[edge];
			const level = served[edgeOutput[edge] * classCount + edgeClass[edge]];
			const pass = limited ? lanePass[lane] : 1;
			const amount = wanted * share[edge] * (level < pass ? level : pass);
			const steps = laneSteps[lane] + laneDetour[lane];
			if (keep) edgeSent[edge] = amount;
			all += amount;
			laneSent[lane] += amount;
			if (steps === 0) now += amount;
			else {
				const due = today + steps;
				arrivals[slot * ring + (due < ring ? due : due - ring)] += amount;
			}
		}
		sent[slot] = all;
		landed[slot] = now;
		stock[slot] += now;
		transit[slot] += all - now;
	}
}
