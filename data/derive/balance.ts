import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "csv-parse/sync";

type Row = Readonly<Record<string, string>>;

/** What one good has in a year: summed over the world, and the place that is off the most. */
interface Balance {
	readonly good: string;
	readonly unit: string;
	readonly made: number;
	readonly used: number;
	readonly gap: number;
	readonly worst: number;
	readonly place: string;
}

const folder = process.argv[2];
if (folder === undefined) throw new Error("name the folder of a package");

const rows = (table: string): Row[] =>
	parse(readFileSync(join(folder, `${table}.csv`)), { columns: true }) as Row[];

/** Returns production and use of every good that is made in the package, with the gap of the world and of the worst place. */
function balances(): Balance[] {
	const [recipes, processes] = [rows("recipes"), rows("processes")];
	const [lanes, demands] = [rows("lanes"), rows("demands")];
	const made = new Map<string, number>();
	const used = new Map<string, number>();
	const moved = new Map<string, number>();
	for (const process of processes)
		for (const row of recipes)
			if (row.recipe === process.recipe && row.kind !== "auxiliary") {
				const amount = Number(row.quantity) * Number(process.activity);
				add(amount > 0 ? made : used, row, process, Math.abs(amount));
			}
	for (const row of demands) add(used, row, row, Number(row.rate));
	for (const row of lanes) {
		add(moved, row, { place: row.to ?? "" }, Number(row.flow));
		add(moved, row, { place: row.from ?? "" }, -Number(row.flow));
	}
	return rows("goods").map((good) => balance(good, made, used, moved));
}

function add(
	sums: Map<string, number>,
	good: Row,
	at: Row,
	amount: number,
): void {
	const key = `${good.good} ${at.place}`;
	sums.set(key, (sums.get(key) ?? 0) + amount);
}

function balance(
	good: Row,
	made: ReadonlyMap<string, number>,
	used: ReadonlyMap<string, number>,
	moved: ReadonlyMap<string, number>,
): Balance {
	const id = good.id ?? "";
	const keys = [
		...new Set([...made.keys(), ...used.keys(), ...moved.keys()]),
	].filter((key) => key.startsWith(`${id} `));
	const total = (sums: ReadonlyMap<string, number>) =>
		keys.reduce((sum, key) => sum + (sums.get(key) ?? 0), 0);
	let [worst, place] = [0, ""];
	for (const key of keys) {
		const came = (made.get(key) ?? 0) + Math.max(0, moved.get(key) ?? 0);
		const left =
			(made.get(key) ?? 0) + (moved.get(key) ?? 0) - (used.get(key) ?? 0);
		const gap = Math.abs(left) / Math.max(came, used.get(key) ?? 0, 1e-9);
		if (gap > worst) [worst, place] = [gap, key.slice(id.length + 1)];
	}
	const [all, taken] = [total(made), total(used)];
	const traded = taken > 0 || keys.some((key) => moved.has(key));
	if (!traded) [worst, place] = [0, "nothing is shipped or used"];
	const gap = all === 0 || !traded ? 0 : (all - taken) / all;
	return {
		good: id,
		unit: good.unit ?? "",
		made: all,
		used: taken,
		gap,
		worst,
		place,
	};
}

const percent = (share: number) => `${(100 * share).toFixed(4)} %`;

process.stdout.write(
	`${basename(folder)}\n\n| good | unit | made | used | gap | worst place |\n|---|---|---|---|---|---|\n`,
);
for (const row of balances())
	process.stdout.write(
		`| ${row.good} | ${row.unit} | ${row.made.toFixed(1)} | ${row.used.toFixed(1)} | ${percent(row.gap)} | ${row.place} ${percent(row.worst)} |\n`,
	);
