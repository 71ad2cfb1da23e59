import { placesOf, world } from "./area.ts";
import { fieldsOf } from "./dictionary.ts";
import type { FindingDraft } from "./finding-list.ts";
import type { Network, TableName } from "./network.ts";

/** Lines of the records of each table's file; where a table is absent, record 0 stands on line 2, the next on line 3, and so on. */
export type RowNumbers = { readonly [T in TableName]?: ArrayLike<number> };

/**
 * Keys of the records that could not be read, by table, or `all` where a whole file could not: what refers to them is not reported
 * as unknown, and balances, which would lack them, are not drawn.
 */
export type Unread = {
	readonly [T in TableName]?: ReadonlySet<string> | "all";
};

/** What the checks of one network share. */
export interface CheckContext {
	readonly network: Network;
	readonly unread: Unread;
	/** Takes a finding in, about a record of a table, or the whole table for −1; file and line are filled in. */
	readonly found: (
		table: TableName,
		index: number,
		finding: Omit<FindingDraft, "file" | "row">,
	) => void;
	/** Line of a record of a table in its file. */
	readonly line: (table: TableName, index: number) => number;
	/** Known values of a field that others refer to. */
	readonly known: (table: TableName, column: string) => ReadonlySet<string>;
	/** Ids of the places that an area covers. */
	readonly places: (area: string) => ReadonlySet<string>;
	/** Position of each id among the places, and among the goods. */
	readonly placeIndex: ReadonlyMap<string, number>;
	readonly goodIndex: ReadonlyMap<string, number>;
	/** Positions of the lanes' places and goods. */
	readonly laneCodes: () => LaneCodes;
}

/** Positions of each lane's ends among the places and of its good among the goods; −1 for unknown names. */
interface LaneCodes {
	readonly from: Int32Array;
	readonly to: Int32Array;
	readonly good: Int32Array;
}

/**
 * Returns what the checks of one network share: indices of its names, and a way to report.
 *
 * Cost: O(places + goods), and O(rows) once for each table whose names are asked for.
 */
export function checkContext(
	network: Network,
	rows: RowNumbers,
	unread: Unread,
	add: (finding: FindingDraft) => void,
): CheckContext {
	const known = new Map<string, ReadonlySet<string>>();
	const placeIndex = indexOf(network.places);
	const goodIndex = indexOf(network.goods);
	let lanes: LaneCodes | undefined;
	const areas = new Map<string, ReadonlySet<string>>();
	const line = (table: TableName, index: number): number =>
		index < 0 ? 0 : (rows[table]?.[index] ?? index + 2);
	return {
		network,
		unread,
		line,
		found: (table, index, finding) =>
			add({
				...finding,
				file: `${table}.csv`,
				row: line(table, index),
			}),
		known: (table, column) =>
			remembered(known, `${table}.${column}`, () =>
				valuesOf(network, table, column),
			),
		places: (area) =>
			remembered(areas, area, () =>
				area === world
					? new Set(network.places.map((place) => place.id))
					: placesOf(network, area),
			),
		placeIndex,
		goodIndex,
		laneCodes: () => {
			lanes ??= {
				from: positions(network.lanes.length, (lane) =>
					placeIndex.get(network.lanes[lane].from),
				),
				to: positions(network.lanes.length, (lane) =>
					placeIndex.get(network.lanes[lane].to),
				),
				good: positions(network.lanes.length, (lane) =>
					goodIndex.get(network.lanes[lane].good),
				),
			};
			return lanes;
		},
	};
}

function valuesOf(
	network: Network,
	table: TableName,
	column: string,
): ReadonlySet<string> {
	if (!fieldsOf(table).some((field) => field.field === column))
		return new Set();
	const rows = network[table] as readonly object[] as readonly Readonly<
		Record<string, string>
	>[];
	return new Set(rows.map((row) => row[column]));
}

function positions(
	count: number,
	positionOf: (row: number) => number | undefined,
): Int32Array {
	const found = new Int32Array(count);
	for (let row = 0; row < count; row++) found[row] = positionOf(row) ?? -1;
	return found;
}

function remembered<Value>(
	memory: Map<string, Value>,
	name: string,
	make: () => Value,
): Value {
	const value = memory.get(name) ?? make();
	memory.set(name, value);
	return value;
}

function indexOf(
	nouns: readonly { readonly id: string }[],
): Map<string, number> {
	const index = new Map<string, number>();
	nouns.forEach((noun, position) => {
		if (!index.has(noun.id)) index.set(noun.id, position);
	});
	return index;
}
