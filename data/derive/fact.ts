import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Confidence } from "#network";

/** A row of a fact table: column to text, empty where not given. */
export type Fact = Readonly<Record<string, string>>;

const folder = new URL("../facts/", import.meta.url);
const read = new Map<string, readonly Fact[]>();

/** Returns the rows of `data/facts/<name>.csv`, in the order of the file. */
export function facts(name: string): readonly Fact[] {
	const known = read.get(name);
	if (known) return known;
	const rows = parse(readFileSync(new URL(`${name}.csv`, folder)), {
		columns: true,
		bom: true,
	}) as Fact[];
	read.set(name, rows);
	return rows;
}

/** Returns the text of a field; throws where the table has no such column, so that a misspelt name cannot pass. */
export function text(fact: Fact, field: string): string {
	const value = fact[field];
	if (value === undefined) throw new Error(`no column ${field}`);
	return value;
}

/** Returns the number in a field; throws where there is none. */
export function number(fact: Fact, field: string): number {
	const value = optional(fact, field);
	if (value === undefined) throw new Error(`no number in ${field}`);
	return value;
}

/** Returns the number in a field, or undefined where the field is empty. */
export function optional(fact: Fact, field: string): number | undefined {
	const value = text(fact, field);
	if (value === "") return undefined;
	if (!Number.isFinite(Number(value)))
		throw new Error(`${field} is not a number: ${value}`);
	return Number(value);
}

/** Returns the confidence letter of a row. */
export function confidence(fact: Fact): Confidence {
	const letter = text(fact, "confidence");
	if (!"ABCD".includes(letter) || letter.length !== 1)
		throw new Error(`no confidence: ${letter}`);
	return letter as Confidence;
}

/** Returns the first four digits of the year field as a number. */
export function year(fact: Fact): number {
	return Number(text(fact, "year").slice(0, 4));
}

/** Returns the entries of a list field, split at semicolons. */
export function list(fact: Fact, field: string): string[] {
	return text(fact, field).split(";").filter(Boolean);
}

/** Returns low and high of a row, each multiplied, and nothing where they are empty. */
export function range(
	fact: Fact,
	factor = 1,
): { readonly low?: number; readonly high?: number } {
	const low = optional(fact, "low");
	const high = optional(fact, "high");
	return {
		...(low === undefined ? {} : { low: low * factor }),
		...(high === undefined ? {} : { high: high * factor }),
	};
}

/** Returns the row of `assumptions.csv` with this id. */
export function assumption(id: string): Fact {
	return one("assumptions", (fact) => fact.id === id, id);
}

/** Returns the only row of a table that fits; throws where none or several do. */
export function one(
	table: string,
	fits: (fact: Fact) => boolean,
	label: string,
): Fact {
	const found = facts(table).filter(fits);
	if (found.length !== 1 || found[0] === undefined)
		throw new Error(`${found.length} rows of ${table} for ${label}`);
	return found[0];
}

/** Returns source, confidence and note of a row, as every quantity row of a package carries them. */
export function cited(
	fact: Fact,
	note?: string,
): {
	readonly source: string;
	readonly confidence: Confidence;
	readonly note?: string;
} {
	return {
		source: text(fact, "source_id"),
		confidence: confidence(fact),
		...(note ? { note } : {}),
	};
}
