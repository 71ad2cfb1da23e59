import type { Compiled } from "#network";
import {
	type LinearProgram,
	type ProgramBuilder,
	programBuilder,
} from "#program";

/** A year of a network as a linear program, and where its columns are. */
export interface ScreenProgram {
	readonly program: LinearProgram;
	/** First column of the unmet uses, one per demand. */
	readonly unmet: number;
	/** First column of the unmet uses in parts: `segments` per demand. */
	readonly segment: number;
	/** Row that holds Σ weight · unmet; nothing bounds it at first. */
	readonly totalRow: number;
	/** Ways out of a country: columns that are shut when it loses a good's exports. */
	readonly exits: readonly Exit[];
}

/** A column by which a good leaves a country. */
interface Exit {
	readonly column: number;
	/** Index in `network.places` of the country. */
	readonly country: number;
	/** Index in `network.goods`. */
	readonly good: number;
	/** Its upper bound when nothing is lost. */
	readonly most: number;
}

/** What the program of a screen is made of. */
export interface ScreenParts {
	readonly compiled: Compiled;
	/** For each place, the place it counts as (see `countedPlaces`). */
	readonly countsAs: Int32Array;
	readonly lanes: "any" | "existing";
	/** Most activity of each line in a year. */
	readonly capacity: Float64Array;
	/** Weight of one unit unmet, by demand. */
	readonly weight: Float64Array;
}

interface Draft extends ScreenParts {
	readonly build: ProgramBuilder;
	/** Row of the pool of a good at a place. */
	readonly pool: (place: number, good: number) => number;
}

/** Parts into which each use is cut, so that uses of equal value share what is missing evenly: to one part. */
export const segments = 20;

/**
 * Returns the program of a year: the least Σ weight · unmet with the best re-routing.
 *
 * Variables: z activity of a line, s use of a half-critical input, w unmet use, and either e sold and m bought by a country of a good on one
 * market of the world (`any`), or f shipped over a lane (`existing`). Rows: of each good at each country (at each place for `existing`)
 * Σ a·z + Σ s + Σ (use − w) + out ≤ Σ b·z + in; of each market Σ m ≤ Σ e; of each half-critical input s ≤ a·z and
 * z ≤ (1 − c)·K + c·s/a, as in a coordinated run. Cost: O(outputs + slots + lanes): a few hundred columns for tens of countries.
 */
export function screenProgram(parts: ScreenParts): ScreenProgram {
	const build = programBuilder();
	const { compiled, weight } = parts;
	const totalRow = build.row(
		Number.NEGATIVE_INFINITY,
		Number.POSITIVE_INFINITY,
	);
	const draft = { ...parts, build, pool: poolRows(parts, build) };
	addLines(draft);
	const exits =
		parts.lanes === "any" ? addMarkets(draft) : addExistingLanes(draft);
	let unmet = -1;
	weight.forEach((cost, user) => {
		const slot = compiled.slotStart[compiled.lineCount + user];
		const rate = compiled.activity[compiled.lineCount + user];
		const column = build.column(0, rate, cost);
		if (unmet < 0) unmet = column;
		build.entry(
			draft.pool(placeOf(draft, slot), compiled.slotGood[slot]),
			column,
			-1,
		);
		build.entry(totalRow, column, cost);
	});
	let segment = -1;
	weight.forEach((_, user) => {
		const rate = compiled.activity[compiled.lineCount + user];
		const row = build.row(0, 0);
		build.entry(row, unmet + user, 1);
		for (let at = 0; at < segments; at++) {
			const column = build.column(0, rate / segments, 0);
			if (segment < 0) segment = column;
			build.entry(row, column, -1);
		}
	});
	return { program: build.program(), unmet, segment, totalRow, exits };
}

/** The pools' rows, made as they are first asked for; the uses stand on their right-hand side. */
function poolRows(
	parts: ScreenParts,
	build: ProgramBuilder,
): (place: number, good: number) => number {
	const { compiled } = parts;
	const goods = compiled.network.goods.length;
	const use = new Map<number, number>();
	for (let agent = compiled.lineCount; agent < compiled.agentCount; agent++) {
		const slot = compiled.slotStart[agent];
		const key = placeOf(parts, slot) * goods + compiled.slotGood[slot];
		use.set(key, (use.get(key) ?? 0) + compiled.activity[agent]);
	}
	const rows = new Map<number, number>();
	return (place, good) => {
		const key = place * goods + good;
		const row =
			rows.get(key) ??
			build.row(Number.NEGATIVE_INFINITY, -(use.get(key) ?? 0));
		rows.set(key, row);
		return row;
	};
}

/** The place whose pool a slot is served from. */
function placeOf({ compiled, countsAs, lanes }: ScreenParts, slot: number) {
	const place = compiled.agentPlace[compiled.slotAgent[slot]];
	return lanes === "any" ? countsAs[place] : place;
}

function addLines(draft: Draft): void {
	const { build, compiled, countsAs, capacity, pool } = draft;
	const at = (line: number) => {
		const place = compiled.agentPlace[line];
		return draft.lanes === "any" ? countsAs[place] : place;
	};
	for (let line = 0; line < compiled.lineCount; line++) {
		const activity = build.column(0, capacity[line], 0);
		for (
			let output = compiled.outputStart[line];
			output < compiled.outputStart[line + 1];
			output++
		)
			build.entry(
				pool(at(line), compiled.outputGood[output]),
				activity,
				-compiled.outputQuantity[output],
			);
		for (
			let slot = compiled.slotStart[line];
			slot < compiled.slotStart[line + 1];
			slot++
		) {
			const critical = compiled.slotCritical[slot];
			const quantity = compiled.slotQuantity[slot];
			if (critical === 0) continue;
			const from = pool(at(line), compiled.slotGood[slot]);
			if (critical === 1) {
				build.entry(from, activity, quantity);
				continue;
			}
			const used = build.column(0, Number.POSITIVE_INFINITY, 0);
			build.entry(from, used, 1);
			const needed = build.row(Number.NEGATIVE_INFINITY, 0);
			build.entry(needed, used, 1);
			build.entry(needed, activity, -quantity);
			const most = build.row(
				Number.NEGATIVE_INFINITY,
				(1 - critical) * capacity[line],
			);
			build.entry(most, activity, 1);
			build.entry(most, used, -critical / quantity);
		}
	}
}

/** One market per good, to which every country that makes it sells and from which every country that uses it buys. */
function addMarkets(draft: Draft): readonly Exit[] {
	const { build, compiled, countsAs, pool } = draft;
	const goods = compiled.network.goods.length;
	const makers = new Set<number>();
	for (let output = 0; output < compiled.outputGood.length; output++)
		makers.add(
			countsAs[compiled.agentPlace[compiled.outputLine[output]]] * goods +
				compiled.outputGood[output],
		);
	const buyers = new Set<number>();
	for (let slot = 0; slot < compiled.slotGood.length; slot++)
		if (compiled.slotCritical[slot] > 0)
			buyers.add(placeOf(draft, slot) * goods + compiled.slotGood[slot]);
	const market = new Map<number, number>();
	const marketOf = (good: number) => {
		const row = market.get(good) ?? build.row(Number.NEGATIVE_INFINITY, 0);
		market.set(good, row);
		return row;
	};
	const exits: Exit[] = [];
	for (const key of makers) {
		const country = Math.floor(key / goods);
		const good = key % goods;
		const most = Number.POSITIVE_INFINITY;
		const column = build.column(0, most, 0);
		build.entry(pool(country, good), column, 1);
		build.entry(marketOf(good), column, -1);
		exits.push({ column, country, good, most });
	}
	for (const key of buyers) {
		const good = key % goods;
		const column = build.column(0, Number.POSITIVE_INFINITY, 0);
		build.entry(pool(Math.floor(key / goods), good), column, -1);
		build.entry(marketOf(good), column, 1);
	}
	return exits;
}

/** The network's own lanes, up to their stated capacity. */
function addExistingLanes(draft: Draft): readonly Exit[] {
	const { build, compiled, countsAs, pool } = draft;
	const { network } = compiled;
	const placeIndex = new Map(network.places.map(({ id }, at) => [id, at]));
	const goodIndex = new Map(network.goods.map(({ id }, at) => [id, at]));
	return network.lanes.flatMap((lane) => {
		const from = placeIndex.get(lane.from) ?? -1;
		const to = placeIndex.get(lane.to) ?? -1;
		const good = goodIndex.get(lane.good) ?? -1;
		const most = lane.capacity ?? Number.POSITIVE_INFINITY;
		const column = build.column(0, most, 0);
		build.entry(pool(from, good), column, 1);
		build.entry(pool(to, good), column, -1);
		const country = countsAs[from];
		return country === countsAs[to] ? [] : [{ column, country, good, most }];
	});
}
