import type { Recipe } from "#network";
import type { Draft } from "./draft.ts";
import { addRecipe, left } from "./draft.ts";
import type { Fact } from "./fact.ts";
import { assumption, cited, number, one, optional, range } from "./fact.ts";
import { endUse, outputs } from "./flow.ts";

const magnet = "ndfeb_magnet";

/** Adds the products that hold magnets, one process per place and product, and the demand for each. */
export function addProducts(draft: Draft, places: readonly string[]): void {
	const share = electronicsShare();
	const cars = endUse("use_ev_traction");
	const wind = endUse("use_wind");
	const other = endUse("use_other");
	for (const place of places) {
		addCars(draft, place, cars.get(place)?.quantity ?? 0);
		addWind(draft, place, wind.get(place)?.quantity ?? 0);
		const arms = addArms(draft, place);
		const rest = other.get(place)?.quantity ?? 0;
		add(
			draft,
			"electronics",
			place,
			rest * share,
			"heim-vander-wal-2023",
			`${(share * 100).toFixed(1)} % of the place’s use outside cars and wind: 30 % of all NdFeB, spread alike over all places`,
		);
		add(
			draft,
			"other_uses",
			place,
			rest * (1 - share) - arms,
			"magnet-use-remainder",
			"what is left: small motors in cars, industry, air conditioners, lifts, robots",
		);
	}
}

/** Returns which share of the use outside cars and wind goes to electronics, so that they take 30 % of all NdFeB magnets. */
function electronicsShare(): number {
	const world = outputs()
		.filter(({ good }) => good === magnet)
		.reduce((sum, flow) => sum + flow.quantity, 0);
	const other = [...endUse("use_other").values()].reduce(
		(sum, flow) => sum + flow.quantity,
		0,
	);
	return (number(assumption("electronics_share"), "value") * world) / other;
}

function addCars(draft: Draft, place: string, tonnes: number): void {
	const content = one(
		"recipes",
		(fact) => fact.product === "ev" && fact.input === magnet,
		"ev",
	);
	const perCar = number(content, "typical") / 1000;
	addRecipe(draft, [
		taken(
			"ev",
			magnet,
			perCar,
			content,
			1 / 1000,
			"traction motor; up to 5 kg with small motors",
		),
		made("ev"),
	]);
	add(
		draft,
		"ev",
		place,
		tonnes / perCar,
		"electric-car-output",
		place === "JPN"
			? "cars of 2 kg; counts three million hybrids of 0.6 kg as 0.9 million cars"
			: "cars of 2 kg",
	);
}

function addWind(draft: Draft, place: string, tonnes: number): void {
	if (tonnes === 0) return;
	const content = assumption(`wind_content_${place}`);
	const perMegawatt = number(content, "value");
	const recipe = `wind_turbine_${String(Math.round(perMegawatt * 100)).padStart(3, "0")}`;
	addRecipe(draft, [
		taken(
			recipe,
			magnet,
			perMegawatt,
			content,
			1,
			"mean over all turbines added, with and without magnets",
		),
		{ ...made("wind_turbine"), recipe },
	]);
	add(
		draft,
		"wind_turbine",
		place,
		tonnes / perMegawatt,
		"wind-additions",
		"MW added, magnets over content",
		recipe,
	);
}

/** Adds arms and aerospace: all SmCo of a place, and the NdFeB of combat aircraft; returns that NdFeB in t. */
function addArms(draft: Draft, place: string): number {
	const samarium = left(draft, "smco_magnet", place);
	if (samarium < 1e-6) return 0;
	const aircraft = assumption("aircraft_ndfeb");
	const rate = assumption("aircraft_rate");
	const neodymium =
		place === "USA"
			? (number(aircraft, "value") * number(rate, "value")) / 1000
			: 0;
	const total = samarium + neodymium;
	const recipe = neodymium ? `arms_${place.toLowerCase()}` : "arms";
	const sum = (side: string) =>
		((optional(aircraft, side) ?? 0) * (optional(rate, side) ?? 0)) / 1000;
	addRecipe(draft, [
		{
			recipe,
			good: "smco_magnet",
			quantity: -samarium / total,
			kind: "essential",
			source: "smco-output",
			confidence: "D",
			year: 2024,
			note: "SmCo use of the place taken as arms, aerospace and other hot places",
		},
		...(neodymium
			? ([
					{
						recipe,
						good: magnet,
						quantity: -neodymium / total,
						kind: "essential",
						...cited(aircraft, "30 kg for each of 150 F-35 a year"),
						low: -sum("low") / total,
						high: -sum("high") / total,
						year: 2024,
					},
				] satisfies Recipe[])
			: []),
		{ ...made("arms"), recipe },
	]);
	add(
		draft,
		"arms",
		place,
		total,
		"smco-output",
		"all SmCo magnets that the place has",
		recipe,
	);
	return neodymium;
}

/** Adds a process and the demand that takes its product. */
function add(
	draft: Draft,
	good: string,
	place: string,
	activity: number,
	source: string,
	note: string,
	recipe = good,
): void {
	if (activity <= 0) return;
	if (["electronics", "other_uses"].includes(good))
		addRecipe(draft, [
			{
				recipe,
				good: magnet,
				quantity: -1,
				kind: "essential",
				source: "package-derivation",
				confidence: "A",
				note: "by definition: counted in t of magnets",
			},
			made(good),
		]);
	const basis = { source, year: 2024, confidence: "D", note } as const;
	draft.processes.push({
		id: `${good}_${place.toLowerCase()}`,
		place,
		recipe,
		activity,
		...basis,
	});
	draft.demands.push({
		place,
		good,
		rate: activity,
		value: number(assumption(`price_${good}`), "value"),
		priority: 0,
		unmet: "wait",
		...basis,
	});
}

function made(good: string): Recipe {
	return {
		recipe: good,
		good,
		quantity: 1,
		kind: "output",
		source: "package-derivation",
		confidence: "A",
		note: "by definition",
	};
}

function taken(
	recipe: string,
	good: string,
	quantity: number,
	fact: Fact,
	scale: number,
	note: string,
): Recipe {
	return {
		recipe,
		good,
		quantity: -quantity,
		kind: "essential",
		...cited(fact, note),
		...range(fact, -scale),
		year: 2024,
	};
}
