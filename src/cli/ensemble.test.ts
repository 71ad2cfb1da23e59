import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { dayPicture } from "./ensemble.ts";

/** Runs one of the commands of a file from its sources, as a process of its own. */
function ran(file: string, command: string, ...words: readonly string[]) {
	const programme = `
		const file = await import(process.argv[1]);
		await file[process.argv[2]]().parseAsync(process.argv.slice(3), { from: "user" });
	`;
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[
			"--conditions=counterweight-source",
			"--import",
			"tsx",
			"--input-type=module",
			"--eval",
			programme,
			new URL(file, import.meta.url).href,
			command,
			...words,
		],
		{ encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
	);
	return { status, out: stdout, err: stderr };
}

describe("the picture of an interval of days", () => {
	it("is thin from 5 to 95 %, thick from 25 to 75 %, with a dot in the middle", () => {
		const spread = { p5: 20, p25: 30, p50: 40, p75: 60, p95: 85, never: false };
		expect(dayPicture(spread, 100, 10)).toBe("··─━●━━──·");
	});

	it("goes on beyond the end where some runs never run short", () => {
		const spread = { p5: 50, p25: 70, p50: null, p75: null, p95: null };
		expect(dayPicture({ ...spread, never: true }, 100, 10)).toBe("·····──━━▸");
	});

	it("is empty where hardly any run does", () => {
		const spread = { p5: null, p25: null, p50: null, p75: null, p95: null };
		expect(dayPicture({ ...spread, never: true }, 100, 5)).toBe("·····");
	});
});

describe("counterweight ensemble", () => {
	it("lists the uses with their intervals, what drives them, the rules and the sources", () => {
		const { status, out, err } = ran(
			"./ensemble.ts",
			"ensembleCommand",
			"--scenario",
			"no-licence",
			"--for",
			"DEU",
			"--runs",
			"40",
		);
		expect(err).toBe("");
		expect(status).toBe(0);
		expect(out).toMatch(/runs short within 365 days in 100 % of 40 runs/);
		expect(out).toMatch(
			/Electric cars +Germany +100 % +\d+ +\d+ to \d+ +\d+ +[·─━●]+ +[\d.]+ bn USD/,
		);
		expect(out).toMatch(/−0\.\d\d +█+.* users in Germany hold: 14 to 90 days/);
		expect(out).toMatch(/figures with a range are drawn, each on its own/);
		expect(out).toMatch(/Rules: stepDays 7, /);
		expect(out).toMatch(/\nSources\n/);
	});

	it("gives every figure as JSON", () => {
		const { out } = ran(
			"./ensemble.ts",
			"ensembleCommand",
			"--for",
			"DEU",
			"--runs",
			"5",
			"--seed",
			"9",
			"--json",
		);
		expect(JSON.parse(out)).toMatchObject({
			outcome: "done",
			runs: 5,
			seed: 9,
			for: "DEU",
			rules: { stepDays: 7 },
		});
	});
});

describe("counterweight sweep", () => {
	it("ranks the stops, the worst first", () => {
		const { status, out } = ran(
			"./sweep.ts",
			"sweepCommand",
			"--days",
			"60",
			"--top",
			"3",
		);
		expect(status).toBe(0);
		expect(out).toMatch(/One stop of 60 days at a time/);
		expect(out).toMatch(/\nChina +magnet +[\d.]+ bn USD +█+ +\d+ +\d+ +\w/);
	});
});

describe("counterweight compare", () => {
	it("puts scenarios side by side, one of them under a rule of its own", () => {
		const { status, out } = ran(
			"./compare.ts",
			"compareCommand",
			"april-2025",
			"no-licence",
			"no-licence,slowdown=0.8",
			"--for",
			"DEU",
			"--good",
			"ev",
		);
		expect(status).toBe(0);
		expect(out).toMatch(/\nA {2}April 2025 as it happened +2025-04-04 +1 /);
		expect(out).toMatch(/\nC {2}China grants .*, slowdown=0\.8 +2026-11-11 /);
		expect(out).toMatch(
			/Electric cars +Germany +\d+ +[\d,]+ pieces +\d+ +[\d,]+ pieces +\d+ days sooner, \+/,
		);
	});
});
