import type { AddFinding } from "./import-records.ts";
import type { Industries } from "./import-table-axes.ts";

/** What a table may hold. */
export interface FigureLimits {
	/** Most industries. */
	readonly most: number;
	/** Whether deliveries below 0 keep the table from loading or count as 0. */
	readonly negatives: "refuse" | "zero";
}

/** The figures of a table while it is read. */
export class TableFigures {
	readonly industries: Industries;
	/** Deliveries, suppliers × buyers. */
	readonly Z: Float64Array;
	/** Final demand of each industry, over all categories. */
	readonly Y: Float64Array;
	/** Output of each industry; without meaning unless `hasOutput`. */
	readonly x: Float64Array;
	hasOutput = false;

	readonly #add: AddFinding;
	readonly #negatives: "refuse" | "zero";

	private constructor(
		industries: Industries,
		add: AddFinding,
		negatives: "refuse" | "zero",
	) {
		this.industries = industries;
		this.#add = add;
		this.#negatives = negatives;
		const { count } = industries;
		this.Z = new Float64Array(count * count);
		this.Y = new Float64Array(count);
		this.x = new Float64Array(count);
	}

	/** Returns figures of 0 for the industries; `undefined` after reporting that they are too many (`files.too-large`). */
	static of(
		industries: Industries,
		{ most, negatives }: FigureLimits,
		add: AddFinding,
	): TableFigures | undefined {
		const { count } = industries;
		if (count <= most) return new TableFigures(industries, add, negatives);
		const gibibytes = (8 * most * most) / 2 ** 30;
		add(
			"files.too-large",
			"error",
			0,
			"",
			`The table has ${count} industries; the limit is ${most}, whose deliveries take ${gibibytes.toFixed(1)} GiB.`,
			"Take an edition with fewer sectors, let several regions form one, or raise the limit if the memory allows it.",
		);
		return undefined;
	}

	/** Adds a delivery; one below 0 counts as 0 and is reported: an error unless such are accepted (`files.negative-figure`). */
	deliver(from: number, to: number, value: number, line: number): void {
		const at = from * this.x.length + to;
		if (value >= 0) {
			this.Z[at] = (this.Z[at] ?? 0) + value;
			return;
		}
		this.#add(
			"files.negative-figure",
			this.#negatives === "zero" ? "warning" : "error",
			line,
			this.nameAt(to),
			`The delivery to ${this.nameAt(to)} is ${value}.`,
			this.#negatives === "zero"
				? "It counts as 0."
				: "Deliveries are 0 or more; let them count as 0 if you accept it.",
		);
	}

	/** Adds to an industry's final demand; categories may be below 0, as stocks shrink. */
	use(industry: number, value: number): void {
		this.Y[industry] = (this.Y[industry] ?? 0) + value;
	}

	/** Adds to an industry's output. */
	make(industry: number, value: number): void {
		this.hasOutput = true;
		this.x[industry] = (this.x[industry] ?? 0) + value;
	}

	/** Returns the name of an industry. */
	nameAt(industry: number): string {
		const { regions, sectors } = this.industries;
		const region = regions[Math.floor(industry / sectors.length)];
		return `${region}|${sectors[industry % sectors.length]}`;
	}
}
