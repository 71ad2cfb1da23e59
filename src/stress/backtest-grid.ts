import { type Compiled, compile, type Network } from "#network";
import { valueAt } from "./sample-figure.ts";

/** The network at one point of what is unknown. */
export interface GridPoint {
	readonly compiled: Compiled;
}

/**
 * Yields a network at every point of the range of its stocks times that of its transit times, compiled.
 *
 * All stocks stand at the same quantile of their ranges, `points` of them from the low to the high end, half of them below the stated
 * figure (see `valueAt`); all transit times stand at their low end, as stated, or at their high end. Where no range is given there is one
 * point. Deterministic. Cost: `points` compilations.
 */
export function* gridOf(
	network: Network,
	points: number,
): Generator<GridPoint> {
	const quantiles = network.stocks.some(hasRange)
		? Array.from({ length: points }, (_, at) => at / Math.max(1, points - 1))
		: [0.5];
	const transits = transitsOf(network);
	for (const quantile of quantiles) {
		const stocked = { ...network, stocks: stocksAt(network, quantile) };
		const compiled = compile(stocked);
		// Transit times change no number of a compiled network, only its lanes.
		for (const lanes of transits)
			yield { compiled: { ...compiled, network: { ...stocked, lanes } } };
	}
}

type Stock = Network["stocks"][number];

function hasRange({ low, high }: Stock): boolean {
	return low !== undefined && high !== undefined && low < high;
}

function stocksAt(network: Network, quantile: number): readonly Stock[] {
	return network.stocks.map((stock) => {
		const { quantity, coverDays, low, high } = stock;
		const value = quantity ?? coverDays;
		if (value === undefined || low === undefined || high === undefined)
			return stock;
		const moved = valueAt({ low, value, high }, quantile);
		return quantity === undefined
			? { ...stock, coverDays: moved }
			: { ...stock, quantity: moved };
	});
}

function transitsOf(network: Network): readonly Network["lanes"][] {
	const { lanes } = network;
	const at = (end: "daysLow" | "daysHigh") =>
		lanes.map((lane) => ({ ...lane, days: lane[end] ?? lane.days }));
	const ranged = lanes.some(
		({ daysLow, daysHigh }) => daysLow !== undefined || daysHigh !== undefined,
	);
	return ranged ? [at("daysLow"), lanes, at("daysHigh")] : [lanes];
}

/** Returns the least and the most days of cover that users hold over the ranges; null where no stock has a range. */
export function coverRange(
	network: Network,
): { readonly least: number; readonly most: number } | null {
	const held = network.stocks.filter(
		(stock) =>
			stock.holder === "use" &&
			stock.coverDays !== undefined &&
			hasRange(stock),
	);
	if (held.length === 0) return null;
	return {
		least: Math.min(...held.map(({ low = 0 }) => low)),
		most: Math.max(...held.map(({ high = 0 }) => high)),
	};
}
