import {
	CounterweightError,
	goodsOf,
	type Network,
	nearest,
	placesOf,
	world,
} from "#network";

/** Returns the indices of the places that an area covers; fault `exposure.unknown-area` if a name in it is no place, group or `WLD`. */
export function areaPlaces(network: Network, area: string): Set<number> {
	for (const name of area.split("+"))
		if (name !== world && placesOf(network, name).size === 0)
			throw unknown(
				"exposure.unknown-area",
				`no place or group is named "${name}"`,
				name,
				[
					[world, world],
					...network.places.map(({ id }): [string, string] => [id, id]),
					...network.groups.map(({ group }): [string, string] => [
						group,
						group,
					]),
					...network.places.map(({ id, name }): [string, string] => [name, id]),
				],
			);
	const ids = placesOf(network, area);
	const found = new Set<number>();
	network.places.forEach((place, index) => {
		if (ids.has(place.id)) found.add(index);
	});
	return found;
}

/**
 * Returns the ids of the goods that a name covers, all but the auxiliary ones if none is named; fault `exposure.unknown-good` if it is
 * neither a good nor a family.
 */
export function namedGoods(
	network: Network,
	name: string | undefined,
): ReadonlySet<string> {
	const ids = goodsOf(network, name ?? "all");
	if (name !== undefined && ids.size === 0)
		throw unknown(
			"exposure.unknown-good",
			`no good or family is named "${name}"`,
			name,
			[
				...network.goods.map(({ id }): [string, string] => [id, id]),
				...network.goods.flatMap(({ family }) =>
					(family ?? []).map((each): [string, string] => [each, each]),
				),
				...network.goods.map(({ id, name }): [string, string] => [name, id]),
			],
		);
	return new Set(
		network.goods
			.filter(({ id, stage }) => ids.has(id) && stage !== "auxiliary")
			.map(({ id }) => id),
	);
}

/** The fault of an unknown name, with the id of the nearest known one. */
function unknown(
	code: string,
	says: string,
	name: string,
	known: readonly (readonly [string, string])[],
): CounterweightError {
	const near = nearest(
		name,
		known.map(([shown]) => shown),
	);
	const id = known.find(([shown]) => shown === near)?.[1];
	return new CounterweightError(
		code,
		id === undefined ? says : `${says}; the nearest known name is "${id}"`,
	);
}
