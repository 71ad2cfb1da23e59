import type { Observation } from "#network";
import {
	cited,
	type Fact,
	facts,
	list,
	number,
	range,
	text,
	year,
} from "./fact.ts";

/** First month of the record: the last before Announcement 18, which is the base of its shares. */
const base = "2025-03";
const scenario = "backtest-april-2025";

/** Returns what happened, to be held against runs: the stops and imports of the facts, and China's exports of magnets by month. */
export function observations(): Observation[] {
	const stated = facts("observations").map(observation);
	const exports = facts("trade")
		.filter((fact) => fact.from === "CHN" && fact.good === "re_magnets")
		.flatMap((fact) => exported(fact));
	return [...stated, ...exports];
}

function observation(fact: Fact): Observation {
	const until = text(fact, "until");
	return {
		id: text(fact, "id"),
		title: text(fact, "title"),
		scenario: text(fact, "scenario"),
		place: list(fact, "place"),
		partner: list(fact, "partner"),
		good: list(fact, "good"),
		kind: text(fact, "kind") as Observation["kind"],
		from: text(fact, "from"),
		...(until ? { until } : {}),
		value: number(fact, "value"),
		unit: text(fact, "unit"),
		year: year(fact),
		...range(fact),
		...cited(fact, text(fact, "note")),
	};
}

/** A month of exports to the world from the base on, or to the United States; of these also the year before, their base. */
function exported(fact: Fact): Observation[] {
	const period = text(fact, "period");
	const partner = text(fact, "to");
	const month = /^\d{4}-\d{2}$/.test(period) && period >= base;
	const before = partner === "USA" && fact.year === "2024" && period === "year";
	if (!["WLD", "USA"].includes(partner) || !(month || before)) return [];
	const to = partner === "USA" ? " to the United States" : "";
	const [from, until] = month
		? [`${period}-01`, lastDay(period)]
		: ["2024-01-01", "2024-12-31"];
	return [
		{
			id: `magnets-${partner.toLowerCase()}-${month ? period : "2024"}`,
			title: `China’s exports of magnets${to}, ${month ? period : "2024"}`,
			scenario,
			place: ["CHN"],
			partner: [partner],
			good: ["re_magnets"],
			kind: "exports",
			from,
			until,
			value: number(fact, "quantity_t"),
			unit: "t",
			year: Number((month ? period : "2025").slice(0, 4)),
			...cited(fact, text(fact, "note")),
		},
	];
}

function lastDay(month: string): string {
	const [of = 0, index = 0] = month.split("-").map(Number);
	return new Date(Date.UTC(of, index, 0)).toISOString().slice(0, 10);
}
