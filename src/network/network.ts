import type { Demand } from "./demand.ts";
import type { Good } from "./good.ts";
import type { Group } from "./group.ts";
import type { Lane } from "./lane.ts";
import type { Measure } from "./measure.ts";
import type { Observation } from "./observation.ts";
import type { Place } from "./place.ts";
import type { Process, Recipe } from "./process.ts";
import type { Scenario } from "./scenario.ts";
import type { Source } from "./source.ts";
import type { Stock } from "./stock.ts";

/** The tables of a network package, each a list of one noun, in the order of its file. */
export interface Tables {
	readonly sources: readonly Source[];
	readonly goods: readonly Good[];
	readonly places: readonly Place[];
	readonly groups: readonly Group[];
	readonly recipes: readonly Recipe[];
	readonly processes: readonly Process[];
	readonly lanes: readonly Lane[];
	readonly stocks: readonly Stock[];
	readonly demands: readonly Demand[];
	readonly measures: readonly Measure[];
	readonly scenarios: readonly Scenario[];
	readonly observations: readonly Observation[];
}

/** Name of a table, and of its file without `.csv`. */
export type TableName = keyof Tables;

/** The names of all tables, in the order in which they are read and checked. */
export const tableNames: readonly TableName[] = [
	"sources",
	"goods",
	"places",
	"groups",
	"recipes",
	"processes",
	"lanes",
	"stocks",
	"demands",
	"measures",
	"scenarios",
	"observations",
];

/** Goods at places, processes, lanes, stocks, demands, measures and scenarios: one immutable value that all rooms read. */
export interface Network extends Tables {
	/** Name of the package. */
	readonly id: string;
	/** Version of the package. */
	readonly version: string;
	readonly title: string;
	readonly description?: string;
}

/**
 * Returns a network of the given tables, frozen, with empty tables where none are given.
 *
 * Edge cases: nothing is checked here (see `check`); the lists are copied, so later changes to the arguments change nothing.
 * Cost: O(rows).
 *
 * @example
 * network({ id: "tiny", goods: [{ id: "tea", name: "Tea", stage: "product", unit: "t" }] }).goods.length // 1
 */
export function network(
	parts: Partial<Network> & { readonly id: string },
): Network {
	const tables = Object.fromEntries(
		tableNames.map((name) => [name, Object.freeze([...(parts[name] ?? [])])]),
	) as unknown as Tables;
	return Object.freeze({
		version: "0",
		title: parts.id,
		...parts,
		...tables,
	});
}
