import { Command, Option } from "commander";
import { formatQuantity, type Network } from "#network";
import type { Rules, SweepResult, SweepRow } from "#stress";
import { sweep } from "#work";
import {
	type Asked,
	asking,
	dollars,
	opened,
	percent,
	print,
	printJson,
} from "./ask.ts";
import { ruled, whole } from "./asked-rule.ts";
import { type AskedCrew, askingCrew, withCrew } from "./ensemble-crew.ts";
import { styled } from "./style.ts";
import { bar, tableLines } from "./table.ts";

interface AskedSweep extends Asked, AskedCrew {
	readonly days: number;
	readonly horizon: number;
	readonly by: "stage" | "good";
	readonly rule?: Partial<Rules>;
	readonly top: number;
}

/** Returns the command `sweep`: what runs short if one country after the other stops its exports. */
export function sweepCommand(): Command {
	return askingCrew(asking(new Command("sweep")))
		.description(
			"stop the exports of one country and stage at a time, and rank what would be missing",
		)
		.option(
			"-f, --for <area>",
			"a place, a group, or several joined by + (DEU, EU27, JPN+USA)",
			"WLD",
		)
		.option("-d, --days <n>", "how long each stop lasts", whole, 90)
		.option("--horizon <n>", "length of each run in days", whole, 365)
		.addOption(
			new Option("--by <what>", "stop all goods of a stage, or one good")
				.choices(["stage", "good"])
				.default("stage"),
		)
		.option(
			"-r, --rule <name=value>",
			"change an order rule (repeatable); steps are a week unless stepDays says otherwise",
			ruled,
		)
		.option("-t, --top <n>", "how many stops to list", whole, 15)
		.addHelpText(
			"after",
			`
Examples:
  $ counterweight sweep                          every country and stage, for the world
  $ counterweight sweep --for DEU --days 180     half a year, for Germany
  $ counterweight sweep --by good --json         one good at a time; every figure`,
		)
		.action(async (asked: AskedSweep) => {
			const network = await opened(asked.network, asked.json);
			const result = await withCrew("stops", asked, (crew) =>
				sweep(
					network,
					{
						for: asked.for,
						days: asked.days,
						horizonDays: asked.horizon,
						by: asked.by,
						...(asked.rule === undefined ? {} : { rules: asked.rule }),
					},
					crew,
				),
			);
			if (asked.json) printJson(result);
			else print(sweepLines(network, result, asked.top));
		});
}

function sweepLines(
	network: Network,
	result: SweepResult,
	top: number,
): string[] {
	const harmful = result.stops.filter(({ short }) => short > 0);
	const rows = harmful.slice(0, top);
	return [
		styled("bold", `One stop of ${result.days} days at a time`),
		styled(harmful.length > 0 ? "red" : "green", result.says),
		styled(
			"dim",
			`modelled · ${result.network.id} ${result.network.version} · for ${result.for} · ${result.cases} of ${result.pairs} pairs of a country and a ${result.by} have exports`,
		),
		...(rows.length === 0 ? [] : ["", ...stopLines(network, rows, result.by)]),
		...(harmful.length > rows.length
			? [
					styled(
						"dim",
						`and ${harmful.length - rows.length} more: --top ${harmful.length}`,
					),
				]
			: []),
		"",
		styled(
			"dim",
			`Rules: ${Object.entries(result.rules)
				.map(([name, value]) => `${name} ${value}`)
				.join(", ")}`,
		),
	];
}

function stopLines(
	network: Network,
	rows: readonly SweepRow[],
	by: SweepResult["by"],
): string[] {
	const placeName = (id: string) =>
		network.places.find((place) => place.id === id)?.name ?? id;
	const goodName = (id: string) =>
		network.goods.find((good) => good.id === id)?.name ?? id;
	const most = Math.max(...rows.map(({ shortfallUsd }) => shortfallUsd), 1);
	return tableLines(rows, [
		{ head: "Stops", cell: ({ name }) => name },
		{
			head: by === "stage" ? "Stage" : "Good",
			cell: ({ stage, goods }) =>
				by === "stage" ? stage : goods.map(goodName).join(", "),
		},
		{
			head: "Value missing",
			right: true,
			cell: ({ shortfallUsd }) => dollars(shortfallUsd),
		},
		{
			head: "",
			cell: ({ shortfallUsd }) => styled("red", bar(shortfallUsd / most, 12)),
		},
		{
			head: "From day",
			right: true,
			cell: ({ firstShortfallDay }) => String(firstShortfallDay ?? ""),
		},
		{ head: "Uses", right: true, cell: ({ short }) => String(short) },
		{
			head: "Worst",
			cell: ({ worst }) =>
				worst === null ? "" : `${worst.name} in ${placeName(worst.place)}`,
		},
		{
			head: "Missing",
			right: true,
			cell: ({ worst }) =>
				worst === null
					? ""
					: `${formatQuantity(worst.shortfall, worst.unit)} (${percent(worst.shortfallShare)})`,
		},
	]);
}
