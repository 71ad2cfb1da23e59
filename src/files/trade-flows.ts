import type { Confidence, Lane } from "#network";
import { formatQuantity } from "#network";
import type { AddFinding } from "./import-records.ts";

/** One reported flow of trade. */
export interface TradeFlow {
	readonly from: string;
	readonly to: string;
	readonly good: string;
	/** Code under which it was reported. */
	readonly code: string;
	readonly tonnes: number;
	readonly thousandDollars: number;
	/** Whether the reporter estimated the weight. */
	readonly estimated: boolean;
}

interface Sum {
	tonnes: number;
	thousandDollars: number;
	estimated: boolean;
}

/** Adds flows of trade up by exporter, importer and good. */
export class TradeFlows {
	readonly #lanes = new Map<string, Map<string, Sum>>();

	/** Adds a flow up. */
	add({
		from,
		to,
		good,
		code,
		tonnes,
		thousandDollars,
		estimated,
	}: TradeFlow): void {
		const key = `${from}\t${to}\t${good}`;
		let codes = this.#lanes.get(key);
		if (codes === undefined) {
			codes = new Map();
			this.#lanes.set(key, codes);
		}
		const sum = codes.get(code);
		if (sum === undefined)
			codes.set(code, { tonnes, thousandDollars, estimated });
		else {
			sum.tonnes += tonnes;
			sum.thousandDollars += thousandDollars;
			sum.estimated ||= estimated;
		}
	}

	/**
	 * Returns one lane for each exporter, importer and good, sorted by these, in tonnes; a good reported under a heading and under codes
	 * within it counts by the heading alone, with the note `files.overlapping-codes`.
	 *
	 * Lanes with an estimated weight get confidence B, others A; the note holds the codes and the value in thousand USD.
	 */
	lanes(source: string, year: number, add: AddFinding): Lane[] {
		const keys = [...this.#lanes.keys()].sort();
		const overlapping = new Set<string>();
		const lanes = keys.map((key): Lane => {
			const [from = "", to = "", good = ""] = key.split("\t");
			const codes = this.#lanes.get(key) ?? new Map<string, Sum>();
			const counted = [...codes].filter(([code]) => {
				const heading = [...codes.keys()].find(
					(other) => other !== code && code.startsWith(other),
				);
				if (heading !== undefined) overlapping.add(`${code} within ${heading}`);
				return heading === undefined;
			});
			return laneOf(from, to, good, counted, source, year);
		});
		if (overlapping.size > 0)
			add(
				"files.overlapping-codes",
				"note",
				0,
				"",
				`Some codes were reported with their headings, and only the headings count: ${[...overlapping].sort().slice(0, 10).join(", ")}.`,
				"Name codes of one level to choose otherwise.",
			);
		return lanes;
	}
}

function laneOf(
	from: string,
	to: string,
	good: string,
	counted: readonly (readonly [string, Sum])[],
	source: string,
	year: number,
): Lane {
	let tonnes = 0;
	let thousandDollars = 0;
	let estimated = false;
	for (const [, sum] of counted) {
		tonnes += sum.tonnes;
		thousandDollars += sum.thousandDollars;
		estimated ||= sum.estimated;
	}
	const confidence: Confidence = estimated ? "B" : "A";
	const codes = counted.map(([code]) => code).sort();
	return {
		from,
		to,
		good,
		flow: tonnes,
		days: 0,
		source,
		year,
		confidence,
		note: `HS ${codes.join(", ")}: ${formatQuantity(thousandDollars, "thousand USD")}${estimated ? "; weight partly estimated by the reporter" : ""}`,
	};
}

/** Returns the good that the longest code stands for which a reported code equals or lies within. */
export function goodOf(
	goods: ReadonlyMap<string, string>,
	code: string,
): string | undefined {
	for (let length = code.length; length > 0; length--) {
		const good = goods.get(code.slice(0, length));
		if (good !== undefined) return good;
	}
	return undefined;
}

/** Returns codes of the Harmonized System as keys of digits alone: `8505.11` becomes `850511`. */
export function plainCodes(
	goods: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
	return new Map(
		[...goods].map(([code, good]) => [code.replace(/\D/g, ""), good]),
	);
}

/** Counts what was left out for one reason, and tells it in one note. */
export class LeftOut {
	readonly #tonnes = new Map<string, number>();

	/** Counts a flow left out, by the name that kept it out. */
	add(name: string, tonnes: number): void {
		this.#tonnes.set(name, (this.#tonnes.get(name) ?? 0) + tonnes);
	}

	/** Tells what was left out, the heaviest first. */
	tell(code: string, what: string, hint: string, add: AddFinding): void {
		const names = [...this.#tonnes].sort(
			(a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
		);
		if (names.length === 0) return;
		const total = names.reduce((sum, [, tonnes]) => sum + tonnes, 0);
		const heaviest = names
			.slice(0, 5)
			.map(([name, tonnes]) => `${name} (${formatQuantity(tonnes, "t")})`);
		add(
			code,
			"note",
			0,
			"",
			`${formatQuantity(total, "t")} ${what}: ${heaviest.join(", ")}${names.length > 5 ? ` and ${names.length - 5} more` : ""}.`,
			hint,
		);
	}
}
