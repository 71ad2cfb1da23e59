import type { Compiled } from "./compile.ts";
import { CounterweightError } from "./fault.ts";
import {
	type BesideTable,
	type Frame,
	frameOf,
	type InputOutputTable,
	namesIn,
} from "./io-table.ts";
import { network } from "./network.ts";

/**
 * Returns an input–output table as typed arrays: the numbers of `compile(tableNetwork(table))`, without the rows of lanes, recipes and
 * stocks, so that tables of thousands of industries run.
 *
 * Its network holds places, goods, processes and demands (and what is given beside), but no lanes, recipes and stocks, and every edge has
 * lane −1: a measure on lanes (ban, licence, quota, tariff) touches nothing, a closure of a place does. Base activity is the output that
 * the table's flows need, as in `baseActivity`; it is found from `x`, so a table that adds up needs one pass.
 *
 * Cost: O(industries² · rounds), memory 20 bytes an edge besides the table: 24 million edges (4,914 industries) take 0.5 GB.
 * Faults: `network.bad-table` as `tableNetwork`; `network.table-without-base` where industries need more input than they make, so that no
 * output serves final demand.
 *
 * @example
 * compileTable({ ...table, regions: ["A"], sectors: ["tea"], Z: Float64Array.of(2), Y: Float64Array.of(8), x: Float64Array.of(10) })
 *   .activity // Float64Array [10, 8]
 */
export function compileTable(
	table: InputOutputTable,
	beside: BesideTable = {},
): Compiled {
	const frame = frameOf(table);
	const size = frame.names.length;
	const made = network(namesIn(table, frame, beside));
	const activity = new Float64Array(2 * size);
	activity.set(baseOutput(table, frame.use));
	activity.set(frame.use, size);
	const slots = slotsOf(table, frame);
	const placeOf = (agent: number) => frame.regions.length + agent;
	return {
		network: made,
		lineCount: size,
		agentCount: 2 * size,
		agentPlace: Int32Array.from({ length: 2 * size }, (_, at) => placeOf(at)),
		activity,
		capacity: activity.slice(0, size),
		outputStart: Int32Array.from({ length: size + 1 }, (_, at) => at),
		outputGood: Int32Array.from(
			{ length: size },
			(_, at) => at % frame.goods.length,
		),
		outputQuantity: new Float64Array(size).fill(1),
		outputLine: Int32Array.from({ length: size }, (_, at) => at),
		...slots,
		...edgesOf(table, frame, slots),
	};
}

const tolerance = 1e-13;
const rounds = 1000;

/** The output with which deliveries and final demand are just served: x = Z · x / x₀ + use, from x₀ on. */
function baseOutput(table: InputOutputTable, use: Float64Array): Float64Array {
	const { Z, x } = table;
	const size = x.length;
	const output = x.slice();
	const level = new Float64Array(size);
	for (let round = 0; round < rounds; round++) {
		for (let buyer = 0; buyer < size; buyer++)
			level[buyer] = x[buyer] > 0 ? output[buyer] / x[buyer] : 0;
		let moved = 0;
		for (let supplier = 0; supplier < size; supplier++) {
			const row = supplier * size;
			let wanted = use[supplier];
			for (let buyer = 0; buyer < size; buyer++)
				wanted += Z[row + buyer] * level[buyer];
			const change =
				Math.abs(wanted - output[supplier]) / Math.max(wanted, 1e-300);
			moved = Math.max(moved, change);
			output[supplier] = wanted;
		}
		if (moved < tolerance) return output;
	}
	throw new CounterweightError(
		"network.table-without-base",
		"no output serves the table's final demand: its industries need more input than they make",
	);
}

type Slots = Pick<
	Compiled,
	| "slotStart"
	| "slotAgent"
	| "slotGood"
	| "slotQuantity"
	| "slotCover"
	| "slotCritical"
>;

/** Slots of the industries, sector by sector as far as they take anything, then one for each final demand. */
function slotsOf(table: InputOutputTable, { inputs, goods }: Frame): Slots {
	const { x, coverDays, threshold } = table;
	const size = x.length;
	const slotStart = new Int32Array(2 * size + 1);
	for (let buyer = 0; buyer < size; buyer++) {
		let count = 0;
		for (let sector = 0; sector < goods.length; sector++)
			if (inputs[sector * size + buyer] > 0) count++;
		slotStart[buyer + 1] = slotStart[buyer] + count;
	}
	for (let user = size; user < 2 * size; user++)
		slotStart[user + 1] = slotStart[user] + 1;
	const slots = slotStart[2 * size];
	const slotAgent = new Int32Array(slots);
	const slotGood = new Int32Array(slots);
	const slotQuantity = new Float64Array(slots).fill(1);
	const slotCover = new Float64Array(slots);
	const slotCritical = new Float64Array(slots).fill(1);
	for (let buyer = 0, slot = 0; buyer < size; buyer++)
		for (let sector = 0; sector < goods.length; sector++) {
			const input = inputs[sector * size + buyer];
			if (input === 0) continue;
			slotAgent[slot] = buyer;
			slotGood[slot] = sector;
			slotQuantity[slot] = input / x[buyer];
			slotCover[slot] = coverDays;
			slotCritical[slot] = slotQuantity[slot] > threshold ? 1 : 0;
			slot++;
		}
	for (let user = 0; user < size; user++) {
		slotAgent[slotStart[size + user]] = size + user;
		slotGood[slotStart[size + user]] = user % goods.length;
	}
	return {
		slotStart,
		slotAgent,
		slotGood,
		slotQuantity,
		slotCover,
		slotCritical,
	};
}

type Edges = Pick<
	Compiled,
	"edgeStart" | "edgeSlot" | "edgeOutput" | "edgeShare" | "edgeLane"
>;

/** Edges of each slot: the other regions' industries of the sector, then the buyer itself; each final demand draws on its own industry. */
function edgesOf(
	table: InputOutputTable,
	{ inputs, goods, use }: Frame,
	{ slotAgent, slotGood }: Slots,
): Edges {
	const { Z, x } = table;
	const size = x.length;
	const slots = slotAgent.length;
	/** Calls back with each supplier of a slot and its part of the slot's orders. */
	const each = (slot: number, take: (from: number, share: number) => void) => {
		const agent = slotAgent[slot];
		if (agent >= size) {
			if (use[agent - size] > 0) take(agent - size, 1);
			return;
		}
		const input = inputs[slotGood[slot] * size + agent];
		for (let from = slotGood[slot]; from < size; from += goods.length)
			if (from !== agent && Z[from * size + agent] > 0)
				take(from, Z[from * size + agent] / input);
		const own = agent % goods.length === slotGood[slot];
		if (own && Z[agent * size + agent] > 0)
			take(agent, Z[agent * size + agent] / input);
	};
	const edgeStart = new Int32Array(slots + 1);
	let count = 0;
	for (let slot = 0; slot < slots; slot++) {
		each(slot, () => {
			count++;
		});
		edgeStart[slot + 1] = count;
	}
	const edgeSlot = new Int32Array(count);
	const edgeOutput = new Int32Array(count);
	const edgeShare = new Float64Array(count);
	let edge = 0;
	for (let slot = 0; slot < slots; slot++)
		each(slot, (from, share) => {
			edgeSlot[edge] = slot;
			edgeOutput[edge] = from;
			edgeShare[edge++] = share;
		});
	const edgeLane = new Int32Array(count).fill(-1);
	return { edgeStart, edgeSlot, edgeOutput, edgeShare, edgeLane };
}
