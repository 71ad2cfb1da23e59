import type { Network } from "#network";

/** Exports that are lost together. */
export interface Loss {
	/** Indices in `network.places` of the countries, one or two. */
	readonly countries: readonly number[];
	/** Indices in `network.goods` of what each loses. */
	readonly goods: ReadonlySet<number>;
	/** The good's id, or `all`. */
	readonly named: string;
}

/**
 * Returns the loss of everything by each country that ships abroad, in the order of the network's places.
 *
 * A country that ships nothing in the base year is left out: the world does without its exports already. Parameters: `named` are the goods
 * that can be lost, and `all` is what all of them are called.
 */
export function wholeLosses(
	network: Network,
	countsAs: Int32Array,
	named: ReadonlySet<string>,
	all: string,
): readonly Loss[] {
	const goods = new Set(
		network.goods.flatMap(({ id }, good) => (named.has(id) ? [good] : [])),
	);
	return [...exportsOf(network, countsAs, named).keys()].map((country) => ({
		countries: [country],
		goods,
		named: all,
	}));
}

/** Returns the loss of each good that each country ships abroad, and of all goods together where they are several. */
export function singleLosses(
	network: Network,
	countsAs: Int32Array,
	named: ReadonlySet<string>,
	all: string,
): readonly Loss[] {
	const exported = exportsOf(network, countsAs, named);
	return wholeLosses(network, countsAs, named, all).flatMap((whole) => {
		const goods = exported.get(whole.countries[0]) ?? new Set<number>();
		const single = [...goods].map((good) => ({
			countries: whole.countries,
			goods: new Set([good]),
			named: network.goods[good].id,
		}));
		return single.length > 1 ? [...single, whole] : single;
	});
}

/** Returns the loss of everything by each two of the countries. */
export function pairLosses(whole: readonly Loss[]): readonly Loss[] {
	return whole.flatMap((one, at) =>
		whole.slice(at + 1).map((other) => ({
			...one,
			countries: [...one.countries, ...other.countries],
		})),
	);
}

/** What each country ships abroad in the base year, in the order of the network's places and goods. */
function exportsOf(
	network: Network,
	countsAs: Int32Array,
	named: ReadonlySet<string>,
): ReadonlyMap<number, ReadonlySet<number>> {
	const placeIndex = new Map(network.places.map(({ id }, at) => [id, at]));
	const goodIndex = new Map(network.goods.map(({ id }, at) => [id, at]));
	const found = new Map<number, Set<number>>();
	for (const { from, to, good, flow } of network.lanes) {
		const country = countsAs[placeIndex.get(from) ?? -1];
		const abroad = countsAs[placeIndex.get(to) ?? -1] !== country;
		if (!abroad || !(flow > 0) || !named.has(good)) continue;
		const goods = found.get(country) ?? new Set();
		found.set(country, goods.add(goodIndex.get(good) ?? -1));
	}
	const ascending = (a: number, b: number) => a - b;
	return new Map(
		[...found]
			.sort(([a], [b]) => a - b)
			.map(([country, goods]) => [
				country,
				new Set([...goods].sort(ascending)),
			]),
	);
}
