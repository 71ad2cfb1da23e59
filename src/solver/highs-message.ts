import type {
	Basis,
	BoundChange,
	CostChange,
	LinearProgram,
	SolveOptions,
} from "#program";

/** What a thread of the pool is asked to do, in the order in which it is asked; `session` tells its programs apart. */
export type Request =
	| { readonly do: "open"; readonly program: LinearProgram }
	| {
			readonly do: "bounds";
			readonly changes: {
				readonly columns?: BoundChange;
				readonly rows?: BoundChange;
			};
	  }
	| { readonly do: "costs"; readonly changes: CostChange }
	| { readonly do: "start"; readonly basis: Basis }
	| { readonly do: "basis" }
	| { readonly do: "solve"; readonly options: SolveOptions }
	| { readonly do: "close" };

/** A request on its way to a thread. */
export interface Message {
	/** Number of the request, to match the reply. */
	readonly call: number;
	readonly session: number;
	readonly request: Request;
}

/** What a thread says to a request. */
export interface Reply {
	readonly call: number;
	readonly value?: unknown;
	readonly fault?: { readonly code: string; readonly says: string };
}
