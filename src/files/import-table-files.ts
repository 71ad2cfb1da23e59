import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { FindingDraft } from "#network";
import { addingTo } from "./import-records.ts";

/** The files of a table: an inter-country table of the OECD in one, or one for each block. */
export interface TableFiles {
	readonly icio?: string;
	readonly Z?: string;
	readonly A?: string;
	readonly Y?: string;
	readonly x?: string;
	readonly unit?: string;
	/** Bytes of those that are read for figures. */
	readonly bytes: number;
}

/** A file's block, by its name: `Z.txt`, `exio_Z.csv`. */
const blockName = /(?:^|[_. -])(z|a|y|x|unit)\.(?:txt|tsv|csv)$/i;
const icioName = /\.csv$/i;

/**
 * Returns the files of a table among the paths, each a file or a folder that is not searched deeper; `undefined` after reporting
 * what is missing (`files.missing-file`, `files.unreadable`).
 *
 * A file `Z` goes before `A`; a single CSV of another name is taken for an inter-country table.
 */
export async function tableFiles(
	paths: readonly string[],
	add: (finding: FindingDraft) => void,
): Promise<TableFiles | undefined> {
	const sizes = new Map<string, number>();
	for (const path of paths)
		for (const [file, size] of await filesAt(path, add)) sizes.set(file, size);
	const found: { [block: string]: string } = {};
	for (const file of sizes.keys()) {
		const [, block = ""] = blockName.exec(basename(file)) ?? [];
		const name = "zay".includes(block.toLowerCase())
			? block.toUpperCase()
			: block.toLowerCase();
		if (block !== "") found[name] ??= file;
	}
	const { Z, A, Y, x } = found;
	const others = [...sizes.keys()].filter(
		(file) => icioName.test(file) && !blockName.test(file),
	);
	const bytesOf = (files: readonly (string | undefined)[]) =>
		files.reduce((sum, file) => sum + (sizes.get(file ?? "") ?? 0), 0);
	if (Z === undefined && A === undefined && others.length === 1 && others[0])
		return { icio: others[0], bytes: bytesOf(others) };
	const missing = [
		...(Z === undefined && A === undefined ? ["Z"] : []),
		...(Y === undefined ? ["Y"] : []),
		...(Z === undefined && x === undefined ? ["x"] : []),
	];
	for (const block of missing)
		addingTo(paths[0] ?? "table", add)(
			"files.missing-file",
			"error",
			0,
			"",
			`There is no file for ${blocks[block]} (${block}.txt).`,
			"Name the folder of a table as pymrio writes it, or one CSV of the OECD's inter-country tables.",
		);
	if (missing.length > 0) return undefined;
	return { ...found, bytes: bytesOf([Z ?? A, Y]) };
}

const blocks: Readonly<Record<string, string>> = {
	Z: "the deliveries between industries",
	Y: "final demand",
	x: "the industries' output, without which coefficients say nothing",
};

/** The file at a path, or the files in the folder there, with their sizes. */
async function filesAt(
	path: string,
	add: (finding: FindingDraft) => void,
): Promise<readonly (readonly [file: string, bytes: number])[]> {
	try {
		const there = await stat(path);
		if (!there.isDirectory()) return [[path, there.size]];
		const names = (await readdir(path)).sort();
		const found: (readonly [string, number])[] = [];
		for (const name of names) {
			const file = join(path, name);
			const entry = await stat(file);
			if (entry.isFile()) found.push([file, entry.size]);
		}
		return found;
	} catch (cause) {
		const reason =
			cause instanceof Error && "code" in cause ? cause.code : undefined;
		if (typeof reason !== "string") throw cause;
		addingTo(path, add)(
			"files.unreadable",
			"error",
			0,
			"",
			`The system does not let it be read (${reason}).`,
			"Look at its path and permissions.",
		);
		return [];
	}
}
