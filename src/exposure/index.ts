export type { Breach, CeilingOptions, CeilingResult } from "./ceilings.ts";
export { ceilings } from "./ceilings.ts";
export { hhi, topShare } from "./concentration.ts";
export type { ExposureOptions } from "./exposure.ts";
export { exposure } from "./exposure.ts";
export type {
	GeopoliticalRisk,
	GeopoliticalRiskInput,
	RiskImport,
} from "./geopolitical-risk.ts";
export { geopoliticalRisk } from "./geopolitical-risk.ts";
export type {
	ExposureResult,
	FamilyExposure,
	GoodExposure,
	PlaceShare,
	SupplyShare,
} from "./result.ts";
export { screen } from "./screen.ts";
export type { ScreenOptions } from "./screen-options.ts";
export type { PointOfFailure, ScreenResult, Unmet } from "./screen-result.ts";
export type { SystemicRisk } from "./systemic-risk.ts";
export { systemicRisk } from "./systemic-risk.ts";
export type { FirmNetwork, FirmNetworkParts } from "./systemic-risk-network.ts";
export { firmNetwork } from "./systemic-risk-network.ts";
export type { Node } from "./systemic-risk-nodes.ts";
export { nodesOf } from "./systemic-risk-nodes.ts";
export type {
	FirmShock,
	ProductionFunction,
	SystemicRiskOptions,
} from "./systemic-risk-rules.ts";
