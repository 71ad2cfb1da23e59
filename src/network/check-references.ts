import { world } from "./area.ts";
import type { CheckContext } from "./check-context.ts";
import type { Field } from "./dictionary.ts";
import { fieldsOf } from "./dictionary.ts";
import { nearest } from "./nearest.ts";
import type { TableName } from "./network.ts";
import { tableNames } from "./network.ts";
import { shown } from "./value-judge.ts";

/** Whether a name is known, which names there are, and what they name. */
interface Names {
	readonly knows: (name: string) => boolean;
	readonly all: () => Iterable<string>;
	readonly what: string;
	readonly file: string;
}

/**
 * Finds names that no row bears (`network.unknown-id`): of places, goods, sources, recipes, measures, areas, and of families of goods.
 * The hint gives the nearest known name.
 *
 * Cost: O(rows × fields that refer), and O(names) for each of the findings kept.
 */
export function checkReferences(context: CheckContext): void {
	for (const table of tableNames)
		for (const field of fieldsOf(table)) {
			const names = namesOf(context, field);
			if (names !== undefined) checkField(context, table, field, names);
		}
}

function checkField(
	context: CheckContext,
	table: TableName,
	field: Field,
	names: Names,
): void {
	// Neighbouring rows often name the same: what was known once is not looked up again.
	let known: unknown;
	const rows = context.network[table] as readonly object[];
	rows.forEach((row, index) => {
		const value = (row as Readonly<Record<string, unknown>>)[field.field];
		if (value === undefined || value === known) return;
		if (typeof value === "string") {
			if (judgeName(context, table, index, field, names, value)) known = value;
		} else if (Array.isArray(value)) {
			const good = value.map((name) =>
				judgeName(context, table, index, field, names, String(name)),
			);
			if (!good.includes(false)) known = value;
		}
	});
}

/** Returns whether a name is known, else reports it. */
function judgeName(
	context: CheckContext,
	table: TableName,
	index: number,
	field: Field,
	names: Names,
	name: string,
): boolean {
	if (name === "" || names.knows(name)) return true;
	context.found(table, index, {
		code: "network.unknown-id",
		severity: "error",
		field: field.field,
		says: `The ${field.field} names ${shown(name)}, ${names.what}.`,
		hint: () => {
			const meant = nearest(name, names.all());
			return meant === undefined
				? `Add it to ${names.file}, or name one that is there.`
				: `Did you mean ${shown(meant)}? Else add it to ${names.file}.`;
		},
	});
	return false;
}

function namesOf(context: CheckContext, field: Field): Names | undefined {
	const { type } = field;
	switch (type.kind) {
		case "ref":
		case "list ref":
			return rowNames(context, type.table, type.column);
		case "list places":
			return rowNames(context, "places", "id");
		case "list areas":
			return areaNames(context);
		case "list families":
			return familyNames(context);
		default:
			return undefined;
	}
}

function rowNames(
	context: CheckContext,
	table: TableName,
	column: string,
): Names {
	const known = context.known(table, column);
	const unread = context.unread[table];
	return {
		knows: (name) =>
			known.has(name) ||
			(unread !== undefined && (unread === "all" || unread.has(name))),
		all: () => known,
		what: `which no row of ${table}.csv bears`,
		file: `${table}.csv`,
	};
}

function areaNames(context: CheckContext): Names {
	const places = rowNames(context, "places", "id");
	const groups = rowNames(context, "groups", "group");
	return {
		knows: (area) =>
			area
				.split("+")
				.every(
					(name) => name === world || places.knows(name) || groups.knows(name),
				),
		all: () => [world, ...places.all(), ...groups.all()],
		what: "neither a place nor a group",
		file: "places.csv or groups.csv",
	};
}

function familyNames(context: CheckContext): Names {
	const goods = rowNames(context, "goods", "id");
	const families = new Set(
		context.network.goods.flatMap((good) => good.family ?? []),
	);
	return {
		knows: (name) =>
			name === "all" ||
			families.has(name) ||
			goods.knows(name) ||
			context.unread.goods !== undefined,
		all: () => ["all", ...goods.all(), ...families],
		what: "neither a good nor a family of goods",
		file: "goods.csv",
	};
}
