import { type Compiled, compile, type Network, world } from "#network";
import { areaPlaces, namedGoods } from "./area.ts";
import {
	type Loss,
	pairLosses,
	singleLosses,
	wholeLosses,
} from "./screen-loss.ts";
import {
	type CheckedOptions,
	checkedOptions,
	type ScreenOptions,
} from "./screen-options.ts";
import { productionPoints } from "./screen-production.ts";
import type { PointOfFailure, ScreenResult } from "./screen-result.ts";
import { type Screened, screened } from "./screen-run.ts";
import {
	mostCostly,
	pointOf,
	type Uses,
	usdOf,
	usesOf,
	weightsOf,
} from "./screen-value.ts";
import { countedPlaces } from "./shares.ts";

/**
 * Returns the single points of failure: which country's exports, lost for a year, leave uses unmet however the rest is re-routed, and which
 * uses (N−1); or which pairs of countries (N−2).
 *
 * For every loss a linear program of one year finds the least value unmet in the whole world (see `screenProgram`): processes run up to
 * their stated capacity (or base activity, with `spare` on top), every country may buy from every other, stocks do not count. The country
 * that is lost keeps what it makes for itself and may import, but not export. Value is the demand's, else its good's price, else 1. Of many
 * best re-routings the one with even shares among equal values is taken, so that the uses of an area can be read from it. A site counts as
 * the country it lies in. Countries that ship nothing abroad in the base year are not screened.
 *
 * Parameters: see `ScreenOptions`. Result: points by USD of the uses asked for (by the largest share where no USD are known), amounts per
 * year, shares 0 to 1; points that leave less than a millionth of every use asked for unmet are left out. Edge cases: a network without
 * demands has nothing to re-route: `basis` is `production` (see `productionPoints`), `for` is `WLD`. Outcomes: `complete`, `cancelled`,
 * `time limit`. Faults: `exposure.unknown-area`, `exposure.unknown-good`, `exposure.bad-option`, and those of the solver.
 * Cost: one or two small linear programs per loss, each from the base year's basis, `solver.threads` at a time.
 *
 * @example
 * const { points } = await screen(rareEarths, { solver: highs(), for: "DEU" });
 * points[0] // { places: ["CHN"], good: "all", unmet: [...], usd: 1.1e11, valueShare: 0.8 }
 */
export async function screen(
	network: Network,
	options: ScreenOptions,
): Promise<ScreenResult> {
	const asked = checkedOptions(options);
	const places = areaPlaces(network, asked.for);
	const compiled = asked.compiled ?? compile(network);
	const named = namedGoods(network, asked.good);
	if (network.demands.length === 0) return ofProduction(compiled, named, asked);

	const countsAs = countedPlaces(network);
	const all = asked.good ?? "all";
	const uses = usesOf(compiled, places);
	const whole = wholeLosses(network, countsAs, named, all);
	const losses =
		asked.losses === "one"
			? singleLosses(network, countsAs, named, all)
			: [...whole, ...pairLosses(whole)];
	const found = await screened(
		{
			compiled,
			countsAs,
			lanes: asked.lanes,
			capacity: capacityOf(compiled, asked.spare),
			weight: weightsOf(uses),
		},
		losses,
		asked,
	);
	return {
		outcome: found.outcome,
		network: { id: network.id, version: network.version },
		for: asked.for,
		losses: asked.losses,
		lanes: asked.lanes,
		basis: "re-routing",
		usesUsd: usdOf(uses, compiled.activity.subarray(compiled.lineCount)),
		baseUsd: found.base === null ? null : usdOf(uses, found.base),
		done: found.done,
		of: losses.length,
		points: pointsOf(uses, losses, found, asked.losses),
	};
}

/** The screen of a network without demands. */
function ofProduction(
	compiled: Compiled,
	named: ReadonlySet<string>,
	asked: CheckedOptions,
): ScreenResult {
	const { network } = compiled;
	const points = productionPoints(
		compiled,
		countedPlaces(network),
		named,
		asked.good ?? "all",
		asked.losses,
	);
	return {
		outcome: "complete",
		network: { id: network.id, version: network.version },
		for: world,
		losses: asked.losses,
		lanes: asked.lanes,
		basis: "production",
		usesUsd: null,
		baseUsd: null,
		done: points.length,
		of: points.length,
		points,
	};
}

/** Most activity of each line in a year: its stated capacity, or its base activity with something to spare; never less than its base activity. */
function capacityOf(compiled: Compiled, spare: number): Float64Array {
	return compiled.capacity.map((capacity, line) => {
		const process = compiled.network.processes[line];
		const most = Math.max(capacity, process.activity);
		return process.capacity === undefined ? most * (1 + spare) : most;
	});
}

/** What the losses leave unmet, the most costly first; of pairs also what they cost beyond the two losses one by one. */
function pointsOf(
	uses: Uses,
	losses: readonly Loss[],
	{ unmet }: Screened,
	count: "one" | "two",
): readonly PointOfFailure[] {
	const points: PointOfFailure[] = [];
	const alone = new Map<number, number | null>();
	losses.forEach((loss, at) => {
		const amounts = unmet[at];
		if (amounts === undefined) return;
		const point = pointOf(uses, loss, amounts);
		const [first, second] = loss.countries;
		if (count === "two" && second === undefined)
			alone.set(first, point === undefined ? 0 : point.usd);
		else if (point !== undefined && second === undefined) points.push(point);
		else if (point !== undefined) {
			const usd = [point.usd, alone.get(first), alone.get(second)];
			points.push({
				...point,
				beyondUsd: usd.some((each) => typeof each !== "number")
					? null
					: Number(usd[0]) - Number(usd[1]) - Number(usd[2]),
			});
		}
	});
	return points.sort(mostCostly);
}
