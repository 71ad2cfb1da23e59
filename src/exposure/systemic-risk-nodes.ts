import { type Compiled, CounterweightError } from "#network";
import { type FirmNetwork, firmNetwork } from "./systemic-risk-network.ts";

/** A process or use of a network as a node of the cascade. */
export interface Node {
	/** Id of the process, or `use of GOOD in PLACE`. */
	readonly id: string;
	readonly place: string;
	/** Main output, or the good used. */
	readonly good: string;
}

/**
 * Returns a network's processes and uses as the firms of `systemicRisk`: each edge is a link worth its base flow in USD a year.
 *
 * Formula: weight = share · amount · activity · price of the good; sector = the main output, or the good used. What binds fully is
 * essential, what binds half or not at all is not. Edge cases: a process that uses its own output has no link to itself.
 * Fault: `exposure.no-price` naming the goods that flow without a price, since amounts of different goods cannot be added up.
 * Cost: O(edges).
 *
 * @example
 * systemicRisk(nodesOf(compile(rareEarths)).firms).esri[0] // share of all output that falls with the first process
 */
export function nodesOf(compiled: Compiled): {
	readonly firms: FirmNetwork;
	readonly nodes: readonly Node[];
} {
	const { network, lineCount, agentCount, slotAgent, slotGood } = compiled;
	const { goods, places, processes, demands } = network;
	const unpriced = new Set<string>();
	const suppliers: number[] = [];
	const customers: number[] = [];
	const weights: number[] = [];
	const essential = new Uint8Array(goods.length ** 2);
	const sectors = Int32Array.from({ length: agentCount }, (_, agent) =>
		agent < lineCount
			? compiled.outputGood[compiled.outputStart[agent]]
			: slotGood[compiled.slotStart[agent]],
	);
	for (let edge = 0; edge < compiled.edgeSlot.length; edge++) {
		const slot = compiled.edgeSlot[edge];
		const customer = slotAgent[slot];
		const supplier = compiled.outputLine[compiled.edgeOutput[edge]];
		const good = goods[slotGood[slot]];
		if (good.price === undefined) unpriced.add(good.id);
		const at = sectors[supplier] * goods.length + sectors[customer];
		essential[at] = Math.max(
			essential[at],
			compiled.slotCritical[slot] === 1 ? 2 : 1,
		);
		if (supplier === customer) continue;
		suppliers.push(supplier);
		customers.push(customer);
		weights.push(
			compiled.edgeShare[edge] *
				compiled.slotQuantity[slot] *
				compiled.activity[customer] *
				(good.price ?? 0),
		);
	}
	if (unpriced.size > 0)
		throw new CounterweightError(
			"exposure.no-price",
			`${[...unpriced].join(", ")} of ${network.id} have no price, so flows cannot be added up`,
		);
	return {
		firms: firmNetwork({ suppliers, customers, weights, sectors, essential }),
		nodes: Array.from({ length: agentCount }, (_, agent) => {
			const place = places[compiled.agentPlace[agent]].id;
			const good = goods[sectors[agent]].id;
			return {
				id:
					agent < lineCount
						? processes[agent].id
						: `use of ${demands[agent - lineCount].good} in ${place}`,
				place,
				good,
			};
		}),
	};
}
