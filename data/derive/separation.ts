import type { Recipe } from "#network";
import type { Draft } from "./draft.ts";
import { addRecipe, left } from "./draft.ts";
import { assumption, facts, number, one, optional, text } from "./fact.ts";
import type { Flow } from "./flow.ts";
import { outputs } from "./flow.ts";
import { capacity } from "./site.ts";

const clayDeposits = (deposit: string) =>
	one(
		"element-baskets",
		(fact) => fact.deposit === deposit && fact.element_oxide === "Nd",
		deposit,
	).mineral === "Rare-earth laterite";

/** Adds separation: China's two ores as joint production and its swarf, elsewhere one oxide from what ore a place has. */
export function addSeparation(draft: Draft): void {
	const made = outputs().filter(({ good }) =>
		["ndpr_oxide", "dytb_oxide"].includes(good),
	);
	addChina(draft, made);
	for (const flow of made.filter(({ from }) => from !== "CHN"))
		if (flow.good === "dytb_oxide") addUntraced(draft, flow, "dytb_recycling");
		else if (flow.from === "VNM") addUntraced(draft, flow, "swarf_recycling");
		else addSingle(draft, flow);
}

/** China: clay gives Dy/Tb and NdPr, other ore gives NdPr and Sm, magnet swarf gives NdPr; together the totals of the facts. */
function addChina(draft: Draft, made: readonly Flow[]): void {
	const total = (good: string) => china(made, good).quantity;
	const ore = left(draft, "ree_concentrate", "CHN");
	const clay = left(draft, "ion_clay_concentrate", "CHN");
	const swarf = number(assumption("swarf_ndpr"), "value");
	const recovery = number(assumption("separation_recovery"), "value");
	const clayBasket = basket(clayDeposits, ["Nd", "Pr"]);
	const clayNdpr = clayBasket.mean / recovery;
	const oreNdpr = (total("ndpr_oxide") - swarf - clayNdpr * clay) / ore;
	const clayDytb = total("dytb_oxide") / clay;
	const heavy = basket(clayDeposits, ["Dy", "Tb"]);
	const lightBasket = basket(
		(deposit) => /Bayan Obo|Sichuan|Shandong/.test(deposit),
		["Nd", "Pr"],
	);
	addRecipe(draft, [
		input("bastnaesite_separation", "ree_concentrate", -1),
		output("bastnaesite_separation", "ndpr_oxide", oreNdpr, {
			low: lightBasket.least / recovery,
			high: lightBasket.most,
			note: "closes China's NdPr oxide after clay and swarf; range over China's bastnaesite deposits",
		}),
		output("bastnaesite_separation", "sm_oxide", samarium() / ore, {
			note: "as much as SmCo magnets take; the ore holds more, which is not traced",
		}),
	]);
	addRecipe(draft, [
		input("ion_clay_separation", "ion_clay_concentrate", -1),
		output("ion_clay_separation", "dytb_oxide", clayDytb, {
			low: heavy.least,
			high: Math.max(heavy.most, clayDytb),
			note: "all of China's Dy/Tb oxide is charged to clay; range over three clay deposits; undocumented clay and heavy by-products of other ore are not traced",
		}),
		output("ion_clay_separation", "ndpr_oxide", clayNdpr, {
			low: clayBasket.least / recovery,
			high: clayBasket.most,
			note: "mean of three clay deposits divided by the recovery",
		}),
	]);
	const flow = china(made, "ndpr_oxide");
	push(draft, "bastnaesite_separation", flow, ore, "activity in t REO of ore");
	push(draft, "ion_clay_separation", flow, clay, "activity in t REO of clay");
	addUntraced(draft, { ...flow, quantity: swarf }, "swarf_recycling");
}

function china(made: readonly Flow[], good: string): Flow {
	const flow = made.find((row) => row.from === "CHN" && row.good === good);
	if (!flow) throw new Error(`no ${good} of China`);
	return flow;
}

/** One oxide per place; activity in t of oxide. Where the basket forbids so much from the ore, the rest is of untraced feed. */
function addSingle(draft: Draft, flow: Flow): void {
	const place = flow.from;
	const ore = left(draft, "ree_concentrate", place);
	const recovery = number(assumption("separation_recovery"), "value");
	const russian = basket(
		(deposit) => deposit.startsWith("Revda"),
		["Nd", "Pr"],
	);
	const traced =
		place === "EST" ? (ore * russian.mean) / recovery : flow.quantity;
	const recipe = `ndpr_separation_${place.toLowerCase()}`;
	addRecipe(draft, [
		input(recipe, "ree_concentrate", -ore / traced, yields[place]),
		output(recipe, "ndpr_oxide", 1),
	]);
	const whole = traced === flow.quantity;
	push(
		draft,
		recipe,
		whole ? flow : { ...flow, confidence: "D" },
		traced,
		whole ? flow.note : "the part that the ore in the facts can give",
	);
	if (!whole)
		addUntraced(
			draft,
			{ ...flow, quantity: flow.quantity - traced, confidence: "D" },
			"ndpr_separation_untraced_feed",
		);
}

const yields: Readonly<Record<string, string>> = {
	MYS: "all ore that the place has: 23.0 % of its oxide, Mount Weld holds 23.3 %",
	USA: "all ore that the place keeps: 16.2 % of its oxide, although Mountain Pass holds 15.9 %; exports are rounded",
	EST: "Russian ore: 20 % NdPr divided by the recovery",
	IND: "all ore that the place has: 15.5 % of its oxide, the beach sand holds 25.5 %",
	RUS: "all ore that the place keeps: 12.5 % of its oxide, Lovozero holds 20 %",
};

const untraced: Readonly<Record<string, string>> = {
	swarf_recycling: "magnet swarf, which the network does not trace",
	dytb_recycling: "magnet scrap, which the network does not trace",
	ndpr_separation_untraced_feed:
		"feed of unknown origin: the ore that the facts trace holds less NdPr than the place makes",
};

function addUntraced(draft: Draft, flow: Flow, recipe: string): void {
	addRecipe(draft, [
		output(recipe, flow.good, 1, { note: `from ${untraced[recipe]}` }),
	]);
	push(draft, recipe, { ...flow, confidence: "D" }, flow.quantity);
}

function push(
	draft: Draft,
	recipe: string,
	flow: Flow,
	activity: number,
	note = `from ${untraced[recipe]}`,
): void {
	const suffix = `_${flow.from.toLowerCase()}`;
	const id = recipe.endsWith(suffix) ? recipe : `${recipe}${suffix}`;
	draft.processes.push({
		id,
		place: flow.from,
		recipe,
		...capacity(id, activity),
		activity,
		source: flow.source,
		year: flow.year,
		confidence: flow.confidence,
		note,
	});
}

/** Returns the samarium oxide that all SmCo magnets of the facts take. */
function samarium(): number {
	const magnets = outputs().filter(({ good }) => good === "smco_magnet");
	const ratio = (product: string, part: string) =>
		number(
			one(
				"recipes",
				(fact) => fact.product === product && fact.input === part,
				product,
			),
			"typical",
		);
	return (
		magnets.reduce((sum, flow) => sum + flow.quantity, 0) *
		ratio("smco_magnet", "sm_metal") *
		ratio("sm_metal", "sm_oxide")
	);
}

/** Returns mean, least and most share of some elements in the oxide of the deposits that fit. */
function basket(
	fits: (deposit: string) => boolean,
	elements: readonly string[],
): { readonly mean: number; readonly least: number; readonly most: number } {
	const rows = facts("element-baskets");
	const deposits = [...new Set(rows.map((fact) => text(fact, "deposit")))];
	const shares = deposits
		.filter(fits)
		.map((deposit) =>
			rows
				.filter(
					(fact) =>
						fact.deposit === deposit &&
						elements.includes(text(fact, "element_oxide")),
				)
				.reduce((sum, fact) => sum + percent(fact), 0),
		);
	return {
		mean: shares.reduce((sum, share) => sum + share, 0) / shares.length,
		least: Math.min(...shares),
		most: Math.max(...shares),
	};
}

function percent(fact: Readonly<Record<string, string>>): number {
	return text(fact, "pct_of_REO") === "NA"
		? 0
		: (optional(fact, "pct_of_REO") ?? 0) / 100;
}

function input(
	recipe: string,
	good: string,
	quantity: number,
	note?: string,
): Recipe {
	return {
		recipe,
		good,
		quantity,
		kind: "essential",
		source: "rare-earth-basket",
		year: 2024,
		confidence: "D",
		...(note ? { note } : {}),
	};
}

function output(
	recipe: string,
	good: string,
	quantity: number,
	more: Partial<Recipe> = {},
): Recipe {
	return {
		recipe,
		good,
		quantity,
		kind: "output",
		source: "rare-earth-basket",
		year: 2024,
		confidence: "D",
		...more,
	};
}
