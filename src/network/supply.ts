import type { Compiled } from "./compile.ts";
import type { Network } from "./network.ts";

/** Who supplies whom, before the base activity is made consistent: activities as stated in the package. */
export type Supply = Omit<Compiled, "network" | "capacity">;

/** Returns the agents, outputs, slots and edges of a network, with activities as its package states them. */
export function supplyOf(network: Network): Supply {
	const agents = agentsOf(network);
	return { ...agents, ...edgesOf(network, agents) };
}

/** Part of a place's use below which a rest is rounding. */
const rounding = 1e-12;

const criticality: Readonly<Record<string, number>> = {
	essential: 1,
	"half-critical": 0.5,
	"non-critical": 0,
};

type Agents = Omit<
	Supply,
	"edgeStart" | "edgeSlot" | "edgeOutput" | "edgeShare" | "edgeLane"
>;

function agentsOf(network: Network): Agents {
	const placeIndex = indexOf(network.places);
	const goodIndex = indexOf(network.goods);
	const rows = new Map<string, Network["recipes"][number][]>();
	for (const row of network.recipes) {
		const recipe = rows.get(row.recipe);
		if (recipe === undefined) rows.set(row.recipe, [row]);
		else recipe.push(row);
	}
	const cover = coverOf(network);
	const lineCount = network.processes.length;
	const agentCount = lineCount + network.demands.length;
	const agentPlace = new Int32Array(agentCount);
	const activity = new Float64Array(agentCount);
	const outputStart = new Int32Array(lineCount + 1);
	const slotStart = new Int32Array(agentCount + 1);
	const outputGood: number[] = [];
	const outputQuantity: number[] = [];
	const outputLine: number[] = [];
	const slotAgent: number[] = [];
	const slotGood: number[] = [];
	const slotQuantity: number[] = [];
	const slotCover: number[] = [];
	const slotCritical: number[] = [];
	const addSlot = (
		agent: number,
		place: string,
		good: string,
		quantity: number,
		critical: number,
	) => {
		slotAgent.push(agent);
		slotGood.push(goodIndex.get(good) ?? -1);
		slotQuantity.push(quantity);
		slotCover.push(cover.get(`${place}\t${good}`) ?? 0);
		slotCritical.push(critical);
	};
	network.processes.forEach((process, line) => {
		agentPlace[line] = placeIndex.get(process.place) ?? -1;
		activity[line] = process.activity;
		for (const row of rows.get(process.recipe) ?? []) {
			if (row.kind === "output") {
				outputGood.push(goodIndex.get(row.good) ?? -1);
				outputQuantity.push(row.quantity);
				outputLine.push(line);
			} else if (row.kind !== "auxiliary" && row.quantity !== 0)
				addSlot(
					line,
					process.place,
					row.good,
					-row.quantity,
					criticality[row.kind],
				);
		}
		outputStart[line + 1] = outputGood.length;
		slotStart[line + 1] = slotAgent.length;
	});
	network.demands.forEach((demand, index) => {
		const agent = lineCount + index;
		agentPlace[agent] = placeIndex.get(demand.place) ?? -1;
		activity[agent] = demand.rate;
		addSlot(agent, demand.place, demand.good, 1, 1);
		slotStart[agent + 1] = slotAgent.length;
	});
	return {
		lineCount,
		agentCount,
		agentPlace,
		activity,
		outputStart,
		outputGood: Int32Array.from(outputGood),
		outputQuantity: Float64Array.from(outputQuantity),
		outputLine: Int32Array.from(outputLine),
		slotStart,
		slotAgent: Int32Array.from(slotAgent),
		slotGood: Int32Array.from(slotGood),
		slotQuantity: Float64Array.from(slotQuantity),
		slotCover: Float64Array.from(slotCover),
		slotCritical: Float64Array.from(slotCritical),
	};
}

function edgesOf(network: Network, agents: Agents) {
	const goods = network.goods.length;
	const placeIndex = indexOf(network.places);
	const goodIndex = indexOf(network.goods);
	const makers = groupedBy(
		agents.outputLine.length,
		(output) =>
			agents.agentPlace[agents.outputLine[output]] * goods +
			agents.outputGood[output],
	);
	const imports = new Map<number, number[]>();
	network.lanes.forEach((lane, index) => {
		const key =
			(placeIndex.get(lane.to) ?? -1) * goods +
			(goodIndex.get(lane.good) ?? -1);
		const lanes = imports.get(key);
		if (lanes === undefined) imports.set(key, [index]);
		else lanes.push(index);
	});
	const used = new Map<number, number>();
	const keyOf = (slot: number) =>
		agents.agentPlace[agents.slotAgent[slot]] * goods + agents.slotGood[slot];
	const needOf = (slot: number) =>
		agents.slotQuantity[slot] * agents.activity[agents.slotAgent[slot]];
	for (let slot = 0; slot < agents.slotAgent.length; slot++)
		used.set(keyOf(slot), (used.get(keyOf(slot)) ?? 0) + needOf(slot));

	const madeBy = (output: number) =>
		agents.outputQuantity[output] * agents.activity[agents.outputLine[output]];
	/** The edges of a place's use of a good: output, lane, share; the same for every agent there. */
	const sourcesOf = (
		key: number,
	): { output: number; lane: number; flow: number }[] => {
		const found: { output: number; lane: number; flow: number }[] = [];
		const add = (place: number, lane: number, flow: number) => {
			const outputs = makers.get(place * goods + (key % goods)) ?? [];
			let made = 0;
			for (const output of outputs) made += madeBy(output);
			for (const output of outputs)
				if (made > 0 && flow > 0)
					found.push({ output, lane, flow: (flow * madeBy(output)) / made });
				else if (made === 0 && flow > 0)
					found.push({ output, lane, flow: flow / outputs.length });
		};
		let imported = 0;
		for (const lane of imports.get(key) ?? []) {
			imported += network.lanes[lane].flow;
			add(
				placeIndex.get(network.lanes[lane].from) ?? -1,
				lane,
				network.lanes[lane].flow,
			);
		}
		// What is left of rounding is no use at home.
		const use = used.get(key) ?? 0;
		const home = use - imported;
		if (home > rounding * use) add(Math.floor(key / goods), -1, home);
		return found;
	};

	const cached = new Map<number, ReturnType<typeof sourcesOf>>();
	const edgeStart = new Int32Array(agents.slotAgent.length + 1);
	const edgeSlot: number[] = [];
	const edgeOutput: number[] = [];
	const edgeShare: number[] = [];
	const edgeLane: number[] = [];
	for (let slot = 0; slot < agents.slotAgent.length; slot++) {
		const key = keyOf(slot);
		const sources = cached.get(key) ?? sourcesOf(key);
		cached.set(key, sources);
		let total = 0;
		for (const source of sources) total += source.flow;
		for (const source of sources) {
			edgeSlot.push(slot);
			edgeOutput.push(source.output);
			edgeShare.push(source.flow / total);
			edgeLane.push(source.lane);
		}
		edgeStart[slot + 1] = edgeSlot.length;
	}
	return {
		edgeStart,
		edgeSlot: Int32Array.from(edgeSlot),
		edgeOutput: Int32Array.from(edgeOutput),
		edgeShare: Float64Array.from(edgeShare),
		edgeLane: Int32Array.from(edgeLane),
	};
}

/** Days of use that the users of a good at a place hold, by `place\tgood`. */
function coverOf(network: Network): ReadonlyMap<string, number> {
	const use = new Map<string, number>();
	const recipes = new Map<string, { good: string; quantity: number }[]>();
	for (const row of network.recipes)
		if (row.quantity < 0)
			recipes.set(row.recipe, [...(recipes.get(row.recipe) ?? []), row]);
	const add = (place: string, good: string, amount: number) =>
		use.set(`${place}\t${good}`, (use.get(`${place}\t${good}`) ?? 0) + amount);
	for (const process of network.processes)
		for (const row of recipes.get(process.recipe) ?? [])
			add(process.place, row.good, -row.quantity * process.activity);
	for (const demand of network.demands)
		add(demand.place, demand.good, demand.rate);
	const cover = new Map<string, number>();
	for (const stock of network.stocks) {
		if (stock.holder !== "use") continue;
		const key = `${stock.place}\t${stock.good}`;
		const perDay = (use.get(key) ?? 0) / 365;
		cover.set(
			key,
			stock.coverDays ?? (perDay > 0 ? (stock.quantity ?? 0) / perDay : 0),
		);
	}
	return cover;
}

function indexOf(
	items: readonly { readonly id: string }[],
): ReadonlyMap<string, number> {
	return new Map(items.map((item, index) => [item.id, index]));
}

function groupedBy(
	count: number,
	keyOf: (index: number) => number,
): ReadonlyMap<number, readonly number[]> {
	const groups = new Map<number, number[]>();
	for (let index = 0; index < count; index++) {
		const group = groups.get(keyOf(index));
		if (group === undefined) groups.set(keyOf(index), [index]);
		else group.push(index);
	}
	return groups;
}
