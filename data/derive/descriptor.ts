import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Source, TableName } from "#network";
import { tableNames } from "#network";
import type { Column } from "./table.ts";
import { columnsOf } from "./table.ts";

/** What a package says of itself. */
export interface Descriptor {
	readonly name: string;
	readonly title: string;
	readonly description: string;
}

const version = "2024.1.0";

/** Writes `datapackage.json`, a Frictionless Data Package whose table schemas come from the data dictionary. */
export function writeDescriptor(
	folder: string,
	descriptor: Descriptor,
	sources: readonly Source[],
): void {
	const text = JSON.stringify(
		{
			profile: "tabular-data-package",
			name: descriptor.name,
			version,
			title: descriptor.title,
			description: descriptor.description,
			licenses: [
				{
					name: "CC-BY-4.0",
					path: "https://creativecommons.org/licenses/by/4.0/",
					title: "Creative Commons Attribution 4.0 International",
				},
			],
			sources: sources.map((source) => ({
				title: source.title,
				...(source.url ? { path: source.url } : {}),
			})),
			resources: tableNames.map(resource),
		},
		null,
		"\t",
	);
	writeFileSync(join(folder, "datapackage.json"), `${text}\n`);
}

function resource(table: TableName): object {
	const columns = columnsOf(table);
	const keys = columns.filter(
		(column) => column.type === "key" && column.field === "id",
	);
	const links = columns.flatMap(link);
	return {
		name: table,
		path: `${table}.csv`,
		profile: "tabular-data-resource",
		format: "csv",
		mediatype: "text/csv",
		encoding: "utf-8",
		schema: {
			fields: columns.map(field),
			missingValues: [""],
			...(keys.length ? { primaryKey: keys.map((key) => key.field) } : {}),
			...(links.length ? { foreignKeys: links } : {}),
		},
	};
}

function field(column: Column): object {
	const constraints = {
		...(column.required === "yes" ? { required: true } : {}),
		...limits(column.type),
	};
	return {
		name: column.field,
		...types(column.type),
		description: column.unit
			? `${column.description} Unit: ${column.unit}.`
			: column.description,
		...(Object.keys(constraints).length ? { constraints } : {}),
	};
}

function types(type: string): { type: string; format?: string } {
	if (type === "url") return { type: "string", format: "uri" };
	if (["date", "year"].includes(type)) return { type };
	if (["number", "quantity", "share", "latitude", "longitude"].includes(type))
		return { type: "number" };
	return { type: "string" };
}

function limits(type: string): object {
	if (type === "quantity") return { minimum: 0 };
	if (type === "share") return { minimum: 0, maximum: 1 };
	if (type === "latitude") return { minimum: -90, maximum: 90 };
	if (type === "longitude") return { minimum: -180, maximum: 180 };
	if (type === "confidence") return { enum: ["A", "B", "C", "D"] };
	if (type.startsWith("choice ")) return { enum: type.slice(7).split("|") };
	return {};
}

function link(column: Column): object[] {
	const target = /^ref (\w+)(?:\.(\w+))?$/.exec(column.type);
	if (!target?.[1]) return [];
	return [
		{
			fields: column.field,
			reference: {
				resource: target[1] === column.of ? "" : target[1],
				fields: target[2] ?? "id",
			},
		},
	];
}
