import { baseActivity, type Compiled, type Stock } from "#network";
import type { UncertainFigure } from "./sample-figure.ts";
import { type Frame, frameOf } from "./sample-frame.ts";

/** Tables whose figures change who supplies whom and how much everyone makes; covers of stocks and strengths of measures do not. */
const supplying = new Set(["demands", "recipes", "processes", "lanes"]);

/**
 * Returns a function that gives the network, compiled, with other values of some of its figures: the same arrays, to the bit, as `compile`
 * of a network with those values in its rows, at a small part of the cost.
 *
 * The base year answers to the figures as in `compile`: users take what they take, lines make what is ordered from them, a lane brings its
 * flow's share, and what a place uses beyond its imports it makes itself, where it makes the good at all. So a content that grows grows the
 * flows of its input with it, and a lane's flow that grows takes from use at home; an activity moves only which part of its inputs comes
 * from home, and how makers at one place share their orders.
 *
 * Parameters: one value per figure, amounts of recipes not 0. The arrays returned are written anew by the next call.
 * Cost of a call: O(edges × length of the chain) where a figure changes supply, else O(slots).
 */
export function recasting(
	stated: Compiled,
	figures: readonly UncertainFigure[],
): (values: Float64Array) => Compiled {
	const { network } = stated;
	const frame = frameOf(stated);
	const supplies = figures.some(({ table }) => supplying.has(table));
	const reserves = figures.some(
		({ table, at }) =>
			table === "stocks" && network.stocks[at].holder !== "use",
	);
	return (values) => {
		frame.set(figures, values);
		const slotCover = coverOf(frame, stated);
		const varied = reserves
			? { ...network, stocks: stocksOf(network.stocks, figures, values) }
			: network;
		if (!supplies) return { ...stated, network: varied, slotCover };
		const supply = {
			...stated,
			network: varied,
			slotCover,
			slotQuantity: frame.slotQuantity,
			outputQuantity: frame.outputQuantity,
			activity: frame.activity,
			...edgesOf(frame, stated),
		};
		const activity = baseActivity(supply);
		const capacity = activity.slice();
		for (let line = 0; line < stated.lineCount; line++)
			capacity[line] = Math.max(
				activity[line],
				network.processes[line].capacity ?? 0,
			);
		return {
			...supply,
			activity,
			capacity: capacity.subarray(0, stated.lineCount),
		};
	};
}

function stocksOf(
	stocks: readonly Stock[],
	figures: readonly UncertainFigure[],
	values: Float64Array,
): readonly Stock[] {
	const varied = [...stocks];
	for (const [index, { table, at, field }] of figures.entries())
		if (table === "stocks")
			varied[at] = { ...varied[at], [field]: values[index] };
	return varied;
}

/** Days of use that each slot holds: as stated, or what an amount held comes to at the use of this sample. */
function coverOf(frame: Frame, stated: Compiled): Float64Array {
	const { held, slotHeld } = frame;
	const days = held.map(({ amount, cover, uses }) => {
		if (cover !== undefined) return cover;
		let use = 0;
		for (const { row, agent } of uses)
			use += (row < 0 ? 1 : -frame.recipeQuantity[row]) * frame.activity[agent];
		const perDay = use / 365;
		return perDay > 0 ? (amount ?? 0) / perDay : 0;
	});
	return Float64Array.from(stated.slotCover, (_, slot) =>
		slotHeld[slot] < 0 ? 0 : days[slotHeld[slot]],
	);
}

/** The edges of every slot: lanes by their flow, then what is left of the place's use from its own makers. */
function edgesOf(
	frame: Frame,
	stated: Compiled,
): Pick<
	Compiled,
	"edgeStart" | "edgeSlot" | "edgeOutput" | "edgeShare" | "edgeLane"
> {
	const { buffer, sources, slotSource } = frame;
	const slots = stated.slotAgent.length;
	const used = new Float64Array(sources.length);
	for (let slot = 0; slot < slots; slot++)
		used[slotSource[slot]] +=
			frame.slotQuantity[slot] * frame.activity[stated.slotAgent[slot]];
	for (let source = 0; source < sources.length; source++)
		draw(frame, stated, source, used[source]);

	const edgeStart = new Int32Array(slots + 1);
	let edge = 0;
	for (let slot = 0; slot < slots; slot++) {
		const { output, lane, flow, drawn } = sources[slotSource[slot]];
		let total = 0;
		for (let i = 0; i < drawn.count; i++) total += flow[i];
		for (let i = 0; i < drawn.count; i++) {
			buffer.slot[edge] = slot;
			buffer.output[edge] = output[i];
			buffer.share[edge] = flow[i] / total;
			buffer.lane[edge] = lane[i];
			edge++;
		}
		edgeStart[slot + 1] = edge;
	}
	return {
		edgeStart,
		edgeSlot: buffer.slot.subarray(0, edge),
		edgeOutput: buffer.output.subarray(0, edge),
		edgeShare: buffer.share.subarray(0, edge),
		edgeLane: buffer.lane.subarray(0, edge),
	};
}

/** Notes which outputs a place draws a good from in this sample, over which lane, and how much. */
function draw(
	frame: Frame,
	stated: Compiled,
	source: number,
	used: number,
): void {
	const { ways, output, lane, flow, drawn } = frame.sources[source];
	const madeBy = (at: number) =>
		frame.outputQuantity[at] * frame.activity[stated.outputLine[at]];
	let imported = 0;
	drawn.count = 0;
	for (const way of ways) {
		const amount = way.lane < 0 ? used - imported : frame.laneFlow[way.lane];
		if (way.lane >= 0) imported += amount;
		if (!(amount > 0)) continue;
		let made = 0;
		for (const at of way.outputs) made += madeBy(at);
		for (const at of way.outputs) {
			output[drawn.count] = at;
			lane[drawn.count] = way.lane;
			flow[drawn.count] =
				made > 0 ? (amount * madeBy(at)) / made : amount / way.outputs.length;
			drawn.count++;
		}
	}
}
