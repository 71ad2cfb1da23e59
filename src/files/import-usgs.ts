import type { Finding, Process, Recipe } from "#network";
import {
	converted,
	convertible,
	findingList,
	formatQuantity,
	nearest,
} from "#network";
import type { AddFinding, ImportInput } from "./import-records.ts";
import { addingTo, importRecords } from "./import-records.ts";
import { usgsFigure, usgsUnit } from "./usgs-figure.ts";
import type { UsgsRow } from "./usgs-layout.ts";
import { usgsReader } from "./usgs-layout.ts";

/** A good of ours, and the publisher's words for it. */
export interface UsgsGood {
	readonly good: string;
	/** Unit of the good. */
	readonly unit: string;
	/** The publisher's name of the commodity; not looked at in files of one commodity. */
	readonly commodity: string;
	/** Words that its kind of production contains, as `mine production`; any kind unless given. */
	readonly production?: string;
}

/** Options of `importUsgs`. */
export interface UsgsOptions {
	/** Id of the publication in `sources.csv`. */
	readonly source: string;
	readonly year: number;
	readonly goods: readonly UsgsGood[];
	/** Place by the publisher's name of a country. */
	readonly countries: ReadonlyMap<string, string>;
	/** Place that stands for the publisher's “Other countries”; they are left out unless given. */
	readonly otherCountries?: string;
}

/** Processes and recipes read from production statistics, and what was found. */
export interface UsgsImport {
	readonly processes: readonly Process[];
	readonly recipes: readonly Recipe[];
	readonly findings: readonly Finding[];
}

/**
 * Returns the production by country that a data release of the Mineral Commodity Summaries holds for one year: one process for each good and
 * country (`good_place`, running the recipe `good` that gives one unit of it), with confidence A.
 *
 * The three layouts of `usgsReader` are told apart by their columns. Figures are read as `usgsFigure` says, converted to the good's unit; a
 * dash or 0 gives no process, a bound (`>1,000`) gives the figure, its low or high end and confidence B, an estimate is noted.
 *
 * Findings: `files.no-figure` (warning) for figures withheld or not available, `files.unknown-country` (warning, with the nearest
 * known name), `files.other-countries` (note, with the amount left out), `files.total-differs` (note) where countries do not add up to the
 * printed world total within 2 %, `files.unknown-layout`, `files.nothing-found`, `network.unknown-unit`
 * and `network.incompatible-units`.
 * Cost: O(bytes), memory O(processes).
 * Source: U.S. Geological Survey, Mineral Commodity Summaries data releases 2022 to 2026.
 *
 * @example
 * const { processes } = await importUsgs("MCS2026_Commodities_Data.csv", { source: "usgs-mcs-2026", year: 2024,
 *   goods: [{ good: "antimony", unit: "t", commodity: "Antimony", production: "mine" }], countries: new Map([["China", "CHN"]]) });
 */
export async function importUsgs(
	input: ImportInput,
	options: UsgsOptions,
): Promise<UsgsImport> {
	const list = findingList();
	const add = addingTo(input, list.add);
	const production = new UsgsProduction(options, add);
	await importRecords(input, add, (columns) => {
		const read = usgsReader(columns, options.year);
		if (read === undefined) {
			add(
				"files.unknown-layout",
				"error",
				1,
				"",
				`The columns are none of a data release with production of ${options.year}: ${columns.slice(0, 12).join(", ")}.`,
				"Take the world production file, and a year that it has.",
			);
			return undefined;
		}
		return (cells, line) => {
			for (const row of read(cells)) production.take(row, line);
		};
	});
	const { processes, recipes } = production.nouns();
	return { processes, recipes, findings: list.findings() };
}

interface Sum {
	made: number;
	other: number;
	total: number | undefined;
}

/** Takes rows of production and makes processes of them. */
class UsgsProduction {
	readonly #options: UsgsOptions;
	readonly #add: AddFinding;
	readonly #processes = new Map<string, Process>();
	readonly #sums = new Map<UsgsGood, Sum>();

	constructor(options: UsgsOptions, add: AddFinding) {
		this.#options = options;
		this.#add = add;
	}

	take(row: UsgsRow, line: number): void {
		const good = this.#options.goods.find((wanted) => isOf(row, wanted));
		if (good === undefined) return;
		const amount = this.#amount(row, good, line);
		if (amount === undefined) return;
		const sum = this.#sums.get(good) ?? { made: 0, other: 0, total: undefined };
		this.#sums.set(good, sum);
		const country = row.country.replace(/\s*\d+$/, "").trim();
		if (/^world\b/i.test(country)) sum.total = amount.value;
		else if (/^other\b/i.test(country)) {
			sum.other += amount.value;
			if (this.#options.otherCountries !== undefined)
				this.#keep(good, this.#options.otherCountries, amount);
		} else {
			const place = this.#options.countries.get(country);
			if (place === undefined) this.#unknown(country, amount, line);
			else this.#keep(good, place, amount);
			sum.made += amount.value;
		}
	}

	nouns(): { processes: Process[]; recipes: Recipe[] } {
		this.#compareTotals();
		const processes = [...this.#processes.values()];
		const made = new Set(processes.map((process) => process.recipe));
		if (made.size === 0)
			this.#add(
				"files.nothing-found",
				"warning",
				0,
				"",
				"The file holds no production of the goods asked for.",
				"Look at the names of commodity and production, and at the year.",
			);
		const recipes = [...made].map(
			(good): Recipe => ({
				recipe: good,
				good,
				quantity: 1,
				kind: "output",
				source: this.#options.source,
				confidence: "A",
				note: "one unit of activity is one unit of the good",
			}),
		);
		return { processes, recipes };
	}

	#amount(row: UsgsRow, good: UsgsGood, line: number): Amount | undefined {
		const figure = usgsFigure(row.figure);
		if ("absent" in figure) {
			this.#add(
				"files.no-figure",
				"warning",
				line,
				row.country,
				`The production of ${good.good} in ${row.country} is ${figure.absent}.`,
				"It is left out: take it from another publication, or estimate it as a derived row.",
			);
			return undefined;
		}
		const unit = usgsUnit(row.unit);
		if (unit === undefined || !convertible(unit[0], good.unit)) {
			this.#add(
				unit === undefined
					? "network.unknown-unit"
					: "network.incompatible-units",
				"error",
				line,
				"unit",
				unit === undefined
					? `The unit is “${row.unit}”, which is unknown.`
					: `The unit is “${row.unit}”, but ${good.good} is counted in ${good.unit}.`,
				"Read the publication for its meaning, and name the good's unit to fit.",
			);
			return undefined;
		}
		const [name, factor] = unit;
		const inUnit = (value: number) =>
			converted(value * factor, name, good.unit);
		return {
			value: inUnit(figure.value),
			...(figure.low === undefined ? {} : { low: inUnit(figure.low) }),
			...(figure.high === undefined ? {} : { high: inUnit(figure.high) }),
			estimated: figure.estimated || row.estimated,
		};
	}

	#keep(good: UsgsGood, place: string, amount: Amount): void {
		if (amount.value === 0) return;
		const id = `${good.good}_${place.toLowerCase()}`;
		const earlier = this.#processes.get(id);
		const bounded = amount.low !== undefined || amount.high !== undefined;
		this.#processes.set(id, {
			id,
			place,
			recipe: good.good,
			activity: amount.value + (earlier?.activity ?? 0),
			source: this.#options.source,
			year: this.#options.year,
			confidence: bounded || earlier?.confidence === "B" ? "B" : "A",
			...(earlier === undefined ? boundsOf(amount) : {}),
			...(amount.estimated ? { note: "estimated by the publisher" } : {}),
		});
	}

	#unknown(country: string, amount: Amount, line: number): void {
		const meant = nearest(country, this.#options.countries.keys());
		this.#add(
			"files.unknown-country",
			"warning",
			line,
			country,
			`The country “${country}” is unknown; ${formatQuantity(amount.value)} were left out.`,
			meant === undefined
				? "Name its place among the options."
				: `Is it ${meant}? Name its place among the options.`,
		);
	}

	#compareTotals(): void {
		for (const [{ good, unit }, { made, other, total }] of this.#sums) {
			if (other > 0 && this.#options.otherCountries === undefined)
				this.#add(
					"files.other-countries",
					"note",
					0,
					good,
					`${formatQuantity(other, unit)} of ${good} from other countries were left out.`,
					"Name a place that stands for them among the options to count them.",
				);
			const sum = made + other;
			if (total === undefined || Math.abs(sum - total) <= 0.02 * total)
				continue;
			this.#add(
				"files.total-differs",
				"note",
				0,
				good,
				`The countries make ${formatQuantity(sum, unit)} of ${good} together, the printed total is ${formatQuantity(total, unit)}.`,
				"Look for withheld figures; the publisher rounds its totals.",
			);
		}
	}
}

interface Amount {
	readonly value: number;
	readonly low?: number;
	readonly high?: number;
	readonly estimated: boolean;
}

function boundsOf({ low, high }: Amount): Pick<Amount, "low" | "high"> {
	return {
		...(low === undefined ? {} : { low }),
		...(high === undefined ? {} : { high }),
	};
}

function isOf(row: UsgsRow, good: UsgsGood): boolean {
	const named =
		row.commodity === "" ||
		row.commodity.toLowerCase() === good.commodity.toLowerCase();
	const made = row.detail.toLowerCase();
	return (
		named &&
		!made.includes("capacity") &&
		!made.includes("reserves") &&
		made.includes((good.production ?? "").toLowerCase())
	);
}
