import type { Ranged, Sourced } from "./source.ts";

/** A good that moves from place to place. Use at home needs no lane: it is what production leaves after shipping. */
export interface Lane extends Sourced, Ranged {
	readonly from: string;
	readonly to: string;
	readonly good: string;
	/** Unit of the good per year in the base year. */
	readonly flow: number;
	/** Most per year; absent means no limit. */
	readonly capacity?: number;
	/** Transit time in days. */
	readonly days: number;
	/** Ends of its range. */
	readonly daysLow?: number;
	readonly daysHigh?: number;
	/** USD per unit. */
	readonly cost?: number;
	/** Tariff of the base year, share of value. */
	readonly tariff?: number;
	/** Share of the flow under contract, 0 to 1. */
	readonly contract?: number;
	/** Chokepoints it passes. */
	readonly via?: readonly string[];
	readonly year: number;
}
