/** Shadow prices of a solved program without integer columns: what one unit more of a bound changes the least cost by. */
export interface Duals {
	/** Of each row: change of the least cost per unit by which the row's binding bound is raised; 0 where no bound binds. */
	readonly row: Float64Array;
	/** Of each column: its reduced cost, the change of the least cost per unit by which its binding bound is raised; 0 where none binds. */
	readonly column: Float64Array;
}

/** A point of the program with its cost. */
export interface Point {
	/** Offset + Σ cost · x. */
	readonly objective: number;
	/** Value of each column. */
	readonly column: Float64Array;
	/** Value of each row, A · x. */
	readonly row: Float64Array;
}

/** What a solver found: a tagged outcome. A solver that breaks is a fault (`solver.failed`), never an outcome. */
export type Solution = Optimal | Infeasible | Unbounded | TimeLimit;

/** The least cost, and a point that has it. */
export interface Optimal extends Point {
	readonly outcome: "optimal";
	/** Null where columns are integer: such a program has no shadow prices. */
	readonly duals: Duals | null;
	/** Iterations of the method, of all kinds. */
	readonly iterations: number;
	/** For integer columns: proven relative distance from the least cost; 0 otherwise. */
	readonly gap: number;
}

/** No point satisfies all bounds and rows. */
export interface Infeasible {
	readonly outcome: "infeasible";
	/** Rows and columns whose bounds contradict each other, none of which can be left out; null unless asked for, or if none was found. */
	readonly conflict: Conflict | null;
}

/** A set of rows and columns, by ascending index. */
export interface Conflict {
	readonly rows: Int32Array;
	readonly columns: Int32Array;
}

/** Cost falls without end. */
export interface Unbounded {
	readonly outcome: "unbounded";
}

/** Time ran out before the least cost was proven. */
export interface TimeLimit {
	readonly outcome: "time limit";
	/** The best point known; null if none. */
	readonly best: Point | null;
	/** The least cost cannot be below this; −Infinity if nothing is known. */
	readonly bound: number;
	/** (cost of the best point − bound) / |cost of the best point|; Infinity if either is unknown. */
	readonly gap: number;
}
