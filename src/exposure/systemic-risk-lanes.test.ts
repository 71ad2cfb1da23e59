import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lanesOf } from "./systemic-risk-lanes.ts";
import { firmNetwork } from "./systemic-risk-network.ts";
import { laneCount, plainMemory } from "./systemic-risk-pass.ts";
import { sidesOf } from "./systemic-risk-sides.ts";
import { vectorMemory } from "./systemic-risk-vector.ts";

/** Pairs of firms that trade, among 30. */
const links = fc.array(
	fc
		.record({
			from: fc.nat(29),
			to: fc.nat(29),
			weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
		})
		.filter(({ from, to }) => from !== to),
	{ maxLength: 200 },
);

const losses = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
	minLength: 30,
	maxLength: 30,
});

describe("lanes", () => {
	it("give the same bits in vector instructions as in plain code", () => {
		expect(vectorMemory(64)).toBeDefined();
		fc.assert(
			fc.property(
				links,
				fc.array(fc.nat(4), { minLength: 30, maxLength: 30 }),
				fc.array(fc.nat(2), { minLength: 25, maxLength: 25 }),
				fc.array(losses, { minLength: laneCount, maxLength: laneCount }),
				fc.boolean(),
				(drawn, sectors, essential, starts, marketShare) => {
					const firms = firmNetwork({
						suppliers: drawn.map(({ from }) => from),
						customers: drawn.map(({ to }) => to),
						weights: drawn.map(({ weight }) => weight),
						sectors,
						essential,
					});
					const sides = sidesOf(firms, "mixed");
					const both = [
						lanesOf(sides, marketShare, plainMemory),
						lanesOf(sides, marketShare, (bytes) => {
							const memory = vectorMemory(bytes);
							if (memory === undefined) throw new Error("no vectors here");
							return memory;
						}),
					] as const;
					for (const lanes of both) {
						starts.forEach((start, lane) => {
							const loss = Float64Array.from(start);
							lanes.load(lane, loss, loss.slice().reverse());
						});
						for (let step = 0; step < 4; step++) lanes.step();
						lanes.tally();
					}
					expect(both[1].change).toEqual(both[0].change);
					expect(both[1].tolls).toEqual(both[0].tolls);
				},
			),
			{ numRuns: 100 },
		);
	});

	it("do not touch each other", () => {
		// 0 sells all to 1; the loss of firm 1 reaches firm 0 upstream in its own lane alone.
		const firms = firmNetwork({
			suppliers: [0],
			customers: [1],
			weights: [5],
			sectors: [0, 0],
		});
		const sides = sidesOf(firms, "linear");
		const lanes = lanesOf(sides, false);
		const loss = new Float64Array(2);
		loss[sides.nodeOf[1]] = 0.5;
		lanes.load(3, new Float64Array(2), loss);
		lanes.step();
		lanes.tally();
		expect([...lanes.change]).toEqual([0, 0, 0, 0.5, 0, 0, 0, 0]);
		// Firm 0 makes 5 and loses half of it: upstream and altogether 2.5 in lane 3.
		const expected = new Array<number>(3 * laneCount).fill(0);
		expected[laneCount + 3] = 2.5;
		expected[2 * laneCount + 3] = 2.5;
		expect([...lanes.tolls]).toEqual(expected);
	});
});
