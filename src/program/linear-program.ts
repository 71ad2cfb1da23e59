/**
 * A sparse matrix by columns: the entries of column j are at `columnStart[j]` up to before `columnStart[j + 1]`, rows ascending, no row twice.
 */
export interface ColumnMatrix {
	/** Length columns + 1, from 0 to the number of entries. */
	readonly columnStart: Int32Array;
	/** Row of each entry. */
	readonly row: Int32Array;
	/** Coefficient of each entry. */
	readonly value: Float64Array;
}

/**
 * A linear program, with integer columns if any: minimise offset + Σ cost · x, with lower ≤ x ≤ upper for every column and
 * rowLower ≤ A · x ≤ rowUpper for every row.
 *
 * A bound that does not bind is ±Infinity; a row with equal bounds is an equation. All arrays are plain values: they can be stored, compared
 * and sent to another thread.
 */
export interface LinearProgram {
	/** Number of columns (variables). */
	readonly columns: number;
	/** Number of rows (constraints). */
	readonly rows: number;
	readonly offset: number;
	readonly lower: Float64Array;
	readonly upper: Float64Array;
	readonly cost: Float64Array;
	/** 1 for a column that takes whole numbers only; absent if none does. */
	readonly integer?: Uint8Array;
	readonly rowLower: Float64Array;
	readonly rowUpper: Float64Array;
	readonly matrix: ColumnMatrix;
	/** Names of columns, by index, where some were given; others are undefined. */
	readonly columnName?: readonly (string | undefined)[];
	/** Names of rows, by index, where some were given; others are undefined. */
	readonly rowName?: readonly (string | undefined)[];
}
