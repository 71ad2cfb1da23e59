import type { FindingDraft } from "#network";
import { isUnit, units } from "#network";
import { addingTo } from "./import-records.ts";
import type { Industries } from "./import-table-axes.ts";
import { readColumn } from "./import-table-blocks.ts";
import type { TableFiles } from "./import-table-files.ts";

/** How tables write million USD and its like. */
const dollars =
	/^(?<scale>m|mill|mln|mio|million|k|thousand|bn|billion)?s?\.?\s*(of\s+)?(us\$|\$|usd|us dollars?|dollars?)$/i;
const scales: Readonly<Record<string, string>> = {
	m: "million USD",
	k: "thousand USD",
	t: "thousand USD",
	b: "billion USD",
};

/**
 * Returns the unit of a table's figures: the one asked for, else what its unit file says, else million USD; `undefined` after
 * reporting that it is none that networks know (`files.unknown-unit`).
 */
export async function unitOf(
	files: TableFiles,
	industries: Industries,
	asked: string | undefined,
	addTo: (finding: FindingDraft) => void,
): Promise<string | undefined> {
	const given = new Set<string>();
	const add = addingTo(files.unit ?? "unit", addTo);
	if (asked !== undefined) given.add(asked);
	else if (files.unit !== undefined)
		await readColumn(files.unit, industries, add, (_, cell) =>
			given.add(cell.trim()),
		);
	const [first = "million USD", ...others] = given;
	const known = isUnit(first) ? first : dollarsOf(first);
	if (known !== undefined && others.length === 0) return known;
	add(
		"files.unknown-unit",
		"error",
		0,
		"unit",
		others.length > 0
			? `The table is in several units: ${[...given].slice(0, 5).join(", ")}.`
			: `The table is in “${first}”, which is no unit of a network.`,
		`State the unit, and what one unit of the file is in it; units are ${units.join(", ")}.`,
	);
	return undefined;
}

function dollarsOf(text: string): string | undefined {
	const found = dollars.exec(text.trim());
	if (found === null) return undefined;
	return scales[found.groups?.scale?.[0]?.toLowerCase() ?? ""] ?? "USD";
}
