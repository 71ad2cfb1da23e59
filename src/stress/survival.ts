import {
	type Compiled,
	CounterweightError,
	compile,
	goodsOf,
	type Network,
	placesOf,
} from "#network";
import { programBuilder, type Solver } from "#program";

/** What `timeToSurvive` is asked. */
export interface SurvivalOptions {
	readonly solver: Solver;
	/** Ids of processes that stop; or use `places`. */
	readonly processes?: readonly string[];
	/** Areas whose processes stop, … */
	readonly places?: readonly string[];
	/** … those that make this good or family only; all if absent. */
	readonly good?: string;
	/** The same network, compiled before. */
	readonly compiled?: Compiled;
}

/** How long every use can be met. */
export interface Survival {
	readonly outcome: "optimal" | "infeasible" | "time limit";
	/** Days for which every use can be met in full with the best sharing; Infinity if for ever; null without an answer. */
	readonly days: number | null;
}

/**
 * Returns the time to survive: for how many days every use can still be met in full when some processes stop, if stocks and capacities
 * are shared in the best way.
 *
 * Formula: the largest t for which flows f ≥ 0 over the edges there are, and activities X ≤ K·t (0 where stopped), meet
 * Σ f ≤ b·X of each output, Σ f + stock ≥ a·X of each input and Σ f + stock ≥ rate·t of each use. Transit and order rules are left out:
 * `stress` plays them. Edge cases: nothing stopped, or all made good by spare capacity → Infinity. Faults: `stress.unknown-area`,
 * `stress.unknown-good`, `stress.unknown-process`. Cost: one linear program of edges + lines columns.
 * Source: Simchi-Levi et al. 2015, Interfaces 45(5), for the notion.
 *
 * @example
 * // 125 a day are used, 135 can be made and 45 are held; without a plant of 30 a day they last 45 / 20 days
 * (await timeToSurvive(plants, { solver, processes: ["S1"] })).days // 2.25
 */
export async function timeToSurvive(
	network: Network,
	options: SurvivalOptions,
): Promise<Survival> {
	const compiled = options.compiled ?? compile(network);
	const stopped = stoppedLines(compiled, options);
	const { lineCount, slotAgent, slotQuantity } = compiled;
	const perDay = 1 / 365;
	const build = programBuilder();
	const time = build.column(0, Number.POSITIVE_INFINITY, -1);
	const activity = Array.from({ length: lineCount }, () =>
		build.column(0, Number.POSITIVE_INFINITY, 0),
	);
	const flow = Array.from(compiled.edgeSlot, () =>
		build.column(0, Number.POSITIVE_INFINITY, 0),
	);
	for (let line = 0; line < lineCount; line++) {
		const row = build.row(Number.NEGATIVE_INFINITY, 0);
		build.entry(row, activity[line], 1);
		if (!stopped.has(line))
			build.entry(row, time, -compiled.capacity[line] * perDay);
	}
	const made = Array.from(compiled.outputGood, (_, output) => {
		const row = build.row(Number.NEGATIVE_INFINITY, 0);
		build.entry(
			row,
			activity[compiled.outputLine[output]],
			-compiled.outputQuantity[output],
		);
		return row;
	});
	for (let slot = 0; slot < slotAgent.length; slot++) {
		const agent = slotAgent[slot];
		const use = slotQuantity[slot] * compiled.activity[agent] * perDay;
		const row = build.row(
			-compiled.slotCover[slot] * use,
			Number.POSITIVE_INFINITY,
		);
		for (
			let edge = compiled.edgeStart[slot];
			edge < compiled.edgeStart[slot + 1];
			edge++
		) {
			build.entry(row, flow[edge], 1);
			build.entry(made[compiled.edgeOutput[edge]], flow[edge], 1);
		}
		if (agent < lineCount)
			build.entry(
				row,
				activity[agent],
				-slotQuantity[slot] * compiled.slotCritical[slot],
			);
		else build.entry(row, time, -use);
	}
	const solution = await options.solver.solve(build.program());
	if (solution.outcome === "unbounded")
		return { outcome: "optimal", days: Number.POSITIVE_INFINITY };
	if (solution.outcome === "optimal")
		return { outcome: "optimal", days: -solution.objective };
	return { outcome: solution.outcome, days: null };
}

function stoppedLines(
	{ network, outputLine, outputGood }: Compiled,
	options: SurvivalOptions,
): ReadonlySet<number> {
	const stopped = new Set<number>();
	for (const id of options.processes ?? []) {
		const line = network.processes.findIndex((process) => process.id === id);
		if (line < 0)
			throw new CounterweightError(
				"stress.unknown-process",
				`no process "${id}" in ${network.id}`,
			);
		stopped.add(line);
	}
	const goods = goodsOf(network, options.good ?? "all");
	if (goods.size === 0)
		throw new CounterweightError(
			"stress.unknown-good",
			`no good or family "${options.good}" in ${network.id}`,
		);
	for (const area of options.places ?? []) {
		const places = placesOf(network, area);
		if (places.size === 0)
			throw new CounterweightError(
				"stress.unknown-area",
				`no place or group "${area}" in ${network.id}`,
			);
		for (const [output, line] of outputLine.entries())
			if (
				places.has(network.processes[line].place) &&
				goods.has(network.goods[outputGood[output]].id)
			)
				stopped.add(line);
	}
	return stopped;
}
