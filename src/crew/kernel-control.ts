import type { MessagePort } from "node:worker_threads";
import type { Phase } from "#stress";

/** What the second thread of kernels is started with: numbers that both threads see, and a port for what is larger. */
export interface KernelSeat {
	readonly control: Int32Array;
	readonly port: MessagePort;
}

/** Places in the control numbers. */
export const place = {
	/** How many orders were given; the second thread waits for the next. */
	given: 0,
	/** How many were done, or −1 once one failed. */
	done: 1,
	/** What is to be done: a phase by its number, or −1 to take a work from the port. */
	phase: 2,
	step: 3,
} as const;

export const phases: readonly Phase[] = ["order", "make", "deliver", "again"];

/** Looks before sleeping: waking up takes longer than most waits between two phases. */
const looks = 20_000;

/** Returns the number at a place once it is no longer `old`; undefined if that takes longer than so many milliseconds. */
export function changed(
	control: Int32Array,
	at: number,
	old: number,
	milliseconds: number = Number.POSITIVE_INFINITY,
): number | undefined {
	for (let look = 0; look < looks; look++) {
		const now = Atomics.load(control, at);
		if (now !== old) return now;
	}
	Atomics.wait(control, at, old, milliseconds);
	const now = Atomics.load(control, at);
	return now === old ? undefined : now;
}

/** Sets the number at a place and wakes who waits for it. */
export function tell(control: Int32Array, at: number, value: number): void {
	Atomics.store(control, at, value);
	Atomics.notify(control, at);
}
