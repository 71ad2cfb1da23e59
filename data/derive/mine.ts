import type { Process } from "#network";
import type { Draft } from "./draft.ts";
import { addRecipe } from "./draft.ts";
import { facts, number, text } from "./fact.ts";
import { outputs } from "./flow.ts";

const ores = ["ree_concentrate", "ion_clay_concentrate"];

/** Adds the mines of 2024: one process per ore and place, whose recipe gives one tonne of contained oxide. */
export function addMines(draft: Draft): void {
	for (const flow of outputs().filter(({ good }) => ores.includes(good))) {
		const recipe = flow.good.replace("concentrate", "mining");
		addRecipe(draft, [
			{
				recipe,
				good: flow.good,
				quantity: 1,
				kind: "output",
				source: "package-derivation",
				confidence: "A",
				note: "by definition; activity in t REO",
			},
		]);
		draft.processes.push({
			id: `${recipe}_${flow.from.toLowerCase()}`,
			place: flow.from,
			recipe,
			activity: flow.quantity,
			...spread(flow.from),
			source: flow.source,
			year: flow.year,
			confidence: flow.confidence,
			note: notes[flow.from] ?? flow.note,
		});
	}
}

const notes: Readonly<Record<string, string>> = {
	AUS: "sources disagree: 13,000 t in the 2025 edition of USGS, 29,000 t in the 2026 edition",
	LAO: "USGS has no row for Laos; customs tonnes of China times 0.609 t REO per t, the ratio of Myanmar",
	CHN: "quota; undocumented output is not in it",
};

/** Returns the range of a mine's output where sources disagree. */
function spread(place: string): Pick<Process, "low" | "high"> {
	if (place !== "AUS") return {};
	const recent = facts("production").find(
		(fact) =>
			fact.iso3 === place &&
			fact.year === "2024" &&
			text(fact, "source_id") === "usgs-mcs-2026",
	);
	if (!recent) throw new Error("no Australian output of 2024");
	return { low: 13000, high: number(recent, "value") };
}
