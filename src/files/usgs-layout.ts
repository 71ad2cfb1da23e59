/** One figure of production, as it stands in the file. */
export interface UsgsRow {
	/** Empty where the file is of one commodity. */
	readonly commodity: string;
	readonly country: string;
	/** What is made: mine production, refinery production, … */
	readonly detail: string;
	readonly unit: string;
	readonly figure: string;
	readonly note: string;
	/** Whether the publisher calls the year's figures estimates. */
	readonly estimated: boolean;
}

/** Returns the figures of production in a record. */
export type UsgsReader = (cells: readonly string[]) => readonly UsgsRow[];

/**
 * Returns the reader of production figures for one year in a file with these columns, or `undefined` if it is laid out in none of the ways
 * known: the list of all commodities (2026: `Statistics`, `Unit`, `Year`, `Value`), the world table of all commodities (2025:
 * `UNIT_MEAS`, `PROD_2023`, `PROD_EST_ 2024`), and tables of one commodity (`Prod_t_2023`, `Prod_t_est_2024`), whose unit is in the column's name.
 *
 * Capacities, reserves and the United States' own statistics are passed over. Cost: O(columns).
 */
export function usgsReader(
	columns: readonly string[],
	year: number,
): UsgsReader | undefined {
	const names = columns.map((name) =>
		name
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, "_")
			.replace(/^_|_$/g, ""),
	);
	const cellOf = (cells: readonly string[], name: string): string =>
		cells[names.indexOf(name)] ?? "";
	if (names.includes("statistics") && names.includes("value"))
		return (cells) => {
			const [wanted = "", estimate] = cellOf(cells, "year").split("_");
			const counts =
				wanted === String(year) &&
				cellOf(cells, "statistics").toLowerCase() === "production" &&
				!/united states/i.test(cellOf(cells, "section"));
			if (!counts) return [];
			return [
				{
					commodity: cellOf(cells, "commodity"),
					country: cellOf(cells, "country"),
					detail: cellOf(cells, "statistics_detail"),
					unit: cellOf(cells, "unit"),
					figure: cellOf(cells, "value"),
					note: cellOf(cells, "notes"),
					estimated: estimate !== undefined,
				},
			];
		};
	const column = names.findIndex(
		(name) => name.startsWith("prod_") && name.endsWith(`_${year}`),
	);
	if (column < 0 || !names.includes("country")) return undefined;
	const parts = (names[column] ?? "").split("_").slice(1, -1);
	const suffix = parts.find((part) => part !== "est") ?? "";
	return (cells) => [
		{
			commodity: cellOf(cells, "commodity"),
			country: cellOf(cells, "country"),
			detail: cellOf(cells, "type"),
			unit: suffix || cellOf(cells, "unit_meas"),
			figure: cells[column] ?? "",
			note: cellOf(cells, "prod_notes"),
			estimated: parts.includes("est"),
		},
	];
}
