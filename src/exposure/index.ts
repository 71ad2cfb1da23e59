export { hhi, topShare } from "./concentration.ts";
export type { ExposureOptions } from "./exposure.ts";
export { exposure } from "./exposure.ts";
export type {
	ExposureResult,
	FamilyExposure,
	GoodExposure,
	PlaceShare,
	SupplyShare,
} from "./result.ts";
