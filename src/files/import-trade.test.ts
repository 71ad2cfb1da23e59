import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { BaciOptions, TradeImport } from "./import-trade.ts";
import { baciCountries, importBaci, importComtrade } from "./import-trade.ts";

/** A text as a file's bytes that arrive in pieces of seven. */
async function* bytes(text: string): AsyncGenerator<Uint8Array> {
	const all = Buffer.from(text);
	for (let at = 0; at < all.length; at += 7) yield all.subarray(at, at + 7);
}

function short({ findings }: Pick<TradeImport, "findings">): string[] {
	return findings.map(({ code, row }) => `${code}:${row}`);
}

describe("BACI", () => {
	const options: BaciOptions = {
		source: "baci",
		goods: new Map([
			["8505.11", "magnets"],
			["2805.30", "metals"],
		]),
		countries: new Map([
			["156", "CHN"],
			["276", "DEU"],
			["4", "AFG"],
			["490", "S19"],
		]),
	};
	const head = "t,i,j,k,v,q\n";

	test("gives one lane for each pair and good, in tonnes, with value and code in the note", async () => {
		const { lanes, findings } = await importBaci(
			bytes(
				`${head}2024,156,276,850511,  1234.500,   25.250\n2024,156,276,870380,9,9\n2024,004,276,280530,0.5,1\n`,
			),
			options,
		);
		expect(findings).toEqual([]);
		expect(lanes).toEqual([
			{
				from: "AFG",
				to: "DEU",
				good: "metals",
				flow: 1,
				days: 0,
				source: "baci",
				year: 2024,
				confidence: "A",
				note: "HS 280530: 0.5 thousand USD",
			},
			{
				from: "CHN",
				to: "DEU",
				good: "magnets",
				flow: 25.25,
				days: 0,
				source: "baci",
				year: 2024,
				confidence: "A",
				note: "HS 850511: 1,235 thousand USD",
			},
		]);
	});

	test("adds the codes of one good up, a heading of four digits standing for all within", async () => {
		const { lanes } = await importBaci(
			bytes(`${head}2024,156,276,850511,1,2\n2024,156,276,850519,1,3\n`),
			{ ...options, goods: new Map([["8505", "magnets"]]) },
		);
		expect(lanes).toMatchObject([
			{ flow: 5, note: "HS 850511, 850519: 2 thousand USD" },
		]);
	});

	test("reads codes whose leading zero a spreadsheet took away", async () => {
		const { lanes } = await importBaci(
			bytes(`${head}2024,156,276,90210,1,2\n`),
			{
				...options,
				goods: new Map([["0902.10", "tea"]]),
			},
		);
		expect(lanes).toMatchObject([{ good: "tea", flow: 2 }]);
	});

	test("leaves rows without quantity out, and tells each", async () => {
		const read = await importBaci(
			bytes(`${head}2024,156,276,850511,77,NA\n2024,156,276,850511,1,2\n`),
			options,
		);
		expect(read.lanes).toMatchObject([{ flow: 2 }]);
		expect(read.findings).toMatchObject([
			{
				code: "files.no-weight",
				severity: "warning",
				file: "input",
				row: 2,
				says: "The row from CHN to DEU of 850511 has no weight; its value is 77 thousand USD.",
			},
		]);
	});

	test("leaves what is no country out, and tells how much, unless a place is named for it", async () => {
		const text = `${head}2024,490,276,850511,1,20\n2024,999,276,850511,1,30\n`;
		const read = await importBaci(bytes(text), options);
		expect(short(read)).toEqual([
			"files.no-country:0",
			"files.nothing-found:0",
		]);
		expect(read.findings[0]?.says).toBe(
			"50 t were left out, reported for what is no country: number 999 (30 t), S19 (20 t).",
		);
		const named = await importBaci(bytes(text), {
			...options,
			places: new Map([["S19", "TWN"]]),
		});
		expect(named.lanes).toMatchObject([{ from: "TWN", to: "DEU", flow: 20 }]);
	});

	test("takes one year", async () => {
		const text = `${head}2023,156,276,850511,1,20\n2024,156,276,850511,1,30\n`;
		const first = await importBaci(bytes(text), options);
		expect(first.lanes).toMatchObject([{ year: 2023, flow: 20 }]);
		expect(short(first)).toEqual(["files.other-year:0"]);
		const asked = await importBaci(bytes(text), { ...options, year: 2024 });
		expect(asked.lanes).toMatchObject([{ year: 2024, flow: 30 }]);
	});

	test("reads a file by its path, and tells one that is not there, is empty or is another", async () => {
		const folder = mkdtempSync(join(tmpdir(), "baci-"));
		const path = join(folder, "BACI_Y2024.csv");
		writeFileSync(path, `${head}2024,156,276,850511,1,2\n`);
		expect((await importBaci(path, options)).lanes).toHaveLength(1);
		writeFileSync(path, "");
		const empty = await importBaci(path, options);
		expect(empty.findings[0]).toMatchObject({
			code: "files.empty-file",
			file: "BACI_Y2024.csv",
		});
		writeFileSync(path, "year,exporter\n2024,CHN\n");
		expect(
			(await importBaci(path, options)).findings.filter(
				({ code }) => code === "files.missing-column",
			),
		).toHaveLength(6);
		rmSync(folder, { recursive: true });
		expect(short(await importBaci(path, options))).toContain(
			"files.unreadable:0",
		);
	});

	test("has its table of countries read, in the new and the old form", async () => {
		const now = await baciCountries(
			bytes(
				"country_code,country_name,country_iso2,country_iso3\n4,Afghanistan,AF,AFG\n276,Germany,DE,DEU\n",
			),
		);
		expect([...now.countries]).toEqual([
			["4", "AFG"],
			["276", "DEU"],
		]);
		const before = await baciCountries(
			bytes("name_english,iso3,i\nAfghanistan,AFG,004\n"),
		);
		expect([...before.countries]).toEqual([["4", "AFG"]]);
	});
});

describe("UN Comtrade", () => {
	const options = {
		source: "comtrade",
		goods: new Map([["850511", "magnets"]]),
	};
	// As downloads are: a comma ends each record, but not the heading.
	const head =
		"refYear,period,reporterISO,flowCode,partnerISO,partner2Code,cmdCode,customsCode,motCode,netWgt,isNetWgtEstimated,primaryValue\n";
	const row = (
		reporter: string,
		flow: string,
		partner: string,
		weight: string,
		value: string,
		more: Partial<
			Record<
				"period" | "second" | "code" | "customs" | "transport" | "estimated",
				string
			>
		> = {},
	) =>
		`2024,${more.period ?? "2024"},${reporter},${flow},${partner},${more.second ?? "0"},${more.code ?? "850511"},${more.customs ?? "C00"},${more.transport ?? "0"},${weight},${more.estimated ?? "False"},${value},\n`;

	test("takes importers' reports: a lane from the partner to the reporter, kilograms as tonnes", async () => {
		const { lanes, findings } = await importComtrade(
			bytes(
				head +
					row("DEU", "M", "CHN", "25250", "1234500") +
					row("DEU", "X", "CHN", "999", "1") +
					row("DEU", "M", "W00", "30000", "1500000"),
			),
			options,
		);
		expect(findings).toEqual([]);
		expect(lanes).toEqual([
			{
				from: "CHN",
				to: "DEU",
				good: "magnets",
				flow: 25.25,
				days: 0,
				source: "comtrade",
				year: 2024,
				confidence: "A",
				note: "HS 850511: 1,235 thousand USD",
			},
		]);
	});

	test("takes exporters' reports if asked for", async () => {
		const { lanes } = await importComtrade(
			bytes(head + row("CHN", "X", "DEU", "1000", "1")),
			{ ...options, flow: "X" },
		);
		expect(lanes).toMatchObject([{ from: "CHN", to: "DEU", flow: 1 }]);
	});

	test("adds months up, and leaves breakdowns of the same trade out", async () => {
		const { lanes } = await importComtrade(
			bytes(
				head +
					row("DEU", "M", "CHN", "1000", "1", { period: "202401" }) +
					row("DEU", "M", "CHN", "2000", "1", { period: "202402" }) +
					row("DEU", "M", "CHN", "500", "1", { second: "344" }) +
					row("DEU", "M", "CHN", "500", "1", { customs: "C01" }) +
					row("DEU", "M", "CHN", "500", "1", { transport: "2100" }),
			),
			options,
		);
		expect(lanes).toMatchObject([{ flow: 3 }]);
	});

	test("counts a heading once when its codes are reported beside it", async () => {
		const read = await importComtrade(
			bytes(
				head +
					row("DEU", "M", "CHN", "3000", "1", { code: "8505" }) +
					row("DEU", "M", "CHN", "2000", "1") +
					row("FRA", "M", "CHN", "4000", "1"),
			),
			{ ...options, goods: new Map([["8505", "magnets"]]) },
		);
		expect(read.lanes).toMatchObject([
			{ to: "DEU", flow: 3 },
			{ to: "FRA", flow: 4 },
		]);
		expect(short(read)).toEqual(["files.overlapping-codes:0"]);
	});

	test("tells rows with a value but no weight, and marks estimated weights", async () => {
		const read = await importComtrade(
			bytes(
				head +
					row("DEU", "M", "CHN", "0", "5000") +
					row("DEU", "M", "JPN", "", "7000") +
					row("DEU", "M", "USA", "1000", "1", { estimated: "True" }),
			),
			options,
		);
		expect(short(read)).toEqual(["files.no-weight:2", "files.no-weight:3"]);
		expect(read.lanes).toEqual([
			expect.objectContaining({
				from: "USA",
				confidence: "B",
				note: "HS 850511: 0.001 thousand USD; weight partly estimated by the reporter",
			}),
		]);
	});

	test("leaves what is no country out, unless a place is named for it, and a country's trade with itself", async () => {
		const text =
			head +
			row("DEU", "M", "_X", "1000", "1") +
			row("DEU", "M", "DEU", "1000", "1") +
			row("DEU", "M", "S19", "9000", "1");
		const read = await importComtrade(bytes(text), {
			...options,
			places: new Map([["S19", "TWN"]]),
		});
		expect(read.lanes).toMatchObject([{ from: "TWN", flow: 9 }]);
		expect(read.findings).toMatchObject([
			{
				code: "files.no-country",
				severity: "note",
				says: "1 t were left out, reported for what is no country: _X (1 t).",
			},
		]);
	});

	test("has broken records told by their line", async () => {
		const read = await importComtrade(
			bytes(`${head}2024,2024\n${row("DEU", "M", "CHN", "1000", "1")}`),
			options,
		);
		expect(short(read)).toEqual(["files.broken-csv:2"]);
		expect(read.lanes).toHaveLength(1);
	});
});
