import type { Confidence } from "./source.ts";

/** A country, bloc, site or chokepoint. */
export interface Place {
	/** ISO 3166-1 alpha-3 code, or an own name. */
	readonly id: string;
	readonly name: string;
	readonly kind: "country" | "bloc" | "site" | "chokepoint";
	/** Id of the place this one lies in. */
	readonly within?: string;
	/** Degrees north. */
	readonly lat?: number;
	/** Degrees east. */
	readonly lon?: number;
	/** GS1 Global Location Number. */
	readonly gln?: string;
	readonly operator?: string;
	readonly status?: string;
	readonly source?: string;
	readonly year?: number;
	readonly confidence?: Confidence;
	readonly note?: string;
}
