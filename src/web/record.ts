import { type Measure, periodsOf } from "#network";
import type { NetworkFace } from "./answers.ts";

/** A measure on the strip of years; positions are shares of the strip, 0 to 1. */
export interface Entry {
	readonly measure: Measure;
	/** Row within its actor's rows. */
	readonly row: number;
	readonly start: number;
	readonly end: number;
	/** Parts in which it is suspended. */
	readonly gaps: readonly Span[];
}

/** A part of the strip. */
interface Span {
	readonly start: number;
	readonly end: number;
	/** First and last day, ISO 8601; the last is absent if open. */
	readonly from: string;
	readonly until?: string;
}

/** All measures of one actor. */
export interface Actor {
	/** Id of the actor; empty for all the others. */
	readonly actor: string;
	readonly rows: number;
	readonly entries: readonly Entry[];
}

/** The strip of years. */
export interface RecordOfMeasures {
	readonly firstYear: number;
	readonly lastYear: number;
	readonly actors: readonly Actor[];
	/** Share of the strip at which a day lies. */
	at(day: string): number;
}

const day = 86_400_000;
/** Actors with at least as many measures have rows of their own. */
const ownRows = 4;

/**
 * Returns the measures of a network by actor on a strip of whole years, packed into as few rows as they need.
 *
 * Suspensions by other acts are gaps. Edge cases: an open measure reaches to the end of the strip, which is the year of the last dated act.
 * Cost: O(measures² ) for suspensions and packing.
 */
export function recordOf(network: NetworkFace): RecordOfMeasures {
	const { measures } = network;
	const years = measures.flatMap((each) =>
		[each.from, each.until].flatMap((date) =>
			date ? [Number(date.slice(0, 4))] : [],
		),
	);
	const firstYear = Math.min(...years);
	const lastYear = Math.max(
		...measures.map((each) => Number(each.from.slice(0, 4))),
	);
	const [first, last] = [
		Date.UTC(firstYear, 0, 1),
		Date.UTC(lastYear + 1, 0, 1),
	];
	const share = (time: number) =>
		Math.max(0, Math.min(1, (time - first) / (last - first)));
	const at = (date: string) => share(Date.parse(date));
	const acting = measures.filter((each) => each.change === undefined);
	const frequent = frequentActors(acting);
	const rowsOf = (each: Measure) =>
		each.actor.length === 1 && frequent.includes(each.actor[0] ?? "")
			? each.actor[0]
			: "";
	const actors = [...frequent, ""].flatMap((actor) => {
		const own = acting.filter((each) => rowsOf(each) === actor);
		if (own.length === 0) return [];
		const entries = packed(
			own.map((each) => entryOf(each, measures, at, share, first)),
		);
		return [
			{
				actor,
				entries,
				rows: 1 + Math.max(...entries.map((each) => each.row)),
			},
		];
	});
	return { firstYear, lastYear, actors, at };
}

function frequentActors(measures: readonly Measure[]): readonly string[] {
	const counts = new Map<string, number>();
	for (const each of measures)
		if (each.actor.length === 1)
			counts.set(
				each.actor[0] ?? "",
				(counts.get(each.actor[0] ?? "") ?? 0) + 1,
			);
	return [...counts]
		.filter(([, count]) => count >= ownRows)
		.sort((a, b) => b[1] - a[1])
		.map(([actor]) => actor);
}

function entryOf(
	measure: Measure,
	acts: readonly Measure[],
	at: (date: string) => number,
	share: (time: number) => number,
	first: number,
): Entry {
	const zero = new Date(first).toISOString().slice(0, 10);
	const periods = periodsOf(measure, acts, zero);
	const start = at(measure.from);
	const last = periods.at(-1)?.end ?? 0;
	const gaps: Span[] = [];
	let before = Math.round((Date.parse(measure.from) - first) / day);
	for (const period of periods) {
		if (period.start > before)
			gaps.push(span(before, period.start, first, share));
		before = period.end;
	}
	const end = Number.isFinite(last) ? share(first + last * day) : 1;
	return { measure, row: 0, start, end: Math.max(end, start), gaps };
}

function span(
	from: number,
	until: number,
	first: number,
	share: (time: number) => number,
): Span {
	const date = (days: number) =>
		new Date(first + days * day).toISOString().slice(0, 10);
	return {
		start: share(first + from * day),
		end: share(first + until * day),
		from: date(from),
		until: date(until - 1),
	};
}

function packed(entries: readonly Entry[]): readonly Entry[] {
	const ends: number[] = [];
	return entries
		.toSorted((a, b) => a.start - b.start || b.end - a.end)
		.map((entry) => {
			const free = ends.findIndex((end) => end + 0.004 < entry.start);
			const row = free === -1 ? ends.length : free;
			ends[row] = Math.max(entry.end, entry.start + 0.012);
			return { ...entry, row };
		});
}
