import { type Measure, type Period, shareGranted } from "#network";
import type { Chain } from "./chain.ts";
import type { Origins } from "./origin.ts";

/** What one measure does to this chain, and when. */
export interface Effect {
	readonly measure: Measure;
	readonly periods: readonly Period[];
	/** Lanes it restricts or lengthens, in the chain's numbering. */
	readonly lanes: Int32Array;
	/** For a content rule: the lanes it may come to restrict, and the origin it looks at; absent for all other measures. */
	readonly content?: { readonly lanes: Int32Array; readonly origin: number };
	/** Lines whose output it takes. */
	readonly lines: Int32Array;
	/** Reserves it opens, as indices into the chain's. */
	readonly reserves: Int32Array;
}

/** What all measures together leave of lanes and lines in the current step. */
export interface Pressure {
	readonly effects: readonly Effect[];
	/** Lanes and lines that any of the effects can touch: all others stay as the chain has them. */
	readonly lanes: Int32Array;
	readonly lines: Int32Array;
	/** Most that may pass each lane in this step; Infinity where nothing limits it. */
	readonly laneAllowed: Float64Array;
	/** Effect that sets it; −1 for the lane's own capacity. */
	readonly laneBound: Int32Array;
	/** Steps by which a detour lengthens each lane. */
	readonly laneDetour: Int32Array;
	/** Effect that lengthens it; −1 if none. */
	readonly laneDetourBy: Int32Array;
	/** Additional tariff on each lane, share of value. */
	readonly laneTariff: Float64Array;
	/** Share of each line's capacity that is lost. */
	readonly loss: Float64Array;
	/** Effect that takes it; −1 if none. */
	readonly lossBound: Int32Array;
	/** Amount that each reserve may release in this step. */
	readonly release: Float64Array;
	/** What is left of each quota in its year, by effect. */
	readonly quotaLeft: Float64Array;
	/** Year of each quota that is open; −1 before its first. */
	readonly quotaYear: Int32Array;
	/** The origins that content rules look at; undefined if none are followed. */
	origins: Origins | undefined;
	/** Whether detours changed with this step, and a sum over lanes by which that is seen. */
	detoursChanged: boolean;
	detours: number;
	/** Whether any lane is limited in this step, and whether one is by its own capacity. */
	limited: boolean;
	readonly capped: boolean;
	/** Whether any tariff is in force in this step. */
	tariffs: boolean;
}

const daysPerYear = 365;

/** Below this share a good holds none of an actor's material, whatever a rule's threshold. */
export const leastContent = 1e-9;

/** Returns the pressure before day 0: nothing restricted but by lanes' own capacity. */
export function pressureOf(chain: Chain, effects: readonly Effect[]): Pressure {
	const capped = chain.laneCapacity.some(Number.isFinite);
	return {
		effects,
		lanes: Int32Array.from(
			new Set(
				effects.flatMap(({ lanes, content }) => [
					...lanes,
					...(content?.lanes ?? []),
				]),
			),
		),
		lines: Int32Array.from(new Set(effects.flatMap(({ lines }) => [...lines]))),
		laneAllowed: chain.laneCapacity.slice(),
		laneBound: new Int32Array(chain.laneCount).fill(-1),
		laneDetour: new Int32Array(chain.laneCount),
		laneDetourBy: new Int32Array(chain.laneCount).fill(-1),
		laneTariff: new Float64Array(chain.laneCount),
		loss: new Float64Array(chain.lineCount),
		lossBound: new Int32Array(chain.lineCount).fill(-1),
		release: new Float64Array(chain.reserves.length),
		quotaLeft: new Float64Array(effects.length),
		quotaYear: new Int32Array(effects.length).fill(-1),
		origins: undefined,
		detoursChanged: false,
		detours: 0,
		limited: capped,
		capped,
		tariffs: false,
	};
}

/** Sets the pressure of a step from the measures that bite on its first day. Where several bite, the strictest counts. Cost: O(lanes and lines that effects can touch). */
export function press(
	chain: Chain,
	pressure: Pressure,
	step: number,
	stepDays: number,
): void {
	const { effects } = pressure;
	if (effects.length === 0) return;
	for (const lane of pressure.lanes) {
		pressure.laneAllowed[lane] = chain.laneCapacity[lane];
		pressure.laneBound[lane] = -1;
		pressure.laneDetour[lane] = 0;
		pressure.laneDetourBy[lane] = -1;
		pressure.laneTariff[lane] = 0;
	}
	for (const line of pressure.lines) {
		pressure.loss[line] = 0;
		pressure.lossBound[line] = -1;
	}
	pressure.release.fill(0);
	pressure.tariffs = false;
	const day = step * stepDays;
	for (let index = 0; index < effects.length; index++) {
		const effect = effects[index];
		const period = effect.periods.find(
			({ start, end }) => start <= day && day < end,
		);
		if (period !== undefined)
			apply(chain, pressure, index, day - period.start, stepDays);
	}
	let limited = pressure.capped;
	let detours = 0;
	for (const lane of pressure.lanes) {
		limited ||= pressure.laneAllowed[lane] < Number.POSITIVE_INFINITY;
		detours += lane * pressure.laneDetour[lane];
	}
	pressure.limited = limited;
	pressure.detoursChanged = detours !== pressure.detours;
	pressure.detours = detours;
}

function apply(
	chain: Chain,
	pressure: Pressure,
	index: number,
	day: number,
	stepDays: number,
): void {
	const { measure, lanes, lines, reserves } = pressure.effects[index];
	switch (measure.kind) {
		case "content rule":
			applyContentRule(chain, pressure, index, day);
			break;
		case "ban":
		case "licence": {
			const share = shareGranted(measure, day);
			for (const lane of lanes)
				limit(pressure, lane, share * chain.laneBase[lane], index);
			break;
		}
		case "quota": {
			openQuota(pressure, index, day);
			let base = 0;
			for (const lane of lanes) base += chain.laneBase[lane];
			const share = base > 0 ? pressure.quotaLeft[index] / base : 0;
			for (const lane of lanes)
				limit(pressure, lane, share * chain.laneBase[lane], index);
			break;
		}
		case "tariff":
			for (const lane of lanes)
				pressure.laneTariff[lane] += measure.strength ?? 0;
			pressure.tariffs ||= lanes.length > 0;
			break;
		case "closure":
			close(chain, pressure, index, day, stepDays);
			for (const line of lines)
				lose(pressure, line, 1 - shareGranted(measure, day), index);
			break;
		case "release":
			for (const reserve of reserves)
				pressure.release[reserve] +=
					measure.strength === undefined
						? Number.POSITIVE_INFINITY
						: (measure.strength * stepDays) / daysPerYear;
			break;
		default:
			break;
	}
}

/** Restricts the lanes that carry the origin's material now, where origins are followed; else those that did in the base year. */
function applyContentRule(
	chain: Chain,
	pressure: Pressure,
	index: number,
	day: number,
): void {
	const { measure, lanes, content } = pressure.effects[index];
	const { origins } = pressure;
	const share = shareGranted(measure, day);
	if (origins === undefined || content === undefined) {
		for (const lane of lanes)
			limit(pressure, lane, share * chain.laneBase[lane], index);
		return;
	}
	const least = Math.max(leastContent, measure.strength ?? 0);
	for (const lane of content.lanes)
		if (origins.onLane[content.origin * chain.laneCount + lane] >= least)
			limit(pressure, lane, share * chain.laneBase[lane], index);
}

/** Opens a quota anew in each of its years; of a year that began before the run, only what is left of its days. */
function openQuota(pressure: Pressure, index: number, day: number): void {
	const year = Math.floor(day / daysPerYear);
	if (pressure.quotaYear[index] === year) return;
	const gone =
		pressure.quotaYear[index] < 0 ? (day % daysPerYear) / daysPerYear : 0;
	pressure.quotaYear[index] = year;
	pressure.quotaLeft[index] =
		(pressure.effects[index].measure.strength ?? 0) * (1 - gone);
}

function close(
	chain: Chain,
	pressure: Pressure,
	index: number,
	day: number,
	stepDays: number,
): void {
	const { measure, lanes } = pressure.effects[index];
	const detour = Math.round((measure.detourDays ?? 0) / stepDays);
	for (const lane of lanes)
		if (measure.detourDays === undefined)
			limit(
				pressure,
				lane,
				shareGranted(measure, day) * chain.laneBase[lane],
				index,
			);
		else if (detour > pressure.laneDetour[lane]) {
			pressure.laneDetour[lane] = detour;
			pressure.laneDetourBy[lane] = index;
		}
}

function limit(
	pressure: Pressure,
	lane: number,
	allowed: number,
	effect: number,
): void {
	if (allowed >= pressure.laneAllowed[lane]) return;
	pressure.laneAllowed[lane] = allowed;
	pressure.laneBound[lane] = effect;
}

function lose(
	pressure: Pressure,
	line: number,
	share: number,
	effect: number,
): void {
	if (share <= pressure.loss[line]) return;
	pressure.loss[line] = share;
	pressure.lossBound[line] = effect;
}

/** Takes what was shipped in a step off the quotas that bind. */
export function drawQuotas(pressure: Pressure, laneSent: Float64Array): void {
	for (let index = 0; index < pressure.effects.length; index++) {
		const { measure, lanes } = pressure.effects[index];
		if (measure.kind !== "quota") continue;
		for (const lane of lanes)
			pressure.quotaLeft[index] = Math.max(
				0,
				pressure.quotaLeft[index] - laneSent[lane],
			);
	}
}

/** Returns the longest transit of any lane under any of the effects, in steps. */
export function longestTransit(
	chain: Chain,
	effects: readonly Effect[],
	stepDays: number,
): number {
	let longest = 0;
	for (const steps of chain.laneSteps) longest = Math.max(longest, steps);
	let detour = 0;
	for (const { measure } of effects)
		detour = Math.max(detour, Math.round((measure.detourDays ?? 0) / stepDays));
	return longest + detour;
}
