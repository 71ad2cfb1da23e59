import { type Compiled, dependence } from "#network";
import type { PlaceShare } from "./result.ts";
import type { Supplied, SuppliedGoods } from "./supplied.ts";

const leastReach = 0.0005;
const leastHidden = 0.01;

/**
 * Returns, per good, on which places the amounts supplied depend at any stage.
 *
 * Formula: reach_k = Σ amount · dependence_k(line) / Σ amount, above 0.0005, the largest first.
 * Parameters: `countsAs` gives for each place the place that it counts as (see `countedPlaces`).
 * Edge cases: a good that nobody in the network orders and whose makers have no traced inputs is left out: there is nothing to trace.
 * Cost: O(places with lines × edges × length of the chain).
 */
export function reaches(
	compiled: Compiled,
	goods: SuppliedGoods,
	countsAs: Int32Array,
): ReadonlyMap<number, readonly PlaceShare[]> {
	const traced = tracedGoods(compiled);
	const wanted = [...goods].filter(([good]) => traced.has(good));
	const found = new Map(wanted.map(([good]) => [good, [] as PlaceShare[]]));
	if (wanted.length === 0) return found;
	for (const place of makers(compiled, traced, countsAs)) {
		const members = new Set<number>();
		countsAs.forEach((counted, member) => {
			if (counted === place) members.add(member);
		});
		const shares = dependence(compiled, members);
		for (const [good, supplied] of wanted) {
			const share = weighted(supplied, shares);
			if (share > leastReach)
				found
					.get(good)
					?.push({ place: compiled.network.places[place].id, share });
		}
	}
	for (const reach of found.values()) reach.sort(largestFirst);
	return found;
}

/** Returns what reach adds to the direct shares, above 0.01, the largest first. */
export function hiddenOf(
	reach: readonly PlaceShare[],
	direct: readonly PlaceShare[],
): readonly PlaceShare[] {
	const shares = new Map(direct.map(({ place, share }) => [place, share]));
	return reach
		.map(({ place, share }) => ({
			place,
			share: share - (shares.get(place) ?? 0),
		}))
		.filter(({ share }) => share > leastHidden)
		.sort(largestFirst);
}

/** Orders by share, the largest first, then by place. */
export function largestFirst(a: PlaceShare, b: PlaceShare): number {
	return b.share - a.share || (a.place < b.place ? -1 : 1);
}

function weighted(supplied: readonly Supplied[], shares: Float64Array): number {
	let lost = 0;
	let total = 0;
	for (const { line, amount } of supplied) {
		lost += amount * shares[line];
		total += amount;
	}
	return lost / total;
}

/** Goods that someone orders or that are made of something traced. */
function tracedGoods(compiled: Compiled): ReadonlySet<number> {
	const traced = new Set<number>(compiled.slotGood);
	compiled.outputGood.forEach((good, output) => {
		const line = compiled.outputLine[output];
		if (compiled.slotStart[line + 1] > compiled.slotStart[line])
			traced.add(good);
	});
	return traced;
}

/** The places that make any of the goods. */
function makers(
	compiled: Compiled,
	goods: ReadonlySet<number>,
	countsAs: Int32Array,
): ReadonlySet<number> {
	const places = new Set<number>();
	compiled.outputGood.forEach((good, output) => {
		if (goods.has(good))
			places.add(countsAs[compiled.agentPlace[compiled.outputLine[output]]]);
	});
	return places;
}
