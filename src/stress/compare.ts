import { CounterweightError, compile, type Network } from "#network";
import type { DemandResult, StressResult } from "./result.ts";
import type { Rules } from "./rules.ts";
import { type StressOptions, stress } from "./stress.ts";

/** One of the runs that are compared: a scenario, under rules of its own if any. */
export interface ComparedRun extends Pick<StressOptions, "scenario" | "rules"> {
	/** How the run is called; default the scenario's title. */
	readonly title?: string;
}

/** For whom, of what and for how long runs are compared. */
export interface CompareOptions
	extends Pick<StressOptions, "for" | "good" | "compiled"> {
	/** Length of every run in days; default the longest of the scenarios'. */
	readonly days?: number;
}

/** What a run made of a demand. */
export interface ComparedOutcome
	extends Pick<
		DemandResult,
		"firstShortfallDay" | "shortfall" | "shortfallShare" | "shortfallUsd"
	> {
	/** Against the first run. */
	readonly difference: {
		/** `same` where it is short in both or neither from the same day on, `only here`, `only there`, `sooner` or `later`. */
		readonly kind: "same" | "only here" | "only there" | "sooner" | "later";
		/** Days by which it runs short later (negative: sooner); null unless short in both. */
		readonly days: number | null;
		/** Amount missing beyond that of the first run, in the demand's unit. */
		readonly shortfall: number;
		/** The same in USD; null if not valued. */
		readonly shortfallUsd: number | null;
	};
}

/** A demand in all runs that are compared. */
export interface ComparedDemand
	extends Pick<
		DemandResult,
		"place" | "good" | "name" | "unit" | "year" | "confidence" | "source"
	> {
	/** One per run, in their order. */
	readonly runs: readonly ComparedOutcome[];
}

/** Runs side by side. */
export interface Comparison {
	readonly network: { readonly id: string; readonly version: string };
	readonly for: string;
	readonly allocation: "orders";
	readonly horizonDays: number;
	/** The answer in one sentence. */
	readonly says: string;
	/** The runs; differences are against the first. */
	readonly runs: readonly {
		readonly title: string;
		readonly scenario: string;
		/** Day 0, ISO 8601. */
		readonly from: string;
		readonly rules: Rules;
		/** Number of demands that run short. */
		readonly short: number;
		readonly first: StressResult["first"];
		readonly shortfallUsd: number;
		/** USD beyond those of the first run. */
		readonly differenceUsd: number;
	}[];
	/** Demands that run short in any of the runs, the largest value missing in any first. */
	readonly demands: readonly ComparedDemand[];
}

/**
 * Returns two or more runs side by side: per demand the first short day and the amount missing in each, and the difference from the first.
 *
 * All runs last equally long, so that amounts can be compared; each has its own day 0. Edge case: demands that hold in all runs are left out.
 * Faults: `stress.bad-comparison` for fewer than two runs, and those of `stress`. Cost: one run of `stress` each.
 *
 * @example
 * compare(rareEarths, [{ scenario: "april-2025" }, { scenario: "no-licence" }], { for: "DEU" }).demands[0].runs[1].difference.kind
 */
export function compare(
	network: Network,
	runs: readonly ComparedRun[],
	options: CompareOptions = {},
): Comparison {
	if (runs.length < 2)
		throw new CounterweightError(
			"stress.bad-comparison",
			`a comparison takes two runs or more, not ${runs.length}; name another scenario or other rules`,
		);
	const compiled = options.compiled ?? compile(network);
	const days =
		options.days ??
		Math.max(
			...runs.map(({ scenario }) =>
				typeof scenario === "string"
					? (network.scenarios.find(({ id }) => id === scenario)?.days ?? 1)
					: scenario.days,
			),
		);
	const results = runs.map(({ scenario, rules }) =>
		stress(network, {
			scenario,
			days,
			compiled,
			...(rules === undefined ? {} : { rules }),
			...(options.for === undefined ? {} : { for: options.for }),
			...(options.good === undefined ? {} : { good: options.good }),
		}),
	);
	const [first] = results;
	const compared = results.map((result, index) => ({
		title: runs[index].title ?? result.title,
		scenario: result.scenario,
		from: result.from,
		rules: result.rules,
		short: result.demands.filter(isShort).length,
		first: result.first,
		shortfallUsd: result.shortfallUsd,
		differenceUsd: result.shortfallUsd - first.shortfallUsd,
	}));
	return {
		network: first.network,
		for: first.for,
		allocation: "orders",
		horizonDays: days,
		says: sentence(compared, days),
		runs: compared,
		demands: demandsOf(results),
	};
}

function isShort({ firstShortfallDay }: DemandResult): boolean {
	return firstShortfallDay !== null;
}

function demandsOf(
	results: readonly StressResult[],
): readonly ComparedDemand[] {
	const keyOf = ({ place, good }: DemandResult) => `${place}\t${good}`;
	const tables = results.map(
		({ demands }) => new Map(demands.map((demand) => [keyOf(demand), demand])),
	);
	return results[0].demands
		.flatMap((demand, index) => {
			const rows = tables.flatMap((table) => table.get(keyOf(demand)) ?? []);
			if (!rows.some(isShort)) return [];
			const { place, good, name, unit, year, confidence, source } = demand;
			return [
				{
					index,
					weight: Math.max(
						...rows.map(({ shortfallUsd }) => shortfallUsd ?? 0),
					),
					share: Math.max(...rows.map((row) => row.shortfallShare)),
					row: {
						place,
						good,
						name,
						unit,
						year,
						confidence,
						source,
						runs: rows.map((row) => outcomeOf(row, demand)),
					},
				},
			];
		})
		.sort(
			(a, b) => b.weight - a.weight || b.share - a.share || a.index - b.index,
		)
		.map(({ row }) => row);
}

function outcomeOf(row: DemandResult, against: DemandResult): ComparedOutcome {
	const here = row.firstShortfallDay;
	const there = against.firstShortfallDay;
	const days = here === null || there === null ? null : here - there;
	return {
		firstShortfallDay: here,
		shortfall: row.shortfall,
		shortfallShare: row.shortfallShare,
		shortfallUsd: row.shortfallUsd,
		difference: {
			kind:
				here === there
					? "same"
					: days === null
						? there === null
							? "only here"
							: "only there"
						: days < 0
							? "sooner"
							: "later",
			days,
			shortfall: row.shortfall - against.shortfall,
			shortfallUsd:
				row.shortfallUsd === null || against.shortfallUsd === null
					? null
					: row.shortfallUsd - against.shortfallUsd,
		},
	};
}

function sentence(runs: Comparison["runs"], days: number): string {
	const worst = runs.reduce((a, b) =>
		b.shortfallUsd > a.shortfallUsd ? b : a,
	);
	if (runs.every(({ short }) => short === 0))
		return `Nothing runs short within ${days} days in any of ${runs.length} runs.`;
	const counts = runs.map(({ title, short }) => `${short} in “${title}”`);
	const most =
		worst.shortfallUsd > 0
			? ` The most value is missing in “${worst.title}”.`
			: "";
	return `Uses that run short within ${days} days: ${counts.join(", ")}.${most}`;
}
