import { type Measure, type Observation, world } from "#network";
import type { BacktestRow } from "./backtest-result.ts";
import type { Rules } from "./rules.ts";

/** What the words on a row rest on. */
export interface Compared
	extends Pick<
		BacktestRow,
		| "role"
		| "recordedLow"
		| "recordedHigh"
		| "median"
		| "low"
		| "high"
		| "inside"
	> {
	readonly observation: Observation;
	/** Measures of the scenario. */
	readonly measures: readonly Measure[];
	readonly rules: Rules;
}

/** Returns how far the record lies from the interval, and why record and model are where they are. */
export function inWords(row: Compared): Pick<BacktestRow, "gap" | "why"> {
	const { observation, role, inside } = row;
	if (role === "base")
		return {
			gap: "",
			why: "The base of the other records’ shares: the last before day 0.",
		};
	if (role === "input")
		return {
			gap: "",
			why: "Went into the scenario’s path, so it tests nothing.",
		};
	if (inside === null)
		return {
			gap: "",
			why: "There is nothing to compare: the network has no such use or trade, the record no base, or the period goes beyond the run.",
		};
	const stop = observation.kind === "first stop";
	const [earlier, later] = [
		(row.low ?? Number.POSITIVE_INFINITY) - (row.recordedHigh ?? 0),
		(row.recordedLow ?? 0) - (row.high ?? Number.POSITIVE_INFINITY),
	];
	if (stop)
		return { gap: gapInDays(earlier, later), why: whyStop(row, later > 0) };
	return {
		gap: gapInPoints(earlier, later),
		why: inside ? "Record and interval meet." : whyTrade(row, later > 0),
	};
}

function gapInDays(earlier: number, later: number): string {
	if (earlier <= 0 && later <= 0) return "";
	if (earlier === Number.POSITIVE_INFINITY) return "stops; the model does not";
	return `${days(Math.max(earlier, later))} ${later > 0 ? "later" : "earlier"}`;
}

function days(count: number): string {
	return count === 1 ? "1 day" : `${count} days`;
}

function gapInPoints(below: number, above: number): string {
	const points = Math.round(100 * Math.max(below, above));
	if (below <= 0 && above <= 0) return "";
	return `${points === 1 ? "1 point" : `${points} points`} ${above > 0 ? "above" : "below"}`;
}

function whyStop({ inside, rules }: Compared, later: boolean): string {
	if (inside)
		return "Record and interval meet, but the interval is wide, since what users hold is not known: a weak test.";
	if (later)
		return "Users stretch stocks, fly parts in or leave them out, none of which is modelled; and an earlier stop may have gone unreported.";
	return `The model says when a place’s whole use is short by more than ${Math.round(100 * rules.threshold)} %, with one stock for all and the same share of every order let through. The record is the first plant, for which a licence is all or nothing and which may hold less than most.`;
}

function whyTrade(
	{ observation, measures, median, rules }: Compared,
	above: boolean,
): string {
	const announced = measures.filter(({ path }) => path === undefined);
	if (announced.length > 0) {
		const over = announced.every(
			({ until = "9999-12-31" }) => until < observation.from,
		);
		if (over)
			return above
				? `The measure was over: buyers took at once what they had missed, and more; in the model they close a gap of their stock over ${days(rules.restockDays)}, and nobody stocks up for fear.`
				: "The measure was over, but buyers took less than they had missed.";
		return above
			? "As announced, the measure withholds more than was withheld: announced strength is not effect."
			: "More was withheld than announced, or less was ordered.";
	}
	if (!observation.partner.includes(world))
		return `The path is that of all destinations together; this one was let have ${above ? "more, or ordered more" : "less, or ordered less"}.`;
	if (!above)
		return "The path is held at its last share, at which buyers in the model still make up for what they missed; orders were smaller, as in holidays, or nothing was left to make up for.";
	const last = measures.flatMap(({ path }) => path?.at(-1)?.share ?? []);
	return last.some((share) => Math.abs(share - (median ?? 0)) < 0.005)
		? "The path is held at its last share, and that binds: in the model, too, buyers would take more."
		: "Buyers order what they use and miss: nobody stocks up for fear, and the base year’s demand does not grow.";
}
