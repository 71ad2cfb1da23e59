import { CounterweightError } from "#network";
import type { Basis, LinearProgram, Session, Solution, Solver } from "#program";
import type { Request } from "./highs-message.ts";
import { type Thread, threadOf } from "./highs-thread.ts";

/**
 * Returns HiGHS as a solver in threads of its own, each with its own memory, so that programs are solved side by side and the calling
 * thread stays free.
 *
 * A program goes to the thread with the fewest open programs; one session stays on one thread, so `threads` sessions run side by side.
 * Threads start on first use and end with `close`; idle threads do not keep the process alive. Answers are those of `highs`, whichever
 * thread gives them. A change of a session that is refused is told by its next `solve` or `basis`.
 * Parameters: threads from 1. Faults: as `highs`, and `solver.failed` if a thread ends; `solver.bad-option` for a number of threads below 1;
 * `solver.closed` after `close`. Cost: each program and each answer is copied once to the other thread.
 *
 * @example
 * const solver = highsPool(2);
 * await Promise.all(programs.map((program) => solver.solve(program)));
 */
export function highsPool(threads: number): Solver {
	if (!(Number.isInteger(threads) && threads >= 1))
		throw new CounterweightError(
			"solver.bad-option",
			`a pool has 1 thread or more, not ${threads}`,
		);
	const pool: Thread[] = [];
	let closed = false;
	let sessions = 0;
	const freest = (): Thread => {
		if (closed)
			throw new CounterweightError("solver.closed", "the pool was closed");
		const idle = pool.find(({ open }) => open() === 0);
		if (idle !== undefined) return idle;
		if (pool.length < threads) {
			const added = threadOf(() => {
				const at = pool.indexOf(added);
				if (at >= 0) pool.splice(at, 1);
			});
			pool.push(added);
			return added;
		}
		return pool.reduce((best, one) => (one.open() < best.open() ? one : best));
	};
	const open = async (program: LinearProgram) => {
		const session = sessionOn(freest(), sessions++);
		await session.opened(program);
		return session;
	};
	return {
		threads,
		open,
		solve: async (program, options) => {
			const session = await open(program);
			try {
				return await session.solve(options);
			} finally {
				session.close();
			}
		},
		close: async () => {
			closed = true;
			await Promise.all(pool.splice(0).map((thread) => thread.end()));
		},
	};
}

function sessionOn(
	thread: Thread,
	session: number,
): Session & {
	readonly opened: (program: LinearProgram) => Promise<void>;
} {
	let refused: unknown;
	let closed = false;
	const ask = (request: Request) => thread.ask(session, request);
	const change = (request: Request) => {
		ask(request).catch((cause) => {
			refused ??= cause;
		});
	};
	const answer = async (request: Request) => {
		const value = await ask(request);
		if (refused === undefined) return value;
		const cause = refused;
		refused = undefined;
		throw cause;
	};
	thread.hold();
	const close = () => {
		if (closed) return;
		closed = true;
		thread.release();
		ask({ do: "close" }).catch(() => {});
	};
	return {
		opened: async (program) => {
			try {
				await ask({ do: "open", program });
			} catch (cause) {
				close();
				throw cause;
			}
		},
		bounds: (changes) => change({ do: "bounds", changes }),
		costs: (changes) => change({ do: "costs", changes }),
		start: (basis) => change({ do: "start", basis }),
		basis: async () => (await answer({ do: "basis" })) as Basis | null,
		solve: async (options = {}) =>
			(await answer({ do: "solve", options })) as Solution,
		close,
	};
}
