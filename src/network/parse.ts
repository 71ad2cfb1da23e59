import type { Field, Noun } from "./dictionary.ts";
import { alwaysLists, fieldsOf } from "./dictionary.ts";
import type { Finding } from "./finding.ts";
import type { TableName } from "./network.ts";
import { tableNames } from "./network.ts";
import type { Fail } from "./value-judge.ts";
import { failMissing, shown } from "./value-judge.ts";
import type { FieldValue, ValueReader } from "./value-reader.ts";
import { valueReader } from "./value-reader.ts";

/** Takes in what is wrong with a row. */
export type Report = (finding: Finding) => void;

/** Returns the noun of one record, its cells in the order of the columns, or `undefined` after reporting all its faults. */
export type RowReader<T extends TableName> = (
	cells: readonly string[],
	row: number,
	report: Report,
) => Noun<T> | undefined;

/** Texts met before, so that ten million lanes hold each place's id once. */
export type TextPool = Map<string, string>;

/** Kinds whose texts recur from row to row and from file to file. */
const pooled: ReadonlySet<string> = new Set([
	"key",
	"ref",
	"unit",
	"choice",
	"confidence",
]);

interface Column {
	readonly field: Field;
	/** Where its cell is; −1 where the file has no such column. */
	readonly index: number;
	readonly read: ValueReader;
	/** What an empty cell stands for. */
	readonly empty: FieldValue | undefined;
	/** The cell read last, and its value: neighbours in a file often repeat. */
	lastText: string | undefined;
	lastValue: FieldValue | undefined;
}

/**
 * Returns a fast reader of one table's records whose cells come in the order of the given columns.
 *
 * White space around a cell is no part of it; an empty cell stands for the dictionary's default, else the field is absent; a recipe's
 * kind is `essential` for inputs and `output` for outputs unless given. All faults of a record are reported, then it gives nothing.
 *
 * Codes: `network.missing-value`, `network.missing-source`, `network.not-a-number`, `network.negative-quantity`,
 * `network.out-of-range`, `network.not-a-year`, `network.not-a-date`, `network.not-a-url`, `network.not-a-path`,
 * `network.unknown-choice`, `network.unknown-unit`, `network.bad-key`, `network.wrong-sign`.
 * Edge cases: columns that the dictionary does not know are passed over; where a required column is not among the columns no record
 * is read, and the missing column itself is for the caller to report. References are not followed: see `check`.
 * Give one `pool` to the readers of all tables and equal ids are held once. Cost: O(cells) per record.
 *
 * @example
 * rowReader("groups", ["group", "place"])(["EU27", "DEU"], 2, report) // { group: "EU27", place: "DEU" }
 */
export function rowReader<T extends TableName>(
	table: T,
	columns: readonly string[],
	pool?: TextPool,
): RowReader<T> {
	const fields = fieldsOf(table);
	const whole = fields.every(
		(field) =>
			!field.required || field.default !== "" || columns.includes(field.field),
	);
	const read = fields.map((field) => columnOf(field, columns, pool));
	return (cells, row, report) => {
		let good = whole;
		const noun: Record<string, FieldValue> = {};
		for (const column of read) {
			const text = cells[column.index] ?? "";
			if (text !== column.lastText && !take(column, text, table, row, report)) {
				good = false;
				continue;
			}
			if (column.lastValue !== undefined)
				noun[column.field.field] = column.lastValue;
		}
		if (table === "recipes") good = completeRecipe(noun, row, report) && good;
		return good ? (noun as unknown as Noun<T>) : undefined;
	};
}

function columnOf(
	field: Field,
	columns: readonly string[],
	pool: TextPool | undefined,
): Column {
	const raw = valueReader(field.type);
	const { kind } = field.type;
	return {
		field,
		index: columns.indexOf(field.field),
		read: pooled.has(kind)
			? (text, fail) => {
					const known = pool?.get(text);
					if (known !== undefined) return raw(known, fail);
					const value = raw(own(text), fail);
					if (typeof value === "string") pool?.set(value, value);
					return value;
				}
			: (text, fail) => raw(own(text), fail),
		empty:
			field.default !== ""
				? raw(field.default, () => {})
				: alwaysLists.has(kind)
					? Object.freeze([])
					: undefined,
		lastText: undefined,
		lastValue: undefined,
	};
}

/** Returns a text that does not keep the file's chunk alive from which it was cut. */
function own(text: string): string {
	return text.length < 13 ? text : ` ${text}`.slice(1);
}

/** Reads a cell into its column's last value, or reports what is wrong and returns false. */
function take(
	column: Column,
	text: string,
	table: TableName,
	row: number,
	report: Report,
): boolean {
	const { field, empty } = column;
	const trimmed = text.trim();
	let good = true;
	const fail: Fail = (code, says, hint) => {
		good = false;
		report({
			code,
			severity: "error",
			file: `${table}.csv`,
			row,
			field: field.field,
			says: `The ${field.field} ${says}.`,
			hint,
		});
	};
	let value = trimmed === "" ? empty : column.read(trimmed, fail);
	if (Array.isArray(value) && value.length === 0) value = empty;
	const missing =
		value === undefined || (Array.isArray(value) && value.length === 0);
	if (good && field.required && missing) {
		if (column.index >= 0) failMissing(field, fail);
		good = false;
	}
	column.lastText = good ? text : undefined;
	column.lastValue = value;
	return good;
}

/** Gives a recipe's row its kind and judges whether kind and sign agree. */
function completeRecipe(
	noun: Record<string, FieldValue>,
	row: number,
	report: Report,
): boolean {
	const { quantity, kind } = noun;
	if (typeof quantity !== "number") return false;
	noun.kind ??= quantity < 0 ? "essential" : "output";
	if (quantity !== 0 && (noun.kind === "output") === quantity > 0) return true;
	report({
		code: "network.wrong-sign",
		severity: "error",
		file: "recipes.csv",
		row,
		field: "quantity",
		says:
			quantity === 0
				? "The quantity is 0: neither an input nor an output."
				: `The quantity is ${quantity}, but the kind is ${shown(kind)}.`,
		hint: "Inputs have amounts below 0, outputs above 0.",
	});
	return false;
}

const readers = new Map<TableName, RowReader<TableName>>(
	tableNames.map((table) => [
		table,
		rowReader(
			table,
			fieldsOf(table).map((field) => field.field),
		),
	]),
);

/**
 * Returns the noun that a record of a table describes, or `undefined` after reporting everything that is wrong with it.
 *
 * The record maps field names to cell texts; absent cells count as empty. Rules, codes and edge cases are those of `rowReader`, which
 * is the faster way for many records. Never throws on bad input. Cost: O(fields).
 *
 * @example
 * parseRow("groups", { group: "EU27", place: "DEU" }, 2, report) // { group: "EU27", place: "DEU" }
 */
export function parseRow<T extends TableName>(
	table: T,
	record: Readonly<Record<string, string>>,
	row: number,
	report: Report,
): Noun<T> | undefined {
	const cells = fieldsOf(table).map((field) => record[field.field] ?? "");
	const reader = readers.get(table) as unknown as RowReader<T>;
	return reader(cells, row, report);
}
