import type { Lane } from "#network";
import type { Fact } from "./fact.ts";
import { facts, list, number, optional, text } from "./fact.ts";
import type { Flow } from "./flow.ts";

/** Nautical miles in a day at 14 knots. */
const milesPerDay = 14 * 24;
const daysInPorts = 2;

/** Returns a shipment as a lane with its transit time and chokepoints; throws where no transit time is known. */
export function lane(flow: Flow): Lane {
	const lead = facts("lead-times").find(
		(fact) => fact.from === flow.from && fact.to === flow.to,
	);
	if (!lead) throw new Error(`no transit time ${flow.from} to ${flow.to}`);
	const via = list(lead, "via");
	const days =
		optional(lead, "days") ??
		Math.round(number(lead, "nautical_miles") / milesPerDay + daysInPorts);
	const span = lead.low ? `, ${lead.low} to ${lead.high}` : "";
	const route = `${days} days (${text(lead, "confidence")}${span}): ${text(lead, "note")}`;
	return {
		from: flow.from,
		to: flow.to,
		good: flow.good,
		flow: flow.quantity,
		days,
		...transitRange(lead),
		...(via.length ? { via } : {}),
		source: flow.source,
		year: flow.year,
		confidence: flow.confidence,
		note: flow.note ? `${flow.note}; ${route}` : route,
	};
}

/** The range of a transit time, where it is known. */
function transitRange(lead: Fact): Pick<Lane, "daysLow" | "daysHigh"> {
	const [daysLow, daysHigh] = [optional(lead, "low"), optional(lead, "high")];
	return daysLow === undefined || daysHigh === undefined
		? {}
		: { daysLow, daysHigh };
}
