import type { Good } from "#network";
import { assumption, number } from "./fact.ts";
import {
	assumed,
	clayValue,
	heavyOxide,
	magnetPrice,
	metalNote,
	oxide,
	priced,
	ratio,
	unitValue,
} from "./price.ts";

const rare = ["rare_earths"];
const controlled = "controlled_2025_04";

/** Returns the goods of the rare-earth network with their prices of 2024. */
export function goods(): Good[] {
	return [
		{
			id: "ree_concentrate",
			name: "Rare-earth ore and concentrate (t of oxide)",
			stage: "mine",
			unit: "t",
			hs: ["2530.90", "2846.90"],
			family: rare,
			...unitValue("USA", "CHN", 37500),
		},
		{
			id: "ion_clay_concentrate",
			name: "Ion-adsorption clay concentrate (t of oxide)",
			stage: "mine",
			unit: "t",
			hs: ["2846.90"],
			family: rare,
			...clayValue(),
		},
		{
			id: "ndpr_oxide",
			name: "Neodymium-praseodymium oxide",
			stage: "separation",
			unit: "t",
			hs: ["2846.90"],
			family: rare,
			...priced(oxide("ndpr_oxide"), "average free on board China"),
		},
		{
			id: "dytb_oxide",
			name: "Dysprosium-terbium oxide",
			stage: "separation",
			unit: "t",
			hs: ["2846.90"],
			family: [...rare, "heavy_rare_earths", controlled],
			...priced(
				heavyOxide(),
				"dysprosium and terbium oxide, mixed as in three clay deposits",
				"D",
			),
		},
		{
			id: "sm_oxide",
			name: "Samarium oxide",
			stage: "separation",
			unit: "t",
			hs: ["2846.90"],
			family: [...rare, controlled],
			...priced(oxide("sm_oxide"), "average free on board China"),
		},
		{
			id: "ndpr_metal",
			name: "Neodymium-praseodymium metal",
			stage: "metal",
			unit: "t",
			hs: ["2805.30"],
			family: rare,
			...priced(
				oxide("ndpr_oxide") * ratio("ndpr_metal", "ndpr_oxide"),
				metalNote,
				"D",
			),
		},
		{
			id: "dytb_metal",
			name: "Dysprosium-terbium metal",
			stage: "metal",
			unit: "t",
			hs: ["2805.30", "7202.99"],
			family: [...rare, "heavy_rare_earths", controlled],
			...priced(
				heavyOxide() * number(assumption("dytb_metal_yield"), "value"),
				metalNote,
				"D",
			),
		},
		{
			id: "sm_metal",
			name: "Samarium metal",
			stage: "metal",
			unit: "t",
			hs: ["2805.30"],
			family: [...rare, controlled],
			...priced(
				oxide("sm_oxide") * ratio("sm_metal", "sm_oxide"),
				metalNote,
				"D",
			),
		},
		{
			id: "ndfeb_magnet",
			name: "Neodymium-iron-boron magnets",
			stage: "magnet",
			unit: "t",
			hs: ["8505.11"],
			family: ["re_magnets", controlled],
			...magnetPrice(),
		},
		{
			id: "smco_magnet",
			name: "Samarium-cobalt magnets",
			stage: "magnet",
			unit: "t",
			hs: ["8505.11"],
			family: ["re_magnets", controlled],
			...magnetPrice(),
		},
		{
			id: "iron",
			name: "Iron and minor alloying elements",
			stage: "auxiliary",
			unit: "t",
			note: "from outside the network, so that recipes close by mass",
		},
		{
			id: "cobalt",
			name: "Cobalt metal",
			stage: "auxiliary",
			unit: "t",
			hs: ["8105.20"],
			note: "from outside the network, so that recipes close by mass",
		},
		...products(),
	];
}

function products(): Good[] {
	const stage = "product";
	return [
		{
			id: "ev",
			name: "Electric cars",
			stage,
			unit: "pieces",
			hs: ["8703.60", "8703.80"],
			...assumed("price_ev"),
		},
		{
			id: "wind_turbine",
			name: "Wind turbines",
			stage,
			unit: "MW",
			hs: ["8502.31"],
			...assumed("price_wind_turbine"),
		},
		{
			id: "electronics",
			name: "Magnets in consumer electronics",
			stage,
			unit: "t",
			hs: ["8517.13", "8471.70", "8518.29"],
			...assumed("price_electronics", "phones, disks, speakers"),
		},
		{
			id: "arms",
			name: "Magnets in arms and aerospace",
			stage,
			unit: "t",
			hs: ["8802.40", "9306.90"],
			...assumed(
				"price_arms",
				"guidance, actuators, radar tubes and other hot places",
			),
		},
		{
			id: "other_uses",
			name: "Magnets in other uses",
			stage,
			unit: "t",
			hs: ["8501.10", "8501.31"],
			...assumed(
				"price_other_uses",
				"small motors, industry, air conditioners, robots",
			),
		},
	];
}
