import { type Finding, findingList } from "#network";
import {
	addingTo,
	type ImportInput,
	importRecords,
	positionsOf,
} from "./import-records.ts";

/**
 * Returns the political instability of places as a CSV file with the columns `place` (ISO 3166-1 alpha-3) and `instability` (0 stable to
 * 1 unstable) gives it; nothing if any finding is an error.
 *
 * Findings: `files.bad-instability` for a value that is no share, and those of every import. Cost: O(bytes).
 *
 * @example
 * (await instabilities("wgi-2024.csv")).rated?.get("MMR") // 0.85
 */
export async function instabilities(input: ImportInput): Promise<{
	readonly rated: ReadonlyMap<string, number> | undefined;
	readonly findings: readonly Finding[];
}> {
	const list = findingList();
	const add = addingTo(input, list.add);
	const rated = new Map<string, number>();
	await importRecords(input, add, (columns) => {
		const at = positionsOf(columns, ["place", "instability"], [], add);
		if (at === undefined) return undefined;
		return (cells, line) => {
			const text = cells[at.instability] ?? "";
			const value = Number(text);
			if (text !== "" && value >= 0 && value <= 1)
				rated.set(cells[at.place] ?? "", value);
			else
				add(
					"files.bad-instability",
					"error",
					line,
					"instability",
					`The instability is “${text}”, no share from 0 to 1.`,
					"Scale it to 0 (stable) to 1 (unstable).",
				);
		};
	});
	const findings = list.findings();
	return {
		rated: findings.some(({ severity }) => severity === "error")
			? undefined
			: rated,
		findings,
	};
}
