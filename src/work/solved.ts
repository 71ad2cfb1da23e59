import { type ScreenOptions, type ScreenResult, screen } from "#exposure";
import type { Network } from "#network";
import { highs, highsPool } from "#solver";
import {
	type CoordinatedOptions,
	type CoordinationValue,
	coordinationValue,
	type Unallocated,
} from "#stress";

/** Returns what `screen` finds, solved by HiGHS in this thread: its programs are small. */
export function screened(
	network: Network,
	options: Omit<ScreenOptions, "solver">,
): Promise<ScreenResult> {
	return screen(network, { ...options, solver: highs() });
}

/** Returns what coordination is worth, solved by HiGHS in a thread of its own, so that progress and Ctrl+C stay alive. */
export function coordination(
	network: Network,
	options: Omit<CoordinatedOptions, "solver">,
): Promise<CoordinationValue | Unallocated> {
	return coordinationValue(network, { ...options, solver: highsPool(1) });
}
