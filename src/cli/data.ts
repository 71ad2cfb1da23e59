import { Command } from "commander";
import { type Network, type TableName, tableNames } from "#network";
import { shippedPackages } from "#work";
import { type Asked, asking, opened, print, printJson } from "./ask.ts";
import { importCommand } from "./import.ts";
import { Misused } from "./refusal.ts";
import { styled } from "./style.ts";
import { tableLines } from "./table.ts";

interface AskedData extends Asked {
	readonly place?: string;
	readonly good?: string;
}

/** Returns the command `data`: the packages that ship, or one table with its sources and confidence. */
export function dataCommand(): Command {
	return asking(new Command("data").addCommand(importCommand()))
		.argument("[table]", `a table to print: ${tableNames.join(", ")}`)
		.option("--place <id>", "only rows that name this place")
		.option("-g, --good <id>", "only rows that name this good")
		.description(
			"list the packages and what is in them, or print a table with sources and confidence",
		)
		.addHelpText(
			"after",
			`
Confidence: A primary file or official data; B agency, company or press; C recalled publication; D derived or assumed ("modelled").

Examples:
  $ counterweight data
  $ counterweight data lanes --good ndfeb_magnet --place DEU
  $ counterweight data measures --json`,
		)
		.action(async (table: string | undefined, asked: AskedData) => {
			if (table === undefined) {
				const networks = await Promise.all(
					[...new Set([...shippedPackages(), asked.network])].map((name) =>
						opened(name, asked.json),
					),
				);
				const unique = [
					...new Map(
						networks.map((network) => [
							`${network.id} ${network.version}`,
							network,
						]),
					).values(),
				];
				if (asked.json) printJson(unique.map(summary));
				else print(unique.flatMap(summaryLines));
				return;
			}
			if (!(tableNames as readonly string[]).includes(table))
				throw new Misused(
					`there is no table "${table}"; there are ${tableNames.join(", ")}`,
				);
			const network = await opened(asked.network, asked.json);
			const rows = network[table as TableName].filter(
				(row) =>
					names(row, asked.place, [
						"id",
						"place",
						"from",
						"to",
						"actor",
						"targets",
						"within",
					]) && names(row, asked.good, ["id", "good", "goods"]),
			);
			if (asked.json) printJson(rows);
			else print(rowLines(rows));
		});
}

/** Whether a row names an id in one of the fields, or nothing was asked. */
function names(
	row: object,
	id: string | undefined,
	fields: readonly string[],
): boolean {
	if (id === undefined) return true;
	const values = row as Readonly<Record<string, unknown>>;
	return fields.some(
		(field) =>
			values[field] === id ||
			(Array.isArray(values[field]) && values[field].includes(id)),
	);
}

function summary(network: Network) {
	const confidence: Record<string, number> = { A: 0, B: 0, C: 0, D: 0 };
	for (const name of tableNames)
		for (const row of network[name])
			if ("confidence" in row && row.confidence !== undefined)
				confidence[row.confidence] = (confidence[row.confidence] ?? 0) + 1;
	return {
		id: network.id,
		version: network.version,
		title: network.title,
		rows: Object.fromEntries(
			tableNames.map((name) => [name, network[name].length]),
		),
		confidence,
		scenarios: network.scenarios.map(({ id, title }) => ({ id, title })),
	};
}

function summaryLines(network: Network): string[] {
	const { rows, confidence, scenarios } = summary(network);
	return [
		`${styled("bold", `${network.id} ${network.version}`)}  ${network.title}`,
		`  ${Object.entries(rows)
			.filter(([, count]) => count > 0)
			.map(([name, count]) => `${count} ${name}`)
			.join(", ")}`,
		`  rows by confidence: ${Object.entries(confidence)
			.map(([letter, count]) => `${letter} ${count}`)
			.join(", ")} (D is modelled)`,
		...scenarios.map(({ id, title }) => `  scenario ${id}: ${title}`),
		"",
	];
}

function rowLines(rows: readonly object[]): string[] {
	if (rows.length === 0) return ["no rows"];
	const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
		(field) => field !== "note",
	);
	return tableLines(
		rows as readonly Readonly<Record<string, unknown>>[],
		fields.map((field) => ({
			head: field,
			cell: (row) => cellOf(row[field]),
			right: rows.some(
				(row) =>
					typeof (row as Readonly<Record<string, unknown>>)[field] === "number",
			),
		})),
	);
}

function cellOf(value: unknown): string {
	if (value === undefined) return "";
	if (Array.isArray(value))
		return value
			.map((part) =>
				typeof part === "object" && part !== null
					? Object.values(part).join(":")
					: String(part),
			)
			.join(";");
	return String(value);
}
