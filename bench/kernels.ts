import { startKernels } from "#crew";
import {
	arioRules,
	type Chain,
	type Kernels,
	oneThread,
	type Phase,
	play,
	playBlock,
	type Shock,
	type Work,
} from "#stress";
import { copyBandwidth, figure, median } from "./clock.ts";
import { denseChain, sparseChain } from "./sparse-chain.ts";

/**
 * Large plain networks on one thread and on two: dense tables beside the times that BoARIO 0.6.3 was measured at and beside two reads of the
 * shares at the copy bandwidth of the same minute; 100,000 lines with two million edges; a million lines with ten million edges, one
 * scenario and blocks of eight. The best of the steps counts: machines are noisy.
 */
const rules = { ...arioRules, switching: "none" } as const;
const steps = 14;

const closure = {
	id: "closure",
	actor: ["WLD"],
	targets: ["WLD"],
	goods: ["all"],
	kind: "closure",
	strength: 0.5,
	from: "2026-01-01",
	source: "bench",
	confidence: "D",
} as const;

/** A closure of every hundredth line, another hundredth for each scenario. */
function shocksOf(chain: Chain): readonly Shock[] {
	return Array.from({ length: 8 }, (_, scenario) => ({
		effects: [
			{
				measure: closure,
				periods: [{ start: 0, end: Number.POSITIVE_INFINITY }],
				lanes: new Int32Array(0),
				lines: Int32Array.from(
					{ length: Math.floor(chain.lineCount / 100) },
					(_, at) => at * 100 + scenario,
				),
				reserves: new Int32Array(0),
			},
		],
	}));
}

/** Milliseconds of each phase, and of whole steps, the best of a run. */
function best(
	kernels: Kernels,
	run: (timed: Kernels, ended: () => void) => void,
): { step: number; phase: (name: Phase) => number } {
	const spent = new Map<Phase, number[]>();
	const stamps: number[] = [];
	run(
		{
			shared: kernels.shared,
			take(work: Work) {
				const does = kernels.take(work);
				return (phase, step) => {
					const start = performance.now();
					does(phase, step);
					const list = spent.get(phase) ?? [];
					list.push(performance.now() - start);
					spent.set(phase, list);
				};
			},
		},
		() => stamps.push(performance.now()),
	);
	const spans = stamps
		.slice(3)
		.map((stamp, at) => stamp - (stamps[at + 2] ?? 0));
	return {
		step: Math.min(...spans),
		phase: (name) => Math.min(...(spent.get(name) ?? [Number.NaN]).slice(2)),
	};
}

const single = (chain: Chain, kernels: Kernels) =>
	best(kernels, (timed, ended) => {
		play(
			chain,
			shocksOf(chain)[0]?.effects ?? [],
			rules,
			steps,
			{ ended },
			undefined,
			timed,
		);
	});

const block = (chain: Chain, kernels: Kernels) =>
	best(kernels, (timed, ended) => {
		playBlock(chain, shocksOf(chain), rules, steps, ended, timed);
	});

/** Sectors, regions, and seconds that BoARIO took for a step on a table of that size. */
const peers = [
	{ sectors: 20, regions: 50, seconds: 0.134 },
	{ sectors: 45, regions: 45, seconds: 0.577 },
	{ sectors: 26, regions: 189, seconds: 2.73 },
] as const;

const { kernels: twoThreads, close } = await startKernels();
const threads = [
	["one thread", oneThread],
	["two threads", twoThreads],
] as const;

for (const { sectors, regions, seconds } of peers) {
	const chain = denseChain(sectors, regions);
	const industries = sectors * regions;
	for (const [name, kernels] of threads) {
		const bandwidth = copyBandwidth();
		const { step } = single(chain, kernels);
		const limit = (2 * industries ** 2 * 8 * 1000) / bandwidth;
		const ratio = (1000 * seconds) / step;
		figure(
			`dense, ${industries} industries, ${name}`,
			`${step.toFixed(1)} ms a step, ${ratio.toFixed(0)} × BoARIO, ${((100 * limit) / step).toFixed(0)} % of the limit at ${(bandwidth / 1e9).toFixed(0)} GB/s`,
			"≥ 50 × and ≥ 50 % of the limit at 4,914",
			industries < 4914 || (ratio >= 50 && limit / step >= 0.5),
		);
	}
}

const middle = sparseChain(100_000, 19, 5_000);
for (const [name, kernels] of threads) {
	const { step } = single(middle, kernels);
	figure(
		`100,000 lines × 2 M edges, ${name}`,
		`${step.toFixed(1)} ms a step`,
		"≤ 20 ms",
		step <= 20,
	);
}

const large = sparseChain(1_000_000, 9, 5_000);
for (const [name, kernels] of threads) {
	const { phase, step } = single(large, kernels);
	const pass = median([phase("order"), phase("deliver")].sort((a, b) => a - b));
	figure(
		`1 M lines × 10 M edges, ${name}`,
		`orders ${phase("order").toFixed(1)} ms, deliveries ${phase("deliver").toFixed(1)} ms, step ${step.toFixed(0)} ms`,
		"≤ 8 ms a pass on two threads",
		pass <= 8,
	);
}
for (const [name, kernels] of threads) {
	const { phase, step } = block(large, kernels);
	const each = phase("order") / 8;
	figure(
		`the same, eight scenarios at once, ${name}`,
		`orders ${each.toFixed(1)} ms, deliveries ${(phase("deliver") / 8).toFixed(1)} ms, step ${(step / 8).toFixed(1)} ms a scenario`,
		"≤ 3.4 ms a pass and scenario",
		each <= 3.4,
	);
}
await close();
