import {
	type Good,
	type Group,
	type Lane,
	type Network,
	network,
	type Place,
	type Process,
	type Recipe,
} from "#network";

const sourced = { source: "worked", confidence: "A", year: 2024 } as const;

/** The rows of a small world in short; goods are those of the recipes, and what is not said is essential, of 2024 and sure. */
export interface WorkedRows {
	/** Ids of countries, or whole places. */
	readonly places: readonly (string | Place)[];
	/** Amounts per unit of activity by good: inputs negative, outputs positive. */
	readonly recipes: Readonly<Record<string, Readonly<Record<string, number>>>>;
	/** [place, recipe, activity, what differs] */
	readonly processes: readonly (readonly [
		string,
		string,
		number,
		Partial<Process>?,
	])[];
	/** [from, to, good, flow, what differs] */
	readonly lanes?: readonly (readonly [
		string,
		string,
		string,
		number,
		Partial<Lane>?,
	])[];
	/** [place, good, rate] */
	readonly demands?: readonly (readonly [string, string, number])[];
	readonly groups?: readonly Group[];
	/** What differs of a good, by id. */
	readonly goods?: Readonly<Record<string, Partial<Good>>>;
	/** Kind of an input that is not essential, by good. */
	readonly kinds?: Readonly<Record<string, Recipe["kind"]>>;
}

/** Returns the network of a small world, its goods in the order in which the recipes name them. */
export function workedWorld(rows: WorkedRows): Network {
	const goods = new Set(
		Object.values(rows.recipes).flatMap((recipe) => Object.keys(recipe)),
	);
	return network({
		id: "worked",
		version: "1",
		goods: [...goods].map((id) => ({
			id,
			name: `Name of ${id}`,
			stage: "worked",
			unit: "t",
			...rows.goods?.[id],
		})),
		places: rows.places.map((place) =>
			typeof place === "string"
				? { id: place, name: `Land of ${place}`, kind: "country" }
				: place,
		),
		groups: rows.groups ?? [],
		recipes: Object.entries(rows.recipes).flatMap(([recipe, amounts]) =>
			Object.entries(amounts).map(([good, quantity]) => ({
				...sourced,
				recipe,
				good,
				quantity,
				kind: quantity > 0 ? "output" : (rows.kinds?.[good] ?? "essential"),
			})),
		),
		processes: rows.processes.map(([place, recipe, activity, differs]) => ({
			...sourced,
			id: `${place} ${recipe}`,
			place,
			recipe,
			activity,
			...differs,
		})),
		lanes: (rows.lanes ?? []).map(([from, to, good, flow, differs]) => ({
			...sourced,
			from,
			to,
			good,
			flow,
			days: 0,
			...differs,
		})),
		demands: (rows.demands ?? []).map(([place, good, rate]) => ({
			...sourced,
			place,
			good,
			rate,
			priority: 0,
			unmet: "wait",
		})),
	});
}
