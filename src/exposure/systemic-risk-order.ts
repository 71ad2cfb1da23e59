import type { FirmNetwork } from "./systemic-risk-network.ts";

/** Returns 0 to count − 1. */
export function upTo(count: number): Int32Array {
	const numbers = new Int32Array(count);
	for (let at = 0; at < count; at++) numbers[at] = at;
	return numbers;
}

/** Returns `values[entry]` of each entry. */
export function picked(values: Int32Array, entries: Int32Array): Int32Array {
	const found = new Int32Array(entries.length);
	for (let at = 0; at < entries.length; at++) found[at] = values[entries[at]];
	return found;
}

/** Returns entries in the order of their keys, equal keys in the order given, and where each key starts; a counting sort, O(entries + keys). */
export function ordered(
	entries: Int32Array,
	keys: Int32Array,
	keyCount: number,
): { readonly order: Int32Array; readonly start: Int32Array } {
	const start = new Int32Array(keyCount + 1);
	for (let at = 0; at < entries.length; at++) start[keys[entries[at]] + 1]++;
	for (let key = 0; key < keyCount; key++) start[key + 1] += start[key];
	const next = start.slice();
	const order = new Int32Array(entries.length);
	for (let at = 0; at < entries.length; at++)
		order[next[keys[entries[at]]]++] = entries[at];
	return { order, start };
}

/**
 * Returns a number for each firm so that firms that trade with each other lie close in memory.
 *
 * From the firm with the most links outwards, neighbours in the order of their own links; then from the best connected firm that is
 * left. Cost: O(firms + links).
 */
export function numbering(firms: FirmNetwork): Int32Array {
	const { firmCount, suppliers, customers } = firms;
	const links = suppliers.length;
	const ends = new Int32Array(2 * links);
	ends.set(suppliers);
	ends.set(customers, links);
	const { order, start } = ordered(upTo(2 * links), ends, firmCount);
	const numberOf = new Int32Array(firmCount).fill(-1);
	const queue = new Int32Array(firmCount);
	let known = 0;
	let read = 0;
	for (const best of byLinks(start)) {
		if (numberOf[best] < 0) {
			numberOf[best] = known;
			queue[known++] = best;
		}
		for (; read < known; read++) {
			const end = start[queue[read] + 1];
			for (let at = start[queue[read]]; at < end; at++) {
				const link = order[at];
				const firm = link < links ? customers[link] : suppliers[link - links];
				if (numberOf[firm] >= 0) continue;
				numberOf[firm] = known;
				queue[known++] = firm;
			}
		}
	}
	return numberOf;
}

/** The firms from the one with the most links to the one with the fewest; `start` tells where the links of each begin. */
function byLinks(start: Int32Array): Int32Array {
	const firmCount = start.length - 1;
	let most = 0;
	for (let firm = 0; firm < firmCount; firm++)
		most = Math.max(most, start[firm + 1] - start[firm]);
	const fewer = new Int32Array(firmCount);
	for (let firm = 0; firm < firmCount; firm++)
		fewer[firm] = most - (start[firm + 1] - start[firm]);
	return ordered(upTo(firmCount), fewer, most + 1).order;
}
