import { Worker } from "node:worker_threads";
import type { Job } from "./job.ts";

/** Returns a new thread with a job, from the build or from the sources, whichever this file is of. */
export function thread(job: Job): Worker {
	if (import.meta.url.endsWith(".ts"))
		return new Worker(new URL("./worker-source.mjs", import.meta.url), {
			workerData: job,
			execArgv: ["--conditions=counterweight-source"],
		});
	return new Worker(new URL("./worker.js", import.meta.url), {
		workerData: job,
		execArgv: [],
	});
}
