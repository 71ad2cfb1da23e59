import type { FirmNetwork } from "./systemic-risk-network.ts";
import { numbering, ordered, picked, upTo } from "./systemic-risk-order.ts";
import type { ProductionFunction } from "./systemic-risk-rules.ts";

/**
 * One direction in which losses travel: the loss of a node is the largest, over its groups, of Σ share · loss of the link's source.
 *
 * Downstream a source is a supplier, and a group is what a customer buys of one essential sector, or all of its inputs that are not
 * essential. Upstream a source is a customer, and each supplier has one group.
 */
export interface Side {
	/** First group of each node, and the number of groups at the end. */
	readonly groupStart: Int32Array;
	/** First link of each group, and the number of links at the end. */
	readonly linkStart: Int32Array;
	/** The node that each link comes from. */
	readonly source: Int32Array;
	readonly share: Float64Array;
	/** First of the links that leave each node, and their number at the end. */
	readonly leaveStart: Int32Array;
	/** The group that each leaving link enters. */
	readonly leaveGroup: Int32Array;
	/** The node that each leaving link enters. */
	readonly leaveNode: Int32Array;
	readonly leaveShare: Float64Array;
}

/** A firm network as the cascades read it; its nodes are the firms, numbered so that neighbours lie close. */
export interface Sides {
	readonly nodeCount: number;
	/** The node of each firm. */
	readonly nodeOf: Int32Array;
	readonly sectorCount: number;
	/** The sector of each node. */
	readonly sector: Int32Array;
	/** The output of each node. */
	readonly output: Float64Array;
	/** The output of each sector. */
	readonly sectorOutput: Float64Array;
	readonly downstream: Side;
	readonly upstream: Side;
}

/**
 * Returns both directions of a firm network under a production function.
 *
 * Formula: downstream a link weighs w / Σ w of the customer's inputs from the supplier's sector if that sector is essential to it,
 * w / Σ w of all inputs of the customer if it is not, and nothing if it is not relevant; upstream, w / output of the supplier.
 * Edge cases: a link of weight 0 is left out. Cost: O(firms + links + sectors), by counting sorts.
 */
export function sidesOf(
	firms: FirmNetwork,
	production: ProductionFunction,
): Sides {
	const { firmCount, sectorCount, weights } = firms;
	const nodeOf = numbering(firms);
	const sector = new Int32Array(firmCount);
	const output = new Float64Array(firmCount);
	const sectorOutput = new Float64Array(sectorCount);
	for (let firm = 0; firm < firmCount; firm++) {
		sector[nodeOf[firm]] = firms.sectors[firm];
		output[nodeOf[firm]] = firms.output[firm];
		sectorOutput[firms.sectors[firm]] += firms.output[firm];
	}
	const supplier = picked(nodeOf, firms.suppliers);
	const customer = picked(nodeOf, firms.customers);
	const inputs = new Float64Array(firmCount);
	const sold = new Int32Array(weights.length);
	for (let link = 0; link < weights.length; link++) {
		inputs[customer[link]] += weights[link];
		if (weights[link] === 0) sold[link] = -1;
	}
	const kind = kindsOf(firms, production);
	return {
		nodeCount: firmCount,
		nodeOf,
		sectorCount,
		sector,
		output,
		sectorOutput,
		downstream: sideOf(
			{
				nodeCount: firmCount,
				node: customer,
				source: supplier,
				weights,
				kind,
				kindCount: sectorCount + 1,
			},
			(link, sum) => (kind[link] < sectorCount ? sum : inputs[customer[link]]),
		),
		upstream: sideOf(
			{
				nodeCount: firmCount,
				node: supplier,
				source: customer,
				weights,
				kind: sold,
				kindCount: 1,
			},
			(link) => output[supplier[link]],
		),
	};
}

/** What each link is to its customer: the supplier's sector if that is essential, the number of sectors if not, −1 if it plays no part. */
function kindsOf(
	firms: FirmNetwork,
	production: ProductionFunction,
): Int32Array {
	const { sectorCount, sectors, suppliers, customers, essential } = firms;
	const kinds = new Int32Array(suppliers.length);
	for (let link = 0; link < kinds.length; link++) {
		const from = sectors[suppliers[link]];
		const to = sectors[customers[link]];
		let need = production === "linear" ? 1 : 2;
		if (production === "mixed" && essential !== undefined)
			need = essential[from * sectorCount + to];
		kinds[link] = need === 2 ? from : need === 1 ? sectorCount : -1;
		if (firms.weights[link] === 0) kinds[link] = -1;
	}
	return kinds;
}

/** Links into nodes, each of a kind; those of one node and one kind make a group. */
interface Kinds {
	readonly nodeCount: number;
	readonly node: Int32Array;
	readonly source: Int32Array;
	readonly weights: Float64Array;
	/** From 0 to `kindCount` − 1, or −1 for a link that plays no part. */
	readonly kind: Int32Array;
	readonly kindCount: number;
}

function sideOf(
	kinds: Kinds,
	divisor: (link: number, sum: number) => number,
): Side {
	const { nodeCount, node, source, weights, kind } = kinds;
	const order = inGroups(kinds);
	const count = order.length;
	const share = new Float64Array(count);
	const groupOf = new Int32Array(count);
	const linkStart = new Int32Array(count + 1);
	const groupNode = new Int32Array(count);
	let groups = 0;
	for (let first = 0; first < count; groups++) {
		const link = order[first];
		let sum = 0;
		let end = first;
		for (; end < count; end++) {
			const other = order[end];
			if (node[other] !== node[link] || kind[other] !== kind[link]) break;
			sum += weights[other];
		}
		for (let at = first; at < end; at++) {
			groupOf[at] = groups;
			share[at] = weights[order[at]] / divisor(order[at], sum);
		}
		linkStart[groups] = first;
		groupNode[groups] = node[link];
		first = end;
	}
	linkStart[groups] = count;
	const from = picked(source, order);
	const leaving = ordered(upTo(count), from, nodeCount);
	const leaveGroup = picked(groupOf, leaving.order);
	const leaveShare = new Float64Array(count);
	for (let at = 0; at < count; at++) leaveShare[at] = share[leaving.order[at]];
	return {
		groupStart: ordered(upTo(groups), groupNode, nodeCount).start,
		linkStart: linkStart.slice(0, groups + 1),
		source: from,
		share,
		leaveStart: leaving.start,
		leaveGroup,
		leaveNode: picked(groupNode, leaveGroup),
		leaveShare,
	};
}

/** The links that play a part: by node, then by kind, then by source. */
function inGroups({
	nodeCount,
	node,
	source,
	kind,
	kindCount,
}: Kinds): Int32Array {
	const all = upTo(kind.length).filter((link) => kind[link] >= 0);
	const bySource = ordered(all, source, nodeCount).order;
	const byKind = ordered(bySource, kind, kindCount).order;
	return ordered(byKind, node, nodeCount).order;
}
