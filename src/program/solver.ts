import type { LinearProgram } from "./linear-program.ts";
import type { Solution } from "./solution.ts";

/** How a program is solved. */
export interface SolveOptions {
	/** Seconds after which the outcome is `time limit`, above 0; default 300. */
	readonly timeLimit?: number;
	/** Method for programs without integer columns: `simplex` starts from the last basis, `interior` is faster for large ones; default the solver's choice. */
	readonly method?: "simplex" | "interior";
	/** Relative gap at which a program with integer columns counts as solved, 0 to 1; default 0.0001. */
	readonly gap?: number;
	/** Whether an infeasible program is searched for a smallest set of rows and columns that contradict each other; default false. */
	readonly conflict?: boolean;
}

/** New bounds of some columns or rows. */
export interface BoundChange {
	readonly index: ArrayLike<number>;
	readonly lower: ArrayLike<number>;
	readonly upper: ArrayLike<number>;
}

/** New costs of some columns. */
export interface CostChange {
	readonly index: ArrayLike<number>;
	readonly cost: ArrayLike<number>;
}

/** A vertex of the program to start from: which columns and rows are basic, or at which bound; opaque codes of the solver. */
export interface Basis {
	readonly column: Int32Array;
	readonly row: Int32Array;
}

/** One program kept in a solver, changed in place and solved again. Changes take effect in the order in which they are made. */
export interface Session {
	/** Replaces bounds of columns or rows. */
	readonly bounds: (changes: {
		readonly columns?: BoundChange;
		readonly rows?: BoundChange;
	}) => void;
	/** Replaces costs of columns. */
	readonly costs: (changes: CostChange) => void;
	/** Returns the basis of the last solve; null if there is none. */
	readonly basis: () => Promise<Basis | null>;
	/** Starts the next solve from a basis: equal bases give equal answers, whatever was solved in between. */
	readonly start: (basis: Basis) => void;
	readonly solve: (options?: SolveOptions) => Promise<Solution>;
	/** Frees what the solver holds; nothing can be asked afterwards. */
	readonly close: () => void;
}

/** The port that rooms solve linear programs through; adapters implement it. */
export interface Solver {
	/** How many programs it solves at the same time. */
	readonly threads: number;
	/** Solves one program. */
	readonly solve: (
		program: LinearProgram,
		options?: SolveOptions,
	) => Promise<Solution>;
	/** Keeps a program for repeated solves; the session must be closed. */
	readonly open: (program: LinearProgram) => Promise<Session>;
	/** Ends threads, if there are any. */
	readonly close: () => Promise<void>;
}

/** Seconds that a solve may take if nothing else is said. */
export const defaultTimeLimit = 300;
