import {
	type Demand,
	type Lane,
	type Measure,
	type Network,
	network,
	type Process,
	type Recipe,
	type Stock,
} from "#network";

const sourced = { source: "hand", confidence: "D", year: 2024 } as const;
const daysPerYear = 365;

/** A process at a place and its recipe: one unit of the good per day and unit of activity from these inputs. */
export function made(
	place: string,
	good: string,
	perDay: number,
	inputs: Readonly<Record<string, number>> = {},
	more: Partial<Process> & {
		readonly kind?: Recipe["kind"];
		readonly also?: Readonly<Record<string, number>>;
	} = {},
): { readonly process: Process; readonly recipes: readonly Recipe[] } {
	const { kind = "essential", also = {}, ...process } = more;
	const recipe = `${good} at ${place}`;
	return {
		process: {
			id: recipe,
			place,
			recipe,
			activity: perDay * daysPerYear,
			...sourced,
			...process,
		},
		recipes: [
			{ recipe, good, quantity: 1, kind: "output", ...sourced },
			...Object.entries(also).map(([other, quantity]) => ({
				recipe,
				good: other,
				quantity,
				kind: "output" as const,
				...sourced,
			})),
			...Object.entries(inputs).map(([input, quantity]) => ({
				recipe,
				good: input,
				quantity: -quantity,
				kind,
				...sourced,
			})),
		],
	};
}

/** A lane with a flow per day. */
export function lane(
	from: string,
	to: string,
	good: string,
	perDay: number,
	more: Partial<Lane> = {},
): Lane {
	return {
		from,
		to,
		good,
		flow: perDay * daysPerYear,
		days: 0,
		...sourced,
		...more,
	};
}

/** A demand per day, lost if unmet. */
export function used(
	place: string,
	good: string,
	perDay: number,
	more: Partial<Demand> = {},
): Demand {
	return {
		place,
		good,
		rate: perDay * daysPerYear,
		priority: 0,
		unmet: "lost",
		...sourced,
		...more,
	};
}

/** A users' stock of so many days. */
export function held(
	place: string,
	good: string,
	days: number,
	more: Partial<Stock> = {},
): Stock {
	return {
		place,
		good,
		holder: "use",
		coverDays: days,
		release: "short",
		...sourced,
		...more,
	};
}

/** A measure from day 0 (2026-01-01) on, aimed at everyone, on every good. */
export function act(
	kind: Measure["kind"],
	actor: string,
	more: Partial<Measure> = {},
): Measure {
	return {
		id: `${kind} by ${actor}`,
		actor: [actor],
		targets: ["WLD"],
		goods: ["all"],
		kind,
		from: "2026-01-01",
		...sourced,
		...more,
	};
}

/** A network of these parts with one scenario, "now", that holds all measures from 2026-01-01 on. */
export function world(parts: {
	readonly makes: readonly ReturnType<typeof made>[];
	readonly lanes?: readonly Lane[];
	readonly stocks?: readonly Stock[];
	readonly uses: readonly Demand[];
	readonly acts?: readonly Measure[];
	readonly days?: number;
	readonly places?: readonly string[];
}): Network {
	const { makes, lanes = [], stocks = [], uses, acts = [], days = 100 } = parts;
	const recipes = makes.flatMap((one) => one.recipes);
	const goods = new Set([
		...recipes.map(({ good }) => good),
		...uses.map(({ good }) => good),
	]);
	const places = new Set([
		...makes.map(({ process }) => process.place),
		...lanes.flatMap(({ from, to }) => [from, to]),
		...uses.map(({ place }) => place),
		...(parts.places ?? []),
	]);
	return network({
		id: "hand",
		goods: [...goods].map((id) => ({
			id,
			name: id,
			stage: "any",
			unit: "t",
			price: 1,
		})),
		places: [...places].map((id) => ({
			id,
			name: id,
			kind: "country" as const,
		})),
		recipes,
		processes: makes.map(({ process }) => process),
		lanes,
		stocks,
		demands: uses,
		measures: acts,
		scenarios: [
			{
				id: "now",
				title: "now",
				measures: acts.map(({ id }) => id),
				from: "2026-01-01",
				days,
			},
		],
	});
}
