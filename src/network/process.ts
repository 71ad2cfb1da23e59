import type { Ranged, Sourced } from "./source.ts";

/** One input (−) or output (+) of a recipe, per unit of activity. */
export interface Recipe extends Sourced, Ranged {
	/** Name of the recipe; rows that share it make one recipe. */
	readonly recipe: string;
	readonly good: string;
	/** Unit of the good per unit of activity: negative in, positive out. */
	readonly quantity: number;
	/** How it binds: `essential` stops the line, `half-critical` halves it, `non-critical` is used but does not bind, `auxiliary` comes from outside the network. */
	readonly kind:
		| "essential"
		| "half-critical"
		| "non-critical"
		| "auxiliary"
		| "output";
	readonly year?: number;
}

/** A recipe run at a place. */
export interface Process extends Sourced, Ranged {
	readonly id: string;
	readonly place: string;
	readonly recipe: string;
	readonly operator?: string;
	/** Most activity per year; absent means the activity of the base year. */
	readonly capacity?: number;
	/** Activity per year in the base year. */
	readonly activity: number;
	/** USD per unit of activity. */
	readonly cost?: number;
	/** Which orders it serves first when it is short; absent means the run's rule. */
	readonly rationing?:
		| "proportional"
		| "home first"
		| "contract first"
		| "priority";
	/** Days in which it moves its orders to other suppliers; absent means the run's rule. */
	readonly switchDays?: number;
	/** Most it can make under scarcity, as a multiple of its capacity; absent means the run's rule. */
	readonly overproductionMax?: number;
	/** First day it can run, ISO 8601. */
	readonly start?: string;
	/** Last day it can run, ISO 8601. */
	readonly end?: string;
	readonly year: number;
}
