import {
	CounterweightError,
	converted,
	daysBetween,
	goodsOf,
	type Network,
	type Observation,
	placesOf,
	type Scenario,
	world,
} from "#network";
import { coverRange, gridOf } from "./backtest-grid.ts";
import type { BacktestResult, BacktestRow } from "./backtest-result.ts";
import {
	noteTrade,
	shareOf,
	subjectOf,
	type Trade,
	tradeOf,
} from "./backtest-trade.ts";
import { inWords } from "./backtest-words.ts";
import { chainOf } from "./chain.ts";
import { checkedRules } from "./checked-rules.ts";
import { measuresOf, played } from "./effect.ts";
import { spreadOf } from "./ensemble-spread.ts";
import { play } from "./play.ts";
import type { Rules } from "./rules.ts";

/** What a backtest is asked. */
export interface BacktestOptions {
	/** Id of a scenario of the network. */
	readonly scenario: string;
	/** Rules that differ from `defaultRules`. */
	readonly rules?: Partial<Rules>;
	/** Points over the range of stocks, 2 to 1000; 39 unless given. */
	readonly points?: number;
}

/**
 * Returns what was recorded beside what the model says, with the interval that follows from what is unknown. Nothing is fitted.
 *
 * The scenario is run at every point of the range of all stocks and of all transit times (see `gridOf`). A first stop is the first day on
 * which a use of the place and goods observed is short; exports count when they leave, imports when they arrive, as the daily amount of
 * the period over the base's. The model's base is the network's base year; the record's is the last period recorded before day 0. Exports to
 * everyone in periods that begin no later than the last step of a path that is played are inputs.
 *
 * Parameters: see `BacktestOptions`. Edge cases: an observation of what the network does not have, or of a period beyond the run, is
 * listed with `inside` null; a scenario without observations gives no rows. Faults: `stress.unknown-scenario`, `stress.bad-rule`.
 * Cost: points × 3 runs.
 *
 * @example
 * backtest(rareEarths, { scenario: "backtest-april-2025" }).rows.find(({ observation }) => observation === "suzuki-swift-2025")?.inside
 */
export function backtest(
	network: Network,
	options: BacktestOptions,
): BacktestResult {
	const rules = checkedRules(options.rules);
	const { points = 39 } = options;
	if (!(Number.isInteger(points) && points >= 2 && points <= 1000))
		throw new CounterweightError(
			"stress.bad-rule",
			`the range of stocks takes 2 to 1000 points, not ${points}`,
		);
	const scenario = network.scenarios.find(({ id }) => id === options.scenario);
	if (scenario === undefined)
		throw new CounterweightError(
			"stress.unknown-scenario",
			`no scenario "${options.scenario}" in ${network.id}; it has ${network.scenarios.map(({ id }) => id).join(", ") || "none"}`,
		);
	const observations = network.observations.filter(
		(observation) => observation.scenario === scenario.id,
	);
	const outcomes: number[][] = observations.map(() => []);
	let runs = 0;
	if (observations.length > 0)
		for (const { compiled } of gridOf(network, points)) {
			runs++;
			const values = outcomesOf(compiled, scenario, rules, observations);
			for (const [at, value] of values.entries()) outcomes[at].push(value);
		}
	const rows = observations.map((observation, at) =>
		rowOf(network, scenario, rules, observation, observations, outcomes[at]),
	);
	return {
		scenario: scenario.id,
		title: scenario.title,
		assumptions: scenario.assumptions ?? "",
		from: scenario.from,
		horizonDays: scenario.days,
		network: { id: network.id, version: network.version },
		rules,
		runs,
		coverDays: coverRange(network),
		says: sentence(rows),
		rows,
		modelled: true,
	};
}

/** What one run says of each observation: the day of the first stop, Infinity if none; or the share of the base, NaN if there is none. */
function outcomesOf(
	compiled: Parameters<typeof chainOf>[0],
	scenario: Scenario,
	rules: Rules,
	observations: readonly Observation[],
): readonly number[] {
	const { network } = compiled;
	const chain = chainOf(compiled, rules);
	const steps = Math.ceil(scenario.days / rules.stepDays);
	const { effects } = played(
		compiled,
		chain,
		measuresOf(network, scenario.measures),
		scenario.from,
		scenario.days,
	);
	const trades = new Map<string, Trade>();
	for (const observation of observations)
		if (
			observation.kind !== "first stop" &&
			!trades.has(subjectOf(observation))
		)
			trades.set(
				subjectOf(observation),
				tradeOf(network, chain, observation, steps),
			);
	const users = observations.map((each) => usersOf(network, each));
	const first = new Float64Array(network.demands.length).fill(
		Number.POSITIVE_INFINITY,
	);
	play(chain, effects, rules, steps, {
		shipped: (step, state, pressure) => {
			for (const trade of trades.values())
				noteTrade(chain, trade, state, pressure, step);
		},
		ended: (step, state) => {
			for (let user = 0; user < first.length; user++) {
				const agent = chain.lineCount + user;
				const missing = chain.base[agent] - state.activity[agent];
				if (missing > rules.threshold * chain.base[agent])
					first[user] = Math.min(first[user], step * rules.stepDays);
			}
		},
	});
	return observations.map((observation, at) => {
		const trade = trades.get(subjectOf(observation));
		if (trade === undefined)
			return users[at].length === 0
				? Number.NaN
				: Math.min(...users[at].map((user) => first[user]));
		const [from, until] = periodOf(observation, scenario);
		return shareOf(trade, from, until, rules.stepDays);
	});
}

/** The demands of an observation's places and goods. */
function usersOf(
	network: Network,
	{ place, good }: Observation,
): readonly number[] {
	const places = new Set(place.flatMap((name) => [...placesOf(network, name)]));
	const goods = new Set(good.flatMap((name) => [...goodsOf(network, name)]));
	return [...network.demands.entries()].flatMap(([user, demand]) =>
		places.has(demand.place) && goods.has(demand.good) && demand.rate > 0
			? [user]
			: [],
	);
}

/** First and last day of an observation, counted from day 0. */
function periodOf(
	{ from, until = from }: Observation,
	scenario: Scenario,
): readonly [first: number, last: number] {
	return [daysBetween(scenario.from, from), daysBetween(scenario.from, until)];
}

function rowOf(
	network: Network,
	scenario: Scenario,
	rules: Rules,
	observation: Observation,
	observations: readonly Observation[],
	outcomes: readonly number[],
): BacktestRow {
	const { kind, value, low = value, high = value } = observation;
	const stop = kind === "first stop";
	const base = stop ? undefined : baseOf(observation, observations, scenario);
	const role =
		base === observation
			? "base"
			: isInput(network, scenario, observation)
				? "input"
				: "compared";
	const scale = stop
		? converted(1, observation.unit, "days")
		: base === undefined
			? Number.NaN
			: lengthOf(base) / base.value / lengthOf(observation);
	const known = !outcomes.some(Number.isNaN);
	const { p5, p50, p95 } = spreadOf(known ? outcomes : [Number.NaN]);
	const compared = role === "compared" && known && scale > 0;
	const recorded = {
		recorded: numberOrNull(value * scale),
		recordedLow: numberOrNull(low * scale),
		recordedHigh: numberOrNull(high * scale),
		median: numberOrNull(p50),
		low: numberOrNull(p5),
		high: numberOrNull(p95),
		least: numberOrNull(Math.min(...outcomes)),
		most: numberOrNull(Math.max(...outcomes)),
		stopping:
			stop && known
				? outcomes.filter(Number.isFinite).length / outcomes.length
				: null,
		inside: compared ? low * scale <= p95 && high * scale >= p5 : null,
	};
	const { id, title, place, partner, good, from, until = null } = observation;
	const { unit, source, confidence } = observation;
	const measures = measuresOf(network, scenario.measures);
	return {
		observation: id,
		...{ title, kind, place, partner, good, from, until },
		...{ value, unit, source, confidence, role },
		...recorded,
		...inWords({ observation, role, ...recorded, measures, rules }),
	};
}

/** The observation that others of its kind are shares of: the last that ended before day 0. */
function baseOf(
	observation: Observation,
	observations: readonly Observation[],
	scenario: Scenario,
): Observation | undefined {
	return observations
		.filter(
			(each) =>
				subjectOf(each) === subjectOf(observation) &&
				periodOf(each, scenario)[1] < 0,
		)
		.sort((a, b) => (a.from < b.from ? 1 : -1))[0];
}

/** Whether an observation is one of the exports from which a path was made: those to everyone, until its last step. */
function isInput(
	network: Network,
	scenario: Scenario,
	observation: Observation,
): boolean {
	if (observation.kind !== "exports" || !observation.partner.includes(world))
		return false;
	const [first] = periodOf(observation, scenario);
	return measuresOf(network, scenario.measures).some(({ path, from }) => {
		const last = path?.at(-1);
		return (
			last !== undefined && first <= daysBetween(scenario.from, from) + last.day
		);
	});
}

function lengthOf({ from, until = from }: Observation): number {
	return daysBetween(from, until) + 1;
}

function numberOrNull(value: number): number | null {
	return Number.isFinite(value) ? value : null;
}

function sentence(rows: readonly BacktestRow[]): string {
	const compared = rows.filter(({ inside }) => inside !== null);
	const stops = compared.filter(({ kind }) => kind === "first stop");
	const trade = compared.filter(({ kind }) => kind !== "first stop");
	const gaps = trade.map(({ recorded, median }) =>
		Math.abs((recorded ?? 0) - (median ?? 0)),
	);
	const gap = gaps.reduce((sum, each) => sum + each, 0) / gaps.length;
	const parts = [
		...(stops.length > 0 ? [`${insideOf(stops)} first stops`] : []),
		...(trade.length > 0
			? [
					`${insideOf(trade)} periods of trade (off by ${Math.round(100 * gap)} points of the base on average)`,
				]
			: []),
	];
	return parts.length === 0
		? "Nothing was recorded to compare with."
		: `Within the interval that holds 90 % of the runs lie ${parts.join(" and ")}. Nothing is fitted.`;
}

function insideOf(rows: readonly BacktestRow[]): string {
	return `${rows.filter(({ inside }) => inside).length} of ${rows.length}`;
}
