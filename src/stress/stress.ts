import {
	type Compiled,
	CounterweightError,
	compile,
	dayAfter,
	isArea,
	type Network,
	placesOf,
	type Scenario,
} from "#network";
import { chainOf } from "./chain.ts";
import { checkedRules } from "./checked-rules.ts";
import { measuresOf, played } from "./effect.ts";
import type { Ledger } from "./ledger.ts";
import {
	linesShort,
	originsOfDemands,
	stocksEmptied,
	withheldBy,
} from "./reading.ts";
import type { DemandResult, StressResult } from "./result.ts";
import type { Rules } from "./rules.ts";
import { run } from "./run.ts";
import { byWeight, firstOf, usdOf, worstWeek } from "./shortfall.ts";
import { type Ran, why } from "./why.ts";

/** What a run is asked. */
export interface StressOptions {
	/** Id of one of the network's scenarios, or a scenario. */
	readonly scenario: string | Scenario;
	/** Whose demands, lines and stocks to report: a place, a group, or several joined by `+`. Default `WLD`. */
	readonly for?: string;
	/** Report demands of this good or family only. */
	readonly good?: string;
	/** Rules that differ from `defaultRules`. */
	readonly rules?: Partial<Rules>;
	/** Length of the run in days; default the scenario's. */
	readonly days?: number;
	/** Areas whose material to follow through stocks and shipments, besides those of content rules. */
	readonly origins?: readonly string[];
	/** The network compiled earlier, to save doing it again. */
	readonly compiled?: Compiled;
}

/**
 * Returns which demands run short under a scenario, where, on which day, by how much, and why.
 *
 * The scenario's measures are resolved against each other (a suspension that ends lets a measure bite), played through time with the
 * allocation `orders` (see `run`), and read out for the places asked for; the whole world is always played.
 *
 * Parameters: see `StressOptions`; days in [1, 3650], steps of 1 to 31 days. Amounts are in the good's unit, shares in [0, 1].
 * Edge cases: a scenario without measures leaves every demand met; measures that touch nothing say so in `measures[].notPlayed`.
 * Faults: `stress.unknown-scenario`, `stress.unknown-area`, `stress.unknown-good`, `stress.bad-rule`.
 * Cost: O(steps × edges). Source: Hallegatte (2014), Risk Analysis 34(1); with transit, lanes and joint production added.
 *
 * @example
 * stress(rareEarths, { scenario: "suspension-ends", for: "DEU" }).demands[0].firstShortfallDay
 */
export function stress(network: Network, options: StressOptions): StressResult {
	const rules = checkedRules(options.rules);
	const scenario = scenarioOf(network, options.scenario);
	const area = options.for ?? "WLD";
	for (const name of [area, ...(options.origins ?? [])])
		if (!isArea(network, name))
			throw new CounterweightError(
				"stress.unknown-area",
				`no place or group "${name}" in ${network.id}`,
			);
	const days = options.days ?? scenario.days;
	if (!(days >= 1 && days <= 3650))
		throw new CounterweightError(
			"stress.bad-rule",
			`a run lasts 1 to 3650 days, not ${days}`,
		);

	const compiled = options.compiled ?? compile(network);
	const chain = chainOf(compiled, rules);
	const steps = Math.ceil(days / rules.stepDays);
	const { effects, measures, origins } = played(
		compiled,
		chain,
		measuresOf(network, scenario.measures),
		scenario.from,
		days,
		options.origins,
	);
	const ledger = run(chain, effects, rules, steps, origins);

	const ran: Ran = {
		compiled,
		chain,
		effects,
		ledger,
		stepDays: rules.stepDays,
	};
	const places = placesOf(network, area);
	const demands = demandsOf(ran, scenario, places, steps, options.good);
	const short = demands.filter(
		({ result }) => result.firstShortfallDay !== null,
	);
	return {
		scenario: scenario.id,
		title: scenario.title,
		assumptions: scenario.assumptions ?? "",
		from: scenario.from,
		for: area,
		network: { id: network.id, version: network.version },
		allocation: "orders",
		rules,
		horizonDays: days,
		stepDays: rules.stepDays,
		says: sentence(
			network,
			short.map(({ result }) => result),
			demands.length,
			days,
			area,
		),
		first: firstOf(short.map(({ result }) => result)),
		shortfallUsd: usdOf(short.map(({ result }) => result)),
		demands: demands.map(({ result }) => result),
		lines: linesShort(ran, places, steps),
		stocks: stocksEmptied(ran, places),
		withheld: withheldBy(ran),
		origins: originsOfDemands(
			ledger,
			origins,
			demands.map(({ user, result }) => ({ ...result, user })),
		),
		measures,
		series: demands.map(({ user }) => listed(seriesOf(ledger, user))),
	};
}

function scenarioOf(network: Network, asked: string | Scenario): Scenario {
	if (typeof asked !== "string") return asked;
	const found = network.scenarios.find(({ id }) => id === asked);
	if (found !== undefined) return found;
	const known = network.scenarios.map(({ id }) => id).join(", ") || "none";
	throw new CounterweightError(
		"stress.unknown-scenario",
		`no scenario "${asked}" in ${network.id}; it has ${known}`,
	);
}

function demandsOf(
	ran: Ran,
	scenario: Scenario,
	places: ReadonlySet<string>,
	steps: number,
	good: string | undefined,
) {
	const { network } = ran.compiled;
	if (
		good !== undefined &&
		!network.goods.some(
			({ id, family }) => id === good || family?.includes(good),
		)
	)
		throw new CounterweightError(
			"stress.unknown-good",
			`no good or family "${good}" in ${network.id}`,
		);
	const rows = network.demands.flatMap((demand, user) => {
		const item = network.goods.find(({ id }) => id === demand.good);
		const asked =
			good === undefined ||
			good === demand.good ||
			item?.family?.includes(good);
		if (!places.has(demand.place) || !asked || demand.rate <= 0) return [];
		return [{ user, result: demandResult(ran, scenario, user, steps) }];
	});
	return rows.sort((a, b) => byWeight(a.result, b.result) || a.user - b.user);
}

function demandResult(
	ran: Ran,
	scenario: Scenario,
	user: number,
	steps: number,
): DemandResult {
	const { ledger, chain, stepDays } = ran;
	const { network } = ran.compiled;
	const demand = network.demands[user];
	const good = network.goods.find(({ id }) => id === demand.good);
	const agent = chain.lineCount + user;
	const first = ledger.firstShort[agent];
	const last = ledger.lastShort[agent];
	const shortfall = ledger.shortfall[agent];
	const value = demand.value ?? good?.price;
	return {
		place: demand.place,
		good: demand.good,
		name: good?.name ?? demand.good,
		unit: good?.unit ?? "",
		rate: demand.rate,
		year: demand.year,
		confidence: demand.confidence,
		modelled: true,
		source: demand.source,
		firstShortfallDay: first < 0 ? null : first * stepDays,
		firstShortfallDate:
			first < 0 ? null : dayAfter(scenario.from, first * stepDays),
		recoveredDay: first < 0 || last + 1 >= steps ? null : (last + 1) * stepDays,
		daysShort: ledger.stepsShort[agent] * stepDays,
		shortfall,
		shortfallShare: shortfall / (chain.base[agent] * steps),
		shortfallUsd: value === undefined ? null : shortfall * value,
		waiting: ledger.waiting[user],
		worstWeek: worstWeek(seriesOf(ledger, user), stepDays),
		why: first < 0 ? [] : why(ran, agent),
	};
}

function seriesOf(ledger: Ledger, user: number): Float64Array {
	return ledger.missing.subarray(
		user * ledger.steps,
		(user + 1) * ledger.steps,
	);
}

function sentence(
	network: Network,
	short: readonly DemandResult[],
	asked: number,
	days: number,
	area: string,
): string {
	const where =
		area === "WLD"
			? ""
			: ` in ${network.places.find(({ id }) => id === area)?.name ?? area}`;
	if (asked === 0) return `Nothing is used${where}, so nothing can run short.`;
	const first = firstOf(short);
	if (first === null)
		return `Nothing runs short${where} within ${days} days: ${asked === 1 ? "the one use holds" : `all ${asked} uses hold`}.`;
	const place = network.places.find(({ id }) => id === first.place)?.name;
	if (asked === 1)
		return `${first.name} in ${place ?? first.place} run short on day ${first.day} (${first.date}).`;
	return `${first.name} in ${place ?? first.place} run short first, on day ${first.day} (${first.date}); ${short.length} of ${asked} uses fall short within ${days} days.`;
}

/** The values as a list; an order of magnitude quicker than `Array.from`, which goes through an iterator. */
function listed(values: Float64Array): number[] {
	const list = new Array<number>(values.length);
	for (let at = 0; at < values.length; at++) list[at] = values[at];
	return list;
}
