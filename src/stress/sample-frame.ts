import type { Compiled, Network } from "#network";
import type { UncertainFigure } from "./sample-figure.ts";

/** What stays the same in all samples of a network, and room for what does not. */
export interface Frame {
	/** Activity as the package states it, by agent. */
	readonly activity: Float64Array;
	readonly slotQuantity: Float64Array;
	readonly outputQuantity: Float64Array;
	readonly recipeQuantity: Float64Array;
	readonly laneFlow: Float64Array;
	/** Where each place draws each good from. */
	readonly sources: readonly FrameSource[];
	/** The source that each slot draws on. */
	readonly slotSource: Int32Array;
	/** What users hold, a place and good each. */
	readonly held: readonly FrameStock[];
	/** The stock of each slot, or −1. */
	readonly slotHeld: Int32Array;
	/** Room for the most edges that any sample has. */
	readonly buffer: {
		readonly slot: Int32Array;
		readonly output: Int32Array;
		readonly share: Float64Array;
		readonly lane: Int32Array;
	};
	/** Writes the stated values anew, with those of the sample in the place of the figures'. */
	readonly set: (
		figures: readonly UncertainFigure[],
		values: Float64Array,
	) => void;
}

/** All ways by which a place may draw a good, and which of them it does in the sample. */
interface FrameSource {
	/** Lanes in their order, then home (lane −1), each with the outputs at its start. */
	readonly ways: readonly {
		readonly lane: number;
		readonly outputs: readonly number[];
	}[];
	readonly output: Int32Array;
	readonly lane: Int32Array;
	readonly flow: Float64Array;
	readonly drawn: { count: number };
}

/** What the users of a good at a place hold: an amount, or days of their use. */
interface FrameStock {
	amount: number | undefined;
	cover: number | undefined;
	/** Who uses it: an input of a recipe row (−1: a demand) by an agent. */
	readonly uses: readonly { readonly row: number; readonly agent: number }[];
}

/** Returns the frame of a network's samples. Cost: O(rows + edges). */
export function frameOf(stated: Compiled): Frame {
	const { network } = stated;
	const rows = rowsOf(network);
	const activity = Float64Array.from([
		...network.processes.map((process) => process.activity),
		...network.demands.map((demand) => demand.rate),
	]);
	const recipeQuantity = Float64Array.from(
		network.recipes,
		({ quantity }) => quantity,
	);
	const laneFlow = Float64Array.from(network.lanes, ({ flow }) => flow);
	const base = {
		activity: activity.slice(),
		recipeQuantity: recipeQuantity.slice(),
		laneFlow: laneFlow.slice(),
	};
	const { sources, slotSource } = sourcesOf(stated);
	const { held, slotHeld, heldBy } = stocksOf(stated);
	const most = slotSource.reduce(
		(sum, source) => sum + sources[source].output.length,
		0,
	);
	const frame: Frame = {
		activity,
		recipeQuantity,
		laneFlow,
		slotQuantity: stated.slotQuantity.slice(),
		outputQuantity: stated.outputQuantity.slice(),
		sources,
		slotSource,
		held,
		slotHeld,
		buffer: {
			slot: new Int32Array(most),
			output: new Int32Array(most),
			share: new Float64Array(most),
			lane: new Int32Array(most),
		},
		set: (figures, values) => {
			activity.set(base.activity);
			recipeQuantity.set(base.recipeQuantity);
			laneFlow.set(base.laneFlow);
			for (const [index, { table, at, field }] of figures.entries()) {
				const value = values[index];
				if (table === "demands") activity[stated.lineCount + at] = value;
				else if (table === "processes") activity[at] = value;
				else if (table === "recipes") recipeQuantity[at] = value;
				else if (table === "lanes") laneFlow[at] = value;
				else if (table === "stocks") {
					const stock = held[heldBy.get(at) ?? -1];
					if (stock !== undefined)
						stock[field === "coverDays" ? "cover" : "amount"] = value;
				}
			}
			for (let slot = 0; slot < rows.slot.length; slot++)
				frame.slotQuantity[slot] =
					rows.slot[slot] < 0 ? 1 : -recipeQuantity[rows.slot[slot]];
			for (let output = 0; output < rows.output.length; output++)
				frame.outputQuantity[output] = recipeQuantity[rows.output[output]];
		},
	};
	return frame;
}

/** The recipe row of every slot (−1 for a demand's) and of every output, in the order in which `compile` numbers them. */
function rowsOf(network: Network): {
	readonly slot: readonly number[];
	readonly output: readonly number[];
} {
	const recipes = new Map<string, number[]>();
	for (const [at, { recipe }] of network.recipes.entries())
		append(recipes, recipe, at);
	const slot: number[] = [];
	const output: number[] = [];
	for (const process of network.processes)
		for (const at of recipes.get(process.recipe) ?? []) {
			const { kind, quantity } = network.recipes[at];
			if (kind === "output") output.push(at);
			else if (kind !== "auxiliary" && quantity !== 0) slot.push(at);
		}
	for (const _ of network.demands) slot.push(-1);
	return { slot, output };
}

function sourcesOf(stated: Compiled): {
	readonly sources: readonly FrameSource[];
	readonly slotSource: Int32Array;
} {
	const { network, agentPlace, outputGood, outputLine } = stated;
	const goods = network.goods.length;
	const place = indexOf(network.places);
	const good = indexOf(network.goods);
	const makers = new Map<number, number[]>();
	for (let output = 0; output < outputGood.length; output++)
		append(
			makers,
			agentPlace[outputLine[output]] * goods + outputGood[output],
			output,
		);
	const imports = new Map<number, number[]>();
	for (const [lane, { to, good: name }] of network.lanes.entries())
		append(
			imports,
			(place.get(to) ?? -1) * goods + (good.get(name) ?? -1),
			lane,
		);

	const numbers = new Map<number, number>();
	const sources: FrameSource[] = [];
	const slotSource = Int32Array.from(stated.slotAgent, (agent, slot) => {
		const key = agentPlace[agent] * goods + stated.slotGood[slot];
		const known = numbers.get(key);
		if (known !== undefined) return known;
		const from = (id: string) =>
			makers.get((place.get(id) ?? -1) * goods + stated.slotGood[slot]) ?? [];
		const ways = [
			...(imports.get(key) ?? []).map((lane) => ({
				lane,
				outputs: from(network.lanes[lane].from),
			})),
			{ lane: -1, outputs: makers.get(key) ?? [] },
		];
		const most = ways.reduce((sum, { outputs }) => sum + outputs.length, 0);
		numbers.set(key, sources.length);
		sources.push({
			ways,
			output: new Int32Array(most),
			lane: new Int32Array(most),
			flow: new Float64Array(most),
			drawn: { count: 0 },
		});
		return sources.length - 1;
	});
	return { sources, slotSource };
}

function stocksOf(stated: Compiled): {
	readonly held: readonly FrameStock[];
	readonly slotHeld: Int32Array;
	/** Stock by its row in the table. */
	readonly heldBy: ReadonlyMap<number, number>;
} {
	const { network } = stated;
	const byPlace = new Map<string, number>();
	for (const [at, { place, good, holder }] of network.stocks.entries())
		if (holder === "use") byPlace.set(`${place}\t${good}`, at);
	const uses = usesOf(network, byPlace);
	const held: FrameStock[] = [];
	const heldBy = new Map<number, number>();
	for (const [key, at] of byPlace) {
		const { quantity, coverDays } = network.stocks[at];
		heldBy.set(at, held.length);
		held.push({
			amount: quantity,
			cover: coverDays,
			uses: coverDays === undefined ? (uses.get(key) ?? []) : [],
		});
	}
	const slotHeld = Int32Array.from(stated.slotAgent, (agent, slot) => {
		const place = network.places[stated.agentPlace[agent]]?.id;
		const good = network.goods[stated.slotGood[slot]]?.id;
		return heldBy.get(byPlace.get(`${place}\t${good}`) ?? -1) ?? -1;
	});
	return { held, slotHeld, heldBy };
}

/** Who uses the goods that users hold, by place and good, in the order in which `compile` adds them up. */
function usesOf(
	network: Network,
	wanted: ReadonlyMap<string, number>,
): ReadonlyMap<string, { row: number; agent: number }[]> {
	const uses = new Map<string, { row: number; agent: number }[]>();
	const inputs = new Map<string, number[]>();
	for (const [at, { recipe, quantity }] of network.recipes.entries())
		if (quantity < 0) append(inputs, recipe, at);
	const add = (key: string, row: number, agent: number) => {
		if (wanted.has(key)) append(uses, key, { row, agent });
	};
	for (const [agent, { place, recipe }] of network.processes.entries())
		for (const row of inputs.get(recipe) ?? [])
			add(`${place}\t${network.recipes[row].good}`, row, agent);
	for (const [at, { place, good }] of network.demands.entries())
		add(`${place}\t${good}`, -1, network.processes.length + at);
	return uses;
}

function append<Key, Item>(
	groups: Map<Key, Item[]>,
	key: Key,
	item: Item,
): void {
	const group = groups.get(key);
	if (group === undefined) groups.set(key, [item]);
	else group.push(item);
}

function indexOf(
	items: readonly { readonly id: string }[],
): ReadonlyMap<string, number> {
	return new Map(items.map((item, index) => [item.id, index]));
}
