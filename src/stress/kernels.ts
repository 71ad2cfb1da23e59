import { type BlockWork, blockHand } from "./block-hand.ts";
import type { Hand, Phase } from "./kernel.ts";
import { type RunWork, runHand } from "./kernel-hand.ts";

/** All that a hand needs for a run: numbers and arrays, so that it can be handed to another thread. */
export type Work = RunWork | BlockWork;

/**
 * Who works on the steps of large networks: one thread (`oneThread`), or two (`startKernels` of `#crew`).
 *
 * The halves of a phase, and what is summed in which order, depend on the network alone: one thread and two give the same bits.
 */
export interface Kernels {
	/** Whether memory must be of the kind that threads share. */
	readonly shared: boolean;
	/** Takes on a work; the function returned does both halves of a phase and returns when both are done. */
	readonly take: (work: Work) => (phase: Phase, step: number) => void;
}

/** Returns the hand for a work. */
export function handOf(work: Work): Hand {
	return work.kind === "run" ? runHand(work) : blockHand(work);
}

/** Kernels that do one half after the other in the calling thread. */
export const oneThread: Kernels = {
	shared: false,
	take(work) {
		const hand = handOf(work);
		return (phase, step) => {
			hand(phase, 0, step);
			hand(phase, 1, step);
		};
	},
};
