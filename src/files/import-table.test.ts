import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { check, compile, compileTable } from "#network";
import {
	importTable,
	type TableImport,
	type TableOptions,
} from "./import-table.ts";

/**
 * The table of two regions and two sectors of which src/network/io-table.test.ts works out the network by hand, as pymrio writes it:
 * north|ore makes 10, north|steel 10, south|ore nothing, south|steel 8.
 */
const files = {
	"Z.txt": [
		"region\t\tnorth\tnorth\tsouth\tsouth",
		"sector\t\tore\tsteel\tore\tsteel",
		"region\tsector\t\t\t\t",
		"north\tore\t2\t3\t0\t1",
		"north\tsteel\t1\t0\t0\t0",
		"south\tore\t0.0\t0\t0\t0",
		"south\tsteel\t2e0\t0\t0\t0",
		"",
	].join("\n"),
	"Y.txt": [
		"region\t\tnorth\tnorth\tsouth",
		"category\t\thouseholds\tinventories\thouseholds",
		"region\tsector\t\t\t",
		"north\tore\t5\t-1\t0",
		"north\tsteel\t4\t1\t4",
		"south\tore\t0\t0\t0",
		"south\tsteel\t0\t0\t6",
	].join("\n"),
	"x.txt":
		"region\tsector\tindout\nnorth\tore\t10\nnorth\tsteel\t10\nsouth\tore\t0\nsouth\tsteel\t8\n",
	"unit.txt":
		"region\tsector\tunit\nnorth\tore\tMill USD\nnorth\tsteel\tMill USD\nsouth\tore\tMill USD\nsouth\tsteel\tMill USD\n",
};

const options: TableOptions = {
	year: 2020,
	source: { id: "hand", title: "A table solved by hand" },
};

const folders: string[] = [];

afterEach(() => {
	for (const folder of folders.splice(0))
		rmSync(folder, { recursive: true, force: true });
});

function folderOf(texts: Readonly<Record<string, string>>): string {
	const folder = mkdtempSync(join(tmpdir(), "counterweight-table-"));
	folders.push(folder);
	for (const [name, text] of Object.entries(texts))
		writeFileSync(join(folder, name), text);
	return folder;
}

function read(
	texts: Readonly<Record<string, string>>,
	more: Partial<TableOptions> = {},
): Promise<TableImport> {
	return importTable(folderOf(texts), { ...options, ...more });
}

function short({ findings }: TableImport): string[] {
	return findings.map(
		({ code, severity, row, field }) => `${severity} ${code} ${row} ${field}`,
	);
}

const deliveries = [2, 3, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0];

describe("a table as pymrio writes it", () => {
	it("is read with its final demand summed over categories, in the unit of its file", async () => {
		const { table, network, findings } = await read(files);
		expect(findings).toEqual([]);
		expect(table?.regions).toEqual(["north", "south"]);
		expect(table?.sectors).toEqual(["ore", "steel"]);
		expect([...(table?.Z ?? [])]).toEqual(deliveries);
		expect([...(table?.Y ?? [])]).toEqual([4, 9, 0, 6]);
		expect([...(table?.x ?? [])]).toEqual([10, 10, 0, 8]);
		expect(table?.unit).toBe("million USD");
		expect(network && check(network)).toEqual([]);
		expect(network?.lanes.length).toBe(7);
	});

	it("is the same parted by commas, with names in quotes and line ends of Windows", async () => {
		const commas = Object.fromEntries(
			Object.entries(files).map(([name, text]) => [
				name.replace("txt", "csv"),
				text
					.replaceAll("\t", ",")
					.replaceAll("ore", '"ore, fine"')
					.replaceAll("\n", "\r\n"),
			]),
		);
		const { table, findings } = await read(commas);
		expect(findings).toEqual([]);
		expect(table?.sectors).toEqual(["ore, fine", "steel"]);
		expect([...(table?.Z ?? [])]).toEqual(deliveries);
	});

	it("is the same with rows in another order, without names of the index columns, and with units beside the index", async () => {
		const rows = files["Z.txt"].trimEnd().split("\n");
		const [regions = "", sectors = "", , ...flows] = rows;
		const swapped = [regions, sectors, ...flows.reverse()]
			.map((line) => line.replace("\t\t", "\t\t\t"))
			.map((line, at) =>
				at < 2 ? line : line.replace(/^(\w+\t\w+)\t/, "$1\tMill USD\t"),
			);
		const { table, findings } = await read({
			...files,
			"Z.txt": swapped.join("\n"),
		});
		expect(findings).toEqual([]);
		expect([...(table?.Z ?? [])]).toEqual(deliveries);
	});

	it("is read from coefficients and output where deliveries are not given", async () => {
		// north|ore takes 2 of 10 of its own ore, 0.1 and 0.2 of steel; steel takes 0.3 of ore; south|steel 1 of 8
		const { "Z.txt": Z, ...others } = files;
		const A = Z.replace("2\t3\t0\t1", "0.2\t0.3\t0\t0.125")
			.replace("steel\t1", "steel\t0.1")
			.replace("2e0", "2e-1");
		const { table, findings } = await read({ ...others, "A.txt": A });
		expect(findings).toEqual([]);
		expect([...(table?.Z ?? [])]).toEqual(deliveries);
	});

	it("takes sums of rows for outputs that are not given, and million USD for units", async () => {
		const { "x.txt": _x, "unit.txt": _unit, ...others } = files;
		const { table } = await read(others);
		expect([...(table?.x ?? [])]).toEqual([10, 10, 0, 8]);
		expect(table?.unit).toBe("million USD");
	});

	it("is taken from single files by their names, and tells how far it is", async () => {
		const folder = folderOf({
			"my_Z.txt": files["Z.txt"],
			"my_Y.txt": files["Y.txt"],
			"notes.txt": "beside",
		});
		const told: number[] = [];
		const { table } = await importTable(
			["my_Z.txt", "my_Y.txt"].map((name) => join(folder, name)),
			{
				...options,
				onProgress: ({ bytes, totalBytes }) => told.push(bytes / totalBytes),
			},
		);
		expect(table?.regions).toEqual(["north", "south"]);
		expect(told.at(-1)).toBe(1);
	});

	it("is brought into another currency by what one unit of the file is", async () => {
		const { table, findings } = await read(
			{
				...files,
				"unit.txt": files["unit.txt"].replaceAll("Mill USD", "M.EUR"),
			},
			{ unit: "million USD", scale: 1.5 },
		);
		expect(findings).toEqual([]);
		expect([...(table?.x ?? [])]).toEqual([15, 15, 0, 12]);
		expect(table?.Z[1]).toBe(4.5);
	});

	it("forms one region of several", async () => {
		const { table } = await read(files, {
			regions: new Map([
				["north", "all"],
				["south", "all"],
			]),
		});
		expect(table?.regions).toEqual(["all"]);
		// ore: 2 to ore, 3 + 1 to steel; steel: 1 + 2 to ore
		expect([...(table?.Z ?? [])]).toEqual([2, 4, 3, 0]);
		expect([...(table?.Y ?? [])]).toEqual([4, 15]);
		expect([...(table?.x ?? [])]).toEqual([10, 18]);
	});

	it("is given as a table alone where its deliveries are too many for rows", async () => {
		const result = await read(files, { mostLanes: 4 });
		expect(result.network).toBeUndefined();
		expect(short(result)).toEqual(["note files.large-table 0 "]);
		expect(result.table && compileTable(result.table).edgeLane.length).toBe(
			compile((await read(files)).network as never).edgeLane.length,
		);
	});
});

describe("an inter-country table of the OECD", () => {
	const icio = [
		"V1,AUS_A01,AUS_C10T12,CN1_A01,CN1_C10T12,CN2_A01,CN2_C10T12,AUS_HFCE,AUS_INVNT,CHN_GFCF,OUT",
		"AUS_A01,1,2,0,0,0,0,4,-1,0,6",
		"AUS_C10T12,0,0,1,0,1,0,3,0,0,5",
		"CN1_A01,0,0,1,0,0,0,0,0,3,4",
		"CN1_C10T12,0,0,0,0,0,0,0,0,2,2",
		"CN2_A01,0,0,0,0,0,1,1,0,0,2",
		"CN2_C10T12,1,0,0,0,0,0,0,0,0,1",
		"TLS,0,0,0,0,0,0,0,0,0,0",
		"VA,4,3,2,2,1,0,0,0,0,0",
		"OUT,6,5,4,2,2,1,,,,",
	].join("\n");

	it("is read from one file, its totals, taxes and value added left out, China's parts as one", async () => {
		const { table, findings } = await read({ "2020_SML.csv": icio });
		expect(findings).toEqual([]);
		expect(table?.regions).toEqual(["AUS", "CHN"]);
		expect(table?.sectors).toEqual(["A01", "C10T12"]);
		// Suppliers AUS ore-like A01, C10T12, then CHN: rows and columns of CN1 and CN2 added up
		expect([...(table?.Z ?? [])]).toEqual([
			1, 2, 0, 0, 0, 0, 2, 0, 0, 0, 1, 1, 1, 0, 0, 0,
		]);
		expect([...(table?.Y ?? [])]).toEqual([3, 3, 4, 2]);
		expect([...(table?.x ?? [])]).toEqual([6, 5, 6, 3]);
	});

	it("tells of columns that it does not know", async () => {
		const odd = icio.replace("OUT", "SHARE");
		expect(short(await read({ "2020.csv": odd }))).toEqual([
			"warning files.unknown-column 1 SHARE",
		]);
	});
});

describe("what is wrong with a table", () => {
	const cases: readonly (readonly [
		what: string,
		file: keyof typeof files,
		change: (text: string) => string,
		findings: readonly string[],
	])[] = [
		[
			"a word for a figure",
			"Z.txt",
			(text) => text.replace("\t3\t", "\tc\t"),
			["error files.not-a-number 4 north|steel"],
		],
		[
			"an empty cell",
			"Y.txt",
			(text) => text.replace("4\t1\t4", "4\t\t4"),
			["error files.not-a-number 5 north|inventories"],
		],
		[
			"NaN, as pandas writes what is missing",
			"Z.txt",
			(text) => text.replace("\t3\t", "\tNaN\t"),
			["error files.not-a-number 4 north|steel"],
		],
		[
			"a delivery below 0",
			"Z.txt",
			(text) => text.replace("\t3\t", "\t-3\t"),
			["error files.negative-figure 4 north|steel"],
		],
		[
			"an output that is not what is delivered",
			"x.txt",
			(text) => text.replace("steel\t8", "steel\t9"),
			["warning files.unbalanced-table 0 south|steel"],
		],
		[
			"an output below 0",
			"x.txt",
			(text) => text.replace("steel\t8", "steel\t-8"),
			["error files.negative-figure 5 indout"],
		],
		[
			"an industry that buys but makes nothing",
			"Z.txt",
			(text) => text.replace("2\t3\t0\t1", "2\t3\t1\t0"),
			["warning files.no-output 0 south|ore"],
		],
		[
			"final demand below 0 in sum",
			"Y.txt",
			(text) => text.replace("ore\t0\t0\t0", "ore\t0\t-1\t0"),
			[
				"warning files.unbalanced-table 0 south|ore",
				"warning files.negative-figure 0 south|ore",
			],
		],
		[
			"a sector that the deliveries do not have",
			"Y.txt",
			(text) => text.replace("south\tore", "south\tcoal"),
			["error files.unlike-tables 6 ", "error files.unlike-tables 0 "],
		],
		[
			"a row given twice",
			"Z.txt",
			(text) => text.replace("south\tore", "north\tore"),
			["error files.duplicate-industry 6 ", "error files.unlike-tables 0 "],
		],
		[
			"a row that is too short",
			"Z.txt",
			(text) => text.replace("2\t3\t0\t1", "2\t3\t0"),
			["error files.broken-csv 4 ", "error files.unlike-tables 0 "],
		],
		[
			"a table that is not square",
			"Z.txt",
			(text) => text.replace(/\nsouth\tsteel.*/, ""),
			["error files.unlike-tables 0 "],
		],
		[
			"a heading of another form",
			"Z.txt",
			() => "a\tb\n1\t2\n",
			["error files.unknown-layout 1 "],
		],
		["nothing", "Z.txt", () => "", ["error files.empty-file 0 "]],
		[
			"a unit that networks do not know",
			"unit.txt",
			(text) => text.replaceAll("Mill USD", "M.EUR"),
			["error files.unknown-unit 0 unit"],
		],
		[
			"several units",
			"unit.txt",
			(text) => text.replace("Mill USD", "t"),
			["error files.unknown-unit 0 unit"],
		],
	];

	it.each(cases)("is found: %s", async (_, file, change, expected) => {
		const result = await read({ ...files, [file]: change(files[file]) });
		const found = short(result);
		expect(found).toEqual(expected);
		const errors = expected.some((finding) => finding.startsWith("error"));
		expect(result.table === undefined).toBe(errors);
		const figures = [result.table?.Z, result.table?.Y, result.table?.x].flatMap(
			(block) => [...(block ?? [])],
		);
		expect(figures.every((figure) => figure >= 0)).toBe(true);
		if (result.table)
			expect(compileTable(result.table).activity.every(Number.isFinite)).toBe(
				true,
			);
	});

	it("is all told at once", async () => {
		const { findings } = await read({
			...files,
			"Z.txt": files["Z.txt"].replace("2\t3", "x\ty"),
			"Y.txt": files["Y.txt"].replace("5\t-1", "z\t-1"),
		});
		expect(findings.map(({ file, row }) => `${file} ${row}`)).toEqual([
			"Z.txt 4",
			"Z.txt 4",
			"Y.txt 4",
		]);
	});

	it("is found for files that are missing, folders that are not there, and tables too large", async () => {
		const { "Y.txt": _, ...without } = files;
		expect(short(await read(without))).toEqual(["error files.missing-file 0 "]);
		expect(
			short(await importTable(join(folderOf({}), "none"), options)),
		).toContain("error files.unreadable 0 ");
		expect(short(await read(files, { mostIndustries: 3 }))).toEqual([
			"error files.too-large 0 ",
		]);
	});

	it("may be let pass: deliveries below 0 count as 0", async () => {
		const { table, findings } = await read(
			{ ...files, "Z.txt": files["Z.txt"].replace("\t3\t", "\t-3\t") },
			{ negatives: "zero" },
		);
		expect(findings[0]?.severity).toBe("warning");
		expect(table?.Z[1]).toBe(0);
	});
});
