import type { Confidence } from "#network";

/** A place and a share, 0 to 1. */
export interface PlaceShare {
	readonly place: string;
	readonly share: number;
}

/** What one place supplies of a good. */
export interface SupplyShare extends PlaceShare {
	/** Unit of the good per year. */
	readonly amount: number;
	readonly unit: string;
	/** The weakest of the figures behind the amount. */
	readonly confidence: Confidence;
	/** Ids of the sources of those figures, sorted. */
	readonly sources: readonly string[];
	/** Whether a figure behind the amount is derived or assumed. */
	readonly modelled: boolean;
}

/** Where a good comes from, and on whom it hangs at any stage. */
export interface GoodExposure {
	readonly good: string;
	readonly name: string;
	readonly stage: string;
	readonly unit: string;
	/** Year of the figures; the latest where they differ. */
	readonly year: number;
	/** Amount that the shares divide up, `unit` per year. */
	readonly total: number;
	/** Herfindahl–Hirschman index of the shares, 0 to 10,000. */
	readonly hhi: number;
	/** The largest supplier. */
	readonly top1: PlaceShare;
	/** Share of the three largest suppliers. */
	readonly top3: number;
	/** What the shares are of: `production` of the world, `use` in the area, or what is `embodied` in the goods that the area finally uses. */
	readonly basis: "production" | "use" | "embodied";
	/** Whether a figure behind the shares is derived or assumed. */
	readonly modelled: boolean;
	/** Direct dependence: by place of the maker, the largest first; the shares sum to 1. */
	readonly shares: readonly SupplyShare[];
	/** Dependence at any stage, direct suppliers included, above 0.0005, the largest first; empty where nothing can be traced. */
	readonly reach: readonly PlaceShare[];
	/** Share made within the area itself. */
	readonly own: number;
	/** Hidden dependence: what reach adds to the direct share, above 0.01, the largest first. */
	readonly hidden: readonly PlaceShare[];
}

/** Whom an area hangs on, good by good. */
export interface ExposureResult {
	/** The place, group or joined places asked for. */
	readonly for: string;
	readonly network: { readonly id: string; readonly version: string };
	/** Goods along the chain, inputs before what is made of them. */
	readonly goods: readonly GoodExposure[];
	/** Families with several goods at one stage, added up. */
	readonly families: readonly FamilyExposure[];
}

/** Where a family of goods comes from at one stage, its goods added up. */
export interface FamilyExposure {
	readonly family: string;
	readonly stage: string;
	readonly unit: string;
	/** Ids of the goods added up. */
	readonly goods: readonly string[];
	/** Unit per year. */
	readonly total: number;
	/** Herfindahl–Hirschman index, 0 to 10,000. */
	readonly hhi: number;
	readonly top3: number;
	readonly shares: readonly (PlaceShare & { readonly amount: number })[];
}
