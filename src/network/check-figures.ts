import type { CheckContext } from "./check-context.ts";
import type { Lane } from "./lane.ts";
import type { TableName } from "./network.ts";

/**
 * Finds figures that do not fit each other: a value outside its range or a range upside down (`network.range`, warning), a stock with
 * both an amount and days of cover or neither (`network.stock-amount`), activity or flow above capacity (`network.above-capacity`,
 * warning), and a price without source (`network.missing-source`).
 *
 * The range of a recipe's input may be given either way round, as its figures are below 0. Cost: O(rows).
 */
export function checkFigures(context: CheckContext): void {
	const { recipes, processes, lanes, stocks, demands, measures, goods } =
		context.network;
	const { observations } = context.network;
	recipes.forEach((row, index) => {
		const turned = row.quantity < 0;
		checkRange(
			context,
			"recipes",
			index,
			"quantity",
			turned ? -row.quantity : row.quantity,
			turned ? inward(row) : row,
		);
	});
	processes.forEach((row, index) => {
		checkRange(context, "processes", index, "activity", row.activity, row);
		checkCapacity(context, "processes", index, row.activity, row.capacity);
	});
	lanes.forEach((row, index) => {
		checkRange(context, "lanes", index, "flow", row.flow, row);
		checkCapacity(context, "lanes", index, row.flow, row.capacity);
		checkTransit(context, index, row);
	});
	stocks.forEach((row, index) => {
		const days = row.quantity === undefined;
		checkRange(
			context,
			"stocks",
			index,
			days ? "coverDays" : "quantity",
			days ? row.coverDays : row.quantity,
			row,
		);
		if (days === (row.coverDays === undefined))
			checkAmount(context, index, days);
	});
	demands.forEach((row, index) => {
		checkRange(context, "demands", index, "rate", row.rate, row);
	});
	measures.forEach((row, index) => {
		checkRange(context, "measures", index, "strength", row.strength, row);
	});
	observations.forEach((row, index) => {
		checkRange(context, "observations", index, "value", row.value, row);
	});
	goods.forEach((row, index) => {
		if (row.price !== undefined && row.source === undefined)
			context.found("goods", index, {
				code: "network.missing-source",
				severity: "error",
				field: "source",
				says: "The source is missing: a price without source.",
				hint: "Cite a row of sources.csv, or leave the price out.",
			});
	});
}

function checkTransit(
	context: CheckContext,
	index: number,
	{ days, daysLow: low, daysHigh: high }: Lane,
): void {
	if (low === undefined && high === undefined) return;
	const range = {
		...(low === undefined ? {} : { low }),
		...(high === undefined ? {} : { high }),
	};
	checkRange(context, "lanes", index, "days", days, range, [
		"daysLow",
		"daysHigh",
	]);
}

interface Range {
	readonly low?: number;
	readonly high?: number;
}

/** Returns the range of an input's amount without its sign, its smaller end first. */
function inward({ low, high }: Range): Range {
	if (low === undefined || high === undefined) return {};
	return { low: -Math.max(low, high), high: -Math.min(low, high) };
}

function checkRange(
	context: CheckContext,
	table: TableName,
	index: number,
	field: string,
	value: number | undefined,
	{ low, high }: Range,
	[lowest, highest]: readonly [string, string] = ["low", "high"],
): void {
	const say = (name: string, says: string) =>
		context.found(table, index, {
			code: "network.range",
			severity: "warning",
			field: name,
			says,
			hint: `The ${field} lies between ${lowest} and ${highest}.`,
		});
	if (low !== undefined && high !== undefined && low > high)
		say(lowest, `The range runs from ${low} down to ${high}.`);
	else if (value !== undefined && low !== undefined && value < low)
		say(lowest, `The ${field} is ${value}, below its range from ${low}.`);
	else if (value !== undefined && high !== undefined && value > high)
		say(highest, `The ${field} is ${value}, above its range up to ${high}.`);
}

function checkCapacity(
	context: CheckContext,
	table: TableName,
	index: number,
	value: number,
	capacity: number | undefined,
): void {
	if (capacity === undefined || value <= capacity) return;
	context.found(table, index, {
		code: "network.above-capacity",
		severity: "warning",
		field: "capacity",
		says: `The base year's ${value} is above the capacity of ${capacity}.`,
		hint: "Correct one of them, or leave the capacity empty.",
	});
}

function checkAmount(
	context: CheckContext,
	index: number,
	neither: boolean,
): void {
	context.found("stocks", index, {
		code: "network.stock-amount",
		severity: "error",
		field: "quantity",
		says: neither
			? "The stock has neither a quantity nor coverDays."
			: "The stock has both a quantity and coverDays.",
		hint: "Give one of the two.",
	});
}
