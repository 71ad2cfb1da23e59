import { Command, Option } from "commander";
import { formatQuantity, type Network } from "#network";
import {
	type DemandResult,
	defaultRules,
	type Rules,
	rulesSensitivity,
	type StressResult,
} from "#stress";
import { answers, coordination } from "#work";
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
import { sensitivityLines } from "./compare.ts";
import { coordinationLines } from "./coordination.ts";
import { Failed } from "./refusal.ts";
import { sourceLines } from "./sources.ts";
import { styled } from "./style.ts";
import { sparkline, tableLines } from "./table.ts";

interface AskedStress extends Asked {
	readonly scenario?: string;
	readonly days?: number;
	readonly rule?: Partial<Rules>;
	readonly failOn?: "short";
	readonly sensitivity?: boolean;
	readonly coordinated?: boolean;
	readonly top: number;
}

/** Returns the command `stress`: what runs short under a scenario, where, on which day, and why. */
export function stressCommand(): Command {
	return askingWhom(new Command("stress"))
		.description(
			"say what runs short under a scenario, where, on which day, by how much, and why",
		)
		.option("-s, --scenario <id>", "scenario of the package; default its first")
		.option(
			"-d, --days <n>",
			"length of the run in days; default the scenario's",
			whole,
		)
		.option(
			"-r, --rule <name=value>",
			"change an order rule (repeatable), as rationing=home first",
			ruled,
		)
		.option("-t, --top <n>", "how many uses to list", whole, 15)
		.option(
			"--sensitivity",
			"also play the scenario under other order rules, one at a time",
		)
		.option(
			"--coordinated",
			"also share scarcity in the best way, and say what coordination is worth",
		)
		.addOption(
			new Option(
				"--fail-on <what>",
				"exit with 1 if something runs short",
			).choices(["short"]),
		)
		.addHelpText(
			"after",
			`
Rules and their defaults: ${Object.entries(defaultRules)
				.map(([name, value]) => `${name}=${value}`)
				.join(", ")}

Examples:
  $ counterweight stress                                        the package's first scenario, for the world
  $ counterweight stress --for DEU --good ev                    electric cars in Germany, with the chain of causes
  $ counterweight stress --scenario full-stop-japan-usa --for JPN+USA
  $ counterweight stress --rule "rationing=home first" --json   every figure, and the rules it rests on
  $ counterweight stress --coordinated                          what sharing scarcity in the best way would save
  $ counterweight stress --for EU27 --fail-on short             exit code 1 if anything runs short`,
		)
		.action(async (asked: AskedStress) => {
			const network = await opened(asked.network, asked.json);
			const options = {
				scenario: asked.scenario ?? network.scenarios[0]?.id ?? "",
				for: asked.for,
				...(asked.good === undefined ? {} : { good: asked.good }),
				...(asked.days === undefined ? {} : { days: asked.days }),
				...(asked.rule === undefined ? {} : { rules: asked.rule }),
			};
			const result = answers().stress(network, options);
			const sensitivity = asked.sensitivity
				? rulesSensitivity(network, options)
				: undefined;
			const coordinated = asked.coordinated
				? await coordination(network, options)
				: undefined;
			if (asked.json)
				printJson({
					...result,
					...(sensitivity === undefined ? {} : { sensitivity }),
					...(coordinated === undefined ? {} : { coordinated }),
				});
			else
				print([
					...stressLines(network, result, asked.top),
					...(sensitivity === undefined
						? []
						: ["", ...sensitivityLines(network, sensitivity)]),
					...(coordinated === undefined
						? []
						: ["", ...coordinationLines(network, coordinated)]),
				]);
			if (
				asked.failOn === "short" &&
				result.demands.some(
					({ firstShortfallDay }) => firstShortfallDay !== null,
				)
			)
				throw new Failed();
		});
}

/** Returns the answer as lines: the sentence, the ranking with a picture, the chain of causes, what was held back, the rules, the sources. */
export function stressLines(
	network: Network,
	result: StressResult,
	top: number,
): string[] {
	const short = result.demands.filter(
		({ firstShortfallDay }) => firstShortfallDay !== null,
	);
	const rows = short
		.slice(0, top)
		.map((demand, at) => ({ demand, series: result.series[at] ?? [] }));
	const placeName = (id: string) =>
		network.places.find((place) => place.id === id)?.name ?? id;
	const cited = new Set([
		...result.measures
			.filter(({ notPlayed }) => notPlayed === "")
			.map(({ source }) => source),
		...rows.map(({ demand }) => demand.source),
	]);
	return [
		styled("bold", result.title),
		styled(short.length > 0 ? "red" : "green", result.says),
		styled(
			"dim",
			`modelled · ${result.network.id} ${result.network.version} · for ${result.for} · day 0 is ${result.from}`,
		),
		...(result.assumptions === "" ? [] : [styled("dim", result.assumptions)]),
		...(rows.length === 0
			? []
			: ["", ...rankingLines(rows, result.horizonDays, placeName)]),
		...(short.length > rows.length
			? [
					styled(
						"dim",
						`and ${short.length - rows.length} more: --top ${short.length}`,
					),
				]
			: []),
		...(result.shortfallUsd > 0
			? [
					`Value of all that is missing: ${dollars(result.shortfallUsd)} (modelled).`,
				]
			: []),
		...whyLines(short[0], placeName),
		...stockLines(result, placeName),
		...withheldLines(result),
		...notPlayedLines(result),
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

function rankingLines(
	rows: readonly {
		readonly demand: DemandResult;
		readonly series: readonly number[];
	}[],
	days: number,
	placeName: (id: string) => string,
): string[] {
	return tableLines(rows, [
		{ head: "Runs short", cell: ({ demand }) => demand.name },
		{ head: "Where", cell: ({ demand }) => placeName(demand.place) },
		{
			head: "From day",
			right: true,
			cell: ({ demand }) => String(demand.firstShortfallDay),
		},
		{ head: "Date", cell: ({ demand }) => demand.firstShortfallDate ?? "" },
		{
			head: "Until day",
			right: true,
			cell: ({ demand }) => String(demand.recoveredDay ?? "open"),
		},
		{
			head: "Missing",
			right: true,
			cell: ({ demand }) => formatQuantity(demand.shortfall, demand.unit),
		},
		{
			head: "Worst week",
			right: true,
			cell: ({ demand }) => `−${percent(demand.worstWeek.share)}`,
		},
		{
			head: "Value",
			right: true,
			cell: ({ demand }) =>
				demand.shortfallUsd === null ? "" : dollars(demand.shortfallUsd),
		},
		{
			head: `Missing share, day 0 to ${days}`,
			cell: ({ series }) => styled("red", sparkline(series, 36)),
		},
	]);
}

function whyLines(
	demand: DemandResult | undefined,
	placeName: (id: string) => string,
): string[] {
	if (demand === undefined) return [];
	return [
		"",
		styled("bold", `Why: ${demand.name} in ${placeName(demand.place)}`),
		...demand.why.map(({ says }, at) => `  ${at + 1}. ${says}`),
	];
}

/** The first stocks to run out, one a place and good. */
function stockLines(
	result: StressResult,
	placeName: (id: string) => string,
): string[] {
	const first = [
		...new Map(
			result.stocks
				.toReversed()
				.map((stock) => [`${stock.place} ${stock.good}`, stock]),
		).values(),
	]
		.toReversed()
		.slice(0, 8);
	if (first.length === 0) return [];
	return [
		"",
		styled("bold", "Stocks that run out first (modelled)"),
		...first.map(
			({ place, good, emptyDay, initial, unit }) =>
				`  day ${emptyDay}: ${good} in ${placeName(place)}, ${formatQuantity(initial, unit)} on day 0`,
		),
	];
}

function withheldLines(result: StressResult): string[] {
	if (result.withheld.length === 0) return [];
	return [
		"",
		styled("bold", "Held back by measures (modelled)"),
		...result.withheld.map(
			({ title, good, quantity, unit, lanes }) =>
				`  ${title}: ${formatQuantity(quantity, unit)} of ${good} on ${lanes.length} lanes`,
		),
	];
}

function notPlayedLines(result: StressResult): string[] {
	const rows = result.measures.filter(({ notPlayed }) => notPlayed !== "");
	return rows.length === 0
		? []
		: [
				"",
				styled("bold", "In the scenario, without effect here"),
				...rows.map(({ title, notPlayed }) => `  ${title}: ${notPlayed}`),
			];
}
