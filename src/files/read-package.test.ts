import { once } from "node:events";
import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PackageReading, ReadingProgress } from "./read-package.ts";
import { readPackage } from "./read-package.ts";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "package-"));
	for (const [name, text] of Object.entries(tea)) put(name, text);
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

// 10 t of tea grow in India, 4 of them are drunk there and 6 in Germany.
const tea: Readonly<Record<string, string>> = {
	"datapackage.json": '{"name":"tea","version":"1.2.0","title":"Tea"}',
	"sources.csv": "id,title\nbook,A book\n",
	"goods.csv": "id,name,stage,unit\ntea,Tea,product,t\n",
	"places.csv": "id,name,lat,lon\nIND,India,22,79\nDEU,Germany,51,10\n",
	"recipes.csv": "recipe,good,quantity,source,confidence\ngrow,tea,1,book,A\n",
	"processes.csv":
		"id,place,recipe,activity,source,year,confidence\ngarden,IND,grow,10,book,2024,A\n",
	"lanes.csv":
		"from,to,good,flow,source,year,confidence\nIND,DEU,tea,6,book,2024,A\n",
	"demands.csv":
		"place,good,rate,source,year,confidence\nIND,tea,4,book,2024,A\nDEU,tea,6,book,2024,A\n",
};

function put(name: string, content: string | Uint8Array): void {
	writeFileSync(join(folder, name), content);
}

/** The tea package with changed files, read. */
function read(
	files: Readonly<Record<string, string | Uint8Array>>,
): Promise<PackageReading> {
	for (const [name, content] of Object.entries(files)) put(name, content);
	return readPackage(folder);
}

/** What is found, in short: code, file and line, field. */
function short({ findings }: PackageReading): string[] {
	return findings.map(({ code, file, row, field }) =>
		`${code} ${file}:${row} ${field}`.trim(),
	);
}

describe("a package without faults", () => {
	test("gives its network, with empty tables where files are left out", async () => {
		const { network, findings } = await readPackage(folder);
		expect(findings).toEqual([]);
		expect(network).toMatchObject({
			id: "tea",
			version: "1.2.0",
			title: "Tea",
			places: [
				{ id: "IND", name: "India", kind: "country", lat: 22, lon: 79 },
				{ id: "DEU", name: "Germany", kind: "country", lat: 51, lon: 10 },
			],
			lanes: [
				{
					from: "IND",
					to: "DEU",
					good: "tea",
					flow: 6,
					days: 0,
					source: "book",
					year: 2024,
					confidence: "A",
				},
			],
			measures: [],
			scenarios: [],
		});
	});

	test("may come from a spreadsheet: byte order mark, CRLF, quotes, columns in any order, empty lines and rows of commas", async () => {
		const reading = await read({
			"lanes.csv":
				'\ufeff"flow",good,"from",to,year,source,confidence\r\n\r\n"6",tea,IND,DEU,2024,book,A\r\n,,,,,,\r\n',
		});
		expect(reading.findings).toEqual([]);
		expect(reading.network?.lanes[0]?.flow).toBe(6);
	});

	test("tells how far the reading is, up to the last byte", async () => {
		const told: ReadingProgress[] = [];
		await readPackage(folder, {
			onProgress: (progress) => told.push(progress),
		});
		const bytes = Object.entries(tea)
			.filter(([name]) => name.endsWith(".csv"))
			.reduce((sum, [, text]) => sum + text.length, 0);
		expect(told.at(-1)).toEqual({
			file: "demands.csv",
			bytes,
			totalBytes: bytes,
			rows: 2,
		});
		expect(new Set(told.map(({ file }) => file)).size).toBe(7);
	});

	test("can be left unread on the way", async () => {
		const signal = AbortSignal.abort(new Error("enough"));
		await expect(readPackage(folder, { signal })).rejects.toThrow("enough");
	});

	test("is not changed by reading it", async () => {
		const before = readdirSync(folder);
		await readPackage(folder);
		expect(readdirSync(folder)).toEqual(before);
	});
});

describe("a package with faults gives no network, and all of them", () => {
	test("faults in several files and rows, and names that no row bears", async () => {
		const reading = await read({
			"goods.csv":
				"id,name,stage,unit\ntea,Tea,product,bushels\ntea2,Tea,product,t\n",
			"lanes.csv":
				"from,to,good,flow,source,year,confidence\nIND,DEU,tea,-6,book,2024,A\n\nIND,GER,tea,6,boook,2024,A\n",
		});
		expect(reading.network).toBeUndefined();
		expect(short(reading)).toEqual([
			"network.unknown-unit goods.csv:2 unit",
			"network.negative-quantity lanes.csv:2 flow",
			"network.unknown-id lanes.csv:4 to",
			"network.unknown-id lanes.csv:4 source",
		]);
	});

	test("records over several lines are counted by lines", async () => {
		const reading = await read({
			"lanes.csv":
				'from,to,good,flow,source,year,confidence,note\nIND,DEU,tea,6,book,2024,A,"one\ntwo\nthree"\nIND,IND,tea,0,book,2024,A,\n',
		});
		expect(short(reading)).toEqual(["network.lane-to-itself lanes.csv:5 to"]);
	});

	test("a network that does not balance", async () => {
		const reading = await read({
			"demands.csv":
				"place,good,rate,source,year,confidence\nIND,tea,4,book,2024,A\nDEU,tea,7,book,2024,A\n",
		});
		expect(short(reading)).toEqual([
			"network.unbalanced lanes.csv:0 tea in DEU",
		]);
	});
});

describe("the folder", () => {
	test("that is not there, or is a file, is told", async () => {
		expect(short(await readPackage(join(folder, "none")))).toEqual([
			"files.no-folder :0",
		]);
		expect(short(await readPackage(join(folder, "goods.csv")))).toEqual([
			"files.not-a-folder :0",
		]);
	});

	test("without the files that every package needs has them missing, and nothing else", async () => {
		for (const name of Object.keys(tea))
			if (name !== "lanes.csv") rmSync(join(folder, name));
		expect(short(await readPackage(folder))).toEqual([
			"files.missing-file datapackage.json:0",
			"files.missing-file sources.csv:0",
			"files.missing-file goods.csv:0",
			"files.missing-file places.csv:0",
			"files.missing-file recipes.csv:0",
			"files.missing-file processes.csv:0",
		]);
	});

	test("holding other files has them noted with the name they may mean, readme and licence apart", async () => {
		rmSync(join(folder, "demands.csv"));
		rmSync(join(folder, "lanes.csv"));
		const reading = await read({
			"lane.csv": "not read",
			"notes.txt": "not read",
			"README.md": "# Tea",
			LICENSE: "free",
			".hidden": "",
		});
		expect(short(reading)).toEqual([
			"files.other-file lane.csv:0",
			"files.other-file notes.txt:0",
		]);
		expect(reading.findings[0]).toMatchObject({
			severity: "note",
			hint: "Rename it to lanes.csv if it is that table.",
		});
		expect(reading.network?.lanes).toEqual([]);
	});

	test("with a link out of it has that file refused, links within it are followed", async () => {
		const outside = mkdtempSync(join(tmpdir(), "outside-"));
		writeFileSync(join(outside, "lanes.csv"), tea["lanes.csv"] ?? "");
		rmSync(join(folder, "lanes.csv"));
		symlinkSync(join(outside, "lanes.csv"), join(folder, "lanes.csv"));
		put("more.csv", tea["demands.csv"] ?? "");
		rmSync(join(folder, "demands.csv"));
		symlinkSync("more.csv", join(folder, "demands.csv"));
		const reading = await readPackage(folder);
		rmSync(outside, { recursive: true });
		expect(short(reading)).toEqual([
			"files.other-file more.csv:0",
			"files.outside-folder lanes.csv:0",
		]);
		expect(reading.network).toBeUndefined();
	});

	test("with a folder, a socket or a broken link in a file's place has each told", async () => {
		rmSync(join(folder, "lanes.csv"));
		mkdirSync(join(folder, "lanes.csv"));
		const socket = createServer().listen(join(folder, "stocks.csv"));
		await once(socket, "listening");
		symlinkSync("gone.csv", join(folder, "measures.csv"));
		const reading = await readPackage(folder);
		socket.close();
		expect(short(reading)).toEqual([
			"files.not-a-file lanes.csv:0",
			"files.not-a-file stocks.csv:0",
			"files.unreadable measures.csv:0",
		]);
	});

	// The superuser may read everything, so for him there is no such file.
	test.skipIf(process.getuid?.() === 0)(
		"with a file that may not be read is told",
		async () => {
			chmodSync(join(folder, "lanes.csv"), 0);
			const reading = await readPackage(folder);
			expect(short(reading)).toEqual(["files.unreadable lanes.csv:0"]);
			expect(reading.findings[0]?.says).toBe(
				"The system does not let the file be read (EACCES).",
			);
		},
	);
});

describe("a file", () => {
	test("larger than the limit is refused at once, without being read", async () => {
		rmSync(join(folder, "lanes.csv"));
		put("lanes.csv", "");
		truncateSync(join(folder, "lanes.csv"), 2 ** 31);
		const start = performance.now();
		const reading = await readPackage(folder);
		expect(short(reading)).toEqual(["files.too-large lanes.csv:0"]);
		expect(performance.now() - start).toBeLessThan(1000);
	});

	test("of zeros below the limit is seen in its first bytes", async () => {
		put("lanes.csv", "");
		truncateSync(join(folder, "lanes.csv"), 2 ** 29);
		const start = performance.now();
		expect(short(await readPackage(folder))).toEqual([
			"files.not-utf8 lanes.csv:0",
		]);
		expect(performance.now() - start).toBeLessThan(1000);
	});

	test("above a limit of one's own is refused", async () => {
		const reading = await readPackage(folder, { maxBytes: 60 });
		expect(short(reading)).toContain("files.too-large demands.csv:0");
		expect(short(reading)).not.toContain("files.too-large goods.csv:0");
	});

	test.each([
		[
			"in Latin-1",
			Uint8Array.from(Buffer.from("id,name,lat,lon\nIND,Índia,,\n", "latin1")),
		],
		["in UTF-16", Buffer.from("\ufeffid,name\nIND,India\n", "utf16le")],
		[
			"of pictures",
			Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0),
		],
	])(
		"%s is no UTF-8, and places are not missed elsewhere",
		async (_, content) => {
			expect(short(await read({ "places.csv": content }))).toEqual([
				"files.not-utf8 places.csv:0",
			]);
		},
	);

	test.each(["", "\n\r\n"])("without heading is empty", async (content) => {
		expect(short(await read({ "demands.csv": content }))).toEqual([
			"files.empty-file demands.csv:0",
		]);
	});

	test.each([
		[
			"semicolons",
			"from;to;good;flow;source;year;confidence\nIND;DEU;tea;6,5;book;2024;A\n",
		],
		["tabs", "from\tto\tgood\tflow\tsource\tyear\tconfidence\n"],
	])("with %s between its cells is told so once", async (what, content) => {
		const reading = await read({ "lanes.csv": content });
		expect(reading.findings).toMatchObject([
			{
				code: "files.broken-csv",
				file: "lanes.csv",
				row: 1,
				says: `The cells seem to be parted by ${what}.`,
			},
		]);
	});

	test("with records of too many or too few cells has each told", async () => {
		const reading = await read({
			"lanes.csv": `${tea["lanes.csv"]}IND,DEU,tea,1,5,book,2024,A\nIND\n`,
		});
		expect(short(reading)).toEqual([
			"files.broken-csv lanes.csv:3",
			"files.broken-csv lanes.csv:4",
		]);
		expect(reading.findings[0]?.says).toBe(
			"The record has 8 cells, the heading 7.",
		);
	});

	test("with a quote never closed has the line told where it was opened", async () => {
		const reading = await read({
			"places.csv": 'id,name\nIND,India\nDEU,"Germany\nUSA,America\n',
		});
		expect(short(reading)).toEqual(["files.broken-csv places.csv:3"]);
	});

	test("without a required column, with one twice and one unknown has all three told, its rows not", async () => {
		const reading = await read({
			"lanes.csv":
				"from,to,good,flows,year,year,confidence\nIND,DEU,tea,6,2024,2024,A\n",
		});
		expect(short(reading)).toEqual([
			"files.unknown-column lanes.csv:1 flows",
			"files.duplicate-column lanes.csv:1 year",
			"files.missing-column lanes.csv:1 flow",
			"files.missing-column lanes.csv:1 source",
		]);
		expect(reading.findings[0]).toMatchObject({
			severity: "warning",
			hint: "Did you mean flow?",
		});
	});

	test("with 500 wrong rows has 200 told and the others counted", async () => {
		const rows = Array.from(
			{ length: 500 },
			() => "IND,DEU,tea,many,book,2024,A\n",
		);
		const reading = await read({
			"lanes.csv": `from,to,good,flow,source,year,confidence\n${rows.join("")}`,
		});
		expect(reading.findings).toHaveLength(201);
		expect(reading.findings.at(-1)).toMatchObject({
			code: "network.more-findings",
			says: "300 more findings with the code network.not-a-number are not shown.",
		});
	});
});

describe("the descriptor", () => {
	test.each([
		["is no JSON", "{", ""],
		["is a list", "[]", ""],
		["has no name", '{"title":"Tea"}', "name"],
		["has a number for a title", '{"name":"tea","title":5}', "title"],
	])("that %s is told", async (_, text, field) => {
		const reading = await read({ "datapackage.json": text });
		expect(short(reading)).toEqual([
			`files.bad-descriptor datapackage.json:0 ${field}`.trim(),
		]);
		expect(reading.network).toBeUndefined();
	});

	test("deeper than any stack, or larger than a mebibyte, is refused", async () => {
		const deep = `{"name":"tea","a":${"[".repeat(400_000)}`;
		expect(short(await read({ "datapackage.json": deep }))).toEqual([
			"files.bad-descriptor datapackage.json:0",
		]);
		const large = `{"name":"tea","title":"${"x".repeat(1 << 20)}"}`;
		expect(short(await read({ "datapackage.json": large }))).toEqual([
			"files.too-large datapackage.json:0",
		]);
	});

	test("that lists a table which is not there keeps the package from loading half; one it does not list is a warning", async () => {
		const listed = Object.keys(tea)
			.filter((name) => name.endsWith(".csv") && name !== "demands.csv")
			.concat("stocks.csv", "../../secret.csv")
			.map((path) => ({ path }));
		const reading = await read({
			"datapackage.json": JSON.stringify({ name: "tea", resources: listed }),
		});
		expect(short(reading)).toEqual([
			"files.missing-file stocks.csv:0",
			"files.unlisted-file demands.csv:0",
		]);
	});
});
