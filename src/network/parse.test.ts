import { describe, expect, test } from "vitest";
import type { Noun } from "./dictionary.ts";
import { fieldsOf, fieldType } from "./dictionary.ts";
import type { Finding } from "./finding.ts";
import type { TableName } from "./network.ts";
import { parseRow, rowReader } from "./parse.ts";

function read<T extends TableName>(
	table: T,
	record: Readonly<Record<string, string>>,
): { noun: Noun<T> | undefined; findings: Finding[] } {
	const findings: Finding[] = [];
	const noun = parseRow(table, record, 7, (finding) => findings.push(finding));
	return { noun, findings };
}

const lane = {
	from: "CHN",
	to: "DEU",
	good: "magnets",
	flow: "120.5",
	source: "customs",
	year: "2024",
	confidence: "A",
};

describe("a row becomes a noun", () => {
	test("defaults are filled in and empty fields left out", () => {
		expect(read("lanes", { ...lane, capacity: "", note: " " })).toEqual({
			noun: {
				from: "CHN",
				to: "DEU",
				good: "magnets",
				flow: 120.5,
				days: 0,
				source: "customs",
				year: 2024,
				confidence: "A",
			},
			findings: [],
		});
	});

	test("white space around cells and list items is no part of them", () => {
		const { noun } = read("lanes", {
			...lane,
			from: " CHN ",
			via: "SUEZ ; ;BAB",
		});
		expect(noun).toMatchObject({ from: "CHN", via: ["SUEZ", "BAB"] });
	});

	test("a measure has targets and goods even where its cells are empty", () => {
		const { noun } = read("measures", {
			id: "ban",
			actor: "CHN;EU27",
			kind: "ban",
			path: "0:0.49; 30:1.05",
			from: "2025-04-04",
			source: "mofcom",
			confidence: "A",
		});
		expect(noun).toMatchObject({
			actor: ["CHN", "EU27"],
			targets: ["WLD"],
			goods: [],
			path: [
				{ day: 0, share: 0.49 },
				{ day: 30, share: 1.05 },
			],
		});
	});

	test("a recipe's kind follows from the sign, unless it is given", () => {
		const row = {
			recipe: "magnet",
			good: "oxide",
			source: "s",
			confidence: "B",
		};
		const kinds = [
			{ ...row, quantity: "-0.3" },
			{ ...row, quantity: "1" },
			{ ...row, quantity: "-0.7", kind: "auxiliary" },
		].map((record) => read("recipes", record).noun?.kind);
		expect(kinds).toEqual(["essential", "output", "auxiliary"]);
	});

	test("numbers may have an exponent; minus zero is zero", () => {
		expect(read("lanes", { ...lane, flow: "1.2e3" }).noun?.flow).toBe(1200);
		expect(
			Object.is(read("lanes", { ...lane, flow: "-0" }).noun?.flow, 0),
		).toBe(true);
	});

	test("the reader of columns in any order gives what the reader of records gives", () => {
		const columns = Object.keys(lane).reverse();
		const reader = rowReader("lanes", [...columns, "colour"]);
		const cells = [...Object.values(lane).reverse(), "red"];
		const none = () => expect.unreachable();
		expect(reader(cells, 2, none)).toEqual(read("lanes", lane).noun);
		// Cells that repeat the row before are remembered, not read again: the answer is the same.
		expect(reader([...cells], 3, none)).toEqual(read("lanes", lane).noun);
	});
});

describe("what is wrong with a row is told all at once", () => {
	test("five faults of one lane give five findings with line and field, and no noun", () => {
		const { noun, findings } = read("lanes", {
			...lane,
			from: "",
			flow: "-5",
			days: "ten",
			contract: "1.5",
			confidence: "E",
		});
		expect(noun).toBeUndefined();
		expect(findings.map(({ code, field, row }) => [code, field, row])).toEqual([
			["network.missing-value", "from", 7],
			["network.negative-quantity", "flow", 7],
			["network.not-a-number", "days", 7],
			["network.out-of-range", "contract", 7],
			["network.unknown-choice", "confidence", 7],
		]);
		expect(findings.every(({ file }) => file === "lanes.csv")).toBe(true);
	});

	test.each([
		[
			"lanes",
			"flow",
			"1,200",
			"network.not-a-number",
			"Write 1200, without grouping.",
		],
		[
			"lanes",
			"flow",
			"12,5",
			"network.not-a-number",
			"Write 12.5, with a point before the decimals.",
		],
		["lanes", "flow", "0x10", "network.not-a-number", undefined],
		["lanes", "flow", "1e999", "network.not-a-number", undefined],
		[
			"lanes",
			"contract",
			"25 %",
			"network.not-a-number",
			"Write a share of 1: 0.25 instead of 25 %.",
		],
		["lanes", "year", "24", "network.not-a-year", undefined],
		["lanes", "year", "2024.5", "network.not-a-year", undefined],
		["lanes", "source", "", "network.missing-source", undefined],
		["groups", "since", "2025-02-29", "network.not-a-date", undefined],
		["groups", "since", "01.02.2025", "network.not-a-date", undefined],
		["groups", "group", "A+B", "network.bad-key", undefined],
		["places", "lat", "91", "network.out-of-range", undefined],
		["goods", "unit", "kgs", "network.unknown-unit", undefined],
		["sources", "url", "javascript:alert(1)", "network.not-a-url", undefined],
		[
			"stocks",
			"holder",
			"strategi",
			"network.unknown-choice",
			"Choose from: strategic, use, trade.",
		],
		["measures", "path", "30:0.5;0:1", "network.not-a-path", undefined],
		["measures", "path", "half", "network.not-a-path", undefined],
	] as const)("%s.%s of “%s” is %s", (table, field, text, code, hint) => {
		const { noun, findings } = read(table, { [field]: text });
		const finding = findings.find((each) => each.field === field);
		expect(noun).toBeUndefined();
		expect(finding?.code).toBe(code);
		if (hint !== undefined) expect(finding?.hint).toBe(hint);
	});

	test("a leap day is a day", () => {
		const row = { group: "EU27", place: "DEU", since: "2024-02-29" };
		expect(read("groups", row).noun).toEqual(row);
	});

	test("an output below zero and an amount of zero are wrong", () => {
		const row = { recipe: "r", good: "g", source: "s", confidence: "A" };
		for (const record of [
			{ ...row, quantity: "-1", kind: "output" },
			{ ...row, quantity: "1", kind: "essential" },
			{ ...row, quantity: "0" },
		])
			expect(read("recipes", record).findings).toMatchObject([
				{ code: "network.wrong-sign", field: "quantity" },
			]);
	});

	test("control characters and long texts do not reach the finding", () => {
		const { findings } = read("lanes", {
			...lane,
			flow: `\u001b[31m${"9".repeat(500)}x`,
		});
		expect(findings[0]?.says).toMatch(
			/^The flow is “·\[31m9{20,60}…”, not a number\.$/,
		);
	});

	test("a required column that the file lacks is not reported for every row", () => {
		const reader = rowReader("groups", ["group", "since"]);
		const findings: Finding[] = [];
		expect(
			reader(["EU27", "never"], 2, (finding) => findings.push(finding)),
		).toBeUndefined();
		expect(findings.map(({ code }) => code)).toEqual(["network.not-a-date"]);
	});
});

test("every type of the dictionary has a meaning, other words have none", () => {
	expect(fieldType("list ref measures")).toEqual({
		kind: "list ref",
		table: "measures",
		column: "id",
	});
	expect(
		fieldsOf("processes").find(({ field }) => field === "recipe")?.type,
	).toEqual({
		kind: "ref",
		table: "recipes",
		column: "recipe",
	});
	expect(() => fieldType("colour")).toThrow(
		expect.objectContaining({ code: "network.unknown-field-type" }),
	);
});
