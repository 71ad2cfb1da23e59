import { describe, expect, it } from "vitest";
import { exposure, type GoodExposure } from "#exposure";
import { compile, type Network } from "#network";
import { workedWorld } from "./worked-world.ts";

/**
 * Japan makes its 100 t of magnets at home, from 30 t of metal: 21 t bought from China, 9 t from Viet Nam.
 * A tonne of metal takes 1.2 t of oxide; all oxide is Chinese, so Viet Nam buys 10.8 t of it and China uses 25.2 t at home.
 */
const magnets = workedWorld({
	places: ["CHN", "VNM", "JPN", "USA"],
	recipes: {
		magnet: { metal: -0.3, magnet: 1 },
		metal: { oxide: -1.2, metal: 1 },
		oxide: { oxide: 1 },
	},
	processes: [
		["JPN", "magnet", 100, { source: "japan", confidence: "B", year: 2023 }],
		["CHN", "metal", 21, { source: "china" }],
		["VNM", "metal", 9, { source: "viet nam", confidence: "D" }],
		["CHN", "oxide", 36, { source: "china" }],
	],
	lanes: [
		["CHN", "JPN", "metal", 21, { source: "customs", confidence: "C" }],
		["VNM", "JPN", "metal", 9, { source: "customs", year: 2025 }],
		["CHN", "VNM", "oxide", 10.8],
	],
	demands: [["JPN", "magnet", 100]],
	groups: [
		{ group: "Partners", place: "JPN" },
		{ group: "Partners", place: "VNM" },
	],
});

function of(network: Network, area: string, good: string): GoodExposure {
	const [found] = exposure(network, { for: area, good }).goods;
	if (found === undefined) throw new Error(`${area} has no ${good}`);
	return found;
}

/** Places and shares, rounded to what a reader would print. */
function rounded(shares: readonly { place: string; share: number }[]) {
	return shares.map(({ place, share }) => [place, Number(share.toFixed(9))]);
}

describe("exposure of a country that makes its magnets at home", () => {
	it("names 70 % of the metal as bought from China, and 100 % as depending on it", () => {
		const metal = of(magnets, "JPN", "metal");
		expect(metal.basis).toBe("use");
		expect(metal.total).toBeCloseTo(30, 9);
		expect(rounded(metal.shares)).toEqual([
			["CHN", 0.7],
			["VNM", 0.3],
		]);
		expect(rounded(metal.reach)).toEqual([
			["CHN", 1],
			["VNM", 0.3],
		]);
		expect(rounded(metal.hidden)).toEqual([["CHN", 0.3]]);
		expect(metal.own).toBe(0);
		// 0.7² + 0.3² = 0.58
		expect(metal.hhi).toBeCloseTo(5_800, 6);
		expect(rounded([metal.top1])).toEqual([["CHN", 0.7]]);
		expect(metal.top3).toBe(1);
	});

	it("finds magnets made wholly at home, and hidden behind them China and Viet Nam", () => {
		const magnet = of(magnets, "JPN", "magnet");
		expect(rounded(magnet.shares)).toEqual([["JPN", 1]]);
		expect(magnet.own).toBe(1);
		expect(rounded(magnet.reach)).toEqual([
			["CHN", 1],
			["JPN", 1],
			["VNM", 0.3],
		]);
		expect(rounded(magnet.hidden)).toEqual([
			["CHN", 1],
			["VNM", 0.3],
		]);
	});

	it("finds oxide, which Japan never buys, embodied in the magnets it uses", () => {
		// 100 t of magnets hold 30 t of metal, made of 36 t of oxide.
		const oxide = of(magnets, "JPN", "oxide");
		expect(oxide.basis).toBe("embodied");
		expect(oxide.total).toBeCloseTo(36, 9);
		expect(rounded(oxide.shares)).toEqual([["CHN", 1]]);
		expect(oxide.shares[0]).toMatchObject({ confidence: "D", modelled: true });
		expect(oxide.modelled).toBe(true);
	});

	it("rests what is bought on its lane and what is made at home on its process", () => {
		const metal = of(magnets, "JPN", "metal");
		expect(metal.shares[0]).toMatchObject({
			unit: "t",
			confidence: "C",
			sources: ["customs"],
			modelled: false,
		});
		expect(metal.shares[1]).toMatchObject({ confidence: "A" });
		expect(metal.year).toBe(2025);
		expect(of(magnets, "JPN", "magnet")).toMatchObject({
			year: 2023,
			modelled: false,
			shares: [{ sources: ["japan"], confidence: "B" }],
		});
	});

	it("lists the goods along the chain, inputs first", () => {
		const { goods } = exposure(magnets, { for: "JPN" });
		expect(goods.map(({ good }) => good)).toEqual(["oxide", "metal", "magnet"]);
	});
});

describe("exposure of the world", () => {
	it("shares out production by place, with the weakest confidence behind it", () => {
		const metal = of(magnets, "WLD", "metal");
		expect(metal.basis).toBe("production");
		expect(metal.total).toBe(30);
		expect(rounded(metal.shares)).toEqual([
			["CHN", 0.7],
			["VNM", 0.3],
		]);
		expect(metal.shares.map(({ amount }) => amount)).toEqual([21, 9]);
		expect(metal.shares[1]).toMatchObject({ confidence: "D", modelled: true });
		expect(metal.modelled).toBe(true);
		expect(metal.own).toBe(1);
		expect(rounded(metal.hidden)).toEqual([["CHN", 0.3]]);
	});

	it("is what is answered when nobody is named", () => {
		expect(exposure(magnets)).toEqual(exposure(magnets, { for: "WLD" }));
		expect(exposure(magnets)).toMatchObject({
			for: "WLD",
			network: { id: "worked", version: "1" },
		});
	});

	it("is the same on a network compiled before", () => {
		expect(exposure(magnets, { compiled: compile(magnets) })).toEqual(
			exposure(magnets),
		);
	});
});

describe("exposure of groups", () => {
	it("adds up what the members use: Viet Nam's metal is the group's own", () => {
		for (const area of ["Partners", "JPN+VNM"]) {
			const metal = of(magnets, area, "metal");
			expect(rounded(metal.shares)).toEqual([
				["CHN", 0.7],
				["VNM", 0.3],
			]);
			expect(metal.own).toBeCloseTo(0.3, 12);
			// Viet Nam's smelter uses 10.8 t of oxide itself: no longer only embodied.
			const oxide = of(magnets, area, "oxide");
			expect(oxide.basis).toBe("use");
			expect(oxide.total).toBeCloseTo(10.8, 12);
		}
	});

	it("leaves out what an area neither uses nor embodies", () => {
		expect(exposure(magnets, { for: "USA" }).goods).toEqual([]);
		const china = exposure(magnets, { for: "CHN" });
		expect(china.goods.map(({ good }) => good)).toEqual(["oxide"]);
	});
});

describe("exposure asked for what nobody knows", () => {
	it.each([
		[
			"JPM",
			'no place or group is named "JPM"; the nearest known name is "JPN"',
		],
		["CHN+Partner", 'named "Partner"; the nearest known name is "Partners"'],
		["Land of JPN", 'the nearest known name is "JPN"'],
		["Atlantis by the sea", 'named "Atlantis by the sea"'],
		["", 'named ""'],
	])("refuses the area %j", (area, says) => {
		expect(() => exposure(magnets, { for: area })).toThrow(
			expect.objectContaining({
				code: "exposure.unknown-area",
				message: expect.stringContaining(says),
			}),
		);
	});

	it("refuses an unknown good and names the nearest", () => {
		expect(() => exposure(magnets, { good: "magnets" })).toThrow(
			expect.objectContaining({
				code: "exposure.unknown-good",
				message: expect.stringContaining('"magnet"'),
			}),
		);
	});
});
