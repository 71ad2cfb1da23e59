import { describe, expect, it } from "vitest";
import { type Network, network, type Process, type Recipe } from "#network";
import { type CeilingOptions, ceilings } from "./ceilings.ts";
import { exposure } from "./exposure.ts";

const sourced = { source: "hand", confidence: "A", year: 2024 } as const;

function recipe(
	id: string,
	amounts: Readonly<Record<string, number>>,
): Recipe[] {
	return Object.entries(amounts).map(([good, quantity]) => ({
		...sourced,
		recipe: id,
		good,
		quantity,
		kind: quantity > 0 ? "output" : "essential",
	}));
}

function process(place: string, of: string, activity: number): Process {
	return { ...sourced, id: `${place} ${of}`, place, recipe: of, activity };
}

/**
 * J makes and uses 100 t of magnets a year, one tonne of metal each: 70 t of C's, 30 t of V's; V's is of C's oxide. It also uses 100 t of
 * foil, 60 of C and 40 its own. Magnets and foil are one stage and one family: 60 of 200 t come from C, 140 are J's own.
 */
function metals(): Network {
	const lane = (from: string, to: string, good: string, flow: number) => ({
		...sourced,
		from,
		to,
		good,
		flow,
		days: 0,
	});
	const use = (good: string, rate: number) => ({
		...sourced,
		place: "J",
		good,
		rate,
		priority: 0,
		unmet: "wait" as const,
	});
	return network({
		id: "metals",
		version: "2",
		goods: ["oxide", "metal", "magnet", "foil"].map((id) => ({
			id,
			name: `Name of ${id}`,
			stage: id === "foil" ? "magnet" : id,
			unit: "t",
			...(id === "magnet" || id === "foil" ? { family: ["parts"] } : {}),
		})),
		places: ["C", "V", "J", "K"].map((id) => ({
			id,
			name: id,
			kind: "country",
		})),
		groups: ["J", "V"].map((place) => ({ group: "friends", place })),
		recipes: [
			...recipe("oxide", { oxide: 1 }),
			...recipe("metal", { oxide: -1, metal: 1 }),
			...recipe("magnet", { metal: -1, magnet: 1 }),
			...recipe("foil", { foil: 1 }),
		],
		processes: [
			process("C", "oxide", 100),
			process("C", "metal", 70),
			process("V", "metal", 30),
			process("J", "magnet", 100),
			process("C", "foil", 60),
			process("J", "foil", 40),
		],
		lanes: [
			lane("C", "V", "oxide", 30),
			lane("C", "J", "metal", 70),
			lane("V", "J", "metal", 30),
			lane("C", "J", "foil", 60),
		],
		demands: [use("magnet", 100), use("foil", 100)],
	});
}

function found(options: CeilingOptions) {
	return ceilings(metals(), options).breaches.map(
		({ of, id, place, view, share, excess }) => [
			of,
			id,
			place,
			view,
			Number(share.toFixed(6)),
			Number(excess.toFixed(6)),
		],
	);
}

describe("ceilings", () => {
	// Oxide (embodied): all of C's, 100 t: 35 above 65. Metal: 70 of 100 direct, 5 above; all of it through C's oxide, 35 above.
	// Magnets: J's own, but all hang on C: 35. Foil: 60 % lies under. Stage and family: C's direct 60 of 200; by reach 100 + 60 = 160 of 200,
	// 0.8: 30 t above 130.
	it("are broken by what is shipped, and by what is in it", () => {
		expect(found({ for: "J" })).toEqual([
			["good", "oxide", "C", "direct", 1, 35],
			["good", "oxide", "C", "look-through", 1, 35],
			["good", "metal", "C", "direct", 0.7, 5],
			["good", "metal", "C", "look-through", 1, 35],
			["good", "magnet", "C", "look-through", 1, 35],
			["family", "parts", "C", "look-through", 0.8, 30],
			["stage", "magnet", "C", "look-through", 0.8, 30],
		]);
	});

	// At 59 % foil is 1 t above; at 60 % it is not.
	it("are not broken by a share that equals them", () => {
		const foil = (ceiling: number) =>
			found({ for: "J", good: "foil", ceiling });
		expect(foil(0.6)).toEqual([]);
		expect(foil(0.59)).toEqual([
			["good", "foil", "C", "direct", 0.6, 1],
			["good", "foil", "C", "look-through", 0.6, 1],
		]);
		expect(found({ for: "J", ceiling: 1 })).toEqual([]);
	});

	it("do not count the area's own places", () => {
		const own = found({ for: "J", ceiling: 0.2 });
		expect(own.filter(([, , place]) => place === "J")).toEqual([]);
		expect(
			own.filter(([, id, place]) => id === "metal" && place === "V"),
		).toEqual([
			["good", "metal", "V", "direct", 0.3, 10],
			["good", "metal", "V", "look-through", 0.3, 10],
		]);
		// V belongs to the friends, so its metal is their own.
		const friends = found({ for: "friends", ceiling: 0.2 });
		expect(friends.filter(([, , place]) => place === "V")).toEqual([]);
	});

	it("are looked at for the world and every group if no area is named", () => {
		const all = ceilings(metals());
		expect(all.areas).toEqual(["WLD", "friends"]);
		expect(all).toMatchObject({
			ceiling: 0.65,
			network: { id: "metals", version: "2" },
		});
		// World: production. C: all oxide, 70 % of metal; J makes all magnets, the world has no places of its own: 35 above.
		expect(
			all.breaches
				.filter(({ area, view }) => area === "WLD" && view === "direct")
				.map(({ id, place, excess }) => [id, place, Number(excess.toFixed(6))]),
		).toEqual([
			["oxide", "C", 35],
			["metal", "C", 5],
			["magnet", "J", 35],
			["parts", "J", 10],
			["magnet", "J", 10],
		]);
	});

	it("take a result of `exposure` as well", () => {
		const exposed = exposure(metals(), { for: "J" });
		expect(ceilings(exposed)).toEqual(ceilings(metals(), { for: "J" }));
	});

	it("lie above 0 and at most at 1, else it is a fault", () => {
		for (const ceiling of [0, -0.1, 1.01, Number.NaN])
			expect(() => ceilings(metals(), { ceiling })).toThrow(
				expect.objectContaining({ code: "exposure.bad-ceiling" }),
			);
		expect(() => ceilings(metals(), { for: "Atlantis" })).toThrow(
			expect.objectContaining({ code: "exposure.unknown-area" }),
		);
		expect(() => ceilings(metals(), { good: "phlogiston" })).toThrow(
			expect.objectContaining({ code: "exposure.unknown-good" }),
		);
	});
});
