import type { Compiled } from "#network";
import type { Duals } from "#program";
import type {
	CoordinatedParts,
	CoordinatedProgram,
} from "./coordinated-program.ts";
import { upstreamOf } from "./coordinated-upstream.ts";
import type { Effect } from "./pressure.ts";
import type { Cause } from "./result.ts";

/** What the causes of a coordinated run are read from. */
export interface Priced {
	readonly compiled: Compiled;
	readonly parts: CoordinatedParts;
	readonly made: CoordinatedProgram;
	readonly effects: readonly Effect[];
	/** Shadow prices, in weight per unit. */
	readonly duals: Duals;
	/** USD of a weight of 1; undefined if some use has neither value nor price. */
	readonly usd: number | undefined;
}

/** A lane or line that binds, and what it would be worth to relax it. */
interface Binding {
	readonly kind: "withheld" | "lost" | "capacity";
	/** Lane in the chain's numbering (`withheld`), or the line. */
	readonly at: number;
	/** Effect that binds it; −1 for its own capacity. */
	readonly effect: number;
	/** First step on which it does. */
	step: number;
	/** Highest price of one unit of the good more. */
	price: number;
	/** Price × what is missing of the base year, over all steps. */
	worth: number;
}

const mostCauses = 6;
const worthNaming = 0.1;
const dust = 1e-7;

/**
 * Returns why each user falls short under the best sharing: a function of the user and the day of its first shortfall.
 *
 * Shadow prices tell what one unit more would save. Of all lanes and lines through which the user could be supplied, those whose limit has a
 * price are named: price × what the limit takes off the base year (a lane's or line's own capacity: × that capacity), summed over the run;
 * what measures take first, then what makers cannot make, each the largest first, down to a tenth of the largest, six at most. Where no limit
 * has a price, the detour on the largest lane is named. Cost: O(steps × (lanes + lines)) once, O(lanes + lines) per user.
 */
export function pricedCauses(
	priced: Priced,
): (user: number, day: number) => readonly Cause[] {
	const bindings = bindingsOf(priced);
	const { parts } = priced;
	return (user, day) => {
		const { lanes, lines } = upstreamOf(parts.chain, parts.pools, user);
		const found = bindings
			.filter(({ kind, at }) => (kind === "withheld" ? lanes : lines).has(at))
			.sort(
				(a, b) =>
					Number(a.effect < 0) - Number(b.effect < 0) || b.worth - a.worth,
			);
		const most = Math.max(0, ...found.map(({ worth }) => worth));
		const causes = found
			.filter(({ worth }) => worth >= worthNaming * most)
			.slice(0, mostCauses)
			.map((binding) => causeOf(priced, binding));
		return [
			shortOf(priced, user, day),
			...(causes.length > 0 ? causes : detourOf(priced, lanes)),
		];
	};
}

function bindingsOf(priced: Priced): readonly Binding[] {
	const { parts, made, duals, compiled } = priced;
	const { chain, limits, span } = parts;
	const found = new Map<string, Binding>();
	const add = (
		kind: Binding["kind"],
		at: number,
		effect: number,
		step: number,
		price: number,
		missing: number,
	) => {
		if (!(price > dust && missing > 0)) return;
		const key = `${kind}\t${at}\t${effect}`;
		const known = found.get(key);
		if (known === undefined)
			found.set(key, { kind, at, effect, step, price, worth: price * missing });
		else {
			known.step = Math.min(known.step, step);
			known.price = Math.max(known.price, price);
			known.worth += price * missing;
		}
	};
	for (let step = span.free; step < span.steps; step++) {
		const column = step * made.width;
		for (let lane = 1; lane < chain.laneCount; lane++) {
			const allowed = limits.laneAllowed[step * chain.laneCount + lane];
			const effect = limits.laneBound[step * chain.laneCount + lane];
			const missing =
				effect < 0 ? allowed : Math.max(0, chain.laneBase[lane] - allowed);
			const price = -duals.column[column + made.lane + lane];
			add("withheld", lane, effect, step, price, missing);
		}
		for (let line = 0; line < chain.lineCount; line++) {
			const effect = limits.lossBound[step * chain.lineCount + line];
			const output = compiled.outputStart[line];
			const quantity = chain.outputQuantity[output] ?? 1;
			const left = limits.capacity[step * chain.lineCount + line];
			const missing = effect < 0 ? left : Math.max(0, chain.base[line] - left);
			const price = -duals.column[column + made.line + line] / quantity;
			const kind = effect < 0 ? "capacity" : "lost";
			add(kind, line, effect, step, price, missing * quantity);
		}
	}
	limits.quotas.forEach(({ effect, lanes, from, to, amount }, quota) => {
		const price = -duals.row[made.quotaRow + quota];
		let base = 0;
		for (const lane of lanes) base += chain.laneBase[lane] * (to - from);
		for (const lane of lanes) {
			const share = (chain.laneBase[lane] * (to - from)) / base;
			add("withheld", lane, effect, from, price, share * (base - amount));
		}
	});
	return [...found.values()];
}

function shortOf({ compiled }: Priced, user: number, day: number): Cause {
	const { network } = compiled;
	const { place, good } = network.demands[user];
	return {
		kind: "short",
		day,
		place,
		good,
		says: `${goodName(network, good)} in ${placeName(network, place)}: short from day ${day}, however the rest is shared`,
	};
}

function causeOf(priced: Priced, binding: Binding): Cause {
	const { compiled, parts, effects } = priced;
	const { network } = compiled;
	const day = (binding.step - parts.span.before) * parts.span.stepDays;
	const measure = effects[binding.effect]?.measure;
	const by = measure?.title ?? measure?.id;
	if (binding.kind === "withheld") {
		const { from, to, good } = network.lanes[binding.at - 1];
		return {
			kind: "withheld",
			day,
			place: to,
			good,
			from,
			...(measure === undefined ? {} : { measure: measure.id }),
			says: `${placeName(network, from)} → ${placeName(network, to)}: ${goodName(network, good)} held back from day ${day} by ${by ?? "the lane's capacity"}${worthOf(priced, binding, good)}`,
		};
	}
	const { place } = network.processes[binding.at];
	const good =
		network.goods[compiled.outputGood[compiled.outputStart[binding.at]]].id;
	const words = `${goodName(network, good)} in ${placeName(network, place)}`;
	return {
		kind: binding.kind,
		day,
		place,
		good,
		...(measure === undefined ? {} : { measure: measure.id }),
		says: `${by === undefined ? `No more ${words} can be made` : `${by} takes output of ${words}`} from day ${day}${worthOf(priced, binding, good)}`,
	};
}

/** What one unit more would save at the most, in words; empty if it has no price in USD. */
function worthOf(
	{ usd, compiled }: Priced,
	{ price }: Binding,
	good: string,
): string {
	if (usd === undefined) return "";
	const { unit } = compiled.network.goods.find(({ id }) => id === good) ?? {};
	return `; one ${unit ?? "unit"} more would save up to ${amount(price * usd)} USD`;
}

/** The detour on the largest of the lanes, if any is lengthened. */
function detourOf(
	{ compiled, parts, effects }: Priced,
	lanes: ReadonlySet<number>,
): readonly Cause[] {
	const { chain, limits, span } = parts;
	let longest: { lane: number; effect: number; step: number } | undefined;
	for (let step = span.steps - 1; step >= span.before; step--)
		for (const lane of lanes) {
			const effect = limits.laneDetourBy[step * chain.laneCount + lane];
			if (effect < 0) continue;
			if (
				longest === undefined ||
				chain.laneBase[lane] >= chain.laneBase[longest.lane]
			)
				longest = { lane, effect, step };
		}
	if (longest === undefined) return [];
	const { network } = compiled;
	const { from, to, good } = network.lanes[longest.lane - 1];
	const { measure } = effects[longest.effect];
	return [
		{
			kind: "transit",
			day: (longest.step - span.before) * span.stepDays,
			place: to,
			good,
			from,
			measure: measure.id,
			says: `${goodName(network, good)} for ${placeName(network, to)} takes ${measure.detourDays ?? 0} days longer: ${measure.title ?? measure.id}`,
		},
	];
}

function placeName(network: Compiled["network"], id: string): string {
	return network.places.find((place) => place.id === id)?.name ?? id;
}

function goodName(network: Compiled["network"], id: string): string {
	return network.goods.find((good) => good.id === id)?.name ?? id;
}

/** Three significant digits, with commas. */
function amount(value: number): string {
	return Number(value.toPrecision(3)).toLocaleString("en-US");
}
