import type { Stock } from "#network";
import type { Draft } from "./draft.ts";
import { assumption, cited, number, one, range, text } from "./fact.ts";

/** Metals whose use Japan's stockpile is to cover. */
const stockpiled = ["ndpr_metal", "dytb_metal", "sm_metal"];

/** Returns the users' stock of every input at every place that takes it, and Japan's stockpile; products are held by no one. */
export function stocks(draft: Draft): Stock[] {
	const cover = assumption("industry_cover");
	const held = draft.processes.flatMap((process) =>
		draft.recipes
			.filter(
				(row) =>
					row.recipe === process.recipe &&
					row.quantity < 0 &&
					row.kind !== "auxiliary",
			)
			.map((row) => ({ place: process.place, good: row.good })),
	);
	const pairs = [...new Set(held.map(({ place, good }) => `${place} ${good}`))];
	return [
		...pairs.sort().map((pair): Stock => {
			const [place = "", good = ""] = pair.split(" ");
			return {
				place,
				good,
				holder: "use",
				coverDays: number(cover, "value"),
				release: "short",
				...cited(cover, text(cover, "note")),
				...range(cover),
				year: 2025,
			};
		}),
		...stockpiled.map(japan),
	];
}

function japan(good: string): Stock {
	const target = one(
		"parameters",
		(fact) => fact.group === "stock" && fact.iso3 === "JPN",
		"Japan’s stockpile",
	);
	return {
		place: "JPN",
		good,
		holder: "strategic",
		coverDays: number(target, "value"),
		release: "empty",
		source: text(target, "source_id"),
		year: 2020,
		confidence: "D",
		low: 0,
		high: number(target, "high"),
		note: "a target of 60 days, 180 for high risk; what is held is secret, so it may be none",
	};
}
