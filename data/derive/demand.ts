import type { Draft } from "./draft.ts";
import { account, left } from "./draft.ts";

/** Share of what comes to a place below which a rest is rounding. */
const rounding = 1e-4;

/** Adds a modelled demand for metal that no maker takes, so that every good balances at every place; throws where something is short. */
export function addRests(
	draft: Draft,
	goods: readonly { readonly id: string; readonly price?: number }[],
	places: readonly string[],
): void {
	for (const good of goods)
		for (const place of places) {
			const { made, received } = account(draft, good.id, place);
			const rest = left(draft, good.id, place);
			if (Math.abs(rest) <= rounding * (made + received)) continue;
			if (rest < 0 || !good.id.endsWith("_metal"))
				throw new Error(`${good.id} at ${place} is off by ${rest} t`);
			draft.demands.push({
				place,
				good: good.id,
				rate: rest,
				...(good.price === undefined ? {} : { value: good.price }),
				priority: 0,
				unmet: "wait",
				source: "balance-2024",
				year: 2024,
				confidence: "D",
				note: "other uses and stock building: metal that the magnet makers of the facts do not take",
			});
		}
}
