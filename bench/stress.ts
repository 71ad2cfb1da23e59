import { readPackage } from "#files";
import { compile } from "#network";
import { arioRules, type Chain, play, stress } from "#stress";
import { packageFolder } from "#work";
import { copyBandwidth, figure, median, timings } from "./clock.ts";
import { denseChain, sparseChain } from "./sparse-chain.ts";

/**
 * Three measurements of the allocation `orders`: a year of the default network; dense tables beside the times that BoARIO 0.6.3 was measured
 * at (2 cores, Python 3.11; order type noalt here, as the peer's table has one step of any kind); the bytes of a step on a million nodes and ten million edges beside the
 * machine's copy bandwidth of the same minute. Ratios count, not times: machines are noisy.
 */
async function main(): Promise<void> {
	const only = process.argv[2];
	if (only === undefined || only === "default") await defaultNetwork();
	if (only === undefined || only === "dense") dense();
	if (only === undefined || only === "sparse") sparse();
}

async function defaultNetwork(): Promise<void> {
	const { network, findings } = await readPackage(
		packageFolder("rare-earths-2024"),
	);
	if (network === undefined)
		throw new Error(`the default network has errors: ${findings[0]?.says}`);
	const compiled = compile(network);
	for (const scenario of network.scenarios) {
		const run = timings(40, 20, () => {
			stress(network, { scenario: scenario.id, days: 365, compiled });
		});
		figure(
			`365 daily steps of rare-earths-2024, ${scenario.id}, with results and causes`,
			`${median(run).toFixed(1)} ms, best ${(run[0] ?? 0).toFixed(1)} ms`,
			"< 20 ms",
			median(run) < 20,
		);
	}
}

/** Sectors, regions, and seconds that BoARIO took for a step on a table of that size. */
const peers = [
	{ sectors: 20, regions: 50, seconds: 0.134 },
	{ sectors: 45, regions: 45, seconds: 0.577 },
	{ sectors: 26, regions: 189, seconds: 2.73 },
] as const;

function dense(): void {
	const bandwidth = copyBandwidth();
	for (const { sectors, regions, seconds } of peers) {
		const industries = sectors * regions;
		const perStep = millisecondsPerStep(
			denseChain(sectors, regions),
			industries > 3000 ? 12 : 40,
		);
		const limit = (2 * industries ** 2 * 8) / bandwidth;
		const ratio = (1000 * seconds) / perStep;
		figure(
			`dense table, ${industries} industries`,
			`${perStep.toFixed(1)} ms a step, ${ratio.toFixed(0)} × BoARIO's ${seconds} s; ${((100_000 * limit) / perStep).toFixed(0)} % of the limit of two reads at ${(bandwidth / 1e9).toFixed(1)} GB/s`,
			"≥ 50 × at 4,914 industries",
			industries < 4914 || ratio >= 50,
		);
	}
}

function sparse(): void {
	const bandwidth = copyBandwidth();
	const chain = sparseChain(1_000_000, 10, 5_000);
	const perStep = millisecondsPerStep(chain, 12);
	const edges = chain.edgeOutput.length;
	const bytes = 2 * edges * (8 + 4);
	console.log(
		`measured  1 M nodes, ${(edges / 1e6).toFixed(0)} M edges: ${perStep.toFixed(0)} ms a step, ${(bytes / 1e6).toFixed(0)} MB of edges read a step = ${((100 * bytes) / (perStep / 1000) / bandwidth).toFixed(0)} % of the copy bandwidth of ${(bandwidth / 1e9).toFixed(1)} GB/s`,
	);
}

/** Middle time of the steps of one run under a closure of every hundredth line, the first few left out. */
function millisecondsPerStep(chain: Chain, steps: number): number {
	const stamps: number[] = [];
	const hit = Int32Array.from(
		{ length: Math.ceil(chain.lineCount / 100) },
		(_, at) => at * 100,
	);
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
	play(
		chain,
		[
			{
				measure: closure,
				periods: [{ start: 0, end: Number.POSITIVE_INFINITY }],
				lanes: new Int32Array(0),
				lines: hit,
				reserves: new Int32Array(0),
			},
		],
		{ ...arioRules, switching: "none" },
		steps,
		{
			ended: () => stamps.push(performance.now()),
		},
	);
	const spans = stamps
		.slice(1)
		.map((stamp, at) => stamp - (stamps[at] ?? 0))
		.slice(2);
	return median(spans.sort((a, b) => a - b));
}

await main();
