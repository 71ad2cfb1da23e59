import { describe, expect, it } from "vitest";
import { systemicRisk } from "./systemic-risk.ts";
import { type FirmNetwork, firmNetwork } from "./systemic-risk-network.ts";
import type {
	ProductionFunction,
	SystemicRiskOptions,
} from "./systemic-risk-rules.ts";

/** Firms A and B supply X, which supplies Y: sectors 0, 1, 2, 3. */
function twoInputs(essential?: readonly number[]): FirmNetwork {
	return firmNetwork({
		suppliers: [0, 1, 2],
		customers: [2, 2, 3],
		weights: [1, 3, 4],
		sectors: [0, 1, 2, 3],
		...(essential === undefined ? {} : { essential }),
	});
}

/** A 4 × 4 matrix of 2 but for what sector 2 needs of sectors 0 and 1. */
function needs(ofA: number, ofB: number): readonly number[] {
	const matrix = new Array<number>(16).fill(2);
	matrix[2] = ofA;
	matrix[4 + 2] = ofB;
	return matrix;
}

function indexOf(
	firms: FirmNetwork,
	firm: number,
	options: SystemicRiskOptions = {},
): number {
	return systemicRisk(firms, { firms: [firm], ...options }).esri[0];
}

describe("systemic risk", () => {
	it("counts the customers that a supplier loses", () => {
		const firms = firmNetwork({
			suppliers: [0, 0, 1],
			customers: [1, 2, 2],
			weights: [3, 1, 6],
			sectors: [0, 1, 2],
		});
		const risk = systemicRisk(firms, { firms: [1] });
		// Firm 1 makes 6 of 10; firm 0 makes 4 and loses 3/4 of it: upstream (6 + 3) / 10. Firm 2 makes nothing: downstream 6 / 10.
		expect(risk.upstream[0]).toBeCloseTo(0.9, 12);
		expect(risk.downstream[0]).toBeCloseTo(0.6, 12);
		expect(risk.esri[0]).toBeCloseTo(0.9, 12);
		// Step 1 reaches firm 0, step 2 changes nothing.
		expect([...risk.iterations]).toEqual([2]);
		expect([...risk.change]).toEqual([0]);
		expect([...risk.converged]).toEqual([1]);
	});

	it("takes inputs as replaceable under linear and as indispensable under Leontief production", () => {
		// All make 1 + 3 + 4 = 8. Without A, X loses 1/4 of its inputs: (1 + 4/4) / 8; or, A's sector being essential, all: (1 + 4) / 8.
		expect(indexOf(twoInputs(), 0, { production: "linear" })).toBeCloseTo(
			0.25,
			12,
		);
		expect(indexOf(twoInputs(), 0, { production: "leontief" })).toBeCloseTo(
			0.625,
			12,
		);
		// Without B: (3 + 4 · 3/4) / 8, or (3 + 4) / 8.
		expect(indexOf(twoInputs(), 1, { production: "linear" })).toBeCloseTo(
			0.75,
			12,
		);
		expect(indexOf(twoInputs(), 1, { production: "leontief" })).toBeCloseTo(
			0.875,
			12,
		);
	});

	it("mixes both as the sectors of supplier and customer say, and is linear or mixed by default", () => {
		// A essential, B not: without A all of X's 4 are lost, without B 3/4 of them.
		expect(indexOf(twoInputs(needs(2, 1)), 0)).toBeCloseTo(5 / 8, 12);
		expect(indexOf(twoInputs(needs(2, 1)), 1)).toBeCloseTo(6 / 8, 12);
		// A not relevant: X loses nothing, but A's share of the inputs still counts: without B 3/4 are lost.
		expect(indexOf(twoInputs(needs(0, 1)), 0)).toBeCloseTo(1 / 8, 12);
		expect(indexOf(twoInputs(needs(0, 1)), 1)).toBeCloseTo(6 / 8, 12);
		expect(systemicRisk(twoInputs()).production).toBe("linear");
		expect(systemicRisk(twoInputs(needs(2, 2))).production).toBe("mixed");
	});

	it("takes the scarcest of several essential sectors, suppliers of one sector together", () => {
		// X (firm 3) buys 1 and 3 in sector 0 and 4 in sector 1, and makes 8 for firm 4. All make 16.
		const firms = firmNetwork({
			suppliers: [0, 1, 2, 3],
			customers: [3, 3, 3, 4],
			weights: [1, 3, 4, 8],
			sectors: [0, 0, 1, 2, 3],
		});
		const shocks = [
			{ firms: [0] },
			{ firms: [0, 2], remaining: [0, 0.5] },
			{ firms: [0, 1], remaining: [0.2, 0.4] },
		];
		const risk = systemicRisk(firms, { production: "leontief", shocks });
		// 1/4 of sector 0: (1 + 8/4) / 16.
		expect(risk.esri[0]).toBeCloseTo(3 / 16, 12);
		// 1/4 of sector 0, 1/2 of sector 1: the larger counts: (1 + 2 + 8/2) / 16.
		expect(risk.esri[1]).toBeCloseTo(7 / 16, 12);
		// (1 · 0.8 + 3 · 0.6) / 4 = 0.65 of sector 0: (0.8 + 1.8 + 5.2) / 16.
		expect(risk.esri[2]).toBeCloseTo(7.8 / 16, 12);
	});

	it("lets rivals of a sector replace a supplier as far as they are large enough", () => {
		const firms = firmNetwork({
			suppliers: [0, 1, 2],
			customers: [2, 2, 3],
			weights: [1, 3, 4],
			sectors: [0, 0, 1, 2],
		});
		// Without firm 0 its sector makes 3 of 4: σ = 1/3, X loses 1/3 · 1/4 of 4: (1 + 1/3) / 8.
		expect(indexOf(firms, 0, { marketShare: true })).toBeCloseTo(1 / 6, 12);
		// Without firm 1 the sector makes 1 of 4: σ = min(1, 3/1) = 1, X loses 3/4: (3 + 3) / 8.
		expect(indexOf(firms, 1, { marketShare: true })).toBeCloseTo(0.75, 12);
		// With a quarter of firm 1 lost, 3.25 of 4 are left: σ = 3/3.25, X loses 3/3.25 · 3/4 · 1/4.
		const quarter = [{ firms: [1], remaining: [0.75] }];
		const loss = ((3 / 3.25) * 3) / 16;
		const risk = systemicRisk(firms, { marketShare: true, shocks: quarter });
		expect(risk.downstream[0]).toBeCloseTo((0.75 + 4 * loss) / 8, 12);
		expect(risk.marketShare).toBe(true);
	});

	it("follows loops until eps, and says whether they have come to rest", () => {
		// Firms 0 and 1 buy 1 from each other, 0 also 1 from 2, and 1 also 1 from 3. Without 2: d0 = d1/2 + 1/2, d1 = d0/2,
		// so d0 = 2/3, d1 = 1/3; each makes 1: (1 + 2/3 + 1/3) / 4 = 1/2.
		const firms = firmNetwork({
			suppliers: [0, 1, 2, 3],
			customers: [1, 0, 0, 1],
			weights: [1, 1, 1, 1],
			sectors: [0, 1, 2, 3],
		});
		const fine = systemicRisk(firms, { firms: [2], eps: 1e-12 });
		expect(fine.downstream[0]).toBeCloseTo(0.5, 11);
		expect([...fine.converged]).toEqual([1]);
		// The rises are 1/2, 1/4, 1/8, …: the first of at most 0.01 is 2⁻⁷, in step 7. Then d0 = 1/2 + 1/8 + 1/32 + 1/128 and
		// d1 = 1/4 + 1/16 + 1/64: together 127/128.
		const coarse = systemicRisk(firms, { firms: [2] });
		expect([...coarse.iterations]).toEqual([7]);
		expect([...coarse.change]).toEqual([2 ** -7]);
		expect([...coarse.converged]).toEqual([0]);
		expect(coarse.eps).toBe(0.01);
		expect(coarse.downstream[0]).toBe((1 + 127 / 128) / 4);
		// A limit on steps stops it as well, and it is not at rest.
		const short = systemicRisk(firms, { firms: [2], eps: 0, steps: 3 });
		expect([...short.iterations]).toEqual([3]);
		expect([...short.converged]).toEqual([0]);
	});

	it("loses nothing of what is sold outside the network", () => {
		// Firm 0 sells 4 of 8 to firm 1, which sells 2 outside. Without firm 1: (8 · 4/8 + 2) / 10.
		const firms = firmNetwork({
			suppliers: [0],
			customers: [1],
			weights: [4],
			sectors: [0, 0],
			output: [8, 2],
		});
		expect(indexOf(firms, 1)).toBeCloseTo(0.6, 12);
	});

	it("closes every firm by itself unless told otherwise, and reports each", () => {
		const firms = twoInputs();
		const told: string[] = [];
		const all = systemicRisk(firms, {
			onProgress: (done, total) => told.push(`${done}/${total}`),
		});
		expect(told).toEqual(["1/4", "2/4", "3/4", "4/4"]);
		expect([...all.esri]).toEqual(
			[0, 1, 2, 3].map((firm) => indexOf(firms, firm)),
		);
		const named = systemicRisk(firms, { firms: [2, 0, 2] });
		expect([...named.esri]).toEqual([all.esri[2], all.esri[0], all.esri[2]]);
	});

	it("counts the lower capacity of a firm that a shock names twice", () => {
		const twice = [{ firms: [0, 0, 0], remaining: [0.5, 0.2, 0.9] }];
		const once = [{ firms: [0], remaining: [0.2] }];
		const risk = systemicRisk(twoInputs(), { shocks: twice });
		expect(risk.esri).toEqual(systemicRisk(twoInputs(), { shocks: once }).esri);
		expect(risk.iterations).toEqual(
			systemicRisk(twoInputs(), { shocks: once }).iterations,
		);
	});

	it("is empty without firms and 0 without output", () => {
		const nobody = { suppliers: [], customers: [], weights: [] };
		expect(systemicRisk(firmNetwork({ ...nobody, sectors: [] })).esri).toEqual(
			new Float64Array(0),
		);
		const alone = firmNetwork({ ...nobody, sectors: [0, 1] });
		expect([...systemicRisk(alone).esri]).toEqual([0, 0]);
		expect([...systemicRisk(alone, { shocks: [{ firms: [] }] }).esri]).toEqual([
			0,
		]);
	});

	it("refuses shocks and rules that cannot be played, naming the entry", () => {
		for (const [options, code, said] of [
			[{ firms: [0, 4] }, "exposure.bad-shock", /firms\[1\] is 4/],
			[{ firms: [0.5] }, "exposure.bad-shock", /firms\[0\] is 0.5/],
			[
				{ shocks: [{ firms: [1] }, { firms: [-1] }] },
				"exposure.bad-shock",
				/shocks\[1\]\.firms\[0\] is -1/,
			],
			[
				{ shocks: [{ firms: [1, 2], remaining: [1] }] },
				"exposure.bad-shock",
				/shocks\[0\]\.remaining has 1/,
			],
			[
				{ shocks: [{ firms: [1], remaining: [Number.NaN] }] },
				"exposure.bad-shock",
				/shocks\[0\]\.remaining\[0\] is NaN/,
			],
			[{ eps: -1 }, "exposure.bad-cascade", /eps/],
			[{ eps: Number.NaN }, "exposure.bad-cascade", /eps/],
			[{ steps: 0 }, "exposure.bad-cascade", /steps/],
			[{ production: "mixed" }, "exposure.bad-cascade", /essential/],
			[{ firms: [0], shocks: [] }, "exposure.bad-cascade", /one run/],
		] as const) {
			const run = () => systemicRisk(twoInputs(), options);
			expect(run).toThrow(expect.objectContaining({ code }));
			expect(run).toThrow(said);
		}
		const unknown = { production: "cobb-douglas" as ProductionFunction };
		expect(() => systemicRisk(twoInputs(), unknown)).toThrow(/cobb-douglas/);
	});
});
