import type { FindingDraft, TableName } from "#network";
import { fieldsOf, nearest } from "#network";

/**
 * Returns the names of a file's columns, or `undefined` if its heading cannot be read as one, and reports what is wrong with it.
 *
 * Findings: `files.empty-file` without any heading, `files.broken-csv` for cells parted by semicolons or tabs or without names,
 * `files.duplicate-column`, `files.missing-column` for each required column that is not there, `files.unknown-column` (warning; the
 * column is not read) with the nearest known name. Names are taken without surrounding white space.
 * Cost: O(columns × fields).
 */
export function columnsOf(
	table: TableName,
	heading: readonly string[] | undefined,
	line: number,
	add: (finding: FindingDraft) => void,
): readonly string[] | undefined {
	const found = (
		code: string,
		severity: "error" | "warning",
		field: string,
		says: string,
		hint: string,
	) =>
		add({ code, severity, file: `${table}.csv`, row: line, field, says, hint });
	const fields = fieldsOf(table);
	const names = fields.map((field) => field.field);
	if (heading === undefined) {
		found(
			"files.empty-file",
			"error",
			"",
			"The file is empty.",
			`Give it the heading ${names.join(",")}, or remove it.`,
		);
		return undefined;
	}
	const columns = heading.map((name) => name.trim());
	const other = otherSeparator(columns);
	if (other !== undefined) {
		found(
			"files.broken-csv",
			"error",
			"",
			`The cells seem to be parted by ${other}.`,
			"Save the file with commas between the cells and points before decimals.",
		);
		return undefined;
	}
	columns.forEach((name, index) => {
		if (name !== "" && columns.indexOf(name) < index)
			found(
				"files.duplicate-column",
				"error",
				name,
				`The column ${name} is there twice.`,
				"Keep one of the two.",
			);
		if (names.includes(name)) return;
		const meant = nearest(
			name,
			names.filter((known) => !columns.includes(known)),
		);
		found(
			"files.unknown-column",
			"warning",
			name.slice(0, 60),
			name === ""
				? `Column ${index + 1} has no name and is not read.`
				: `The column “${name.slice(0, 60)}” is unknown and is not read.`,
			meant === undefined
				? "Remove it, or write it into note."
				: `Did you mean ${meant}?`,
		);
	});
	for (const field of fields)
		if (field.required && !columns.includes(field.field))
			found(
				"files.missing-column",
				"error",
				field.field,
				`The column ${field.field} is missing.`,
				`Add it: ${field.description}`,
			);
	return columns;
}

function otherSeparator(columns: readonly string[]): string | undefined {
	const only = columns.length === 1 ? columns[0] : "";
	if (only?.includes(";")) return "semicolons";
	if (only?.includes("\t")) return "tabs";
	return undefined;
}
