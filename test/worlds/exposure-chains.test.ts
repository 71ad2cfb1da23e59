import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exposure } from "#exposure";
import { compile, dependence, type Network } from "#network";
import { workedWorld } from "./worked-world.ts";

describe("exposure through two inputs", () => {
	/** A supplies 80 % of the anodes and 30 % of the cathodes, B the rest; D makes 100 cells of them. */
	const cells = workedWorld({
		places: ["A", "B", "D"],
		recipes: {
			anode: { anode: 1 },
			cathode: { cathode: 1 },
			cell: { anode: -1, cathode: -2, cell: 1 },
		},
		processes: [
			["A", "anode", 80],
			["B", "anode", 20],
			["A", "cathode", 60],
			["B", "cathode", 140],
			["D", "cell", 100],
		],
		lanes: [
			["A", "D", "anode", 80],
			["B", "D", "anode", 20],
			["A", "D", "cathode", 60],
			["B", "D", "cathode", 140],
		],
		demands: [["D", "cell", 100]],
		goods: { anode: { family: ["parts"] }, cathode: { family: ["parts"] } },
	});

	it("reaches as far as the input hit hardest, so reaches add up to more than 1", () => {
		const cell = exposure(cells, { for: "D", good: "cell" }).goods[0];
		// A: max(0.8, 0.3); B: max(0.2, 0.7).
		expect(cell?.reach.map(({ place }) => place)).toEqual(["D", "A", "B"]);
		expect(cell?.reach[1]?.share).toBeCloseTo(0.8, 12);
		expect(cell?.reach[2]?.share).toBeCloseTo(0.7, 12);
	});

	it("answers for a whole family", () => {
		const { goods } = exposure(cells, { for: "D", good: "parts" });
		expect(goods.map(({ good }) => good)).toEqual(["anode", "cathode"]);
	});
});

describe("exposure in a loop", () => {
	/** A smelts 100 t from feed: 60 t mined in B, 40 t won back in A from its own metal. */
	const recycling = workedWorld({
		places: ["A", "B"],
		recipes: {
			recycle: { metal: -1, feed: 1 },
			smelt: { feed: -1, metal: 1 },
			mine: { feed: 1 },
		},
		processes: [
			["A", "smelt", 100],
			["A", "recycle", 40],
			["B", "mine", 60],
		],
		lanes: [["B", "A", "feed", 60]],
		demands: [["A", "metal", 60]],
	});

	it("hides the mine behind what is won back: 60 % bought there, 100 % from there in the end", () => {
		const [feed, metal] = exposure(recycling, { for: "A" }).goods;
		expect([feed?.good, metal?.good]).toEqual(["feed", "metal"]);
		expect(feed?.shares.map(({ place }) => place)).toEqual(["B", "A"]);
		expect(feed?.shares[0]?.share).toBeCloseTo(0.6, 12);
		expect(feed?.own).toBeCloseTo(0.4, 12);
		const fromB = feed?.reach.find(({ place }) => place === "B");
		expect(fromB?.share).toBeCloseTo(1, 10);
		// A's loss takes its own 40 %; B's mine needs nothing from A.
		const fromA = feed?.reach.find(({ place }) => place === "A");
		expect(fromA?.share).toBeCloseTo(0.4, 12);
	});
});

describe("exposure of goods with production only", () => {
	/** Nobody orders cobalt and nothing traced goes into it; the tin that A mines and smelts is a chain; acid is auxiliary. */
	const minerals = workedWorld({
		places: ["A", "B", "C"],
		recipes: {
			cobalt: { cobalt: 1 },
			tin: { tin: 1 },
			solder: { tin: -1, acid: -1, solder: 1 },
			acid: { acid: 1 },
			alloy: { alloy: 1 },
		},
		processes: [
			["A", "cobalt", 50],
			["B", "cobalt", 30],
			["C", "cobalt", 20],
			["A", "tin", 10],
			["A", "solder", 10],
			["B", "acid", 10],
			["A", "alloy", 0],
		],
		lanes: [["B", "A", "acid", 10]],
		goods: { acid: { stage: "auxiliary" } },
		kinds: { acid: "auxiliary" },
	});

	it("gives shares and concentration but no reach", () => {
		// 0.5² + 0.3² + 0.2² = 0.38
		const { goods } = exposure(minerals, { good: "cobalt" });
		expect(goods).toMatchObject([
			{ good: "cobalt", total: 100, reach: [], hidden: [], top3: 1 },
		]);
		expect(goods[0]?.hhi).toBeCloseTo(3_800, 9);
	});

	it("leaves out auxiliary goods, and goods that nobody makes", () => {
		const { goods } = exposure(minerals);
		expect(goods.map(({ good }) => good)).toEqual(["cobalt", "tin", "solder"]);
		expect(exposure(minerals, { good: "acid" }).goods).toEqual([]);
		expect(exposure(minerals, { good: "alloy" }).goods).toEqual([]);
	});

	it("finds nothing in a world without places", () => {
		const empty = workedWorld({ places: [], recipes: {}, processes: [] });
		expect(exposure(empty).goods).toEqual([]);
	});
});

describe("exposure of sites", () => {
	/** Two mines in C, one in A and a rig at sea; the mill is a site in J. C lies in a bloc. */
	const sites = workedWorld({
		places: [
			{ id: "bloc", name: "Bloc", kind: "bloc" },
			{ id: "C", name: "C", kind: "country", within: "bloc" },
			"A",
			"J",
			{ id: "mine-1", name: "Mine 1", kind: "site", within: "C" },
			{ id: "pit-2", name: "Pit 2", kind: "site", within: "mine-2" },
			{ id: "mine-2", name: "Mine 2", kind: "site", within: "C" },
			{ id: "mill", name: "Mill", kind: "site", within: "J" },
			{ id: "rig", name: "Rig at sea", kind: "site" },
		],
		recipes: { mine: { ore: 1 }, mill: { ore: -1, metal: 1 } },
		processes: [
			["mine-1", "mine", 30],
			["pit-2", "mine", 30],
			["A", "mine", 30],
			["rig", "mine", 10],
			["mill", "mill", 100],
		],
		lanes: [
			["mine-1", "mill", "ore", 30],
			["pit-2", "mill", "ore", 30],
			["A", "mill", "ore", 30],
			["rig", "mill", "ore", 10],
		],
		demands: [["J", "metal", 0]],
	});

	it("counts a site as the country it lies in, not as the bloc around it, and one at sea as itself", () => {
		const ore = exposure(sites, { for: "J", good: "ore" }).goods[0];
		expect(ore?.shares.map(({ place, amount }) => [place, amount])).toEqual([
			["C", 60],
			["A", 30],
			["rig", 10],
		]);
		expect(ore?.reach.map(({ place }) => place)).toEqual(["C", "A", "rig"]);
		expect(ore?.reach[0]?.share).toBeCloseTo(0.6, 12);
		expect(ore?.hidden).toEqual([]);
		const bloc = exposure(sites, { for: "J+bloc", good: "ore" }).goods[0];
		expect(bloc?.own).toBeCloseTo(0.6, 12);
	});
});

/** Four countries that may all mine, smelt and make magnets, each buying by random weights; smelting needs acid, too. */
const anyWorld = fc
	.record({
		activity: fc.array(fc.integer({ min: 0, max: 50 }), {
			minLength: 16,
			maxLength: 16,
		}),
		weight: fc.array(fc.integer({ min: 0, max: 9 }), {
			minLength: 64,
			maxLength: 64,
		}),
	})
	.map(({ activity, weight }): Network => {
		const places = ["P0", "P1", "P2", "P3"];
		const stages = ["ore", "acid", "metal", "magnet"];
		const runs = (place: number, stage: number) =>
			(activity[place * 4 + stage] ?? 0) + (place === 0 ? 1 : 0);
		const use = (place: number, stage: number) =>
			runs(place, stage < 2 ? 2 : 3);
		const lanes = stages.flatMap((good, stage) =>
			places.flatMap((to, buyer) => {
				const weights = places.map((_, seller) =>
					runs(seller, stage) > 0
						? (weight[stage * 16 + buyer * 4 + seller] ?? 0) +
							(seller === 0 ? 1 : 0)
						: 0,
				);
				const all = weights.reduce((sum, each) => sum + each, 0);
				return places.flatMap((from, seller) => {
					const flow = (use(buyer, stage) * (weights[seller] ?? 0)) / all;
					return seller !== buyer && flow > 0
						? [[from, to, good, flow] as const]
						: [];
				});
			}),
		);
		return workedWorld({
			places,
			recipes: {
				ore: { ore: 1 },
				acid: { acid: 1 },
				metal: { ore: -1, acid: -0.5, metal: 1 },
				magnet: { metal: -1, magnet: 1 },
			},
			kinds: { acid: "half-critical" },
			processes: places.flatMap((place, index) =>
				stages.map((stage, at) => [place, stage, runs(index, at)] as const),
			),
			lanes,
			demands: places.map(
				(place, index) => [place, "magnet", use(index, 3)] as const,
			),
		});
	});

const anyArea = fc.constantFrom("WLD", "P0", "P3", "P1+P2", "P0+P1+P2+P3");

describe("exposure of any network", () => {
	it("shares out everything, the largest first, and concentrates within the bounds", () => {
		fc.assert(
			fc.property(anyWorld, anyArea, (network, area) => {
				for (const good of exposure(network, { for: area }).goods) {
					const shares = good.shares.map(({ share }) => share);
					const sum = shares.reduce((all, share) => all + share, 0);
					expect(sum).toBeCloseTo(1, 9);
					expect(shares).toEqual([...shares].sort((a, b) => b - a));
					expect(good.hhi).toBeGreaterThanOrEqual(
						10_000 / shares.length - 1e-6,
					);
					expect(good.hhi).toBeLessThanOrEqual(10_000 + 1e-6);
					const inside = good.shares.filter(
						({ place }) => area === "WLD" || area.split("+").includes(place),
					);
					expect(good.own).toBeCloseTo(
						inside.reduce((all, { share }) => all + share, 0),
						9,
					);
				}
			}),
			{ numRuns: 40 },
		);
	});

	it("reaches at least as far as it buys directly, and hides exactly the difference", () => {
		fc.assert(
			fc.property(anyWorld, anyArea, (network, area) => {
				for (const good of exposure(network, { for: area }).goods) {
					const reach = new Map(
						good.reach.map(({ place, share }) => [place, share]),
					);
					const direct = new Map(
						good.shares.map(({ place, share }) => [place, share]),
					);
					for (const [place, share] of direct)
						if (share > 0.0006)
							expect(reach.get(place) ?? 0).toBeGreaterThanOrEqual(
								share - 1e-9,
							);
					for (const { place, share } of good.hidden) {
						expect(share).toBeGreaterThan(0.01);
						expect(share + (direct.get(place) ?? 0)).toBeCloseTo(
							reach.get(place) ?? 0,
							9,
						);
					}
				}
			}),
			{ numRuns: 40 },
		);
	});

	it("is reached as its final users depend, weighted by what they use", () => {
		fc.assert(
			fc.property(anyWorld, (network) => {
				const compiled = compile(network);
				const [magnet] = exposure(network, {
					for: "P0+P1+P2+P3",
					good: "magnet",
					compiled,
				}).goods;
				for (const { place, share } of magnet?.reach ?? []) {
					const index = network.places.findIndex(({ id }) => id === place);
					const lost = dependence(compiled, new Set([index]));
					let missing = 0;
					let all = 0;
					network.demands.forEach(({ rate }, user) => {
						missing += rate * (lost[compiled.lineCount + user] ?? 0);
						all += rate;
					});
					expect(share).toBeCloseTo(missing / all, 9);
				}
			}),
			{ numRuns: 40 },
		);
	});
});
