import type { AddFinding } from "./import-records.ts";

/** A region, and a sector or a category of final demand. */
export type Label = readonly [region: string, name: string];

/**
 * The industries of a table, numbered region by region, in the order in which a heading first names regions and sectors.
 *
 * Where a region lacks a sector that another has, its industry is there all the same, with no flows.
 */
export class Industries {
	readonly regions: string[] = [];
	readonly sectors: string[] = [];
	/** The industries named, as the file names them. */
	readonly named: Set<string> = new Set();
	readonly #regionAt = new Map<string, number>();
	readonly #sectorAt = new Map<string, number>();
	readonly #regionOf: (name: string) => string;

	/** `regionOf` gives the region that a file's name of one stands for, so that several can form one. */
	constructor(regionOf: (name: string) => string) {
		this.#regionOf = regionOf;
	}

	/** Takes in the labels of a heading, and reports those given twice (`files.duplicate-industry`). */
	add(labels: readonly Label[], line: number, add: AddFinding): void {
		for (const label of labels) {
			const name = nameOf(label);
			if (this.named.has(name)) reportTwice(name, line, add);
			this.named.add(name);
			numbered(this.#regionOf(label[0]), this.regions, this.#regionAt);
			numbered(label[1], this.sectors, this.#sectorAt);
		}
	}

	/** How many industries the table has: regions times sectors. */
	get count(): number {
		return this.regions.length * this.sectors.length;
	}

	/** Returns the number of an industry that the heading named. */
	at([region, sector]: Label): number {
		const r = this.#regionAt.get(this.#regionOf(region)) ?? 0;
		return r * this.sectors.length + (this.#sectorAt.get(sector) ?? 0);
	}
}

function numbered(
	name: string,
	names: string[],
	at: Map<string, number>,
): void {
	if (at.has(name)) return;
	at.set(name, names.length);
	names.push(name);
}

function nameOf([region, sector]: Label): string {
	return `${region}|${sector}`;
}

function reportTwice(name: string, line: number, add: AddFinding): void {
	add(
		"files.duplicate-industry",
		"error",
		line,
		"",
		`The industry “${name}” is given twice.`,
		"Keep one of the two, or add their figures up.",
	);
}

/** The rows of one file: each is an industry of the heading, once, and none is left out. */
export class IndustryRows {
	readonly #industries: Industries;
	readonly #add: AddFinding;
	readonly #seen = new Set<string>();

	constructor(industries: Industries, add: AddFinding) {
		this.#industries = industries;
		this.#add = add;
	}

	/** Returns the number of a row's industry; −1 after reporting that it is unknown (`files.unlike-tables`) or there already. */
	at(label: Label, line: number): number {
		const name = nameOf(label);
		if (this.#seen.has(name)) {
			reportTwice(name, line, this.#add);
			return -1;
		}
		this.#seen.add(name);
		if (this.#industries.named.has(name)) return this.#industries.at(label);
		this.#add(
			"files.unlike-tables",
			"error",
			line,
			"",
			`The columns of the deliveries do not name the industry “${name}”.`,
			"Take all files from one edition of the table.",
		);
		return -1;
	}

	/** Reports the industries that had no row (`files.unlike-tables`). */
	end(): void {
		const missing = [...this.#industries.named].filter(
			(name) => !this.#seen.has(name),
		);
		if (missing.length === 0) return;
		this.#add(
			"files.unlike-tables",
			"error",
			0,
			"",
			`${missing.length} industries of the deliveries' columns have no row here, the first of them “${missing[0]}”.`,
			"Take all files from one edition of the table, whole.",
		);
	}
}

/** Returns the number in a cell; 0 after reporting that it is none (`files.not-a-number`). Plain decimals and exponents count. */
export function figureIn(
	cell: string,
	line: number,
	column: string,
	add: AddFinding,
): number {
	const text = cell.trim();
	const value = text === "" ? Number.NaN : Number(text);
	if (Number.isFinite(value)) return value;
	add(
		"files.not-a-number",
		"error",
		line,
		column,
		text === ""
			? "The cell is empty."
			: `“${text.slice(0, 40)}” is not a number.`,
		"Every cell of a table holds a figure, 0 where nothing flows.",
	);
	return 0;
}

/** Reports a row of another length than its heading. */
export function reportLength(
	has: number,
	heading: number,
	line: number,
	add: AddFinding,
): void {
	add(
		"files.broken-csv",
		"error",
		line,
		"",
		`The row has ${has} cells, the heading ${heading}.`,
		"Look at the line: is a name with the separator in it in quotes?",
	);
}

/** Reports a heading that is none of a table. */
export function reportLayout(line: number, add: AddFinding): void {
	add(
		"files.unknown-layout",
		"error",
		line,
		"",
		"The heading is none of an input–output table.",
		"Two heading rows (region, sector) and two index columns, as pymrio writes them, or one CSV of the OECD's inter-country tables.",
	);
}
