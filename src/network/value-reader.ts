import type { FieldType } from "./dictionary.ts";
import type { PathStep } from "./measure.ts";
import type { Fail } from "./value-judge.ts";
import { notAPath, shown, valueJudge } from "./value-judge.ts";

/** What a field can hold. */
export type FieldValue =
	| string
	| number
	| readonly string[]
	| readonly PathStep[];

/** Returns a cell's value, or `undefined` after telling what is wrong. */
export type ValueReader = (text: string, fail: Fail) => FieldValue | undefined;

/**
 * Returns the reader of one type of field: from a cell's text, trimmed and not empty, to its value.
 *
 * Numbers are written with a point and without grouping; lists are parted by `;`, empty items left out; paths are `day:share` steps.
 * Cost of a reading: O(length of the text).
 */
export function valueReader(type: FieldType): ValueReader {
	const judge = valueJudge(type);
	const raw = rawReader(type);
	return (text, fail) => {
		const value = raw(text, fail);
		return value !== undefined && judge(value, fail) ? value : undefined;
	};
}

function rawReader(type: FieldType): ValueReader {
	switch (type.kind) {
		case "number":
		case "quantity":
		case "share":
		case "latitude":
		case "longitude":
		case "year":
			return numberOf;
		case "list text":
		case "list ref":
		case "list places":
		case "list areas":
		case "list families":
			return listOf;
		case "path":
			return pathOf;
		default:
			return (text) => text;
	}
}

function numberOf(text: string, fail: Fail): number | undefined {
	const value = Number(text);
	// Number() also reads 0x10, 0b1 and 0o7; a cell does not.
	const based = text[0] === "0" && /^0[box]/i.test(text);
	if (Number.isNaN(value) || based) {
		fail(
			"network.not-a-number",
			`is ${shown(text)}, not a number`,
			plain(text),
		);
		return undefined;
	}
	return value + 0;
}

function plain(text: string): string {
	if (/^-?\d{1,3}([, ’']\d{3})+(\.\d+)?$/.test(text))
		return `Write ${text.replace(/[, ’']/g, "")}, without grouping.`;
	if (/^-?\d+,\d+$/.test(text))
		return `Write ${text.replace(",", ".")}, with a point before the decimals.`;
	if (/^-?[\d.]+ *%$/.test(text))
		return "Write a share of 1: 0.25 instead of 25 %.";
	return "Write digits, with a point before decimals and no unit; leave the cell empty if it is not known.";
}

function listOf(text: string): readonly string[] | undefined {
	const items = text
		.split(";")
		.map((item) => item.trim())
		.filter((item) => item !== "");
	return Object.freeze(items);
}

function pathOf(text: string, fail: Fail): readonly PathStep[] | undefined {
	const steps: PathStep[] = [];
	for (const item of text.split(";")) {
		const parts = /^\s*([-+\d.e]+)\s*:\s*([-+\d.e]+)\s*$/i.exec(item);
		if (parts === null) {
			notAPath(`is ${shown(text)}, and ${shown(item)} is no step`, fail);
			return undefined;
		}
		steps.push(
			Object.freeze({ day: Number(parts[1]), share: Number(parts[2]) }),
		);
	}
	return Object.freeze(steps);
}
