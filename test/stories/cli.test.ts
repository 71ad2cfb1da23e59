import { spawn } from "node:child_process";
import {
	cp,
	mkdtemp,
	readdir,
	readFile,
	rm,
	truncate,
	writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** The built programme, as `npx counterweight` runs it. */
const programme = fileURLToPath(
	new URL("../../dist/cli/main.js", import.meta.url),
);
const shipped = fileURLToPath(
	new URL("../../data/rare-earths-2024/", import.meta.url),
);

interface Ended {
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
}

function counterweight(...words: readonly string[]): Promise<Ended> {
	return new Promise((done, failed) => {
		const child = spawn(process.execPath, [programme, ...words], {
			env: { ...process.env, NO_COLOR: "1" },
		});
		let out = "";
		let err = "";
		child.stdout.on("data", (part: Buffer) => {
			out += part.toString();
		});
		child.stderr.on("data", (part: Buffer) => {
			err += part.toString();
		});
		child.on("error", failed);
		child.on("close", (code) => done({ code, out, err }));
	});
}

async function json(...words: readonly string[]) {
	const { out } = await counterweight(...words, "--json");
	return JSON.parse(out) as Readonly<Record<string, unknown>>;
}

describe("the main job", () => {
	it("says what runs short if the suspension ends, where, on which day, with sources", async () => {
		const { code, out } = await counterweight("stress");
		expect(code).toBe(0);
		expect(out).toMatch(
			/run short first, on day \d+ \(202[67]-\d\d-\d\d\); \d+ of \d+ uses fall short within 365 days/,
		);
		expect(out).toContain("Why: ");
		expect(out).toContain("https://");
		expect(out).toContain("modelled");
	});

	it("says the same as JSON, with a chain of causes that ends at a measure", async () => {
		const result = (await json(
			"stress",
			"--for",
			"DEU",
			"--good",
			"ev",
		)) as unknown as {
			scenario: string;
			network: { id: string; version: string };
			horizonDays: number;
			stepDays: number;
			demands: readonly {
				place: string;
				good: string;
				unit: string;
				firstShortfallDay: number;
				recoveredDay: number;
				shortfall: number;
				shortfallShare: number;
				why: readonly { kind: string; measure?: string; says: string }[];
			}[];
			withheld: readonly { measure: string; quantity: number; unit: string }[];
		};
		expect(result).toMatchObject({
			scenario: "suspension-ends",
			network: { id: "rare-earths-2024" },
			horizonDays: 365,
			stepDays: 1,
		});
		expect(result.demands).toHaveLength(1);
		const [cars] = result.demands;
		expect(cars).toMatchObject({ place: "DEU", good: "ev", unit: "pieces" });
		expect(cars?.firstShortfallDay).toBeGreaterThan(0);
		expect(cars?.recoveredDay).toBeGreaterThan(cars?.firstShortfallDay ?? 0);
		expect(cars?.why[0]?.kind).toBe("short");
		expect(cars?.why.at(-1)).toMatchObject({
			kind: "withheld",
			measure: "scn_cn_reimpose",
		});
		expect(result.withheld.length).toBeGreaterThan(0);
	});

	it("fails on a shortfall only when asked to", async () => {
		expect(
			(await counterweight("stress", "--for", "EU27", "--fail-on", "short"))
				.code,
		).toBe(1);
		expect(
			(await counterweight("stress", "--for", "AUS", "--fail-on", "short"))
				.code,
		).toBe(0);
	});

	it("gives the same bytes on every run", async () => {
		const [one, two] = await Promise.all([
			counterweight("stress", "--json"),
			counterweight("stress", "--json"),
		]);
		expect(one.out).toBe(two.out);
	});

	it("shows Japan's hidden dependence: magnets made at home, their dysprosium from China", async () => {
		const result = (await json(
			"exposure",
			"--for",
			"JPN",
			"--good",
			"ndfeb_magnet",
		)) as unknown as {
			for: string;
			goods: readonly {
				good: string;
				stage: string;
				hhi: number;
				shares: readonly {
					place: string;
					share: number;
					sources: readonly string[];
				}[];
				reach: readonly { place: string; share: number }[];
			}[];
		};
		const [magnets] = result.goods;
		expect(magnets?.shares[0]?.place).toBe("JPN");
		const direct =
			magnets?.shares.find(({ place }) => place === "CHN")?.share ?? 0;
		const reach =
			magnets?.reach.find(({ place }) => place === "CHN")?.share ?? 0;
		expect(direct).toBeLessThan(0.3);
		expect(reach).toBeGreaterThan(0.8);
	});
});

describe("misuse", () => {
	it.each([
		["an unknown command", ["tell"]],
		["an unknown option", ["stress", "--sceanrio", "x"]],
		["an unknown scenario", ["stress", "--scenario", "nowhere"]],
		["an unknown place", ["stress", "--for", "Atlantis"]],
		["an unknown good", ["exposure", "--good", "unobtainium"]],
		["an unknown rule", ["stress", "--rule", "luck=1"]],
		["a rule out of range", ["stress", "--rule", "stepDays=0"]],
		["a word no rule knows", ["stress", "--rule", "rationing=by lot"]],
		["an unknown table", ["data", "dreams"]],
		["a port that is none", ["serve", "--port", "70000"]],
	])("%s ends with 2, says so, and shows no stack", async (_what, words) => {
		const { code, out, err } = await counterweight(...words);
		expect(code).toBe(2);
		expect(err).not.toBe("");
		expect(`${out}${err}`).not.toMatch(/\n\s+at /);
	});
});

describe("bad packages", () => {
	let folder = "";
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), "counterweight-"));
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));

	/** A copy of the shipped package with something done to it. */
	async function spoilt(
		name: string,
		spoil: (copy: string) => Promise<unknown>,
	): Promise<string> {
		const copy = path.join(folder, name);
		await cp(shipped, copy, { recursive: true });
		await spoil(copy);
		return copy;
	}

	const edit =
		(file: string, change: (text: string) => string) => async (copy: string) =>
			writeFile(
				path.join(copy, file),
				change(await readFile(path.join(copy, file), "utf8")),
			);

	it.each([
		[
			"a missing file",
			"files.missing-file",
			"goods.csv",
			(copy: string) => rm(path.join(copy, "goods.csv")),
		],
		[
			"a broken CSV",
			"files.broken-csv",
			"lanes.csv",
			edit("lanes.csv", (text) => `${text}CHN,"JPN,ndfeb_magnet\n`),
		],
		[
			"an unknown id",
			"network.unknown-id",
			"lanes.csv",
			edit("lanes.csv", (text) => text.replace(/^CHN,/m, "CHM,")),
		],
		[
			"a network that does not balance",
			"network.unbalanced",
			"lanes.csv",
			edit("lanes.csv", (text) =>
				text.replace(
					"CHN,DEU,ndfeb_magnet,10344",
					"CHN,DEU,ndfeb_magnet,20344",
				),
			),
		],
		[
			"a scenario on unknown measures",
			"network.unknown-id",
			"scenarios.csv",
			edit("scenarios.csv", (text) => text.replace("cn2025_61", "cn2025_99")),
		],
		[
			"measures on unknown goods",
			"network.unknown-id",
			"measures.csv",
			edit("measures.csv", (text) =>
				text.replace("controlled_2025_04", "unobtainium"),
			),
		],
		[
			"a file of 2 GB",
			"files.too-large",
			"lanes.csv",
			(copy: string) => truncate(path.join(copy, "lanes.csv"), 2 ** 31),
		],
		[
			"a folder with other files only",
			"files.missing-file",
			"datapackage.json",
			async (copy: string) => {
				for (const name of await readdir(copy)) await rm(path.join(copy, name));
				await writeFile(path.join(copy, "holiday.jpg"), "no network");
			},
		],
	])(
		"%s: findings with file and hint, exit 1, nothing written, no stack",
		async (what, code, file, spoil) => {
			const copy = await spoilt(what.replaceAll(" ", "-"), spoil);
			const before = await readdir(copy);
			const checked = await counterweight("check", "--network", copy, "--json");
			expect(checked.code).toBe(1);
			const { findings } = JSON.parse(checked.out) as {
				findings: readonly {
					code: string;
					severity: string;
					file: string;
					row: number;
					field: string;
					says: string;
					hint: string;
				}[];
			};
			const found = findings.filter((finding) => finding.severity === "error");
			expect(
				found.map((finding) => [finding.code, finding.file]),
			).toContainEqual([code, file]);
			for (const { says, hint, row } of found) {
				expect(says).not.toBe("");
				expect(hint).not.toBe("");
				expect(row).toBeGreaterThanOrEqual(0);
			}
			const played = await counterweight("stress", "--network", copy);
			expect(played.code).toBe(1);
			expect(`${played.out}${played.err}${checked.err}`).not.toMatch(
				/\n\s+at /,
			);
			expect(await readdir(copy)).toEqual(before);
		},
	);

	it("an unknown id is named with its line, its field and the nearest known one", async () => {
		const copy = await spoilt(
			"nearest",
			edit("lanes.csv", (text) =>
				text.replace(/^CHN,DEU,ndfeb_magnet/m, "CHN,DEU,ndfeb_magnett"),
			),
		);
		const lines = (await readFile(path.join(copy, "lanes.csv"), "utf8")).split(
			"\n",
		);
		const { findings } = (await json(
			"check",
			"--network",
			copy,
		)) as unknown as {
			findings: readonly {
				file: string;
				row: number;
				field: string;
				hint: string;
			}[];
		};
		expect(findings).toContainEqual(
			expect.objectContaining({
				file: "lanes.csv",
				row: lines.findIndex((line) => line.includes("magnett")) + 1,
				field: "good",
				hint: expect.stringContaining("ndfeb_magnet") as string,
			}),
		);
	});
});
