import { expect, test } from "vitest";
import type { FindingDraft } from "./finding-list.ts";
import { findingList, findingsInOrder } from "./finding-list.ts";

const draft = (code: string, file: string, row: number): FindingDraft => ({
	code,
	severity: "error",
	file,
	row,
	field: "",
	says: "It is wrong.",
	hint: "Correct it.",
});

test("of a code found 203 times 200 are kept, and a note counts the other three", () => {
	const list = findingList();
	for (let row = 1; row <= 203; row++)
		list.add(draft("network.unknown-id", "lanes.csv", row));
	list.add(draft("network.range", "lanes.csv", 1));
	const findings = list.findings();
	expect(findings).toHaveLength(202);
	expect(findings.at(-1)).toMatchObject({
		code: "network.more-findings",
		severity: "note",
		says: "3 more findings with the code network.unknown-id are not shown.",
	});
});

test("words are not worked out for findings that are not kept", () => {
	const list = findingList(1);
	let asked = 0;
	const hint = () => {
		asked++;
		return "Look it up.";
	};
	for (let row = 0; row < 5; row++)
		list.add({ ...draft("network.unknown-id", "lanes.csv", row), hint });
	expect(asked).toBe(1);
	expect(list.findings()[0]?.hint).toBe("Look it up.");
});

test("warnings do not keep a package from loading, an error does, kept or not", () => {
	const list = findingList(0);
	list.add({ ...draft("network.range", "lanes.csv", 1), severity: "warning" });
	expect(list.hasErrors()).toBe(false);
	list.add(draft("network.unknown-id", "lanes.csv", 1));
	expect(list.hasErrors()).toBe(true);
});

test("findings come by file as the tables are read, then by line, the counts last", () => {
	const list = findingList(2);
	for (const [file, row] of [
		["lanes.csv", 9],
		["lanes.csv", 2],
		["goods.csv", 4],
	] as const)
		list.add(draft("network.range", file, row));
	list.add(draft("files.no-weight", "goods.csv", 4));
	list.add(draft("files.bad-descriptor", "datapackage.json", 0));
	expect(
		findingsInOrder(list.findings()).map(({ file, row }) => `${file}:${row}`),
	).toEqual([
		"datapackage.json:0",
		"goods.csv:4",
		"lanes.csv:2",
		"lanes.csv:9",
		":0",
	]);
});
