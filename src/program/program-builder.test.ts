import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { programBuilder } from "./program-builder.ts";

describe("a program builder", () => {
	// 2 x + 3 y ≥ 6 and x ≤ 4, entries given from the last to the first:
	// columns x: rows 0 and 1, y: row 0.
	it("sorts entries by column and row, whatever order they came in", () => {
		const build = programBuilder(7);
		const x = build.column(0, 10, 5, "x");
		const y = build.column(-1, Number.POSITIVE_INFINITY, 4);
		const need = build.row(6, Number.POSITIVE_INFINITY, "need");
		const most = build.row(Number.NEGATIVE_INFINITY, 4);
		build.entry(need, y, 3);
		build.entry(most, x, 1);
		build.entry(need, x, 2);
		expect(build.program()).toEqual({
			columns: 2,
			rows: 2,
			offset: 7,
			lower: Float64Array.of(0, -1),
			upper: Float64Array.of(10, Number.POSITIVE_INFINITY),
			cost: Float64Array.of(5, 4),
			rowLower: Float64Array.of(6, Number.NEGATIVE_INFINITY),
			rowUpper: Float64Array.of(Number.POSITIVE_INFINITY, 4),
			matrix: {
				columnStart: Int32Array.of(0, 2, 3),
				row: Int32Array.of(0, 1, 0),
				value: Float64Array.of(2, 1, 3),
			},
			columnName: ["x"],
			rowName: ["need"],
		});
	});

	it("adds up entries of one row and column, and leaves out what adds up to 0", () => {
		const build = programBuilder();
		const column = build.column(0, 1, 0);
		const [first, second] = [build.row(0, 1), build.row(0, 1)];
		build.entry(first, column, 2);
		build.entry(second, column, 1);
		build.entry(first, column, 3);
		build.entry(second, column, -1);
		expect(build.program().matrix).toEqual({
			columnStart: Int32Array.of(0, 1),
			row: Int32Array.of(0),
			value: Float64Array.of(5),
		});
	});

	it("marks columns that take whole numbers, and only then has the mark", () => {
		const build = programBuilder();
		build.column(0, 1, 0);
		expect(build.program().integer).toBeUndefined();
		build.integer(0, 1, 0);
		expect(build.program().integer).toEqual(Uint8Array.of(0, 1));
	});

	it("can go on after a program was taken, which stays as it was", () => {
		const build = programBuilder();
		build.column(0, 1, 1);
		const before = build.program();
		build.entry(build.row(0, 1), build.column(2, 3, 1), 1);
		expect(before.columns).toBe(1);
		expect(before.upper).toEqual(Float64Array.of(1));
		expect(build.program().matrix.columnStart).toEqual(Int32Array.of(0, 0, 1));
	});

	it("refuses entries of rows and columns that were not added", () => {
		const build = programBuilder();
		const row = build.row(0, 1);
		expect(() => build.entry(row, 0, 1)).toThrow(RangeError);
		const column = build.column(0, 1, 0);
		expect(() => build.entry(1, column, 1)).toThrow("there is no row 1");
		expect(() => build.entry(Number.NaN, column, 1)).toThrow(RangeError);
	});

	it("keeps every entry, as a dense matrix would have it", () => {
		const entries = fc.array(
			fc.record({
				row: fc.integer({ min: 0, max: 6 }),
				column: fc.integer({ min: 0, max: 4 }),
				value: fc.integer({ min: -3, max: 3 }),
			}),
			{ maxLength: 2000 },
		);
		fc.assert(
			fc.property(entries, (given) => {
				const build = programBuilder();
				for (let row = 0; row < 7; row++) build.row(0, 1);
				for (let column = 0; column < 5; column++) build.column(0, 1, 0);
				const dense = new Float64Array(35);
				for (const { row, column, value } of given) {
					build.entry(row, column, value);
					dense[column * 7 + row] = (dense[column * 7 + row] ?? 0) + value;
				}
				const { columnStart, row, value } = build.program().matrix;
				const back = new Float64Array(35);
				for (let column = 0; column < 5; column++)
					for (
						let at = columnStart[column] ?? 0;
						at < (columnStart[column + 1] ?? 0);
						at++
					) {
						expect(value[at]).not.toBe(0);
						if (at > (columnStart[column] ?? 0))
							expect(row[at]).toBeGreaterThan(row[at - 1] ?? -1);
						back[column * 7 + (row[at] ?? 0)] = value[at] ?? 0;
					}
				expect(back).toEqual(dense.map((each) => each + 0));
			}),
			{ numRuns: 60, seed: 1 },
		);
	});
});
