/**
 * Writes src/network/dictionary-rows.ts from src/network/dictionary.csv, so that the rooms, which read no files, know the
 * data dictionary. Run it after every change of the dictionary: `npx tsx scripts/dictionary.ts`.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";

const folder = new URL("../src/network/", import.meta.url);
const table = fileURLToPath(new URL("dictionary.csv", folder));
const module = fileURLToPath(new URL("dictionary-rows.ts", folder));

const rows = parse(readFileSync(table, "utf8"), { columns: true });
writeFileSync(
	module,
	`// Written by scripts/dictionary.ts from dictionary.csv: change that file, then run the script.

/** The rows of the data dictionary, in the order of \`dictionary.csv\`. */
export const dictionaryRows = ${JSON.stringify(rows, null, "\t")} as const;
`,
);
execFileSync("npx", ["biome", "check", "--write", module], {
	stdio: ["ignore", "ignore", "inherit"],
});
