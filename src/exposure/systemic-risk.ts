import { type Front, frontOf, type Toll } from "./systemic-risk-front.ts";
import { type Lanes, lanesOf } from "./systemic-risk-lanes.ts";
import type { FirmNetwork } from "./systemic-risk-network.ts";
import { laneCount } from "./systemic-risk-pass.ts";
import {
	type CascadeRules,
	cascadeRules,
	type ProductionFunction,
	type Shocks,
	type SystemicRiskOptions,
	shocksOf,
} from "./systemic-risk-rules.ts";
import { type Sides, sidesOf } from "./systemic-risk-sides.ts";

/** What each shock does to the whole economy: one entry per shock, in the order asked. */
export interface SystemicRisk {
	/** The share of all output that is lost, each firm's loss being the larger of the two below; 0 to 1. */
	readonly esri: Float64Array;
	/** The share of all output that is lost for want of inputs, the shock itself included; 0 to 1. */
	readonly downstream: Float64Array;
	/** The share of all output that is lost for want of customers, the shock itself included; 0 to 1. */
	readonly upstream: Float64Array;
	/** Steps until the cascade stopped, the shock itself not counted. */
	readonly iterations: Int32Array;
	/** The largest rise of any firm's loss in the last step. */
	readonly change: Float64Array;
	/** 1 where the cascade had come to rest: `change` is at most 1e-8, however large `eps` is; else 0. */
	readonly converged: Uint8Array;
	readonly production: ProductionFunction;
	readonly marketShare: boolean;
	readonly eps: number;
}

/** A cascade is at rest if no loss rises by more than this in a step. */
const atRest = 1e-8;

/** A cascade goes to the lanes once a step has to follow more than this part of all links: from there the lanes are quicker. */
const wideFrom = 0.03;

/**
 * Returns the economic systemic risk index of firms: how much of all output a network loses if a firm, or several, lose capacity.
 *
 * Formula: with ψ the remaining capacity of a firm, every level h starts at ψ and in each step, all at once,
 *
 *     downstream  h_i = min(ψ_i, 1 − max_k Σ_{j in k} σ_j · w_ji / W_ki · (1 − h_j), 1 − Σ_j σ_j · w_ji / W_i · (1 − h_j))
 *     upstream    h_i = min(ψ_i, 1 − Σ_j w_ij / output_i · (1 − h_j))
 *     index       Σ output_i · (1 − min(downstream_i, upstream_i)) / Σ output_i
 *
 * k are the sectors whose goods are essential to i, W_ki what i buys of sector k; the last sum is over inputs that are not essential,
 * W_i all that i buys. `leontief` takes every input as essential, `linear` none, `mixed` as the network says; inputs that are not
 * relevant only count in W_i. σ_j = 1, or with market shares min(1, output_j / Σ output · h of j's sector): what rivals cannot replace.
 * A cascade stops when no level has fallen by more than eps. The authors' default of 0.01 stops most cascades of a large network on
 * their way: read `converged`, and compare a smaller eps. Firms that live off each other creep on by tiny steps, thousands of them, so
 * what is left may be many times the last change; `output` lets firms sell outside, which shortens the upstream side.
 * Result: the same numbers whichever shocks are asked for together, and whether or not the host has vector instructions.
 * Edge cases: no firms give empty arrays; a network that makes nothing has an index of 0.
 * Faults: `exposure.bad-cascade`, `exposure.bad-shock`. Cost: O(firms + links) once; O(links that a loss has just reached) a step,
 * at most O(firms + links).
 * Source: Diem, Borsos, Reisch, Kertész and Thurner 2022, Scientific Reports 12:7719; iterations as in the authors' GLcascade.
 *
 * @example
 * // Firm 1 makes 6 of 10 itself, and firm 0 sells it 3 of the 4 that it makes: if firm 1 closes, (6 + 4 · 3/4) / 10 is lost.
 * const firms = firmNetwork({ suppliers: [0, 0, 1], customers: [1, 2, 2], weights: [3, 1, 6], sectors: [0, 1, 2] });
 * systemicRisk(firms, { firms: [1] }).esri[0] // 0.9
 */
export function systemicRisk(
	firms: FirmNetwork,
	options: SystemicRiskOptions = {},
): SystemicRisk {
	const rules = cascadeRules(firms, options);
	const shocks = shocksOf(firms, options);
	const sides = sidesOf(firms, rules.production);
	const record = recordOf(shocks.count, sides, rules, options.onProgress);
	playAll(sides, rules, shocks, record.write);
	return record.risk;
}

/** Plays every shock: by itself while it is narrow, then beside others in a lane. */
function playAll(
	sides: Sides,
	rules: CascadeRules,
	shocks: Shocks,
	write: (row: number, toll: Toll) => void,
): void {
	const front = frontOf(sides, rules.marketShare);
	const wide =
		wideFrom * (sides.downstream.share.length + sides.upstream.share.length);
	const tolls = Array.from({ length: laneCount }, tollOf);
	const rowOf = new Int32Array(laneCount).fill(-1);
	let lanes: Lanes | undefined;
	let free = laneCount;
	for (let next = 0; next < shocks.count || free < laneCount; ) {
		while (free > 0 && next < shocks.count) {
			const lane = rowOf.indexOf(-1);
			front.start(shocks.at(next), sides.nodeOf);
			if (isOver(front, wide, rules, tolls[lane])) write(next, tolls[lane]);
			else {
				lanes ??= lanesOf(sides, rules.marketShare);
				lanes.load(lane, front.downstream, front.upstream);
				rowOf[lane] = next;
				free--;
			}
			next++;
		}
		if (lanes === undefined || free === laneCount) continue;
		lanes.step();
		for (const lane of lanesOver(lanes, rules, rowOf, tolls)) {
			write(rowOf[lane], tolls[lane]);
			rowOf[lane] = -1;
			free++;
		}
	}
}

function tollOf(): Toll {
	return { downstream: 0, upstream: 0, esri: 0, steps: 0, change: 0 };
}

/** Plays a cascade until it is over or wide, and returns whether it is over. */
function isOver(
	front: Front,
	wide: number,
	rules: CascadeRules,
	toll: Toll,
): boolean {
	for (toll.steps = 0; front.ahead() <= wide; ) {
		toll.change = front.step();
		toll.steps++;
		if (toll.change > rules.eps && toll.steps < rules.steps) continue;
		front.count(toll);
		return true;
	}
	return false;
}

/** The lanes whose cascades are over with the step just taken, their tolls counted. */
function lanesOver(
	lanes: Lanes,
	rules: CascadeRules,
	rowOf: Int32Array,
	tolls: readonly Toll[],
): readonly number[] {
	const over: number[] = [];
	for (let lane = 0; lane < laneCount; lane++) {
		if (rowOf[lane] < 0) continue;
		const toll = tolls[lane];
		toll.steps++;
		toll.change = lanes.change[lane];
		if (toll.change <= rules.eps || toll.steps >= rules.steps) over.push(lane);
	}
	if (over.length > 0) lanes.tally();
	for (const lane of over) {
		tolls[lane].downstream = lanes.tolls[lane];
		tolls[lane].upstream = lanes.tolls[laneCount + lane];
		tolls[lane].esri = lanes.tolls[2 * laneCount + lane];
	}
	return over;
}

/** The result to be, and what writes a row of it. */
function recordOf(
	count: number,
	sides: Sides,
	{ production, marketShare, eps }: CascadeRules,
	onProgress?: (done: number, total: number) => void,
): {
	readonly risk: SystemicRisk;
	readonly write: (row: number, toll: Toll) => void;
} {
	const risk: SystemicRisk = {
		esri: new Float64Array(count),
		downstream: new Float64Array(count),
		upstream: new Float64Array(count),
		iterations: new Int32Array(count),
		change: new Float64Array(count),
		converged: new Uint8Array(count),
		production,
		marketShare,
		eps,
	};
	let total = 0;
	for (let node = 0; node < sides.nodeCount; node++)
		total += sides.output[node];
	const share = (lost: number) => (total > 0 ? Math.min(1, lost / total) : 0);
	let done = 0;
	return {
		risk,
		write(row, toll) {
			risk.esri[row] = share(toll.esri);
			risk.downstream[row] = share(toll.downstream);
			risk.upstream[row] = share(toll.upstream);
			risk.iterations[row] = toll.steps;
			risk.change[row] = toll.change;
			risk.converged[row] = toll.change <= atRest ? 1 : 0;
			onProgress?.(++done, count);
		},
	};
}
