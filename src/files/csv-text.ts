import type { FieldType, Noun, PathStep, TableName } from "#network";
import { fieldsOf } from "#network";

/**
 * Returns the line of CSV that holds some cells, with its line end (LF). Cells with commas, quotes, line ends, or white space at their
 * ends are quoted, quotes in them doubled (RFC 4180).
 *
 * Cost: O(characters).
 *
 * @example
 * csvLine(["a", "1,5"]) // 'a,"1,5"\n'
 */
export function csvLine(cells: readonly string[]): string {
	return `${cells.map(quoted).join(",")}\n`;
}

function quoted(cell: string): string {
	return /[",\r\n]|^\s|\s$/.test(cell)
		? `"${cell.replaceAll('"', '""')}"`
		: cell;
}

/**
 * Yields the CSV text of a table, heading first, in pieces of about 1 MiB: all columns of the data dictionary, in its order.
 *
 * Numbers are written in the shortest form that reads back as the same number. Cost: O(rows × fields), memory O(1 MiB).
 */
export function* tableText<T extends TableName>(
	table: T,
	rows: readonly Noun<T>[],
): Generator<string> {
	const fields = fieldsOf(table);
	let text = csvLine(fields.map((field) => field.field));
	for (const row of rows) {
		const values = row as unknown as Readonly<Record<string, unknown>>;
		text += csvLine(
			fields.map((field) => cellOf(field.type, values[field.field])),
		);
		if (text.length > 1 << 20) {
			yield text;
			text = "";
		}
	}
	yield text;
}

function cellOf({ kind }: FieldType, value: unknown): string {
	if (value === undefined) return "";
	if (!Array.isArray(value)) return String(value);
	if (kind !== "path") return value.join(";");
	const steps = value as readonly PathStep[];
	return steps.map(({ day, share }) => `${day}:${share}`).join(";");
}
