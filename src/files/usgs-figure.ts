/** A figure as the U.S. Geological Survey prints it. */
export type UsgsFigure =
	| {
			readonly value: number;
			/** Bounds where the print says more than or less than. */
			readonly low?: number;
			readonly high?: number;
			readonly estimated: boolean;
	  }
	/** Why there is no figure. */
	| { readonly absent: string };

const absences: ReadonlyMap<string, string> = new Map([
	["W", "withheld by the publisher"],
	["NA", "not available"],
	["XX", "not applicable"],
	["", "left empty"],
]);

/**
 * Returns what a printed figure means: a dash is zero, `W` withheld, `NA` not available, `>1,000` at least 1,000, `<50` at most 50,
 * `e` before or after it an estimate, `r` a revision.
 *
 * Edge cases: words (`Large`, `Less than ½ unit`) are absent figures. Cost: O(length).
 * Source: Mineral Commodity Summaries, “Significant events, trends, and issues”, notes to the tables.
 *
 * @example
 * usgsFigure(">1,000") // { value: 1000, low: 1000, estimated: false }
 */
export function usgsFigure(text: string): UsgsFigure {
	const plain = text.trim();
	const absent = absences.get(plain.toUpperCase());
	if (absent !== undefined) return { absent };
	if (/^[—–-]{1,2}$/.test(plain)) return { value: 0, estimated: false };
	const parts =
		/^([<>]?)\s*([er]?)\s*([<>]?)\s*(\d[\d,]*(?:\.\d+)?|\.\d+)\s*([er]?)$/i.exec(
			plain,
		);
	if (parts === null) return { absent: `“${plain}”` };
	const [, first, before, second, digits = "", after] = parts;
	const value = Number(digits.replaceAll(",", ""));
	const bound = first || second;
	return {
		value,
		...(bound === ">" ? { low: value } : {}),
		...(bound === "<" ? { high: value } : {}),
		estimated: `${before}${after}`.toLowerCase().includes("e"),
	};
}

const units: ReadonlyMap<string, readonly [unit: string, factor: number]> =
	new Map([
		["metric tons", ["t", 1]],
		["thousand metric tons", ["kt", 1]],
		["thousand metric dry tons", ["kt", 1]],
		["million metric tons", ["Mt", 1]],
		["kilograms", ["kg", 1]],
		["million cubic meters", ["million m3", 1]],
		["thousand carats", ["kg", 0.2]],
		["million carats", ["t", 0.2]],
		["t", ["t", 1]],
		["kt", ["kt", 1]],
		["mt", ["Mt", 1]],
		["kg", ["kg", 1]],
		["mcm", ["million m3", 1]],
		["kct", ["kg", 0.2]],
		["mct", ["t", 0.2]],
	]);

/** Returns the unit that the publisher's words or column suffix mean, and how many of it one of theirs is (a carat is 0.2 g). */
export function usgsUnit(
	words: string,
): readonly [unit: string, factor: number] | undefined {
	return units.get(words.trim().toLowerCase());
}
