import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { systemicRisk } from "./systemic-risk.ts";
import { type FirmNetwork, firmNetwork } from "./systemic-risk-network.ts";
import type {
	ProductionFunction,
	SystemicRiskOptions,
} from "./systemic-risk-rules.ts";

const productions: readonly ProductionFunction[] = [
	"linear",
	"mixed",
	"leontief",
];

/** Networks of up to 40 firms in 4 sectors, some of whose output is sold outside. */
const networks: fc.Arbitrary<FirmNetwork> = fc
	.integer({ min: 2, max: 40 })
	.chain((count) => {
		const firm = fc.nat(count - 1);
		const link = fc
			.record({
				from: firm,
				to: firm,
				weight: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(0)),
			})
			.filter(({ from, to }) => from !== to);
		const sector = fc.nat(3);
		return fc.record({
			links: fc.array(link, { maxLength: 4 * count }),
			sectors: fc.array(sector, { minLength: count, maxLength: count }),
			essential: fc.array(fc.nat(2), { minLength: 16, maxLength: 16 }),
			outside: fc.array(fc.nat(5), { minLength: count, maxLength: count }),
		});
	})
	.map(({ links, sectors, essential, outside }) => {
		const output = outside.slice();
		for (const { from, weight } of links) output[from] += weight;
		return firmNetwork({
			suppliers: links.map(({ from }) => from),
			customers: links.map(({ to }) => to),
			weights: links.map(({ weight }) => weight),
			sectors,
			essential,
			output,
		});
	});

const rules = fc.record({
	production: fc.constantFrom(...productions),
	marketShare: fc.boolean(),
});

/** The same cascade written as the formula stands, every firm in every step: [ESRI, downstream, upstream, steps]. */
function asWritten(
	firms: FirmNetwork,
	capacity: readonly number[],
	{ production = "mixed", marketShare = false, eps = 0.01, steps = 1e5 },
): readonly number[] {
	const { firmCount, sectorCount, suppliers, customers, weights } = firms;
	const { sectors, essential, output } = firms;
	const all = [...capacity.keys()];
	const total = output.reduce((sum, made) => sum + made, 0);
	const kindOf = (link: number) => {
		if (production === "linear") return 1;
		if (production === "leontief") return 2;
		const from = sectors[suppliers[link]];
		return essential?.[from * sectorCount + sectors[customers[link]]] ?? 1;
	};
	const links = [...weights.keys()].filter((link) => weights[link] > 0);
	const kinds = [...weights.keys()].map(kindOf);
	const shares = new Map(
		links.map((link) => {
			const beside = links.filter(
				(other) =>
					customers[other] === customers[link] &&
					(kinds[link] !== 2 ||
						sectors[suppliers[other]] === sectors[suppliers[link]]),
			);
			const bought = beside.reduce((sum, other) => sum + weights[other], 0);
			return [link, weights[link] / bought];
		}),
	);
	let down = [...capacity];
	let up = [...capacity];
	let step = 0;
	for (let change = 1; change > eps && step < steps; step++) {
		const left = new Array<number>(sectorCount).fill(0);
		for (const firm of all) left[sectors[firm]] += output[firm] * down[firm];
		const sigma = (firm: number) =>
			marketShare && left[sectors[firm]] > output[firm]
				? output[firm] / left[sectors[firm]]
				: 1;
		const groups = all.map(() => new Map<number, number>());
		const unsold = new Array<number>(firmCount).fill(0);
		for (const [link, share] of shares) {
			const [from, to, kind] = [suppliers[link], customers[link], kinds[link]];
			unsold[from] += (weights[link] / output[from]) * (1 - up[to]);
			if (kind === 0) continue;
			const key = kind === 2 ? sectors[from] : -1;
			const lost = sigma(from) * share * (1 - down[from]);
			groups[to].set(key, (groups[to].get(key) ?? 0) + lost);
		}
		const nextDown = all.map((firm) =>
			Math.min(capacity[firm], 1 - Math.max(0, ...groups[firm].values())),
		);
		const nextUp = all.map((firm) =>
			Math.min(capacity[firm], 1 - unsold[firm]),
		);
		change = Math.max(
			...all.map((firm) => Math.abs(nextDown[firm] - down[firm])),
			...all.map((firm) => Math.abs(nextUp[firm] - up[firm])),
		);
		down = nextDown;
		up = nextUp;
	}
	const lostOf = (level: (firm: number) => number) =>
		total > 0
			? all.reduce((sum, firm) => sum + output[firm] * (1 - level(firm)), 0) /
				total
			: 0;
	return [
		lostOf((firm) => Math.min(down[firm], up[firm])),
		lostOf((firm) => down[firm]),
		lostOf((firm) => up[firm]),
		step,
	];
}

/** 600 firms, each selling 2 to the next, 1 to the one 7 further and 1 outside: cascades stay narrow for a while. */
function ring(): FirmNetwork {
	const firms = Array.from({ length: 600 }, (_, firm) => firm);
	const further = (steps: number) =>
		firms.map((firm) => (firm + steps) % firms.length);
	return firmNetwork({
		suppliers: [...firms, ...firms],
		customers: [...further(1), ...further(7)],
		weights: [...firms.map(() => 2), ...firms.map(() => 1)],
		sectors: firms.map((firm) => firm % 5),
		essential: Array.from({ length: 25 }, (_, at) => at % 3),
		output: firms.map(() => 4),
	});
}

describe("systemic risk of any network", () => {
	it("agrees with the formula worked step by step for every firm", () => {
		fc.assert(
			fc.property(
				networks,
				rules,
				fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
					minLength: 40,
					maxLength: 40,
				}),
				(firms, rule, drawn) => {
					const capacity = drawn.slice(0, firms.firmCount);
					// Steps are given, not eps, so that rounding cannot decide when to stop.
					const bounds = { ...rule, eps: 0, steps: 12 };
					const shock = {
						firms: [...capacity.keys()],
						remaining: capacity,
					};
					const risk = systemicRisk(firms, { ...bounds, shocks: [shock] });
					const [esri, down, up] = asWritten(firms, capacity, bounds);
					expect(risk.esri[0]).toBeCloseTo(esri, 11);
					expect(risk.downstream[0]).toBeCloseTo(down, 11);
					expect(risk.upstream[0]).toBeCloseTo(up, 11);
				},
			),
			{ numRuns: 60 },
		);
	});

	it("agrees with it on a long thin network too, where losses spread link by link", () => {
		const firms = ring();
		for (const production of productions)
			for (const marketShare of [false, true])
				for (const steps of [3, 40]) {
					const bounds = { production, marketShare, eps: 0, steps };
					const capacity = Array.from(firms.sectors, (_, firm) =>
						firm === 17 ? 0 : 1,
					);
					const [esri, down, up] = asWritten(firms, capacity, bounds);
					const risk = systemicRisk(firms, { ...bounds, firms: [17] });
					expect(risk.esri[0]).toBeCloseTo(esri, 13);
					expect(risk.downstream[0]).toBeCloseTo(down, 13);
					expect(risk.upstream[0]).toBeCloseTo(up, 13);
				}
	});

	it("lies between the firm's own share of output and 1, and no less than either direction", () => {
		fc.assert(
			fc.property(networks, rules, (firms, rule) => {
				const risk = systemicRisk(firms, { ...rule, eps: 1e-6 });
				const total = firms.output.reduce((sum, made) => sum + made, 0);
				risk.esri.forEach((esri, firm) => {
					const own = total > 0 ? firms.output[firm] / total : 0;
					const [down, up] = [risk.downstream[firm], risk.upstream[firm]];
					expect(esri).toBeGreaterThanOrEqual(own - 1e-12);
					expect(esri).toBeLessThanOrEqual(1);
					expect(esri).toBeGreaterThanOrEqual(Math.max(down, up) - 1e-12);
					expect(esri).toBeLessThanOrEqual(down + up - own + 1e-12);
				});
			}),
			{ numRuns: 60 },
		);
	});

	it("is never lower under Leontief than under linear production, nor higher with market shares", () => {
		fc.assert(
			fc.property(networks, fc.boolean(), (firms, marketShare) => {
				const bounds = { eps: 0, steps: 25 };
				const of = (options: SystemicRiskOptions) =>
					systemicRisk(firms, { ...bounds, ...options }).esri;
				const leontief = of({ production: "leontief", marketShare });
				const linear = of({ production: "linear", marketShare });
				const mixed = of({ production: "mixed", marketShare: false });
				const shared = of({ production: "mixed", marketShare: true });
				for (const firm of leontief.keys()) {
					expect(leontief[firm]).toBeGreaterThanOrEqual(linear[firm] - 1e-12);
					expect(mixed[firm]).toBeGreaterThanOrEqual(shared[firm] - 1e-12);
				}
			}),
			{ numRuns: 60 },
		);
	});

	it("grows with the shock: with more firms and with less capacity kept", () => {
		const share = fc.double({ min: 0, max: 1, noNaN: true });
		fc.assert(
			fc.property(networks, rules, share, share, (firms, rule, a, b) => {
				const [less, more] = [Math.min(a, b), Math.max(a, b)];
				const risk = systemicRisk(firms, {
					...rule,
					eps: 0,
					steps: 25,
					shocks: [
						{ firms: [0], remaining: [more] },
						{ firms: [0], remaining: [less] },
						{ firms: [0, 1], remaining: [less, more] },
					],
				});
				expect(risk.esri[1]).toBeGreaterThanOrEqual(risk.esri[0] - 1e-12);
				expect(risk.esri[2]).toBeGreaterThanOrEqual(risk.esri[1] - 1e-12);
			}),
			{ numRuns: 60 },
		);
	});

	it("is the same to the last bit whether a firm is asked for alone or among others", () => {
		fc.assert(
			fc.property(networks, rules, (firms, rule) => {
				const options = { ...rule, eps: 1e-4, steps: 200 };
				const together = systemicRisk(firms, options);
				for (let firm = 0; firm < firms.firmCount; firm += 7) {
					const alone = systemicRisk(firms, { ...options, firms: [firm] });
					expect(alone.esri[0]).toBe(together.esri[firm]);
					expect(alone.iterations[0]).toBe(together.iterations[firm]);
				}
			}),
			{ numRuns: 30 },
		);
	});

	it("starts every cascade anew", () => {
		for (const rule of [{ marketShare: false }, { marketShare: true }]) {
			const options = { ...rule, eps: 0, steps: 4 };
			const near = [17, 18, 17, 24, 10, 17];
			const together = systemicRisk(ring(), { ...options, firms: near });
			near.forEach((firm, row) => {
				const alone = systemicRisk(ring(), { ...options, firms: [firm] });
				expect(together.esri[row]).toBe(alone.esri[0]);
				expect(together.upstream[row]).toBe(alone.upstream[0]);
				expect(together.downstream[row]).toBe(alone.downstream[0]);
			});
		}
	});
});
