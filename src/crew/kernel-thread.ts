import {
	MessageChannel,
	type MessagePort,
	receiveMessageOnPort,
	Worker,
} from "node:worker_threads";
import { CounterweightError } from "#network";
import { handOf, type Kernels, type Phase, type Work } from "#stress";
import {
	changed,
	type KernelSeat,
	phases,
	place,
	tell,
} from "./kernel-control.ts";

/** Kernels on two threads: the one that calls, and one more. */
export interface KernelThread {
	/** To be given to `play` or `playBlock`. */
	readonly kernels: Kernels;
	/** Ends the second thread. */
	readonly close: () => Promise<void>;
}

/**
 * Returns kernels that work on the steps of large networks with two threads; what comes out is what one thread gives, bit for bit.
 *
 * The calling thread waits for the other at the end of each phase, so it must be one that may wait: any thread of Node, not that of a page.
 * Runs may take turns, one step of one and one of another; the second thread never keeps the process alive.
 * Fault: `crew.kernel-failed` where the second thread fails. Cost: some 50 ms to start; some 0.02 ms a phase.
 *
 * @example
 * const { kernels, close } = await startKernels()
 */
export async function startKernels(): Promise<KernelThread> {
	const control = new Int32Array(new SharedArrayBuffer(16));
	const { port1, port2 } = new MessageChannel();
	const worker = kernelWorker({ control, port: port2 });
	await new Promise<void>((resolve, reject) => {
		worker.once("message", () => resolve());
		worker.once("error", (cause) => reject(failure(cause)));
	});
	worker.unref();
	return {
		kernels: { shared: true, take: (work) => shared(work, control, port1) },
		close: async () => {
			port1.close();
			await worker.terminate();
		},
	};
}

/** The work that the second thread of each control has at hand. */
const atHand = new WeakMap<Int32Array, Work>();

function shared(
	work: Work,
	control: Int32Array,
	port: MessagePort,
): (phase: Phase, step: number) => void {
	const give = (phase: number, step: number): number => {
		control[place.phase] = phase;
		control[place.step] = step;
		const order = (control[place.given] ?? 0) + 1;
		tell(control, place.given, order);
		return order;
	};
	const handOver = () => {
		port.postMessage(work);
		finished(control, port, give(-1, 0));
		atHand.set(control, work);
	};
	const hand = handOf(work);
	return (phase, step) => {
		if (atHand.get(control) !== work) handOver();
		const order = give(phases.indexOf(phase), step);
		try {
			hand(phase, 0, step);
		} finally {
			finished(control, port, order);
		}
	};
}

const longestPhase = 600_000;

/** Waits until the second thread is done with an order. */
function finished(control: Int32Array, port: MessagePort, order: number): void {
	const done = changed(control, place.done, order - 1, longestPhase);
	if (done === order) return;
	throw failure(
		done === undefined
			? new Error("it did not answer")
			: receiveMessageOnPort(port)?.message,
	);
}

/** A new second thread, from the build or from the sources, whichever this file is of. */
function kernelWorker(workerData: KernelSeat): Worker {
	const source = import.meta.url.endsWith(".ts");
	const file = source ? "./kernel-worker-source.mjs" : "./kernel-worker.js";
	return new Worker(new URL(file, import.meta.url), {
		workerData,
		transferList: [workerData.port],
		execArgv: source ? ["--conditions=counterweight-source"] : [],
	});
}

function failure(cause: unknown): CounterweightError {
	const says = cause instanceof Error ? cause.message : String(cause);
	return new CounterweightError(
		"crew.kernel-failed",
		`the second thread of the kernels failed: ${says}`,
		cause,
	);
}
