import { parentPort, workerData } from "node:worker_threads";
import { type Job, type Stretch, stretchRunner } from "./job.ts";

// A thread of the crew: gets one job when it starts and one stretch of its cases after the other. What fails here ends the thread and
// reaches the crew as its error.
const run = stretchRunner(workerData as Job);

parentPort?.on("message", (stretch: Stretch) => {
	const block = run(stretch);
	parentPort?.postMessage(block, [block.values.buffer as ArrayBuffer]);
});
