import type { ColumnMatrix, LinearProgram } from "./linear-program.ts";

/** Takes columns, rows and their entries in any order and makes a linear program of them. */
export interface ProgramBuilder {
	/** Adds a column and returns its index; bounds may be ±Infinity. */
	readonly column: (
		lower: number,
		upper: number,
		cost: number,
		name?: string,
	) => number;
	/** Adds a column that takes whole numbers only and returns its index. */
	readonly integer: (
		lower: number,
		upper: number,
		cost: number,
		name?: string,
	) => number;
	/** Adds a row and returns its index; bounds may be ±Infinity. */
	readonly row: (lower: number, upper: number, name?: string) => number;
	/** Adds a coefficient of a row and a column added before; entries of one row and column add up. */
	readonly entry: (row: number, column: number, value: number) => void;
	/** Returns the program of what was added so far; the builder can go on. */
	readonly program: () => LinearProgram;
}

/**
 * Returns an empty builder of a linear program.
 *
 * Everything is kept in typed arrays that double when they are full, no object per entry; `program` sorts the entries by column and row in
 * two counting passes and adds up those of one place. Parameters: `offset` is the constant of the objective, default 0.
 * Edge cases: an entry of a row or column that was not added is a RangeError; a sum of entries that is 0 is left out; whether numbers make
 * sense is for the solver to judge. Cost: O(1) per addition, O(columns + rows + entries) for `program`.
 *
 * @example
 * const build = programBuilder(); // minimise x with x ≥ 0 and x ≥ 3
 * build.entry(build.row(3, Infinity), build.column(0, Infinity, 1), 1);
 * build.program().matrix.value // Float64Array [1]
 */
export function programBuilder(offset = 0): ProgramBuilder {
	const lower = growing(Float64Array);
	const upper = growing(Float64Array);
	const cost = growing(Float64Array);
	const integer = growing(Uint8Array);
	const rowLower = growing(Float64Array);
	const rowUpper = growing(Float64Array);
	const entries = entriesOf(1024);
	const columnName: (string | undefined)[] = [];
	const rowName: (string | undefined)[] = [];
	const addColumn = (
		least: number,
		most: number,
		price: number,
		whole: number,
		name: string | undefined,
	) => {
		upper.push(most);
		cost.push(price);
		integer.push(whole);
		const column = lower.push(least);
		if (name !== undefined) columnName[column] = name;
		return column;
	};
	return {
		column: (least, most, price, name) =>
			addColumn(least, most, price, 0, name),
		integer: (least, most, price, name) =>
			addColumn(least, most, price, 1, name),
		row: (least, most, name) => {
			rowUpper.push(most);
			const row = rowLower.push(least);
			if (name !== undefined) rowName[row] = name;
			return row;
		},
		entry: (row, column, value) => {
			if (!(row >= 0 && row < rowLower.length()))
				throw new RangeError(`there is no row ${row}`);
			if (!(column >= 0 && column < lower.length()))
				throw new RangeError(`there is no column ${column}`);
			if (entries.length === entries.row.length) widen(entries);
			entries.row[entries.length] = row;
			entries.column[entries.length] = column;
			entries.value[entries.length++] = value;
		},
		program: () => {
			const columns = lower.length();
			const rows = rowLower.length();
			const whole = integer.values();
			return {
				columns,
				rows,
				offset,
				lower: lower.values(),
				upper: upper.values(),
				cost: cost.values(),
				...(whole.includes(1) ? { integer: whole } : {}),
				rowLower: rowLower.values(),
				rowUpper: rowUpper.values(),
				matrix: matrixOf(columns, rows, entries),
				...(columnName.length > 0 ? { columnName: [...columnName] } : {}),
				...(rowName.length > 0 ? { rowName: [...rowName] } : {}),
			};
		},
	};
}

/** Entries in any order as a matrix by columns: counted into rows, from there into columns, and those of one place added up. */
function matrixOf(
	columns: number,
	rows: number,
	entries: Entries,
): ColumnMatrix {
	const { length, row, column, value } = entries;
	const rowStart = startsOf(rows, row, length);
	const byRow = entriesOf(length);
	for (let at = 0; at < length; at++) {
		const to = rowStart[row[at]]++;
		byRow.row[to] = row[at];
		byRow.column[to] = column[at];
		byRow.value[to] = value[at];
	}
	const columnStart = startsOf(columns, column, length);
	const byColumn = entriesOf(length);
	for (let at = 0; at < length; at++) {
		const to = columnStart[byRow.column[at]]++;
		byColumn.row[to] = byRow.row[at];
		byColumn.value[to] = byRow.value[at];
	}
	return addedUp(columns, columnStart, byColumn);
}

/** Sums of entries of one row within each column, which ends at `columnEnd`; rows ascend within a column. */
function addedUp(
	columns: number,
	columnEnd: Int32Array,
	{ row, value }: Entries,
): ColumnMatrix {
	const columnStart = new Int32Array(columns + 1);
	let kept = 0;
	let at = 0;
	for (let column = 0; column < columns; column++) {
		while (at < columnEnd[column]) {
			const first = row[at];
			let sum = 0;
			for (; at < columnEnd[column] && row[at] === first; at++)
				sum += value[at];
			if (sum === 0) continue;
			row[kept] = first;
			value[kept++] = sum;
		}
		columnStart[column + 1] = kept;
	}
	return { columnStart, row: row.slice(0, kept), value: value.slice(0, kept) };
}

/** Where the entries of each key start when they are sorted by key. */
function startsOf(count: number, keys: Int32Array, length: number): Int32Array {
	const start = new Int32Array(count + 1);
	for (let at = 0; at < length; at++) start[keys[at] + 1]++;
	for (let key = 0; key < count; key++) start[key + 1] += start[key];
	return start;
}

/** Entries of a matrix in any order; the arrays may be longer than what is in them. */
interface Entries {
	length: number;
	row: Int32Array;
	column: Int32Array;
	value: Float64Array;
}

function entriesOf(capacity: number): Entries {
	return {
		length: 0,
		row: new Int32Array(capacity),
		column: new Int32Array(capacity),
		value: new Float64Array(capacity),
	};
}

/** Makes room for as many entries again. */
function widen(entries: Entries): void {
	const wider = entriesOf(2 * entries.row.length);
	wider.row.set(entries.row);
	wider.column.set(entries.column);
	wider.value.set(entries.value);
	entries.row = wider.row;
	entries.column = wider.column;
	entries.value = wider.value;
}

type NumberArray = Float64Array | Uint8Array;

/** A typed array that doubles when it is full. */
interface Growing<Values extends NumberArray> {
	/** Adds a value and returns its index. */
	readonly push: (value: number) => number;
	readonly length: () => number;
	/** A copy of what is there. */
	readonly values: () => Values;
}

function growing<Values extends NumberArray>(
	kind: new (length: number) => Values,
): Growing<Values> {
	let values = new kind(256);
	let length = 0;
	return {
		push: (value) => {
			if (length === values.length) {
				const wider = new kind(2 * length);
				wider.set(values);
				values = wider;
			}
			values[length] = value;
			return length++;
		},
		length: () => length,
		values: () => values.slice(0, length) as Values,
	};
}
