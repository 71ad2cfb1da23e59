import type { Confidence } from "./source.ts";

/** What flows: an ore, an oxide, a metal, a magnet, a car. */
export interface Good {
	readonly id: string;
	readonly name: string;
	/** Stage of the chain: mine, separation, metal, magnet, product, auxiliary, or a mineral's own stage. */
	readonly stage: string;
	/** Unit of every quantity of this good: t, kg, pieces, MW. */
	readonly unit: string;
	/** Codes of the Harmonized System under which it is traded. */
	readonly hs?: readonly string[];
	/** Families it belongs to, usable wherever a measure names a good. */
	readonly family?: readonly string[];
	/** USD per unit, used to value shortfalls. */
	readonly price?: number;
	readonly source?: string;
	readonly year?: number;
	readonly confidence?: Confidence;
	readonly note?: string;
}
