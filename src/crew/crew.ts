import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { CounterweightError } from "#network";
import type { Block } from "#stress";
import type { Job, Stretch } from "./job.ts";
import { resumeFile } from "./resume.ts";
import { thread } from "./thread.ts";

/** How a crew works. */
export interface CrewOptions {
	/** Number of threads, 1 to 256; default one per core. The result does not depend on it. */
	readonly workers?: number;
	/** Ends the work early; what was done is returned. */
	readonly signal?: AbortSignal;
	/** Told after each block, and at the start where a resume file brings some along. */
	readonly onProgress?: (progress: CrewProgress) => void;
	/** Path of a file that keeps what is done; a run that was ended goes on from it. */
	readonly resume?: string;
}

/** How far a crew has come. */
export interface CrewProgress {
	/** Cases done. */
	readonly done: number;
	/** Cases in all. */
	readonly cases: number;
}

/** How much work a job is. */
export interface JobSize {
	/** Number of cases. */
	readonly cases: number;
	/** Values that each case comes to. */
	readonly columns: number;
}

const mostWorkers = 256;

/**
 * Returns the blocks of all cases of a job, worked through by a crew of threads on all cores.
 *
 * Cases are cut into stretches that depend on their number alone; each thread takes the next stretch as soon as it is free, so a slow one
 * holds nobody up. What a case comes to depends on the case alone, so neither the number of threads nor the order changes a byte.
 *
 * Edge cases: cancelled by the signal, it ends all threads at once and returns the blocks done until then; nothing to do starts no thread.
 * Faults: `crew.bad-workers`; `crew.worker-failed`, with the thread's error as its cause; those of `resumeFile`.
 * Cost: starting a thread takes some 50 ms and compiles the network anew.
 *
 * @example
 * await crewBlocks({ task: "sweep", network, options: {} }, { cases: 24, columns: 6 }, { workers: 2 })
 */
export async function crewBlocks(
	job: Job,
	size: JobSize,
	options: CrewOptions = {},
): Promise<readonly Block[]> {
	const { workers = availableParallelism(), signal } = options;
	if (!(Number.isInteger(workers) && workers >= 1 && workers <= mostWorkers))
		throw new CounterweightError(
			"crew.bad-workers",
			`a crew has 1 to ${mostWorkers} workers, not ${workers}; one per core is best`,
		);
	const kept =
		options.resume === undefined ? undefined : resumeFile(options.resume, job);
	try {
		const { blocks, open } = split(size, kept?.blocks ?? []);
		let done = blocks.reduce((sum, { from, to }) => sum + to - from, 0);
		const told = () => options.onProgress?.({ done, cases: size.cases });
		if (done > 0) told();
		await worked(job, Math.min(workers, open.length), open, signal, (block) => {
			kept?.add(block);
			blocks.push(block);
			done += block.to - block.from;
			told();
		});
		return blocks;
	} finally {
		kept?.close();
	}
}

/** The stretches of a job's cases: at most 128 cases each, and at least 128 stretches where there are so many cases. */
function split(
	{ cases, columns }: JobSize,
	known: readonly Block[],
): { readonly blocks: Block[]; readonly open: Stretch[] } {
	const length = Math.max(1, Math.min(128, Math.ceil(cases / 128)));
	const kept = new Map(known.map((block) => [block.from, block]));
	const blocks: Block[] = [];
	const open: Stretch[] = [];
	for (let from = 0; from < cases; from += length) {
		const to = Math.min(cases, from + length);
		const block = kept.get(from);
		if (block?.to === to && block.values.length === (to - from) * columns)
			blocks.push(block);
		else open.push({ from, to });
	}
	return { blocks, open };
}

/** Ends when every stretch is done, or the signal comes; fails when a thread does. */
async function worked(
	job: Job,
	workers: number,
	open: readonly Stretch[],
	signal: AbortSignal | undefined,
	done: (block: Block) => void,
): Promise<void> {
	if (open.length === 0 || signal?.aborted === true) return;
	const threads: Worker[] = [];
	let next = 0;
	let left = open.length;
	let cancel = () => {};
	try {
		await new Promise<void>((resolve, reject) => {
			cancel = resolve;
			signal?.addEventListener("abort", cancel, { once: true });
			const failed = (cause: unknown) => reject(failure(cause));
			for (let index = 0; index < workers; index++) {
				const worker = thread(job);
				threads.push(worker);
				const give = () => {
					const stretch = open[next++];
					if (stretch !== undefined) worker.postMessage(stretch);
				};
				worker.on("message", (block: Block) => {
					if (signal?.aborted === true) return;
					try {
						done(block);
					} catch (error) {
						reject(error);
						return;
					}
					give();
					if (--left === 0) resolve();
				});
				worker.on("error", failed);
				worker.on("messageerror", failed);
				worker.on("exit", (code) =>
					failed(new Error(`the thread ended with code ${code}`)),
				);
				give();
			}
		});
	} finally {
		signal?.removeEventListener("abort", cancel);
		await Promise.all(threads.map((worker) => worker.terminate()));
	}
}

function failure(cause: unknown): CounterweightError {
	const says = cause instanceof Error ? cause.message : String(cause);
	return new CounterweightError(
		"crew.worker-failed",
		`a worker ended before its work was done: ${says}`,
		cause,
	);
}
