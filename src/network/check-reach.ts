import { goodsOf } from "./area.ts";
import type { CheckContext } from "./check-context.ts";
import type { Measure } from "./measure.ts";
import { shown } from "./value-judge.ts";

/** Where the lanes of each good stand: `order` from `start[good]` to `start[good + 1]`. */
interface LanesByGood {
	readonly start: Int32Array;
	readonly order: Int32Array;
}

/** What a measure covers: marks over the positions of places and goods. */
interface Cover {
	readonly actor: Uint8Array;
	readonly target: Uint8Array;
	readonly goods: Uint8Array;
}

/**
 * Finds measures that reach nothing in the network (`network.measure-on-nothing`): a note where no goods are named, a warning where
 * those named meet no lane, process or stock.
 *
 * A ban, licence, quota, tariff, content rule or price floor acts on lanes between actor and targets, either way, or, in networks that only
 * tell who makes its goods, on processes of actor or targets; a closure on lanes
 * by way of the actor and on processes there; a release on stocks there; an agreement or subsidy on any of these at actor or targets.
 * Measures that change others act on what those act on. Nothing is found while rows could not be read.
 *
 * Cost: O(lanes), and for each measure O(places + its goods' lanes) at most.
 */
export function checkReach(context: CheckContext): void {
	if (Object.keys(context.unread).length > 0) return;
	let lanes: LanesByGood | undefined;
	context.network.measures.forEach((measure, index) => {
		if (measure.change !== undefined || measure.supersedes !== undefined)
			return;
		if (measure.goods.length === 0) {
			if (actsOnFlows(measure))
				context.found("measures", index, {
					code: "network.measure-on-nothing",
					severity: "note",
					field: "goods",
					says: `The ${measure.kind} ${shown(measure.id)} covers no good of the network.`,
					hint: "Name goods or families if the network has what it covers; else it stands as a record.",
				});
			return;
		}
		lanes ??= lanesByGood(context);
		if (reaches(context, lanes, measure)) return;
		context.found("measures", index, {
			code: "network.measure-on-nothing",
			severity: "warning",
			field: "goods",
			says: `The ${measure.kind} ${shown(measure.id)} meets nothing: ${whatIsMissing(measure)}.`,
			hint: "Look at its actor, targets and goods, or add the rows that it acts on.",
		});
	});
}

function actsOnFlows({ kind }: Measure): boolean {
	return !["closure", "release", "agreement", "subsidy"].includes(kind);
}

function whatIsMissing({ kind, goods, actor, targets }: Measure): string {
	const what = goods.join(", ");
	const who = actor.join(", ");
	if (kind === "release") return `no stock of ${what} in ${who}`;
	if (kind === "closure")
		return `no lane of ${what} by way of ${who}, and no process that makes it there`;
	return `no lane of ${what} between ${who} and ${targets.join(", ")}`;
}

function lanesByGood(context: CheckContext): LanesByGood {
	const codes = context.laneCodes().good;
	const start = new Int32Array(context.network.goods.length + 1);
	for (const good of codes) if (good >= 0) start[good + 1]++;
	for (let good = 1; good < start.length; good++)
		start[good] += start[good - 1];
	const next = start.slice();
	const order = new Int32Array(codes.length);
	codes.forEach((good, lane) => {
		if (good >= 0) order[next[good]++] = lane;
	});
	return { start, order };
}

function reaches(
	context: CheckContext,
	lanes: LanesByGood,
	measure: Measure,
): boolean {
	const cover: Cover = {
		actor: marks(context, measure.actor),
		target: marks(context, measure.targets),
		goods: new Uint8Array(context.network.goods.length),
	};
	for (const name of measure.goods)
		for (const id of goodsOf(context.network, name))
			cover.goods[context.goodIndex.get(id) ?? 0] = 1;
	switch (measure.kind) {
		case "release":
			return someStock(context, cover);
		case "closure":
			return someWay(context, lanes, cover) || someProcess(context, cover);
		case "agreement":
		case "subsidy": {
			const wide = widened(cover);
			return (
				someStock(context, wide) ||
				someProcess(context, wide) ||
				someLane(context, lanes, wide, true)
			);
		}
		default:
			return (
				someLane(context, lanes, cover, false) ||
				madeAlone(context, lanes, cover)
			);
	}
}

/** Returns the cover with targets counted as actors. */
function widened(cover: Cover): Cover {
	const actor = cover.actor.map((mark, place) => mark | cover.target[place]);
	return { ...cover, actor };
}

/** Returns whether covered goods are only made in this network, never shipped, and actor or targets make one. */
function madeAlone(
	context: CheckContext,
	{ start }: LanesByGood,
	cover: Cover,
): boolean {
	const shipped = cover.goods.some(
		(mark, good) => mark === 1 && start[good + 1] > start[good],
	);
	return !shipped && someProcess(context, widened(cover));
}

function marks(context: CheckContext, areas: readonly string[]): Uint8Array {
	const marked = new Uint8Array(context.network.places.length);
	for (const area of areas)
		for (const place of context.places(area)) {
			const position = context.placeIndex.get(place);
			if (position !== undefined) marked[position] = 1;
		}
	return marked;
}

/** Returns whether a covered good has a lane between actor and target, or (`touching`) from, to or via the actor. */
function someLane(
	context: CheckContext,
	{ start, order }: LanesByGood,
	{ actor, target, goods }: Cover,
	touching: boolean,
): boolean {
	const { from, to } = context.laneCodes();
	for (let good = 0; good < goods.length; good++) {
		if (goods[good] === 0) continue;
		for (let at = start[good]; at < start[good + 1]; at++) {
			const lane = order[at];
			const out = actor[from[lane]] === 1;
			const into = actor[to[lane]] === 1;
			if (touching && (out || into || passes(context, lane, actor)))
				return true;
			if ((out && target[to[lane]] === 1) || (into && target[from[lane]] === 1))
				return true;
		}
	}
	return false;
}

/** Returns whether a lane of a covered good passes the actor on its way. */
function someWay(
	context: CheckContext,
	{ start, order }: LanesByGood,
	{ actor, goods }: Cover,
): boolean {
	return goods.some(
		(mark, good) =>
			mark === 1 &&
			order
				.subarray(start[good], start[good + 1])
				.some((lane) => passes(context, lane, actor)),
	);
}

function passes(
	context: CheckContext,
	lane: number,
	actor: Uint8Array,
): boolean {
	const { via } = context.network.lanes[lane];
	return (
		via?.some((place) => actor[context.placeIndex.get(place) ?? -1] === 1) ===
		true
	);
}

function someProcess(context: CheckContext, { actor, goods }: Cover): boolean {
	const { network, placeIndex, goodIndex } = context;
	const recipes = new Set(
		network.recipes
			.filter((row) => goods[goodIndex.get(row.good) ?? -1] === 1)
			.map((row) => row.recipe),
	);
	return network.processes.some(
		(process) =>
			actor[placeIndex.get(process.place) ?? -1] === 1 &&
			recipes.has(process.recipe),
	);
}

function someStock(context: CheckContext, { actor, goods }: Cover): boolean {
	const { network, placeIndex, goodIndex } = context;
	return network.stocks.some(
		(stock) =>
			actor[placeIndex.get(stock.place) ?? -1] === 1 &&
			goods[goodIndex.get(stock.good) ?? -1] === 1,
	);
}
