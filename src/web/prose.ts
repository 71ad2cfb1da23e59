import { dateInFull } from "./figures.ts";

/**
 * Returns a sentence as it is set on the page: ISO dates in full, and no line break between a number and its per cent sign.
 *
 * @example
 * prose("from 2026-12-14") // "from 14 December 2026"
 */
export function prose(sentence: string): string {
	return sentence
		.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) =>
			Number.isNaN(Date.parse(day)) ? day : dateInFull(day),
		)
		.replace(/(\d) %/g, "$1\u00a0%");
}

/** Returns a link of a chain of causes as a sentence with its full stop. */
export function fullStop(sentence: string): string {
	return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** The parts of a good's name. */
export interface GoodName {
	/** What it is called in a list: `Other uses`. */
	readonly head: string;
	/** What it takes in: `small motors, industry, robots`. */
	readonly detail?: string;
	/** What its unit counts: `of magnets in them`. */
	readonly of?: string;
}

/**
 * Returns the parts of a good's name: the head before a colon, the detail after it, and what a bracket says of the unit.
 *
 * @example
 * goodName("Other uses: robots (t of magnets in them)", "t") // { head: "Other uses", detail: "robots", of: "of magnets in them" }
 */
export function goodName(name: string, unit: string): GoodName {
	const bracket = ` (${unit} of `;
	const at = name.endsWith(")") ? name.indexOf(bracket) : -1;
	const whole = at === -1 ? name : name.slice(0, at);
	const of = at === -1 ? undefined : name.slice(at + unit.length + 3, -1);
	const colon = whole.indexOf(": ");
	const head = colon === -1 ? whole : whole.slice(0, colon);
	const detail = colon === -1 ? undefined : whole.slice(colon + 2);
	return { head, ...(detail && { detail }), ...(of && { of }) };
}
