import { expect, it } from "vitest";
import { network } from "#network";
import { exposure } from "./exposure.ts";

const sourced = { source: "hand", confidence: "A", year: 2024 } as const;

// Ore: A 60, B 20. Clay: B 20. Together A 60 %, B 40 %: HHI 3,600 + 1,600. Iron is no rare earth, and alone at its stage.
it("goods of a family at one stage are added up by place", () => {
	const { families } = exposure(
		network({
			id: "mines",
			goods: [
				{ id: "ore", name: "Ore", stage: "mine", unit: "t", family: ["rare"] },
				{
					id: "clay",
					name: "Clay",
					stage: "mine",
					unit: "t",
					family: ["rare"],
				},
				{
					id: "iron",
					name: "Iron",
					stage: "mine",
					unit: "t",
					family: ["base"],
				},
			],
			places: ["A", "B"].map((id) => ({
				id,
				name: id,
				kind: "country" as const,
			})),
			recipes: ["ore", "clay", "iron"].map((good) => ({
				recipe: good,
				good,
				quantity: 1,
				kind: "output" as const,
				...sourced,
			})),
			processes: [
				{ id: "1", place: "A", recipe: "ore", activity: 60, ...sourced },
				{ id: "2", place: "B", recipe: "ore", activity: 20, ...sourced },
				{ id: "3", place: "B", recipe: "clay", activity: 20, ...sourced },
				{ id: "4", place: "B", recipe: "iron", activity: 20, ...sourced },
			],
		}),
	);
	expect(families).toEqual([
		{
			family: "rare",
			stage: "mine",
			unit: "t",
			goods: ["clay", "ore"],
			total: 100,
			hhi: 5200,
			top3: 1,
			shares: [
				{ place: "A", amount: 60, share: 0.6 },
				{ place: "B", amount: 40, share: 0.4 },
			],
		},
	]);
});
