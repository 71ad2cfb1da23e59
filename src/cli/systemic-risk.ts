import { Command, Option } from "commander";
import {
	type Node,
	nodesOf,
	type ProductionFunction,
	systemicRisk,
} from "#exposure";
import { compile } from "#network";
import {
	type Asked,
	asking,
	opened,
	percent,
	print,
	printJson,
} from "./ask.ts";
import { styled } from "./style.ts";
import { bar, tableLines } from "./table.ts";

interface AskedRisk extends Asked {
	readonly production: ProductionFunction;
	readonly marketShare?: boolean;
	readonly eps: number;
}

/** Returns the command `systemic-risk`: how much of all output falls if a node stops (ESRI). */
export function systemicRiskCommand(): Command {
	return asking(new Command("systemic-risk"))
		.description(
			"rank processes by the share of all output that falls when one stops: ESRI (Diem et al. 2022)",
		)
		.addOption(
			new Option("--production <function>", "how inputs bind")
				.choices(["mixed", "leontief", "linear"])
				.default("mixed"),
		)
		.option(
			"--market-share",
			"customers replace a lost supplier by others as far as those hold a share of its sector",
		)
		.option(
			"--eps <loss>",
			"a cascade stops once no loss rises by more",
			Number,
			1e-8,
		)
		.addHelpText(
			"after",
			`
Flows are counted in USD of the base year. No stocks, no time: \`counterweight stress\` has both.

Examples:
  $ counterweight systemic-risk
  $ counterweight systemic-risk --production linear --market-share --json`,
		)
		.action(async (asked: AskedRisk) => {
			const network = await opened(asked.network, asked.json);
			const { firms, nodes } = nodesOf(compile(network));
			const { production, eps } = asked;
			const risk = systemicRisk(firms, {
				production,
				eps,
				marketShare: asked.marketShare === true,
			});
			const rows = nodes.map((node, at) => ({
				...node,
				esri: risk.esri[at] ?? 0,
				downstream: risk.downstream[at] ?? 0,
				upstream: risk.upstream[at] ?? 0,
				iterations: risk.iterations[at] ?? 0,
				converged: risk.converged[at] === 1,
			}));
			rows.sort((a, b) => b.esri - a.esri);
			const settings = { production, marketShare: risk.marketShare, eps };
			if (asked.json)
				printJson({
					network: { id: network.id, version: network.version },
					...settings,
					nodes: rows,
				});
			else print(riskLines(network.places, rows, settings));
		});
}

interface RiskRow extends Node {
	readonly esri: number;
	readonly downstream: number;
	readonly upstream: number;
	readonly converged: boolean;
}

function riskLines(
	places: readonly { readonly id: string; readonly name: string }[],
	rows: readonly RiskRow[],
	settings: {
		readonly production: string;
		readonly marketShare: boolean;
		readonly eps: number;
	},
): string[] {
	const name = (id: string) =>
		places.find((place) => place.id === id)?.name ?? id;
	const open = rows.filter(({ converged }) => !converged).length;
	return [
		styled(
			"bold",
			"Systemic risk: share of all output that falls when a process stops",
		),
		styled(
			"dim",
			`modelled · ${settings.production}, ${settings.marketShare ? "with" : "without"} market share, eps ${settings.eps}; ${open === 0 ? "all cascades came to rest" : `${open} of ${rows.length} cascades did not come to rest`}`,
		),
		"",
		...tableLines(rows.filter(({ esri }) => esri > 0).slice(0, 20), [
			{ head: "Process", cell: ({ id }) => id },
			{ head: "Where", cell: ({ place }) => name(place) },
			{
				head: "ESRI",
				cell: ({ esri }) => `${bar(esri, 12).padEnd(12)} ${percent(esri)}`,
			},
			{
				head: "For want of inputs",
				right: true,
				cell: ({ downstream }) => percent(downstream),
			},
			{
				head: "For want of customers",
				right: true,
				cell: ({ upstream }) => percent(upstream),
			},
		]),
	];
}
