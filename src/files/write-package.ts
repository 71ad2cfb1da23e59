import { chmod, mkdtemp, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Network, TableName } from "#network";
import { CounterweightError, tableNames, tableSchema } from "#network";
import { tableText } from "./csv-text.ts";
import { descriptorName, requiredTables } from "./package-listing.ts";

/** How a package is written. */
export interface WritingOptions {
	/** Whether a package that is already in the folder may be replaced; other folders that are not empty never are. */
	readonly replace?: boolean;
}

/**
 * Writes a network as a package: `datapackage.json` with table schemas, and one CSV file for each table that has rows or is required.
 *
 * The same network gives the same bytes. Everything is written into a new folder beside the wanted one, which then takes its place: what
 * fails before leaves nothing half written, and an earlier package as it was. `readPackage` gives the network back, if it has no errors
 * and its texts have no white space at their ends.
 *
 * Faults: `files.folder-not-empty` where the folder holds anything and `replace` is not set, or holds other files than a package's;
 * `files.cannot-write` where the system refuses. Cost: O(rows × fields) time, memory O(1 MiB).
 *
 * @example
 * await writePackage(network({ id: "tiny" }), "tiny"); // a folder with datapackage.json, sources.csv, goods.csv, …
 */
export async function writePackage(
	network: Network,
	folder: string,
	options: WritingOptions = {},
): Promise<void> {
	const target = resolve(folder);
	const there = await entriesOf(target);
	refuseOthers(target, there, options.replace === true);
	const parent = dirname(target);
	const beside = join(parent, `.${basename(target)}-`);
	let fresh: string | undefined;
	try {
		fresh = await mkdtemp(beside);
		await chmod(fresh, 0o755);
		await writeFiles(network, fresh);
		await takePlace(fresh, target, beside, there !== undefined);
	} catch (cause) {
		if (fresh !== undefined) await rm(fresh, { recursive: true, force: true });
		throw cannotWrite(target, cause);
	}
}

async function entriesOf(
	target: string,
): Promise<readonly string[] | undefined> {
	try {
		return await readdir(target);
	} catch (cause) {
		if (cause instanceof Error && "code" in cause && cause.code === "ENOENT")
			return undefined;
		throw cannotWrite(target, cause);
	}
}

function cannotWrite(target: string, cause: unknown): CounterweightError {
	return new CounterweightError(
		"files.cannot-write",
		`the package cannot be written to ${basename(target)}: ${cause instanceof Error && "code" in cause ? cause.code : "unknown reason"}`,
		cause,
	);
}

function refuseOthers(
	target: string,
	there: readonly string[] | undefined,
	replace: boolean,
): void {
	if (there === undefined || there.length === 0) return;
	const own = new Set([
		descriptorName,
		...tableNames.map((table) => `${table}.csv`),
	]);
	const other = there.find((name) => !own.has(name));
	if (replace && other === undefined) return;
	throw new CounterweightError(
		"files.folder-not-empty",
		other === undefined
			? `the folder ${basename(target)} already holds a package; set replace to put the new one in its place`
			: `the folder ${basename(target)} holds ${other}, which is no part of a package`,
	);
}

function writtenTables(network: Network): readonly TableName[] {
	return tableNames.filter(
		(table) => network[table].length > 0 || requiredTables.includes(table),
	);
}

async function writeFiles(network: Network, folder: string): Promise<void> {
	for (const table of writtenTables(network)) {
		const file = await open(join(folder, `${table}.csv`), "wx", 0o644);
		try {
			for (const text of tableText(table, network[table]))
				await file.writeFile(text);
		} finally {
			await file.close();
		}
	}
	const file = await open(join(folder, descriptorName), "wx", 0o644);
	try {
		await file.writeFile(descriptorText(network));
	} finally {
		await file.close();
	}
}

function descriptorText(network: Network): string {
	const descriptor = {
		profile: "tabular-data-package",
		name: network.id,
		version: network.version,
		title: network.title,
		...(network.description === undefined
			? {}
			: { description: network.description }),
		resources: writtenTables(network).map((table) => ({
			profile: "tabular-data-resource",
			name: table,
			path: `${table}.csv`,
			format: "csv",
			mediatype: "text/csv",
			encoding: "utf-8",
			schema: tableSchema(table),
		})),
	};
	return `${JSON.stringify(descriptor, null, "\t")}\n`;
}

/** Puts the fresh folder in the target's place; an earlier package comes back if that fails. */
async function takePlace(
	fresh: string,
	target: string,
	beside: string,
	occupied: boolean,
): Promise<void> {
	if (!occupied) {
		await rename(fresh, target);
		return;
	}
	const aside = await mkdtemp(beside);
	const old = join(aside, "old");
	await rename(target, old);
	try {
		await rename(fresh, target);
	} catch (cause) {
		await rename(old, target);
		await rm(aside, { recursive: true });
		throw cause;
	}
	await rm(aside, { recursive: true });
}
