import type { Compiled } from "#network";
import type { Loss } from "./screen-loss.ts";
import type { PointOfFailure, Unmet } from "./screen-result.ts";

/** The uses of a network: what each is worth, and which of them were asked for. */
export interface Uses {
	readonly compiled: Compiled;
	/** Demands asked for, by index. */
	readonly asked: readonly number[];
	/** USD of one unit unmet, by demand; undefined if neither value nor price is known. */
	readonly price: readonly (number | undefined)[];
}

/** Returns the uses of a network, those at some places asked for. */
export function usesOf(compiled: Compiled, places: ReadonlySet<number>): Uses {
	const { demands, goods } = compiled.network;
	const priceOf = new Map(goods.map(({ id, price }) => [id, price]));
	return {
		compiled,
		asked: demands.flatMap((_, user) =>
			places.has(compiled.agentPlace[compiled.lineCount + user]) ? [user] : [],
		),
		price: demands.map(({ good, value }) => value ?? priceOf.get(good)),
	};
}

/** Returns the weight of one unit unmet, by demand: its value, else its good's price, else 1; the largest is 1. */
export function weightsOf({ price }: Uses): Float64Array {
	const weights = price.map((each) => each ?? 1);
	const largest = Math.max(...weights, 0) || 1;
	return Float64Array.from(weights, (weight) => weight / largest);
}

/** Returns what amounts of the uses asked for are worth in USD; null if one of them above 0 has neither value nor price. */
export function usdOf(uses: Uses, amounts: ArrayLike<number>): number | null {
	let sum = 0;
	for (const user of uses.asked) {
		const price = uses.price[user];
		if (amounts[user] === 0) continue;
		if (price === undefined) return null;
		sum += amounts[user] * price;
	}
	return sum;
}

const leastShare = 1e-6;

/** Returns what a loss leaves unmet of the uses asked for; undefined if nothing. */
export function pointOf(
	uses: Uses,
	loss: Loss,
	amounts: Float64Array,
): PointOfFailure | undefined {
	const { network, activity, lineCount } = uses.compiled;
	const unmet: Unmet[] = [];
	const counted = new Float64Array(amounts.length);
	for (const user of uses.asked) {
		const share = amounts[user] / activity[lineCount + user];
		if (!(share > leastShare)) continue;
		const { place, good } = network.demands[user];
		const { name, unit } = network.goods.find(({ id }) => id === good) ?? {
			name: good,
			unit: "",
		};
		counted[user] = amounts[user];
		unmet.push({
			place,
			good,
			name,
			unit,
			amount: amounts[user],
			share: Math.min(1, share),
		});
	}
	if (unmet.length === 0) return undefined;
	const usd = usdOf(uses, counted);
	const all = usdOf(uses, activity.subarray(lineCount));
	return {
		places: loss.countries.map((country) => network.places[country].id),
		good: loss.named,
		unmet: unmet.sort((a, b) => b.share - a.share || b.amount - a.amount),
		usd,
		valueShare: usd === null || all === null ? null : usd / all,
	};
}

/** Orders by USD, the most first, then by the largest share unmet; ties keep their order. */
export function mostCostly(a: PointOfFailure, b: PointOfFailure): number {
	return (
		(b.usd ?? 0) - (a.usd ?? 0) ||
		(b.unmet[0]?.share ?? 0) - (a.unmet[0]?.share ?? 0)
	);
}
