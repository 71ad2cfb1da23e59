import { dayAfter } from "#network";
import type { Allocation } from "./coordinated-allocation.ts";
import { pricedCauses } from "./coordinated-why.ts";
import type { DemandResult, StressResult, Withheld } from "./result.ts";
import { byWeight, firstOf, usdOf, worstWeek } from "./shortfall.ts";

/** What a coordinated run found. */
export interface CoordinatedResult extends StressResult {
	readonly outcome: "optimal";
	readonly allocation: "coordinated";
	/** Day on which planning began, counted from day 0. */
	readonly announcementDay: number;
	/** Σ weight · shortfall of all demands of the world, the least there is; USD where every demand has a value or a price. */
	readonly worldShortfall: number;
}

/** Returns the result of a coordinated run: the question and its demands as `orders` lists them, with what the best sharing leaves short. */
export function resultOf(allocation: Allocation): CoordinatedResult {
	const { asked, parts, scale, sharing } = allocation;
	const { network } = allocation.compiled;
	const userOf = new Map(
		network.demands.map(({ place, good }, user) => [`${place}\t${good}`, user]),
	);
	const causesOf = pricedCauses({
		...allocation,
		duals: sharing.duals,
		usd: valued(allocation) ? scale : undefined,
	});
	const rows = asked.demands
		.map((demand) => {
			const user = userOf.get(`${demand.place}\t${demand.good}`) ?? -1;
			const missing = missingOf(allocation, user);
			const result = shared(allocation, demand, missing);
			const day = result.firstShortfallDay;
			const why = day === null ? [] : causesOf(user, day);
			return { missing, result: { ...result, why } };
		})
		.sort((a, b) => byWeight(a.result, b.result));
	const demands = rows.map(({ result }) => result);
	const short = demands.filter((demand) => demand.firstShortfallDay !== null);
	const first = firstOf(short);
	return {
		...asked,
		outcome: "optimal",
		allocation: "coordinated",
		announcementDay:
			(parts.span.free - parts.span.before) * parts.span.stepDays,
		worldShortfall: sharing.least * scale,
		says: sentence(allocation, first, short.length),
		first,
		shortfallUsd: usdOf(short),
		demands,
		lines: [],
		stocks: [],
		withheld: withheldOf(allocation),
		series: rows.map(({ missing }) => Array.from(missing)),
	};
}

const dust = 1e-6;

/** Returns the missing share of a user at each step from day 0 on; what is below a millionth counts as nothing. */
export function missingOf(
	{ parts, made, sharing }: Allocation,
	user: number,
): Float64Array {
	const { chain, span } = parts;
	const base = chain.base[chain.lineCount + user];
	return Float64Array.from({ length: span.steps - span.before }, (_, at) => {
		const column = (span.before + at) * made.width + made.user + user;
		const share = sharing.column[column] / base;
		return share > dust ? Math.min(1, share) : 0;
	});
}

/** A demand as `orders` lists it, with the shortfall of the best sharing. */
function shared(
	{ asked, parts, compiled }: Allocation,
	demand: DemandResult,
	missing: Float64Array,
): DemandResult {
	const { stepDays } = parts.span;
	const isShort = (share: number) => share > asked.rules.threshold;
	const first = missing.findIndex(isShort);
	const last = missing.findLastIndex(isShort);
	let steps = 0;
	for (const share of missing) steps += share;
	const shortfall = (steps * demand.rate * stepDays) / daysPerYear;
	const { value, unmet } =
		compiled.network.demands.find(
			({ place, good }) => place === demand.place && good === demand.good,
		) ?? {};
	const price =
		value ?? compiled.network.goods.find(({ id }) => id === demand.good)?.price;
	return {
		...demand,
		firstShortfallDay: first < 0 ? null : first * stepDays,
		firstShortfallDate:
			first < 0 ? null : dayAfter(asked.from, first * stepDays),
		recoveredDay:
			first < 0 || last + 1 >= missing.length ? null : (last + 1) * stepDays,
		daysShort: missing.filter(isShort).length * stepDays,
		shortfall,
		shortfallShare: steps / missing.length,
		shortfallUsd: price === undefined ? null : shortfall * price,
		waiting: unmet === "wait" ? shortfall : 0,
		worstWeek: worstWeek(missing, stepDays),
		why: [],
	};
}

const daysPerYear = 365;

/** Whether every use of the world has a value in USD. */
function valued({ compiled: { network } }: Allocation): boolean {
	return network.demands.every(
		({ good, value }) =>
			value !== undefined ||
			network.goods.find(({ id }) => id === good)?.price !== undefined,
	);
}

function sentence(
	{ asked, compiled }: Allocation,
	first: StressResult["first"],
	short: number,
): string {
	const uses = asked.demands.length;
	if (uses === 0) return "Nothing is used there, so nothing can run short.";
	if (first === null)
		return `With everything shared in the best way nothing runs short within ${asked.horizonDays} days: all ${uses} uses hold.`;
	const place =
		compiled.network.places.find(({ id }) => id === first.place)?.name ??
		first.place;
	return `Even with everything shared in the best way, ${first.name} in ${place} run short first, on day ${first.day} (${first.date}); ${short} of ${uses} uses fall short within ${asked.horizonDays} days.`;
}

/** What each measure keeps off the base flow of each good, lane by lane, the largest first. */
function withheldOf({
	compiled,
	parts,
	effects,
}: Allocation): readonly Withheld[] {
	const { lanes, goods } = compiled.network;
	return effects.flatMap(({ measure }, effect) => {
		const byGood = new Map<string, Withheld["lanes"][number][]>();
		heldBack(parts, effect).forEach((quantity, lane) => {
			if (!(quantity > 0)) return;
			const { from, to, good } = lanes[lane - 1];
			const list = byGood.get(good) ?? [];
			byGood.set(good, list);
			list.push({ from, to, quantity });
		});
		return [...byGood].map(([good, list]) => ({
			measure: measure.id,
			title: measure.title ?? measure.id,
			good,
			quantity: list.reduce((sum, { quantity }) => sum + quantity, 0),
			unit: goods.find(({ id }) => id === good)?.unit ?? "",
			confidence: measure.confidence,
			source: measure.source,
			lanes: list.sort((a, b) => b.quantity - a.quantity),
		}));
	});
}

/** What an effect keeps off the base flow of each lane. */
function heldBack(
	{ chain, limits, span }: Allocation["parts"],
	effect: number,
) {
	const held = new Float64Array(chain.laneCount);
	for (let step = span.before; step < span.steps; step++)
		for (let lane = 1; lane < chain.laneCount; lane++) {
			const at = step * chain.laneCount + lane;
			if (limits.laneBound[at] === effect)
				held[lane] += Math.max(
					0,
					chain.laneBase[lane] - limits.laneAllowed[at],
				);
		}
	for (const quota of limits.quotas) {
		if (quota.effect !== effect) continue;
		let base = 0;
		const steps = quota.to - quota.from;
		for (const lane of quota.lanes) base += chain.laneBase[lane] * steps;
		const share = base > 0 ? Math.max(0, 1 - quota.amount / base) : 0;
		for (const lane of quota.lanes)
			held[lane] += share * chain.laneBase[lane] * steps;
	}
	return held;
}
