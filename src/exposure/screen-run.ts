import type { Loss } from "./screen-loss.ts";
import type { CheckedOptions } from "./screen-options.ts";
import { type ScreenParts, screenProgram } from "./screen-program.ts";
import type { ScreenResult } from "./screen-result.ts";
import { type ScreenSession, screenSession } from "./screen-session.ts";

/** What was screened. */
export interface Screened {
	readonly outcome: ScreenResult["outcome"];
	/** Unmet amount of each demand without any loss; null if that was not found. */
	readonly base: Float64Array | null;
	/** Unmet amount of each demand under each loss; undefined where it was not screened. */
	readonly unmet: readonly (Float64Array | undefined)[];
	readonly done: number;
}

/**
 * Returns what each loss leaves unmet, screened as many at a time as the solver has threads, in the order of the losses.
 *
 * Edge cases: without losses only the base year is solved. A solve that runs out of time ends the screen, as `aborted` does.
 */
export async function screened(
	parts: ScreenParts,
	losses: readonly Loss[],
	options: CheckedOptions,
): Promise<Screened> {
	const made = screenProgram(parts);
	const limit =
		options.timeLimit === undefined ? {} : { timeLimit: options.timeLimit };
	const threads = Math.max(1, Math.min(options.solver.threads, losses.length));
	const sessions = await Promise.all(
		Array.from({ length: threads }, () =>
			screenSession(options.solver, parts, made, limit),
		),
	);
	try {
		return await shared(sessions, losses, options);
	} finally {
		for (const session of sessions) session.close();
	}
}

/** Every session takes the next loss until none is left. */
async function shared(
	sessions: readonly ScreenSession[],
	losses: readonly Loss[],
	options: CheckedOptions,
): Promise<Screened> {
	const base = sessions[0].base;
	const unmet: (Float64Array | undefined)[] = losses.map(() => undefined);
	let outcome: Screened["outcome"] = base === null ? "time limit" : "complete";
	let next = 0;
	let done = 0;
	const work = async (session: ScreenSession) => {
		while (next < losses.length && outcome === "complete") {
			if (options.signal?.aborted === true) {
				outcome = "cancelled";
				return;
			}
			const at = next++;
			const found = await session.lose(losses[at]);
			if (found === null) {
				outcome = "time limit";
				return;
			}
			unmet[at] = found;
			done++;
			options.onProgress?.(done, losses.length);
		}
	};
	await Promise.all(sessions.map(work));
	return { outcome, base, unmet, done };
}
