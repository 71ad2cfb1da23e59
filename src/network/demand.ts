import type { Ranged, Sourced } from "./source.ts";

/** Final use of a good at a place. */
export interface Demand extends Sourced, Ranged {
	readonly place: string;
	readonly good: string;
	/** Unit of the good per year. */
	readonly rate: number;
	/** USD lost with one unit not delivered; absent means the good's price. */
	readonly value?: number;
	/** Higher is served first where the rationing rule is priority. */
	readonly priority: number;
	/** Days in which it moves its orders to other suppliers; absent means the run's rule. */
	readonly switchDays?: number;
	/** Whether unmet demand waits or is lost. */
	readonly unmet: "wait" | "lost";
	readonly year: number;
}
