import type { CheckContext } from "./check-context.ts";
import type { TableName } from "./network.ts";
import { tableNames } from "./network.ts";
import { shown } from "./value-judge.ts";

/** The fields that together name a row of each table. */
export const keyFields: { readonly [T in TableName]: readonly string[] } = {
	sources: ["id"],
	goods: ["id"],
	places: ["id"],
	groups: ["group", "place"],
	recipes: ["recipe", "good", "sign"],
	processes: ["id"],
	lanes: ["from", "to", "good"],
	stocks: ["place", "good", "holder"],
	demands: ["place", "good"],
	measures: ["id"],
	scenarios: ["id"],
	observations: ["id"],
};

/**
 * Finds rows that say again what an earlier row of their table said (`network.duplicate-key`), and names that mean something else
 * already (`network.reserved-name`: a place or group `WLD`, a good or family `all`).
 *
 * Lanes of unknown places or goods are not compared: they are errors already.
 * Cost: O(rows), with 4 bytes for each key field of a row and 8 to 16 for the row.
 */
export function checkKeys(context: CheckContext): void {
	for (const table of tableNames) checkTable(context, table);
	context.network.places.forEach((place, index) => {
		if (place.id === "WLD")
			reserved(context, "places", index, "id", "WLD", "every place");
	});
	context.network.groups.forEach((group, index) => {
		if (group.group === "WLD")
			reserved(context, "groups", index, "group", "WLD", "every place");
	});
	context.network.goods.forEach((good, index) => {
		if (good.id === "all")
			reserved(context, "goods", index, "id", "all", "every good");
		if (good.family?.includes("all") === true)
			reserved(context, "goods", index, "family", "all", "every good");
	});
}

function reserved(
	context: CheckContext,
	table: TableName,
	index: number,
	field: string,
	name: string,
	means: string,
): void {
	context.found(table, index, {
		code: "network.reserved-name",
		severity: "error",
		field,
		says: `The ${field} is ${shown(name)}, which stands for ${means}.`,
		hint: "Choose another name.",
	});
}

function checkTable(context: CheckContext, table: TableName): void {
	const fields = keyFields[table];
	const rows = context.network[table] as readonly object[];
	const { from, to, good } = context.laneCodes();
	const codes =
		table === "lanes"
			? [from, to, good]
			: fields.map((field) => codesOf(rows, field));
	for (const [again, first] of repeats(rows.length, codes)) {
		const row = rows[again] as Readonly<Record<string, unknown>>;
		const names = fields
			.filter((field) => field !== "sign")
			.map((field) => `${field} ${shown(row[field])}`);
		context.found(table, again, {
			code: "network.duplicate-key",
			severity: "error",
			field: fields[0],
			says: `The row repeats ${names.join(", ")}, already given in line ${context.line(table, first)}.`,
			hint: "Keep one of the rows, or add the figures up.",
		});
	}
}

/** Returns a number for each row's value of a field, equal for equal values. */
function codesOf(rows: readonly object[], field: string): Int32Array {
	const codes = new Int32Array(rows.length);
	const seen = new Map<unknown, number>();
	let last: unknown;
	let code = -1;
	rows.forEach((row, index) => {
		const values = row as Readonly<Record<string, unknown>>;
		const value =
			field === "sign" ? Number(values.quantity) < 0 : values[field];
		if (value !== last || code < 0) {
			code = seen.get(value) ?? seen.size;
			seen.set(value, code);
			last = value;
		}
		codes[index] = code;
	});
	return codes;
}

/** Returns each row whose codes all equal those of an earlier row, with the first such row, by an open-addressed table of rows. */
function* repeats(
	count: number,
	codes: readonly Int32Array[],
): Generator<readonly [number, number]> {
	let size = 16;
	while (size < count * 2) size *= 2;
	const table = new Int32Array(size).fill(-1);
	for (let row = 0; row < count; row++) {
		let slot = 0;
		if (codes.some((code) => code[row] < 0)) continue;
		for (const code of codes) {
			slot = Math.imul(slot ^ code[row], 0x9e3779b1);
			slot ^= slot >>> 15;
		}
		slot &= size - 1;
		while (
			table[slot] >= 0 &&
			codes.some((code) => code[row] !== code[table[slot]])
		)
			slot = (slot + 1) & (size - 1);
		if (table[slot] >= 0) yield [row, table[slot]];
		else table[slot] = row;
	}
}
