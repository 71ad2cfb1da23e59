import {
	type Compiled,
	CounterweightError,
	compile,
	dayAfter,
	isArea,
	type Measure,
	type Network,
	placesOf,
} from "#network";
import { type Chain, chainOf } from "./chain.ts";
import { checkedRules } from "./checked-rules.ts";
import { played } from "./effect.ts";
import { play } from "./play.ts";
import type { Rules } from "./rules.ts";
import type { Block } from "./sample-block.ts";
import { shortfallWatch } from "./sample-shortfall.ts";

/** What a sweep is asked. */
export interface SweepOptions {
	/** Days for which each stop lasts, from day 0; default 90. */
	readonly days?: number;
	/** Length of each run in days; default 365. */
	readonly horizonDays?: number;
	/** Whether a stop takes all goods of a stage, or one good. Default `stage`. */
	readonly by?: "stage" | "good";
	/** Whose demands count: a place, a group, or several joined by `+`. Default `WLD`. */
	readonly for?: string;
	/** Rules that differ from `defaultRules`; the step is a week unless it is given here. */
	readonly rules?: Partial<Rules>;
}

/** One stop: a place's exports of a stage or good. */
export interface SweepCase {
	readonly place: string;
	readonly stage: string;
	/** The goods that the place exports of it. */
	readonly goods: readonly string[];
	/** Lanes that the stop closes. */
	readonly lanes: number;
}

/** A sweep made ready: its cases and all that their runs share. */
export interface SweepPlan {
	readonly network: Network;
	readonly compiled: Compiled;
	readonly chain: Chain;
	readonly rules: Rules;
	readonly for: string;
	readonly by: "stage" | "good";
	readonly days: number;
	readonly horizonDays: number;
	readonly steps: number;
	/** Pairs of a place and a stage or good that were looked at, those without exports included. */
	readonly pairs: number;
	readonly cases: readonly SweepCase[];
	/** Indices in `network.demands` of the demands that count. */
	readonly users: Int32Array;
	/** USD of one unit of each of those; 0 if not known. */
	readonly unitUsd: Float64Array;
}

const dayZero = "2000-01-01";

/**
 * Returns a sweep made ready: each country that exports, by each stage (or good) that it exports, as one case.
 *
 * Places that lie in a country go with it; sites that lie in none stand for themselves. Parameters: see `SweepOptions`; days and horizon in [1, 3650].
 * Faults: `stress.bad-sweep` for days out of range, `stress.unknown-area`, `stress.bad-rule`. Cost: O(places × lanes).
 *
 * @example
 * sweepPlan(rareEarths).cases[0] // { place: "CHN", stage: "mine", … }
 */
export function sweepPlan(
	network: Network,
	options: SweepOptions = {},
): SweepPlan {
	const { days = 90, horizonDays = 365, by = "stage" } = options;
	const area = options.for ?? "WLD";
	for (const length of [days, horizonDays])
		if (!(Number.isInteger(length) && length >= 1 && length <= 3650))
			throw new CounterweightError(
				"stress.bad-sweep",
				`a stop and a run last 1 to 3650 whole days, not ${length}`,
			);
	if (!isArea(network, area))
		throw new CounterweightError(
			"stress.unknown-area",
			`no place or group "${area}" in ${network.id}`,
		);
	const rules = checkedRules({ stepDays: 7, ...options.rules });
	const compiled = compile(network);
	const places = placesOf(network, area);
	const users = Int32Array.from(
		network.demands.flatMap(({ place, rate }, user) =>
			places.has(place) && rate > 0 ? [user] : [],
		),
	);
	const prices = new Map(network.goods.map(({ id, price }) => [id, price]));
	return {
		network,
		compiled,
		chain: chainOf(compiled, rules),
		rules,
		for: area,
		by,
		days,
		horizonDays,
		steps: Math.ceil(horizonDays / rules.stepDays),
		...casesOf(network, by),
		users,
		unitUsd: Float64Array.from(users, (user) => {
			const { value, good } = network.demands[user];
			return value ?? prices.get(good) ?? 0;
		}),
	};
}

function casesOf(
	network: Network,
	by: "stage" | "good",
): Pick<SweepPlan, "pairs" | "cases"> {
	const sets = new Map<string, { stage: string; goods: string[] }>();
	for (const { id, stage } of network.goods) {
		const key = by === "stage" ? stage : id;
		const set = sets.get(key);
		if (set === undefined) sets.set(key, { stage, goods: [id] });
		else set.goods.push(id);
	}
	const exporters = exportersOf(network);
	const cases = exporters.flatMap(({ id: place }) => {
		const inside = placesOf(network, place);
		const exports = network.lanes.filter(
			({ from, to, flow }) => flow > 0 && inside.has(from) && !inside.has(to),
		);
		return [...sets.values()].flatMap(({ stage, goods }) => {
			const stopped = exports.filter(({ good }) => goods.includes(good));
			const exported = goods.filter((good) =>
				stopped.some((lane) => lane.good === good),
			);
			return exported.length === 0
				? []
				: [{ place, stage, goods: exported, lanes: stopped.length }];
		});
	});
	return { pairs: exporters.length * sets.size, cases };
}

/** Countries, and sites that lie in none. */
function exportersOf(network: Network): Network["places"] {
	const inside = new Set<string>();
	for (const { id, kind } of network.places)
		if (kind === "country")
			for (const place of placesOf(network, id))
				if (place !== id) inside.add(place);
	return network.places.filter(
		({ id, kind }) =>
			kind !== "chokepoint" && kind !== "bloc" && !inside.has(id),
	);
}

/** Values that a block keeps of each case; `worst` is the demand with most USD missing, else with the largest share. */
export const sweepColumns = {
	usd: 0,
	short: 1,
	firstDay: 2,
	worst: 3,
	worstDay: 4,
	worstAmount: 5,
	count: 6,
} as const;

/**
 * Returns what some of a sweep's stops came to: USD missing, number of demands short, first short day (Infinity if none), and the worst
 * demand (position among those that count, −1 if none) with its first short day and amount.
 *
 * Parameters: cases `from` to before `to`. Cost: one run each, without causes.
 */
export function runCases(plan: SweepPlan, from: number, to: number): Block {
	const values = new Float64Array((to - from) * sweepColumns.count);
	const shortfalls = new Float64Array(2 * plan.users.length);
	for (let index = from; index < to; index++) {
		const { chain, rules } = plan;
		const { effects } = played(
			plan.compiled,
			chain,
			[stopOf(plan, plan.cases[index])],
			dayZero,
			plan.horizonDays,
		);
		const watch = shortfallWatch(chain, rules, plan.users, shortfalls, 0);
		play(chain, effects, rules, plan.steps, watch);
		values.set(summed(plan, shortfalls), (index - from) * sweepColumns.count);
	}
	return { from, to, values };
}

/** The stop as a measure: all exports of the goods withheld, from day 0 for so many days. */
function stopOf(plan: SweepPlan, { place, goods }: SweepCase): Measure {
	return {
		id: `stop of ${place}`,
		actor: [place],
		targets: ["WLD"],
		goods,
		kind: "ban",
		strength: 1,
		from: dayZero,
		until: dayAfter(dayZero, plan.days - 1),
		source: "sweep",
		confidence: "D",
	};
}

function summed(plan: SweepPlan, shortfalls: Float64Array): number[] {
	let usd = 0;
	let short = 0;
	let firstDay = Number.POSITIVE_INFINITY;
	let worst = -1;
	let worstWeight: readonly [number, number] = [0, 0];
	for (let user = 0; user < plan.users.length; user++) {
		const day = shortfalls[2 * user];
		const amount = shortfalls[2 * user + 1];
		const value = amount * plan.unitUsd[user];
		usd += value;
		if (!Number.isFinite(day)) continue;
		short++;
		firstDay = Math.min(firstDay, day);
		const base = plan.chain.base[plan.chain.lineCount + plan.users[user]];
		const weight = [value, amount / base] as const;
		if (
			weight[0] > worstWeight[0] ||
			(weight[0] === worstWeight[0] && weight[1] > worstWeight[1])
		) {
			worst = user;
			worstWeight = weight;
		}
	}
	const [day, amount] =
		worst < 0
			? [Number.POSITIVE_INFINITY, 0]
			: [shortfalls[2 * worst], shortfalls[2 * worst + 1]];
	return [usd, short, firstDay, worst, day, amount];
}
