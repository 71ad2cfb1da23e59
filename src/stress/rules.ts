/** The ways of rationing, by the orders that a short supplier serves first; inside a class everyone gets the same share. */
export const rationings = [
	"proportional",
	"home first",
	"contract first",
	"priority",
] as const;

/** Which orders a short supplier serves first. */
export type Rationing = (typeof rationings)[number];

/** The ways in which buyers move orders between the suppliers they have: not at all, with suppliers' capacity at once, or slowly towards spare capacity. */
export const switchings = ["none", "capacity", "spare"] as const;

/** How buyers move orders between the suppliers they have. */
export type Switching = (typeof switchings)[number];

/** What a line may order each step besides refilling its stock: what it used, as in ARIO, or what it would have used had nothing been missing, so that unmet orders stand. */
export const reorders = ["used", "wanted"] as const;

/** What a line orders each step besides refilling its stock. */
export type Reorder = (typeof reorders)[number];

/** The order rules of a run. Every result states them: one rule can change a loss by orders of magnitude. */
export interface Rules {
	/** Length of a step in days. */
	readonly stepDays: number;
	readonly rationing: Rationing;
	/** Ψ: share of the target stock below which a line slows; 0 runs until the shelf is empty. */
	readonly slowdown: number;
	/** α_max: most a line can make, as a multiple of its base capacity. */
	readonly overproductionMax: number;
	/** τ_α: days in which a line reaches overproduction. */
	readonly overproductionDays: number;
	/** τ_S: days in which a gap of the stock is closed. */
	readonly restockDays: number;
	readonly reorder: Reorder;
	readonly switching: Switching;
	/** τ_switch: days in which shares move towards spare capacity. */
	readonly switchDays: number;
	/** Exponent by which shares fall with a tariff: share ∝ (1 + tariff)^−elasticity. */
	readonly tariffElasticity: number;
	/** Share of a day's use that must be missing for the day to count as short. */
	readonly threshold: number;
}

/**
 * The rules when none are given: daily steps, proportional rationing, lines run until the shelf is empty, up to 25 % more than base
 * capacity within a year (Hallegatte 2014), stock gaps closed in 30 days, slow switching towards spare capacity
 * (a magnet maker's qualification takes half a year and more), unmet orders stand, and a day counts as short from 1 %.
 */
export const defaultRules: Rules = {
	stepDays: 1,
	rationing: "proportional",
	slowdown: 0,
	overproductionMax: 1.25,
	overproductionDays: 365,
	restockDays: 30,
	reorder: "wanted",
	switching: "spare",
	switchDays: 180,
	tariffElasticity: 3,
	threshold: 0.01,
};

/**
 * The rules of ARIO with inventories as BoARIO's ARIOPsi runs it (Hallegatte 2014; Juhel 2024): proportional rationing, Ψ = 0.8, α_max = 1.25,
 * τ_S = 60 days; `switching: "capacity"` is its order type "alt", `"none"` its "noalt".
 */
export const arioRules: Rules = {
	...defaultRules,
	slowdown: 0.8,
	restockDays: 60,
	reorder: "used",
	switching: "capacity",
};
