import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { tableNames } from "#network";

type Row = Readonly<Record<string, string>>;
type Account = { made: number; supply: number; use: number };

const root = process.cwd();
const packages = ["rare-earths-2024", "minerals-2024"];
/** Tables whose rows each state a figure or an act. */
const quantityTables =
	"recipes processes lanes stocks demands measures observations".split(" ");

const dictionary = rowsOf(join(root, "src/network/dictionary.csv"));
const rareEarths = tablesOf("rare-earths-2024");
const minerals = tablesOf("minerals-2024");

function rowsOf(file: string): Row[] {
	return parse(readFileSync(file), { columns: true }) as Row[];
}

function tablesOf(name: string): Readonly<Record<string, Row[]>> {
	return Object.fromEntries(
		tableNames.map((table) => [
			table,
			rowsOf(join(root, "data", name, `${table}.csv`)),
		]),
	);
}

function table(of: Readonly<Record<string, Row[]>>, name: string): Row[] {
	const rows = of[name];
	if (rows === undefined) throw new Error(`no table ${name}`);
	return rows;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

/** Returns supply and use by good and place: made and received against used, demanded and shipped. */
function accounts(of: Readonly<Record<string, Row[]>>): Map<string, Account> {
	const found = new Map<string, Account>();
	const add = (good = "", place = "", supply = 0, use = 0, made = 0) => {
		const account = found.get(`${good} at ${place}`) ?? {
			supply: 0,
			use: 0,
			made: 0,
		};
		account.made += made;
		account.supply += supply;
		account.use += use;
		found.set(`${good} at ${place}`, account);
	};
	for (const process of table(of, "processes"))
		for (const row of table(of, "recipes")) {
			if (row.recipe !== process.recipe || row.kind === "auxiliary") continue;
			const amount = Number(row.quantity) * Number(process.activity);
			const output = Math.max(amount, 0);
			add(row.good, process.place, output, output - amount, output);
		}
	for (const row of table(of, "lanes")) {
		add(row.good, row.to, Number(row.flow), 0);
		add(row.good, row.from, 0, Number(row.flow));
	}
	for (const row of table(of, "demands"))
		add(row.good, row.place, 0, Number(row.rate));
	return found;
}

describe.each(packages)("the package %s", (name) => {
	const of = tablesOf(name);

	test("has exactly the columns of the data dictionary, in its order", () => {
		for (const of of tableNames) {
			const header = readFileSync(
				join(root, "data", name, `${of}.csv`),
				"utf8",
			).split("\n")[0];
			const columns = dictionary
				.filter((row) => row.of === of)
				.map((row) => row.field);
			expect(header, of).toBe(columns.join(","));
		}
	});

	test("describes every table and column in datapackage.json", () => {
		const descriptor = JSON.parse(
			readFileSync(join(root, "data", name, "datapackage.json"), "utf8"),
		) as {
			name: string;
			version: string;
			resources: {
				path: string;
				schema: { fields: { name: string }[] };
			}[];
		};
		expect(descriptor.name).toBe(name);
		expect(descriptor.version).toBe("2024.1.0");
		const described = descriptor.resources.flatMap(({ path, schema }) =>
			schema.fields.map((field) => `${path} ${field.name}`),
		);
		expect(described).toEqual(
			dictionary
				.filter((row) => tableNames.some((name) => name === row.of))
				.map((row) => `${row.of}.csv ${row.field}`),
		);
	});

	test("gives every figure a known source and a confidence", () => {
		const known = new Set(table(of, "sources").map((row) => row.id));
		for (const name of quantityTables)
			for (const row of table(of, name)) {
				expect(known.has(row.source ?? ""), JSON.stringify(row)).toBe(true);
				expect(row.confidence, JSON.stringify(row)).toMatch(/^[ABCD]$/);
			}
		for (const row of table(of, "goods").filter((good) => good.price))
			expect(known.has(row.source ?? ""), row.id ?? "").toBe(true);
	});

	test("names only places, groups, goods, families, recipes and measures that it holds", () => {
		const places = new Set(table(of, "places").map((row) => row.id));
		const areas = new Set([
			"WLD",
			...places,
			...table(of, "groups").map((row) => row.group),
		]);
		const goods = new Set(table(of, "goods").map((row) => row.id));
		const families = new Set([
			"all",
			...goods,
			...table(of, "goods").flatMap((row) => row.family?.split(";") ?? []),
		]);
		const recipes = new Set(table(of, "recipes").map((row) => row.recipe));
		const measures = new Set(table(of, "measures").map((row) => row.id));
		const unknown: string[] = [];
		const check = (set: ReadonlySet<string | undefined>, list?: string) => {
			for (const id of (list ?? "").split(";").filter(Boolean))
				if (!set.has(id)) unknown.push(id);
		};
		for (const row of table(of, "places")) check(places, row.within);
		for (const name of ["groups", "processes", "stocks", "demands"])
			for (const row of table(of, name)) check(places, row.place);
		for (const name of ["recipes", "lanes", "stocks", "demands"])
			for (const row of table(of, name)) check(goods, row.good);
		for (const row of table(of, "processes")) check(recipes, row.recipe);
		for (const row of table(of, "lanes")) {
			check(places, [row.from, row.to, row.via].join(";"));
			expect(row.from).not.toBe(row.to);
		}
		for (const row of table(of, "measures")) {
			check(areas, [row.actor, row.targets].join(";"));
			check(families, row.goods);
			check(measures, row.supersedes);
			expect(row.goods || row.note, row.id ?? "").toMatch(/./);
		}
		for (const row of table(of, "scenarios")) check(measures, row.measures);
		const scenarios = new Set(table(of, "scenarios").map((row) => row.id));
		for (const row of table(of, "observations")) {
			check(scenarios, row.scenario);
			check(areas, [row.place, row.partner].join(";"));
			check(families, row.good);
		}
		expect(unknown).toEqual([]);
	});
});

describe("the rare-earth network of 2024", () => {
	test("balances every good at every place within 1 %", () => {
		const found = accounts(rareEarths);
		// 15 goods at 27 places, each only where it is made, used or shipped: fewer would mean that rows were not read
		expect(found.size).toBeGreaterThan(140);
		for (const [key, { supply, use }] of found)
			expect(
				Math.abs(supply - use) / Math.max(supply, use),
				`${key}: ${supply} against ${use}`,
			).toBeLessThan(0.01);
	});

	test("gives the world totals of the facts", () => {
		const found = accounts(rareEarths);
		const made = (good: string) =>
			sum(
				[...found]
					.filter(([key]) => key.startsWith(`${good} at `))
					.map(([, account]) => account.made),
			);
		// mines: 384,000 t by USGS and 6,540 t of Laos
		expect(made("ree_concentrate") + made("ion_clay_concentrate")).toBeCloseTo(
			390_540,
			3,
		);
		expect(made("ndpr_oxide")).toBeCloseTo(84_951, 3);
		expect(made("dytb_oxide")).toBeCloseTo(4_000, 3);
		expect(made("ndpr_metal")).toBeCloseTo(70_440.3, 1);
		expect(made("ndfeb_magnet")).toBeCloseTo(236_400, 3);
		// consumer electronics take 30 % of 236,400 t
		expect(made("electronics")).toBeCloseTo(70_920, 3);
	});

	test("has 28 countries, residuals and blocs, 50 sites and two chokepoints", () => {
		const kinds = (kind: string) =>
			table(rareEarths, "places").filter((row) => row.kind === kind).length;
		expect(kinds("country") + kinds("bloc")).toBe(28);
		expect(kinds("site")).toBe(50);
		expect(kinds("chokepoint")).toBe(2);
	});

	test("holds 35 days of every input within 14 to 90, never the 45 days of the April 2025 stops", () => {
		const stocks = table(rareEarths, "stocks");
		const users = stocks.filter((row) => row.holder === "use");
		expect(users.length).toBeGreaterThan(40);
		for (const row of users)
			expect([row.coverDays, row.low, row.high]).toEqual(["35", "14", "90"]);
		expect(stocks.some((row) => row.coverDays === "45")).toBe(false);
	});

	test("plays April 2025 with the monthly exports of China customs over March", () => {
		const path = table(rareEarths, "measures").find(
			(row) => row.id === "cn2025_18",
		)?.path;
		// 2,626, 1,238, 3,188, 5,577, 6,146 and 5,774 t over 5,323 t; days from 2025-04-04 to the first of each month
		expect(path).toMatch(
			/^0:0\.493;27:0\.233;58:0\.599;88:1\.048;119:1\.155;150:1\.085;/,
		);
	});

	test("offers the ready scenarios, the end of the suspension first", () => {
		const scenarios = table(rareEarths, "scenarios").map((row) => row.id);
		expect(scenarios[0]).toBe("suspension-ends");
		expect(scenarios).toEqual(
			expect.arrayContaining(
				"april-2025 full-stop-japan-usa myanmar-laos-stop suez-closure no-licence".split(
					" ",
				),
			),
		);
	});
});

describe("the minerals of 2024", () => {
	test("are 45 materials, each with an output above zero", () => {
		const chains = new Map<string, number>();
		for (const good of table(minerals, "goods")) {
			const output = sum(
				table(minerals, "processes")
					.filter((row) => row.recipe === good.id)
					.map((row) => Number(row.activity)),
			);
			const chain = good.family ?? "";
			chains.set(chain, (chains.get(chain) ?? 0) + output);
		}
		expect(chains.size).toBe(45);
		for (const [chain, output] of chains)
			expect(output, chain).toBeGreaterThan(0);
	});

	test("give the Congo about three quarters of mined cobalt and China nearly all gallium", () => {
		const share = (good: string, place: string) => {
			const output = (of: string) =>
				sum(
					table(minerals, "processes")
						.filter((row) => row.recipe === good && row.place?.match(of))
						.map((row) => Number(row.activity)),
				);
			return output(place) / output(".");
		};
		expect(share("cobalt", "COD")).toBeGreaterThan(0.7);
		// 839,000 of 848,000 kg
		expect(share("gallium", "CHN")).toBeCloseTo(0.9894, 4);
	});
});

test("deriving the packages again gives the same bytes", () => {
	const folder = mkdtempSync(join(tmpdir(), "counterweight-data-"));
	try {
		execFileSync(
			process.execPath,
			[
				"--conditions=counterweight-source",
				"--import",
				"tsx",
				"data/derive/index.ts",
				folder,
			],
			{ cwd: root },
		);
		for (const name of packages) {
			const files = readdirSync(join(root, "data", name)).sort();
			expect(readdirSync(join(folder, name)).sort()).toEqual(files);
			for (const file of files)
				expect(
					readFileSync(join(folder, name, file), "utf8") ===
						readFileSync(join(root, "data", name, file), "utf8"),
					`${name}/${file}`,
				).toBe(true);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});
