import type { Tables } from "#network";
import { addRests } from "./demand.ts";
import type { Draft } from "./draft.ts";
import { shipments } from "./flow.ts";
import { goods } from "./good.ts";
import { lane } from "./lane.ts";
import { addMagnets } from "./magnet.ts";
import { measures, scenarios } from "./measure.ts";
import { addMetals } from "./metal.ts";
import { addMines } from "./mine.ts";
import { observations } from "./observation.ts";
import { groups, places } from "./place.ts";
import { addProducts } from "./product.ts";
import { addSeparation } from "./separation.ts";
import { stocks } from "./stock.ts";

/** Goods whose shipments the facts give as they are; those of metal are fitted to the makers. */
const shippedAsGiven = [
	"ree_concentrate",
	"ion_clay_concentrate",
	"ndpr_oxide",
	"dytb_oxide",
	"ndfeb_magnet",
	"smco_magnet",
];

/** Returns the rare-earth network of 2024: from ore to products, balanced for every good and place. */
export function rareEarths(): Omit<Tables, "sources"> {
	const allPlaces = places();
	const countries = allPlaces
		.filter(({ kind }) => kind === "country")
		.map(({ id }) => id);
	const allGoods = goods();
	const draft: Draft = { recipes: [], processes: [], lanes: [], demands: [] };
	for (const flow of shipments())
		if (shippedAsGiven.includes(flow.good)) draft.lanes.push(lane(flow));
	addMines(draft);
	addSeparation(draft);
	addMetals(draft, countries);
	addMagnets(draft);
	addProducts(draft, countries);
	addRests(draft, allGoods, countries);
	return {
		goods: allGoods,
		places: allPlaces,
		groups: groups(allPlaces),
		...draft,
		stocks: stocks(draft),
		measures: measures("rare-earths-2024"),
		scenarios: scenarios(),
		observations: observations(),
	};
}
