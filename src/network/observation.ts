import type { Ranged, Sourced } from "./source.ts";

/** What happened, to be held against what a scenario's run says: never an input of a run. */
export interface Observation extends Sourced, Ranged {
	readonly id: string;
	/** What was observed, in words. */
	readonly title: string;
	/** Id of the scenario whose run it is compared with. */
	readonly scenario: string;
	/** Places or groups where it was observed: that stopped, exported or imported. */
	readonly place: readonly string[];
	/** Other side of the trade; `WLD` is everyone. */
	readonly partner: readonly string[];
	/** Goods or families. */
	readonly good: readonly string[];
	readonly kind: "first stop" | "exports" | "imports";
	/** First day of the period, or day of the stop, ISO 8601. */
	readonly from: string;
	/** Last day of the period, or of the stop, ISO 8601; absent if not known. */
	readonly until?: string;
	/** Days from the scenario's day 0 to a first stop, or the amount of exports or imports. */
	readonly value: number;
	/** `days` for a first stop, else the unit of the goods. */
	readonly unit: string;
	readonly year?: number;
}
