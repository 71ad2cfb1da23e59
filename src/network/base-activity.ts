import type { Supply } from "./supply.ts";

const tolerance = 1e-13;
const rounds = 10_000;

/**
 * Returns the activity of every agent with which orders and output match exactly: users as stated, lines as much as is ordered from them.
 *
 * Formula: X_line = max over its outputs g of Σ_edges share · a · X_buyer / b_g, from the users up, until nothing moves. A package balances
 * within 1 %, so this lies within the balance's gaps of the activities stated; without it a run without measures would not stay flat.
 * Edge cases: a line that nobody orders from keeps its stated activity 0 or falls to 0; loops of recipes converge when they use less than
 * they make. Cost: O(edges × length of the chain).
 */
export function baseActivity(supply: Supply): Float64Array {
	const activity = supply.activity.slice();
	activity.fill(0, 0, supply.lineCount);
	return propagated(supply, activity).activity;
}

/** What users take, passed on through all stages. */
export interface Propagation {
	/** Activity per year of every agent: users as given, lines as much as is ordered from them. */
	readonly activity: Float64Array;
	/** Amount ordered of every output, unit of the good per year. */
	readonly ordered: Float64Array;
}

/**
 * Returns the activity of every line, and the orders on every output, that serve what the users take.
 *
 * Formula: as in `baseActivity`. Parameters: `activity` holds what each user takes (unit of its good per year) and 0 for the lines to begin
 * with; it is filled in place. Edge cases: as in `baseActivity`. Cost: O(edges × length of the chain).
 */
export function propagated(
	supply: Supply,
	activity: Float64Array,
): Propagation {
	const { lineCount, agentCount, outputStart, outputQuantity } = supply;
	const ordered = new Float64Array(supply.outputGood.length);
	for (let round = 0; round < rounds; round++) {
		ordered.fill(0);
		for (let agent = 0; agent < agentCount; agent++)
			for (
				let slot = supply.slotStart[agent];
				slot < supply.slotStart[agent + 1];
				slot++
			) {
				const need = supply.slotQuantity[slot] * activity[agent];
				for (
					let edge = supply.edgeStart[slot];
					edge < supply.edgeStart[slot + 1];
					edge++
				)
					ordered[supply.edgeOutput[edge]] += need * supply.edgeShare[edge];
			}
		let moved = 0;
		for (let line = 0; line < lineCount; line++) {
			let wanted = 0;
			for (
				let output = outputStart[line];
				output < outputStart[line + 1];
				output++
			)
				wanted = Math.max(wanted, ordered[output] / outputQuantity[output]);
			moved = Math.max(
				moved,
				Math.abs(wanted - activity[line]) / Math.max(wanted, 1e-300),
			);
			activity[line] = wanted;
		}
		if (moved < tolerance) break;
	}
	return { activity, ordered };
}
