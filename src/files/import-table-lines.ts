import { createReadStream } from "node:fs";
import type { AddFinding } from "./import-records.ts";
import { looseDecoder } from "./loose-text.ts";

/** A line of a table cut into cells, with its number, the first line being 1. */
export interface TableLine {
	readonly cells: readonly string[];
	readonly line: number;
}

/** Longest line that is read: a table of 16,000 industries needs about 0.4 million characters. */
const longest = 1 << 25;

/**
 * Yields the lines of a table of numbers, each cut at tabs where the first line holds any, else at commas; empty lines are passed over.
 *
 * Text is UTF-8 or Windows-1252. Cells may stand in double quotes, but no cell spans lines. Findings: `files.unreadable`,
 * `files.empty-file`, `files.broken-csv` for quotes that are not closed or a line without end, after which nothing is read.
 * `took` is told how many bytes were read since it was last told. Cost: O(bytes), memory O(1 MiB + longest line).
 */
export async function* tableLines(
	path: string,
	add: AddFinding,
	took: (bytes: number) => void = () => {},
): AsyncGenerator<TableLine> {
	const decode = looseDecoder();
	let rest = "";
	let line = 0;
	let separator: string | undefined;
	const cut = (text: string): TableLine | undefined => {
		line++;
		const whole = text.endsWith("\r") ? text.slice(0, -1) : text;
		if (whole === "") return undefined;
		separator ??= whole.includes("\t") ? "\t" : ",";
		const cells = cellsOf(whole, separator);
		if (cells !== undefined) return { cells, line };
		add(
			"files.broken-csv",
			"error",
			line,
			"",
			"A quote opened in this line is not closed in it, or stands inside a cell.",
			"Put whole cells in quotes, without line breaks in them.",
		);
		return undefined;
	};
	try {
		for await (const bytes of createReadStream(path, {
			highWaterMark: 1 << 20,
		})) {
			took((bytes as Uint8Array).length);
			const lines = (rest + decode(bytes as Uint8Array)).split("\n");
			rest = lines.pop() ?? "";
			for (const text of lines) {
				const found = cut(text);
				if (found !== undefined) yield found;
			}
			if (rest.length <= longest) continue;
			const says = `This line is longer than ${longest} characters.`;
			const hint = "End the lines with LF or CRLF.";
			add("files.broken-csv", "error", line + 1, "", says, hint);
			return;
		}
	} catch (cause) {
		const reason =
			cause instanceof Error && "code" in cause ? cause.code : undefined;
		if (typeof reason !== "string") throw cause;
		add(
			"files.unreadable",
			"error",
			0,
			"",
			`The system does not let the file be read (${reason}).`,
			"Look at its path and permissions.",
		);
		return;
	}
	const last = cut(rest + decode());
	if (last !== undefined) yield last;
	if (separator === undefined)
		add(
			"files.empty-file",
			"error",
			0,
			"",
			"The file is empty.",
			"Download it again.",
		);
}

/** Returns the cells of a line, trimmed where they are labels; `undefined` if its quotes are wrong. */
function cellsOf(
	line: string,
	separator: string,
): readonly string[] | undefined {
	if (!line.includes('"')) return line.split(separator);
	const cells: string[] = [];
	let at = 0;
	while (at <= line.length) {
		if (line[at] !== '"') {
			const next = line.indexOf(separator, at);
			const end = next < 0 ? line.length : next;
			const cell = line.slice(at, end);
			if (cell.includes('"')) return undefined;
			cells.push(cell);
			at = end + 1;
			continue;
		}
		let close = line.indexOf('"', at + 1);
		while (close >= 0 && line[close + 1] === '"')
			close = line.indexOf('"', close + 2);
		const after = line[close + 1];
		if (close < 0 || (after !== undefined && after !== separator))
			return undefined;
		cells.push(line.slice(at + 1, close).replaceAll('""', '"'));
		at = close + 2;
	}
	return cells;
}
