import type { FindingDraft } from "#network";
import { tableNames } from "#network";
import type { ListedFile, PackageListing } from "./package-listing.ts";
import { descriptorName, missing, requiredTables } from "./package-listing.ts";
import { textPieces, tooLarge } from "./text-pieces.ts";

/** What a package says of itself. */
export interface Descriptor {
	readonly name: string;
	readonly version?: string;
	readonly title?: string;
	readonly description?: string;
}

/** Largest descriptor that is read. */
const maxBytes = 1 << 20;

/**
 * Returns what a package's `datapackage.json` says, or `undefined` after reporting why it cannot be used.
 *
 * Findings: `files.too-large` above 1 MiB, `files.not-utf8`, `files.bad-descriptor` for text that is no JSON object, a missing or empty
 * name, and fields that are no words; `files.missing-file` for each table that it lists but the folder lacks, so that no package is
 * read without a part of it; `files.unlisted-file` (warning) for tables in the folder that it does not list.
 * Cost: O(bytes).
 */
export async function readDescriptor(
	listing: PackageListing,
	add: (finding: FindingDraft) => void,
): Promise<Descriptor | undefined> {
	const file = listing.files.get(descriptorName);
	if (file === undefined) return undefined;
	const found = (code: string, field: string, says: string, hint: string) =>
		add({
			code,
			severity: "error",
			file: descriptorName,
			row: 0,
			field,
			says,
			hint,
		});
	const text = await textOf(file, found);
	if (text === undefined) return undefined;
	const value = jsonOf(text);
	if (value === undefined) {
		found(
			"files.bad-descriptor",
			"",
			"The file holds no JSON object.",
			'Write at least {"name": "…"}.',
		);
		return undefined;
	}
	compareResources(value.resources, listing, add);
	return descriptorOf(value, found);
}

async function textOf(
	file: ListedFile,
	found: (code: string, field: string, says: string, hint: string) => void,
): Promise<string | undefined> {
	if (file.bytes > maxBytes) {
		const { code, says, hint } = tooLarge(maxBytes);
		found(code, "", says, hint);
		return undefined;
	}
	let text = "";
	for await (const piece of textPieces(file.path, maxBytes)) {
		if ("code" in piece) {
			found(piece.code, "", piece.says, piece.hint);
			return undefined;
		}
		text += piece.text;
	}
	return text;
}

function jsonOf(text: string): Readonly<Record<string, unknown>> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		const isObject =
			typeof value === "object" && value !== null && !Array.isArray(value);
		return isObject ? (value as Record<string, unknown>) : undefined;
	} catch {
		return undefined;
	}
}

function descriptorOf(
	value: Readonly<Record<string, unknown>>,
	found: (code: string, field: string, says: string, hint: string) => void,
): Descriptor | undefined {
	const words: Record<string, string> = {};
	let good = true;
	for (const field of ["name", "version", "title", "description"]) {
		const text = value[field];
		if (text === undefined && field !== "name") continue;
		if (typeof text === "string" && (text !== "" || field !== "name")) {
			words[field] = text;
			continue;
		}
		good = false;
		found(
			"files.bad-descriptor",
			field,
			text === undefined
				? `The ${field} is missing.`
				: `The ${field} is not words.`,
			`Write "${field}": "…", in quotes.`,
		);
	}
	return good ? (words as unknown as Descriptor) : undefined;
}

function compareResources(
	resources: unknown,
	listing: PackageListing,
	add: (finding: FindingDraft) => void,
): void {
	if (!Array.isArray(resources)) return;
	const listed = new Set(resources.map(pathOf));
	for (const table of tableNames) {
		const name = `${table}.csv`;
		const there = listing.entries.includes(name);
		if (listed.has(name) && !there && !requiredTables.includes(table))
			add(missing(name));
		if (!listed.has(name) && there)
			add({
				code: "files.unlisted-file",
				severity: "warning",
				file: name,
				row: 0,
				field: "",
				says: `The file is read, but ${descriptorName} does not list it.`,
				hint: "List it among the resources, so that other programmes find it.",
			});
	}
}

function pathOf(resource: unknown): unknown {
	return typeof resource === "object" && resource !== null && "path" in resource
		? resource.path
		: undefined;
}
