import type { Network } from "#network";

/**
 * Returns the stage of every good along the chain: 0 for a good made of nothing traced, else one more than the last of its inputs.
 *
 * A good is settled once all inputs of all its recipes are. In a loop (scrap that becomes metal again) the good that one recipe makes
 * from settled goods alone comes first; failing that, the first by id. Auxiliary inputs do not count. Cost: O(recipes × length of the chain).
 */
export function stages(network: Network): ReadonlyMap<string, number> {
	const waiting = inputsOf(network);
	const settled = new Map<string, number>();
	const isSettled = (inputs: readonly string[]) =>
		inputs.every((input) => settled.has(input));
	while (waiting.size > 0) {
		const open = [...waiting].sort(([a], [b]) => (a < b ? -1 : 1));
		let ready = open.filter(([, recipes]) => recipes.every(isSettled));
		if (ready.length === 0)
			ready = [open.find(([, recipes]) => recipes.some(isSettled)) ?? open[0]];
		const stageOf = ready.map(([good, recipes]): [string, number] => {
			let last = -1;
			for (const inputs of recipes)
				for (const input of inputs)
					last = Math.max(last, settled.get(input) ?? -1);
			return [good, last + 1];
		});
		for (const [good, stage] of stageOf) {
			settled.set(good, stage);
			waiting.delete(good);
		}
	}
	return settled;
}

/** The traced inputs of every recipe that makes a good, by good. */
function inputsOf(network: Network): Map<string, (readonly string[])[]> {
	const goods = new Map<string, (readonly string[])[]>(
		network.goods.map(({ id }) => [id, []]),
	);
	const inputs = new Map<string, string[]>();
	for (const { recipe, good, kind } of network.recipes) {
		const known = inputs.get(recipe) ?? [];
		inputs.set(recipe, known);
		if (kind !== "output" && kind !== "auxiliary" && goods.has(good))
			known.push(good);
	}
	for (const { recipe, good, kind } of network.recipes)
		if (kind === "output") goods.get(good)?.push(inputs.get(recipe) ?? []);
	return goods;
}
