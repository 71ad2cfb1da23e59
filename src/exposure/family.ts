import type { Network } from "#network";
import { hhi, topShare } from "./concentration.ts";
import type { FamilyExposure, GoodExposure } from "./result.ts";

/**
 * Returns the shares of each family of goods at each stage, where a family has two goods or more there in one unit: all mined rare earths,
 * say, of ore and of clay together.
 *
 * Formula: amounts of the goods added up by place. Edge cases: a family with one good at a stage is that good's own row and left out.
 * Cost: O(goods × families × places).
 */
export function familiesOf(
	network: Network,
	goods: readonly GoodExposure[],
): readonly FamilyExposure[] {
	const members = new Map<string, GoodExposure[]>();
	for (const exposed of goods)
		for (const family of network.goods.find(({ id }) => id === exposed.good)
			?.family ?? []) {
			const key = [family, exposed.stage, exposed.unit].join("\t");
			members.set(key, [...(members.get(key) ?? []), exposed]);
		}
	return [...members].flatMap(([key, group]) => {
		if (group.length < 2) return [];
		const [family = "", stage = "", unit = ""] = key.split("\t");
		const amounts = new Map<string, number>();
		for (const { shares } of group)
			for (const { place, amount } of shares)
				amounts.set(place, (amounts.get(place) ?? 0) + amount);
		const total = [...amounts.values()].reduce((sum, one) => sum + one, 0);
		const shares = [...amounts]
			.map(([place, amount]) => ({ place, amount, share: amount / total }))
			.sort((a, b) => b.amount - a.amount || (a.place < b.place ? -1 : 1));
		return [
			{
				family,
				stage,
				unit,
				goods: group.map(({ good }) => good),
				total,
				hhi: hhi(amounts.values()),
				top3: topShare([...amounts.values()], 3),
				shares,
			},
		];
	});
}
