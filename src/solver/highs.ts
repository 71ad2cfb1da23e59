import type { Session, Solver } from "#program";
import { highsModel } from "./highs-model.ts";

/**
 * Returns HiGHS as a solver in the calling thread.
 *
 * The WebAssembly is compiled and started once for the thread and shared by all solvers and sessions in it. A solve lets waiting events
 * through, then blocks the thread until it ends or its time limit is reached: see `highsPool` for work beside. Same program, options and starting basis: same answer, bit for bit,
 * unless the time limit ends it. Limits: 2 GiB of memory, about 100,000 columns; one solve at a time.
 * Faults: `solver.bad-program` (a number that is no number, an index out of range), `solver.bad-option`, `solver.not-loaded`,
 * `solver.failed` (the solver broke or ended without an answer), `solver.closed`.
 * Source: HiGHS (Huangfu & Hall 2018, Mathematical Programming Computation 10), as compiled by the package `highs`.
 *
 * @example
 * (await highs().solve(program)).outcome // "optimal"
 */
export function highs(): Solver {
	return {
		threads: 1,
		solve: async (program, options) => {
			const model = await highsModel(program);
			try {
				await turn();
				return model.solve(options);
			} finally {
				model.close();
			}
		},
		open: async (program): Promise<Session> => {
			const model = await highsModel(program);
			return {
				bounds: model.bounds,
				costs: model.costs,
				basis: async () => model.basis(),
				start: model.start,
				solve: async (options) => {
					await turn();
					return model.solve(options);
				},
				close: model.close,
			};
		},
		close: async () => {},
	};
}

/** Waits until waiting events were let through. */
function turn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
