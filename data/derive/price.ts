import type { Good } from "#network";
import { assumption, cited, facts, number, one, text } from "./fact.ts";

/** Price of a good with where it comes from. */
export type Priced = Required<
	Pick<Good, "price" | "source" | "year" | "confidence" | "note">
>;

/** What the prices of metals stand on. */
export const metalNote: string =
	"oxide price times the oxide in a tonne of metal; making costs are not added";

/** Returns the average price of an oxide in 2024, USD/t. */
export function oxide(good: string): number {
	return (
		1000 *
		number(
			one(
				"parameters",
				(fact) =>
					fact.group === "price" &&
					fact.key === "average" &&
					fact.good === good &&
					fact.year === "2024",
				good,
			),
			"value",
		)
	);
}

/** Returns the price of mixed Dy/Tb oxide, weighted by what three clay deposits hold of each. */
export function heavyOxide(): number {
	const held = (element: string) =>
		facts("element-baskets")
			.filter(
				(fact) =>
					fact.mineral === "Rare-earth laterite" &&
					fact.element_oxide === element,
			)
			.reduce((sum, fact) => sum + number(fact, "pct_of_REO"), 0);
	const [dy, tb] = [held("Dy"), held("Tb")];
	return (oxide("dy_oxide") * dy + oxide("tb_oxide") * tb) / (dy + tb);
}

/** Returns how many tonnes of one good a tonne of metal takes. */
export function ratio(metal: string, from: string): number {
	return number(
		one(
			"recipes",
			(fact) => fact.product === metal && fact.input === from,
			metal,
		),
		"typical",
	);
}

/** Returns a price that USGS publishes or that follows from one. */
export function priced(
	price: number,
	note: string,
	confidence: "A" | "D" = "A",
): Priced {
	return { price, source: "usgs-mcs-2026", year: 2024, confidence, note };
}

/** Returns customs value over tonnes of contained oxide. */
export function unitValue(from: string, to: string, tonnes: number): Priced {
	const trade = one(
		"trade",
		(fact) =>
			fact.from === from &&
			fact.to === to &&
			fact.hs === "2846" &&
			fact.good === "ree_compounds" &&
			fact.year === "2024",
		`${from} to ${to}`,
	);
	return {
		price: number(trade, "value_usd") / tonnes,
		source: "customs-unit-value",
		year: 2024,
		confidence: "D",
		note: "United States exports to China by value, over 37,500 t of oxide",
	};
}

/** Returns the customs value of clay from Myanmar and Laos over tonnes of contained oxide. */
export function clayValue(): Priced {
	const trade = facts("trade").filter(
		(fact) => ["MMR", "LAO"].includes(text(fact, "from")) && fact.hs === "2846",
	);
	const value = trade.reduce((sum, fact) => sum + number(fact, "value_usd"), 0);
	return {
		price: value / (27000 + 6540),
		source: "un-comtrade-derived",
		year: 2024,
		confidence: "D",
		note: "China’s imports from Myanmar and Laos by value, over 33,540 t of oxide",
	};
}

/** Returns the unit value of the magnets that China exported in 2024. */
export function magnetPrice(): Priced {
	const fact = one(
		"parameters",
		(row) =>
			row.group === "price" &&
			row.good === "ndfeb_magnet" &&
			row.year === "2024",
		"magnet price",
	);
	return {
		price: 1000 * number(fact, "value"),
		year: 2024,
		source: cited(fact).source,
		confidence: cited(fact).confidence,
		note: "China’s exports by value over tonnes; the heading holds NdFeB and SmCo alike",
	};
}

/** Returns a price that is assumed, with what the good covers and the price's range in the note. */
export function assumed(id: string, covers = ""): Priced {
	const fact = assumption(id);
	return {
		price: number(fact, "value"),
		year: 2024,
		source: cited(fact).source,
		confidence: cited(fact).confidence,
		note: `${covers === "" ? "" : `tonnes of magnets in ${covers}; `}price: ${text(fact, "note")}; range ${text(fact, "low")} to ${text(fact, "high")}`,
	};
}
