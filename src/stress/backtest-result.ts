import type { Confidence, Observation } from "#network";
import type { Rules } from "./rules.ts";

/** One observation beside what the model says of it. Days count from day 0; trade is a share of the base's daily amount. */
export interface BacktestRow {
	/** Id of the observation. */
	readonly observation: string;
	readonly title: string;
	readonly kind: Observation["kind"];
	readonly place: readonly string[];
	readonly partner: readonly string[];
	readonly good: readonly string[];
	readonly from: string;
	/** Last day of the period; null if not known. */
	readonly until: string | null;
	/** The record as it was stated. */
	readonly value: number;
	readonly unit: string;
	readonly source: string;
	readonly confidence: Confidence;
	/** Whether the record is held against the model, went into the scenario, or is the base of the other records' shares. */
	readonly role: "compared" | "input" | "base";
	/** The record as it is compared, with its range: day of a first stop, or share of the base; null for trade without a base. */
	readonly recorded: number | null;
	readonly recordedLow: number | null;
	readonly recordedHigh: number | null;
	/** What half of the runs do not exceed; null if they never stop within the run, or the network has no such use or trade. */
	readonly median: number | null;
	/** What 5 % and 95 % of the runs do not exceed. */
	readonly low: number | null;
	readonly high: number | null;
	/** The least and the most of all runs. */
	readonly least: number | null;
	readonly most: number | null;
	/** Share of the runs in which it stops at all within the run; null for trade. */
	readonly stopping: number | null;
	/** Whether record and interval meet; null where nothing is compared. */
	readonly inside: boolean | null;
	/** How far the record lies outside the interval, in words; empty where it does not. */
	readonly gap: string;
	/** Why the model is where it is, in words. */
	readonly why: string;
}

/** A record beside the model, over the whole range of stocks and transit times. */
export interface BacktestResult {
	readonly scenario: string;
	readonly title: string;
	readonly assumptions: string;
	readonly from: string;
	readonly horizonDays: number;
	readonly network: { readonly id: string; readonly version: string };
	readonly rules: Rules;
	/** How many runs: points of the stocks' range times points of the transit times' range. */
	readonly runs: number;
	/** Days of cover that users hold at the points of the range, least and most; null where no range is given. */
	readonly coverDays: { readonly least: number; readonly most: number } | null;
	/** The answer in a sentence. */
	readonly says: string;
	readonly rows: readonly BacktestRow[];
	/** Every figure of the model is modelled, and nothing is fitted to the record. */
	readonly modelled: true;
}
