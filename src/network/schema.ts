import { keyFields } from "./check-keys.ts";
import type { Field, FieldType } from "./dictionary.ts";
import { fieldsOf } from "./dictionary.ts";
import type { TableName } from "./network.ts";

/** One field of a table schema. */
export interface SchemaField {
	readonly name: string;
	readonly type: "string" | "number" | "integer" | "date";
	readonly format?: "uri";
	readonly description: string;
	/** Unit in words, where the values have one. */
	readonly unit?: string;
	readonly constraints?: {
		readonly required?: true;
		readonly minimum?: number;
		readonly maximum?: number;
		readonly enum?: readonly string[];
	};
}

/** A Frictionless table schema. */
export interface TableSchema {
	readonly fields: readonly SchemaField[];
	readonly missingValues: readonly string[];
	readonly primaryKey?: readonly string[];
	readonly foreignKeys?: readonly {
		readonly fields: readonly string[];
		readonly reference: {
			/** Empty for a reference within the same table. */
			readonly resource: string;
			readonly fields: readonly string[];
		};
	}[];
}

/**
 * Returns the table schema of a table of network packages, from the data dictionary, for programmes that read Frictionless Data Packages.
 *
 * Lists and paths are strings there, as a schema cannot say what is between the semicolons; single references are foreign keys where they
 * name another table's key. A table without a key of columns alone (recipes, where the sign counts) has none.
 * Cost: O(fields). Source: Frictionless Standards, Table Schema, version 1.
 *
 * @example
 * tableSchema("groups").primaryKey // ["group", "place"]
 */
export function tableSchema(table: TableName): TableSchema {
	const fields = fieldsOf(table);
	const names = new Set(fields.map((field) => field.field));
	const key = keyFields[table];
	const foreignKeys = fields.flatMap((field) => foreignKeyOf(table, field));
	return {
		fields: fields.map(schemaField),
		missingValues: [""],
		...(key.every((name) => names.has(name)) ? { primaryKey: key } : {}),
		...(foreignKeys.length === 0 ? {} : { foreignKeys }),
	};
}

function foreignKeyOf(
	table: TableName,
	{ field, type }: Field,
): NonNullable<TableSchema["foreignKeys"]>[number][] {
	if (type.kind !== "ref" || type.column !== "id") return [];
	const resource = type.table === table ? "" : type.table;
	return [{ fields: [field], reference: { resource, fields: [type.column] } }];
}

function schemaField(field: Field): SchemaField {
	const constraints = {
		...(field.required ? ({ required: true } as const) : {}),
		...limitsOf(field.type),
	};
	return {
		name: field.field,
		type: typeOf(field.type),
		...(field.type.kind === "url" ? ({ format: "uri" } as const) : {}),
		description: field.description,
		...(field.unit === "" ? {} : { unit: field.unit }),
		...(Object.keys(constraints).length === 0 ? {} : { constraints }),
	};
}

function typeOf({ kind }: FieldType): SchemaField["type"] {
	switch (kind) {
		case "number":
		case "quantity":
		case "share":
		case "latitude":
		case "longitude":
			return "number";
		case "year":
			return "integer";
		case "date":
			return "date";
		default:
			return "string";
	}
}

function limitsOf(type: FieldType): SchemaField["constraints"] & object {
	switch (type.kind) {
		case "quantity":
			return { minimum: 0 };
		case "share":
			return { minimum: 0, maximum: 1 };
		case "latitude":
			return { minimum: -90, maximum: 90 };
		case "longitude":
			return { minimum: -180, maximum: 180 };
		case "year":
			return { minimum: 1000, maximum: 9999 };
		case "choice":
		case "confidence":
			return { enum: type.choices };
		default:
			return {};
	}
}
