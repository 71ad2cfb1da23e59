import {
	type LinearProgram,
	type ProgramBuilder,
	programBuilder,
} from "#program";
import type { Chain } from "./chain.ts";
import { type Layout, layoutOf } from "./coordinated-layout.ts";
import type { Limits, Span } from "./coordinated-limits.ts";
import { onTheWay, type Pools } from "./coordinated-pool.ts";

/** What the program of a coordinated run is made of. */
export interface CoordinatedParts {
	readonly chain: Chain;
	readonly pools: Pools;
	readonly limits: Limits;
	readonly span: Span;
	/** Weight of one unit missing, by user. */
	readonly weight: Float64Array;
}

/** The linear program of a coordinated run and where its columns and rows are. */
export interface CoordinatedProgram extends Layout {
	readonly program: LinearProgram;
	/** Row that holds Σ weight · shortfall; nothing bounds it at first. */
	readonly totalRow: number;
	/** Row of each quota. */
	readonly quotaRow: number;
	/** First column of a user's shortfall over the run, cut into `segments` parts; users follow each other. */
	readonly segment: number;
}

interface Draft extends CoordinatedParts {
	readonly build: ProgramBuilder;
	readonly layout: Layout;
	/** First row of the steps. */
	readonly firstRow: number;
}

/** Parts into which each user's shortfall is cut, so that users of equal value share it evenly: to one part of their use. */
export const segments = 20;

/**
 * Returns the program that shares scarcity best: the least Σ weight · shortfall under the balances, capacities, lead times, stocks and
 * measures of `orders`.
 *
 * Variables of each step: f shipped on a lane, h kept at home, z activity of a line, s use of a half-critical input, w shortfall of a user,
 * S left in a pool (see `Pools`), r released from a reserve. Rows of each pool and step, S′ being what the step before left:
 *
 *     S + Σ a·z + Σ s + Σ (use − w) + Σ f out + Σ h out ≤ S′ + arrivals + Σ b·z + Σ h in + Σ r
 *     Σ a·z + Σ s ≤ S′ + arrivals of earlier steps          a line works on what is there when the step begins
 *
 * The first is no equation, so that joint outputs may be left over. A half-critical input of criticality c: s ≤ a·z and
 * z ≤ (1 − c)·K + c·s/a, with K the line's most in that step: without the input it still makes 1 − c of K. Inputs that do not bind are left
 * out. Users never take more than their use, so nothing is made up for later, and they take all of it before day 0. Before `span.free`
 * every flow is that of the base year. Cost: O(steps × (lanes + outputs + slots)).
 */
export function coordinatedProgram(
	parts: CoordinatedParts,
): CoordinatedProgram {
	const build = programBuilder();
	const layout = layoutOf(parts.chain, parts.pools);
	const totalRow = build.row(
		Number.NEGATIVE_INFINITY,
		Number.POSITIVE_INFINITY,
	);
	const draft: Draft = { ...parts, build, layout, firstRow: totalRow + 1 };
	for (let step = 0; step < parts.span.steps; step++) addColumns(draft, step);
	addRows(draft);
	for (let step = 0; step < parts.span.steps; step++) {
		addStocks(draft, step);
		addLines(draft, step);
		addShipments(draft, step);
	}
	const quotaRow = addBudgets(draft);
	const segment = addSegments(draft, totalRow);
	return { program: build.program(), ...layout, totalRow, quotaRow, segment };
}

/** Columns of a step, in the order of the layout; before planning begins all but stocks and what stays at home are fixed to the base year. */
function addColumns(draft: Draft, step: number): void {
	const { build, chain, limits, span, weight, layout } = draft;
	const fixed = step < span.free;
	const met = fixed || step < span.before;
	build.column(0, 0, 0);
	for (let lane = 1; lane < chain.laneCount; lane++)
		build.column(
			fixed ? chain.laneBase[lane] : 0,
			limits.laneAllowed[step * chain.laneCount + lane],
			0,
		);
	for (let line = 0; line < chain.lineCount; line++) {
		const most = limits.capacity[step * chain.lineCount + line];
		const base = chain.base[line];
		build.column(fixed ? base : 0, fixed ? Math.min(base, most) : most, 0);
	}
	weight.forEach((cost, user) => {
		build.column(0, met ? 0 : chain.base[chain.lineCount + user], cost);
	});
	for (let at = layout.pool; at < layout.reserve; at++)
		build.column(0, Number.POSITIVE_INFINITY, 0);
	chain.reserves.forEach((_, reserve) => {
		build.column(
			0,
			fixed ? 0 : limits.release[step * chain.reserves.length + reserve],
			0,
		);
	});
	for (const slot of layout.halvedSlot)
		build.column(
			fixed ? chain.slotQuantity[slot] * chain.base[chain.slotAgent[slot]] : 0,
			Number.POSITIVE_INFINITY,
			0,
		);
}

/** Rows of all steps: the balance of each pool, and for those that feed lines what a line finds when the step begins. */
function addRows({ build, chain, pools, span, layout }: Draft): void {
	const arrivals = onTheWay(chain, pools, span.steps);
	const use = new Float64Array(pools.count);
	for (let agent = chain.lineCount; agent < chain.agentCount; agent++)
		use[pools.ofSlot[chain.slotStart[agent]]] += chain.base[agent];
	for (let step = 0; step < span.steps; step++) {
		const there = (pool: number) =>
			arrivals[pool * span.steps + step] + (step === 0 ? pools.held[pool] : 0);
		for (let pool = 0; pool < pools.count; pool++)
			build.row(Number.NEGATIVE_INFINITY, there(pool) - use[pool]);
		for (let pool = 0; pool < pools.count; pool++)
			if (layout.opening[pool] >= 0)
				build.row(Number.NEGATIVE_INFINITY, there(pool));
	}
}

/** What a step leaves in the pools, what users miss, what stays at home, and what reserves give. */
function addStocks(draft: Draft, step: number): void {
	const { build, chain, pools, span, layout, firstRow } = draft;
	const row = firstRow + step * layout.height;
	const next = row + layout.height;
	const column = step * layout.width;
	for (let pool = 0; pool < pools.count; pool++) {
		const left = column + layout.pool + pool;
		build.entry(row + pool, left, 1);
		if (step + 1 === span.steps) continue;
		build.entry(next + pool, left, -1);
		if (layout.opening[pool] >= 0)
			build.entry(next + layout.opening[pool], left, -1);
	}
	for (let agent = chain.lineCount; agent < chain.agentCount; agent++)
		build.entry(
			row + pools.ofSlot[chain.slotStart[agent]],
			column + layout.user + agent - chain.lineCount,
			-1,
		);
	for (let at = 0; at < pools.homeFrom.length; at++) {
		build.entry(row + pools.homeFrom[at], column + layout.home + at, 1);
		build.entry(row + pools.homeTo[at], column + layout.home + at, -1);
	}
	for (let at = 0; at < pools.ofReserve.length; at++)
		build.entry(row + pools.ofReserve[at], column + layout.reserve + at, -1);
}

/** What lines make and use in a step. */
function addLines(draft: Draft, step: number): void {
	const { build, chain, pools, limits, layout, firstRow } = draft;
	const row = firstRow + step * layout.height;
	const column = step * layout.width;
	const activity = (line: number) => column + layout.line + line;
	for (let output = 0; output < chain.outputLine.length; output++)
		build.entry(
			row + pools.ofOutput[output],
			activity(chain.outputLine[output]),
			-chain.outputQuantity[output],
		);
	const draw = (slot: number, by: number, amount: number) => {
		const pool = pools.ofSlot[slot];
		build.entry(row + pool, by, amount);
		build.entry(row + layout.opening[pool], by, amount);
	};
	const lineSlots = chain.slotStart[chain.lineCount];
	for (let slot = 0; slot < lineSlots; slot++)
		if (chain.slotCritical[slot] === 1)
			draw(slot, activity(chain.slotAgent[slot]), chain.slotQuantity[slot]);
	layout.halvedSlot.forEach((slot, at) => {
		const used = column + layout.halved + at;
		const line = chain.slotAgent[slot];
		const critical = chain.slotCritical[slot];
		const quantity = chain.slotQuantity[slot];
		draw(slot, used, 1);
		const needed = build.row(Number.NEGATIVE_INFINITY, 0);
		build.entry(needed, used, 1);
		build.entry(needed, activity(line), -quantity);
		const most = build.row(
			Number.NEGATIVE_INFINITY,
			(1 - critical) * limits.capacity[step * chain.lineCount + line],
		);
		build.entry(most, activity(line), 1);
		build.entry(most, used, -critical / quantity);
	});
}

/** What leaves over lanes in a step, and where and when it arrives. */
function addShipments(draft: Draft, step: number): void {
	const { build, chain, pools, limits, span, layout, firstRow } = draft;
	for (let lane = 1; lane < chain.laneCount; lane++) {
		const shipped = step * layout.width + layout.lane + lane;
		build.entry(
			firstRow + step * layout.height + pools.laneFrom[lane],
			shipped,
			1,
		);
		const arrives = step + limits.laneSteps[step * chain.laneCount + lane];
		if (arrives >= span.steps) continue;
		const row = firstRow + arrives * layout.height;
		const pool = pools.laneTo[lane];
		build.entry(row + pool, shipped, -1);
		if (arrives > step && layout.opening[pool] >= 0)
			build.entry(row + layout.opening[pool], shipped, -1);
	}
}

/** What reserves and quotas allow over several steps; returns the row of the first quota. */
function addBudgets(draft: Draft): number {
	const { build, chain, limits, span, layout } = draft;
	chain.reserves.forEach(({ quantity }, reserve) => {
		const row = build.row(Number.NEGATIVE_INFINITY, quantity);
		for (let step = 0; step < span.steps; step++)
			build.entry(row, step * layout.width + layout.reserve + reserve, 1);
	});
	let first = -1;
	for (const { lanes, from, to, amount } of limits.quotas) {
		const row = build.row(Number.NEGATIVE_INFINITY, amount);
		if (first < 0) first = row;
		for (let step = from; step < to; step++)
			for (const lane of lanes)
				build.entry(row, step * layout.width + layout.lane + lane, 1);
	}
	return first;
}

/** Each user's shortfall over the run in parts, for the second solve; and the weighted total. Returns the first column. */
function addSegments(draft: Draft, totalRow: number): number {
	const { build, chain, span, layout, weight } = draft;
	let first = -1;
	weight.forEach((cost, user) => {
		const row = build.row(0, 0);
		for (let step = 0; step < span.steps; step++) {
			const missing = step * layout.width + layout.user + user;
			build.entry(row, missing, 1);
			build.entry(totalRow, missing, cost);
		}
		const part =
			(chain.base[chain.lineCount + user] * (span.steps - span.before)) /
			segments;
		for (let at = 0; at < segments; at++) {
			const column = build.column(0, part, 0);
			if (first < 0) first = column;
			build.entry(row, column, -1);
		}
	});
	return first;
}
