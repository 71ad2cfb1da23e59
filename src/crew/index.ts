export type { CrewOptions, CrewProgress, JobSize } from "./crew.ts";
export { crewBlocks } from "./crew.ts";
export type { Job } from "./job.ts";
export type { KernelThread } from "./kernel-thread.ts";
export { startKernels } from "./kernel-thread.ts";
