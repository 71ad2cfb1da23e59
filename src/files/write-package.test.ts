import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type {
	Demand,
	Lane,
	Measure,
	Network,
	Place,
	Process,
	Recipe,
	Stock,
} from "#network";
import { network } from "#network";
import { readPackage } from "./read-package.ts";
import { writePackage } from "./write-package.ts";

let parent: string;
let folder: string;
beforeEach(() => {
	parent = mkdtempSync(join(tmpdir(), "written-"));
	folder = join(parent, "tea");
});
afterEach(() => {
	rmSync(parent, { recursive: true, force: true });
});

const small = network({
	id: "small",
	version: "1",
	title: 'Small, "tiny"',
	sources: [{ id: "book", title: "A book, second edition" }],
	goods: [
		{
			id: "tea",
			name: "Tea",
			stage: "product",
			unit: "t",
			hs: ["0902", "0903"],
		},
	],
	places: [{ id: "IND", name: "India", kind: "country" }],
});

/** Every file of a folder with its text. */
function texts(of: string): Record<string, string> {
	return Object.fromEntries(
		readdirSync(of)
			.sort()
			.map((name) => [name, readFileSync(join(of, name), "utf8")]),
	);
}

describe("a package that is written", () => {
	test("has all columns, quotes where they are needed, and the required files even without rows", async () => {
		await writePackage(small, folder);
		const files = texts(folder);
		expect(Object.keys(files)).toEqual([
			"datapackage.json",
			"goods.csv",
			"places.csv",
			"processes.csv",
			"recipes.csv",
			"sources.csv",
		]);
		expect(files["sources.csv"]).toBe(
			'id,title,publisher,year,url,accessed,licence\nbook,"A book, second edition",,,,,\n',
		);
		expect(files["goods.csv"]?.split("\n")[1]).toBe(
			"tea,Tea,product,t,0902;0903,,,,,,",
		);
		expect(files["recipes.csv"]).toBe(
			"recipe,good,quantity,kind,source,year,confidence,low,high,note\n",
		);
	});

	test("has a descriptor with a schema for each file", async () => {
		await writePackage(small, folder);
		const descriptor = JSON.parse(
			readFileSync(join(folder, "datapackage.json"), "utf8"),
		);
		expect(descriptor).toMatchObject({
			profile: "tabular-data-package",
			name: "small",
			version: "1",
			title: 'Small, "tiny"',
		});
		expect(descriptor).not.toHaveProperty("description");
		expect(
			descriptor.resources.map((resource: { path: string }) => resource.path),
		).toEqual([
			"sources.csv",
			"goods.csv",
			"places.csv",
			"recipes.csv",
			"processes.csv",
		]);
		expect(descriptor.resources[1].schema.fields[0].name).toBe("id");
	});

	test("is the same to the byte each time", async () => {
		await writePackage(small, folder);
		await writePackage(small, join(parent, "again"));
		expect(texts(join(parent, "again"))).toEqual(texts(folder));
	});

	test("leaves nothing beside it", async () => {
		await writePackage(small, folder);
		await writePackage(small, folder, { replace: true });
		expect(readdirSync(parent)).toEqual(["tea"]);
	});
});

describe("a folder that holds something", () => {
	test("is not written over, unless replacing a package is asked for", async () => {
		await writePackage(small, folder);
		const other = network({ ...small, id: "other" });
		await expect(writePackage(other, folder)).rejects.toMatchObject({
			code: "files.folder-not-empty",
		});
		expect((await readPackage(folder)).network?.id).toBe("small");
		await writePackage(other, folder, { replace: true });
		expect((await readPackage(folder)).network?.id).toBe("other");
	});

	test("is never replaced if it holds other files than a package's", async () => {
		await writePackage(small, folder);
		writeFileSync(join(folder, "thesis.docx"), "years of work");
		await expect(
			writePackage(small, folder, { replace: true }),
		).rejects.toThrow("the folder tea holds thesis.docx");
		expect(existsSync(join(folder, "thesis.docx"))).toBe(true);
	});

	test("may be there if it is empty", async () => {
		mkdirSync(folder);
		await writePackage(small, folder);
		expect((await readPackage(folder)).findings).toEqual([]);
	});
});

describe("a writing that fails", () => {
	test("leaves nothing half written, and the earlier package as it was", async () => {
		await writePackage(small, folder);
		const before = texts(folder);
		// The third good cannot be written: its name is asked for and breaks.
		const broken = {
			get name(): string {
				throw new TypeError("no name");
			},
		} as Network["goods"][number];
		const half = network({ ...small, goods: [...small.goods, broken] });
		await expect(
			writePackage(half, folder, { replace: true }),
		).rejects.toMatchObject({ code: "files.cannot-write" });
		expect(texts(folder)).toEqual(before);
		expect(readdirSync(parent)).toEqual(["tea"]);
	});

	test("into a folder that is a file, or in one that is not there, is a fault", async () => {
		writeFileSync(folder, "");
		await expect(writePackage(small, folder)).rejects.toMatchObject({
			code: "files.cannot-write",
		});
		await expect(
			writePackage(small, join(parent, "none", "tea")),
		).rejects.toMatchObject({ code: "files.cannot-write" });
		expect(readdirSync(parent)).toEqual(["tea"]);
	});
});

describe("reading back what was written", () => {
	const word = fc
		.string({
			unit: fc.constantFrom(
				"a",
				"B",
				"é",
				"−",
				"🧲",
				",",
				'"',
				"\n",
				"\r\n",
				";",
				" ",
				"'",
				"=",
			),
			minLength: 1,
			maxLength: 12,
		})
		.map((text) => text.trim())
		.filter((text) => text !== "");
	const amount = fc.oneof(
		fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
		fc.integer({ min: 1, max: 1_000_000 }),
	);
	const share = fc
		.double({ min: 0, max: 1, noNaN: true })
		.map((value) => value + 0);
	const day = fc
		.date({
			min: new Date("1990-01-01"),
			max: new Date("2060-01-01"),
			noInvalidDate: true,
		})
		.map((date) => date.toISOString().slice(0, 10));
	const cited = fc.record(
		{
			source: fc.constant("s"),
			confidence: fc.constantFrom("A", "B", "C", "D"),
			year: fc.integer({ min: 1990, max: 2050 }),
			note: word,
		},
		{ requiredKeys: ["source", "confidence", "year"] },
	);
	const ids = { goods: ["g0", "g1", "g2"], places: ["p0", "p1", "p2", "p3"] };
	const place = fc.constantFrom(...ids.places);
	const good = fc.constantFrom(...ids.goods);

	const places: fc.Arbitrary<Place[]> = fc.tuple(
		...ids.places.map((id, index) =>
			fc.record(
				{
					id: fc.constant(id),
					name: word,
					kind: fc.constantFrom("country", "bloc", "site", "chokepoint"),
					...(index === 0 ? {} : { within: fc.constant("p0") }),
					lat: fc
						.double({ min: -90, max: 90, noNaN: true })
						.map((value) => value + 0),
					operator: word,
				},
				{ requiredKeys: ["id", "name", "kind"] },
			),
		),
	);
	const lanes: fc.Arbitrary<Lane[]> = fc
		.uniqueArray(
			fc.tuple(
				fc.record(
					{
						from: place,
						to: place,
						good,
						flow: amount,
						days: share,
						tariff: fc
							.double({ min: -1, max: 5, noNaN: true })
							.map((value) => value + 0),
						contract: share,
						via: fc.array(place, { minLength: 1, maxLength: 3 }),
					},
					{ requiredKeys: ["from", "to", "good", "flow", "days"] },
				),
				cited,
			),
			{
				selector: ([lane]) => `${lane.from} ${lane.to} ${lane.good}`,
				maxLength: 8,
			},
		)
		.map((rows) =>
			rows
				.map(([lane, row]) => ({ ...lane, ...row }))
				.filter(({ from, to }) => from !== to),
		);
	const stocks: fc.Arbitrary<Stock[]> = fc
		.uniqueArray(
			fc.tuple(
				fc.record({
					place,
					good,
					holder: fc.constantFrom(
						"use" as const,
						"trade" as const,
						"strategic" as const,
					),
					release: fc.constantFrom(
						"short" as const,
						"empty" as const,
						"measure" as const,
					),
				}),
				fc.oneof(
					fc.record({ quantity: amount }),
					fc.record({ coverDays: amount }),
				),
				cited,
			),
			{
				selector: ([stock]) => `${stock.place} ${stock.good} ${stock.holder}`,
				maxLength: 5,
			},
		)
		.map((rows) =>
			rows.map(([stock, size, row]) => ({ ...stock, ...size, ...row })),
		);
	const measures: fc.Arbitrary<Measure[]> = fc
		.array(
			fc.tuple(
				fc.record(
					{
						title: word,
						actor: fc.uniqueArray(fc.constantFrom("p1", "G", "p0+p2"), {
							minLength: 1,
						}),
						targets: fc.uniqueArray(fc.constantFrom("WLD", "p1", "G"), {
							minLength: 1,
						}),
						goods: fc.uniqueArray(fc.constantFrom("all", "g0", "family")),
						kind: fc.constantFrom(
							"ban" as const,
							"content rule" as const,
							"closure" as const,
						),
						strength: share,
						path: fc
							.uniqueArray(fc.tuple(fc.nat(400), share), {
								minLength: 1,
								selector: ([at]) => at,
							})
							.map((steps) =>
								steps
									.toSorted(([a], [b]) => a - b)
									.map(([at, left]) => ({ day: at, share: left })),
							),
						from: day,
						status: word,
					},
					{ requiredKeys: ["actor", "targets", "goods", "kind", "from"] },
				),
				cited,
			),
			{ maxLength: 4 },
		)
		.map((rows) =>
			rows.map(([measure, row], index) => ({
				id: `m${index}`,
				...measure,
				...row,
			})),
		);

	/** Adds what closes the balance of every good at every place: a demand for what is too much, a process for what is too little. */
	function balanced(
		lanesOf: readonly Lane[],
		stated: { source: string; confidence: "D"; year: number },
	): Pick<Network, "recipes" | "processes" | "demands"> {
		const recipes = ids.goods.map(
			(each): Recipe => ({
				recipe: each,
				good: each,
				quantity: 1,
				kind: "output",
				...stated,
			}),
		);
		const processes: Process[] = [];
		const demands: Demand[] = [];
		for (const at of ids.places)
			for (const of of ids.goods) {
				let gap = 0;
				for (const lane of lanesOf.filter((row) => row.good === of))
					gap +=
						(lane.to === at ? lane.flow : 0) -
						(lane.from === at ? lane.flow : 0);
				if (gap > 0)
					demands.push({
						place: at,
						good: of,
						rate: gap,
						priority: 0,
						unmet: "lost",
						...stated,
					});
				if (gap < 0)
					processes.push({
						id: `${of}_${at}`,
						place: at,
						recipe: of,
						activity: -gap,
						...stated,
					});
			}
		return { recipes, processes, demands };
	}

	const networks: fc.Arbitrary<Network> = fc
		.record({
			title: word,
			description: word,
			names: fc.tuple(word, word, word),
			places,
			lanes,
			stocks,
			measures,
			since: day,
		})
		.map(({ title, description, names, since, ...tables }) =>
			network({
				id: "random",
				version: "0.1",
				title,
				description,
				sources: [
					{ id: "s", title: names[0], url: "https://example.org/?a=1,2" },
				],
				goods: ids.goods.map((id, index) => ({
					id,
					name: names[index] ?? id,
					stage: "mine",
					unit: "t",
					family: ["family"],
				})),
				groups: [{ group: "G", place: "p3", since }],
				...tables,
				...balanced(tables.lanes, { source: "s", confidence: "D", year: 2024 }),
			}),
		);

	test("gives the same network, whatever its words and figures", async () => {
		let run = 0;
		await fc.assert(
			fc.asyncProperty(networks, async (written) => {
				const at = join(parent, `run-${run++}`);
				await writePackage(written, at);
				const read = await readPackage(at);
				expect(
					read.findings.filter(({ severity }) => severity === "error"),
				).toEqual([]);
				expect(read.network).toEqual(written);
			}),
			{ numRuns: 60 },
		);
	});
});
