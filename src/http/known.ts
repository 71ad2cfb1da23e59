import {
	goodsOf,
	isArea,
	type Network,
	nearest,
	type Scenario,
	type TableName,
	tableNames,
	world,
} from "#network";
import { shown } from "./query.ts";
import { Refusal } from "./refusal.ts";

/**
 * Returns the network of an id, or the first if none is named.
 *
 * Fails with the refusal `http.unknown-network`: status 404 where the id is part of the path, 400 where it is part of the query.
 */
export function networkOf(
	networks: readonly Network[],
	id: string | undefined,
	status: 400 | 404,
): Network {
	const found =
		id === undefined ? networks[0] : networks.find((each) => each.id === id);
	if (found !== undefined) return found;
	throw unknown(
		status,
		"http.unknown-network",
		"network",
		id ?? "",
		networks.map((each) => each.id),
	);
}

/** Returns the scenario of an id, or the network's first; refusal `http.unknown-scenario` (400). */
export function scenarioOf(network: Network, id: string | undefined): Scenario {
	const found =
		id === undefined
			? network.scenarios[0]
			: network.scenarios.find((each) => each.id === id);
	if (found !== undefined) return found;
	throw unknown(
		400,
		"http.unknown-scenario",
		"scenario",
		id ?? "",
		network.scenarios.map((each) => each.id),
	);
}

/** Returns the area if every name joined in it is a place, a group or the world; refusal `http.unknown-area` (400). */
export function areaOf(network: Network, area: string): string {
	for (const name of area.split("+"))
		if (!isArea(network, name))
			throw unknown(400, "http.unknown-area", "area", name, [
				world,
				...new Set(network.groups.map((each) => each.group)),
				...network.places.map((each) => each.id),
			]);
	return area;
}

/** Returns the good if it names a good or a family; refusal `http.unknown-good` (400). */
export function goodOf(network: Network, good: string): string {
	if (goodsOf(network, good).size > 0) return good;
	throw unknown(400, "http.unknown-good", "good", good, [
		...network.goods.map((each) => each.id),
		...new Set(network.goods.flatMap((each) => each.family ?? [])),
	]);
}

/** Returns the table of a name; refusal `http.unknown-table` (404). */
export function tableOf(name: string): TableName {
	const found = tableNames.find((each) => each === name);
	if (found !== undefined) return found;
	throw unknown(404, "http.unknown-table", "table", name, tableNames);
}

function unknown(
	status: 400 | 404,
	code: string,
	what: string,
	name: string,
	known: readonly string[],
): Refusal {
	const near = nearest(name, known);
	return new Refusal(
		status,
		code,
		name === "" ? `There is no ${what}.` : `No ${what} "${shown(name)}".`,
		known.length === 0
			? "The network has none."
			: near === undefined
				? `Known: ${known.slice(0, 12).join(", ")}${known.length > 12 ? " …" : ""}.`
				: `Did you mean "${near}"?`,
	);
}
