import {
	type Compiled,
	compile,
	type Good,
	type Network,
	world,
} from "#network";
import { areaPlaces, namedGoods } from "./area.ts";
import { stages } from "./chain.ts";
import { hhi, topShare } from "./concentration.ts";
import { familiesOf } from "./family.ts";
import { hiddenOf, reaches } from "./reach.ts";
import type { ExposureResult, GoodExposure, PlaceShare } from "./result.ts";
import { amountOf, countedPlaces, sharesOf } from "./shares.ts";
import {
	embodiedIn,
	produced,
	type Supplied,
	type SuppliedGoods,
	used,
} from "./supplied.ts";

/** What `exposure` is asked for. */
export interface ExposureOptions {
	/** A place, a group, or several joined by `+`; `WLD` if absent. */
	readonly for?: string;
	/** A good or a family; all goods if absent. */
	readonly good?: string;
	/** The same network, compiled before. */
	readonly compiled?: Compiled;
}

/**
 * Returns where each good comes from and on whom it hangs at any stage, for the world or for an area.
 *
 * Formula: for `WLD`, shares are of world production (stated activity × recipe output) by place. For an area, shares are of what its
 * processes and demands use (stated use × share of the lane, home production included) by the place that makes it; a good that it does
 * not use itself but that is embodied in what its demands use is shared by the places that make it along those chains. `reach` weighs
 * `dependence` by the same amounts; `hidden` is reach less the direct share.
 * Result: shares 0 to 1, HHI 0 to 10,000, amounts in the good's unit per year; goods along the chain, then by id.
 * Edge cases: a site counts as the country it lies in; a good that the area neither uses nor embodies, a use that nobody supplies, and
 * auxiliary goods are left out, so `goods` may be empty; a good with production only has no reach.
 * Faults: `exposure.unknown-area`, `exposure.unknown-good`. Cost: O(places with lines × edges × length of the chain).
 *
 * @example
 * // Japan makes its magnets from metal bought 70 % from China and 30 % from Viet Nam, all of it from Chinese oxide.
 * exposure(magnets, { for: "JPN", good: "metal" }).goods[0].hidden // [{ place: "CHN", share: 0.3 }]
 */
export function exposure(
	network: Network,
	options: ExposureOptions = {},
): ExposureResult {
	const area = options.for ?? world;
	const places = areaPlaces(network, area);
	const named = namedGoods(network, options.good);
	const compiled = options.compiled ?? compile(network);
	const supply = supplyOf(compiled, area, places, named);
	const countsAs = countedPlaces(network);
	const reach = reaches(compiled, supply.amounts, countsAs);
	const stage = stages(network);
	const stageOf = (id: string) => stage.get(id) ?? 0;
	const goods = [...supply.amounts]
		.map(([good, supplied]) =>
			exposureOf(network.goods[good], supplied, {
				compiled,
				places,
				countsAs,
				basis: supply.basisOf(good),
				reach: reach.get(good) ?? [],
			}),
		)
		.sort(
			(a, b) => stageOf(a.good) - stageOf(b.good) || (a.good < b.good ? -1 : 1),
		);
	return {
		for: area,
		network: { id: network.id, version: network.version },
		goods,
		families: familiesOf(network, goods),
	};
}

/** What is supplied of the goods named, and what the amounts are of. */
function supplyOf(
	compiled: Compiled,
	area: string,
	places: ReadonlySet<number>,
	named: ReadonlySet<string>,
): {
	amounts: SuppliedGoods;
	basisOf: (good: number) => GoodExposure["basis"];
} {
	const isNamed = ([good]: readonly [number, unknown]) =>
		named.has(compiled.network.goods[good].id);
	if (area.split("+").includes(world))
		return {
			amounts: new Map([...produced(compiled)].filter(isNamed)),
			basisOf: () => "production",
		};
	const direct = used(compiled, places);
	const all = [...embodiedIn(compiled, places), ...direct];
	return {
		amounts: new Map(all.filter(isNamed)),
		basisOf: (good) => (direct.has(good) ? "use" : "embodied"),
	};
}

function exposureOf(
	good: Good,
	supplied: readonly Supplied[],
	context: {
		compiled: Compiled;
		places: ReadonlySet<number>;
		countsAs: Int32Array;
		basis: GoodExposure["basis"];
		reach: readonly PlaceShare[];
	},
): GoodExposure {
	const { compiled, places, countsAs, basis, reach } = context;
	const shares = sharesOf(compiled, good.unit, supplied, countsAs);
	const total = amountOf(supplied);
	const own = supplied.filter(({ line }) =>
		places.has(compiled.agentPlace[line]),
	);
	const amounts = shares.map(({ amount }) => amount);
	return {
		good: good.id,
		name: good.name,
		stage: good.stage,
		unit: good.unit,
		year: supplied.reduce((latest, { year }) => Math.max(latest, year), 0),
		total,
		hhi: hhi(amounts),
		top1: { place: shares[0].place, share: shares[0].share },
		top3: topShare(amounts, 3),
		basis,
		modelled: shares.some(({ modelled }) => modelled),
		shares,
		reach,
		own: amountOf(own) / total,
		hidden: hiddenOf(reach, shares),
	};
}
