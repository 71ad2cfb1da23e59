import { CounterweightError, type Network } from "#network";
import type { Rules } from "./rules.ts";
import { type Block, inOrder } from "./sample-block.ts";
import { worth } from "./sample-words.ts";
import { type SweepCase, type SweepPlan, sweepColumns } from "./sweep.ts";

/** What one stop came to. */
export interface SweepRow extends SweepCase {
	/** Name of the place. */
	readonly name: string;
	/** USD of all shortfalls of the demands that count. */
	readonly shortfallUsd: number;
	/** Number of those demands that run short. */
	readonly short: number;
	/** First day on which any of them does; null if none. */
	readonly firstShortfallDay: number | null;
	/** The demand with most value missing (where nothing is valued, the largest share); null if none runs short. */
	readonly worst: {
		readonly place: string;
		readonly good: string;
		readonly name: string;
		readonly unit: string;
		readonly firstShortfallDay: number;
		readonly shortfall: number;
		/** Share of its use over the horizon, 0 to 1. */
		readonly shortfallShare: number;
		/** Null if neither value nor price is known. */
		readonly shortfallUsd: number | null;
	} | null;
}

/** All stops of a sweep, ranked. */
export interface SweepResult {
	/** Whether all cases were run, or only those done until it was cancelled. */
	readonly outcome: "done" | "cancelled";
	readonly network: { readonly id: string; readonly version: string };
	readonly for: string;
	readonly allocation: "orders";
	readonly rules: Rules;
	readonly by: "stage" | "good";
	/** Days for which each stop lasts. */
	readonly days: number;
	readonly horizonDays: number;
	/** Pairs of a place and a stage or good that were looked at; those without exports have no case. */
	readonly pairs: number;
	readonly cases: number;
	readonly casesDone: number;
	/** The answer in one sentence. */
	readonly says: string;
	/** The stops, the most value missing first. */
	readonly stops: readonly SweepRow[];
}

/**
 * Returns the stops of a sweep, ranked by USD missing, then by the worst demand's share, then by the earliest day.
 *
 * Fault: `stress.bad-sweep` for a block that is none of this sweep's. Cost: O(cases · log cases).
 *
 * @example
 * const plan = sweepPlan(network);
 * sweepResult(plan, [runCases(plan, 0, plan.cases.length)]).stops[0].place // "CHN"
 */
export function sweepResult(
	plan: SweepPlan,
	blocks: readonly Block[],
): SweepResult {
	const { cases, network } = plan;
	const columns = sweepColumns.count;
	for (const { from, to, values } of blocks)
		if (
			!(
				from >= 0 &&
				to <= cases.length &&
				values.length === (to - from) * columns
			)
		)
			throw new CounterweightError(
				"stress.bad-sweep",
				`a block of cases ${from} to ${to} with ${values.length} values is none of this sweep's`,
			);
	const rows = inOrder(blocks, columns).flatMap(({ from, to, values }) =>
		Array.from({ length: to - from }, (_, at) => ({
			index: from + at,
			row: rowOf(
				plan,
				cases[from + at],
				values.subarray(at * columns, (at + 1) * columns),
			),
		})),
	);
	const stops = rows
		.sort(
			(a, b) =>
				b.row.shortfallUsd - a.row.shortfallUsd ||
				(b.row.worst?.shortfallShare ?? 0) -
					(a.row.worst?.shortfallShare ?? 0) ||
				(a.row.firstShortfallDay ?? Number.MAX_VALUE) -
					(b.row.firstShortfallDay ?? Number.MAX_VALUE) ||
				a.index - b.index,
		)
		.map(({ row }) => row);
	return {
		outcome: stops.length === cases.length ? "done" : "cancelled",
		network: { id: network.id, version: network.version },
		for: plan.for,
		allocation: "orders",
		rules: plan.rules,
		by: plan.by,
		days: plan.days,
		horizonDays: plan.horizonDays,
		pairs: plan.pairs,
		cases: cases.length,
		casesDone: stops.length,
		says: sentence(plan, stops),
		stops,
	};
}

function rowOf(
	plan: SweepPlan,
	stopped: SweepCase,
	values: Float64Array,
): SweepRow {
	const first = values[sweepColumns.firstDay];
	return {
		...stopped,
		name: placeName(plan.network, stopped.place),
		shortfallUsd: values[sweepColumns.usd],
		short: values[sweepColumns.short],
		firstShortfallDay: Number.isFinite(first) ? first : null,
		worst: worstOf(plan, values),
	};
}

function worstOf(plan: SweepPlan, values: Float64Array): SweepRow["worst"] {
	const { network, chain } = plan;
	const user = plan.users[values[sweepColumns.worst]];
	if (user === undefined) return null;
	const { place, good, value } = network.demands[user];
	const item = network.goods.find(({ id }) => id === good);
	const shortfall = values[sweepColumns.worstAmount];
	const price = value ?? item?.price;
	return {
		place,
		good,
		name: item?.name ?? good,
		unit: item?.unit ?? "",
		firstShortfallDay: values[sweepColumns.worstDay],
		shortfall,
		shortfallShare:
			shortfall / (chain.base[chain.lineCount + user] * plan.steps),
		shortfallUsd: price === undefined ? null : shortfall * price,
	};
}

function placeName(network: Network, id: string): string {
	return network.places.find((place) => place.id === id)?.name ?? id;
}

function sentence(plan: SweepPlan, stops: readonly SweepRow[]): string {
	const { days, horizonDays, cases } = plan;
	if (cases.length === 0)
		return "No place exports anything, so nothing can be stopped.";
	const harmful = stops.filter(({ short }) => short > 0);
	const [most] = harmful;
	const of = `${stops.length}${stops.length < cases.length ? ` of ${cases.length}` : ""} stops of ${days} days`;
	if (most === undefined)
		return `None of ${of} lets anything run short within ${horizonDays} days.`;
	const what = plan.by === "stage" ? `stage ${most.stage}` : most.goods.join();
	const missing =
		most.shortfallUsd > 0 ? `, ${worth(most.shortfallUsd)} missing` : "";
	return `${harmful.length} of ${of} let something run short within ${horizonDays} days; the worst is ${most.name}, ${what}${missing}, from day ${most.firstShortfallDay}.`;
}
