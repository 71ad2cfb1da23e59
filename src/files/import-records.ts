import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { FindingDraft } from "#network";
import { CsvRecords } from "./csv-records.ts";
import { looseDecoder } from "./loose-text.ts";

/** A file of someone else's statistics: its path, or its bytes as they arrive. */
export type ImportInput = string | AsyncIterable<Uint8Array>;

/** Takes in what is wrong with an input. */
export type AddFinding = (
	code: string,
	severity: "error" | "warning" | "note",
	row: number,
	field: string,
	says: string,
	hint: string,
) => void;

/** Takes one record: its cells by the column's position, trimmed, and its line. */
export type TakeRecord = (cells: readonly string[], line: number) => void;

/**
 * Reads the records of a CSV file of someone else's, one by one, in UTF-8 or Windows-1252.
 *
 * `head` gets the names of the columns, trimmed, and returns what takes the records, or `undefined` to stop. Records may have empty cells
 * more than the heading (UN Comtrade ends its lines with a comma); other misfits are `files.broken-csv` and passed over. A file that the
 * system does not let be read is `files.unreadable`, one without heading `files.empty-file`.
 * Cost: O(bytes), memory O(1 MiB).
 */
export async function importRecords(
	input: ImportInput,
	add: AddFinding,
	head: (columns: readonly string[]) => TakeRecord | undefined,
): Promise<void> {
	const content = new ImportContent(add, head);
	const csv = new CsvRecords(content);
	const decode = looseDecoder();
	try {
		const pieces =
			typeof input === "string"
				? createReadStream(input, { highWaterMark: 1 << 20 })
				: input;
		for await (const bytes of pieces) {
			csv.push(decode(bytes as Uint8Array));
			if (csv.lost || content.stopped) break;
		}
		csv.push(decode());
		csv.end();
	} catch (cause) {
		const reason =
			cause instanceof Error && "code" in cause ? cause.code : undefined;
		if (typeof reason !== "string" || typeof input !== "string") throw cause;
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
	if (!content.headed)
		add(
			"files.empty-file",
			"error",
			0,
			"",
			"The file is empty.",
			"Download it again.",
		);
}

class ImportContent {
	headed = false;
	stopped = false;
	readonly #add: AddFinding;
	readonly #head: (columns: readonly string[]) => TakeRecord | undefined;
	#take: TakeRecord | undefined;
	#width = 0;

	constructor(
		add: AddFinding,
		head: (columns: readonly string[]) => TakeRecord | undefined,
	) {
		this.#add = add;
		this.#head = head;
	}

	record(raw: string[], line: number): void {
		if (this.stopped) return;
		const cells = raw.map((cell) => cell.trim());
		if (!this.headed) {
			this.headed = true;
			this.#width = cells.length;
			this.#take = this.#head(cells);
			this.stopped = this.#take === undefined;
			return;
		}
		const misfit =
			cells.length < this.#width ||
			cells.slice(this.#width).some((cell) => cell !== "");
		if (!misfit) this.#take?.(cells, line);
		else if (cells.some((cell) => cell !== ""))
			this.fault(
				line,
				`The record has ${cells.length} cells, the heading ${this.#width}.`,
				"Look at the line: is a cell with a comma in quotes?",
			);
	}

	fault(line: number, says: string, hint: string): void {
		this.headed = true;
		this.#add("files.broken-csv", "error", line, "", says, hint);
	}
}

/** Returns the file name under which findings on an input are given. */
function inputName(input: ImportInput): string {
	return typeof input === "string" ? basename(input) : "input";
}

/** Returns what adds findings on an input to a list. */
export function addingTo(
	input: ImportInput,
	add: (finding: FindingDraft) => void,
): AddFinding {
	const file = inputName(input);
	return (code, severity, row, field, says, hint) =>
		add({ code, severity, file, row, field, says, hint });
}

/** Returns the position of each wanted column, capitals apart, or `undefined` after reporting the required ones that are missing. */
export function positionsOf<Name extends string>(
	columns: readonly string[],
	required: readonly Name[],
	optional: readonly Name[],
	add: AddFinding,
): Readonly<Record<Name, number>> | undefined {
	const lower = columns.map((name) => name.toLowerCase());
	const found = {} as Record<Name, number>;
	let whole = true;
	for (const name of [...required, ...optional]) {
		found[name] = lower.indexOf(name.toLowerCase());
		if (found[name] >= 0 || !required.includes(name)) continue;
		whole = false;
		add(
			"files.missing-column",
			"error",
			1,
			name,
			`The column ${name} is missing.`,
			`The file has ${columns.slice(0, 20).join(", ")}: is it the right one?`,
		);
	}
	return whole ? found : undefined;
}
