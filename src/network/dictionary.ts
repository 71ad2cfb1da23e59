import { dictionaryRows } from "./dictionary-rows.ts";
import { CounterweightError } from "./fault.ts";
import type { TableName, Tables } from "./network.ts";

/** The noun that a table lists. */
export type Noun<T extends TableName> = Tables[T][number];

/** Names of the fields that the data dictionary gives a table. */
export type FieldName<T extends TableName> = Extract<
	(typeof dictionaryRows)[number],
	{ readonly of: T }
>["field"];

/** What the cells of a field hold. */
export type FieldType =
	| {
			readonly kind:
				| "key"
				| "text"
				| "list text"
				| "number"
				| "quantity"
				| "share"
				| "year"
				| "date"
				| "unit"
				| "url"
				| "latitude"
				| "longitude"
				| "list places"
				| "list areas"
				| "list families"
				| "path";
	  }
	| {
			readonly kind: "confidence" | "choice";
			readonly choices: readonly string[];
	  }
	| {
			readonly kind: "ref" | "list ref";
			readonly table: TableName;
			/** Field of that table that is referred to. */
			readonly column: string;
	  };

/** One field of a table, as the data dictionary states it. */
export interface Field {
	readonly of: TableName;
	readonly field: string;
	readonly type: FieldType;
	/** Unit in words; empty where a value has none. */
	readonly unit: string;
	/** Cell that an empty cell stands for; empty means that the field is then absent. */
	readonly default: string;
	readonly required: boolean;
	readonly description: string;
}

const plainKinds = [
	"key",
	"text",
	"list text",
	"number",
	"quantity",
	"share",
	"year",
	"date",
	"unit",
	"url",
	"latitude",
	"longitude",
	"list places",
	"list areas",
	"list families",
	"path",
] as const;

/** Kinds of lists that a noun always has, empty or not; other lists are absent when they are empty. */
export const alwaysLists: ReadonlySet<string> = new Set([
	"list areas",
	"list families",
]);

const byTable = new Map<TableName, readonly Field[]>();
for (const row of dictionaryRows) {
	const field: Field = Object.freeze({
		of: row.of,
		field: row.field,
		type: fieldType(row.type),
		unit: row.unit,
		default: row.default,
		required: row.required === "yes",
		description: row.description,
	});
	byTable.set(row.of, [...(byTable.get(row.of) ?? []), field]);
}

/**
 * Returns the fields of a table in the order of the data dictionary, which is the order of the columns when a package is written.
 *
 * Cost: O(1).
 *
 * @example
 * fieldsOf("lanes")[0].field // "from"
 */
export function fieldsOf(table: TableName): readonly Field[] {
	return byTable.get(table) ?? [];
}

/**
 * Returns what a type of the data dictionary means, from its words: `key`, `list ref measures`, `choice use|trade` and so on.
 *
 * A reference names a table, or a table and its field (`recipes.recipe`); without a field it means `id`.
 * Edge cases: words that are no type are the fault `network.unknown-field-type`.
 * Cost: O(length of the words).
 *
 * @example
 * fieldType("choice wait|lost") // { kind: "choice", choices: ["wait", "lost"] }
 */
export function fieldType(words: string): FieldType {
	for (const kind of plainKinds) if (words === kind) return { kind };
	if (words === "confidence")
		return { kind: "confidence", choices: ["A", "B", "C", "D"] };
	if (words.startsWith("choice "))
		return { kind: "choice", choices: words.slice(7).split("|") };
	const reference = /^(list ref|ref) (\w+)(?:\.(\w+))?$/.exec(words);
	if (reference === null)
		throw new CounterweightError(
			"network.unknown-field-type",
			`“${words}” is no type of the data dictionary`,
		);
	return {
		kind: reference[1] === "ref" ? "ref" : "list ref",
		table: reference[2] as TableName,
		column: reference[3] ?? "id",
	};
}
