import type { AddFinding } from "./import-records.ts";
import {
	figureIn,
	type Industries,
	IndustryRows,
	type Label,
	reportLayout,
	reportLength,
} from "./import-table-axes.ts";
import { type FigureLimits, TableFigures } from "./import-table-figures.ts";
import { tableLines } from "./import-table-lines.ts";

/** Categories of final demand, by what follows the region in a column's name (readme of the tables, editions 2016 to 2023). */
const finalDemand =
	/^(HFCE|NPISH|NPS|GGFC|GFCF|INVNT|INV|DIRP|DPABR|FD|P33|DISC)$/;
/** Columns and rows of totals. */
const totals = /^(OUT|OUTPUT|TOTAL)$/;
/** Rows of value added and taxes. */
const valueAdded = /^(VA|VALU|TLS|.*TAX.*|.*VALU.*)$/;

/** Regions that the tables part by kind of trade, and the country that they form. */
export const partedRegions: ReadonlyMap<string, string> = new Map([
	["CN1", "CHN"],
	["CN2", "CHN"],
	["MX1", "MEX"],
	["MX2", "MEX"],
]);

/** What a column of the table holds. */
type Column =
	| { readonly kind: "industry"; readonly industry: number }
	| { readonly kind: "use" | "output" | "other" };

/**
 * Reads an inter-country table of the OECD (ICIO): one CSV with one heading row and one index column, names as `AUS_01T02`, final demand
 * as `AUS_HFCE`, the total in `OUT` or `TOTAL`, value added and taxes in rows without region, which are passed over.
 *
 * Returns its figures, or `undefined` where the heading is none of such a table. Findings: as `readBlock`, and `files.unknown-column` (warning)
 * for columns that are neither. Cost: O(cells).
 */
export async function readIcio(
	path: string,
	industries: Industries,
	limits: FigureLimits,
	add: AddFinding,
	took: (bytes: number) => void,
): Promise<TableFigures | undefined> {
	const rows = new IndustryRows(industries, add);
	let names: readonly string[] = [];
	let columns: readonly Column[] = [];
	let figures: TableFigures | undefined;
	for await (const { cells, line } of tableLines(path, add, took)) {
		if (figures === undefined) {
			names = cells.map((cell) => cell.trim());
			const labels = labelsOf(names);
			if (labels.length === 0) {
				reportLayout(line, add);
				return undefined;
			}
			industries.add(labels, line, add);
			figures = TableFigures.of(industries, limits, add);
			if (figures === undefined) return undefined;
			columns = names.slice(1).map((name) => columnOf(name, industries, add));
			continue;
		}
		const name = (cells[0] ?? "").trim();
		if (totals.test(name) || valueAdded.test(name)) continue;
		if (cells.length !== names.length) {
			reportLength(cells.length, names.length, line, add);
			continue;
		}
		const industry = rows.at(labelOf(name) ?? ["", name], line);
		if (industry < 0) continue;
		for (const [at, column] of columns.entries()) {
			if (column.kind === "other") continue;
			const cell = cells[at + 1] ?? "";
			const value = figureIn(cell, line, names[at + 1] ?? "", add);
			if (column.kind === "industry")
				figures.deliver(industry, column.industry, value, line);
			else if (column.kind === "use") figures.use(industry, value);
			else figures.make(industry, value);
		}
	}
	if (figures !== undefined) rows.end();
	return figures;
}

function columnOf(
	name: string,
	industries: Industries,
	add: AddFinding,
): Column {
	const label = labelOf(name);
	if (label !== undefined)
		return { kind: "industry", industry: industries.at(label) };
	if (totals.test(name)) return { kind: "output" };
	if (finalDemand.test(name.slice(name.indexOf("_") + 1)))
		return { kind: "use" };
	add(
		"files.unknown-column",
		"warning",
		1,
		name.slice(0, 60),
		`The column “${name.slice(0, 60)}” is neither an industry nor final demand nor a total.`,
		"It is not read.",
	);
	return { kind: "other" };
}

/** Returns the industries that a heading names. */
function labelsOf(names: readonly string[]): readonly Label[] {
	return names.slice(1).flatMap((name) => {
		const label = labelOf(name);
		return label === undefined ? [] : [label];
	});
}

/** Returns region and sector of an industry's name; `undefined` for final demand, totals, and names of another form. */
function labelOf(name: string): Label | undefined {
	const [, region, sector] = /^([A-Z0-9]{2,4})_(.+)$/.exec(name) ?? [];
	if (region === undefined || sector === undefined) return undefined;
	return finalDemand.test(sector) ? undefined : [region, sector];
}
