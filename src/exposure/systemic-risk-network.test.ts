import { describe, expect, it } from "vitest";
import { type FirmNetworkParts, firmNetwork } from "./systemic-risk-network.ts";

const good: FirmNetworkParts = {
	suppliers: [0, 0, 1],
	customers: [1, 2, 2],
	weights: [3, 1, 6],
	sectors: [0, 1, 1],
};

describe("firm network", () => {
	it("adds up what each firm sells", () => {
		const firms = firmNetwork(good);
		expect([...firms.output]).toEqual([4, 6, 0]);
		expect(firms.firmCount).toBe(3);
		expect(firms.sectorCount).toBe(2);
	});

	it("keeps what a firm makes for others, and its sectors are those of the matrix", () => {
		const firms = firmNetwork({
			...good,
			output: [4, 10, 2],
			essential: [2, 1, 0, 1, 1, 1, 2, 2, 2],
		});
		expect([...firms.output]).toEqual([4, 10, 2]);
		expect(firms.sectorCount).toBe(3);
	});

	it("may be empty", () => {
		const firms = firmNetwork({
			suppliers: [],
			customers: [],
			weights: [],
			sectors: [],
		});
		expect(firms.firmCount).toBe(0);
		expect(firms.output.length).toBe(0);
	});

	it("refuses what makes no network, naming the entry", () => {
		const wrong: readonly (readonly [Partial<FirmNetworkParts>, RegExp])[] = [
			[{ weights: [3, -1, 6] }, /weights\[1\] is -1/],
			[{ weights: [3, 1, Number.NaN] }, /weights\[2\] is NaN/],
			[{ weights: [Number.POSITIVE_INFINITY, 1, 6] }, /weights\[0\]/],
			[{ customers: [1, 0, 2] }, /link 1 leads from firm 0 to itself/],
			[{ suppliers: [0, 3, 1] }, /suppliers\[1\] is 3/],
			[{ customers: [1, 2, -1] }, /customers\[2\] is -1/],
			[{ customers: [1, 2, 1.5] }, /customers\[2\] is 1.5/],
			[{ suppliers: [0, 0] }, /suppliers has 2 entries, weights 3/],
			[{ sectors: [0, -1, 1] }, /sectors\[1\] is -1/],
			[{ sectors: [0, 1, Number.NaN] }, /sectors\[2\] is NaN/],
			[{ essential: [1, 1, 1] }, /no square number/],
			[{ essential: [1] }, /sectors\[1\] is 1, .* 1 sectors/],
			[{ essential: [1, 1, 3, 1] }, /essential\[1\]\[0\] is 3/],
			[{ output: [4, 6] }, /output has 2 entries/],
			[{ output: [4, 6, Number.NaN] }, /output\[2\] is NaN/],
			[{ output: [4, 5, 0] }, /output\[1\] is 5, but the firm sells 6/],
		];
		for (const [change, said] of wrong) {
			const make = () => firmNetwork({ ...good, ...change });
			expect(make).toThrow(
				expect.objectContaining({ code: "exposure.bad-network" }),
			);
			expect(make).toThrow(said);
		}
	});
});
