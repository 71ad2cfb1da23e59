export type { Chain, Reserve } from "./chain.ts";
export { chainOf } from "./chain.ts";
export type { Watch } from "./play.ts";
export { play } from "./play.ts";
export type { Effect, Pressure } from "./pressure.ts";
export type {
	Cause,
	DemandResult,
	LineResult,
	MeasurePeriods,
	OriginShare,
	StockResult,
	StressResult,
	Withheld,
} from "./result.ts";
export type { Rationing, Reorder, Rules, Switching } from "./rules.ts";
export { arioRules, defaultRules } from "./rules.ts";
export type { State } from "./state.ts";
export type { StressOptions } from "./stress.ts";
export { stress } from "./stress.ts";
export type { Trajectory } from "./trajectory.ts";
export { trajectory } from "./trajectory.ts";
