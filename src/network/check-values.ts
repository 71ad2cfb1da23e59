import type { CheckContext } from "./check-context.ts";
import type { Field } from "./dictionary.ts";
import { alwaysLists, fieldsOf } from "./dictionary.ts";
import type { TableName } from "./network.ts";
import { tableNames } from "./network.ts";
import type { Fail } from "./value-judge.ts";
import { failMissing, valueJudge } from "./value-judge.ts";

/**
 * Finds values that are not what the data dictionary says, in networks made by a programme as in those read from files: missing ones
 * (`network.missing-value`, `network.missing-source`), negative quantities, figures out of range, dates and units that are none.
 *
 * Cost: O(rows × fields).
 */
export function checkValues(context: CheckContext): void {
	for (const table of tableNames)
		for (const field of fieldsOf(table)) checkField(context, table, field);
}

function checkField(
	context: CheckContext,
	table: TableName,
	field: Field,
): void {
	const judge = valueJudge(field.type);
	const always = field.required || alwaysLists.has(field.type.kind);
	// Neighbouring rows often share a value: what was good once is not judged again.
	let good: unknown = always ? Symbol("none") : undefined;
	const rows = context.network[table] as readonly object[];
	rows.forEach((row, index) => {
		const value = (row as Readonly<Record<string, unknown>>)[field.field];
		if (value === good || (value === undefined && !always)) return;
		const missing = isMissing(field, value);
		if (!missing && judge(value, silent)) {
			good = value;
			return;
		}
		const fail: Fail = (code, says, hint) =>
			context.found(table, index, {
				code,
				severity: "error",
				field: field.field,
				says: `The ${field.field} ${says}.`,
				hint,
			});
		if (missing) failMissing(field, fail);
		else judge(value, fail);
	});
}

function silent(): void {}

function isMissing(field: Field, value: unknown): boolean {
	if (value === undefined) return true;
	const empty = value === "" || (Array.isArray(value) && value.length === 0);
	return field.required && empty;
}
