import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "./check.ts";
import { type Compiled, compile } from "./compile.ts";
import { type InputOutputTable, tableNetwork } from "./io-table.ts";
import { compileTable } from "./io-table-compiled.ts";

/**
 * Two regions, two sectors. By hand: north|ore sells 2 to itself, 3 to north|steel, 1 to south|steel and 4 to final demand: output 10.
 * north|steel sells 1 to north|ore, 5 + 4 to final demand: output 10. south|ore makes nothing. south|steel sells 2 to north|ore and 6 to
 * final demand: output 8.
 */
const hand: InputOutputTable = {
	regions: ["north", "south"],
	sectors: ["ore", "steel"],
	Z: Float64Array.of(2, 3, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0),
	Y: Float64Array.of(4, 0, 5, 4, 0, 0, 6, 0),
	x: Float64Array.of(10, 10, 0, 8),
	coverDays: 30,
	threshold: 0.15,
	year: 2020,
	source: { id: "hand", title: "A table solved by hand" },
	unit: "million USD",
};

describe("an input–output table as a network", () => {
	const made = tableNetwork(hand);

	it("makes every industry a place in its region that makes its sector's good, and its final demand another place there", () => {
		expect(made.places.map(({ id, within }) => [id, within])).toEqual([
			["north", undefined],
			["south", undefined],
			["north|ore", "north"],
			["north|steel", "north"],
			["south|ore", "south"],
			["south|steel", "south"],
			["use of north|ore", "north"],
			["use of north|steel", "north"],
			["use of south|ore", "south"],
			["use of south|steel", "south"],
		]);
		expect(made.demands.map(({ rate }) => rate)).toEqual([4, 9, 0, 6]);
	});

	it("takes inputs per unit of output, and those up to the threshold bind nothing", () => {
		// north|ore: 2 of ore, 1 + 2 of steel, over 10; north|steel: 3 of ore over 10; south|steel: 1 of ore over 8 = 0.125, below 0.15
		expect(
			made.recipes
				.filter(({ quantity }) => quantity < 0)
				.map(({ recipe, good, quantity, kind }) => [
					recipe,
					good,
					quantity,
					kind,
				]),
		).toEqual([
			["north|ore", "ore", -0.2, "essential"],
			["north|ore", "steel", -0.3, "essential"],
			["north|steel", "ore", -0.3, "essential"],
			["south|steel", "ore", -0.125, "non-critical"],
		]);
	});

	it("ships between industries without transit, and what an industry buys of itself stays at home", () => {
		expect(
			made.lanes.map(({ from, to, flow, days }) => [from, to, flow, days]),
		).toEqual([
			["north|steel", "north|ore", 1, 0],
			["south|steel", "north|ore", 2, 0],
			["north|ore", "north|steel", 3, 0],
			["north|ore", "south|steel", 1, 0],
			["north|ore", "use of north|ore", 4, 0],
			["north|steel", "use of north|steel", 9, 0],
			["south|steel", "use of south|steel", 6, 0],
		]);
	});

	it("is a network in which nothing is wrong", () => {
		expect(check(made)).toEqual([]);
	});

	it("draws on home and regions by their shares", () => {
		const { slotQuantity, edgeStart, edgeShare, edgeOutput, activity } =
			compileTable(hand);
		expect([...slotQuantity.slice(0, 4)]).toEqual([0.2, 0.3, 0.3, 0.125]);
		// steel of north|ore: 1/3 from north|steel (industry 1), 2/3 from south|steel (industry 3)
		expect([...edgeOutput.slice(edgeStart[1], edgeStart[2])]).toEqual([1, 3]);
		expect(edgeShare[edgeStart[1]]).toBeCloseTo(1 / 3, 12);
		expect([...activity]).toEqual([10, 10, 0, 8, 4, 9, 0, 6]);
	});

	it("makes what its flows need where the outputs stated do not add up", () => {
		// One industry buys 2 of itself for an output of 8 and 7 are used: 7 / (1 − 2/8) = 9.3333
		const off: InputOutputTable = {
			...hand,
			regions: ["north"],
			sectors: ["ore"],
			Z: Float64Array.of(2),
			Y: Float64Array.of(7),
			x: Float64Array.of(8),
		};
		expect(compileTable(off).activity[0]).toBeCloseTo(7 / 0.75, 10);
		expect(compile(tableNetwork(off)).activity[0]).toBeCloseTo(7 / 0.75, 10);
	});

	it("keeps the signs that part lists out of names", () => {
		const [, , place] = tableNetwork({
			...hand,
			sectors: ["ore; fine + coarse", "steel"],
		}).places;
		expect(place?.id).toBe("north|ore, fine and coarse");
	});
});

describe("what is no table", () => {
	it.each([
		["an array too short", { x: Float64Array.of(1, 2) }],
		["a negative delivery", { Z: hand.Z.map((flow, at) => (at ? flow : -1)) }],
		["no number", { Y: hand.Y.map((flow, at) => (at ? flow : Number.NaN)) }],
		["a region given twice", { regions: ["north", "north"] }],
		["no cover", { coverDays: Number.NaN }],
	])("is a fault: %s", (_, wrong) => {
		for (const made of [tableNetwork, compileTable])
			expect(() => made({ ...hand, ...wrong })).toThrow(
				expect.objectContaining({ code: "network.bad-table" }),
			);
	});

	it("is a fault where an industry needs more of itself than it makes", () => {
		const greedy: InputOutputTable = {
			...hand,
			regions: ["north"],
			sectors: ["ore"],
			Z: Float64Array.of(12),
			Y: Float64Array.of(1),
			x: Float64Array.of(10),
		};
		expect(() => compileTable(greedy)).toThrow(
			expect.objectContaining({ code: "network.table-without-base" }),
		);
	});
});

/**
 * Numbers of a compiled network, without its names and lanes. `compile` takes use at home as what is left after imports, so where an
 * industry buys nothing of itself rounding may leave an edge of a share of 1e-16; such dust is left out.
 */
function numbersOf({ network, edgeLane, edgeStart, ...numbers }: Compiled) {
	const edges = [...numbers.edgeShare.keys()].filter(
		(edge) => (numbers.edgeShare[edge] ?? 0) > 1e-12,
	);
	const kept = (values: ArrayLike<number>) => edges.map((edge) => values[edge]);
	return {
		...numbers,
		edgeSlot: kept(numbers.edgeSlot),
		edgeOutput: kept(numbers.edgeOutput),
		edgeShare: kept(numbers.edgeShare),
		places: network.places.length,
	};
}

/** Says where two compiled networks differ by more than 1e-9 of the larger number; nothing if nowhere. */
function differences(one: Compiled, other: Compiled): string[] {
	const numbers = numbersOf(other) as Readonly<
		Record<string, number | ArrayLike<number>>
	>;
	return Object.entries(numbersOf(one)).flatMap(([name, value]) => {
		const [a, b] = [value, numbers[name] ?? []].map((each) =>
			typeof each === "number" ? [each] : Array.from(each),
		);
		if (a?.length !== b?.length)
			return [`${name}: ${a?.length} and ${b?.length} entries`];
		const at = a?.findIndex(
			(x, index) =>
				Math.abs(x - (b?.[index] ?? Number.NaN)) > 1e-9 * Math.max(1, x) ||
				Number.isNaN(b?.[index]),
		);
		return at === -1 ? [] : [`${name} at ${at}`];
	});
}

describe("a table compiled directly", () => {
	it("gives the numbers of its network compiled, for any table", () => {
		const cell = fc.oneof(
			fc.constant(0),
			fc.double({ min: 0.01, max: 100, noNaN: true }),
		);
		const tables = fc
			.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
			.chain(([regions, sectors]) => {
				const size = regions * sectors;
				return fc.record({
					regions: fc.constant(
						Array.from({ length: regions }, (_, r) => `r${r}`),
					),
					sectors: fc.constant(
						Array.from({ length: sectors }, (_, s) => `s${s}`),
					),
					flows: fc.array(cell, {
						minLength: size * size,
						maxLength: size * size,
					}),
					use: fc.array(fc.double({ min: 1, max: 100, noNaN: true }), {
						minLength: size,
						maxLength: size,
					}),
				});
			});
		fc.assert(
			fc.property(tables, ({ regions, sectors, flows, use }) => {
				const size = use.length;
				const table: InputOutputTable = {
					...hand,
					regions,
					sectors,
					Z: Float64Array.from(flows),
					Y: Float64Array.from(use),
					x: Float64Array.from(use, (value, at) =>
						flows
							.slice(at * size, (at + 1) * size)
							.reduce((sum, flow) => sum + flow, value),
					),
				};
				expect(
					differences(compileTable(table), compile(tableNetwork(table))),
				).toEqual([]);
			}),
			{ numRuns: 60 },
		);
	});

	it("differs where it should: another table is seen", () => {
		const other = { ...hand, Z: hand.Z.map((flow) => flow * 1.001) };
		expect(differences(compileTable(hand), compileTable(other))).toContain(
			"slotQuantity at 0",
		);
	});
});
