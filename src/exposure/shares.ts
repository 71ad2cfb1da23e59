import type { Compiled, Confidence, Network } from "#network";
import { largestFirst } from "./reach.ts";
import type { SupplyShare } from "./result.ts";
import type { Supplied } from "./supplied.ts";

/** Returns, for each place by index, the place that it counts as: a site as the nearest place around it that is no site, else itself. */
export function countedPlaces(network: Network): Int32Array {
	const { places } = network;
	const index = new Map(places.map(({ id }, place) => [id, place]));
	return Int32Array.from(places, (_, start) => {
		let place = start;
		for (let step = 0; step < places.length; step++) {
			const around = index.get(places[place].within ?? "");
			if (places[place].kind !== "site" || around === undefined) break;
			place = around;
		}
		return place;
	});
}

/** Returns what each place supplies of a good, the largest first, with the weakest confidence and all sources. Cost: O(amounts supplied). */
export function sharesOf(
	compiled: Compiled,
	unit: string,
	supplied: readonly Supplied[],
	countsAs: Int32Array,
): readonly SupplyShare[] {
	const places = new Map<number, Supplied[]>();
	for (const row of supplied) {
		const place = countsAs[compiled.agentPlace[row.line]];
		const rows = places.get(place);
		if (rows === undefined) places.set(place, [row]);
		else rows.push(row);
	}
	const total = amountOf(supplied);
	return [...places]
		.map(([place, rows]) => {
			const amount = amountOf(rows);
			const confidence = weakest(rows);
			return {
				place: compiled.network.places[place].id,
				share: amount / total,
				amount,
				unit,
				confidence,
				sources: [...new Set(rows.map(({ source }) => source))].sort(),
				modelled: confidence === "D",
			};
		})
		.sort(largestFirst);
}

/** Returns the sum of the amounts. */
export function amountOf(supplied: readonly Supplied[]): number {
	let total = 0;
	for (const { amount } of supplied) total += amount;
	return total;
}

function weakest(supplied: readonly Supplied[]): Confidence {
	let weak: Confidence = "A";
	for (const { confidence } of supplied)
		if (confidence > weak) weak = confidence;
	return weak;
}
