import type { Stats } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { FindingDraft, TableName } from "#network";
import { nearest, tableNames } from "#network";
import { tooLarge } from "./text-pieces.ts";

/** A file of a package that may be read. */
export interface ListedFile {
	readonly path: string;
	readonly bytes: number;
}

/** What a package's folder holds. */
export interface PackageListing {
	/** The files that may be read, by name. */
	readonly files: ReadonlyMap<string, ListedFile>;
	/** Names of all its entries, in order. */
	readonly entries: readonly string[];
}

/** Name of the file that describes a package. */
export const descriptorName = "datapackage.json";

/** Tables without which a folder is no network; the others may be left out and are then empty. */
export const requiredTables: readonly TableName[] = [
	"sources",
	"goods",
	"places",
	"recipes",
	"processes",
];

/** Files that belong beside data and need no mention. */
const besides = /^(\..*|(readme|licen[cs]e|changelog|citation)(\..*)?)$/i;

/**
 * Returns the files of a package's folder that may be read, and reports those that may not; `undefined` if there is no such folder.
 *
 * Findings: `files.no-folder`, `files.not-a-folder`, `files.unreadable`, `files.missing-file` (each required one), `files.not-a-file`
 * (folders, pipes, devices), `files.outside-folder` (links that lead out of the folder), `files.too-large` (from the file's entry, without
 * opening it), `files.other-file` (note).
 * Cost: O(entries of the folder).
 */
export async function packageListing(
	folder: string,
	maxBytes: number,
	add: (finding: FindingDraft) => void,
): Promise<PackageListing | undefined> {
	const entries = await entriesOf(folder, add);
	if (entries === undefined) return undefined;
	const root = await realpath(folder);
	const files = new Map<string, ListedFile>();
	const expected = [
		descriptorName,
		...tableNames.map((table) => `${table}.csv`),
	];
	for (const name of expected) {
		if (!entries.includes(name)) continue;
		const bytes = await allowedBytes(root, name, maxBytes, add);
		if (bytes !== undefined) files.set(name, { path: join(root, name), bytes });
	}
	for (const name of [
		descriptorName,
		...requiredTables.map((table) => `${table}.csv`),
	])
		if (!entries.includes(name)) add(missing(name));
	for (const name of entries)
		if (!expected.includes(name) && !besides.test(name))
			add(
				otherFile(
					name,
					expected.filter((known) => !entries.includes(known)),
				),
			);
	return { files, entries };
}

async function entriesOf(
	folder: string,
	add: (finding: FindingDraft) => void,
): Promise<readonly string[] | undefined> {
	try {
		return (await readdir(folder)).sort();
	} catch (cause) {
		const reason = codeOf(cause);
		if (reason === "ENOENT")
			add(
				finding(
					"files.no-folder",
					"",
					"The folder does not exist.",
					"Look at its path.",
				),
			);
		else if (reason === "ENOTDIR")
			add(
				finding(
					"files.not-a-folder",
					"",
					"The path leads to a file, not to a folder.",
					"Name the folder that holds datapackage.json and the tables.",
				),
			);
		else
			add(
				finding(
					"files.unreadable",
					"",
					`The system does not let the folder be read (${reason}).`,
					"Look at its permissions.",
				),
			);
		return undefined;
	}
}

/** Returns the size of a file that may be read, or reports why it may not. */
async function allowedBytes(
	root: string,
	name: string,
	maxBytes: number,
	add: (finding: FindingDraft) => void,
): Promise<number | undefined> {
	const path = join(root, name);
	let entry: Stats;
	try {
		const link = (await lstat(path)).isSymbolicLink();
		if (link && !(await realpath(path)).startsWith(root + sep)) {
			add(
				finding(
					"files.outside-folder",
					name,
					"The file is a link that leads out of the folder, and is not followed.",
					"Put the file itself into the folder.",
				),
			);
			return undefined;
		}
		entry = await stat(path);
	} catch (cause) {
		add(
			finding(
				"files.unreadable",
				name,
				`The system does not let the file be read (${codeOf(cause)}).`,
				"Look at its permissions, and where it leads if it is a link.",
			),
		);
		return undefined;
	}
	if (!entry.isFile()) {
		add(
			finding(
				"files.not-a-file",
				name,
				"There is something of this name, but it is no file.",
				"Put a CSV file in its place.",
			),
		);
		return undefined;
	}
	if (entry.size <= maxBytes) return entry.size;
	const { code, says, hint } = tooLarge(maxBytes);
	add(finding(code, name, says, hint));
	return undefined;
}

/** Returns what to say of a required file that is not there. */
export function missing(name: string): FindingDraft {
	return finding(
		"files.missing-file",
		name,
		"The file is missing.",
		"Add it; a table without rows still has its heading.",
	);
}

function otherFile(name: string, absent: readonly string[]): FindingDraft {
	const meant = nearest(name, absent);
	return {
		...finding(
			"files.other-file",
			name.slice(0, 80),
			"The file is no table of a network and is not read.",
			meant === undefined
				? "Nothing to do, if that is meant."
				: `Rename it to ${meant} if it is that table.`,
		),
		severity: "note",
	};
}

function finding(
	code: string,
	file: string,
	says: string,
	hint: string,
): FindingDraft {
	return { code, severity: "error", file, row: 0, field: "", says, hint };
}

function codeOf(cause: unknown): string {
	return cause instanceof Error && "code" in cause
		? String(cause.code)
		: "unknown";
}
