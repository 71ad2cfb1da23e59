import { describe, expect, test } from "vitest";
import { fieldsOf } from "./dictionary.ts";
import { tableNames } from "./network.ts";
import { tableSchema } from "./schema.ts";

describe("a table schema", () => {
	test("has the dictionary's fields in its order, with types and limits", () => {
		const { fields } = tableSchema("lanes");
		expect(fields.map(({ name }) => name)).toEqual(
			fieldsOf("lanes").map(({ field }) => field),
		);
		expect(fields.find(({ name }) => name === "flow")).toEqual({
			name: "flow",
			type: "number",
			description: "Amount shipped in the base year.",
			unit: "unit of good/year",
			constraints: { required: true, minimum: 0 },
		});
		expect(
			fields.find(({ name }) => name === "confidence")?.constraints,
		).toEqual({ required: true, enum: ["A", "B", "C", "D"] });
		expect(fields.find(({ name }) => name === "note")).not.toHaveProperty(
			"constraints",
		);
	});

	test("names keys, and the rows that others refer to", () => {
		expect(tableSchema("lanes")).toMatchObject({
			primaryKey: ["from", "to", "good"],
			foreignKeys: [
				{ fields: ["from"], reference: { resource: "places", fields: ["id"] } },
				{ fields: ["to"], reference: { resource: "places", fields: ["id"] } },
				{ fields: ["good"], reference: { resource: "goods", fields: ["id"] } },
				{
					fields: ["source"],
					reference: { resource: "sources", fields: ["id"] },
				},
			],
		});
		// A place lies within another of the same table.
		expect(tableSchema("places").foreignKeys?.[0]?.reference.resource).toBe("");
	});

	test("of recipes has no key of columns, as an input and an output of one good differ by sign only", () => {
		expect(tableSchema("recipes")).not.toHaveProperty("primaryKey");
	});

	test("of every table uses the types of the standard only", () => {
		for (const table of tableNames)
			for (const { type } of tableSchema(table).fields)
				expect(["string", "number", "integer", "date"]).toContain(type);
	});
});
