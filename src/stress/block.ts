import { CounterweightError, shareGranted } from "#network";
import { type BlockState, type BlockWork, blockWidth } from "./block-hand.ts";
import type { Chain } from "./chain.ts";
import { placed } from "./kernel-memory.ts";
import { arraysOf, halves, leanChain, salesOf } from "./kernel-run.ts";
import { type Kernels, oneThread } from "./kernels.ts";
import { type Effect, longestTransit } from "./pressure.ts";
import type { Rules } from "./rules.ts";

/** What sets one scenario of a block apart from the others. */
export interface Shock {
	/** Effects on lines: closures, with their share of output lost. */
	readonly effects: readonly Effect[];
	/** What each user would use in a step; default the chain's. */
	readonly rates?: Float64Array;
}

/** Looks at a block after users took theirs and everyone ordered anew, without changing it. */
export type BlockWatch = (step: number, state: BlockState) => void;

/**
 * Returns the state after up to eight scenarios were played side by side on one chain: each as `play` plays it alone, with every edge read
 * once for all of them.
 *
 * The chain is one without limits on lanes, transit, classes and reserves; scenarios differ in what closures take of lines and in what users
 * want; shares do not move (`switching: "none"`). What belongs to a node lies at `node × 8 + scenario`.
 * Edge cases: scenarios that are not given are played without shocks. Fault: `stress.not-a-block` where chain, rules or shocks ask for more.
 * Cost: O(steps × (edges + 8 · nodes)).
 */
export function playBlock(
	chain: Chain,
	shocks: readonly Shock[],
	rules: Rules,
	steps: number,
	watch: BlockWatch = () => {},
	kernels: Kernels = oneThread,
): BlockState {
	check(chain, shocks, rules);
	const work = placed(workOf(chain, shocks, rules), kernels.shared);
	const does = kernels.take(work);
	for (let step = 0; step < steps; step++) {
		setLosses(work.state.loss, shocks, step * rules.stepDays);
		if (step === 0 || work.arrays.sales) does("order", step);
		does("make", step);
		does("deliver", step);
		does("again", step);
		watch(step, work.state);
	}
	return work.state;
}

function check(chain: Chain, shocks: readonly Shock[], rules: Rules): void {
	const problem =
		shocks.length > blockWidth
			? `it holds ${blockWidth} scenarios, not ${shocks.length}`
			: rules.switching !== "none"
				? "shares cannot move in it"
				: chain.classCount > 1
					? "it serves all orders in one class"
					: chain.reserves.length > 0
						? "it has no reserves"
						: chain.laneCapacity.some(Number.isFinite)
							? "its lanes have no limits"
							: longestTransit(chain, [], rules.stepDays) > 0
								? "its lanes take no time"
								: shocks.some(({ effects }) =>
											effects.some(
												({ measure, lanes }) =>
													measure.kind !== "closure" || lanes.length > 0,
											),
										)
									? "its effects are closures of lines"
									: undefined;
	if (problem !== undefined)
		throw new CounterweightError(
			"stress.not-a-block",
			`this cannot be played as a block: ${problem}; play the scenarios one by one`,
		);
}

/** Sets the loss of each line touched: the largest of the closures that are in force. */
function setLosses(
	loss: Float64Array,
	shocks: readonly Shock[],
	day: number,
): void {
	for (const [s, { effects }] of shocks.entries()) {
		for (const { lines } of effects)
			for (const line of lines) loss[line * blockWidth + s] = 0;
		for (const { measure, lines, periods } of effects) {
			const period = periods.find(
				({ start, end }) => start <= day && day < end,
			);
			if (period === undefined) continue;
			const share = 1 - shareGranted(measure, day - period.start);
			for (const line of lines) {
				const at = line * blockWidth + s;
				loss[at] = Math.max(loss[at], share);
			}
		}
	}
}

function workOf(
	chain: Chain,
	shocks: readonly Shock[],
	rules: Rules,
): BlockWork {
	const { slotStart, edgeStart, lineCount, agentCount, base } = chain;
	const slots = chain.slotAgent.length;
	const users = agentCount - lineCount;
	const across = (count: number, of: (index: number, s: number) => number) => {
		const values = new Float64Array(count * blockWidth);
		for (let at = 0; at < values.length; at++)
			values[at] = of(Math.floor(at / blockWidth), at % blockWidth);
		return values;
	};
	const baseOf = (agent: number, s: number): number =>
		(agent < lineCount ? undefined : shocks[s]?.rates?.[agent - lineCount]) ??
		base[agent];
	const need = (slot: number, s: number): number =>
		baseOf(chain.slotAgent[slot], s) * chain.slotQuantity[slot];
	const outputs = chain.outputLine.length * blockWidth;
	const state: BlockState = {
		activity: across(agentCount, baseOf),
		wanted: across(agentCount, baseOf),
		overproduction: new Float64Array(lineCount * blockWidth).fill(1),
		stock: across(slots, (slot, s) => need(slot, s) * chain.slotCover[slot]),
		claim: across(slots, need),
		served: new Float64Array(outputs),
		leftover: new Float64Array(outputs),
		waiting: new Float64Array(users * blockWidth),
		loss: new Float64Array(lineCount * blockWidth),
		rate: across(users, (user, s) => baseOf(lineCount + user, s)),
	};
	const { slotRun, edgeOutput, edgeShare } = chain;
	// Along runs, orders are best scattered while a row of shares is at hand; along lists, gathering them over a second copy is faster.
	const sales = slotRun === undefined ? salesOf(chain) : undefined;
	return {
		kind: "block",
		chain: leanChain(chain, false),
		state,
		rules,
		arrays: {
			...arraysOf(chain, rules, state),
			width: blockWidth,
			supplies: {
				start: edgeStart,
				other: slotRun === undefined ? edgeOutput : nothing,
				run: slotRun,
				share: edgeShare,
			},
			...(sales && { sales }),
			orders: new Float64Array(sales ? outputs : 2 * outputs),
			loss: state.loss,
			claimNext: state.claim,
		},
		memory: undefined,
		lineBounds: halves(lineCount, (line) => line + slotStart[line]),
		agentBounds: halves(agentCount, (agent) => edgeStart[slotStart[agent]]),
		orderBounds: sales
			? halves(chain.outputLine.length, (output) => sales.start[output])
			: halves(slots, (slot) => edgeStart[slot]),
	};
}

const nothing = new Int32Array(0);
