import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CsvRecords } from "./csv-records.ts";
import { csvLine } from "./csv-text.ts";

/** What a text gives when it arrives in pieces of some length: records with their lines, faults with theirs. */
function cut(
	text: string,
	length = text.length + 1,
): {
	records: [number, ...string[]][];
	faults: [number, string][];
	lost: boolean;
} {
	const records: [number, ...string[]][] = [];
	const faults: [number, string][] = [];
	const csv = new CsvRecords({
		record: (cells, line) => records.push([line, ...cells]),
		fault: (line, says) => faults.push([line, says]),
	});
	for (let at = 0; at < text.length; at += length)
		csv.push(text.slice(at, at + length));
	csv.end();
	return { records, faults, lost: csv.lost };
}

describe("records", () => {
	test("end with LF, CRLF or the text, and start on the line they say", () => {
		expect(cut("a,b\r\n1,2\n\n3,").records).toEqual([
			[1, "a", "b"],
			[2, "1", "2"],
			[4, "3", ""],
		]);
	});

	test("hold commas, quotes and line ends in quotes", () => {
		expect(cut('a,"b,c"\r\n"x\r\ny","say ""no"""\nz,"",\n').records).toEqual([
			[1, "a", "b,c"],
			[2, "x\r\ny", 'say "no"'],
			[4, "z", "", ""],
		]);
	});

	test("are the same however the text is cut into pieces", () => {
		const text = 'id,note\r\na,"one\n""two""\r\nthree",x\r\nb,\n\nc,"",""\n';
		const whole = cut(text);
		for (let length = 1; length <= text.length; length++)
			expect(cut(text, length)).toEqual(whole);
	});

	const cell = fc.string({
		unit: fc.constantFrom(
			"a",
			"é",
			"🧲",
			",",
			'"',
			"\n",
			"\r\n",
			";",
			" ",
			"\t",
		),
		maxLength: 8,
	});

	test("of any table that was written are read back, by this reader as by csv-parse", () => {
		fc.assert(
			fc.property(
				fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
					minLength: 1,
				}),
				fc.integer({ min: 1, max: 40 }),
				(rows, length) => {
					const text = rows.map(csvLine).join("");
					const { records, faults } = cut(text, length);
					expect(records.map(([, ...cells]) => cells)).toEqual(rows);
					expect(faults).toEqual([]);
					expect(parse(text, { relax_column_count: true })).toEqual(rows);
				},
			),
		);
	});

	test("of any text whatever give records and faults, and nothing is thrown", () => {
		fc.assert(
			fc.property(
				fc.string({
					unit: fc.constantFrom("a", ",", '"', "\n", "\r"),
					maxLength: 40,
				}),
				fc.integer({ min: 1, max: 9 }),
				(text, length) => {
					expect(cut(text, length)).toEqual(cut(text));
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe("what is wrong", () => {
	test("a quote that is never closed loses the rest, at the line where it was opened", () => {
		expect(cut('a,b\n1,2\n3,"4\n5,6\n')).toEqual({
			records: [
				[1, "a", "b"],
				[2, "1", "2"],
			],
			faults: [[3, "A quote opened in this record is never closed."]],
			lost: true,
		});
	});

	test("a quote inside a cell loses its record only", () => {
		expect(cut('a,b\n5" pipe,2\n3,"4"x\n5,6\n')).toEqual({
			records: [
				[1, "a", "b"],
				[4, "5", "6"],
			],
			faults: [
				[2, "A quote stands inside a cell, not at its ends."],
				[3, "A quote stands inside a cell, not at its ends."],
			],
			lost: false,
		});
	});

	test("a record longer than a mebibyte ends the reading instead of filling the memory", () => {
		let given = 0;
		const faults: number[] = [];
		const csv = new CsvRecords({
			record: () => given++,
			fault: (line) => faults.push(line),
		});
		csv.push("a,b\n");
		for (let piece = 0; piece < 100; piece++) csv.push("x".repeat(65536));
		csv.end();
		expect([given, faults, csv.lost]).toEqual([1, [2], true]);
	});
});
