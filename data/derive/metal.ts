import type { Draft } from "./draft.ts";
import { addRecipe, left } from "./draft.ts";
import type { Fact } from "./fact.ts";
import { assumption, cited, number, one, range } from "./fact.ts";
import { capacity } from "./site.ts";

/** Share of a place's oxide below which a rest counts as rounding. */
const rounding = 1e-6;

/** Adds metal making: every place turns the oxide that it has left into metal; activity in t of metal. */
export function addMetals(draft: Draft, places: readonly string[]): void {
	const dytb = assumption("dytb_metal_yield");
	addMetal(
		draft,
		places,
		"ndpr",
		"typical",
		yieldOf("ndpr_metal", "ndpr_oxide"),
	);
	addMetal(draft, places, "dytb", "value", dytb);
	addMetal(draft, places, "sm", "typical", yieldOf("sm_metal", "sm_oxide"));
}

function yieldOf(metal: string, oxide: string): Fact {
	return one(
		"recipes",
		(fact) => fact.product === metal && fact.input === oxide,
		metal,
	);
}

function addMetal(
	draft: Draft,
	places: readonly string[],
	element: string,
	column: string,
	fact: Fact,
): void {
	const [oxide, metal] = [`${element}_oxide`, `${element}_metal`];
	const perTonne = number(fact, column);
	const basis = cited(fact);
	addRecipe(draft, [
		{
			recipe: metal,
			good: oxide,
			quantity: -perTonne,
			kind: "essential",
			...basis,
			...range(fact, -1),
			note: "stoichiometry with loss",
		},
		{ recipe: metal, good: metal, quantity: 1, kind: "output", ...basis },
	]);
	for (const place of places) {
		const rest = left(draft, oxide, place);
		if (rest <= rounding) continue;
		const id = `${metal}_${place.toLowerCase()}`;
		const activity = rest / perTonne;
		draft.processes.push({
			id,
			place,
			recipe: metal,
			...capacity(id, activity),
			activity,
			source: `${element === "sm" ? "balance-2024" : `${element}-metal-yield`}`,
			year: 2024,
			confidence: "D",
			note: "all oxide that the place has, divided by the oxide per tonne of metal",
		});
	}
}
