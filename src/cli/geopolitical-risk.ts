import { Command } from "commander";
import { exposure, geopoliticalRisk } from "#exposure";
import { instabilities } from "#files";
import { formatQuantity, type Network, placesOf } from "#network";
import {
	type Asked,
	askingWhom,
	opened,
	percent,
	print,
	printJson,
} from "./ask.ts";
import { findingLines } from "./findings.ts";
import { Failed, Misused } from "./refusal.ts";
import { styled } from "./style.ts";
import { tableLines } from "./table.ts";

interface AskedRisk extends Asked {
	readonly instability: string;
}

/** Returns the command `geopolitical-risk`: GeoPolRisk of what a place imports. */
export function geopoliticalRiskCommand(): Command {
	return askingWhom(new Command("geopolitical-risk"))
		.description(
			"score what a place imports by concentration and political instability: GeoPolRisk",
		)
		.requiredOption(
			"--instability <file>",
			"CSV with the columns place and instability (0 stable to 1 unstable)",
		)
		.addHelpText(
			"after",
			`
Score = concentration of world production (0 to 1) × instability of the suppliers, weighted by imports (Gemechu et al. 2016).
The World Bank's political stability, turned round and scaled to 0 to 1, is the usual instability; it does not ship with this programme.

Examples:
  $ counterweight geopolitical-risk --for JPN --instability wgi-2024.csv
  $ counterweight geopolitical-risk --for EU27 --good ndfeb_magnet --instability wgi-2024.csv --json`,
		)
		.action(async (asked: AskedRisk) => {
			if (asked.for === "WLD")
				throw new Misused("say whose imports: --for DEU, --for EU27");
			const network = await opened(asked.network, asked.json);
			const { rated, findings } = await instabilities(asked.instability);
			if (rated === undefined) {
				if (asked.json) printJson({ findings });
				else process.stderr.write(`${findingLines(findings).join("\n")}\n`);
				throw new Failed();
			}
			const goods = scores(network, asked, rated);
			if (asked.json)
				printJson({
					for: asked.for,
					network: { id: network.id, version: network.version },
					goods,
				});
			else print(riskLines(network, asked.for, goods));
		});
}

function scores(
	network: Network,
	asked: AskedRisk,
	rated: ReadonlyMap<string, number>,
) {
	const inside = placesOf(network, asked.for);
	const good = asked.good === undefined ? {} : { good: asked.good };
	const made = new Map(
		exposure(network, good).goods.map((each) => [each.good, each.shares]),
	);
	return exposure(network, { for: asked.for, ...good })
		.goods.filter(({ basis }) => basis === "use")
		.map(({ good: id, name, unit, own, total, shares }) => {
			const imports = shares.filter(({ place }) => !inside.has(place));
			const home = own * total;
			const risk = geopoliticalRisk({
				production: Object.fromEntries(
					(made.get(id) ?? []).map(({ place, amount }) => [place, amount]),
				),
				domesticProduction: home,
				imports: imports.map(({ place, amount }) => {
					const instability = rated.get(place);
					return {
						country: place,
						quantity: amount,
						...(instability === undefined ? {} : { instability }),
					};
				}),
			});
			return { good: id, name, unit, total, ...risk };
		})
		.sort((a, b) => b.score - a.score);
}

function riskLines(
	network: Network,
	area: string,
	goods: ReturnType<typeof scores>,
): string[] {
	if (goods.length === 0)
		return [`${area} buys none of these goods in ${network.id}.`];
	return [
		styled("bold", `Geopolitical supply risk of ${area}`),
		styled(
			"dim",
			`modelled · network ${network.id} ${network.version}; score = concentration × import risk, 0 to 1`,
		),
		"",
		...tableLines(goods, [
			{ head: "Good", cell: ({ name }) => name },
			{
				head: "Use a year",
				right: true,
				cell: ({ total, unit }) => formatQuantity(total, unit),
			},
			{
				head: "Concentration",
				right: true,
				cell: ({ concentration }) => concentration.toFixed(3),
			},
			{
				head: "Import risk",
				right: true,
				cell: ({ importRisk }) => importRisk.toFixed(3),
			},
			{ head: "Score", right: true, cell: ({ score }) => score.toFixed(3) },
			{ head: "Unrated", right: true, cell: ({ unrated }) => percent(unrated) },
		]),
	];
}
