import type { Ledger } from "./ledger.ts";
import type { OriginPlan } from "./origin.ts";
import type {
	LineResult,
	OriginShare,
	StockResult,
	Withheld,
} from "./result.ts";
import type { Ran } from "./why.ts";

/** Returns the lines at the places that made less than was ordered from them, up to the base year, the largest share missing first. */
export function linesShort(
	ran: Ran,
	places: ReadonlySet<string>,
	steps: number,
): readonly LineResult[] {
	const { compiled, chain, ledger, stepDays } = ran;
	const { network } = compiled;
	const rows: LineResult[] = [];
	for (let line = 0; line < chain.lineCount; line++) {
		const process = network.processes[line];
		const first = ledger.firstShort[line];
		if (first < 0 || !places.has(process.place)) continue;
		const output = compiled.outputStart[line];
		const good = network.goods[compiled.outputGood[output]];
		rows.push({
			process: process.id,
			place: process.place,
			good: good.id,
			name: good.name,
			unit: good.unit,
			firstShortfallDay: first * stepDays,
			recoveredDay:
				ledger.lastShort[line] + 1 >= steps
					? null
					: (ledger.lastShort[line] + 1) * stepDays,
			shortfall: ledger.shortfall[line] * compiled.outputQuantity[output],
			shortfallShare: ledger.shortfall[line] / (chain.base[line] * steps),
		});
	}
	return rows.sort((a, b) => b.shortfallShare - a.shortfallShare);
}

/** Returns the users' stocks at the places that could no longer cover a day's use, the earliest first. */
export function stocksEmptied(
	ran: Ran,
	places: ReadonlySet<string>,
): readonly StockResult[] {
	const { compiled, chain, ledger, stepDays } = ran;
	const { network } = compiled;
	const rows: StockResult[] = [];
	for (let slot = 0; slot < chain.slotAgent.length; slot++) {
		const agent = chain.slotAgent[slot];
		const place = network.places[compiled.agentPlace[agent]].id;
		const held =
			chain.base[agent] * chain.slotQuantity[slot] * chain.slotCover[slot];
		if (ledger.emptied[slot] < 0 || held <= 0 || !places.has(place)) continue;
		const good = network.goods[compiled.slotGood[slot]];
		rows.push({
			place,
			good: good.id,
			holder:
				agent < chain.lineCount
					? network.processes[agent].id
					: network.demands[agent - chain.lineCount].good,
			unit: good.unit,
			initial: held,
			emptyDay: ledger.emptied[slot] * stepDays,
		});
	}
	return rows.sort((a, b) => (a.emptyDay ?? 0) - (b.emptyDay ?? 0));
}

/** Returns what each measure held back of each good, lane by lane, the largest first. */
export function withheldBy(ran: Ran): readonly Withheld[] {
	const { compiled, chain, ledger, effects } = ran;
	const { lanes, goods } = compiled.network;
	return effects.flatMap(({ measure }, effect) => {
		const byGood = new Map<
			string,
			{ from: string; to: string; quantity: number }[]
		>();
		for (let lane = 1; lane < chain.laneCount; lane++) {
			const quantity = ledger.heldBack[effect * chain.laneCount + lane];
			if (quantity <= 0) continue;
			const { from, to, good } = lanes[lane - 1];
			const list = byGood.get(good);
			if (list === undefined) byGood.set(good, [{ from, to, quantity }]);
			else list.push({ from, to, quantity });
		}
		return [...byGood].map(([good, parts]) => ({
			measure: measure.id,
			title: measure.title ?? measure.id,
			good,
			quantity: parts.reduce((sum, part) => sum + part.quantity, 0),
			unit: goods.find(({ id }) => id === good)?.unit ?? "",
			confidence: measure.confidence,
			source: measure.source,
			lanes: parts.sort((a, b) => b.quantity - a.quantity),
		}));
	});
}

/** Returns whose material is in what the demands take, on the first and the last day, for each origin followed. */
export function originsOfDemands(
	ledger: Ledger,
	plan: OriginPlan | undefined,
	demands: readonly {
		readonly user: number;
		readonly place: string;
		readonly good: string;
	}[],
): readonly OriginShare[] {
	if (plan === undefined) return [];
	return plan.names.flatMap((origin, k) =>
		demands.map(({ user, place, good }) => ({
			origin,
			place,
			good,
			first: ledger.originFirst[user * plan.count + k],
			last: ledger.originLast[user * plan.count + k],
		})),
	);
}
