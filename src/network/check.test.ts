import { describe, expect, test } from "vitest";
import { check } from "./check.ts";
import type { Finding } from "./finding.ts";
import type { Measure } from "./measure.ts";
import type { Network } from "./network.ts";
import { network } from "./network.ts";

// Ore is mined (100 t), separated into oxide (50 t), and made into magnets in China and Germany with 0.25 t of oxide each and iron from
// outside. Oxide: 50 made = 25 used in China + 25 shipped, used in Germany. Magnets: China 100 = 60 used + 40 shipped;
// Germany 100 + 40 = 140 used.
const cited = { source: "book", confidence: "A", year: 2024 } as const;
const good = { stage: "mine", unit: "t" };
const parts = {
	id: "magnets",
	sources: [{ id: "book", title: "A book" }],
	goods: [
		{ id: "ore", name: "Ore", ...good },
		{ id: "oxide", name: "Oxide", ...good, family: ["rare_earths"] },
		{ id: "iron", name: "Iron", ...good },
		{ id: "magnet", name: "Magnets", ...good },
	],
	places: [
		{ id: "CHN", name: "China", kind: "country" },
		{ id: "DEU", name: "Germany", kind: "country" },
		{ id: "USA", name: "United States", kind: "country" },
	],
	groups: [{ group: "EU27", place: "DEU" }],
	recipes: [
		{ recipe: "mine", good: "ore", quantity: 1, kind: "output", ...cited },
		{
			recipe: "separate",
			good: "ore",
			quantity: -1,
			kind: "essential",
			...cited,
		},
		{
			recipe: "separate",
			good: "oxide",
			quantity: 0.5,
			kind: "output",
			...cited,
		},
		{
			recipe: "press",
			good: "oxide",
			quantity: -0.25,
			kind: "essential",
			...cited,
		},
		{
			recipe: "press",
			good: "iron",
			quantity: -0.75,
			kind: "auxiliary",
			...cited,
		},
		{ recipe: "press", good: "magnet", quantity: 1, kind: "output", ...cited },
	],
	processes: [
		{ id: "mine", place: "CHN", recipe: "mine", activity: 100, ...cited },
		{
			id: "separation",
			place: "CHN",
			recipe: "separate",
			activity: 100,
			...cited,
		},
		{ id: "press_chn", place: "CHN", recipe: "press", activity: 100, ...cited },
		{ id: "press_deu", place: "DEU", recipe: "press", activity: 100, ...cited },
	],
	lanes: [
		{ from: "CHN", to: "DEU", good: "oxide", flow: 25, days: 40, ...cited },
		{ from: "CHN", to: "DEU", good: "magnet", flow: 40, days: 40, ...cited },
	],
	stocks: [
		{
			place: "DEU",
			good: "magnet",
			holder: "use",
			coverDays: 45,
			release: "short",
			...cited,
		},
	],
	demands: [
		{
			place: "CHN",
			good: "magnet",
			rate: 60,
			priority: 0,
			unmet: "wait",
			...cited,
		},
		{
			place: "DEU",
			good: "magnet",
			rate: 140,
			priority: 0,
			unmet: "wait",
			...cited,
		},
	],
	measures: [
		{
			id: "licence",
			actor: ["CHN"],
			targets: ["WLD"],
			goods: ["rare_earths", "magnet"],
			kind: "licence",
			strength: 0.5,
			from: "2025-04-04",
			...cited,
		},
	],
	scenarios: [
		{
			id: "s",
			title: "S",
			measures: ["licence"],
			from: "2025-04-04",
			days: 365,
		},
	],
} as const satisfies Partial<Network> & { id: string };

const base: Network = network(parts);

/** What is found when parts of the network are replaced. */
function found(changed: Partial<Network>): readonly Finding[] {
	return check(network({ ...base, ...changed }));
}

function codes(changed: Partial<Network>): string[] {
	return found(changed).map(({ code }) => code);
}

const licence: Measure = base.measures[0];
const measure = (change: Partial<Measure>): Partial<Network> => ({
	measures: [{ ...licence, ...change }],
});

test("nothing is wrong with the base network, nor with an empty one", () => {
	expect(check(base)).toEqual([]);
	expect(check(network({ id: "empty" }))).toEqual([]);
});

describe("names", () => {
	test("an unknown place is found with the line, the field and the nearest place", () => {
		const lanes = [base.lanes[0], { ...base.lanes[1], to: "DEV" }];
		expect(
			found({ lanes }).filter(({ code }) => code === "network.unknown-id"),
		).toEqual([
			{
				code: "network.unknown-id",
				severity: "error",
				file: "lanes.csv",
				row: 3,
				field: "to",
				says: "The to names “DEV”, which no row of places.csv bears.",
				hint: "Did you mean “DEU”? Else add it to places.csv.",
			},
		]);
	});

	test("sources, recipes, measures, areas and families are looked up as well", () => {
		const wrong = found({
			groups: [{ group: "EU27", place: "FRA" }],
			processes: base.processes.map((row) => ({
				...row,
				recipe: `${row.recipe}s`,
			})),
			stocks: [{ ...base.stocks[0], source: "boook" }],
			...measure({
				actor: ["CHN", "EU28"],
				goods: ["rare_earth"],
				targets: ["CHN+DEU", "EU27"],
			}),
			scenarios: [{ ...base.scenarios[0], measures: ["licence", "lisence"] }],
		}).filter(({ code }) => code === "network.unknown-id");
		expect(
			wrong.map(({ file, field, hint }) => [
				file,
				field,
				/“(\w+)”/.exec(hint)?.[1],
			]),
		).toEqual([
			["groups.csv", "place", undefined],
			["processes.csv", "recipe", "mine"],
			["processes.csv", "recipe", "separate"],
			["processes.csv", "recipe", "press"],
			["processes.csv", "recipe", "press"],
			["stocks.csv", "source", "book"],
			["measures.csv", "actor", "EU27"],
			["measures.csv", "goods", "rare_earths"],
			["scenarios.csv", "measures", "licence"],
		]);
	});

	test("rows that say the same again are found, with the line of the first", () => {
		const twice = found({
			goods: [...base.goods, base.goods[0]],
			lanes: [...base.lanes, { ...base.lanes[0], flow: 0 }],
			recipes: [...base.recipes, { ...base.recipes[3], quantity: -0.001 }],
			groups: [...base.groups, ...base.groups],
		}).filter(({ code }) => code === "network.duplicate-key");
		expect(
			twice.map(({ file, row, says }) => [
				file,
				row,
				/line (\d+)/.exec(says)?.[1],
			]),
		).toEqual([
			["goods.csv", 6, "2"],
			["groups.csv", 3, "2"],
			["recipes.csv", 8, "5"],
			["lanes.csv", 4, "2"],
		]);
	});

	test("an input and an output of one good are no duplicates, nor are stocks of two holders", () => {
		expect(
			codes({
				recipes: [
					...base.recipes,
					{ ...base.recipes[3], good: "magnet", quantity: -0.1 },
				],
				demands: [],
				lanes: [],
				processes: [],
				stocks: [...base.stocks, { ...base.stocks[0], holder: "strategic" }],
				measures: [],
				scenarios: [],
			}),
		).toEqual([]);
	});

	test("WLD and all are taken", () => {
		const wrong = found({
			places: [...base.places, { id: "WLD", name: "World", kind: "bloc" }],
			goods: [
				...base.goods,
				{ id: "all", name: "All", ...good, family: ["all"] },
			],
			groups: [...base.groups, { group: "WLD", place: "DEU" }],
		});
		expect(wrong.map(({ code, file, field }) => [code, file, field])).toEqual([
			["network.reserved-name", "goods.csv", "id"],
			["network.reserved-name", "goods.csv", "family"],
			["network.reserved-name", "places.csv", "id"],
			["network.reserved-name", "groups.csv", "group"],
		]);
	});
});

describe("places and lanes", () => {
	test("a circle of places is found once, at its first place", () => {
		const [chn, deu, usa] = base.places;
		const wrong = found({
			places: [
				{ ...chn, within: "USA" },
				{ ...deu, within: "DEU" },
				{ ...usa, within: "CHN" },
				{ id: "site", name: "Site", kind: "site", within: "CHN" },
			],
		});
		expect(wrong.map(({ code, row, says }) => [code, row, says])).toEqual([
			[
				"network.place-within-itself",
				2,
				"The place “CHN” lies within itself: CHN within USA within CHN.",
			],
			[
				"network.place-within-itself",
				3,
				"The place “DEU” lies within itself: DEU within DEU.",
			],
		]);
	});

	test("a lane to itself is found", () => {
		const lanes = [...base.lanes, { ...base.lanes[0], to: "CHN" }];
		expect(found({ lanes })).toMatchObject([
			{ code: "network.lane-to-itself", file: "lanes.csv", row: 4 },
		]);
	});
});

describe("recipes", () => {
	test("inputs without outputs are found, with who runs them", () => {
		const recipes = base.recipes.filter(({ good }) => good !== "ore");
		const press = recipes.filter(({ good }) => good !== "magnet");
		expect(
			found({ recipes: press }).find(
				({ code }) => code === "network.no-outputs",
			),
		).toMatchObject({
			file: "recipes.csv",
			says: "The recipe “press” has inputs but no outputs; 2 processes run it, the first “press_chn”.",
		});
	});

	test("a recipe that makes more mass than it takes in is found, auxiliary inputs counted", () => {
		// 0.25 t oxide + 0.75 t iron make at most 1 t; 1.0001 is rounding, 1.01 is not.
		const made = (quantity: number) =>
			codes({
				recipes: base.recipes.map((row) =>
					row.good === "magnet" ? { ...row, quantity } : row,
				),
			});
		expect(made(1.0001)).toEqual([]);
		expect(made(1.01)).toContain("network.mass-created");
	});

	test("mass is weighed across its units, and not at all where a good is counted in pieces", () => {
		const inKilograms = base.goods.map((row) =>
			row.id === "magnet" ? { ...row, unit: "kg" } : row,
		);
		const inPieces = base.goods.map((row) =>
			row.id === "magnet" ? { ...row, unit: "pieces" } : row,
		);
		const recipes = base.recipes.map((row) =>
			row.good === "magnet" ? { ...row, quantity: 1001 } : row,
		);
		const created = (goods: Network["goods"]) =>
			found({ goods, recipes }).find(
				({ code }) => code === "network.mass-created",
			)?.says;
		expect(created(inKilograms)).toBe(
			"The recipe “press” makes 1 t out of 1 t.",
		);
		expect(created(inPieces)).toBeUndefined();
	});

	test("a mine, which takes nothing in, creates no mass", () => {
		expect(codes({})).toEqual([]);
	});
});

describe("dates and figures", () => {
	test("a measure that ends before it starts, and one announced after its end, are errors", () => {
		expect(
			found(measure({ until: "2025-04-03", announced: "2025-05-01" })),
		).toMatchObject([
			{ code: "network.dates-out-of-order", severity: "error", field: "until" },
			{
				code: "network.dates-out-of-order",
				severity: "error",
				field: "announced",
			},
		]);
	});

	test("a measure announced after its start is only a warning", () => {
		expect(found(measure({ announced: "2025-04-05" }))).toMatchObject([
			{
				code: "network.dates-out-of-order",
				severity: "warning",
				field: "announced",
			},
		]);
		expect(
			found(measure({ announced: "2025-04-04", until: "2025-04-04" })),
		).toEqual([]);
	});

	test("a process that stops before it starts is found", () => {
		const [mine, ...others] = base.processes;
		const processes = [
			{ ...mine, start: "2024-02-01", end: "2024-01-31" },
			...others,
		];
		expect(found({ processes })).toMatchObject([
			{
				code: "network.dates-out-of-order",
				file: "processes.csv",
				row: 2,
				field: "end",
			},
		]);
	});

	test("a value outside its range and a range upside down are warnings", () => {
		const [oxide, magnet] = base.lanes;
		const lanes = [
			{ ...oxide, low: 26, high: 30 },
			{ ...magnet, low: 50, high: 30 },
		];
		expect(found({ lanes })).toMatchObject([
			{ code: "network.range", severity: "warning", row: 2, field: "low" },
			{ code: "network.range", severity: "warning", row: 3, field: "low" },
		]);
	});

	test("the range of an input may be given either way round", () => {
		const ranged = (low: number, high: number) =>
			codes({
				recipes: base.recipes.map((row) =>
					row.good === "oxide" && row.quantity < 0
						? { ...row, low, high }
						: row,
				),
			});
		expect(ranged(-0.3, -0.2)).toEqual([]);
		expect(ranged(-0.2, -0.3)).toEqual([]);
		expect(ranged(-0.2, -0.1)).toEqual(["network.range"]);
	});

	test("flow above capacity is a warning", () => {
		const [oxide, magnet] = base.lanes;
		expect(
			found({ lanes: [{ ...oxide, capacity: 24 }, magnet] }),
		).toMatchObject([
			{ code: "network.above-capacity", severity: "warning", row: 2 },
		]);
	});

	test("a stock has an amount or days of cover, not both, not neither", () => {
		const { coverDays = 45, ...neither } = base.stocks[0];
		expect(codes({ stocks: [{ ...neither, coverDays, quantity: 5 }] })).toEqual(
			["network.stock-amount"],
		);
		expect(codes({ stocks: [neither] })).toEqual(["network.stock-amount"]);
		expect(codes({ stocks: [{ ...neither, quantity: 5 }] })).toEqual([]);
	});

	test("a price needs a source", () => {
		const [ore, ...others] = base.goods;
		expect(found({ goods: [{ ...ore, price: 5 }, ...others] })).toMatchObject([
			{ code: "network.missing-source", file: "goods.csv", row: 2 },
		]);
	});
});

describe("measures", () => {
	test("a change names the measures it changes, and a measure that names some says what it does", () => {
		expect(found(measure({ change: "suspend" }))).toMatchObject([
			{ code: "network.change-of-nothing", severity: "error" },
		]);
		expect(
			found(measure({ change: "lift", supersedes: ["licence"] })),
		).toMatchObject([{ code: "network.change-of-itself", severity: "error" }]);
		const second: Measure = {
			...licence,
			id: "later",
			supersedes: ["licence"],
		};
		expect(found({ measures: [licence, second] })).toMatchObject([
			{ code: "network.unstated-change", severity: "warning", row: 3 },
		]);
	});

	test("shares lie between 0 and 1, amounts from 0 up, and some kinds need one", () => {
		expect(codes(measure({ strength: 1.5 }))).toEqual(["network.out-of-range"]);
		expect(codes(measure({ strength: -0.1 }))).toEqual([
			"network.negative-quantity",
		]);
		expect(codes(measure({ kind: "quota", strength: 500 }))).toEqual([]);
		const { strength: _, ...without } = licence;
		expect(
			check(network({ ...base, measures: [{ ...without, kind: "quota" }] })),
		).toMatchObject([
			{ code: "network.missing-strength", severity: "warning" },
		]);
		expect(
			check(network({ ...base, measures: [{ ...without, kind: "ban" }] })),
		).toEqual([]);
	});

	test("one amount for goods of two units is a warning", () => {
		const goods = [
			...base.goods,
			{ id: "car", name: "Cars", stage: "product", unit: "pieces" },
		];
		expect(
			codes({
				goods,
				...measure({ kind: "quota", goods: ["magnet", "car"], strength: 9 }),
			}),
		).toEqual(["network.mixed-units"]);
	});

	test("a measure without goods is a note, one that meets no lane a warning", () => {
		expect(found(measure({ goods: [] }))).toMatchObject([
			{ code: "network.measure-on-nothing", severity: "note" },
		]);
		expect(found(measure({ actor: ["USA"], targets: ["EU27"] }))).toMatchObject(
			[
				{
					code: "network.measure-on-nothing",
					severity: "warning",
					says: "The licence “licence” meets nothing: no lane of rare_earths, magnet between USA and EU27.",
				},
			],
		);
	});

	test("a tariff of the importer meets the exporter's lane", () => {
		const tariff = {
			kind: "tariff",
			strength: 0.25,
			goods: ["magnet"],
		} as const;
		expect(
			found(measure({ ...tariff, actor: ["EU27"], targets: ["CHN"] })),
		).toEqual([]);
	});

	test("a closure meets lanes that pass it, a release stocks, a subsidy processes", () => {
		const suez = { id: "SUEZ", name: "Suez", kind: "chokepoint" } as const;
		const places = [...base.places, suez];
		const closure = measure({
			kind: "closure",
			actor: ["SUEZ"],
			goods: ["all"],
		});
		expect(codes({ places, ...closure })).toEqual([
			"network.measure-on-nothing",
		]);
		const lanes = base.lanes.map((lane) => ({ ...lane, via: ["SUEZ"] }));
		expect(codes({ places, lanes, ...closure })).toEqual([]);
		expect(
			codes(measure({ kind: "release", actor: ["DEU"], goods: ["magnet"] })),
		).toEqual([]);
		expect(
			codes(measure({ kind: "release", actor: ["DEU"], goods: ["oxide"] })),
		).toEqual(["network.measure-on-nothing"]);
		expect(
			codes(
				measure({
					kind: "subsidy",
					actor: ["CHN"],
					targets: ["CHN"],
					goods: ["ore"],
				}),
			),
		).toEqual([]);
		expect(
			codes(
				measure({
					kind: "subsidy",
					actor: ["USA"],
					targets: ["USA"],
					goods: ["ore"],
				}),
			),
		).toEqual(["network.measure-on-nothing"]);
	});

	test("where goods are only made, not shipped, a ban meets their makers", () => {
		const alone: Partial<Network> = {
			lanes: [],
			demands: [],
			stocks: [],
			recipes: base.recipes.slice(0, 1),
			processes: base.processes.slice(0, 1),
		};
		expect(codes({ ...alone, ...measure({ goods: ["ore"] }) })).toEqual([]);
		expect(
			codes({
				...alone,
				...measure({ goods: ["ore"], actor: ["USA"], targets: ["DEU"] }),
			}),
		).toEqual(["network.measure-on-nothing"]);
	});

	test("a measure that suspends another need not meet anything itself", () => {
		const pause: Measure = {
			...licence,
			id: "pause",
			actor: ["USA"],
			goods: [],
			change: "suspend",
			supersedes: ["licence"],
		};
		expect(found({ measures: [licence, pause] })).toEqual([]);
	});
});

describe("balances", () => {
	test("a gap is told with all four sums and its share", () => {
		// Germany: 100 made + 40 brought in = 140; used 150: 10 of 150 come from nowhere, 6.67 %.
		const [chn, deu] = base.demands;
		expect(found({ demands: [chn, { ...deu, rate: 150 }] })).toEqual([
			{
				code: "network.unbalanced",
				severity: "error",
				file: "lanes.csv",
				row: 0,
				field: "magnet in DEU",
				says: "Magnets in DEU: 100 t made and 40 t brought in, against 150 t used and 0 t sent out a year; 10 t (6.67 %) come from nowhere.",
				hint: "Add the process or lane that supplies the rest, or lower what is used or sent out.",
			},
		]);
	});

	test("one percent is let pass, more is not", () => {
		// Germany has 140 t; 141.4 t would be 0.99 % more than that, 141.5 t 1.06 %.
		const [chn, deu] = base.demands;
		expect(codes({ demands: [chn, { ...deu, rate: 141.4 }] })).toEqual([]);
		expect(codes({ demands: [chn, { ...deu, rate: 141.5 }] })).toEqual([
			"network.unbalanced",
		]);
	});

	test("what nobody ships, demands or takes in needs no balance", () => {
		expect(
			codes({
				lanes: [],
				demands: [],
				measures: [],
				scenarios: [],
				recipes: base.recipes.slice(0, 1),
				processes: base.processes.slice(0, 1),
			}),
		).toEqual([]);
	});

	test("auxiliary inputs come from outside and are not weighed", () => {
		const kinds = base.recipes.map((row) =>
			row.good === "iron" ? { ...row, kind: "essential" as const } : row,
		);
		expect(codes({ recipes: kinds })).toEqual([
			"network.unbalanced",
			"network.unbalanced",
		]);
	});
});

describe("what was not read", () => {
	test("references to rows that could not be read are let pass, and balances are not drawn", () => {
		const lanes = [...base.lanes, { ...base.lanes[0], to: "FRA" }];
		const partly = network({ ...base, lanes });
		expect(check(partly, {}, { places: new Set(["FRA"]) })).toEqual([]);
		expect(check(partly, {}, { places: "all" })).toEqual([]);
		expect(
			check(partly, {}, { places: new Set(["GBR"]) }).map(({ code }) => code),
		).toEqual(["network.unknown-id"]);
	});

	test("findings stand at the lines given", () => {
		const lanes = [base.lanes[0], { ...base.lanes[1], to: "CHN" }];
		const wrong = check(network({ ...base, lanes }), { lanes: [2, 9] });
		expect(
			wrong.find(({ code }) => code === "network.lane-to-itself")?.row,
		).toBe(9);
	});
});

describe("networks that a programme made", () => {
	test("values of a wrong kind are found, and nothing is thrown", () => {
		const rough = JSON.parse(JSON.stringify(base)) as Record<
			string,
			Record<string, unknown>[]
		>;
		const { lanes, measures, goods } = rough;
		if (
			lanes?.[0] === undefined ||
			measures?.[0] === undefined ||
			goods?.[0] === undefined
		)
			expect.unreachable();
		lanes[0].flow = "many";
		lanes.push({ from: "CHN" });
		delete measures[0].goods;
		goods[0].unit = "bushels";
		const wrong = check(rough as unknown as Network);
		expect(
			wrong.map(
				({ code, file, row, field }) => `${code} ${file}:${row} ${field}`,
			),
		).toEqual([
			"network.unknown-unit goods.csv:2 unit",
			"network.not-a-number lanes.csv:2 flow",
			"network.missing-value lanes.csv:4 to",
			"network.missing-value lanes.csv:4 good",
			"network.missing-value lanes.csv:4 flow",
			"network.missing-source lanes.csv:4 source",
			"network.missing-value lanes.csv:4 year",
			"network.missing-value lanes.csv:4 confidence",
			"network.missing-value measures.csv:2 goods",
		]);
	});

	test("a negative flow is found beside an unbalanced place", () => {
		const [oxide, magnet] = base.lanes;
		expect(codes({ lanes: [{ ...oxide, flow: -25 }, magnet] })).toEqual([
			"network.unbalanced",
			"network.unbalanced",
			"network.negative-quantity",
		]);
	});
});
