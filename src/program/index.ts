export type { ColumnMatrix, LinearProgram } from "./linear-program.ts";
export { lpText } from "./lp-text.ts";
export type { ProgramBuilder } from "./program-builder.ts";
export { programBuilder } from "./program-builder.ts";
export type {
	Conflict,
	Duals,
	Infeasible,
	Optimal,
	Point,
	Solution,
	TimeLimit,
	Unbounded,
} from "./solution.ts";
export type {
	Basis,
	BoundChange,
	CostChange,
	Session,
	SolveOptions,
	Solver,
} from "./solver.ts";
export { defaultTimeLimit } from "./solver.ts";
