import type { CheckContext } from "./check-context.ts";
import type { Recipe } from "./process.ts";
import { formatQuantity } from "./units.ts";

/** Gap, as a share of the larger side, up to which a balance counts as closed. */
const tolerance = 0.01;

/** Sums of one good at one place, in the good's unit per year. */
interface Sums {
	readonly made: Float64Array;
	readonly broughtIn: Float64Array;
	readonly used: Float64Array;
	readonly sentOut: Float64Array;
}

/**
 * Finds goods that do not balance at a place (`network.unbalanced`): made + brought in against used + sent out, in the base year.
 *
 * made = Σ activity × output, used = Σ activity × input (auxiliary ones come from outside) + Σ demand, brought in and sent out = Σ flow of
 * lanes. The gap counts when it exceeds 1 % of the larger side. Only goods that somebody ships, demands or takes in are weighed, so that
 * tables of production alone, kept for shares, need no trade. Nothing is found while rows could not be read.
 *
 * Cost: O(lanes + processes × recipe rows + demands).
 */
export function checkBalance(context: CheckContext): void {
	if (Object.keys(context.unread).length > 0) return;
	const slots = new Map<number, number>();
	const sums = summed(context, slots);
	const weighed = weighedGoods(context);
	const goods = context.network.goods.length;
	for (const [key, slot] of slots) {
		if (weighed[key % goods] === 0) continue;
		const supply = sums.made[slot] + sums.broughtIn[slot];
		const use = sums.used[slot] + sums.sentOut[slot];
		if (!(Math.abs(supply - use) > tolerance * Math.max(supply, use))) continue;
		report(context, Math.floor(key / goods), key % goods, sums, slot);
	}
}

function summed(context: CheckContext, slots: Map<number, number>): Sums {
	const { network, placeIndex, goodIndex } = context;
	const goods = network.goods.length;
	const slotOf = (place: number, good: number): number => {
		if (place < 0 || good < 0) return -1;
		const key = place * goods + good;
		let slot = slots.get(key);
		if (slot === undefined) {
			slot = slots.size;
			slots.set(key, slot);
		}
		return slot;
	};
	const named = (place: string, good: string): number =>
		slotOf(placeIndex.get(place) ?? -1, goodIndex.get(good) ?? -1);
	const { from, to, good } = context.laneCodes();
	const starts = from.map((place, lane) => slotOf(place, good[lane]));
	const ends = to.map((place, lane) => slotOf(place, good[lane]));
	const recipes = new Map<string, Recipe[]>();
	for (const row of network.recipes) {
		const rows = recipes.get(row.recipe);
		if (rows === undefined) recipes.set(row.recipe, [row]);
		else rows.push(row);
	}
	for (const process of network.processes)
		for (const row of recipes.get(process.recipe) ?? [])
			named(process.place, row.good);
	for (const demand of network.demands) named(demand.place, demand.good);

	const made = new Float64Array(slots.size);
	const broughtIn = new Float64Array(slots.size);
	const used = new Float64Array(slots.size);
	const sentOut = new Float64Array(slots.size);
	network.lanes.forEach((lane, index) => {
		sentOut[starts[index]] += lane.flow;
		broughtIn[ends[index]] += lane.flow;
	});
	for (const process of network.processes)
		for (const row of recipes.get(process.recipe) ?? []) {
			const amount = row.quantity * process.activity;
			const slot = named(process.place, row.good);
			if (amount > 0) made[slot] += amount;
			else if (row.kind !== "auxiliary") used[slot] -= amount;
		}
	for (const demand of network.demands)
		used[named(demand.place, demand.good)] += demand.rate;
	return { made, broughtIn, used, sentOut };
}

/** Returns marks on the goods that somebody ships, demands or takes in. */
function weighedGoods(context: CheckContext): Uint8Array {
	const { network, goodIndex } = context;
	const marked = new Uint8Array(network.goods.length);
	for (const good of context.laneCodes().good) marked[good] = 1;
	for (const demand of network.demands)
		marked[goodIndex.get(demand.good) ?? -1] = 1;
	const run = new Set(network.processes.map((process) => process.recipe));
	for (const row of network.recipes)
		if (row.quantity < 0 && row.kind !== "auxiliary" && run.has(row.recipe))
			marked[goodIndex.get(row.good) ?? -1] = 1;
	return marked;
}

function report(
	context: CheckContext,
	place: number,
	good: number,
	sums: Sums,
	slot: number,
): void {
	const { id, name, unit } = context.network.goods[good];
	const where = context.network.places[place].id;
	const supply = sums.made[slot] + sums.broughtIn[slot];
	const use = sums.used[slot] + sums.sentOut[slot];
	const words = () => {
		const amount = (value: number) => formatQuantity(value, unit);
		const gap = Math.abs(supply - use);
		const share = formatQuantity((100 * gap) / Math.max(supply, use), "%");
		const end = supply > use ? "go nowhere" : "come from nowhere";
		return `${name} in ${where}: ${amount(sums.made[slot])} made and ${amount(sums.broughtIn[slot])} brought in, against ${amount(sums.used[slot])} used and ${amount(sums.sentOut[slot])} sent out a year; ${amount(gap)} (${share}) ${end}.`;
	};
	context.found("lanes", -1, {
		code: "network.unbalanced",
		severity: "error",
		field: `${id} in ${where}`,
		says: words,
		hint:
			supply > use
				? "Add the demand, lane or process that takes the rest, or lower what is made or brought in."
				: "Add the process or lane that supplies the rest, or lower what is used or sent out.",
	});
}
