import type { Network } from "#network";
import {
	type Allocation,
	allocationOf,
	type Unallocated,
} from "./coordinated-allocation.ts";
import type { CoordinatedOptions } from "./coordinated-plan.ts";
import {
	type CoordinatedResult,
	missingOf,
	resultOf,
} from "./coordinated-result.ts";
import type { StressResult } from "./result.ts";
import { stress } from "./stress.ts";

/** What one demand gains by coordination. */
export interface CoordinationGain {
	readonly place: string;
	readonly good: string;
	/** Name of the good. */
	readonly name: string;
	readonly unit: string;
	/** Shortfall if everyone orders, in `unit`. */
	readonly orders: number;
	/** Shortfall if everything is shared in the best way. */
	readonly coordinated: number;
	/** The first less the second; below 0 for a use that gives way to one of higher value. */
	readonly difference: number;
	/** The same in USD; null if neither value nor price is known. */
	readonly differenceUsd: number | null;
}

/** An amount under both allocations, and the first less the second. */
export interface Bracket {
	readonly orders: number;
	readonly coordinated: number;
	readonly difference: number;
}

/** What coordination is worth. */
export interface CoordinationValue {
	readonly outcome: "optimal";
	/** The answer in one sentence. */
	readonly says: string;
	readonly orders: StressResult;
	readonly coordinated: CoordinatedResult;
	/** USD of the shortfalls of the demands asked for. */
	readonly usd: Bracket;
	/** USD of all shortfalls of the world, between which the loss lies: `coordinated` is the least there is. */
	readonly worldUsd: Bracket;
	/** Demands asked for, the largest gain in USD first. */
	readonly demands: readonly CoordinationGain[];
}

/**
 * Returns the shortfalls of both allocations under one scenario with equal steps, and their difference: what coordination is worth.
 *
 * Formula: difference = orders − coordinated, per demand and in USD at the demand's value. For the world the difference is never below 0
 * (beyond rounding) if planning begins by day 0: the loss lies in [coordinated, orders]. For a part of the world it can be: the best sharing
 * serves the highest values first, wherever they are. Demands without value or price count 1 in the sharing and nothing in USD.
 * Parameters, outcomes and faults: as `coordinated`. Cost: as `coordinated`.
 *
 * @example
 * const value = await coordinationValue(rareEarths, { scenario: "april-2025", solver: highs() });
 * value.outcome === "optimal" && value.worldUsd.difference // USD that an alliance of all could save
 */
export async function coordinationValue(
	network: Network,
	options: CoordinatedOptions,
): Promise<CoordinationValue | Unallocated> {
	const allocation = await allocationOf(network, options);
	if (allocation.outcome !== "optimal") return allocation;
	const { asked: orders, compiled } = allocation;
	const shared = resultOf(allocation);
	const usd = bracket(usdOf(orders), usdOf(shared));
	const worldUsd = bracket(
		usdOf(
			stress(network, {
				scenario: options.scenario,
				rules: orders.rules,
				days: orders.horizonDays,
				compiled,
			}),
		),
		worldOf(allocation),
	);
	return {
		outcome: "optimal",
		says: sentence(worldUsd, orders.horizonDays),
		orders,
		coordinated: shared,
		usd,
		worldUsd,
		demands: gainsOf(orders, shared),
	};
}

function bracket(orders: number, coordinated: number): Bracket {
	return { orders, coordinated, difference: orders - coordinated };
}

/** USD of all shortfalls, those below the threshold of a day included. */
function usdOf({ demands }: StressResult): number {
	return demands.reduce(
		(sum, { shortfallUsd }) => sum + (shortfallUsd ?? 0),
		0,
	);
}

/** USD of all shortfalls of the world. */
function worldOf(allocation: Allocation): number {
	const { demands, goods } = allocation.compiled.network;
	const { chain } = allocation.parts;
	return demands.reduce((sum, { good, value }, user) => {
		const price = value ?? goods.find(({ id }) => id === good)?.price ?? 0;
		let steps = 0;
		for (const share of missingOf(allocation, user)) steps += share;
		return sum + steps * chain.base[chain.lineCount + user] * price;
	}, 0);
}

function gainsOf(
	orders: StressResult,
	shared: CoordinatedResult,
): readonly CoordinationGain[] {
	const bestOf = new Map(
		shared.demands.map((demand) => [`${demand.place}\t${demand.good}`, demand]),
	);
	return orders.demands
		.map((demand) => {
			const { place, good, name, unit, shortfall, shortfallUsd } = demand;
			const best = bestOf.get(`${place}\t${good}`);
			const usd = best?.shortfallUsd ?? null;
			return {
				place,
				good,
				name,
				unit,
				orders: shortfall,
				coordinated: best?.shortfall ?? 0,
				difference: shortfall - (best?.shortfall ?? 0),
				differenceUsd:
					shortfallUsd === null || usd === null ? null : shortfallUsd - usd,
			};
		})
		.sort((a, b) => (b.differenceUsd ?? 0) - (a.differenceUsd ?? 0));
}

function sentence(
	{ orders, coordinated, difference }: Bracket,
	days: number,
): string {
	if (orders <= 0)
		return `Nothing runs short in the world within ${days} days.`;
	const share = (100 * difference) / orders;
	return `Of ${usdWords(orders)} that run short in the world within ${days} days if everyone orders, the best sharing saves ${usdWords(difference)} (${share.toFixed(0)} %); ${usdWords(coordinated)} are lost however it is shared.`;
}

/** USD with three significant digits and commas, in millions from a million up. */
function usdWords(usd: number): string {
	const inMillions = Math.abs(usd) >= 1e6;
	const value = Number((inMillions ? usd / 1e6 : usd).toPrecision(3));
	return `${value.toLocaleString("en-US")}${inMillions ? " million" : ""} USD`;
}
