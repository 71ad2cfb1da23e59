import type { Network, Source, TableName } from "#network";

/** A page of a table, with the sources that its rows cite. */
export interface TablePage {
	readonly network: { readonly id: string; readonly version: string };
	readonly table: TableName;
	/** Rows of the whole table. */
	readonly total: number;
	readonly offset: number;
	readonly limit: number;
	readonly rows: readonly object[];
	readonly sources: readonly Source[];
}

/**
 * Returns some rows of a table in the order of its file.
 *
 * Edge cases: an offset beyond the table gives no rows. Cost: O(limit + sources).
 */
export function tablePage(
	network: Network,
	table: TableName,
	offset: number,
	limit: number,
): TablePage {
	const all: readonly object[] = network[table];
	const rows = all.slice(offset, offset + limit);
	const cited = new Set(
		rows.flatMap((row) =>
			"source" in row && typeof row.source === "string" ? [row.source] : [],
		),
	);
	return {
		network: { id: network.id, version: network.version },
		table,
		total: all.length,
		offset,
		limit,
		rows,
		sources: network.sources.filter((source) => cited.has(source.id)),
	};
}
