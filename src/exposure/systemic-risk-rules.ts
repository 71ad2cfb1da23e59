import { CounterweightError } from "#network";
import type { FirmNetwork } from "./systemic-risk-network.ts";

/** How a firm makes its output of its inputs; see `systemicRisk`. */
export type ProductionFunction = "leontief" | "linear" | "mixed";

/** Firms that lose capacity at the same time. */
export interface FirmShock {
	/** The firms that are hit, from 0; of a firm named twice the lower capacity counts. */
	readonly firms: ArrayLike<number>;
	/** The share of its capacity that each of them keeps, 0 to 1; nothing if absent. */
	readonly remaining?: ArrayLike<number>;
}

/** What `systemicRisk` is asked for. */
export interface SystemicRiskOptions {
	/** `mixed` if the network says which inputs are essential, else `linear`. */
	readonly production?: ProductionFunction;
	/** Whether customers replace a lost supplier by others of its sector as far as those hold a share of it; no if absent. */
	readonly marketShare?: boolean;
	/** A cascade stops at the first step in which no loss rises by more than this; 0.01 if absent, as in the authors' code. */
	readonly eps?: number;
	/** The most steps that a cascade may take; 100,000 if absent. */
	readonly steps?: number;
	/** The firms to close, one at a time; every firm if absent. Not together with `shocks`. */
	readonly firms?: ArrayLike<number>;
	/** Shocks to play, each by itself, in place of closing single firms. */
	readonly shocks?: readonly FirmShock[];
	/** Is told, after each cascade, how many of how many are done; what it throws ends the run. */
	readonly onProgress?: (done: number, total: number) => void;
}

/** Rules of a run, checked. */
export interface CascadeRules {
	readonly production: ProductionFunction;
	readonly marketShare: boolean;
	readonly eps: number;
	readonly steps: number;
}

/** Shocks of a run, checked. */
export interface Shocks {
	readonly count: number;
	readonly at: (row: number) => FirmShock;
}

/** Returns the rules that the options ask for; fault `exposure.bad-cascade` for one that is unknown or out of range. */
export function cascadeRules(
	firms: FirmNetwork,
	options: SystemicRiskOptions,
): CascadeRules {
	const production =
		options.production ?? (firms.essential === undefined ? "linear" : "mixed");
	const { marketShare = false, eps = 0.01, steps = 100_000 } = options;
	if (!["leontief", "linear", "mixed"].includes(production))
		throw badCascade(
			`production is leontief, linear or mixed, not "${production}"`,
		);
	if (production === "mixed" && firms.essential === undefined)
		throw badCascade(
			"production mixed needs a network that says which inputs are essential",
		);
	if (!(eps >= 0 && eps < 1))
		throw badCascade(`eps lies in [0, 1), not ${eps}`);
	if (!Number.isInteger(steps) || steps < 1)
		throw badCascade(`steps is a whole number from 1, not ${steps}`);
	if (options.firms !== undefined && options.shocks !== undefined)
		throw badCascade("firms and shocks cannot be asked for in one run");
	return { production, marketShare, eps, steps };
}

/** Returns the shocks that the options ask for; fault `exposure.bad-shock`, naming the entry, for an unknown firm or a capacity outside 0 to 1. */
export function shocksOf(
	{ firmCount }: FirmNetwork,
	{ firms, shocks }: SystemicRiskOptions,
): Shocks {
	if (shocks !== undefined) {
		shocks.forEach((shock, row) => {
			checkFirms(`shocks[${row}].firms`, shock.firms, firmCount);
			checkRemaining(`shocks[${row}]`, shock);
		});
		return { count: shocks.length, at: (row) => shocks[row] };
	}
	if (firms === undefined)
		return { count: firmCount, at: (row) => ({ firms: [row] }) };
	checkFirms("firms", firms, firmCount);
	return { count: firms.length, at: (row) => ({ firms: [firms[row]] }) };
}

function checkFirms(
	name: string,
	firms: ArrayLike<number>,
	firmCount: number,
): void {
	for (let at = 0; at < firms.length; at++)
		if (
			!(Number.isInteger(firms[at]) && firms[at] >= 0 && firms[at] < firmCount)
		)
			throw badShock(
				`${name}[${at}] is ${firms[at]}, which is none of the ${firmCount} firms`,
			);
}

function checkRemaining(name: string, { firms, remaining }: FirmShock): void {
	if (remaining === undefined) return;
	if (remaining.length !== firms.length)
		throw badShock(
			`${name}.remaining has ${remaining.length} entries, its firms ${firms.length}`,
		);
	for (let at = 0; at < remaining.length; at++)
		if (!(remaining[at] >= 0 && remaining[at] <= 1))
			throw badShock(
				`${name}.remaining[${at}] is ${remaining[at]}, not a share of 0 to 1`,
			);
}

function badCascade(says: string): CounterweightError {
	return new CounterweightError("exposure.bad-cascade", says);
}

function badShock(says: string): CounterweightError {
	return new CounterweightError("exposure.bad-shock", says);
}
