export type { BacktestOptions } from "./backtest.ts";
export { backtest } from "./backtest.ts";
export type { BacktestResult, BacktestRow } from "./backtest-result.ts";
export type { Shock } from "./block.ts";
export { playBlock } from "./block.ts";
export type { Chain, Reserve } from "./chain.ts";
export { chainOf } from "./chain.ts";
export type {
	ComparedDemand,
	ComparedOutcome,
	ComparedRun,
	CompareOptions,
	Comparison,
} from "./compare.ts";
export { compare } from "./compare.ts";
export type { RuleSetting, RulesSensitivity } from "./compare-rules.ts";
export { rulesSensitivity } from "./compare-rules.ts";
export { coordinated } from "./coordinated.ts";
export type { Unallocated } from "./coordinated-allocation.ts";
export type { CoordinatedOptions } from "./coordinated-plan.ts";
export type { CoordinatedResult } from "./coordinated-result.ts";
export type {
	Bracket,
	CoordinationGain,
	CoordinationValue,
} from "./coordinated-value.ts";
export { coordinationValue } from "./coordinated-value.ts";
export { rankCorrelation } from "./driver.ts";
export type {
	EnsembleOptions,
	EnsemblePlan,
	PlannedDemand,
} from "./ensemble.ts";
export {
	drawnFigures,
	ensemblePlan,
	runSamples,
	valuesPerDemand,
} from "./ensemble.ts";
export type { Driver } from "./ensemble-driver.ts";
export type { EnsembleDemand, EnsembleResult } from "./ensemble-result.ts";
export { ensembleResult } from "./ensemble-result.ts";
export type { DaySpread, Spread } from "./ensemble-spread.ts";
export type { Hand, Phase } from "./kernel.ts";
export type { Kernels, Work } from "./kernels.ts";
export { handOf, oneThread } from "./kernels.ts";
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
export type { Hypercube } from "./sample.ts";
export type { Block } from "./sample-block.ts";
export type { UncertainFigure } from "./sample-figure.ts";
export type { State } from "./state.ts";
export type { StressOptions } from "./stress.ts";
export { stress } from "./stress.ts";
export type { Survival, SurvivalOptions } from "./survival.ts";
export { timeToSurvive } from "./survival.ts";
export type { SweepCase, SweepOptions, SweepPlan } from "./sweep.ts";
export { runCases, sweepColumns, sweepPlan } from "./sweep.ts";
export type { SweepResult, SweepRow } from "./sweep-result.ts";
export { sweepResult } from "./sweep-result.ts";
export type { Trajectory } from "./trajectory.ts";
export { trajectory } from "./trajectory.ts";
