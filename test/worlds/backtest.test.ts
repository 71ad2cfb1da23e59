import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { readPackage } from "#files";
import type { Network } from "#network";
import { type BacktestResult, type BacktestRow, backtest } from "#stress";

/**
 * The model against what happened, on the package that ships. What is asserted is what the comparison shows, good or bad; no figure may be
 * changed to make a record fit. docs/backtest.md has the whole comparison as printed.
 */
let network: Network;
let april: BacktestResult;
let japan: BacktestResult;

beforeAll(async () => {
	const folder = new URL("../../data/rare-earths-2024", import.meta.url);
	const read = await readPackage(fileURLToPath(folder));
	if (read.network === undefined) throw new Error("the package has errors");
	network = read.network;
	april = backtest(network, { scenario: "backtest-april-2025" });
	japan = backtest(network, { scenario: "backtest-japan-2010" });
}, 120_000);

function row(of: BacktestResult, id: string): BacktestRow {
	const found = of.rows.find(({ observation }) => observation === id);
	if (found === undefined) throw new Error(`no observation ${id}`);
	return found;
}

describe("what goes into the backtest of April 2025", () => {
	it("is Announcement 18 with the four monthly factors against March, the last held, and nothing else", () => {
		const [scenario] = network.scenarios.filter(
			({ id }) => id === "backtest-april-2025",
		);
		expect(scenario?.measures).toEqual(["backtest_cn2025_18"]);
		const [measure] = network.measures.filter(
			({ id }) => id === "backtest_cn2025_18",
		);
		expect(measure?.path?.map(({ share }) => share)).toEqual([
			0.49, 0.23, 0.6, 1.05,
		]);
		expect(measure).not.toHaveProperty("strength");
	});

	it("holds no figure inferred from the stops: stocks are unknown from 14 to 90 days", () => {
		const held = network.stocks.filter(({ holder }) => holder === "use");
		expect(held.length).toBeGreaterThan(40);
		for (const { coverDays, low, high } of held)
			expect([coverDays, low, high]).toEqual([35, 14, 90]);
		expect(april.coverDays).toEqual({ least: 14, most: 90 });
		const recorded = new Set(
			network.observations
				.filter(({ kind }) => kind === "first stop")
				.map(({ source }) => source),
		);
		recorded.add("april-2025-stops");
		const inputs = [
			...network.stocks,
			...network.recipes,
			...network.processes,
			...network.lanes,
			...network.demands,
			...network.measures,
		];
		expect(inputs.filter(({ source }) => recorded.has(source))).toEqual([]);
	});

	it("are, of the recorded exports, only those of April to July", () => {
		const inputs = april.rows.filter(({ role }) => role === "input");
		expect(inputs.map(({ observation }) => observation)).toEqual([
			"magnets-wld-2025-04",
			"magnets-wld-2025-05",
			"magnets-wld-2025-06",
			"magnets-wld-2025-07",
		]);
	});
});

describe("first stops of April 2025", () => {
	it("were recorded at the early end of the interval or before it: the model stops later than the first plants did", () => {
		const stops = april.rows.filter(({ kind }) => kind === "first stop");
		expect(stops).toHaveLength(3);
		for (const { recorded, median, stopping } of stops) {
			expect(recorded).toBeLessThan(median ?? Number.POSITIVE_INFINITY);
			// With stocks at the upper end of the range nothing stops anywhere.
			expect(stopping).toBeLessThan(0.7);
		}
	});

	it("lie inside in the United States, and outside in Japan and the EU", () => {
		expect(row(april, "ford-chicago-2025").inside).toBe(true);
		expect(row(april, "suzuki-swift-2025")).toMatchObject({
			recorded: 52,
			inside: false,
			gap: "8 days earlier",
		});
		expect(row(april, "eu-suppliers-2025")).toMatchObject({
			recorded: 61,
			inside: false,
			gap: "1 day earlier",
		});
	});
});

describe("China’s exports of magnets after July 2025", () => {
	it("were more than the path in five of eight months, and less in three", () => {
		const months = april.rows.filter(
			({ role, partner, kind }) =>
				role === "compared" && kind === "exports" && partner.includes("WLD"),
		);
		expect(months).toHaveLength(8);
		const above = months.filter(({ gap }) => gap.endsWith("above"));
		expect(above).toHaveLength(5);
		for (const { recorded, median } of months)
			expect(Math.abs((recorded ?? 0) - (median ?? 0))).toBeLessThan(0.15);
	});

	it("went to the United States less than to all, in May and since", () => {
		const months = april.rows.filter(
			({ role, partner }) => role === "compared" && partner.includes("USA"),
		);
		expect(months).toHaveLength(10);
		expect(months.every(({ gap }) => gap.endsWith("below"))).toBe(true);
		const may = row(april, "magnets-usa-2025-05");
		expect(may.recorded).toBeCloseTo(0.073, 3);
		expect(may.median).toBeCloseTo(0.23, 6);
	});
});

describe("the negative control of 2010", () => {
	it("shows in the model as announced, and not in what Japan imported in the year", () => {
		const year = row(japan, "japan-imports-2010");
		expect(year.recorded).toBeCloseTo(1, 12);
		expect(year.high).toBeLessThan(0.9);
		expect(year.inside).toBe(false);
		expect(year.why).toContain("announced strength is not effect");
	});

	it("shows in the record of November, weaker than announced, and is made up for in December", () => {
		const november = row(japan, "japan-imports-2010-11");
		expect(november.recorded).toBeLessThan(0.5);
		expect(november.recorded).toBeGreaterThan(november.high ?? 1);
		const december = row(japan, "japan-imports-2010-12");
		expect(december.recorded).toBeGreaterThan(2);
		expect(december.high).toBeLessThan(1.5);
	});
});
