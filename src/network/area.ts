import type { Network } from "./network.ts";

/** Stands for every place. */
export const world = "WLD";

/**
 * Returns the ids of all places that an area covers: a place with all that lies in it, a group with its members' places,
 * `WLD` with every place, or several joined by `+` (`JPN+USA`).
 *
 * Edge cases: an unknown name covers nothing (empty set); a group and a place of one name are joined.
 * Cost: O(places + memberships) per name.
 *
 * @example
 * placesOf(rareEarths, "EU27").has("DEU") // true
 */
export function placesOf(
	network: Pick<Network, "places" | "groups">,
	area: string,
): ReadonlySet<string> {
	const found = new Set<string>();
	for (const name of area.split("+")) {
		if (name === world) for (const place of network.places) found.add(place.id);
		if (network.places.some((place) => place.id === name)) found.add(name);
		for (const member of network.groups)
			if (member.group === name) found.add(member.place);
	}
	let grown = -1;
	while (grown !== found.size) {
		grown = found.size;
		for (const place of network.places)
			if (place.within !== undefined && found.has(place.within))
				found.add(place.id);
	}
	return found;
}

/**
 * Returns the ids of all goods that a name covers: the good itself, every good of a family of that name, or all goods for `all`.
 *
 * Edge cases: an unknown name covers nothing. Cost: O(goods).
 */
export function goodsOf(
	network: Pick<Network, "goods">,
	name: string,
): ReadonlySet<string> {
	return new Set(
		network.goods
			.filter(
				(good) =>
					name === "all" || good.id === name || good.family?.includes(name),
			)
			.map((good) => good.id),
	);
}

/** Returns whether a name stands for a place or a group of the network, or for the whole world. */
export function isArea(
	network: Pick<Network, "places" | "groups">,
	name: string,
): boolean {
	return name === world || placesOf(network, name).size > 0;
}
