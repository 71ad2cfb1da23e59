import type { Demand, Lane, Process, Recipe } from "#network";

/** The moving part of a network while it is being put together. */
export interface Draft {
	readonly recipes: Recipe[];
	readonly processes: Process[];
	readonly lanes: Lane[];
	readonly demands: Demand[];
}

/** What comes to and leaves one good at one place in a year. */
export interface Account {
	readonly made: number;
	readonly received: number;
	readonly used: number;
	readonly demanded: number;
	readonly shipped: number;
}

/** Adds the rows of a recipe unless it is there already. */
export function addRecipe(draft: Draft, rows: readonly Recipe[]): void {
	if (!draft.recipes.some((row) => row.recipe === rows[0]?.recipe))
		draft.recipes.push(...rows);
}

/** Returns the account of a good at a place; what is taken from outside the network does not count. */
export function account(draft: Draft, good: string, place: string): Account {
	const sum = (values: readonly number[]) =>
		values.reduce((total, value) => total + value, 0);
	const amounts = draft.processes
		.filter((process) => process.place === place)
		.flatMap((process) =>
			draft.recipes
				.filter(
					(row) =>
						row.recipe === process.recipe &&
						row.good === good &&
						row.kind !== "auxiliary",
				)
				.map((row) => row.quantity * process.activity),
		);
	const lanes = draft.lanes.filter((lane) => lane.good === good);
	return {
		made: sum(amounts.filter((amount) => amount > 0)),
		used: -sum(amounts.filter((amount) => amount < 0)),
		received: sum(lanes.filter((l) => l.to === place).map((l) => l.flow)),
		shipped: sum(lanes.filter((l) => l.from === place).map((l) => l.flow)),
		demanded: sum(
			draft.demands
				.filter((demand) => demand.good === good && demand.place === place)
				.map((demand) => demand.rate),
		),
	};
}

/** Returns what is left of a good at a place for use there: made and received, less used, demanded and shipped. */
export function left(draft: Draft, good: string, place: string): number {
	const { made, received, used, demanded, shipped } = account(
		draft,
		good,
		place,
	);
	return made + received - used - demanded - shipped;
}
