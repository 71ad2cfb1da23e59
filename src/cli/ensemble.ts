import { Command, InvalidArgumentError } from "commander";
import { formatQuantity, type Network } from "#network";
import type {
	DaySpread,
	Driver,
	EnsembleDemand,
	EnsembleResult,
	Rules,
	Spread,
} from "#stress";
import { ensemble } from "#work";
import {
	type Asked,
	askingWhom,
	dollars,
	opened,
	percent,
	print,
	printJson,
} from "./ask.ts";
import { ruled, whole } from "./asked-rule.ts";
import { type AskedCrew, askingCrew, withCrew } from "./ensemble-crew.ts";
import { sourceLines } from "./sources.ts";
import { styled } from "./style.ts";
import { bar, tableLines } from "./table.ts";

interface AskedEnsemble extends Asked, AskedCrew {
	readonly scenario?: string;
	readonly runs: number;
	readonly seed: number;
	readonly days?: number;
	readonly rule?: Partial<Rules>;
	readonly varyRules?: boolean;
	readonly top: number;
}

/** Returns the command `ensemble`: how sure what runs short is, and which uncertain figures decide it. */
export function ensembleCommand(): Command {
	return askingCrew(askingWhom(new Command("ensemble")))
		.description(
			"run a scenario many times over the ranges of all uncertain figures: intervals, and what drives them",
		)
		.option("-s, --scenario <id>", "scenario of the package; default its first")
		.option("--runs <n>", "number of runs, 1 to 1,000,000", whole, 1000)
		.option("--seed <n>", "another seed draws other samples", seeded, 1)
		.option(
			"-d, --days <n>",
			"length of each run in days; default the scenario's",
			whole,
		)
		.option(
			"-r, --rule <name=value>",
			"change an order rule (repeatable); steps are a week unless stepDays says otherwise",
			ruled,
		)
		.option("--vary-rules", "draw the order rules that are numbers too")
		.option("-t, --top <n>", "how many uses and figures to list", whole, 10)
		.addHelpText(
			"after",
			`
Every figure with a range is drawn on its own: half of the probability below the stated figure, half above. The same seed gives the same
result on any number of threads. Ctrl+C ends the runs and reads out those done.

Examples:
  $ counterweight ensemble --for DEU                            the package's first scenario, 1,000 runs
  $ counterweight ensemble --scenario no-licence --runs 10000 --resume runs.jsonl
  $ counterweight ensemble --for JPN --vary-rules --json        order rules uncertain too; every figure`,
		)
		.action(async (asked: AskedEnsemble) => {
			const network = await opened(asked.network, asked.json);
			const result = await withCrew("runs", asked, (crew) =>
				ensemble(
					network,
					{
						scenario: asked.scenario ?? network.scenarios[0]?.id ?? "",
						for: asked.for,
						runs: asked.runs,
						seed: asked.seed,
						varyRules: asked.varyRules ?? false,
						...(asked.good === undefined ? {} : { good: asked.good }),
						...(asked.days === undefined ? {} : { days: asked.days }),
						...(asked.rule === undefined ? {} : { rules: asked.rule }),
					},
					crew,
				),
			);
			if (asked.json) printJson(result);
			else print(ensembleLines(network, result, asked.top));
		});
}

function seeded(text: string): number {
	const value = Number(text);
	if (text === "" || !Number.isInteger(value) || value < 0)
		throw new InvalidArgumentError("It takes a whole number from 0 up.");
	return value;
}

/** Returns the answer as lines: the sentence, the uses with their intervals and a picture of the days, what drives them, the sources. */
function ensembleLines(
	network: Network,
	result: EnsembleResult,
	top: number,
): string[] {
	const short = result.demands.filter(({ probability }) => probability > 0);
	const rows = short.slice(0, top);
	const cited = new Set([
		...result.measures
			.filter(({ notPlayed }) => notPlayed === "")
			.map(({ source }) => source),
		...rows.map(({ source }) => source),
		...result.drivers
			.slice(0, top)
			.flatMap(({ figure }) => result.figures[figure]?.source ?? []),
	]);
	return [
		styled("bold", result.title),
		styled(short.length > 0 ? "red" : "green", result.says),
		styled(
			"dim",
			`modelled · ${result.network.id} ${result.network.version} · for ${result.for} · day 0 is ${result.from} · seed ${result.seed} · steps of ${result.stepDays} days`,
		),
		...(result.assumptions === "" ? [] : [styled("dim", result.assumptions)]),
		...(result.outcome === "cancelled"
			? [
					styled(
						"yellow",
						`Cancelled: it rests on ${formatQuantity(result.runsDone)} of ${formatQuantity(result.runs)} runs. With --resume the same command goes on where it ended.`,
					),
				]
			: []),
		...(rows.length === 0
			? []
			: ["", ...demandLines(network, rows, result.horizonDays)]),
		...(short.length > rows.length
			? [
					styled(
						"dim",
						`and ${short.length - rows.length} more: --top ${short.length}`,
					),
				]
			: []),
		...driverLines(result, top),
		"",
		styled(
			"dim",
			`Rules: ${Object.entries(result.rules)
				.map(([name, value]) => `${name} ${value}`)
				.join(", ")}`,
		),
		...sourceLines(network, cited),
	];
}

function demandLines(
	network: Network,
	rows: readonly EnsembleDemand[],
	days: number,
): string[] {
	const placeName = (id: string) =>
		network.places.find((place) => place.id === id)?.name ?? id;
	return tableLines(rows, [
		{ head: "Runs short", cell: ({ name }) => name },
		{ head: "Where", cell: ({ place }) => placeName(place) },
		{
			head: "In runs",
			right: true,
			cell: ({ probability }) => percent(probability),
		},
		{
			head: "From day",
			right: true,
			cell: ({ firstShortfallDay: { p50 } }) => dayText(p50),
		},
		{
			head: "5 to 95 %",
			right: true,
			cell: ({ firstShortfallDay: { p5, p95 } }) =>
				`${dayText(p5)} to ${dayText(p95)}`,
		},
		{
			head: "As stated",
			right: true,
			cell: ({ stated }) => dayText(stated.firstShortfallDay),
		},
		{
			head: `Day 0 to ${days}`,
			cell: ({ firstShortfallDay }) => dayPicture(firstShortfallDay, days, 28),
		},
		{
			head: "Value missing",
			right: true,
			cell: ({ shortfallUsd }) =>
				shortfallUsd === null ? "" : worthOf(shortfallUsd.p50),
		},
		{
			head: "5 to 95 %",
			right: true,
			cell: ({ shortfallUsd }) =>
				shortfallUsd === null ? "" : dollarRange(shortfallUsd),
		},
	]);
}

function dayText(day: number | null): string {
	return day === null ? "never" : String(day);
}

function dollarRange({ p5, p95 }: Spread): string {
	return `${worthOf(p5)} to ${worthOf(p95)}`;
}

function worthOf(usd: number): string {
	return usd === 0 ? "0" : dollars(usd);
}

/**
 * Returns an interval of days as a line: thin from 5 to 95 % of the runs, thick from 25 to 75 %, a dot at the middle; an arrow at the end
 * where it goes on beyond the horizon.
 *
 * @example
 * dayPicture({ p5: 20, p25: 30, p50: 40, p75: 60, p95: 90, never: false }, 100, 10) // "··─━●━━──·"
 */
export function dayPicture(
	spread: DaySpread,
	days: number,
	width: number,
): string {
	const cell = (day: number | null) =>
		day === null
			? width
			: Math.min(width - 1, Math.floor((day * width) / Math.max(1, days)));
	const [p5, p25, p50, p75, p95] = [
		cell(spread.p5),
		cell(spread.p25),
		cell(spread.p50),
		cell(spread.p75),
		cell(spread.p95),
	];
	return Array.from({ length: width }, (_, at) => {
		if (at === width - 1 && p5 < width && p95 === width) return "▸";
		if (at === p50) return "●";
		if (at >= p25 && at <= p75) return "━";
		if (at >= p5 && at <= p95) return "─";
		return "·";
	}).join("");
}

function driverLines(result: EnsembleResult, top: number): string[] {
	const drivers = result.drivers
		.filter(({ correlation }) => Math.abs(correlation) >= result.chance)
		.slice(0, top);
	const drawn = `${result.figures.length} figures with a range are drawn, each on its own; rank correlations below ${result.chance.toFixed(2)} are no more than chance.`;
	if (result.figures.length === 0)
		return ["", styled("dim", "No figure of this network has a range.")];
	if (drivers.length === 0) return ["", styled("dim", drawn)];
	return [
		"",
		styled("bold", "What drives the value missing"),
		...tableLines(drivers, [
			{
				head: "Rank correlation",
				right: true,
				cell: ({ correlation }) => signed(correlation),
			},
			{
				head: "",
				cell: ({ correlation }: Driver) =>
					styled(
						correlation > 0 ? "red" : "green",
						bar(Math.abs(correlation), 10),
					),
			},
			{ head: "Figure", cell: ({ says }) => says },
			{
				head: "In",
				cell: ({ figure }) => fileOf(result.figures[figure]?.table ?? ""),
			},
		]),
		styled("dim", drawn),
	];
}

function fileOf(table: string): string {
	return table === "rules" ? "rules" : `${table}.csv`;
}

function signed(correlation: number): string {
	return `${correlation < 0 ? "−" : "+"}${Math.abs(correlation).toFixed(2)}`;
}
