import type { AddFinding } from "./import-records.ts";
import {
	figureIn,
	type Industries,
	IndustryRows,
	type Label,
	reportLayout,
	reportLength,
} from "./import-table-axes.ts";
import { tableLines } from "./import-table-lines.ts";

/** What to do with the labels and figures of a block. */
export interface BlockSink {
	/** Takes the labels of the columns, before any row; returns whether to go on. */
	readonly head: (labels: readonly Label[], line: number) => boolean;
	/** Takes a row: its industry's number, its figures in the order of the labels, and its line. The array is used again. */
	readonly row: (industry: number, figures: Float64Array, line: number) => void;
}

/**
 * Reads a block with two heading rows (region; sector or category) and two index columns (region, sector), as pymrio and EXIOBASE write
 * deliveries, coefficients and final demand. A third index column, and a heading row that only names the index columns, are passed over.
 *
 * Findings: `files.unknown-layout` for a heading of another form, `files.broken-csv` for rows of another length, `files.not-a-number`,
 * `files.unlike-tables`, `files.duplicate-industry`. Cost: O(cells), memory O(columns).
 */
export async function readBlock(
	path: string,
	industries: Industries,
	add: AddFinding,
	took: (bytes: number) => void,
	sink: BlockSink,
): Promise<void> {
	const rows = new IndustryRows(industries, add);
	let regions: readonly string[] | undefined;
	let labels: readonly Label[] | undefined;
	let figures = new Float64Array();
	let index = 0;
	let first = true;
	for await (const { cells, line } of tableLines(path, add, took)) {
		if (regions === undefined) {
			index = cells.findIndex((cell, at) => at > 0 && cell.trim() !== "");
			if (index !== 2 && index !== 3) {
				reportLayout(line, add);
				return;
			}
			regions = trimmed(cells.slice(index));
			figures = new Float64Array(regions.length);
			continue;
		}
		if (cells.length !== index + regions.length) {
			reportLength(cells.length, index + regions.length, line, add);
			if (labels === undefined) return;
			continue;
		}
		if (labels === undefined) {
			const names = trimmed(cells.slice(index));
			labels = regions.map((region, at): Label => [region, names[at] ?? ""]);
			if (!sink.head(labels, line)) return;
			continue;
		}
		const namesOnly = first && cells.slice(index).every((cell) => cell === "");
		first = false;
		if (namesOnly) continue;
		const industry = rows.at(labelOf(cells), line);
		if (industry < 0) continue;
		for (let at = 0; at < figures.length; at++) {
			const cell = cells[index + at] ?? "";
			const value = Number(cell);
			// An empty cell is 0 to Number, and no figure.
			const plain = value === 0 ? cell.trim() !== "" : Number.isFinite(value);
			figures[at] = plain
				? value
				: figureIn(cell, line, labels[at]?.join("|") ?? "", add);
		}
		sink.row(industry, figures, line);
	}
	if (labels !== undefined) rows.end();
}

/**
 * Reads a column with two index columns (region, sector) and one heading row: output, or units.
 *
 * Findings: as `readBlock`; cells are given as they stand. Cost: O(industries).
 */
export async function readColumn(
	path: string,
	industries: Industries,
	add: AddFinding,
	take: (industry: number, cell: string, line: number) => void,
): Promise<void> {
	const rows = new IndustryRows(industries, add);
	let width = 0;
	for await (const { cells, line } of tableLines(path, add)) {
		if (width === 0) {
			width = cells.length;
			if (width === 3) continue;
			reportLayout(line, add);
			return;
		}
		if (cells.length !== width) {
			reportLength(cells.length, width, line, add);
			continue;
		}
		const industry = rows.at(labelOf(cells), line);
		if (industry >= 0) take(industry, cells[2] ?? "", line);
	}
	if (width > 0) rows.end();
}

function trimmed(cells: readonly string[]): readonly string[] {
	return cells.map((cell) => cell.trim());
}

function labelOf(cells: readonly string[]): Label {
	return [(cells[0] ?? "").trim(), (cells[1] ?? "").trim()];
}
