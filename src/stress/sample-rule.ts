import type { Rules } from "./rules.ts";
import type { BareFigure } from "./sample-figure.ts";

/**
 * Ranges of the order rules that are numbers: half to twice the default times, slowing from the empty shelf to ARIO's Ψ of 0.8, and up to
 * half as much again of overproduction. All are assumed: no record tells how firms will order. Step and threshold are choices of the
 * reader, not uncertain.
 */
const ranges = {
	slowdown: [0, 0.8],
	overproductionMax: [1, 1.5],
	overproductionDays: [182, 730],
	restockDays: [15, 60],
	switchDays: [90, 360],
	tariffElasticity: [1, 6],
} as const satisfies Partial<Record<keyof Rules, readonly [number, number]>>;

/** Returns the order rules that are numbers as uncertain figures, each widened to the rule as it is set. */
export function ruleRanges(rules: Rules): BareFigure[] {
	return (Object.keys(ranges) as (keyof typeof ranges)[]).map((field) => {
		const value = rules[field];
		return {
			table: "rules",
			at: 0,
			field,
			value,
			low: Math.min(ranges[field][0], value),
			high: Math.max(ranges[field][1], value),
			source: "assumed",
			confidence: "D",
		};
	});
}
