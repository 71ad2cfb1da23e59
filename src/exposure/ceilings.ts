import {
	type Compiled,
	CounterweightError,
	compile,
	type Network,
	placesOf,
	world,
} from "#network";
import { exposure } from "./exposure.ts";
import { largestFirst } from "./reach.ts";
import type { ExposureResult, GoodExposure, PlaceShare } from "./result.ts";

/** What `ceilings` is asked. */
export interface CeilingOptions {
	/** Largest share that one country may hold, above 0, at most 1; default 0.65. */
	readonly ceiling?: number;
	/** A place, a group, or several joined by `+`; default the world and every group of the network. */
	readonly for?: string;
	/** A good or a family; all goods if absent. */
	readonly good?: string;
	/** The same network, compiled before. */
	readonly compiled?: Compiled;
}

/** A share above the ceiling. */
export interface Breach {
	/** Whose supply it is: a place, group or joined places, or `WLD`. */
	readonly area: string;
	/** What is counted: one good, a family's goods at one stage, or all goods at a stage in one unit. */
	readonly of: "good" | "family" | "stage";
	/** Id of the good, or name of the family or stage. */
	readonly id: string;
	/** Name shown to people. */
	readonly name: string;
	readonly stage: string;
	readonly unit: string;
	/** The country that holds the share. */
	readonly place: string;
	/** `direct`: it makes what is supplied; `look-through`: what is supplied hangs on it at any stage (see `reach`). */
	readonly view: "direct" | "look-through";
	/** 0 to 1. */
	readonly share: number;
	/** What the share is of, `unit` per year. */
	readonly total: number;
	/** What lies above the ceiling, `unit` per year. */
	readonly excess: number;
}

/** Which shares lie above a ceiling. */
export interface CeilingResult {
	readonly ceiling: number;
	readonly network: { readonly id: string; readonly version: string };
	/** Areas looked at. */
	readonly areas: readonly string[];
	/** By area in that order, then goods along the chain, families, stages; of each the largest share first, direct before look-through. */
	readonly breaches: readonly Breach[];
}

/** The ceiling of the European Union's Critical Raw Materials Act. */
const actCeiling = 0.65;

/**
 * Returns which goods, families and stages hang on one country by more than a ceiling, in which areas, and by how many tonnes.
 *
 * Formula: a country's direct share is that of `exposure`, its look-through share is its `reach`; those of a family or stage are of the goods'
 * amounts added up. excess = (share − ceiling) · total. An area's own places are no third country and breach nothing; the world has none.
 * Parameters: a network, or a result of `exposure` for one area, where only the places named in its `for` can be told to be its own (a
 * group's members cannot); see `CeilingOptions`, of which a result uses the ceiling alone.
 * Edge cases: a share equal to the ceiling is no breach; a family or stage with a single good in its unit is that good's own row and left
 * out; goods without reach have no look-through row; an area without supply has no rows.
 * Faults: `exposure.bad-ceiling`, `exposure.unknown-area`, `exposure.unknown-good`. Cost: that of `exposure` for each area.
 * Source: the default of 65 % is that of Regulation (EU) 2024/1252, Article 5: no more of the Union's consumption from one third country.
 *
 * @example
 * // Japan makes all its magnets of metal bought 70 % from China and 30 % from Viet Nam, both of Chinese oxide: 100 t of magnets.
 * ceilings(magnets, { for: "JPN", good: "magnet" }).breaches // [{ place: "CHN", view: "look-through", share: 1, excess: 35, … }]
 */
export function ceilings(
	source: Network | ExposureResult,
	options: CeilingOptions = {},
): CeilingResult {
	const ceiling = options.ceiling ?? actCeiling;
	if (!(ceiling > 0 && ceiling <= 1))
		throw new CounterweightError(
			"exposure.bad-ceiling",
			`a ceiling is a share above 0 and at most 1, not ${ceiling}`,
		);
	if ("families" in source)
		return {
			ceiling,
			network: source.network,
			areas: [source.for],
			breaches: breachesOf(source, new Set(source.for.split("+")), ceiling),
		};
	const compiled = options.compiled ?? compile(source);
	const areas =
		options.for === undefined
			? [world, ...new Set(source.groups.map(({ group }) => group))]
			: [options.for];
	return {
		ceiling,
		network: { id: source.id, version: source.version },
		areas,
		breaches: areas.flatMap((area) =>
			breachesOf(
				exposure(source, {
					for: area,
					compiled,
					...(options.good === undefined ? {} : { good: options.good }),
				}),
				area.split("+").includes(world) ? new Set() : placesOf(source, area),
				ceiling,
			),
		),
	};
}

/** Goods counted together. */
interface Counted
	extends Pick<Breach, "of" | "id" | "name" | "stage" | "unit"> {
	readonly goods: readonly GoodExposure[];
}

function breachesOf(
	exposed: ExposureResult,
	own: ReadonlySet<string>,
	ceiling: number,
): readonly Breach[] {
	return countedTogether(exposed).flatMap(({ goods, ...counted }) => {
		const total = goods.reduce((sum, good) => sum + good.total, 0);
		const views = [
			["direct", heldBy(goods, total, ({ shares }) => shares)],
			["look-through", heldBy(goods, total, ({ reach }) => reach)],
		] as const;
		return views.flatMap(([view, held]) =>
			held
				.filter(({ place, share }) => !own.has(place) && share > ceiling + dust)
				.map(({ place, share }) => ({
					area: exposed.for,
					...counted,
					place,
					view,
					share,
					total,
					excess: (share - ceiling) * total,
				})),
		);
	});
}

const dust = 1e-12;

/** Each good, then the families and stages with several goods in one unit. */
function countedTogether({
	goods,
	families,
}: ExposureResult): readonly Counted[] {
	const stages = new Map<string, GoodExposure[]>();
	for (const good of goods) {
		const key = `${good.stage}\t${good.unit}`;
		stages.set(key, [...(stages.get(key) ?? []), good]);
	}
	return [
		...goods.map(
			(good): Counted => ({
				of: "good",
				id: good.good,
				name: good.name,
				stage: good.stage,
				unit: good.unit,
				goods: [good],
			}),
		),
		...families.map(
			({ family, stage, unit, goods: members }): Counted => ({
				of: "family",
				id: family,
				name: family,
				stage,
				unit,
				goods: goods.filter(({ good }) => members.includes(good)),
			}),
		),
		...[...stages.values()].flatMap((members): readonly Counted[] => {
			const { stage, unit } = members[0];
			const counted = { of: "stage", id: stage, name: stage } as const;
			return members.length > 1
				? [{ ...counted, stage, unit, goods: members }]
				: [];
		}),
	];
}

/** What each place holds of the goods' amounts added up, the largest share first. */
function heldBy(
	goods: readonly GoodExposure[],
	total: number,
	sharesOf: (good: GoodExposure) => readonly PlaceShare[],
): readonly PlaceShare[] {
	const amounts = new Map<string, number>();
	for (const good of goods)
		for (const { place, share } of sharesOf(good))
			amounts.set(place, (amounts.get(place) ?? 0) + share * good.total);
	return [...amounts]
		.map(([place, amount]) => ({ place, share: amount / total }))
		.sort(largestFirst);
}
