import type { Highs, Model, ModelData } from "highs";
import { CounterweightError } from "#network";
import {
	type Basis,
	type BoundChange,
	type CostChange,
	defaultTimeLimit,
	type LinearProgram,
	type Solution,
	type SolveOptions,
} from "#program";
import { abandonHighs, runningHighs } from "./highs-runtime.ts";
import { solutionOf } from "./highs-solution.ts";

/** A program in the solver's memory of this thread; every call blocks until it is done. */
export interface HighsModel {
	readonly bounds: (changes: {
		readonly columns?: BoundChange;
		readonly rows?: BoundChange;
	}) => void;
	readonly costs: (changes: CostChange) => void;
	readonly basis: () => Basis | null;
	readonly start: (basis: Basis) => void;
	readonly solve: (options?: SolveOptions) => Solution;
	readonly close: () => void;
}

/** Returns a program held by the solver. Faults: `solver.bad-program`, `solver.not-loaded`; later calls also `solver.closed`, `solver.failed`. */
export async function highsModel(program: LinearProgram): Promise<HighsModel> {
	const highs = await runningHighs();
	const model = guarded(highs, "take the program", () => {
		const made = highs.createModel();
		try {
			made.options.set({ output_flag: false, random_seed: 0 });
			made.passModel(dataOf(program));
			return made;
		} catch (cause) {
			made.dispose();
			throw cause;
		}
	});
	return held(highs, model, program);
}

function held(highs: Highs, model: Model, program: LinearProgram): HighsModel {
	const use = <Result>(doing: string, work: () => Result): Result => {
		if (model.disposed)
			throw new CounterweightError("solver.closed", "the session was closed");
		return guarded(highs, doing, work);
	};
	return {
		bounds: ({ columns, rows }) =>
			use("change bounds", () => {
				if (columns !== undefined)
					each(columns.index, program.columns, (at, index) => {
						model.changeColBounds(
							index,
							numberAt(columns.lower, at),
							numberAt(columns.upper, at),
						);
					});
				if (rows !== undefined)
					each(rows.index, program.rows, (at, index) => {
						model.changeRowBounds(
							index,
							numberAt(rows.lower, at),
							numberAt(rows.upper, at),
						);
					});
			}),
		costs: ({ index, cost }) =>
			use("change costs", () =>
				each(index, program.columns, (at, column) => {
					model.changeColCost(column, numberAt(cost, at));
				}),
			),
		basis: () =>
			use("read the basis", () => {
				if (model.info.get("basis_validity") !== 1) return null;
				const { colStatus, rowStatus } = model.getBasis();
				return { column: colStatus, row: rowStatus };
			}),
		start: ({ column, row }) =>
			use("set the basis", () => {
				model.clearSolver();
				model.setBasis({ colStatus: column, rowStatus: row });
			}),
		solve: (options = {}) =>
			use("solve", () => solved(highs, model, program, options)),
		close: () => {
			try {
				model.dispose();
			} catch {
				abandonHighs();
			}
		},
	};
}

function solved(
	highs: Highs,
	model: Model,
	program: LinearProgram,
	options: SolveOptions,
): Solution {
	const seconds = options.timeLimit ?? defaultTimeLimit;
	if (!(seconds > 0))
		throw new CounterweightError(
			"solver.bad-option",
			`a time limit is a number of seconds above 0, not ${seconds}`,
		);
	const gap = options.gap ?? 1e-4;
	if (!(gap >= 0 && gap <= 1))
		throw new CounterweightError(
			"solver.bad-option",
			`a gap lies in [0, 1], not ${gap}`,
		);
	model.zeroAllClocks();
	model.options.set({
		time_limit: seconds,
		mip_rel_gap: gap,
		presolve: "choose",
		solver: program.integer === undefined ? methodOf(options) : "choose",
	});
	let { modelStatus } = model.run();
	if (modelStatus === highs.constants.modelStatus.unboundedOrInfeasible) {
		model.clearSolver();
		model.options.set({ presolve: "off" });
		modelStatus = model.run().modelStatus;
	}
	return solutionOf(highs, model, program, modelStatus, options);
}

function methodOf({ method }: SolveOptions): string {
	if (method === undefined) return "choose";
	return method === "interior" ? "ipm" : "simplex";
}

/** What the solver calls a program. */
function dataOf(program: LinearProgram): ModelData {
	const { columns, rows, matrix, integer } = program;
	return {
		numCols: columns,
		numRows: rows,
		offset: program.offset,
		colCost: program.cost,
		colLower: program.lower,
		colUpper: program.upper,
		rowLower: program.rowLower,
		rowUpper: program.rowUpper,
		matrix: {
			format: "csc",
			numRows: rows,
			numCols: columns,
			starts: matrix.columnStart,
			indices: matrix.row,
			values: matrix.value,
		},
		...(integer === undefined ? {} : { integrality: Int32Array.from(integer) }),
	};
}

/** Goes through the indices of a change; fault for one that the program does not have. */
function each(
	indices: ArrayLike<number>,
	count: number,
	work: (at: number, index: number) => void,
): void {
	for (let at = 0; at < indices.length; at++) {
		const index = numberAt(indices, at);
		if (!(Number.isInteger(index) && index >= 0 && index < count))
			throw new CounterweightError(
				"solver.bad-program",
				`index ${index} lies outside the ${count} of the program`,
			);
		work(at, index);
	}
}

/** The value, or NaN where the list is too short, which the solver refuses. */
function numberAt(values: ArrayLike<number>, at: number): number {
	return values[at] ?? Number.NaN;
}

/** Does the work and turns what the solver throws into a coded fault. */
function guarded<Result>(
	highs: Highs,
	doing: string,
	work: () => Result,
): Result {
	try {
		return work();
	} catch (cause) {
		throw faultOf(highs, doing, cause);
	}
}

function faultOf(
	highs: Highs,
	doing: string,
	cause: unknown,
): CounterweightError {
	if (cause instanceof CounterweightError) return cause;
	const says = cause instanceof Error ? cause.message : String(cause);
	if (cause instanceof highs.errors.HighsValidationError)
		return new CounterweightError(
			"solver.bad-program",
			`cannot ${doing}: ${says}`,
			cause,
		);
	if (cause instanceof Error && cause.name === "RuntimeError") abandonHighs();
	return new CounterweightError(
		"solver.failed",
		`could not ${doing}: ${says}`,
		cause,
	);
}
