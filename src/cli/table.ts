import { stripVTControlCharacters } from "node:util";
import { styled } from "./style.ts";

/** A column of a table. */
export interface Column<Row> {
	readonly head: string;
	readonly cell: (row: Row) => string;
	/** Numbers stand right. */
	readonly right?: boolean;
}

/**
 * Returns rows as aligned lines under a head; numbers right, words left.
 *
 * @example
 * tableLines([{ place: "JPN", share: 0.7 }], [{ head: "Place", cell: (row) => row.place }]) // ["Place", "JPN  "]
 */
export function tableLines<Row>(
	rows: readonly Row[],
	columns: readonly Column<Row>[],
): string[] {
	const cells = rows.map((row) => columns.map((column) => column.cell(row)));
	const widths = columns.map((column, at) =>
		Math.max(
			widthOf(column.head),
			...cells.map((row) => widthOf(row[at] ?? "")),
		),
	);
	const line = (texts: readonly string[]) =>
		texts
			.map((text, at) => {
				const space = " ".repeat((widths[at] ?? 0) - widthOf(text));
				return columns[at]?.right ? space + text : text + space;
			})
			.join("  ")
			.trimEnd();
	return [
		styled("dim", line(columns.map(({ head }) => head))),
		...cells.map(line),
	];
}

function widthOf(text: string): number {
	return [...stripVTControlCharacters(text)].length;
}

const eighths = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];

/** Returns a share as a bar of at most so many characters, in eighths of a character. */
export function bar(share: number, width: number): string {
	const units = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
	const rest = units % 8;
	return (
		"█".repeat(Math.floor(units / 8)) +
		(rest === 0 ? "" : (eighths[rest - 1] ?? ""))
	);
}

const levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** Returns shares through time as a line of blocks, each the mean of its part; `·` where nothing is missing. */
export function sparkline(shares: readonly number[], width: number): string {
	return Array.from({ length: Math.min(width, shares.length) }, (_, at) => {
		const from = Math.floor(
			(at * shares.length) / Math.min(width, shares.length),
		);
		const to = Math.floor(
			((at + 1) * shares.length) / Math.min(width, shares.length),
		);
		const part = shares.slice(from, to);
		const mean = part.reduce((sum, share) => sum + share, 0) / part.length;
		return mean < 0.001
			? "·"
			: (levels[Math.min(7, Math.floor(mean * 8))] ?? "█");
	}).join("");
}
