import {
	parentPort,
	receiveMessageOnPort,
	workerData,
} from "node:worker_threads";
import { type Hand, handOf, type Work } from "#stress";
import {
	changed,
	type KernelSeat,
	phases,
	place,
	tell,
} from "./kernel-control.ts";

// The second thread of kernels: does the second half of each phase that it is told of, and sleeps in between. It hears nothing but the control
// numbers, so it ends when the thread that started it ends it.
const { control, port } = workerData as KernelSeat;
let hand: Hand = () => {};
let order = 0;
parentPort?.postMessage("ready");
for (;;) {
	order = changed(control, place.given, order) ?? order;
	try {
		const phase = phases[control[place.phase] ?? -1];
		if (phase === undefined)
			hand = handOf(receiveMessageOnPort(port)?.message as Work);
		else hand(phase, 1, control[place.step] ?? 0);
		tell(control, place.done, order);
	} catch (cause) {
		port.postMessage(cause);
		tell(control, place.done, -1);
	}
}
