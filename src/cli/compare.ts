import { Command } from "commander";
import { formatQuantity, type Network } from "#network";
import {
	type ComparedOutcome,
	type ComparedRun,
	type Comparison,
	compare,
	type RuleSetting,
	type Rules,
	type RulesSensitivity,
} from "#stress";
import {
	type Asked,
	askingWhom,
	dollars,
	opened,
	print,
	printJson,
} from "./ask.ts";
import { ruled, whole } from "./asked-rule.ts";
import { styled } from "./style.ts";
import { bar, type Column, tableLines } from "./table.ts";

interface AskedComparison extends Asked {
	readonly days?: number;
	readonly rule?: Partial<Rules>;
	readonly top: number;
}

/** Returns the command `compare`: two or more scenarios, or one under several rules, side by side. */
export function compareCommand(): Command {
	return askingWhom(new Command("compare"))
		.argument(
			"<scenario...>",
			"two or more scenarios, each with rules of its own if any: no-licence,slowdown=0.8",
		)
		.description(
			"put two or more scenarios side by side: who runs short in which, when, and by how much more",
		)
		.option(
			"-d, --days <n>",
			"length of all runs in days; default the longest of the scenarios'",
			whole,
		)
		.option(
			"-r, --rule <name=value>",
			"change an order rule of all runs (repeatable)",
			ruled,
		)
		.option("-t, --top <n>", "how many uses to list", whole, 15)
		.addHelpText(
			"after",
			`
Differences are against the first.

Examples:
  $ counterweight compare april-2025 no-licence --for DEU
  $ counterweight compare no-licence "no-licence,rationing=home first" --json`,
		)
		.action(async (scenarios: readonly string[], asked: AskedComparison) => {
			const network = await opened(asked.network, asked.json);
			const result = compare(
				network,
				scenarios.map((text) => runOf(network, text, asked.rule)),
				{
					for: asked.for,
					...(asked.good === undefined ? {} : { good: asked.good }),
					...(asked.days === undefined ? {} : { days: asked.days }),
				},
			);
			if (asked.json) printJson(result);
			else print(comparisonLines(network, result, asked.top));
		});
}

/** A scenario with the rules after its commas, named by both. */
function runOf(
	network: Network,
	text: string,
	shared: Partial<Rules> = {},
): ComparedRun {
	const [scenario = "", ...rules] = text.split(",");
	const title = network.scenarios.find(({ id }) => id === scenario)?.title;
	return {
		scenario,
		rules: rules.reduce<Partial<Rules>>(
			(before, rule) => ruled(rule.trim(), before),
			shared,
		),
		title: [title ?? scenario, ...rules.map((rule) => rule.trim())].join(", "),
	};
}

function comparisonLines(
	network: Network,
	result: Comparison,
	top: number,
): string[] {
	const placeName = (id: string) =>
		network.places.find((place) => place.id === id)?.name ?? id;
	const rows = result.demands.slice(0, top);
	const letters = result.runs.map((_, at) => String.fromCodePoint(65 + at));
	return [
		styled("bold", "Side by side"),
		result.says,
		styled(
			"dim",
			`modelled · ${result.network.id} ${result.network.version} · for ${result.for} · ${result.horizonDays} days each`,
		),
		"",
		...tableLines(result.runs, [
			{
				head: "",
				cell: (run) => letters[result.runs.indexOf(run)] ?? "",
			},
			{ head: "Run", cell: ({ title }) => title },
			{ head: "Day 0", cell: ({ from }) => from },
			{ head: "Uses short", right: true, cell: ({ short }) => String(short) },
			{
				head: "First of weight",
				cell: ({ first }) =>
					first === null
						? "none"
						: `day ${first.day}, ${first.name} in ${placeName(first.place)}`,
			},
			{
				head: "Value missing",
				right: true,
				cell: ({ shortfallUsd }) => dollars(shortfallUsd),
			},
			{
				head: "Against A",
				right: true,
				cell: ({ differenceUsd }) => signedDollars(differenceUsd),
			},
		]),
		...(rows.length === 0
			? []
			: [
					"",
					...tableLines(rows, [
						{ head: "Use", cell: ({ name }) => name },
						{ head: "Where", cell: ({ place }) => placeName(place) },
						...letters.flatMap((letter, at) =>
							runColumns(letter, at, ({ runs }) => runs[at]),
						),
					]),
				]),
		...(result.demands.length > rows.length
			? [
					styled(
						"dim",
						`and ${result.demands.length - rows.length} more: --top ${result.demands.length}`,
					),
				]
			: []),
	];
}

type DemandRow = Comparison["demands"][number];

function runColumns(
	letter: string,
	at: number,
	runOf: (row: DemandRow) => ComparedOutcome | undefined,
): Column<DemandRow>[] {
	const columns: Column<DemandRow>[] = [
		{
			head: `${letter} from day`,
			right: true,
			cell: (row) => String(runOf(row)?.firstShortfallDay ?? "never"),
		},
		{
			head: `${letter} missing`,
			right: true,
			cell: (row) => formatQuantity(runOf(row)?.shortfall ?? 0, row.unit),
		},
	];
	if (at === 0) return columns;
	return [
		...columns,
		{
			head: `${letter} against A`,
			cell: (row) => differenceText(runOf(row)),
		},
	];
}

function differenceText(outcome: ComparedOutcome | undefined): string {
	if (outcome === undefined) return "";
	const { kind, days, shortfallUsd } = outcome.difference;
	const worth = shortfallUsd === null ? "" : `, ${signedDollars(shortfallUsd)}`;
	if (days === null)
		return `${kind === "only here" ? "only here" : kind === "same" ? "holds in both" : "holds here"}${worth}`;
	return `${days === 0 ? "same day" : `${Math.abs(days)} days ${kind}`}${worth}`;
}

function signedDollars(usd: number): string {
	if (usd === 0) return "0";
	return `${usd < 0 ? "−" : "+"}${dollars(Math.abs(usd))}`;
}

/** Returns what becomes of a scenario under other order rules as lines: one row per setting, those as stated marked. */
export function sensitivityLines(
	network: Network,
	result: RulesSensitivity,
): string[] {
	const placeName = (id: string) =>
		network.places.find((place) => place.id === id)?.name ?? id;
	const most = Math.max(
		...result.settings.map(({ shortfallUsd }) => shortfallUsd),
		1,
	);
	return [
		styled("bold", `${result.title}, under other order rules`),
		result.says,
		styled(
			"dim",
			`modelled · ${result.network.id} ${result.network.version} · for ${result.for} · ${result.horizonDays} days · one rule changed at a time, * as stated`,
		),
		"",
		...tableLines<RuleSetting>(result.settings, [
			{ head: "Rule", cell: ({ rule }) => rule },
			{
				head: "Setting",
				cell: ({ setting, stated }) => `${setting}${stated ? " *" : ""}`,
			},
			{
				head: "Value missing",
				right: true,
				cell: ({ shortfallUsd }) => dollars(shortfallUsd),
			},
			{
				head: "",
				cell: ({ shortfallUsd, stated }) =>
					styled(stated ? "cyan" : "red", bar(shortfallUsd / most, 16)),
			},
			{
				head: "Of stated",
				right: true,
				cell: ({ ratio }) => (ratio === null ? "" : `${ratio.toFixed(2)} ×`),
			},
			{ head: "Uses short", right: true, cell: ({ short }) => String(short) },
			{
				head: "First of weight",
				cell: ({ first }) =>
					first === null
						? "none"
						: `day ${first.day}, ${first.name} in ${placeName(first.place)}`,
			},
		]),
	];
}
