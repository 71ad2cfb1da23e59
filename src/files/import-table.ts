import type {
	Finding,
	FindingList,
	InputOutputTable,
	Network,
	Source,
} from "#network";
import { findingList, tableNetwork } from "#network";
import { type AddFinding, addingTo } from "./import-records.ts";
import { figureIn, Industries } from "./import-table-axes.ts";
import { readBlock, readColumn } from "./import-table-blocks.ts";
import { type FigureLimits, TableFigures } from "./import-table-figures.ts";
import { type TableFiles, tableFiles } from "./import-table-files.ts";
import { partedRegions, readIcio } from "./import-table-icio.ts";
import { checkTotals } from "./import-table-totals.ts";
import { unitOf } from "./import-table-unit.ts";

/** What the files of an input–output table do not say. */
export interface TableOptions {
	/** Year of the figures. */
	readonly year: number;
	/** The publication. */
	readonly source: Source;
	/** Days of use that every industry holds of each input, an assumption; 90 unless given. */
	readonly coverDays?: number;
	/** Input per unit of output up to which an input stops nothing; 1e-5 unless given. */
	readonly threshold?: number;
	/** Unit in which the figures are to be; what the files say, or million USD, unless given. */
	readonly unit?: string;
	/** What one unit of the file is in `unit`, as 1.08 for euros in dollars; 1 unless given. */
	readonly scale?: number;
	/** Region by the name that the file uses, where it differs or several form one. */
	readonly regions?: ReadonlyMap<string, string>;
	/** Whether deliveries below 0 keep the table from loading (unless given) or count as 0. */
	readonly negatives?: "refuse" | "zero";
	/** Most industries that are read; 16,000 unless given (2 GiB). */
	readonly mostIndustries?: number;
	/** Most deliveries with which a network is made besides the table; 1,000,000 unless given. */
	readonly mostLanes?: number;
	/** Told after each piece of a file of at most 1 MiB. */
	readonly onProgress?: (progress: {
		readonly file: string;
		readonly bytes: number;
		readonly totalBytes: number;
	}) => void;
}

/** An input–output table, and what was found in its files. */
export interface TableImport {
	/** Absent if any finding is an error. */
	readonly table?: InputOutputTable;
	/** The table as a network; absent also for a table of very many deliveries, which `compileTable` runs. */
	readonly network?: Network;
	readonly findings: readonly Finding[];
}

/**
 * Returns a multi-regional input–output table read from text, and as a network.
 *
 * `paths` is a folder or some files. Layouts: pymrio's and EXIOBASE's, files `Z`, `Y`, `x` and `unit` (`.txt`, `.tsv` or `.csv`) with two
 * heading rows and two index columns, parted by tabs or commas; `A` and `x` stand for a missing `Z`, sums of rows for a missing `x`.
 * Or one CSV of the OECD's inter-country tables, where China's and Mexico's parts form one country.
 *
 * Findings: `files.missing-file`, `files.unknown-layout`, `files.unlike-tables`, `files.duplicate-industry`, `files.not-a-number`,
 * `files.negative-figure`, `files.broken-csv`, `files.unknown-unit`, `files.too-large` (errors), `files.unbalanced-table` (warning) for
 * outputs that differ by more than 1 % from deliveries and final demand, `files.no-output` (warning) for inputs of industries that make
 * nothing, `files.large-table` (note). Final demand may be below 0 in a category; where it is in sum, it counts as 0 (warning).
 * Edge cases: nothing but numbers ever comes into a table. Cost: O(bytes); memory 8 bytes × industries².
 *
 * @example
 * const { network, findings } = await importTable("IOT_2022_ixi", { year: 2022, source: { id: "exiobase", title: "EXIOBASE 3" }, unit: "million USD", scale: 1.05 });
 */
export async function importTable(
	paths: string | readonly string[],
	options: TableOptions,
): Promise<TableImport> {
	const list = findingList();
	const files = await tableFiles(
		typeof paths === "string" ? [paths] : paths,
		list.add,
	);
	const read =
		files === undefined ? undefined : await figuresOf(files, options, list);
	if (files === undefined || read === undefined)
		return { findings: list.findings() };
	const { figures, unit } = read;
	const add = addingTo(files.icio ?? files.Z ?? files.A ?? "table", list.add);
	// Figures that are missing would make the totals look wrong too.
	if (list.hasErrors()) return { findings: list.findings() };
	checkTotals(figures, add);
	const { scale = 1, coverDays = 90, threshold = 1e-5 } = options;
	if (scale !== 1)
		for (const block of [figures.Z, figures.Y, figures.x])
			for (let at = 0; at < block.length; at++)
				block[at] = (block[at] ?? 0) * scale;
	const table: InputOutputTable = {
		regions: figures.industries.regions,
		sectors: figures.industries.sectors,
		Z: figures.Z,
		Y: figures.Y,
		x: figures.x,
		coverDays,
		threshold,
		year: options.year,
		source: options.source,
		unit,
	};
	const network = networkOf(table, options.mostLanes ?? 1_000_000, add);
	return {
		table,
		...(network === undefined ? {} : { network }),
		findings: list.findings(),
	};
}

interface Read {
	readonly figures: TableFigures;
	readonly unit: string;
}

/** Reads the files, one after the other. */
async function figuresOf(
	files: TableFiles,
	options: TableOptions,
	list: FindingList,
): Promise<Read | undefined> {
	const merged = new Map([...partedRegions, ...(options.regions ?? [])]);
	const own = options.regions ?? new Map<string, string>();
	const renamed = files.icio === undefined ? own : merged;
	const industries = new Industries((name) => renamed.get(name) ?? name);
	const limits: FigureLimits = {
		most: options.mostIndustries ?? 16_000,
		negatives: options.negatives ?? "refuse",
	};
	let bytes = 0;
	const taking = (file: string) => (more: number) => {
		bytes += more;
		options.onProgress?.({ file, bytes, totalBytes: files.bytes });
	};
	const figures =
		files.icio === undefined
			? await readFiles(files, industries, limits, list, taking)
			: await readIcio(
					files.icio,
					industries,
					limits,
					addingTo(files.icio, list.add),
					taking(files.icio),
				);
	if (figures === undefined) return undefined;
	const unit = await unitOf(files, industries, options.unit, list.add);
	return unit === undefined ? undefined : { figures, unit };
}

async function readFiles(
	files: TableFiles,
	industries: Industries,
	limits: FigureLimits,
	list: FindingList,
	taking: (file: string) => (bytes: number) => void,
): Promise<TableFigures | undefined> {
	const deliveries = files.Z ?? files.A ?? "";
	const add = addingTo(deliveries, list.add);
	let figures: TableFigures | undefined;
	let buyers = new Int32Array();
	await readBlock(deliveries, industries, add, taking(deliveries), {
		head: (labels, line) => {
			industries.add(labels, line, add);
			buyers = Int32Array.from(labels, (label) => industries.at(label));
			figures = TableFigures.of(industries, limits, add);
			return figures !== undefined;
		},
		row: (industry, row, line) => {
			for (let at = 0; at < row.length; at++)
				figures?.deliver(industry, buyers[at] ?? 0, row[at] ?? 0, line);
		},
	});
	const made = figures;
	if (made === undefined || files.Y === undefined) return undefined;
	if (files.x !== undefined) await readOutput(files.x, made, list);
	if (files.Z === undefined) asDeliveries(made);
	await readBlock(
		files.Y,
		industries,
		addingTo(files.Y, list.add),
		taking(files.Y),
		{
			head: () => true,
			row: (industry, row) =>
				made.use(
					industry,
					row.reduce((sum, value) => sum + value, 0),
				),
		},
	);
	return made;
}

async function readOutput(
	path: string,
	figures: TableFigures,
	list: FindingList,
): Promise<void> {
	const add = addingTo(path, list.add);
	await readColumn(path, figures.industries, add, (industry, cell, line) => {
		const value = figureIn(cell, line, "indout", add);
		if (value >= 0) figures.make(industry, value);
		else
			add(
				"files.negative-figure",
				"error",
				line,
				"indout",
				`The output of ${figures.nameAt(industry)} is ${value}.`,
				"Outputs are 0 or more.",
			);
	});
}

/** Turns inputs per unit of output into deliveries. */
function asDeliveries({ Z, x }: TableFigures): void {
	for (let at = 0; at < Z.length; at++)
		Z[at] = (Z[at] ?? 0) * (x[at % x.length] ?? 0);
}

function networkOf(
	table: InputOutputTable,
	mostLanes: number,
	add: AddFinding,
): Network | undefined {
	let lanes = 0;
	for (const flow of table.Z) if (flow > 0) lanes++;
	if (lanes <= mostLanes) return tableNetwork(table);
	add(
		"files.large-table",
		"note",
		0,
		"",
		`The table has ${lanes} deliveries, too many for the rows of a network.`,
		"It is given as a table, which compileTable runs.",
	);
	return undefined;
}
