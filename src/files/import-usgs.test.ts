import { describe, expect, test } from "vitest";
import type { UsgsImport, UsgsOptions } from "./import-usgs.ts";
import { importUsgs } from "./import-usgs.ts";
import { usgsFigure, usgsUnit } from "./usgs-figure.ts";

async function* latin1(text: string): AsyncGenerator<Uint8Array> {
	// A long dash is 97 in Windows-1252, in which the releases are written.
	yield Uint8Array.from(Buffer.from(text.replaceAll("—", "\x97"), "latin1"));
}

function short({ findings }: UsgsImport): string[] {
	return findings.map(({ code, row }) => `${code}:${row}`);
}

const options: UsgsOptions = {
	source: "usgs",
	year: 2024,
	goods: [
		{ good: "cobalt", unit: "t", commodity: "Cobalt", production: "mine" },
	],
	countries: new Map([
		["Congo (Kinshasa)", "COD"],
		["Canada", "CAN"],
		["Australia", "AUS"],
	]),
};

describe("figures as printed", () => {
	test.each([
		["220,000", { value: 220000, estimated: false }],
		[" 0.5 ", { value: 0.5, estimated: false }],
		["e10,500", { value: 10500, estimated: true }],
		["10,500e", { value: 10500, estimated: true }],
		["1,200r", { value: 1200, estimated: false }],
		[">1,000", { value: 1000, low: 1000, estimated: false }],
		["e>1,000", { value: 1000, low: 1000, estimated: true }],
		["<50", { value: 50, high: 50, estimated: false }],
		["—", { value: 0, estimated: false }],
		["--", { value: 0, estimated: false }],
		["W", { absent: "withheld by the publisher" }],
		["NA", { absent: "not available" }],
		["", { absent: "left empty" }],
		["Large", { absent: "“Large”" }],
		["1,2e5,6", { absent: "“1,2e5,6”" }],
	])("“%s” is read", (text, figure) => {
		expect(usgsFigure(text)).toEqual(figure);
	});

	test("units are read from words and from the names of columns; a carat is 0.2 g", () => {
		expect(usgsUnit("Thousand metric tons")).toEqual(["kt", 1]);
		expect(usgsUnit("thousand carats")).toEqual(["kg", 0.2]);
		expect(usgsUnit("kt")).toEqual(["kt", 1]);
		expect(usgsUnit("flasks")).toBeUndefined();
	});
});

// 2024: 190,000 + 4,500 + 3,000 of others make 197,500; the table prints 200,000, which is 1.25 % more.
const world2025 = `SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,CAP_2023
MCS2025,Cobalt,Congo (Kinshasa),"Mine production, cobalt content",metric tons,175000,190000,,
MCS2025,Cobalt,Canada ,"Mine production, cobalt content",metric tons,4300,"4,500",,
MCS2025,Cobalt,Australia,"Mine production, cobalt content",metric tons,5200,—,,
MCS2025,Cobalt,Other countries,"Mine production, cobalt content",metric tons,2000,3000,,
MCS2025,Cobalt,World total (rounded),"Mine production, cobalt content",metric tons,187000,200000,,
MCS2025,Cobalt,Canada,Refinery capacity of the mine,metric tons,1,1,,
MCS2025,Copper,Canada,Mine production,thousand metric tons,500,510,,
`;

describe("the world table of 2025", () => {
	test("gives a process for each country that makes something, and one recipe", async () => {
		const read = await importUsgs(latin1(world2025), options);
		expect(read.processes).toEqual([
			{
				id: "cobalt_cod",
				place: "COD",
				recipe: "cobalt",
				activity: 190000,
				source: "usgs",
				year: 2024,
				confidence: "A",
				note: "estimated by the publisher",
			},
			expect.objectContaining({ id: "cobalt_can", activity: 4500 }),
		]);
		expect(read.recipes).toEqual([
			{
				recipe: "cobalt",
				good: "cobalt",
				quantity: 1,
				kind: "output",
				source: "usgs",
				confidence: "A",
				note: "one unit of activity is one unit of the good",
			},
		]);
		expect(read.findings).toMatchObject([
			{
				code: "files.other-countries",
				severity: "note",
				says: "3,000 t of cobalt from other countries were left out.",
			},
		]);
	});

	test("gives the year before without the mark of an estimate, and other countries a place if one is named", async () => {
		const { processes, findings } = await importUsgs(latin1(world2025), {
			...options,
			year: 2023,
			otherCountries: "ROW",
		});
		expect(
			processes.map(({ place, activity, note }) => [place, activity, note]),
		).toEqual([
			["COD", 175000, undefined],
			["CAN", 4300, undefined],
			["AUS", 5200, undefined],
			["ROW", 2000, undefined],
		]);
		expect(findings).toEqual([]);
	});

	test("has figures converted to the good's unit", async () => {
		const { processes } = await importUsgs(latin1(world2025), {
			...options,
			goods: [{ good: "copper", unit: "t", commodity: "COPPER" }],
		});
		expect(processes).toMatchObject([{ id: "copper_can", activity: 510000 }]);
	});

	test("has unknown countries, withheld figures and totals that differ told", async () => {
		const text = world2025
			.replace("Congo (Kinshasa)", "Congo (Kinshassa)")
			.replace('"4,500"', "W")
			.replace(",200000,", ",300000,");
		const read = await importUsgs(latin1(text), options);
		expect(short(read)).toEqual([
			"files.unknown-country:2",
			"files.no-figure:3",
			"files.other-countries:0",
			"files.total-differs:0",
			"files.nothing-found:0",
		]);
		expect(read.findings[0]?.hint).toBe(
			"Is it Congo (Kinshasa)? Name its place among the options.",
		);
		expect(read.findings[3]?.says).toBe(
			"The countries make 193,000 t of cobalt together, the printed total is 300,000 t.",
		);
	});

	test("has a unit that does not fit the good told", async () => {
		const wrong = await importUsgs(latin1(world2025), {
			...options,
			goods: [{ good: "copper", unit: "pieces", commodity: "Copper" }],
		});
		expect(short(wrong)).toEqual([
			"network.incompatible-units:8",
			"files.nothing-found:0",
		]);
		const unknown = await importUsgs(
			latin1(world2025.replaceAll("thousand metric tons", "flasks")),
			{
				...options,
				goods: [{ good: "copper", unit: "t", commodity: "Copper" }],
			},
		);
		expect(short(unknown)).toEqual([
			"network.unknown-unit:8",
			"files.nothing-found:0",
		]);
	});
});

describe("other layouts", () => {
	test("the list of all commodities of 2026 is read by year, its reserves and domestic statistics are not", async () => {
		const read = await importUsgs(
			latin1(`MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,Is critical mineral 2025,Other notes
COBALT,World Mine Production and Reserves,Cobalt,Australia,Production,Mine production,metric tons,2024,"3,600",,Yes,
COBALT,World Mine Production and Reserves,Cobalt,Australia,Production,Mine production,metric tons,2025_estimated,"3,700",,Yes,
COBALT,World Mine Production and Reserves,Cobalt,Australia,Reserves,Reserves,metric tons,2025_estimated,"1,700,000",,Yes,
COBALT,Salient Statistics—United States,Cobalt,Canada,Production,Mine production,metric tons,2024,500,,Yes,
COBALT,World Mine Production and Reserves,Cobalt,World total,Production,Mine production: rounded,metric tons,2024,"3,600",,Yes,
`),
			options,
		);
		expect(read.findings).toEqual([]);
		expect(read.processes).toMatchObject([
			{ id: "cobalt_aus", activity: 3600, year: 2024 },
		]);
	});

	test("a table of one commodity has its unit in the name of its column", async () => {
		const read = await importUsgs(
			latin1(`Source,Country,Type,Prod_kt_2023,Prod_kt_est_2024,Prod_notes,Reserves_kt
MCS2025,Australia1,Mine production,3,>4,,1700
MCS2025,Canada,Mine production,3,<0.5,,200
`),
			options,
		);
		expect(read.processes).toMatchObject([
			{ place: "AUS", activity: 4000, low: 4000, confidence: "B" },
			{ place: "CAN", activity: 500, high: 500, confidence: "B" },
		]);
	});

	test("another file, or a year that it lacks, is told", async () => {
		expect(short(await importUsgs(latin1("a,b\n1,2\n"), options))).toEqual([
			"files.unknown-layout:1",
			"files.nothing-found:0",
		]);
		expect(
			short(await importUsgs(latin1(world2025), { ...options, year: 2019 })),
		).toEqual(["files.unknown-layout:1", "files.nothing-found:0"]);
	});
});
