import { spawn } from "node:child_process";
import {
	appendFileSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	truncateSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { network } from "#network";
import {
	type Block,
	ensemblePlan,
	ensembleResult,
	runCases,
	runSamples,
	sweepColumns,
	sweepPlan,
	sweepResult,
	valuesPerDemand,
} from "#stress";
import { type CrewOptions, crewBlocks } from "./crew.ts";
import type { Job } from "./job.ts";

const sourced = { source: "hand", confidence: "D", year: 2024 } as const;

/** C makes metal, ships it to J, and bans it; J holds 5 to 30 days of it. */
const chain = network({
	id: "chain",
	goods: [{ id: "metal", name: "Metal", stage: "metal", unit: "t", price: 1 }],
	places: ["C", "J"].map((id) => ({ id, name: id, kind: "country" as const })),
	recipes: [
		{ recipe: "make", good: "metal", quantity: 1, kind: "output", ...sourced },
	],
	processes: [
		{ id: "maker", place: "C", recipe: "make", activity: 365, ...sourced },
	],
	lanes: [
		{ from: "C", to: "J", good: "metal", flow: 365, days: 3, ...sourced },
	],
	stocks: [
		{
			place: "J",
			good: "metal",
			holder: "use",
			release: "short",
			coverDays: 10,
			low: 5,
			high: 30,
			...sourced,
		},
	],
	demands: [
		{
			place: "J",
			good: "metal",
			rate: 365,
			priority: 0,
			unmet: "lost",
			...sourced,
		},
	],
	measures: [
		{
			id: "ban",
			actor: ["C"],
			targets: ["WLD"],
			goods: ["all"],
			kind: "ban",
			from: "2026-01-01",
			...sourced,
		},
	],
	scenarios: [
		{
			id: "now",
			title: "now",
			measures: ["ban"],
			from: "2026-01-01",
			days: 365,
		},
	],
});

function ensembleOf(runs: number) {
	const options = { scenario: "now", runs, rules: { stepDays: 1 } };
	const plan = ensemblePlan(chain, options);
	const job: Job = { task: "ensemble", network: chain, options };
	const size = { cases: runs, columns: plan.demands.length * valuesPerDemand };
	const crew = (more: CrewOptions) => crewBlocks(job, size, more);
	/** The result as bytes, so that equal means equal to the bit. */
	const bytes = (blocks: readonly Block[]) =>
		JSON.stringify(ensembleResult(plan, blocks));
	return { plan, job, size, crew, bytes };
}

let folder = "";
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "counterweight-crew-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a crew", () => {
	it("of one or two finds the same as one alone in its thread, to the bit", async () => {
		const { plan, crew, bytes } = ensembleOf(300);
		const alone = bytes([runSamples(plan, 0, 300)]);
		expect(bytes(await crew({ workers: 1 }))).toBe(alone);
		expect(bytes(await crew({ workers: 2 }))).toBe(alone);
	});

	it("sweeps as well as it samples", async () => {
		const options = { days: 30 };
		const plan = sweepPlan(chain, options);
		const blocks = await crewBlocks(
			{ task: "sweep", network: chain, options },
			{ cases: plan.cases.length, columns: sweepColumns.count },
			{ workers: 2 },
		);
		expect(sweepResult(plan, blocks)).toEqual(
			sweepResult(plan, [runCases(plan, 0, plan.cases.length)]),
		);
		expect(blocks).toHaveLength(1);
	});

	it("tells how far it has come, up to the last case", async () => {
		const { crew } = ensembleOf(300);
		const told: number[] = [];
		await crew({
			workers: 2,
			onProgress: ({ done, cases }) => {
				expect(cases).toBe(300);
				told.push(done);
			},
		});
		expect(told).toEqual([...told].sort((a, b) => a - b));
		expect(told.length).toBeGreaterThan(50);
		expect(told.at(-1)).toBe(300);
	});

	it("with nothing to do starts no thread", async () => {
		const { job, size } = ensembleOf(10);
		expect(await crewBlocks(job, { ...size, cases: 0 })).toEqual([]);
	});

	it.each([0, 1.5, -1, 257])("of %d workers is none", async (workers) => {
		const { crew } = ensembleOf(10);
		await expect(crew({ workers })).rejects.toMatchObject({
			code: "crew.bad-workers",
		});
	});

	it("whose worker fails is a fault that bears the worker's own error as cause", async () => {
		const { job, size } = ensembleOf(10);
		const { processes: _, ...torn } = chain;
		const broken = { ...job, network: torn } as unknown as Job;
		const failing = crewBlocks(broken, size, { workers: 2 });
		await expect(failing).rejects.toMatchObject({
			code: "crew.worker-failed",
			cause: expect.objectContaining({ name: "TypeError" }),
		});
		await expect(failing).rejects.toThrow(/a worker ended before its work/);
	});
});

describe("a crew that is cancelled", () => {
	it("ends within 100 ms, with the blocks done until then", async () => {
		const { plan, crew } = ensembleOf(200_000);
		const cancel = new AbortController();
		let cancelled = 0;
		const blocks = await crew({
			workers: 2,
			signal: cancel.signal,
			onProgress: ({ done }) => {
				if (done < 1000 || cancelled > 0) return;
				cancelled = performance.now();
				cancel.abort();
			},
		});
		expect(performance.now() - cancelled).toBeLessThan(100);
		const result = ensembleResult(plan, blocks);
		expect(result.outcome).toBe("cancelled");
		expect(result.runsDone).toBeGreaterThanOrEqual(1000);
		expect(result.runsDone).toBeLessThan(200_000);
	});

	it("before it began does nothing", async () => {
		const { crew } = ensembleOf(500);
		expect(await crew({ signal: AbortSignal.abort() })).toEqual([]);
	});
});

/** A programme that works through an ensemble with a resume file and prints how far it has come. */
const programme = `
	const { crewBlocks } = await import(process.argv[1]);
	const { job, size, resume } = JSON.parse(await new Promise((done) => {
		let text = "";
		process.stdin.on("data", (part) => { text += part; });
		process.stdin.on("end", () => done(text));
	}));
	await crewBlocks(job, size, { workers: 2, resume, onProgress: ({ done }) => console.log(done) });
`;

/** Runs the programme as a process of its own and kills it, as a power cut would, once so many runs are done. */
function killedAfter(
	runs: number,
	job: Job,
	size: { cases: number; columns: number },
	resume: string,
): Promise<NodeJS.Signals | null> {
	return new Promise((ended, failed) => {
		const child = spawn(
			process.execPath,
			[
				"--conditions=counterweight-source",
				"--import",
				"tsx",
				"--input-type=module",
				"--eval",
				programme,
				new URL("./index.ts", import.meta.url).href,
			],
			{ stdio: ["pipe", "pipe", "inherit"] },
		);
		child.stdout.on("data", (part: Buffer) => {
			const done = Number(part.toString().trim().split("\n").at(-1));
			if (done >= runs) child.kill("SIGKILL");
		});
		child.on("error", failed);
		child.on("close", (_code, signal) => ended(signal));
		child.stdin.end(JSON.stringify({ job, size, resume }));
	});
}

describe("a crew with a resume file", () => {
	it("killed half way goes on without loss, to the same bytes as one that never ended", async () => {
		const { plan, job, size, crew, bytes } = ensembleOf(4000);
		const resume = join(folder, "killed.jsonl");
		expect(await killedAfter(500, job, size, resume)).toBe("SIGKILL");
		let before = 0;
		const blocks = await crew({
			workers: 2,
			resume,
			onProgress: ({ done }) => {
				before ||= done;
			},
		});
		expect(before).toBeGreaterThanOrEqual(500);
		expect(before).toBeLessThan(4000);
		expect(bytes(blocks)).toBe(bytes([runSamples(plan, 0, 4000)]));
	});

	it("takes out a last line that was cut short, and does its runs again", async () => {
		const { crew, bytes } = ensembleOf(300);
		const resume = join(folder, "cut.jsonl");
		const whole = bytes(await crew({ workers: 1, resume }));
		const size = readFileSync(resume).length;
		truncateSync(resume, size - 20);
		const told: number[] = [];
		const again = await crew({
			workers: 1,
			resume,
			onProgress: ({ done }) => told.push(done),
		});
		expect(told).toEqual([297, 300]);
		expect(bytes(again)).toBe(whole);
		expect(readFileSync(resume).length).toBe(size);
	});

	it("whose work is all in it does nothing again", async () => {
		const { crew, bytes } = ensembleOf(50);
		const resume = join(folder, "all.jsonl");
		const first = bytes(await crew({ workers: 2, resume }));
		const kept = readFileSync(resume, "utf8");
		expect(bytes(await crew({ workers: 1, resume }))).toBe(first);
		expect(readFileSync(resume, "utf8")).toBe(kept);
	});

	it("of another question, or no such file, is a fault that leaves the file as it is", async () => {
		const resume = join(folder, "other.jsonl");
		await ensembleOf(40).crew({ workers: 1, resume });
		const kept = readFileSync(resume, "utf8");
		await expect(ensembleOf(41).crew({ resume })).rejects.toMatchObject({
			code: "crew.other-question",
		});
		expect(readFileSync(resume, "utf8")).toBe(kept);

		const letter = join(folder, "letter.txt");
		writeFileSync(letter, "Dear reader,\nall is well.\n");
		await expect(ensembleOf(40).crew({ resume: letter })).rejects.toMatchObject(
			{ code: "crew.other-question" },
		);
		expect(readFileSync(letter, "utf8")).toContain("all is well");
	});

	it("that cannot be written is a fault", async () => {
		await expect(
			ensembleOf(40).crew({ resume: join(folder, "no", "such", "file") }),
		).rejects.toMatchObject({ code: "crew.resume-file" });
	});

	it("begins anew in an empty file, and passes over lines that are no blocks of its own", async () => {
		const { crew, bytes, plan } = ensembleOf(40);
		const resume = join(folder, "empty.jsonl");
		writeFileSync(resume, "");
		await crew({ workers: 1, resume });
		appendFileSync(resume, `{"from":0,"to":7,"values":"AAAA"}\n`);
		expect(bytes(await crew({ workers: 1, resume }))).toBe(
			bytes([runSamples(plan, 0, 40)]),
		);
	});
});
