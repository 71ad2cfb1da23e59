import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { Command, InvalidArgumentError } from "commander";
import {
	baciCountries,
	importBaci,
	importComtrade,
	importTable,
	importUsgs,
	tableText,
	writePackage,
} from "#files";
import { type Finding, hasErrors, type Tables } from "#network";
import { defaultPackage } from "#work";
import { opened, print, printJson } from "./ask.ts";
import { findingLines } from "./findings.ts";
import { Failed, Misused } from "./refusal.ts";

interface AskedImport {
	readonly goods?: ReadonlyMap<string, string>;
	readonly countries?: string;
	readonly places?: ReadonlyMap<string, string>;
	readonly year?: number;
	readonly source?: string;
	readonly network: string;
	readonly out?: string;
	readonly json?: boolean;
}

type Rows = Partial<Pick<Tables, "lanes" | "processes" | "recipes">>;

const kinds = ["baci", "comtrade", "usgs", "table"] as const;

/** Returns the command `data import`: trade and production statistics as rows of a package. */
export function importCommand(): Command {
	return new Command("import")
		.argument("<kind>", kinds.join(", "))
		.argument(
			"<file...>",
			"file as the publisher offers it (table: the folder or files of Z, Y and x)",
		)
		.description(
			"turn trade statistics into lanes, production statistics into processes, input–output tables into packages",
		)
		.option(
			"--goods <list>",
			'what to take, as 850511=ndfeb_magnet,2846=ree_compounds (usgs: "Rare earths=ree_concentrate")',
			pairs,
		)
		.option("--countries <file>", "baci: its table of country codes")
		.option(
			"--places <list>",
			"places by the file's codes where they differ, as S19=TWN",
			pairs,
		)
		.option("--year <n>", "year to take; default the file's first", Number)
		.option(
			"--source <id>",
			"id of the publication in sources.csv; default the kind",
		)
		.option(
			"-n, --network <folder>",
			"usgs: package whose places give the countries' names",
			defaultPackage,
		)
		.option(
			"--out <file>",
			"write the rows there as CSV; default standard output (table: the folder of the new package, required)",
		)
		.option("--json", "print rows and findings as JSON")
		.addHelpText(
			"after",
			`
Quantities become tonnes, one row for each pair of countries and good; what cannot be read is a finding. An existing file is not overwritten.

Examples:
  $ counterweight data import baci BACI_HS22_Y2024.csv --countries country_codes.csv --goods 850511=ndfeb_magnet --out lanes.csv
  $ counterweight data import comtrade TradeData.csv --goods 8505.11=ndfeb_magnet --year 2024
  $ counterweight data import usgs MCS2026.csv --goods "Rare earths=ree_concentrate" --year 2024 --network minerals-2024
  $ counterweight data import table ./exiobase --year 2022 --out ./exiobase-network`,
		)
		.action(async (kind: string, files: string[], asked: AskedImport) => {
			if (asked.out !== undefined && existsSync(asked.out))
				throw new Misused(`${asked.out} exists; it is not overwritten`);
			if (kind === "table") {
				await importTablePackage(files, asked);
				return;
			}
			const { rows, findings } = await imported(kind, files[0] ?? "", asked);
			const tables = Object.entries(rows) as [keyof Rows, Rows[keyof Rows]][];
			if (asked.json) printJson({ ...rows, findings });
			else {
				if (findings.length > 0)
					process.stderr.write(`${findingLines(findings).join("\n")}\n`);
				const text = tables
					.map(([table, list]) => [...tableText(table, list ?? [])].join(""))
					.join("\n");
				if (asked.out === undefined) process.stdout.write(text);
				else if (!hasErrors(findings))
					await writeFile(asked.out, text, { flag: "wx" });
			}
			if (hasErrors(findings)) throw new Failed();
		});
}

async function imported(
	kind: string,
	file: string,
	asked: AskedImport,
): Promise<{ rows: Rows; findings: readonly Finding[] }> {
	if (!(kinds as readonly string[]).includes(kind))
		throw new Misused(
			`there is no import "${kind}"; there are ${kinds.join(", ")}`,
		);
	const { goods } = asked;
	if (goods === undefined)
		throw new Misused(`${kind} needs --goods: what to take from the file`);
	const common = {
		source: asked.source ?? kind,
		goods,
		...(asked.year === undefined ? {} : { year: asked.year }),
		...(asked.places === undefined ? {} : { places: asked.places }),
	};
	switch (kind) {
		case "baci": {
			if (asked.countries === undefined)
				throw new Misused("baci needs --countries, its table of country codes");
			const { countries, findings } = await baciCountries(asked.countries);
			if (hasErrors(findings)) return { rows: {}, findings };
			const { lanes, findings: found } = await importBaci(file, {
				...common,
				countries,
			});
			return { rows: { lanes }, findings: [...findings, ...found] };
		}
		case "comtrade": {
			const { lanes, findings } = await importComtrade(file, common);
			return { rows: { lanes }, findings };
		}
		case "usgs": {
			if (asked.year === undefined) throw new Misused("usgs needs --year");
			const network = await opened(asked.network);
			const { processes, recipes, findings } = await importUsgs(file, {
				source: common.source,
				year: asked.year,
				goods: [...goods].map(([commodity, good]) => ({
					commodity,
					good,
					unit: network.goods.find(({ id }) => id === good)?.unit ?? "t",
				})),
				countries: new Map([
					...network.places.map(({ name, id }) => [name, id] as const),
					...(asked.places ?? []),
				]),
			});
			return { rows: { recipes, processes }, findings };
		}
		default:
			return { rows: {}, findings: [] };
	}
}

/** Reads an input–output table and writes it as a package of its own. */
async function importTablePackage(
	files: readonly string[],
	asked: AskedImport,
): Promise<void> {
	if (asked.out === undefined || asked.year === undefined)
		throw new Misused(
			"table needs --out, the new package's folder, and --year",
		);
	const source = asked.source ?? "table";
	const { network, findings } = await importTable(files, {
		year: asked.year,
		source: { id: source, title: `Input–output table ${files.join(", ")}` },
	});
	if (network !== undefined) await writePackage(network, asked.out);
	if (asked.json)
		printJson({
			network: network && { id: network.id, version: network.version },
			findings,
		});
	else
		print([
			...(network === undefined ? [] : [`${asked.out}: ${network.title}`]),
			...findingLines(findings),
		]);
	if (hasErrors(findings) || network === undefined) throw new Failed();
}

function pairs(text: string): ReadonlyMap<string, string> {
	const map = new Map<string, string>();
	for (const part of text.split(",")) {
		const [from = "", to = ""] = part.split("=");
		if (from.trim() === "" || to.trim() === "")
			throw new InvalidArgumentError(
				`It takes pairs as code=good, separated by commas; "${part}" is none.`,
			);
		map.set(from.trim(), to.trim());
	}
	return map;
}
