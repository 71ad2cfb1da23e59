import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { geopoliticalRisk } from "./geopolitical-risk.ts";

describe("geopolitical risk", () => {
	it("is the concentration of production times the instability behind the imports", () => {
		const risk = geopoliticalRisk({
			production: { CHN: 80, AUS: 20 },
			imports: [
				{ country: "CHN", quantity: 30, value: 90, instability: 0.5 },
				{ country: "AUS", quantity: 10, value: 10, instability: 0.1 },
			],
			domesticProduction: 40,
			reference: 0.5,
		});
		// 0.8² + 0.2² = 0.68; (30 · 0.5 + 10 · 0.1) / (30 + 10 + 40) = 16 / 80 = 0.2; 0.68 · 0.2 = 0.136
		expect(risk.hhi).toBeCloseTo(6_800, 9);
		expect(risk.concentration).toBeCloseTo(0.68, 12);
		expect(risk.importRisk).toBeCloseTo(0.2, 12);
		expect(risk.score).toBeCloseTo(0.136, 12);
		// (90 + 10) / 40 = 2.5; 0.136 · 2.5 / 0.5 = 0.68
		expect(risk.price).toBeCloseTo(2.5, 12);
		expect(risk.characterisationFactor).toBeCloseTo(0.68, 12);
		expect(risk.unrated).toBe(0);
	});

	it("takes a stated price before that of the imports", () => {
		const risk = geopoliticalRisk({
			production: { CHN: 1 },
			imports: [{ country: "CHN", quantity: 1, value: 9, instability: 0.25 }],
			price: 2,
			reference: 1,
		});
		// 1 · 0.25 · 2 / 1
		expect(risk.characterisationFactor).toBe(0.5);
	});

	it("has no price and no factor where nothing is paid", () => {
		const risk = geopoliticalRisk({
			production: { CHN: 1 },
			imports: [{ country: "CHN", quantity: 1, instability: 1 }],
		});
		expect(risk).not.toHaveProperty("price");
		expect(risk).not.toHaveProperty("characterisationFactor");
	});

	it("tells what share of the imports has no known instability", () => {
		const risk = geopoliticalRisk({
			production: { CHN: 1 },
			imports: [
				{ country: "CHN", quantity: 3, instability: 0.4 },
				{ country: "TWN", quantity: 1 },
			],
		});
		// 3 · 0.4 / 4 = 0.3; 1 of 4 is unrated
		expect(risk.importRisk).toBeCloseTo(0.3, 12);
		expect(risk.unrated).toBe(0.25);
	});

	it("is 0 where nothing is imported", () => {
		const home = { production: { USA: 5 }, domesticProduction: 5 };
		expect(geopoliticalRisk({ ...home, imports: [] }).score).toBe(0);
		expect(geopoliticalRisk({ production: {}, imports: [] })).toEqual({
			hhi: 0,
			concentration: 0,
			importRisk: 0,
			score: 0,
			unrated: 0,
		});
	});

	it("refuses what is no amount, naming the entry", () => {
		const good = { country: "CHN", quantity: 1, value: 1, instability: 0.5 };
		const asked = (change: object, more: object = {}): (() => unknown) => {
			const imports = [good, { ...good, ...change }];
			return () =>
				geopoliticalRisk({ production: { CHN: 1 }, imports, ...more });
		};
		for (const [run, said] of [
			[asked({ quantity: -1 }), /quantity of imports\[1\], from CHN/],
			[asked({ value: Number.NaN }), /value of imports\[1\]/],
			[asked({ instability: 1.5 }), /instability of imports\[1\]/],
			[asked({}, { production: { AUS: -2 } }), /production of AUS/],
			[asked({}, { domesticProduction: Number.NaN }), /domesticProduction/],
			[asked({}, { price: -1 }), /price/],
			[asked({}, { reference: 0 }), /reference/],
		] as const) {
			expect(run).toThrow(
				expect.objectContaining({ code: "exposure.bad-amount" }),
			);
			expect(run).toThrow(said);
		}
	});

	it("stays within 0 and 1, and falls as more is made at home", () => {
		const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
		const share = fc.double({ min: 0, max: 1, noNaN: true });
		const imports = fc.array(
			fc.record({
				country: fc.constantFrom("CHN", "AUS", "CHL"),
				quantity: amount,
				instability: share,
			}),
		);
		fc.assert(
			fc.property(
				fc.dictionary(fc.string(), amount),
				imports,
				amount,
				(production, bought, home) => {
					const score = (domesticProduction: number) =>
						geopoliticalRisk({
							production,
							imports: bought,
							domesticProduction,
						}).score;
					expect(score(home)).toBeGreaterThanOrEqual(0);
					expect(score(home)).toBeLessThanOrEqual(1 + 1e-12);
					expect(score(home)).toBeLessThanOrEqual(score(0) + 1e-12);
				},
			),
		);
	});
});

/** Published values and their tables: kept outside the repository, because they are not ours to pass on. */
const cases = new URL("../../../shared/cases/stress/", import.meta.url);
const present = existsSync(new URL("geopolrisk_Trade_Data.csv", cases));
if (!present)
	console.info(
		"geopolitical risk: 1 published factor and 60 rows of trade of 2022 not compared, their tables are not here",
	);

type Row = Readonly<Record<string, string>>;

function table(name: string): readonly Row[] {
	return parse(readFileSync(new URL(name, cases), "utf8"), { columns: true });
}

/** What the USA imported of a material in 2022, with the instability that the table itself gives. */
function importsOf(trade: readonly Row[], material: string) {
	return trade
		.filter(({ rawMaterial }) => rawMaterial === material)
		.map((row) => ({
			country: String(row["Exporting Country"]),
			quantity: Number(row["Quantity (mTonnes)"]),
			value: Number(row["Trade Value (1000 USD)"]),
			instability: Number(row.WGI),
		}));
}

function productionOf(material: string): Record<string, number> {
	const rows = table(`geopolrisk_${material}.csv`);
	const countries = rows.filter(({ Country }) => Country !== "Total");
	return Object.fromEntries(
		countries.map((row) => [String(row.Country_Code), Number(row["2022"])]),
	);
}

describe.skipIf(!present)(
	"geopolitical risk of imports of the USA in 2022",
	() => {
		const trade = present ? table("geopolrisk_Trade_Data.csv") : [];

		it("agrees with every published value to 14 digits", () => {
			const { expected } = JSON.parse(
				readFileSync(new URL("cases.json", cases), "utf8"),
			).geopolrisk_2022_usa as { expected: readonly string[][] };
			const [heads = [], ...lines] = expected;
			let largest = 0;
			let compared = 0;
			for (const line of lines) {
				const row = Object.fromEntries(
					heads.map((head, at) => [head, line[at]]),
				);
				const imports = importsOf(trade, String(row["Raw Material"]));
				const production = productionOf(String(row["Raw Material"]));
				const domesticProduction =
					production[String(row["Importer Code"])] ?? 0;
				expect(domesticProduction).toBe(Number(row["Domestic Production"]));
				const risk = geopoliticalRisk({
					production,
					imports,
					domesticProduction,
				});
				const { score, price = 0 } = risk;
				const supply =
					Number(row["Total Trade"]) + Number(row["Domestic Production"]);
				for (const [head, value] of [
					["HHI", risk.concentration],
					["Numerator", risk.importRisk * supply],
					["Import Risk (WTA)", risk.importRisk],
					["GeoPolRisk Score", score],
					["Price", price],
					["Midpoint", score * price],
					["CF", risk.characterisationFactor ?? 0],
				] as const) {
					const published = Number(row[head]);
					const deviation = Math.abs(value / published - 1);
					expect(deviation, `${row["Raw Material"]} ${head}`).toBeLessThan(
						1e-13,
					);
					largest = Math.max(largest, deviation);
					compared++;
				}
			}
			expect(compared).toBe(7);
			console.info(
				`geopolitical risk: ${compared} published values of ${lines.length} material compared, largest relative deviation ${largest.toExponential(1)}`,
			);
		});

		it("sums quantity · instability of every row of trade as the table does", () => {
			let compared = 0;
			let largest = 0;
			for (const material of ["Nickel", "Manganese", "Graphite"]) {
				const imports = importsOf(trade, material);
				const published = trade
					.filter(({ rawMaterial }) => rawMaterial === material)
					.map((row) => Number(row["QUANTITY * WGI"]));
				imports.forEach((each, at) => {
					// Alone and without domestic production, an import's risk is its own instability: · quantity is what the table gives.
					const alone = geopoliticalRisk({ production: {}, imports: [each] });
					const product = alone.importRisk * each.quantity;
					const deviation = Math.abs(product - (published[at] ?? 0));
					expect(deviation).toBeLessThanOrEqual(1e-12 * product);
					largest = Math.max(largest, product > 0 ? deviation / product : 0);
					compared++;
				});
				const total = published.reduce((sum, each) => sum + each, 0);
				const quantity = imports.reduce((sum, each) => sum + each.quantity, 0);
				const production = productionOf(material);
				const risk = geopoliticalRisk({
					production,
					imports,
					domesticProduction: production["842"] ?? 0,
				});
				expect(
					risk.importRisk * (quantity + (production["842"] ?? 0)),
				).toBeCloseTo(total, 6);
				console.info(
					`geopolitical risk of ${material}: score ${risk.score.toPrecision(6)}, factor ${risk.characterisationFactor?.toPrecision(6)}`,
				);
			}
			expect(compared).toBe(60);
			console.info(
				`geopolitical risk: ${compared} rows of trade compared, largest relative deviation ${largest.toExponential(1)}`,
			);
		});

		it("finds the instability of each row in the table of 2022", () => {
			const known = new Map(
				table("wgi_political_instability_normalized.csv").map((row) => [
					row.country_code,
					Number(row["2022"]),
				]),
			);
			const unknown = trade.filter(({ "Exporting Country": code, WGI }) => {
				const instability = known.get(code);
				if (instability === undefined) return true;
				expect(Math.abs(instability - Number(WGI))).toBeLessThan(1e-14);
				return false;
			});
			// Code 490 is "other Asia", not elsewhere specified: the trade table counts it as stable.
			expect(unknown.map(({ WGI }) => WGI)).toEqual(["0"]);
		});
	},
);
