import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { PathStep, TableName, Tables } from "#network";

/** A row of the data dictionary. */
export interface Column {
	readonly of: string;
	readonly field: string;
	readonly type: string;
	readonly unit: string;
	readonly required: string;
	readonly description: string;
}

/** The data dictionary, in its own order. */
const dictionary: readonly Column[] = parse(
	readFileSync(
		new URL("../../src/network/dictionary.csv", import.meta.url),
		"utf8",
	),
	{ columns: true },
) as Column[];

/** Returns the columns of a table, in the order of the data dictionary. */
export function columnsOf(table: TableName): readonly Column[] {
	return dictionary.filter((column) => column.of === table);
}

/** Writes every table of a package as a CSV file into its folder. */
export function writeTables(folder: string, tables: Tables): void {
	mkdirSync(folder, { recursive: true });
	for (const [name, rows] of Object.entries(tables) as [
		TableName,
		readonly object[],
	][])
		writeFileSync(join(folder, `${name}.csv`), csv(name, rows));
}

/** Returns a table as CSV: a header, one line a row, quotes where needed, `\n` at the end of each line. */
function csv(table: TableName, rows: readonly object[]): string {
	const fields = columnsOf(table).map((column) => column.field);
	const unknown = rows
		.flatMap((row) => Object.keys(row))
		.find((key) => !fields.includes(key));
	if (unknown !== undefined) throw new Error(`${table} has no ${unknown}`);
	const lines = rows.map((row) =>
		fields
			.map((field) => quoted(cell((row as Record<string, unknown>)[field])))
			.join(","),
	);
	return [fields.join(","), ...lines, ""].join("\n");
}

function cell(value: unknown): string {
	if (value === undefined) return "";
	if (typeof value === "number") return String(rounded(value));
	if (Array.isArray(value)) return value.map(listed).join(";");
	return String(value);
}

function listed(entry: string | PathStep): string {
	return typeof entry === "string"
		? entry
		: `${entry.day}:${rounded(entry.share)}`;
}

/** Returns a number with ten significant digits, so that the bytes do not depend on the order of a sum. */
function rounded(value: number): number {
	if (!Number.isFinite(value)) throw new Error(`not a number: ${value}`);
	return Number(value.toPrecision(10));
}

function quoted(value: string): string {
	return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
