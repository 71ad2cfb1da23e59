import { CounterweightError } from "#network";
import { hhi } from "./concentration.ts";

/** What is imported from one country. */
export interface RiskImport {
	readonly country: string;
	/** Amount, at least 0, in the unit of the domestic production. */
	readonly quantity: number;
	/** What is paid for it, at least 0: thousand USD if quantities are tonnes, so that the price is USD/kg. */
	readonly value?: number;
	/** Political instability of the country, 0 to 1: the World Bank's political stability turned round and scaled. */
	readonly instability?: number;
}

/** What `geopoliticalRisk` is asked for. */
export interface GeopoliticalRiskInput {
	/** World production by country, at least 0, in any one unit. */
	readonly production: Readonly<Record<string, number>>;
	readonly imports: readonly RiskImport[];
	/** What the importer makes of the good itself, at least 0; nothing if absent. */
	readonly domesticProduction?: number;
	/** Price of the good; if absent, what the imports cost on average. */
	readonly price?: number;
	/** Score times price of the reference that the factor counts in; copper's 0.409412948 USD/kg if absent. */
	readonly reference?: number;
}

/** How risky the supply of one good is for one importer. */
export interface GeopoliticalRisk {
	/** Concentration of world production, 0 to 10,000. */
	readonly hhi: number;
	/** The same on the scale of 0 to 1 that the score uses. */
	readonly concentration: number;
	/** Political instability behind the supply, weighted by imports: 0 to 1. */
	readonly importRisk: number;
	/** GeoPolRisk score, concentration · import risk: 0 to 1. */
	readonly score: number;
	/** The share of imports from countries without a known instability, which count as stable: 0 to 1. */
	readonly unrated: number;
	/** The price used, if there is one. */
	readonly price?: number;
	/** Score · price / reference, in kg of copper per kg, if there is a price. */
	readonly characterisationFactor?: number;
}

/** Score · price of copper on average over OECD countries, 2017 to 2021, USD/kg. */
const copper = 0.409412948;

/**
 * Returns the GeoPolRisk score of a good for an importer, and its characterisation factor for life-cycle assessment.
 *
 * Formula: concentration = Σ (production / Σ production)²; import risk = Σ quantity · instability / (Σ quantity + domestic production);
 * score = concentration · import risk; price = Σ value / Σ quantity of the imports with a value, unless stated;
 * factor = score · price / reference.
 * Edge cases: without imports and domestic production the import risk is 0; an import without a known instability adds nothing to the
 * sum above the line, as in the authors' code, and is told by `unrated`; without price there is no factor.
 * Fault: `exposure.bad-amount`, naming the entry, for an amount that is negative or not finite, an instability outside 0 to 1 or a
 * reference that is not above 0. Cost: O(countries + imports).
 * Source: Gemechu et al. 2016, Journal of Industrial Ecology 20:154; Santillán-Saldivar et al. 2022, International Journal of Life Cycle
 * Assessment 27:457; reference value of the authors' geopolrisk-py.
 *
 * @example
 * // 0.8² + 0.2² = 0.68; (30 · 0.5 + 10 · 0.1) / (40 + 40) = 0.2
 * geopoliticalRisk({
 *   production: { CHN: 80, AUS: 20 },
 *   imports: [
 *     { country: "CHN", quantity: 30, instability: 0.5 },
 *     { country: "AUS", quantity: 10, instability: 0.1 },
 *   ],
 *   domesticProduction: 40,
 * }).score // 0.136
 */
export function geopoliticalRisk(
	input: GeopoliticalRiskInput,
): GeopoliticalRisk {
	check(input);
	const { production, imports, domesticProduction = 0 } = input;
	const index = hhi(Object.values(production));
	const concentration = index / 10_000;
	const imported = sum(imports, ({ quantity }) => quantity);
	const unrated = sum(imports, ({ quantity, instability }) =>
		instability === undefined ? quantity : 0,
	);
	const unstable = sum(
		imports,
		({ quantity, instability = 0 }) => quantity * instability,
	);
	const supply = imported + domesticProduction;
	const importRisk = supply > 0 ? unstable / supply : 0;
	const score = concentration * importRisk;
	const price = input.price ?? unitValue(imports);
	return {
		hhi: index,
		concentration,
		importRisk,
		score,
		unrated: imported > 0 ? unrated / imported : 0,
		...(price === undefined
			? {}
			: {
					price,
					characterisationFactor: (score * price) / (input.reference ?? copper),
				}),
	};
}

/** What the imports with a value cost on average; nothing if none has one. */
function unitValue(imports: readonly RiskImport[]): number | undefined {
	const valued = imports.filter(({ value }) => value !== undefined);
	const quantity = sum(valued, (each) => each.quantity);
	return quantity > 0
		? sum(valued, ({ value = 0 }) => value) / quantity
		: undefined;
}

function check(input: GeopoliticalRiskInput): void {
	for (const [country, amount] of Object.entries(input.production))
		atLeastNothing(`production of ${country}`, amount);
	for (const name of ["domesticProduction", "price", "reference"] as const)
		atLeastNothing(name, input[name] ?? 0);
	if (input.reference === 0) throw bad("reference is 0, not above 0");
	input.imports.forEach(({ country, quantity, value, instability }, at) => {
		const where = `imports[${at}], from ${country},`;
		atLeastNothing(`the quantity of ${where}`, quantity);
		atLeastNothing(`the value of ${where}`, value ?? 0);
		if (instability !== undefined && !(instability >= 0 && instability <= 1))
			throw bad(`the instability of ${where} is ${instability}, not 0 to 1`);
	});
}

function atLeastNothing(name: string, amount: number): void {
	if (!(amount >= 0 && amount < Number.POSITIVE_INFINITY))
		throw bad(`${name} is ${amount}, not a number of at least 0`);
}

function bad(says: string): CounterweightError {
	return new CounterweightError("exposure.bad-amount", says);
}

function sum<T>(items: readonly T[], amountOf: (item: T) => number): number {
	let total = 0;
	for (const item of items) total += amountOf(item);
	return total;
}
