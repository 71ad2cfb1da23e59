import type { Finding, Lane } from "#network";
import { findingList } from "#network";
import type { AddFinding, ImportInput, TakeRecord } from "./import-records.ts";
import { addingTo, importRecords, positionsOf } from "./import-records.ts";
import { goodOf, LeftOut, plainCodes, TradeFlows } from "./trade-flows.ts";

/** What both readers of trade statistics need to know. */
export interface TradeOptions {
	/** Id of the publication in `sources.csv`. */
	readonly source: string;
	/** Good by code of the Harmonized System, with or without points; a shorter code stands for all within it. */
	readonly goods: ReadonlyMap<string, string>;
	/** Year to take; the first one in the file unless given. */
	readonly year?: number;
	/** Place by the code that the file uses, where it differs: `S19` (other Asia) for `TWN`, or countries that form one place. */
	readonly places?: ReadonlyMap<string, string>;
}

/** Options of `importBaci`. */
export interface BaciOptions extends TradeOptions {
	/** ISO 3166-1 alpha-3 code by BACI's number of a country; see `baciCountries`. */
	readonly countries: ReadonlyMap<string, string>;
}

/** Options of `importComtrade`. */
export interface ComtradeOptions extends TradeOptions {
	/** Whose reports to take: importers' (M, unless given) or exporters' (X). */
	readonly flow?: "M" | "X";
}

/** Lanes read from trade statistics, and what was found. */
export interface TradeImport {
	readonly lanes: readonly Lane[];
	readonly findings: readonly Finding[];
}

/**
 * Returns the lanes that a year's file of BACI holds: one for each exporter, importer and good, in tonnes, with confidence A.
 *
 * Columns: `t` year, `i` exporter, `j` importer, `k` product (6 digits), `v` value in thousand USD, `q` tonnes.
 * Findings: `files.no-weight` (warning) for rows without quantity, which are passed over; `files.no-country` (note) for numbers
 * that are not in the table, with their tonnes; `files.other-year` (note); `files.nothing-found` (warning); `files.missing-column`,
 * `files.broken-csv`. Rows of goods not asked for, and from a place to itself, are passed over silently. Cost: O(bytes), memory O(lanes).
 * Source: Gaulier and Zignago, BACI: International Trade Database at the Product-Level, CEPII working paper 2010-23.
 *
 * @example
 * const { lanes } = await importBaci("BACI_HS22_Y2024_V202601.csv", { source: "baci", goods: new Map([["8505.11", "magnets"]]), countries });
 */
export function importBaci(
	input: ImportInput,
	options: BaciOptions,
): Promise<TradeImport> {
	return importTrade(input, options, (columns, add, trade) => {
		const at = positionsOf(columns, ["t", "i", "j", "k", "v", "q"], [], add);
		if (at === undefined) return undefined;
		return (cells, line) => {
			const code = (cells[at.k] ?? "").padStart(6, "0");
			trade.take(
				{
					year: cells[at.t] ?? "",
					from:
						options.countries.get(plainNumber(cells[at.i])) ??
						`number ${cells[at.i]}`,
					to:
						options.countries.get(plainNumber(cells[at.j])) ??
						`number ${cells[at.j]}`,
					code,
					tonnes: figure(cells[at.q]),
					thousandDollars: figure(cells[at.v]) ?? 0,
					estimated: false,
				},
				line,
			);
		};
	});
}

/**
 * Returns the table of country numbers that comes with BACI (`country_codes_V….csv`): ISO 3166-1 alpha-3 code by number.
 *
 * Columns: `country_code` and `country_iso3`, or `i` and `iso3` as in older editions. Cost: O(rows).
 */
export async function baciCountries(input: ImportInput): Promise<{
	readonly countries: ReadonlyMap<string, string>;
	readonly findings: readonly Finding[];
}> {
	const list = findingList();
	const add = addingTo(input, list.add);
	const countries = new Map<string, string>();
	await importRecords(input, add, (columns) => {
		const old = !columns.includes("country_code") && columns.includes("i");
		const at = old
			? positionsOf(columns, ["i", "iso3"], [], add)
			: positionsOf(columns, ["country_code", "country_iso3"], [], add);
		if (at === undefined) return undefined;
		const [number = -1, iso = -1] = Object.values(at);
		return (cells) => {
			const code = cells[iso] ?? "";
			if (code !== "") countries.set(plainNumber(cells[number]), code);
		};
	});
	return { countries, findings: list.findings() };
}

/**
 * Returns the lanes that a download of UN Comtrade holds: one for each exporter, importer and good, in tonnes, from importers' reports
 * unless told otherwise.
 *
 * Columns: `refYear` (or `period`), `reporterISO`, `partnerISO`, `flowCode`, `cmdCode`, `netWgt` in kg, `primaryValue` in USD. Months of the
 * year are added up. The partner World (`W00`) is left out, and so are breakdowns by second partner, customs procedure and transport.
 * Findings: `files.no-weight` (warning) for rows with a value but no weight, which are passed over; `files.no-country` (note) for
 * codes that are no country's, with their tonnes; `files.overlapping-codes`, `files.other-year` (notes); `files.nothing-found`
 * (warning); `files.missing-column`, `files.broken-csv`. Weights that Comtrade marks as estimated give confidence B. Cost: O(bytes), memory O(lanes).
 *
 * @example
 * const { lanes } = await importComtrade("TradeData.csv", { source: "comtrade", goods: new Map([["850511", "magnets"]]) });
 */
export function importComtrade(
	input: ImportInput,
	options: ComtradeOptions,
): Promise<TradeImport> {
	const wanted = options.flow ?? "M";
	return importTrade(input, options, (columns, add, trade) => {
		const dated = columns.some((name) => name.toLowerCase() === "refyear");
		const at = positionsOf(
			columns,
			[
				dated ? "refYear" : "period",
				"reporterISO",
				"partnerISO",
				"flowCode",
				"cmdCode",
				"netWgt",
				"primaryValue",
			],
			["isNetWgtEstimated", "partner2Code", "customsCode", "motCode"],
			add,
		);
		if (at === undefined) return undefined;
		return (cells, line) => {
			const cell = (name: keyof typeof at): string => cells[at[name]] ?? "";
			const whole =
				["", "0"].includes(cell("partner2Code")) &&
				["", "C00"].includes(cell("customsCode")) &&
				["", "0"].includes(cell("motCode"));
			const reporter = cell("reporterISO");
			const partner = cell("partnerISO");
			if (cell("flowCode") !== wanted || !whole || isWorld(partner)) return;
			const kilograms = figure(cell("netWgt"));
			const dollars = figure(cell("primaryValue")) ?? 0;
			trade.take(
				{
					year: cell(dated ? "refYear" : "period").slice(0, 4),
					from: wanted === "M" ? partner : reporter,
					to: wanted === "M" ? reporter : partner,
					code: cell("cmdCode"),
					tonnes:
						kilograms === undefined || (kilograms === 0 && dollars > 0)
							? undefined
							: kilograms / 1000,
					thousandDollars: dollars / 1000,
					estimated: cell("isNetWgtEstimated").toLowerCase() === "true",
				},
				line,
			);
		};
	});
}

function isWorld(code: string): boolean {
	return code === "W00" || code === "WLD" || code === "";
}

/** Returns a number written in plain digits, as by statistical offices; `undefined` for anything else. */
function figure(text: string | undefined): number | undefined {
	if (text === undefined || !/^\d+(\.\d*)?(e[+-]?\d+)?$/i.test(text))
		return undefined;
	return Number(text);
}

function plainNumber(text: string | undefined): string {
	return (text ?? "").replace(/^0+(?=\d)/, "");
}

/** A row of trade statistics before its places and good are known. */
interface Reported {
	readonly year: string;
	readonly from: string;
	readonly to: string;
	readonly code: string;
	/** `undefined` where it was not reported. */
	readonly tonnes: number | undefined;
	readonly thousandDollars: number;
	readonly estimated: boolean;
}

async function importTrade(
	input: ImportInput,
	options: TradeOptions,
	head: (
		columns: readonly string[],
		add: AddFinding,
		trade: ReportedTrade,
	) => TakeRecord | undefined,
): Promise<TradeImport> {
	const list = findingList();
	const add = addingTo(input, list.add);
	const trade = new ReportedTrade(options, add);
	await importRecords(input, add, (columns) => head(columns, add, trade));
	const lanes = trade.lanes();
	return { lanes, findings: list.findings() };
}

/** Takes reported rows, keeps those asked for, and adds them up. */
class ReportedTrade {
	readonly #options: TradeOptions;
	readonly #add: AddFinding;
	readonly #goods: ReadonlyMap<string, string>;
	readonly #flows = new TradeFlows();
	readonly #nowhere = new LeftOut();
	readonly #otherYears = new LeftOut();
	#year: string | undefined;

	constructor(options: TradeOptions, add: AddFinding) {
		this.#options = options;
		this.#add = add;
		this.#goods = plainCodes(options.goods);
		this.#year = options.year === undefined ? undefined : String(options.year);
	}

	take(row: Reported, line: number): void {
		const good = goodOf(this.#goods, row.code);
		if (good === undefined) return;
		this.#year ??= row.year;
		if (row.year !== this.#year) {
			this.#otherYears.add(row.year, row.tonnes ?? 0);
			return;
		}
		const from = this.#place(row.from);
		const to = this.#place(row.to);
		if (from === undefined || to === undefined)
			this.#nowhere.add(
				from === undefined ? row.from : row.to,
				row.tonnes ?? 0,
			);
		else if (row.tonnes === undefined)
			this.#add(
				"files.no-weight",
				"warning",
				line,
				"",
				`The row from ${from} to ${to} of ${row.code} has no weight; its value is ${Math.round(row.thousandDollars)} thousand USD.`,
				"It is left out: estimate its weight from the value, or take the other side's report.",
			);
		else if (from !== to)
			this.#flows.add({ ...row, from, to, good, tonnes: row.tonnes });
	}

	lanes(): Lane[] {
		this.#nowhere.tell(
			"files.no-country",
			"were left out, reported for what is no country",
			"Name the place for its code among the options to count it.",
			this.#add,
		);
		this.#otherYears.tell(
			"files.other-year",
			`are of other years than ${this.#year} and were left out`,
			"Import each year by itself.",
			this.#add,
		);
		const { source } = this.#options;
		const lanes = this.#flows.lanes(source, Number(this.#year), this.#add);
		if (lanes.length === 0)
			this.#add(
				"files.nothing-found",
				"warning",
				0,
				"",
				"The file holds no trade of the goods asked for.",
				"Look at the codes, the year, and whose reports are taken.",
			);
		return lanes;
	}

	#place(code: string): string | undefined {
		const named = this.#options.places?.get(code);
		return named ?? (/^[A-Z]{3}$/.test(code) ? code : undefined);
	}
}
