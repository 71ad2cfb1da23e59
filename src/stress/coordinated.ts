import type { Network } from "#network";
import { allocationOf, type Unallocated } from "./coordinated-allocation.ts";
import type { CoordinatedOptions } from "./coordinated-plan.ts";
import { type CoordinatedResult, resultOf } from "./coordinated-result.ts";

/**
 * Returns which demands run short under a scenario if everyone shares what there is in the best way: the allocation `coordinated`.
 *
 * A linear program over weekly steps minimises Σ weight · shortfall of all demands of the world, under the balances, capacities with
 * overproduction, lead times, stocks and measures of `orders` (see `coordinatedProgram`), where weight is the demand's value, else its
 * good's price, else 1. Every flow before `announcementDay` is that of the base year; before day 0 no use is cut. Users' stocks and reserves
 * may be used up at any time, no goods are re-exported, tariffs move nothing. With equal steps, no longer than τ_α,
 * and an announcement by day 0, no run of `orders` has a smaller weighted shortfall, so the loss lies between the two. Among equally good allocations the one with even shares and late shortfalls is taken.
 *
 * Parameters: see `CoordinatedOptions`. Result: as of `stress`, with `outcome` `optimal`; `waiting` is all of the shortfall where unmet
 * demand waits; `lines` and `stocks` are empty, since which line idles is a matter of taste where several do as well; `why` names what binds
 * by its shadow price (see `pricedCauses`). Edge cases: planning that begins after a measure bites cannot keep the flows of the base year:
 * outcome `infeasible`. Outcomes: `optimal`, `infeasible`, `time limit`. Faults: as `stress`, and those of the solver.
 * Cost: a linear program of steps × (lanes + processes + pools) columns: 25,000 and some seconds for a year of the default network in weeks;
 * in days it is seven times as large and takes some minutes.
 *
 * @example
 * const shared = await coordinated(rareEarths, { scenario: "april-2025", solver: highs() });
 * shared.outcome === "optimal" && shared.shortfallUsd // below that of stress()
 */
export async function coordinated(
	network: Network,
	options: CoordinatedOptions,
): Promise<CoordinatedResult | Unallocated> {
	const allocation = await allocationOf(network, options);
	return allocation.outcome === "optimal" ? resultOf(allocation) : allocation;
}
