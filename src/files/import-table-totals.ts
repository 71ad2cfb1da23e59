import type { AddFinding } from "./import-records.ts";
import type { TableFigures } from "./import-table-figures.ts";

/** Deviation of an output from what is delivered, above which it is reported. */
const tolerance = 0.01;
/** Part of the mean output below which a deviation is rounding. */
const rounding = 1e-6;

/**
 * Sees that a table's outputs are its deliveries and final demand, and fills them in where no file gave them.
 *
 * Findings: `files.unbalanced-table` (warning) where they differ by more than 1 %, `files.no-output` (warning) for industries that buy but
 * make nothing, whose inputs are left out; `files.negative-figure` (warning) for final demand below 0 in sum, which counts as 0.
 * Cost: O(industries²).
 */
export function checkTotals(figures: TableFigures, add: AddFinding): void {
	const { Z, Y, x } = figures;
	const size = x.length;
	const delivered = new Float64Array(size);
	const bought = new Float64Array(size);
	for (let from = 0; from < size; from++)
		for (let to = 0; to < size; to++) {
			const flow = Z[from * size + to] ?? 0;
			delivered[from] = (delivered[from] ?? 0) + flow;
			bought[to] = (bought[to] ?? 0) + flow;
		}
	const mean = delivered.reduce((sum, flow) => sum + flow, 0) / size;
	for (let industry = 0; industry < size; industry++) {
		const use = Y[industry] ?? 0;
		const due = (delivered[industry] ?? 0) + use;
		if (!figures.hasOutput) x[industry] = Math.max(0, due);
		else {
			const made = x[industry] ?? 0;
			const gap = Math.abs(made - due);
			if (gap > tolerance * Math.max(made, due) && gap > rounding * mean)
				reportGap(figures.nameAt(industry), made, due, add);
		}
		if (use < 0) reportUse(figures.nameAt(industry), use, add);
		Y[industry] = Math.max(0, use);
		if (x[industry] === 0 && (bought[industry] ?? 0) > 0)
			reportIdle(figures.nameAt(industry), bought[industry] ?? 0, add);
	}
}

function reportGap(
	name: string,
	made: number,
	due: number,
	add: AddFinding,
): void {
	add(
		"files.unbalanced-table",
		"warning",
		0,
		name,
		`The output of ${name} is ${made}, but its deliveries and final demand are ${due}.`,
		"Take all files from one edition; runs start from what the deliveries need.",
	);
}

function reportUse(name: string, use: number, add: AddFinding): void {
	add(
		"files.negative-figure",
		"warning",
		0,
		name,
		`The final demand for ${name} is ${use} in sum, as stocks shrank.`,
		"It counts as 0.",
	);
}

function reportIdle(name: string, bought: number, add: AddFinding): void {
	add(
		"files.no-output",
		"warning",
		0,
		name,
		`The industry ${name} buys ${bought} but makes nothing.`,
		"Its inputs are left out.",
	);
}
