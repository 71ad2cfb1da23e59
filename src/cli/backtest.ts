import { Command } from "commander";
import type { Network } from "#network";
import { type BacktestResult, type BacktestRow, backtest } from "#stress";
import { type Asked, asking, opened, print, printJson } from "./ask.ts";
import { sourceLines } from "./sources.ts";
import { styled } from "./style.ts";
import { tableLines } from "./table.ts";

interface AskedBacktest extends Pick<Asked, "network" | "json"> {
	readonly scenario?: string;
}

/** Returns the command `backtest`: what was recorded beside what the model says, nothing fitted. */
export function backtestCommand(): Command {
	return asking(new Command("backtest"))
		.description(
			"hold the model against what happened: recorded stops and trade beside the model's interval",
		)
		.option(
			"-s, --scenario <id>",
			"scenario with observations; default every one that has any",
		)
		.addHelpText(
			"after",
			`
Nothing is fitted: the scenario is run over the whole range of stocks and transit times. An interval holds 90 % of the runs.

Examples:
  $ counterweight backtest
  $ counterweight backtest --scenario backtest-japan-2010
  $ counterweight backtest --json                          every row, with the reason why the model is off`,
		)
		.action(async (asked: AskedBacktest) => {
			const network = await opened(asked.network, asked.json);
			const results = scenariosOf(network, asked.scenario).map((scenario) =>
				backtest(network, { scenario }),
			);
			if (asked.json) printJson(results);
			else if (results.length === 0)
				print([`${network.id} has no observations to compare a run with.`]);
			else print(backtestLines(network, results));
		});
}

/** The scenario asked for, or all that have observations, in the package's order. */
function scenariosOf(
	network: Network,
	asked: string | undefined,
): readonly string[] {
	if (asked !== undefined) return [asked];
	const observed = new Set(
		network.observations.map(({ scenario }) => scenario),
	);
	return network.scenarios.map(({ id }) => id).filter((id) => observed.has(id));
}

/** Returns the answers as lines: for each scenario the record beside the interval with a picture, and why they differ; then the sources. */
export function backtestLines(
	network: Network,
	results: readonly BacktestResult[],
): string[] {
	const cited = new Set(
		results.flatMap(({ rows }) => rows.map(({ source }) => source)),
	);
	return [
		...results.flatMap((result) => [...resultLines(result), ""]),
		...sourceLines(network, cited),
	];
}

function resultLines(result: BacktestResult): string[] {
	const { rows, coverDays } = result;
	const stops = rows.filter(({ kind }) => kind === "first stop");
	const trade = rows.filter(({ kind }) => kind !== "first stop");
	const held =
		coverDays === null
			? "stocks as stated"
			: `users hold ${coverDays.least} to ${coverDays.most} days, unknown`;
	return [
		styled("bold", result.title),
		result.says,
		styled(
			"dim",
			`modelled · ${result.network.id} ${result.network.version} · day 0 is ${result.from} · ${result.runs} runs: ${held}`,
		),
		styled("dim", result.assumptions),
		...(stops.length > 0 ? ["", ...stopLines(stops)] : []),
		...(trade.length > 0 ? ["", ...tradeLines(trade)] : []),
		"",
		styled("bold", "Why record and model differ"),
		...reasonLines(rows),
	];
}

const width = 40;

function stopLines(rows: readonly BacktestRow[]): string[] {
	const ends = rows.flatMap(({ recordedHigh, median, high, most }) => [
		recordedHigh ?? 0,
		most ?? high ?? median ?? 0,
	]);
	const scale = 30 * Math.ceil((Math.max(60, ...ends) + 1) / 30);
	return tableLines(rows, [
		{ head: "First stop", cell: ({ title }) => title },
		{ head: "Where", cell: ({ place }) => place.join("+") },
		{ head: "Record", right: true, cell: (row) => recordedIn(row, dayText) },
		{ head: "Model", right: true, cell: (row) => modelledIn(row, dayText) },
		{
			head: "Runs that stop",
			right: true,
			cell: ({ stopping }) =>
				stopping === null ? "" : `${Math.round(100 * stopping)} %`,
		},
		{ head: `Day 0 to ${scale}`, cell: (row) => picture(row, scale, true) },
		{ head: "Record lies", cell: verdict },
	]);
}

function tradeLines(rows: readonly BacktestRow[]): string[] {
	const ends = rows.flatMap(({ recordedHigh, high }) => [
		recordedHigh ?? 0,
		high ?? 0,
	]);
	const scale = 0.5 * Math.ceil(Math.max(1, ...ends) / 0.5);
	return tableLines(rows, [
		{ head: "Trade, share of the base", cell: ({ title }) => title },
		{ head: "Record", right: true, cell: (row) => recordedIn(row, percent) },
		{ head: "Model", right: true, cell: (row) => modelledIn(row, percent) },
		{
			head: `0 to ${percent(scale)}`,
			cell: (row) => picture(row, scale, false),
		},
		{ head: "Record lies", cell: verdict },
	]);
}

function dayText(day: number): string {
	return `day ${day}`;
}

function percent(share: number): string {
	return `${Math.round(100 * share)} %`;
}

function recordedIn(row: BacktestRow, text: (value: number) => string): string {
	const { recorded, recordedLow, recordedHigh } = row;
	if (recorded === null) return "–";
	if (recordedLow === recordedHigh || row.role === "base")
		return text(recorded);
	const low = text(recordedLow ?? 0);
	return recordedLow === 0
		? `by ${text(recordedHigh ?? 0)}`
		: `${low}–${text(recordedHigh ?? 0).replace("day ", "")}`;
}

function modelledIn(row: BacktestRow, text: (value: number) => string): string {
	const { low, median, high, kind } = row;
	const missing =
		kind === "first stop" && row.stopping !== null ? "never" : "–";
	const [from, mid, to] = [low, median, high].map((value) =>
		value === null ? missing : text(value),
	);
	if (from === to) return from ?? "";
	const half = median === null ? "" : `, half by ${mid?.replace("day ", "")}`;
	return `${from}–${to?.replace("day ", "")}${half}`;
}

function verdict({ role, inside, gap }: BacktestRow): string {
	if (role !== "compared") return styled("dim", role);
	if (inside === null) return styled("dim", "not comparable");
	return inside ? styled("green", "inside") : styled("yellow", gap);
}

/** The interval as a bar with the median in it, and the record as a diamond: `──┼──  ◆`; `→` where runs end without a stop. */
function picture(row: BacktestRow, scale: number, endless: boolean): string {
	const at = (value: number) =>
		Math.min(width - 1, Math.floor((value / scale) * width + 1e-9));
	const signs = Array.from({ length: width }, () => "·");
	const { low, median, high, recorded, recordedLow, recordedHigh } = row;
	if (low !== null)
		for (let x = at(low); x <= at(high ?? scale); x++) signs[x] = "─";
	if (endless && high === null && row.stopping !== null) signs[width - 1] = "→";
	if (median !== null) signs[at(median)] = "┼";
	if (recordedLow !== null && recordedHigh !== null && row.role !== "base")
		for (let x = at(recordedLow); x <= at(recordedHigh); x++) signs[x] = "◇";
	if (recorded !== null) signs[at(recorded)] = "◆";
	return signs.join("");
}

/** Each reason once, with the rows that it holds for. */
function reasonLines(rows: readonly BacktestRow[]): string[] {
	const reasons = new Map<string, string[]>();
	for (const { why, observation, role } of rows)
		if (role === "compared")
			reasons.set(why, [...(reasons.get(why) ?? []), observation]);
	return [...reasons].map(([why, of]) => `  ${of.join(", ")}: ${why}`);
}
