import type { Confidence } from "./source.ts";

/** A named set of measures and assumptions, with the day a run starts and its length. */
export interface Scenario {
	readonly id: string;
	readonly title: string;
	/** Ids of its measures. */
	readonly measures: readonly string[];
	/** Day 0 of a run, ISO 8601. */
	readonly from: string;
	/** Length of a run in days. */
	readonly days: number;
	readonly assumptions?: string;
	readonly source?: string;
	readonly confidence?: Confidence;
	readonly note?: string;
}
