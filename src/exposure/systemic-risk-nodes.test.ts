import { expect, it } from "vitest";
import { compile, network } from "#network";
import { systemicRisk } from "./systemic-risk.ts";
import { nodesOf } from "./systemic-risk-nodes.ts";

const sourced = { source: "hand", confidence: "D", year: 2024 } as const;

// Ten tonnes of ore at 1 USD make ten of metal at 3 USD, used at home: links of 10 and 30 USD, 40 USD of output in all.
// Without the mine the smelter stops too: everything is lost. Without the smelter the mine has no customer: everything is lost as well.
const chain = (price?: number) =>
	compile(
		network({
			id: "chain",
			goods: [
				{
					id: "ore",
					name: "Ore",
					stage: "mine",
					unit: "t",
					...(price === undefined ? {} : { price }),
				},
				{ id: "metal", name: "Metal", stage: "metal", unit: "t", price: 3 },
			],
			places: [{ id: "A", name: "A", kind: "country" }],
			recipes: [
				{
					recipe: "mine",
					good: "ore",
					quantity: 1,
					kind: "output",
					...sourced,
				},
				{
					recipe: "smelter",
					good: "ore",
					quantity: -1,
					kind: "essential",
					...sourced,
				},
				{
					recipe: "smelter",
					good: "metal",
					quantity: 1,
					kind: "output",
					...sourced,
				},
			],
			processes: [
				{ id: "mine", place: "A", recipe: "mine", activity: 10, ...sourced },
				{
					id: "smelter",
					place: "A",
					recipe: "smelter",
					activity: 10,
					...sourced,
				},
			],
			demands: [
				{
					place: "A",
					good: "metal",
					rate: 10,
					priority: 0,
					unmet: "wait",
					...sourced,
				},
			],
		}),
	);

it("processes and uses are nodes, and their flows in USD are links", () => {
	const { firms, nodes } = nodesOf(chain(1));
	expect(nodes.map(({ id }) => id)).toEqual([
		"mine",
		"smelter",
		"use of metal in A",
	]);
	expect([...systemicRisk(firms).esri]).toEqual([1, 1, 1]);
	expect(systemicRisk(firms).downstream[0]).toBe(1);
});

it("flows without a price cannot be added up", () => {
	expect(() => nodesOf(chain())).toThrow("ore of chain have no price");
});
