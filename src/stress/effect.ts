import {
	type Compiled,
	content,
	goodsOf,
	type Measure,
	type Network,
	periodsOf,
	placesOf,
} from "#network";
import type { Chain } from "./chain.ts";
import { type OriginPlan, originPlan } from "./origin.ts";
import { type Effect, leastContent } from "./pressure.ts";
import type { MeasurePeriods } from "./result.ts";

/** The measures of a scenario as effects on a chain, and what became of each for the reader. */
export interface Played {
	readonly effects: readonly Effect[];
	readonly measures: readonly MeasurePeriods[];
	/** The origins that its content rules look at, and any asked for; undefined if there are none. */
	readonly origins: OriginPlan | undefined;
}

/**
 * Returns what a scenario's measures do to a chain: when each bites after every suspension, extension and lift in the scenario, and which
 * lanes, lines and stocks it touches.
 *
 * `follow` names areas whose material is to be followed besides those of content rules.
 *
 * ban, licence, quota: lanes from the actor to the targets, not those inside the actor. content rule: lanes between others whose goods hold
 * at least `strength` of the actor's material as it flows. tariff: lanes from the targets into the actor. closure: lanes by way of the
 * actor, and lines at it. release: strategic stock at the actor kept for such a measure. agreement, price floor, subsidy: change no flow.
 * Cost: O(measures × (lanes + processes)).
 */
export function played(
	compiled: Compiled,
	chain: Chain,
	measures: readonly Measure[],
	dayZero: string,
	days: number,
	follow: readonly string[] = [],
): Played {
	const followed = new Map(follow.map((name, index) => [name, index]));
	const originOf = (name: string) => {
		const index = followed.get(name) ?? followed.size;
		followed.set(name, index);
		return index;
	};
	const { network } = compiled;
	const effects: Effect[] = [];
	const rows: MeasurePeriods[] = [];
	for (const measure of measures) {
		const periods = periodsOf(measure, measures, dayZero).filter(
			(period) => period.end > 0 && period.start < days,
		);
		const effect = {
			measure,
			periods,
			...touched(compiled, chain, measure, originOf),
		};
		const touches =
			effect.lanes.length + effect.lines.length + effect.reserves.length;
		const notPlayed = reasonNotPlayed(
			measure,
			touches + (effect.content?.lanes.length ?? 0),
			periods.length,
		);
		if (notPlayed === "") effects.push(effect);
		rows.push({
			measure: measure.id,
			title: measure.title ?? measure.id,
			kind: measure.change ?? measure.kind,
			actor: measure.actor,
			targets: measure.targets,
			goods: measure.goods,
			confidence: measure.confidence,
			source: measure.source,
			periods: periods.map(({ start, end }) => ({
				start: Math.max(0, start),
				end: Math.min(days, end),
			})),
			touches,
			notPlayed,
		});
	}
	const origins =
		followed.size === 0
			? undefined
			: originPlan(
					compiled,
					[...followed.keys()].map((name) => ({
						name,
						places: placesOf(network, name),
					})),
				);
	return { effects, measures: rows, origins };
}

function reasonNotPlayed(
	measure: Measure,
	touches: number,
	periods: number,
): string {
	if (measure.change !== undefined)
		return `changes only when others bite (${(measure.supersedes ?? []).join(", ")}); holds nothing back itself`;
	if (
		measure.kind === "agreement" ||
		measure.kind === "price floor" ||
		measure.kind === "subsidy"
	)
		return `a ${measure.kind} changes no flow by itself`;
	if (periods === 0) return "does not bite within the run";
	if (measure.goods.length === 0) return "covers goods outside this network";
	if (touches === 0) return "touches no lane, line or stock of this network";
	return "";
}

function touched(
	compiled: Compiled,
	chain: Chain,
	measure: Measure,
	originOf: (name: string) => number,
): Pick<Effect, "lanes" | "lines" | "reserves" | "content"> {
	const { network } = compiled;
	const none = {
		lanes: new Int32Array(),
		lines: new Int32Array(),
		reserves: new Int32Array(),
	};
	if (measure.change !== undefined) return none;
	const actor = union(measure.actor, (name) => placesOf(network, name));
	const target = union(measure.targets, (name) => placesOf(network, name));
	const goods = union(measure.goods, (name) => goodsOf(network, name));
	const lanes = (fits: (from: string, to: string, lane: number) => boolean) => {
		const found: number[] = [];
		for (const [index, lane] of network.lanes.entries())
			if (
				goods.has(lane.good) &&
				lane.from !== lane.to &&
				fits(lane.from, lane.to, index)
			)
				found.push(index + 1);
		return Int32Array.from(found);
	};
	switch (measure.kind) {
		case "ban":
		case "licence":
		case "quota":
			return {
				...none,
				lanes: lanes(
					(from, to) => actor.has(from) && !actor.has(to) && target.has(to),
				),
			};
		case "tariff":
			return {
				...none,
				lanes: lanes(
					(from, to) => target.has(from) && !actor.has(from) && actor.has(to),
				),
			};
		case "content rule": {
			const holds = laneContent(compiled, actor);
			const carrying = (least: number) =>
				lanes(
					(from, to, lane) =>
						!actor.has(from) &&
						!actor.has(to) &&
						target.has(to) &&
						holds(lane) >= least,
				);
			return {
				...none,
				lanes: carrying(Math.max(leastContent, measure.strength ?? 0)),
				content: {
					lanes: carrying(leastContent),
					origin: originOf(measure.actor.join("+")),
				},
			};
		}
		case "closure":
			return {
				...none,
				lanes: lanes(
					(_from, _to, lane) =>
						network.lanes[lane].via?.some((name) => actor.has(name)) ?? false,
				),
				lines:
					measure.detourDays === undefined
						? linesAt(compiled, actor, goods)
						: none.lines,
			};
		case "release":
			return {
				...none,
				reserves: Int32Array.from(
					chain.reserves.flatMap((reserve, index) => {
						const stock = network.stocks[reserve.stock];
						return reserve.release === "measure" &&
							actor.has(stock.place) &&
							goods.has(stock.good)
							? [index]
							: [];
					}),
				),
			};
		default:
			return none;
	}
}

function linesAt(
	compiled: Compiled,
	places: ReadonlySet<string>,
	goods: ReadonlySet<string>,
): Int32Array {
	const { network } = compiled;
	const found = new Set<number>();
	for (let output = 0; output < compiled.outputGood.length; output++) {
		const line = compiled.outputLine[output];
		if (
			places.has(network.processes[line].place) &&
			goods.has(network.goods[compiled.outputGood[output]].id)
		)
			found.add(line);
	}
	return Int32Array.from(found);
}

/** The share of the actor's material in what a lane carries in the base year. */
function laneContent(
	compiled: Compiled,
	actor: ReadonlySet<string>,
): (lane: number) => number {
	const { network } = compiled;
	const indices = new Set<number>();
	network.places.forEach((place, index) => {
		if (actor.has(place.id)) indices.add(index);
	});
	const share = content(compiled, indices);
	const held = new Float64Array(network.lanes.length);
	const flow = new Float64Array(network.lanes.length);
	for (let edge = 0; edge < compiled.edgeLane.length; edge++) {
		const lane = compiled.edgeLane[edge];
		if (lane < 0) continue;
		const slot = compiled.edgeSlot[edge];
		const amount =
			compiled.edgeShare[edge] *
			compiled.slotQuantity[slot] *
			compiled.activity[compiled.slotAgent[slot]];
		held[lane] +=
			amount * share[compiled.outputLine[compiled.edgeOutput[edge]]];
		flow[lane] += amount;
	}
	return (lane) => (flow[lane] > 0 ? held[lane] / flow[lane] : 0);
}

function union(
	names: readonly string[],
	of: (name: string) => ReadonlySet<string>,
): ReadonlySet<string> {
	return new Set(names.flatMap((name) => [...of(name)]));
}

/** Returns the measures that a scenario names, in its order, leaving out names the network does not know (a finding of `check`). */
export function measuresOf(
	network: Network,
	ids: readonly string[],
): readonly Measure[] {
	const known = new Map(
		network.measures.map((measure) => [measure.id, measure]),
	);
	return ids.flatMap((id) => known.get(id) ?? []);
}
