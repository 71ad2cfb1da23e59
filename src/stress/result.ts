import type { Confidence } from "#network";
import type { Rules } from "./rules.ts";

/** One link of the chain of causes, from a shortfall back to the measure. */
export interface Cause {
	/**
	 * `short`: a demand or line makes less than it should; `empty`: a stock it needs ran out; `withheld`: a measure holds a lane back;
	 * `lost`: a closure takes production; `capacity`: the supplier cannot make more; `transit`: a detour delays what is shipped.
	 */
	readonly kind:
		| "short"
		| "empty"
		| "withheld"
		| "lost"
		| "capacity"
		| "transit";
	/** Day of the run on which this set in; day 0 is the scenario's first day. */
	readonly day: number;
	readonly place: string;
	readonly good: string;
	/** For `withheld`: where the lane starts. */
	readonly from?: string;
	/** For `withheld`, `lost` and `transit`: id of the measure. */
	readonly measure?: string;
	/** Share of the orders that this cause left undelivered until the shortfall began, 0 to 1. */
	readonly share?: number;
	/** The link in words. */
	readonly says: string;
}

/** A final use that runs short, or does not. */
export interface DemandResult {
	readonly place: string;
	readonly good: string;
	/** Name of the good. */
	readonly name: string;
	readonly unit: string;
	/** Use in the base year, unit per year. */
	readonly rate: number;
	/** Year of the rate. */
	readonly year: number;
	readonly confidence: Confidence;
	/** Whether the figures behind it are derived or assumed; every outcome of a run is modelled. */
	readonly modelled: true;
	readonly source: string;
	/** Time to survive: first day on which more than the threshold is missing; null if never within the horizon. */
	readonly firstShortfallDay: number | null;
	/** The same day as a date, ISO 8601. */
	readonly firstShortfallDate: string | null;
	/** First day after the last short one; null if never short or still short at the horizon. */
	readonly recoveredDay: number | null;
	/** Days that are short. */
	readonly daysShort: number;
	/** Amount missing over the horizon, delivered late or never, in `unit`. */
	readonly shortfall: number;
	/** The same as a share of the use over the horizon, 0 to 1. */
	readonly shortfallShare: number;
	/** The same in USD at the demand's value; null if neither value nor price is known. */
	readonly shortfallUsd: number | null;
	/** Part of the shortfall still waiting to be served at the horizon, in `unit`. */
	readonly waiting: number;
	/** Seven days with the largest missing share: first day and share, 0 to 1. */
	readonly worstWeek: { readonly day: number; readonly share: number };
	/** From the shortfall back to the measures; empty if never short. */
	readonly why: readonly Cause[];
}

/** A line (a process at a place) that makes less than in the base year. */
export interface LineResult {
	readonly process: string;
	readonly place: string;
	/** Main output. */
	readonly good: string;
	readonly name: string;
	readonly unit: string;
	readonly firstShortfallDay: number | null;
	readonly recoveredDay: number | null;
	/** Output missing over the horizon, in `unit`. */
	readonly shortfall: number;
	readonly shortfallShare: number;
}

/** What happens to the users' stock of an input. */
export interface StockResult {
	readonly place: string;
	readonly good: string;
	/** Process that holds it, or the demand's good. */
	readonly holder: string;
	readonly unit: string;
	/** Amount held on day 0. */
	readonly initial: number;
	/** First day on which it cannot cover the day's use of the base year; null if never. */
	readonly emptyDay: number | null;
}

/** What a measure held back over the horizon. */
export interface Withheld {
	readonly measure: string;
	readonly title: string;
	readonly good: string;
	readonly quantity: number;
	readonly unit: string;
	readonly confidence: Confidence;
	readonly source: string;
	readonly lanes: readonly {
		readonly from: string;
		readonly to: string;
		readonly quantity: number;
	}[];
}

/** What a run of `stress` found. */
export interface StressResult {
	/** Id of the scenario. */
	readonly scenario: string;
	readonly title: string;
	readonly assumptions: string;
	/** Day 0, ISO 8601. */
	readonly from: string;
	/** The place, group or joined places the result was asked for. */
	readonly for: string;
	readonly network: { readonly id: string; readonly version: string };
	readonly allocation: "orders" | "coordinated";
	readonly rules: Rules;
	readonly horizonDays: number;
	readonly stepDays: number;
	/** The answer in one sentence. */
	readonly says: string;
	/** The first shortfall of weight: the earliest of those that make up at least a hundredth of the value missing; null if nothing runs short. */
	readonly first: {
		readonly place: string;
		readonly good: string;
		readonly name: string;
		readonly day: number;
		readonly date: string;
	} | null;
	/** USD of all shortfalls of the demands listed. */
	readonly shortfallUsd: number;
	/** Demands of the places asked for, short ones first, the largest value missing first. */
	readonly demands: readonly DemandResult[];
	/** Lines of the places asked for that fell short. */
	readonly lines: readonly LineResult[];
	/** Stocks of the places asked for that ran empty, the earliest first. */
	readonly stocks: readonly StockResult[];
	readonly withheld: readonly Withheld[];
	/** Whose material is in what the demands take, where origins are followed. */
	readonly origins: readonly OriginShare[];
	/** Measures of the scenario and when they bite within the horizon. */
	readonly measures: readonly MeasurePeriods[];
	/** Missing share of each demand, in the order of `demands`, one value per step, 0 to 1. */
	readonly series: readonly (readonly number[])[];
}

/** When a measure of the scenario bites, in days of the run, and what the run makes of it. */
export interface MeasurePeriods {
	readonly measure: string;
	readonly title: string;
	readonly kind: string;
	readonly actor: readonly string[];
	readonly targets: readonly string[];
	readonly goods: readonly string[];
	readonly confidence: Confidence;
	readonly source: string;
	/** Half-open [start, end) within the horizon. */
	readonly periods: readonly { readonly start: number; readonly end: number }[];
	/** Lanes or lines of this network that it touches. */
	readonly touches: number;
	/** Empty if played; otherwise why it has no effect here. */
	readonly notPlayed: string;
}

/** The share of an area's material, made at any stage, in what a demand holds or takes. */
export interface OriginShare {
	/** The area. */
	readonly origin: string;
	readonly place: string;
	readonly good: string;
	/** At the end of the first step, 0 to 1. */
	readonly first: number;
	/** At the end of the last step, 0 to 1. */
	readonly last: number;
}
