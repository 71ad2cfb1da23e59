import { CounterweightError } from "#network";

/**
 * Returns the Herfindahl–Hirschman index of the amounts.
 *
 * Formula: 10,000 · Σ (amount / total)². Parameters: amounts ≥ 0, all in one unit, in any order.
 * Result: from 10,000 / n for n equal amounts to 10,000 for a single supplier. Edge cases: 0 if there is no amount above 0.
 * Fault: `exposure.bad-amount` for an amount that is negative or not a number. Cost: O(amounts).
 * Source: Hirschman 1964; the scale of 0 to 10,000 is that of the competition authorities.
 *
 * @example
 * hhi([70, 30]) // 5800
 */
export function hhi(amounts: Iterable<number>): number {
	const known = checked(amounts);
	const total = sum(known);
	return total > 0
		? 10_000 * sum(known.map((amount) => (amount / total) ** 2))
		: 0;
}

/**
 * Returns the share of the total that the n largest amounts hold together.
 *
 * Parameters: amounts ≥ 0, all in one unit, in any order; n from 1. Result: 0 to 1. Edge cases: 0 if there is no amount above 0; 1 if
 * there are no more than n amounts. Fault: `exposure.bad-amount` for an amount that is negative or not a number.
 * Cost: O(amounts · log amounts).
 *
 * @example
 * topShare([50, 30, 15, 5], 3) // 0.95
 */
export function topShare(amounts: Iterable<number>, n: number): number {
	const known = checked(amounts).sort((a, b) => b - a);
	const total = sum(known);
	return total > 0 ? Math.min(1, sum(known.slice(0, n)) / total) : 0;
}

function checked(amounts: Iterable<number>): number[] {
	const known = [...amounts];
	for (const amount of known)
		if (!(amount >= 0 && amount < Number.POSITIVE_INFINITY))
			throw new CounterweightError(
				"exposure.bad-amount",
				`an amount must be a number of at least 0, not ${amount}`,
			);
	return known;
}

function sum(amounts: readonly number[]): number {
	let total = 0;
	for (const amount of amounts) total += amount;
	return total;
}
