import { Command } from "commander";
import {
	type CeilingResult,
	ceilings,
	type ExposureResult,
	type GoodExposure,
} from "#exposure";
import { formatQuantity, type Network, placesOf, world } from "#network";
import { answers } from "#work";
import {
	type Asked,
	askingWhom,
	opened,
	percent,
	print,
	printJson,
} from "./ask.ts";
import { sourceLines } from "./sources.ts";
import { styled } from "./style.ts";
import { bar, tableLines } from "./table.ts";

/** Returns the command `exposure`: whom a place or group hangs on, good by good. */
export function exposureCommand(): Command {
	return askingWhom(new Command("exposure"))
		.description(
			"say whom a place or group hangs on: shares, concentration, and dependence through all stages",
		)
		.option(
			"--ceiling <share>",
			"list what exceeds a share held by one country instead (the Critical Raw Materials Act: 0.65)",
			Number,
		)
		.addHelpText(
			"after",
			`
Shares are of world production (WLD) or of what the area uses; "reach" is the part that could not be had without a country at any stage.

Examples:
  $ counterweight exposure                                     who makes what in the world
  $ counterweight exposure --for JPN --good ndfeb_magnet       Japan's magnets, directly and hidden
  $ counterweight exposure --for EU27 --ceiling 0.65           what exceeds 65 % from one country, and by how much
  $ counterweight exposure --network minerals-2024 --json      45 minerals, mine and refining`,
		)
		.action(async (asked: Asked & { readonly ceiling?: number }) => {
			const network = await opened(asked.network, asked.json);
			if (asked.ceiling !== undefined) {
				const found = ceilings(network, {
					ceiling: asked.ceiling,
					for: asked.for,
					...(asked.good === undefined ? {} : { good: asked.good }),
				});
				if (asked.json) printJson(found);
				else print(ceilingLines(network, found));
				return;
			}
			const result = answers().exposure(network, asked);
			if (asked.json) printJson(result);
			else print(exposureLines(network, result));
		});
}

function exposureLines(network: Network, result: ExposureResult): string[] {
	if (result.goods.length === 0)
		return [`${result.for} uses none of these goods in ${network.id}.`];
	const name = (id: string) =>
		network.places.find((place) => place.id === id)?.name ?? id;
	const own =
		result.for === world ? new Set<string>() : placesOf(network, result.for);
	const cited = new Set(
		result.goods.flatMap(({ shares }) =>
			shares.flatMap(({ sources }) => sources),
		),
	);
	return [
		styled(
			"bold",
			`Whom ${result.for === "WLD" ? "the world hangs" : `${result.for} hangs`} on`,
		),
		styled(
			"dim",
			`network ${result.network.id} ${result.network.version}; * = modelled figures among them`,
		),
		"",
		...tableLines(result.goods, [
			{
				head: "Good",
				cell: ({ name: good, modelled }) => `${good}${modelled ? " *" : ""}`,
			},
			{ head: "Stage", cell: ({ stage }) => stage },
			{
				head: "Per year",
				right: true,
				cell: ({ total, unit }) => formatQuantity(total, unit),
			},
			{ head: "Year", right: true, cell: ({ year }) => String(year) },
			{ head: "Of", cell: ({ basis }) => basis },
			{
				head: "Largest",
				cell: ({ top1 }) => `${name(top1.place)} ${percent(top1.share)}`,
			},
			{ head: "Top 3", right: true, cell: ({ top3 }) => percent(top3) },
			{
				head: "HHI",
				right: true,
				cell: ({ hhi }) => formatQuantity(Math.round(hhi)),
			},
			{
				head: "Hangs on, at any stage",
				cell: (row) => reachText(row, name, own),
			},
		]),
		...(result.families.length === 0
			? []
			: ["", styled("bold", "Families, their goods added up")]),
		...result.families.map(
			({ family, stage, total, unit, hhi, shares }) =>
				`${family}, ${stage}: ${formatQuantity(total, unit)} per year, HHI ${formatQuantity(Math.round(hhi))}, ${shares
					.slice(0, 3)
					.map(({ place, share }) => `${name(place)} ${percent(share)}`)
					.join(", ")}`,
		),
		"",
		...sourceLines(network, cited),
	];
}

/** The place outside the area on which most of the good hangs, as a bar and a share. */
function reachText(
	row: GoodExposure,
	name: (id: string) => string,
	own: ReadonlySet<string>,
): string {
	const most = row.reach.find(({ place }) => !own.has(place));
	return most === undefined
		? ""
		: `${bar(most.share, 10).padEnd(10)} ${name(most.place)} ${percent(most.share)}`;
}

function ceilingLines(network: Network, result: CeilingResult): string[] {
	const name = (id: string) =>
		network.places.find((place) => place.id === id)?.name ?? id;
	return [
		styled(
			"bold",
			`Shares above ${percent(result.ceiling)} held by one country`,
		),
		styled(
			"dim",
			`network ${result.network.id} ${result.network.version}; direct: who makes what is bought; look-through: whose exports it could not be had without`,
		),
		"",
		...(result.breaches.length === 0
			? ["Nothing exceeds the ceiling."]
			: tableLines(result.breaches, [
					{ head: "For", cell: ({ area }) => area },
					{ head: "What", cell: (breach) => breach.name },
					{ head: "Stage", cell: ({ stage }) => stage },
					{ head: "Held by", cell: ({ place }) => name(place) },
					{ head: "View", cell: ({ view }) => view },
					{ head: "Share", right: true, cell: ({ share }) => percent(share) },
					{
						head: "Above by",
						right: true,
						cell: ({ excess, unit }) => formatQuantity(excess, unit),
					},
				])),
	];
}
