import { type ExposureResult, exposure } from "#exposure";
import { type Compiled, compile, type Network } from "#network";
import { type StressOptions, type StressResult, stress } from "#stress";

/** Answers to many questions about the same networks, each network compiled once. */
export interface Answers {
	readonly stress: (network: Network, options: StressOptions) => StressResult;
	readonly exposure: (
		network: Network,
		options: { readonly for?: string; readonly good?: string },
	) => ExposureResult;
}

/** Returns the rooms' answers with each network compiled on first use and kept as long as the network is. */
export function answers(): Answers {
	const kept = new WeakMap<Network, Compiled>();
	const compiledOf = (network: Network) => {
		const compiled = kept.get(network) ?? compile(network);
		kept.set(network, compiled);
		return compiled;
	};
	return {
		stress: (network, options) =>
			stress(network, { ...options, compiled: compiledOf(network) }),
		exposure: (network, options) =>
			exposure(network, { ...options, compiled: compiledOf(network) }),
	};
}
