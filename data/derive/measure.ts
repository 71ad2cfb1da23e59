import type { Measure, MeasureKind, PathStep, Scenario } from "#network";
import type { Fact } from "./fact.ts";
import {
	assumption,
	cited,
	confidence,
	facts,
	list,
	number,
	one,
	optional,
	range,
	text,
} from "./fact.ts";

/** Returns the measures of a package, in the order of the facts. */
export function measures(packageName: string): Measure[] {
	return facts("measure-conversions")
		.filter((fact) => text(fact, "package") === packageName)
		.map(measure);
}

function measure(fact: Fact): Measure {
	const known = one(
		"measures",
		(row) => row.id === fact.fact,
		text(fact, "id"),
	);
	const strength = optional(fact, "strength");
	const path = text(fact, "path");
	const detour = text(fact, "detour_days");
	const until = text(fact, "until");
	const supersedes = list(fact, "supersedes");
	const change = text(fact, "change");
	return {
		id: text(fact, "id"),
		title: text(fact, "title"),
		actor: list(fact, "actor"),
		targets: list(fact, "targets"),
		goods: list(fact, "goods"),
		kind: text(fact, "kind") as MeasureKind,
		...(strength === undefined ? {} : { strength }),
		...(path ? { path: pathOf(path) } : {}),
		...(detour
			? { detourDays: number(assumption(detour.slice(1)), "value") }
			: {}),
		from: text(fact, "from"),
		...(until ? { until } : {}),
		...(fact.id === fact.fact
			? { announced: text(known, "date_announced") }
			: {}),
		status: text(fact, "status"),
		...(change ? { change: change as "suspend" | "extend" | "lift" } : {}),
		...(supersedes.length ? { supersedes } : {}),
		...cited(fact, text(fact, "note")),
		...range(fact),
	};
}

/** Month of reference: the last before Announcement 18. */
const base = "2025-03";
const announcement = "2025-04-04";

/** Returns the path that a token stands for: all months since the announcement, its first four, or those from another day on. */
function pathOf(token: string): PathStep[] {
	const steps = monthly();
	if (token === "@monthly") return steps;
	const four = steps.slice(0, 4).map(({ day, share }) => ({
		day,
		share: Math.round(share * 100) / 100,
	}));
	if (token === "@first_months") return four;
	if (token !== "@reimposed") throw new Error(`unknown path ${token}`);
	return [0, 30, 61, 91].map((day, index) => ({
		day,
		share: four[index]?.share ?? Number.NaN,
	}));
}

/** Returns China's magnet exports of each month over the month of reference, by days from the announcement. */
function monthly(): PathStep[] {
	const exports = facts("trade").filter(
		(fact) =>
			fact.to === "WLD" &&
			fact.good === "re_magnets" &&
			/^\d{4}-\d{2}$/.test(text(fact, "period")),
	);
	const reference = exports.find((fact) => fact.period === base);
	if (!reference) throw new Error("no month of reference");
	return exports
		.filter((fact) => text(fact, "period") > base)
		.sort((a, b) => (text(a, "period") < text(b, "period") ? -1 : 1))
		.map((fact) => ({
			day: Math.max(0, daysBetween(announcement, `${text(fact, "period")}-01`)),
			share:
				Math.round(
					(number(fact, "quantity_t") / number(reference, "quantity_t")) * 1000,
				) / 1000,
		}));
}

function daysBetween(from: string, to: string): number {
	return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** Returns the ready scenarios. */
export function scenarios(): Scenario[] {
	return facts("scenarios").map((fact) => ({
		id: text(fact, "id"),
		title: text(fact, "title"),
		measures: list(fact, "measures"),
		from: text(fact, "from"),
		days: number(fact, "days"),
		assumptions: text(fact, "assumptions"),
		source: text(fact, "source_id"),
		confidence: confidence(fact),
		...(text(fact, "note") ? { note: text(fact, "note") } : {}),
	}));
}
