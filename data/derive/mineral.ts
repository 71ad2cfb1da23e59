import type { Good, Process, Recipe, Tables } from "#network";
import type { Fact } from "./fact.ts";
import { cited, facts, one, optional, text, year } from "./fact.ts";
import { measures } from "./measure.ts";
import { groups, mineralPlaces } from "./place.ts";

/** An aggregate over minerals: no material of its own. */
const aggregate = "all_20_strategic_minerals";
/** Materials for which the facts give shares only. */
const shareOnly = ["germanium"];

/** Tonnes in a unit of the facts; helium is counted by volume. */
const tonnes: Readonly<Record<string, number>> = {
	"metric tons": 1,
	"thousand metric tons": 1000,
	"thousand metric dry tons": 1000,
	kt: 1000,
	kilograms: 0.001,
};

/** Returns mine and refining output of the minerals in 2024 by country: no shipments, no demands. */
export function minerals(): Omit<Tables, "sources"> {
	const allPlaces = mineralPlaces();
	const series = kept();
	return {
		goods: series.map(good),
		places: allPlaces,
		groups: groups(allPlaces),
		recipes: series.map(recipe),
		processes: series.flatMap(processes),
		lanes: [],
		stocks: [],
		demands: [],
		measures: measures("minerals-2024"),
		scenarios: [],
		observations: [],
	};
}

/** One material at one stage, from one source. */
interface Series {
	readonly material: string;
	readonly stage: string;
	readonly id: string;
	readonly rows: readonly Fact[];
}

/** Returns the series of 2024 that the package keeps: of mine and of refining the one of USGS, or else that of IEA. */
function kept(): Series[] {
	const rows = facts("minerals").filter(
		(fact) =>
			fact.iso3 !== "WLD" &&
			fact.material !== aggregate &&
			(fact.year === "2024"
				? optional(fact, "value") !== undefined
				: shareOnly.includes(text(fact, "material"))),
	);
	const found = new Map<string, Fact[]>();
	for (const fact of rows) {
		const key = `${material(fact)} ${stageOf(fact)}`;
		const list = found.get(key) ?? [];
		if (list[0] && list[0].source_id !== fact.source_id) continue;
		found.set(key, [...list, fact]);
	}
	const keys = [...found.keys()];
	return [...found].map(([key, list]) => {
		const [name = "", stage = ""] = key.split(" ");
		const mined = keys.includes(`${name} mine`);
		const refined = text(list[0] as Fact, "stage") === "refining";
		return {
			material: name,
			stage,
			id: stage === "refining" && (mined || refined) ? `${name}_refined` : name,
			rows: list,
		};
	});
}

/** Natural graphite of USGS and graphite of IEA are one material; mine and refining stages have one name in both. */
function material(fact: Fact): string {
	return text(fact, "material") === "graphite" && stageOf(fact) === "mine"
		? "graphite_natural"
		: text(fact, "material");
}

function stageOf(fact: Fact): string {
	const names: Readonly<Record<string, string>> = {
		mining: "mine",
		refinery: "refining",
	};
	const stage = text(fact, "stage");
	return names[stage] ?? stage;
}

function unitOf(series: Series): string {
	if (shareOnly.includes(series.material)) return "share";
	const unit = text(series.rows[0] as Fact, "unit");
	if (unit === "million cubic meters") return "million m3";
	if (tonnes[unit] === undefined) throw new Error(`unit ${unit}`);
	return "t";
}

function good(series: Series): Good {
	const first = series.rows[0] as Fact;
	const name = series.material.replaceAll("_", " ");
	return {
		id: series.id,
		name: `${name.charAt(0).toUpperCase()}${name.slice(1)}, ${series.stage}`,
		stage: series.stage,
		unit: unitOf(series),
		family: [`${series.material}_chain`],
		source: text(first, "source_id"),
		year: year(first),
		confidence: cited(first).confidence,
		note: noteOf(series),
	};
}

function noteOf(series: Series): string {
	if (shareOnly.includes(series.material))
		return "only China’s share is published; the rest is other countries";
	const withheld = facts("minerals")
		.filter(
			(fact) =>
				fact.material === series.material &&
				fact.year === "2024" &&
				fact.value_raw === "W" &&
				stageOf(fact) === series.stage,
		)
		.map((fact) => text(fact, "iso3"));
	const unit = text(series.rows[0] as Fact, "unit");
	return [
		unitOf(series) === "t" && unit !== "metric tons"
			? `published in ${unit}`
			: "",
		withheld.length ? `withheld by the publisher: ${withheld.join(", ")}` : "",
	]
		.filter(Boolean)
		.join("; ");
}

function recipe(series: Series): Recipe {
	return {
		recipe: series.id,
		good: series.id,
		quantity: 1,
		kind: "output",
		source: "package-derivation",
		confidence: "A",
		note: "by definition",
	};
}

function processes(series: Series): Process[] {
	if (shareOnly.includes(series.material)) return shares(series);
	const twice = countedTwice(series);
	return series.rows.flatMap((fact) => {
		const factor = tonnes[text(fact, "unit")] ?? 1;
		const place = text(fact, "iso3");
		const less = place === "OTH" ? twice : 0;
		const activity = ((optional(fact, "value") ?? 0) - less) * factor;
		if (activity === 0) return [];
		const note = less
			? "less what the countries exceed the published world total by"
			: text(fact, "note").includes("estimated")
				? "estimated by the publisher"
				: "";
		return {
			id: `${series.id}_${place.toLowerCase()}`,
			place,
			recipe: series.id,
			activity,
			year: year(fact),
			...cited(fact, note),
			...(less ? { confidence: "D" as const } : {}),
		};
	});
}

/** Returns how far the countries of a series of IEA exceed its world total, where more than rounding: then a country is in the rest too. */
function countedTwice(series: Series): number {
	const [first] = series.rows;
	if (first?.source_id !== "iea-explorer-2025") return 0;
	const world = facts("minerals").find(
		(fact) =>
			fact.iso3 === "WLD" &&
			fact.year === "2024" &&
			fact.material === first.material &&
			fact.stage === first.stage &&
			fact.source_id === first.source_id,
	);
	if (!world) throw new Error(`no world total of ${series.id}`);
	const total = optional(world, "value") ?? 0;
	const excess =
		series.rows.reduce((sum, fact) => sum + (optional(fact, "value") ?? 0), 0) -
		total;
	return excess > 0.01 * total ? excess : 0;
}

/** A share of China, and what remains as other countries. */
function shares(series: Series): Process[] {
	const fact = one(
		"minerals",
		(row) => row.material === series.material,
		series.material,
	);
	const share = optional(fact, "share") ?? 0;
	const basis = { recipe: series.id, year: year(fact) };
	return [
		{
			id: `${series.id}_chn`,
			place: "CHN",
			activity: share,
			...basis,
			...cited(fact, "share of world output"),
		},
		{
			id: `${series.id}_oth`,
			place: "OTH",
			activity: 1 - share,
			...basis,
			...cited(fact, "share of world output: the rest"),
			confidence: "D",
		},
	];
}
