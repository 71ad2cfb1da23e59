import loadHighs, { type Highs } from "highs";
import { CounterweightError } from "#network";

/** The loader as Node imports it; its types are written for `require`. */
const load = loadHighs as unknown as () => Promise<Highs>;

let running: Promise<Highs> | undefined;

/** Returns the solver of this thread: compiled and started on first use, then shared. Fault: `solver.not-loaded`. */
export function runningHighs(): Promise<Highs> {
	running ??= load().catch((cause) => {
		running = undefined;
		throw notLoaded(cause);
	});
	return running;
}

/** Lets the next use start afresh: after the solver aborted, its memory is of no use. */
export function abandonHighs(): void {
	running = undefined;
}

function notLoaded(cause: unknown): CounterweightError {
	return new CounterweightError(
		"solver.not-loaded",
		"the solver could not be loaded",
		cause,
	);
}
