/** A use, or for minerals a world's production, that cannot be met. */
export interface Unmet {
	readonly place: string;
	readonly good: string;
	/** Name of the good. */
	readonly name: string;
	readonly unit: string;
	/** `unit` per year. */
	readonly amount: number;
	/** Share of the use, 0 to 1. */
	readonly share: number;
}

/** A country, or two, whose exports cannot be replaced in full. */
export interface PointOfFailure {
	/** The country whose exports are lost; two for pairs. */
	readonly places: readonly string[];
	/** The good that is lost, or `all`. */
	readonly good: string;
	/** What stays unmet with the best re-routing, the largest share first. */
	readonly unmet: readonly Unmet[];
	/** USD a year that the unmet uses are worth; null where a value or price is missing. */
	readonly usd: number | null;
	/** The same as a share of the value of all uses asked for, 0 to 1; null with `usd`. */
	readonly valueShare: number | null;
	/** For pairs: USD beyond what the two losses cost one by one; absent otherwise. */
	readonly beyondUsd?: number | null;
}

/** What a screen found. */
export interface ScreenResult {
	/** `cancelled` and `time limit`: `points` holds what was screened until then. */
	readonly outcome: "complete" | "cancelled" | "time limit";
	readonly network: { readonly id: string; readonly version: string };
	/** The place, group or joined places whose uses are listed. */
	readonly for: string;
	readonly losses: "one" | "two";
	readonly lanes: "any" | "existing";
	/** What is lost: what cannot be met with the best re-routing, or where nothing flows, the share of the world's production. */
	readonly basis: "re-routing" | "production";
	/** USD a year of all uses asked for; null where a value or price is missing. */
	readonly usesUsd: number | null;
	/** USD a year unmet without any loss: above 0 only if capacities do not allow the flows of the base year. */
	readonly baseUsd: number | null;
	/** Losses screened, and those there are. */
	readonly done: number;
	readonly of: number;
	/** Single points of failure, the most costly first; losses that leave nothing unmet are left out. */
	readonly points: readonly PointOfFailure[];
}
