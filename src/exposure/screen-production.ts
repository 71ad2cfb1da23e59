import type { Compiled } from "#network";
import type { PointOfFailure, Unmet } from "./screen-result.ts";
import { sharesOf } from "./shares.ts";
import { produced } from "./supplied.ts";

/**
 * Returns what a world without flows loses with a country: its share of each good's production, and of two the largest pair of each good.
 *
 * Where nobody's use is known, nothing can be re-routed: all that the country makes is taken as lost to the world (`WLD`).
 * Points: one per good and country, then one per country with several goods (`all`); for `two`, the worst pair of each good. Amounts in the
 * good's unit per year; USD where the good has a price. Cost: O(processes).
 */
export function productionPoints(
	compiled: Compiled,
	countsAs: Int32Array,
	named: ReadonlySet<string>,
	all: string,
	count: "one" | "two",
): readonly PointOfFailure[] {
	const byCountry = new Map<string, Unmet[]>();
	const points: PointOfFailure[] = [];
	const priceOf = new Map(
		compiled.network.goods.map(({ id, price }) => [id, price]),
	);
	for (const [index, supplied] of produced(compiled)) {
		const { id: good, name, unit } = compiled.network.goods[index];
		if (!named.has(good)) continue;
		const lost = sharesOf(compiled, unit, supplied, countsAs).map(
			({ place, amount, share }) => ({
				country: place,
				unmet: { place: "WLD", good, name, unit, amount, share },
			}),
		);
		if (count === "two") {
			const [first, second] = lost;
			if (first === undefined || second === undefined) continue;
			points.push(
				pointOf([first.country, second.country], good, priceOf, [
					{
						...first.unmet,
						amount: first.unmet.amount + second.unmet.amount,
						share: first.unmet.share + second.unmet.share,
					},
				]),
			);
			continue;
		}
		for (const { country, unmet } of lost) {
			points.push(pointOf([country], good, priceOf, [unmet]));
			byCountry.set(country, [...(byCountry.get(country) ?? []), unmet]);
		}
	}
	for (const [country, unmet] of byCountry)
		if (unmet.length > 1) points.push(pointOf([country], all, priceOf, unmet));
	return points.sort(
		(a, b) =>
			(b.unmet[0]?.share ?? 0) - (a.unmet[0]?.share ?? 0) ||
			b.unmet.length - a.unmet.length,
	);
}

function pointOf(
	places: readonly string[],
	good: string,
	priceOf: ReadonlyMap<string, number | undefined>,
	unmet: readonly Unmet[],
): PointOfFailure {
	let usd: number | null = 0;
	for (const { good, amount } of unmet) {
		const price = priceOf.get(good);
		usd = usd === null || price === undefined ? null : usd + amount * price;
	}
	return {
		places,
		good,
		unmet: [...unmet].sort((a, b) => b.share - a.share),
		usd,
		valueShare: null,
	};
}
