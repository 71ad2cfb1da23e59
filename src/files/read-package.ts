import type {
	Finding,
	FindingList,
	Network,
	TableName,
	Tables,
	TextPool,
} from "#network";
import {
	check,
	findingList,
	findingsInOrder,
	hasErrors,
	network,
	tableNames,
} from "#network";
import type { PackageListing } from "./package-listing.ts";
import { packageListing } from "./package-listing.ts";
import { readDescriptor } from "./read-descriptor.ts";
import type { ReadTable } from "./read-table.ts";
import { readTable } from "./read-table.ts";

/** How far the reading of a package is. */
export interface ReadingProgress {
	/** File being read. */
	readonly file: string;
	/** Bytes read of all tables. */
	readonly bytes: number;
	/** Bytes of all tables. */
	readonly totalBytes: number;
	/** Records read of this file. */
	readonly rows: number;
}

/** How a package is read. */
export interface ReadingOptions {
	/** Told after each piece of at most 1 MiB. */
	readonly onProgress?: (progress: ReadingProgress) => void;
	/** Largest file that is read, in bytes; 1 GiB unless given. */
	readonly maxBytes?: number;
	/** Stops the reading: the promise is then rejected with the signal's reason. */
	readonly signal?: AbortSignal;
}

/** A network, if nothing kept it from loading, and everything that was found in its files. */
export interface PackageReading {
	readonly network?: Network;
	readonly findings: readonly Finding[];
}

/**
 * Returns the network that a package's folder holds, checked, with everything that was found; without network if any finding is an error.
 *
 * A package is a folder with `datapackage.json` and one CSV file per table; sources, goods, places, recipes and processes are
 * required, the other tables are empty where their file is left out. Files are read one after the other in pieces, never whole; nothing is
 * written, and nothing outside the folder is read, links included. Findings are ordered by file as the tables are read, then line.
 *
 * Edge cases: an error in one file does not keep the others from being read, and names that unreadable rows may bear are not reported as
 * unknown; never rejects for what is in the folder. Codes: `files.no-folder`, `files.not-a-folder`, `files.unreadable`,
 * `files.missing-file`, `files.not-a-file`, `files.outside-folder`, `files.too-large`, `files.other-file`, `files.not-utf8`,
 * `files.bad-descriptor`, `files.unlisted-file`, `files.empty-file`, `files.broken-csv`, `files.duplicate-column`,
 * `files.missing-column`, `files.unknown-column`, and those of `check`.
 * Cost: O(bytes) time; memory O(rows), and O(1 MiB) beside them.
 *
 * @example
 * const { network, findings } = await readPackage("data/rare-earths-2024");
 */
export async function readPackage(
	folder: string,
	options: ReadingOptions = {},
): Promise<PackageReading> {
	const { maxBytes = 2 ** 30 } = options;
	const list = findingList();
	const listing = await packageListing(folder, maxBytes, list.add);
	if (listing === undefined) return { findings: list.findings() };
	const descriptor = await readDescriptor(listing, list.add);

	const tables = await readTables(listing, maxBytes, list, options);
	const read = network({
		id: descriptor?.name ?? "unnamed",
		...(descriptor?.version === undefined
			? {}
			: { version: descriptor.version }),
		...(descriptor?.title === undefined ? {} : { title: descriptor.title }),
		...(descriptor?.description === undefined
			? {}
			: { description: descriptor.description }),
		...(partsOf(tables, (table) => table.rows) as Partial<Tables>),
	});
	const findings = findingsInOrder([
		...list.findings(),
		...check(
			read,
			partsOf(tables, (table) => table.lines),
			partsOf(tables, (table) => table.unread),
		),
	]);
	return hasErrors(findings) ? { findings } : { network: read, findings };
}

type ReadTables = ReadonlyMap<TableName, ReadTable<TableName>>;

async function readTables(
	listing: PackageListing,
	maxBytes: number,
	list: FindingList,
	{ onProgress, signal }: ReadingOptions,
): Promise<ReadTables> {
	const missing = new Set(
		list
			.findings()
			.filter((finding) => finding.code === "files.missing-file")
			.map((finding) => finding.file),
	);
	const tables = new Map<TableName, ReadTable<TableName>>();
	const pool: TextPool = new Map();
	const totalBytes = sumOf(
		tableNames.map((table) => listing.files.get(`${table}.csv`)?.bytes ?? 0),
	);
	let bytes = 0;
	for (const table of tableNames) {
		signal?.throwIfAborted();
		const name = `${table}.csv`;
		const file = listing.files.get(name);
		if (file === undefined) {
			if (missing.has(name) || listing.entries.includes(name))
				tables.set(table, { rows: [], unread: "all" });
			continue;
		}
		const onPiece = (more: number, rows: number): void => {
			signal?.throwIfAborted();
			bytes += more;
			onProgress?.({ file: name, bytes, totalBytes, rows });
		};
		const reading = { maxBytes, pool, add: list.add, onPiece };
		tables.set(table, await readTable(table, file.path, reading));
	}
	return tables;
}

function sumOf(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}

/** Returns one part of each table that has it, by table. */
function partsOf<Part>(
	tables: ReadTables,
	partOf: (table: ReadTable<TableName>) => Part | undefined,
): { [T in TableName]?: Part } {
	const parts: { [T in TableName]?: Part } = {};
	for (const [name, table] of tables) {
		const part = partOf(table);
		if (part !== undefined) parts[name] = part;
	}
	return parts;
}
