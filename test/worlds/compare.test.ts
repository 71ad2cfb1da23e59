import { describe, expect, it } from "vitest";
import { type Network, network } from "#network";
import {
	arioRules,
	compare,
	defaultRules,
	rulesSensitivity,
	stress,
} from "#stress";
import { act, held, lane, made, used, world } from "./world.ts";

const still = {
	overproductionMax: 1,
	switching: "none",
} as const;

/** C digs a tonne of metal a day for J, which holds 10 days of it and makes a magnet a day; J also drinks a tonne of its own tea a day. */
const parts = world({
	makes: [
		made("C", "metal", 1),
		made("J", "magnet", 1, { metal: 1 }),
		made("J", "tea", 1),
	],
	lanes: [lane("C", "J", "metal", 1)],
	stocks: [held("J", "metal", 10)],
	uses: [used("J", "magnet", 1), used("J", "tea", 1)],
	acts: [
		act("ban", "C"),
		act("licence", "C", { strength: 0.5 }),
		act("closure", "C", { strength: 0.05 }),
	],
});

const scenario = (id: string, days: number, ...measures: string[]) => ({
	id,
	title: `All about ${id}`,
	measures,
	from: "2026-01-01",
	days,
});

const chain: Network = network({
	...parts,
	scenarios: [
		scenario("ban", 100, "ban by C"),
		scenario("licence", 60, "licence by C"),
		scenario("closure", 100, "closure by C"),
		scenario("peace", 100),
	],
});

describe("scenarios side by side", () => {
	// Ban: short from day 10, 90 of 100 t missing. Licence for half: the stock falls by 0.5 t a day, day 19 has 0.5 t of 1 t (as it is 10 − 9.5),
	// and so on: 0.5 t missing on each of days 19 to 99, 40.5 t. Closure of 5 %: the stock would last 200 days.
	const result = compare(
		chain,
		["ban", "licence", "closure"].map((scenario) => ({
			scenario,
			rules: still,
		})),
	);

	it("show per demand the first short day and the amount in each, all over the longest horizon", () => {
		expect(result.horizonDays).toBe(100);
		expect(result.demands).toHaveLength(1);
		expect(
			result.demands[0]?.runs.map(({ firstShortfallDay, shortfall }) => [
				firstShortfallDay,
				Math.round(1e6 * shortfall) / 1e6,
			]),
		).toEqual([
			[10, 90],
			[19, 40.5],
			[null, 0],
		]);
	});

	it("show the difference from the first", () => {
		const [same, later, never] =
			result.demands[0]?.runs.map(({ difference }) => difference) ?? [];
		expect(same).toEqual({
			kind: "same",
			days: 0,
			shortfall: 0,
			shortfallUsd: 0,
		});
		expect(later).toMatchObject({ kind: "later", days: 9 });
		expect(later?.shortfall).toBeCloseTo(-49.5, 9);
		expect(never).toMatchObject({ kind: "only there", days: null });
		expect(never?.shortfallUsd).toBeCloseTo(-90, 9);
	});

	it("turned round, what was later is sooner and what was there only is here only", () => {
		const turned = compare(chain, [
			{ scenario: "licence", rules: still },
			{ scenario: "ban", rules: still },
			{ scenario: "closure", rules: still },
		]).demands[0]?.runs;
		expect(turned?.[1]?.difference).toMatchObject({ kind: "sooner", days: -9 });
		const fromPeace = compare(chain, [
			{ scenario: "peace" },
			{ scenario: "ban", rules: still },
			{ scenario: "closure", rules: still },
		]).demands[0]?.runs;
		expect(fromPeace?.map(({ difference }) => difference.kind)).toEqual([
			"same",
			"only here",
			"same",
		]);
	});

	it("are summed up by run, the worst named in the sentence", () => {
		expect(
			result.runs.map(({ title, short, first }) => [title, short, first?.day]),
		).toEqual([
			["All about ban", 1, 10],
			["All about licence", 1, 19],
			["All about closure", 0, undefined],
		]);
		expect(result.runs[1]?.differenceUsd).toBeCloseTo(-49.5, 9);
		expect(result.says).toBe(
			"Uses that run short within 100 days: 1 in “All about ban”, 1 in “All about licence”, 0 in “All about closure”. The most value is missing in “All about ban”.",
		);
	});

	it("may be one scenario under several rules", () => {
		// With Ψ = 1 a line works at the pace of its shelf from the first day on.
		const [plain, slow] =
			compare(chain, [
				{ scenario: "ban", rules: still },
				{ scenario: "ban", rules: { ...still, slowdown: 1 }, title: "slow" },
			]).demands[0]?.runs ?? [];
		expect(plain?.firstShortfallDay).toBe(10);
		expect(slow?.difference.kind).toBe("sooner");
	});

	it("say when nothing runs short in any", () => {
		expect(
			compare(chain, [{ scenario: "peace" }, { scenario: "closure" }]),
		).toMatchObject({
			demands: [],
			says: "Nothing runs short within 100 days in any of 2 runs.",
		});
	});

	it("are two or more, and known", () => {
		expect(() => compare(chain, [{ scenario: "ban" }])).toThrow(
			expect.objectContaining({ code: "stress.bad-comparison" }),
		);
		expect(() =>
			compare(chain, [{ scenario: "ban" }, { scenario: "war" }]),
		).toThrow(expect.objectContaining({ code: "stress.unknown-scenario" }));
	});
});

describe("the sensitivity to order rules", () => {
	const result = rulesSensitivity(chain, { scenario: "ban", rules: still });

	it("tries every rule, each with the others as stated", () => {
		const rules = new Set(result.settings.map(({ rule }) => rule));
		expect([...rules].sort()).toEqual(
			[...Object.keys(defaultRules), "all"].sort(),
		);
		for (const { rule, setting, shortfallUsd } of result.settings) {
			if (rule === "all") continue;
			const alone = stress(chain, {
				scenario: "ban",
				rules: { ...still, [rule]: setting },
			});
			expect(shortfallUsd, `${rule} ${setting}`).toBe(alone.shortfallUsd);
		}
	});

	it("marks each rule as stated once, with the result as stated", () => {
		const stated = result.settings.filter((row) => row.stated);
		expect(stated.map(({ rule }) => rule)).toEqual(Object.keys(defaultRules));
		for (const row of stated) {
			expect(row.shortfallUsd).toBeCloseTo(90, 9);
			expect(row.ratio).toBe(1);
			expect(row.first?.day).toBe(10);
		}
	});

	it("shows the rules of ARIO as a whole", () => {
		const all = result.settings.find(({ rule }) => rule === "all");
		expect(all).toMatchObject({ setting: "ARIO", stated: false });
		expect(all?.shortfallUsd).toBe(
			stress(chain, { scenario: "ban", rules: arioRules }).shortfallUsd,
		);
	});

	// Under a ban by the only supplier, ordering and switching rules change nothing; slowing down spreads what is left over more days, and a
	// higher threshold only moves the day.
	it("ranks the rules by how far they move the value", () => {
		const spans = new Map(
			result.spans.map(({ rule, leastUsd, mostUsd }) => [
				rule,
				mostUsd - leastUsd,
			]),
		);
		expect(result.spans[0]?.rule).toBe("stepDays");
		expect(spans.get("switching")).toBe(0);
		expect(spans.get("threshold")).toBe(0);
	});

	it("has no ratio where nothing is missing as stated", () => {
		const peace = rulesSensitivity(chain, { scenario: "peace" });
		expect(peace.settings.every(({ ratio }) => ratio === null)).toBe(true);
		expect(peace.says).toBe(
			"Nothing of value is missing within 100 days under any of the rules tried.",
		);
	});
});
