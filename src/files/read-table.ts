import type {
	Finding,
	FindingDraft,
	Noun,
	RowReader,
	TableName,
	TextPool,
} from "#network";
import { rowReader } from "#network";
import { columnsOf } from "./csv-header.ts";
import type { CsvSink } from "./csv-records.ts";
import { CsvRecords } from "./csv-records.ts";
import { textPieces } from "./text-pieces.ts";

/** What was read of a table's file. */
export interface ReadTable<T extends TableName> {
	readonly rows: Noun<T>[];
	/** Line of each row; absent where row 0 stands on line 2, the next on line 3, and so on. */
	readonly lines?: readonly number[];
	/** Names of the rows that could not be read, or `all` if it is not known which could not; absent if all were read. */
	readonly unread?: ReadonlySet<string> | "all";
}

/** How a table's file is read. */
export interface TableReading {
	readonly maxBytes: number;
	readonly pool: TextPool;
	readonly add: (finding: FindingDraft) => void;
	/** Told after each piece: its bytes, and the records read of this file so far. */
	readonly onPiece: (bytes: number, rows: number) => void;
}

/**
 * Returns the rows of a table's file, read in one pass, and reports everything that is wrong with its text and its cells.
 *
 * Edge cases: a file that is no CSV text gives no rows and `unread: "all"`; records whose number of cells differs from the heading's are
 * reported (`files.broken-csv`) and passed over; records of empty cells are passed over silently.
 * Cost: O(bytes); memory O(rows) for the rows, O(1 MiB) beside them.
 */
export async function readTable<T extends TableName>(
	table: T,
	path: string,
	reading: TableReading,
): Promise<ReadTable<T>> {
	const content = new TableContent(table, reading);
	const csv = new CsvRecords(content);
	for await (const piece of textPieces(path, reading.maxBytes)) {
		if ("code" in piece) {
			content.stop(piece);
			break;
		}
		csv.push(piece.text);
		if (piece.bytes === 0) csv.end();
		reading.onPiece(piece.bytes, content.count);
		if (csv.lost || content.stopped) break;
	}
	return content.read();
}

/** Takes the records of one file in and keeps its rows. */
class TableContent<T extends TableName> implements CsvSink {
	/** Records met, the heading and empty ones apart. */
	count = 0;
	/** Whether the file's heading cannot be read, so that its records mean nothing. */
	stopped = false;
	readonly #table: T;
	readonly #reading: TableReading;
	readonly #rows: Noun<T>[] = [];
	readonly #unread = new Set<string>();
	#lines: number[] | undefined;
	#columns: readonly string[] | undefined;
	#reader: RowReader<T> | undefined;
	#headed = false;
	#lost = false;

	constructor(table: T, reading: TableReading) {
		this.#table = table;
		this.#reading = reading;
	}

	record(cells: string[], line: number): void {
		if (this.stopped) return;
		if (!this.#headed) {
			this.#head(cells, line);
			return;
		}
		if (cells[0] === "" && cells.every((cell) => cell.trim() === "")) return;
		this.count++;
		if (cells.length !== this.#columns?.length) {
			this.fault(
				line,
				`The record has ${cells.length} ${cells.length === 1 ? "cell" : "cells"}, the heading ${this.#columns?.length}.`,
				"Put cells that hold commas in quotes, and write a comma for each empty cell.",
			);
			return;
		}
		const noun = this.#reader?.(cells, line, this.#reading.add);
		if (noun !== undefined) this.#keep(noun, line);
		else {
			const name = cells[this.#columns.indexOf(nameColumn(this.#table))];
			this.#unread.add(name?.trim() ?? "");
		}
	}

	fault(line: number, says: string, hint: string): void {
		this.stop({ code: "files.broken-csv", says, hint }, line);
	}

	/** Takes in what keeps a record, or the rest of the file (line 0), from being read. */
	stop(what: Pick<Finding, "code" | "says" | "hint">, row = 0): void {
		this.#lost = true;
		this.#headed = true;
		this.#reading.add({
			...what,
			severity: "error",
			file: `${this.#table}.csv`,
			row,
			field: "",
		});
	}

	read(): ReadTable<T> {
		if (!this.#headed) this.#head(undefined, 0);
		const unread = this.#lost || this.stopped ? "all" : this.#unread;
		return {
			rows: this.#rows,
			...(this.#lines === undefined ? {} : { lines: this.#lines }),
			...(unread === "all" || unread.size > 0 ? { unread } : {}),
		};
	}

	#head(heading: readonly string[] | undefined, line: number): void {
		this.#headed = true;
		this.#columns = columnsOf(this.#table, heading, line, this.#reading.add);
		if (this.#columns === undefined) this.stopped = true;
		else
			this.#reader = rowReader(this.#table, this.#columns, this.#reading.pool);
	}

	#keep(noun: Noun<T>, line: number): void {
		if (this.#lines === undefined && line !== this.#rows.length + 2)
			this.#lines = this.#rows.map((_, index) => index + 2);
		this.#lines?.push(line);
		this.#rows.push(noun);
	}
}

/** The column by which other tables name the rows of this one. */
function nameColumn(table: TableName): string {
	if (table === "groups") return "group";
	return table === "recipes" ? "recipe" : "id";
}
