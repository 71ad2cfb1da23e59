import type { Highs, Model, ModelStatusCode } from "highs";
import { CounterweightError } from "#network";
import type {
	Conflict,
	LinearProgram,
	Optimal,
	Point,
	Solution,
	SolveOptions,
	TimeLimit,
} from "#program";

/** Returns what a run of the solver found, read out of its memory. Fault: `solver.failed` for an end that is no outcome. */
export function solutionOf(
	highs: Highs,
	model: Model,
	program: LinearProgram,
	status: ModelStatusCode,
	options: SolveOptions,
): Solution {
	const ends = highs.constants.modelStatus;
	switch (status) {
		case ends.optimal:
			return optimal(model, program);
		case ends.empty:
			return withoutColumns(program);
		case ends.infeasible:
			return {
				outcome: "infeasible",
				conflict:
					options.conflict === true ? conflictOf(highs, model, options) : null,
			};
		case ends.unbounded:
			return { outcome: "unbounded" };
		case ends.timeLimit:
			return timeLimit(highs, model, program);
		default:
			throw new CounterweightError(
				"solver.failed",
				`the solver ended with status ${status}, without an answer`,
			);
	}
}

function optimal(model: Model, program: LinearProgram): Optimal {
	const { colValue, rowValue, colDual, rowDual } = model.getSolution();
	const whole = program.integer !== undefined;
	return {
		outcome: "optimal",
		objective: model.getObjectiveValue(),
		column: colValue,
		row: rowValue,
		duals: whole ? null : { row: rowDual, column: colDual },
		iterations:
			count(model, "simplex_iteration_count") +
			count(model, "ipm_iteration_count") +
			count(model, "crossover_iteration_count"),
		gap: whole ? numberOf(model, "mip_gap") : 0,
	};
}

/** A program without columns: every row is 0. */
function withoutColumns(program: LinearProgram): Solution {
	const fits =
		program.rowLower.every((lower) => lower <= 0) &&
		program.rowUpper.every((upper) => upper >= 0);
	if (!fits) return { outcome: "infeasible", conflict: null };
	const zeros = new Float64Array(program.rows);
	return {
		outcome: "optimal",
		objective: program.offset,
		column: new Float64Array(0),
		row: zeros,
		duals:
			program.integer === undefined
				? { row: zeros.slice(), column: new Float64Array(0) }
				: null,
		iterations: 0,
		gap: 0,
	};
}

function timeLimit(
	highs: Highs,
	model: Model,
	program: LinearProgram,
): TimeLimit {
	const { feasible } = highs.constants.solutionStatus;
	const found = model.info.get("primal_solution_status") === feasible;
	const best = found ? pointOf(model) : null;
	const bound =
		program.integer === undefined
			? Number.NEGATIVE_INFINITY
			: numberOf(model, "mip_dual_bound");
	return {
		outcome: "time limit",
		best,
		bound,
		gap:
			best === null || bound === Number.NEGATIVE_INFINITY
				? Number.POSITIVE_INFINITY
				: (best.objective - bound) / Math.max(Math.abs(best.objective), 1e-300),
	};
}

function pointOf(model: Model): Point {
	const { colValue, rowValue } = model.getSolution();
	return {
		objective: model.getObjectiveValue(),
		column: colValue,
		row: rowValue,
	};
}

/** The rows and columns of an irreducible infeasible subset; null if the solver finds none in time. */
function conflictOf(
	highs: Highs,
	model: Model,
	options: SolveOptions,
): Conflict | null {
	model.options.set({
		iis_strategy: highs.constants.iis.strategyRowPriority,
		...(options.timeLimit === undefined
			? {}
			: { iis_time_limit: options.timeLimit }),
	});
	const { rowIndex, rowBound, colIndex, colBound } = model.getIis();
	const rows = binding(highs, rowIndex, rowBound);
	const columns = binding(highs, colIndex, colBound);
	return rows.length + columns.length === 0 ? null : { rows, columns };
}

/** The indices, ascending, of those whose bounds take part; others are only on the way. */
function binding(
	highs: Highs,
	indices: Int32Array,
	bounds: Int32Array,
): Int32Array {
	const { boundFree } = highs.constants.iis;
	return indices.filter((_, at) => bounds[at] !== boundFree).sort();
}

function numberOf(model: Model, name: string): number {
	return Number(model.info.get(name));
}

/** A count that the solver has, which it gives as −1 where the method did not run. */
function count(model: Model, name: string): number {
	return Math.max(0, numberOf(model, name));
}
