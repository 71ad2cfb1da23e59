import type { Ranged, Sourced } from "./source.ts";

/** What a measure does. */
export type MeasureKind =
	| "ban"
	| "licence"
	| "quota"
	| "tariff"
	| "closure"
	| "content rule"
	| "release"
	| "agreement"
	| "price floor"
	| "subsidy";

/** A step of a path: from this day after the measure bites, this share of the base flow is let through. */
export interface PathStep {
	readonly day: number;
	readonly share: number;
}

/** A dated act on the network. */
export interface Measure extends Sourced, Ranged {
	readonly id: string;
	readonly title?: string;
	/** Places or groups that act; for a closure, the place or chokepoint that closes. */
	readonly actor: readonly string[];
	/** Places or groups it is aimed at; `WLD` is everyone. */
	readonly targets: readonly string[];
	/** Goods or families it covers; `all` is every good. */
	readonly goods: readonly string[];
	readonly kind: MeasureKind;
	/** Meaning by kind: see the data dictionary. */
	readonly strength?: number;
	/** Share of the base flow let through, by days since it bites. */
	readonly path?: readonly PathStep[];
	readonly delayDays?: number;
	readonly rampDays?: number;
	readonly detourDays?: number;
	/** First day in force, ISO 8601. */
	readonly from: string;
	/** Last day in force, ISO 8601; absent means open. */
	readonly until?: string;
	readonly announced?: string;
	readonly status?: string;
	/** What this act does to the measures it supersedes. */
	readonly change?: "suspend" | "extend" | "lift";
	/** Ids of the measures it changes. */
	readonly supersedes?: readonly string[];
	readonly year?: number;
}
