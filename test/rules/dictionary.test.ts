import { readdirSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { FieldName, Noun, TableName } from "#network";
import { dictionaryRows, fieldsOf, tableNames } from "#network";

const folder = new URL("../../src/network/", import.meta.url);
const textOf = (name: string): string =>
	readFileSync(new URL(name, folder), "utf8");

type Same<A, B> = [A, B] extends [B, A] ? true : false;

/** Compiles only while every noun has exactly the fields of its table. */
const proven: {
	readonly [T in TableName]: Same<keyof Noun<T>, FieldName<T>>;
} = {
	sources: true,
	goods: true,
	places: true,
	groups: true,
	recipes: true,
	processes: true,
	lanes: true,
	stocks: true,
	demands: true,
	measures: true,
	scenarios: true,
	observations: true,
};

/** The noun of each table, as its interface is called. */
const nouns: { readonly [T in TableName]: string } = {
	sources: "Source",
	goods: "Good",
	places: "Place",
	groups: "Group",
	recipes: "Recipe",
	processes: "Process",
	lanes: "Lane",
	stocks: "Stock",
	demands: "Demand",
	measures: "Measure",
	scenarios: "Scenario",
	observations: "Observation",
};

interface Interface {
	readonly parents: readonly string[];
	/** Field names; optional ones end in `?`. */
	readonly fields: readonly string[];
}

const interfaces = new Map<string, Interface>();
for (const name of readdirSync(folder)) {
	if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
	const found = textOf(name).matchAll(
		/^export interface (\w+)(?: extends ([\w, ]+))? \{\n([\s\S]*?)^\}/gm,
	);
	for (const [, called = "", parents = "", body = ""] of found)
		interfaces.set(called, {
			parents: parents.split(", ").filter((parent) => parent !== ""),
			fields: [...body.matchAll(/^\treadonly (\w+\??):/gm)].map(
				([, field = ""]) => field,
			),
		});
}

function fieldsOfNoun(name: string): readonly string[] {
	const { parents = [], fields = [] } = interfaces.get(name) ?? {};
	return [...parents.flatMap(fieldsOfNoun), ...fields].sort();
}

describe("the data dictionary", () => {
	test("is in the code, row for row, as it is in its file", () => {
		const rows = parse(textOf("dictionary.csv"), { columns: true });
		expect(dictionaryRows).toEqual(rows);
	});

	test("names the tables of a network, in their order", () => {
		expect([...new Set(dictionaryRows.map((row) => row.of))]).toEqual(
			tableNames,
		);
	});

	test.each(tableNames)(
		"has the fields of the noun of %s, and no others",
		(table) => {
			// A field that a row may leave empty is optional, unless something stands for the empty cell: a default, no items of a list of
			// areas or goods, or the kind that a recipe's sign tells.
			const stated = fieldsOf(table).map(
				({ field, required, type, ...row }) => {
					const always =
						required ||
						row.default !== "" ||
						["list areas", "list families"].includes(type.kind) ||
						(table === "recipes" && field === "kind");
					return always ? field : `${field}?`;
				},
			);
			expect(proven[table]).toBe(true);
			expect(fieldsOfNoun(nouns[table])).toEqual(stated.sort());
		},
	);

	test("describes every field in a sentence", () => {
		for (const { of, field, description } of dictionaryRows)
			expect(description, `${of}.${field}`).toMatch(/^[A-Zb].*[.]$/);
	});

	test("gives a unit to every quantity", () => {
		for (const table of tableNames)
			for (const { field, type, unit } of fieldsOf(table))
				if (type.kind === "quantity")
					expect(unit, `${table}.${field}`).not.toBe("");
	});
});
