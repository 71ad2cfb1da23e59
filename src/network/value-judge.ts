import type { Field, FieldType } from "./dictionary.ts";
import type { PathStep } from "./measure.ts";
import { nearest } from "./nearest.ts";
import { isUnit, units } from "./units.ts";

/** Takes in what is wrong with a value: code, the sentence's end after the field's name, and what to do. */
export type Fail = (code: string, says: string, hint: string) => void;

/** Returns whether a value is what its field holds; if not, tells what is wrong. */
export type ValueJudge = (value: unknown, fail: Fail) => boolean;

/**
 * Returns the judge of one type of field, for values read from cells and for values of networks made by a programme.
 *
 * Cost of a judgement: O(1), of lists and paths O(items).
 */
export function valueJudge(type: FieldType): ValueJudge {
	switch (type.kind) {
		case "number":
			return isFiniteNumber;
		case "quantity":
			return isQuantity;
		case "share":
			return within(0, 1, "a share of 1");
		case "latitude":
			return within(-90, 90, "degrees north");
		case "longitude":
			return within(-180, 180, "degrees east");
		case "year":
			return isYear;
		case "date":
			return isDate;
		case "url":
			return isUrl;
		case "key":
			return isKey;
		case "unit":
			return isKnownUnit;
		case "confidence":
		case "choice":
			return isOneOf(type.choices);
		case "path":
			return isPath;
		case "text":
		case "ref":
			return isText;
		default:
			return isList;
	}
}

function isFiniteNumber(value: unknown, fail: Fail): value is number {
	if (typeof value === "number" && Number.isFinite(value)) return true;
	fail(
		"network.not-a-number",
		`is ${shown(value)}, not a finite number`,
		"Write digits; leave the cell empty if it is not known.",
	);
	return false;
}

function isQuantity(value: unknown, fail: Fail): boolean {
	if (!isFiniteNumber(value, fail)) return false;
	if (value >= 0) return true;
	fail(
		"network.negative-quantity",
		`is ${value}, less than nothing`,
		"Quantities count from 0 up; only the amounts of a recipe's inputs are negative.",
	);
	return false;
}

function within(low: number, high: number, what: string): ValueJudge {
	return (value, fail) => {
		if (!isFiniteNumber(value, fail)) return false;
		if (value >= low && value <= high) return true;
		fail(
			"network.out-of-range",
			`is ${value}, outside ${low} to ${high}`,
			`Write ${what}, from ${low} to ${high}.`,
		);
		return false;
	};
}

function isYear(value: unknown, fail: Fail): boolean {
	const good = Number.isInteger(value) && Number(value) >= 1000;
	if (good && Number(value) <= 9999) return true;
	fail(
		"network.not-a-year",
		`is ${shown(value)}, not a year`,
		"Write a year in four digits, as 2024.",
	);
	return false;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(value: unknown, fail: Fail): boolean {
	const parts =
		typeof value === "string" ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) : null;
	if (parts !== null) {
		const [year, month, day] = parts.slice(1).map(Number);
		const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
		const days = month === 2 && leap ? 29 : (monthDays[month - 1] ?? 0);
		if (day >= 1 && day <= days) return true;
	}
	fail(
		"network.not-a-date",
		parts === null
			? `is ${shown(value)}, not a date`
			: `is ${shown(value)}, a day that no calendar has`,
		"Write year-month-day (ISO 8601), as 2025-04-04.",
	);
	return false;
}

function isUrl(value: unknown, fail: Fail): boolean {
	if (typeof value === "string" && /^https?:\/\/[^\s/]+\S*$/.test(value))
		return true;
	fail(
		"network.not-a-url",
		`is ${shown(value)}, not an address of the web`,
		"Write the whole address with https://, or leave the cell empty.",
	);
	return false;
}

function isKey(value: unknown, fail: Fail): boolean {
	if (!isText(value, fail)) return false;
	if (!/[;+\n\r\t]/.test(value)) return true;
	fail(
		"network.bad-key",
		`is ${shown(value)}, and lists could not tell it apart`,
		"Leave ; and + and line breaks out of names that rows refer to.",
	);
	return false;
}

function isText(value: unknown, fail: Fail): value is string {
	if (typeof value === "string" && value !== "") return true;
	fail(
		"network.not-text",
		`is ${shown(value)}, not words`,
		"Give words, or leave the field out.",
	);
	return false;
}

function isList(value: unknown, fail: Fail): boolean {
	const items: readonly unknown[] = Array.isArray(value) ? value : [undefined];
	return items.every((item) => isText(item, fail));
}

function isKnownUnit(value: unknown, fail: Fail): boolean {
	if (typeof value === "string" && isUnit(value)) return true;
	fail(
		"network.unknown-unit",
		`is ${shown(value)}, not a unit known here`,
		`Known units: ${nearestFirst(String(value), units)}.`,
	);
	return false;
}

function isOneOf(choices: readonly string[]): ValueJudge {
	return (value, fail) => {
		if (typeof value === "string" && choices.includes(value)) return true;
		fail(
			"network.unknown-choice",
			`is ${shown(value)}, not one of its choices`,
			`Choose from: ${nearestFirst(String(value), choices)}.`,
		);
		return false;
	};
}

function isPath(value: unknown, fail: Fail): boolean {
	const steps: readonly Partial<PathStep>[] = Array.isArray(value) ? value : [];
	let last = -1;
	for (const { day = Number.NaN, share = Number.NaN } of steps) {
		const good =
			Number.isFinite(day) &&
			Number.isFinite(share) &&
			day > last &&
			share >= 0;
		if (!good) {
			notAPath(
				`has the step ${day}:${share} out of order or out of range`,
				fail,
			);
			return false;
		}
		last = day;
	}
	if (steps.length === 0) notAPath("has no steps", fail);
	return steps.length > 0;
}

function nearestFirst(name: string, names: readonly string[]): string {
	const first = nearest(name, names);
	if (first === undefined) return names.join(", ");
	return [first, ...names.filter((other) => other !== first)].join(", ");
}

/** Tells that a required value is missing: a number without source by its own code. */
export function failMissing(field: Field, fail: Fail): void {
	if (field.field === "source")
		fail(
			"network.missing-source",
			"is missing: a number without source",
			"Cite a row of sources.csv, one for the derivation if the number is derived.",
		);
	else
		fail(
			"network.missing-value",
			"is missing",
			`Give it: ${field.description}`,
		);
}

/** Tells that a path is none. */
export function notAPath(says: string, fail: Fail): void {
	fail(
		"network.not-a-path",
		says,
		"Write steps of day:share, the days rising and no share below 0, as 0:0.49;30:0.23.",
	);
}

/** Returns a value in quotation marks for a finding, short and without control characters. */
export function shown(value: unknown): string {
	if (value === undefined) return "missing";
	const text = String(value);
	const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
	return `“${short.replace(/\p{Cc}/gu, "·")}”`;
}
