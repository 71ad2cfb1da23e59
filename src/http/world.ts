import type { ExposureResult } from "#exposure";
import type { Network } from "#network";
import type { StressResult } from "#stress";

/** All that the server answers from: networks, the rooms' functions, and the built page. */
export interface World {
	readonly networks: readonly Network[];
	readonly stress: (
		network: Network,
		options: {
			readonly scenario: string;
			readonly for?: string;
			readonly good?: string;
		},
	) => StressResult;
	readonly exposure: (
		network: Network,
		options: { readonly for?: string; readonly good?: string },
	) => ExposureResult;
	/** Version of the programme. */
	readonly version: string;
	/** Folder of the built page. */
	readonly assets: string;
}
