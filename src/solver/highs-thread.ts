import { Worker } from "node:worker_threads";
import { CounterweightError } from "#network";
import type { Message, Reply, Request } from "./highs-message.ts";

/** A thread that solves, and what it was asked. */
export interface Thread {
	/** Sends a request; fails with the fault that the thread tells, or `solver.failed` if the thread ended. */
	readonly ask: (session: number, request: Request) => Promise<unknown>;
	/** Number of sessions on it. */
	readonly open: () => number;
	readonly hold: () => void;
	readonly release: () => void;
	readonly end: () => Promise<void>;
}

/** Returns a new thread that runs `highs-worker`; `ended` is called when it ends, by whatever cause. It does not keep an idle process alive. */
export function threadOf(ended: () => void): Thread {
	const worker = workerOf();
	const waiting = new Map<
		number,
		{ give: (value: unknown) => void; fail: (cause: unknown) => void }
	>();
	let calls = 0;
	let open = 0;
	let ending = false;
	let lost: CounterweightError | undefined;
	const lose = (says: string, cause?: unknown) => {
		if (lost !== undefined) return;
		lost = new CounterweightError("solver.failed", says, cause);
		for (const { fail } of waiting.values()) fail(lost);
		waiting.clear();
		ended();
	};
	worker.unref();
	worker.on("error", (cause) => lose("a solver thread broke", cause));
	worker.on("exit", () => lose("the solver thread ended"));
	worker.on("message", ({ call, value, fault }: Reply) => {
		const asked = waiting.get(call);
		waiting.delete(call);
		if (waiting.size === 0 && !ending) worker.unref();
		if (fault === undefined) asked?.give(value);
		else asked?.fail(faultOf(fault));
	});
	return {
		ask: (session, request) =>
			new Promise((give, fail) => {
				if (lost !== undefined) {
					fail(lost);
					return;
				}
				const message: Message = { call: calls++, session, request };
				waiting.set(message.call, { give, fail });
				worker.ref();
				worker.postMessage(message);
			}),
		open: () => open,
		hold: () => {
			open++;
		},
		release: () => {
			open--;
		},
		end: async () => {
			ending = true;
			worker.ref();
			await worker.terminate();
		},
	};
}

/** A fault as it was in the thread; its words begin with the room already. */
function faultOf(fault: NonNullable<Reply["fault"]>): CounterweightError {
	return new CounterweightError(fault.code, fault.says.replace(/^\w+: /, ""));
}

/** The worker's file beside this one: of the build as it is, of the sources by way of the loader that development uses. */
function workerOf(): Worker {
	if (!import.meta.url.endsWith(".ts"))
		return new Worker(new URL("./highs-worker.js", import.meta.url));
	const file = new URL("./highs-worker.ts", import.meta.url).href;
	const start = [
		`import { register } from ${JSON.stringify(import.meta.resolve("tsx/esm/api"))};`,
		"register();",
		`await import(${JSON.stringify(file)});`,
	].join("\n");
	return new Worker(
		new URL(`data:text/javascript,${encodeURIComponent(start)}`),
		{ execArgv: ["--conditions=counterweight-source"] },
	);
}
