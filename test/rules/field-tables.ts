import { parse } from "csv-parse/sync";
import { textOf } from "./source-file.ts";

/** Marks on a page between which the field tables stand. */
const marks = [
	"<!-- Field tables from src/network/dictionary.csv; UPDATE_DOCS=1 npx vitest run test/rules/docs.test.ts writes them. -->",
	"<!-- End of the field tables. -->",
] as const;

/** What a row of each table is. */
const rowIs: Readonly<Record<string, string>> = {
	sources: "A row is a publication, or the name of a derivation.",
	goods: "A row is something that flows.",
	places: "A row is a country, bloc, site or chokepoint.",
	groups: "A row is one place's membership in a group.",
	recipes:
		"A row is one input or output of a recipe, per unit of activity; rows of one name make one recipe.",
	processes: "A row is a recipe run at a place.",
	lanes: "A row is a good that moves from place to place.",
	stocks: "A row is what is held of a good at a place.",
	demands: "A row is the final use of a good at a place.",
	measures: "A row is a dated act.",
	scenarios: "A row is a named set of measures, with the day a run starts.",
	observations:
		"A row is what happened, to be held against a scenario's run; no run reads it.",
};

/** A row of the data dictionary. */
interface DictionaryRow {
	readonly of: string;
	readonly field: string;
	readonly type: string;
	readonly unit: string;
	readonly default: string;
	readonly required: string;
	readonly description: string;
}

/** Returns the field tables of all files of a package, in Markdown, from the data dictionary. */
function fieldTables(): string {
	const rows = parse(textOf("src/network/dictionary.csv"), {
		columns: true,
	}) as readonly DictionaryRow[];
	const tables = [...new Set(rows.map((row) => row.of))];
	return tables
		.map((table) =>
			[
				`### ${table}.csv`,
				rowIs[table] ?? `A row of ${table}.`,
				markdownTable([
					["Field", "Holds", "Unit", "If empty", "Meaning"],
					...rows.filter((row) => row.of === table).map(cellsOf),
				]),
			].join("\n\n"),
		)
		.join("\n\n");
}

/** Returns a page with the field tables between its marks; throws if it lacks them. */
export function withFieldTables(page: string): string {
	const [before, rest, ...more] = page.split(marks[0]);
	const [, after] = rest?.split(marks[1]) ?? [];
	if (before === undefined || after === undefined || more.length > 0)
		throw new Error("the page lacks the marks of the field tables");
	return `${before}${marks[0]}\n\n${fieldTables()}\n\n${marks[1]}${after}`;
}

function cellsOf(row: DictionaryRow): readonly string[] {
	const empty =
		row.default === ""
			? row.required === "yes"
				? "required"
				: ""
			: `\`${row.default}\``;
	return [
		`\`${row.field}\``,
		holds(row.type),
		row.unit,
		empty,
		row.description,
	].map((cell) => cell.replaceAll("|", "\\|"));
}

const kinds: Readonly<Record<string, string>> = {
	key: "name",
	text: "words",
	"list text": "words, parted by `;`",
	number: "number",
	quantity: "number from 0",
	share: "number from 0 to 1",
	year: "year",
	date: "date",
	unit: "unit",
	url: "web address",
	latitude: "number from -90 to 90",
	longitude: "number from -180 to 180",
	confidence: "`A`, `B`, `C` or `D`",
	path: "steps day:share, parted by `;`",
	"list places": "places, parted by `;`",
	"list areas": "places or groups, parted by `;`",
	"list families": "goods or families, parted by `;`",
};

/** Returns what the cells of a field hold, in words, from its type in the data dictionary. */
function holds(type: string): string {
	const plain = kinds[type];
	if (plain !== undefined) return plain;
	const [word = "", named = ""] = type.split(/ (?=\S+$)/);
	if (type.startsWith("choice "))
		return oneOf(type.slice("choice ".length).split("|"));
	const [table = "", column = "id"] = named.split(".");
	const what = `\`${column}\` of [${table}](#${table}csv)`;
	if (word === "ref") return what;
	if (word === "list ref") return `${what}, parted by \`;\``;
	throw new Error(`no words for the type “${type}”`);
}

function oneOf(choices: readonly string[]): string {
	const quoted = choices.map((choice) => `\`${choice}\``);
	return [quoted.slice(0, -1).join(", "), quoted.at(-1)].join(" or ");
}

function markdownTable(rows: readonly (readonly string[])[]): string {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
	const [head = [], ...body] = rows;
	return [
		line(head),
		line(widths.map((width) => "-".repeat(width))),
		...body.map(line),
	].join("\n");
}
