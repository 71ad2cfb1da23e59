import { CounterweightError } from "./fault.ts";
import { type Network, network } from "./network.ts";
import type { Process, Recipe } from "./process.ts";
import type { Source } from "./source.ts";

/**
 * A multi-regional input–output table: what every industry (a sector of a region) delivers to every other and to final demand in a year.
 *
 * Industries are numbered region by region: industry = region · sectors + sector. All figures are 0 or more, in one unit.
 */
export interface InputOutputTable {
	/** Names of the regions, each once. */
	readonly regions: readonly string[];
	/** Names of the sectors, each once, the same in every region. */
	readonly sectors: readonly string[];
	/** Deliveries from industry to industry per year, suppliers × buyers, row after row. */
	readonly Z: Float64Array;
	/** Final demand per year, industries × categories, row after row; any number of categories. */
	readonly Y: Float64Array;
	/** Output of each industry per year. */
	readonly x: Float64Array;
	/** Days of use that every industry holds of each input. The table does not know them: an assumption. */
	readonly coverDays: number;
	/** Input per unit of output up to which an input is bought but stops nothing; BoARIO takes 1e-5. */
	readonly threshold: number;
	readonly year: number;
	readonly source: Source;
	/** Unit of all figures, as `million USD`. */
	readonly unit: string;
}

/** What a network made of a table may have besides: its name, measures, scenarios, groups, and the sources they cite. */
export type BesideTable = Partial<
	Pick<
		Network,
		"id" | "version" | "title" | "measures" | "scenarios" | "groups" | "sources"
	>
>;

/**
 * Returns an input–output table as a network: an industry is a place that makes its sector's good.
 *
 * Places: every region (a country), in it the industry `region|sector` and, as a place of its own, its final demand
 * `use of region|sector`. Goods: the sectors. Flows between industries and to final demand are lanes with 0 days; what an industry buys of
 * itself is use at home. Recipes: input per unit of output, Σ_regions Z / x, essential above the threshold, else non-critical. Stocks:
 * `coverDays` of every input. Final demand that goes unmet is lost.
 *
 * Edge cases: an industry without output has no inputs; final demand of 0 stays as a demand of 0; `;`, `+` and line breaks in names become
 * `,`, `and` and blanks, since they part lists. Cost: O(industries²) rows: above some 1,500 industries take `compileTable`.
 * Fault: `network.bad-table` for arrays of the wrong length, names given twice, or figures that are negative or no numbers.
 * Source: Hallegatte (2014); Juhel (2024), whose trajectories runs on this network follow.
 *
 * @example
 * tableNetwork({ ...table, regions: ["A"], sectors: ["tea"], Z: Float64Array.of(2), Y: Float64Array.of(8), x: Float64Array.of(10) })
 *   .recipes.map(({ quantity }) => quantity) // [1, -0.2]
 */
export function tableNetwork(
	table: InputOutputTable,
	beside: BesideTable = {},
): Network {
	const frame = frameOf(table);
	const { names, inputs, use, goods } = frame;
	const { Z, x, threshold, coverDays } = table;
	const size = names.length;
	const sourced = sourcedOf(table);
	const recipes: Recipe[] = [];
	const stocks: Network["stocks"][number][] = [];
	const lanes: Network["lanes"][number][] = [];
	const assumed = { source: table.source.id, confidence: "D" } as const;
	const ship = (from: number, to: string, flow: number) => {
		if (flow > 0)
			lanes.push({
				from: names[from],
				to,
				good: goods[from % goods.length],
				flow,
				days: 0,
				...sourced,
			});
	};
	for (let buyer = 0; buyer < size; buyer++) {
		const recipe = names[buyer];
		const row = { recipe, ...sourced };
		const good = goods[buyer % goods.length];
		recipes.push({ ...row, good, quantity: 1, kind: "output" });
		for (let sector = 0; sector < goods.length; sector++) {
			const input = inputs[sector * size + buyer];
			if (input === 0) continue;
			const coefficient = input / x[buyer];
			recipes.push({
				...row,
				good: goods[sector],
				quantity: -coefficient,
				kind: coefficient > threshold ? "essential" : "non-critical",
			});
			stocks.push({
				place: recipe,
				good: goods[sector],
				holder: "use",
				coverDays,
				release: "short",
				year: table.year,
				...assumed,
			});
		}
		if (x[buyer] > 0)
			for (let supplier = 0; supplier < size; supplier++)
				if (supplier !== buyer)
					ship(supplier, recipe, Z[supplier * size + buyer]);
	}
	for (let industry = 0; industry < size; industry++)
		ship(industry, useOf(names[industry]), use[industry]);
	return network({ ...namesIn(table, frame, beside), recipes, stocks, lanes });
}

/** Names and sums that both forms of a table share. */
export interface Frame {
	readonly regions: readonly string[];
	readonly goods: readonly string[];
	/** Name of each industry. */
	readonly names: readonly string[];
	/** What each industry takes of each sector's good: sectors × industries; nothing where it has no output. */
	readonly inputs: Float64Array;
	/** Final demand of each industry, over all categories. */
	readonly use: Float64Array;
}

/** Returns the names and sums of a table; fault `network.bad-table` where it is none. Cost: O(industries²). */
export function frameOf(table: InputOutputTable): Frame {
	const regions = table.regions.map(plainName);
	const goods = table.sectors.map(plainName);
	const size = regions.length * goods.length;
	const { Z, Y, x } = table;
	const fits =
		size > 0 &&
		x.length === size &&
		Z.length === size * size &&
		Y.length % size === 0;
	if (!fits)
		throw badTable(
			`${regions.length} regions × ${goods.length} sectors do not fit ${Z.length} deliveries, ${Y.length} final demands and ${x.length} outputs`,
		);
	for (const [what, names] of Object.entries({ regions, sectors: goods }))
		if (new Set(names).size < names.length)
			throw badTable(`its ${what} are not each given once`);
	for (const [what, figures] of Object.entries({ Z, Y, x }))
		for (let at = 0; at < figures.length; at++)
			if (!(figures[at] >= 0 && figures[at] < Number.POSITIVE_INFINITY))
				throw badTable(`${what} holds ${figures[at]} at ${at}`);
	if (!(table.coverDays >= 0) || !(table.threshold >= 0))
		throw badTable("coverDays and threshold are 0 or more");
	const inputs = new Float64Array(goods.length * size);
	for (let supplier = 0; supplier < size; supplier++) {
		const row = supplier * size;
		const sum = (supplier % goods.length) * size;
		for (let buyer = 0; buyer < size; buyer++)
			if (x[buyer] > 0) inputs[sum + buyer] += Z[row + buyer];
	}
	const categories = Y.length / size;
	const use = Float64Array.from({ length: size }, (_, industry) =>
		Y.subarray(industry * categories, (industry + 1) * categories).reduce(
			(sum, figure) => sum + figure,
			0,
		),
	);
	const names = regions.flatMap((region) =>
		goods.map((good) => `${region}|${good}`),
	);
	return { regions, goods, names, inputs, use };
}

function badTable(says: string): CounterweightError {
	return new CounterweightError(
		"network.bad-table",
		`this is no input–output table: ${says}`,
	);
}

/** A name without the signs that part lists. */
function plainName(name: string): string {
	return name
		.replaceAll(";", ",")
		.replaceAll("+", "and")
		.replaceAll(/\s+/g, " ")
		.trim();
}

function useOf(industry: string): string {
	return `use of ${industry}`;
}

function sourcedOf({ source, year }: InputOutputTable) {
	return { source: source.id, confidence: "B", year } as const;
}

/** Returns what both forms of the network hold: sources, goods, places, processes and demands, and what is given beside. */
export function namesIn(
	table: InputOutputTable,
	{ regions, goods, names, use }: Frame,
	beside: BesideTable,
): Partial<Network> & { readonly id: string } {
	const sourced = sourcedOf(table);
	const inRegion = (at: number) => regions[Math.floor(at / goods.length)];
	return {
		id: table.source.id,
		title: table.source.title,
		...beside,
		sources: [table.source, ...(beside.sources ?? [])],
		goods: goods.map((id) => ({
			id,
			name: id,
			stage: "sector",
			unit: table.unit,
		})),
		places: [
			...regions.map((id) => ({ id, name: id, kind: "country" as const })),
			...[names, names.map(useOf)].flatMap((ids) =>
				ids.map((id, at) => ({
					id,
					name: id,
					kind: "site" as const,
					within: inRegion(at),
				})),
			),
		],
		processes: names.map(
			(id, at): Process => ({
				id,
				place: id,
				recipe: id,
				activity: table.x[at],
				...sourced,
			}),
		),
		demands: names.map((name, at) => ({
			place: useOf(name),
			good: goods[at % goods.length],
			rate: use[at],
			priority: 0,
			unmet: "lost" as const,
			...sourced,
		})),
	};
}
