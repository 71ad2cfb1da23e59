import { availableParallelism, loadavg } from "node:os";
import { readPackage } from "#files";
import { compile, type Network } from "#network";
import { ensemblePlan, runSamples, stress } from "#stress";
import { ensemble, packageFolder } from "#work";
import { figure, median, timings } from "./clock.ts";

/**
 * An ensemble of 10,000 weekly runs of the default network on two threads, one scenario after the other, and what a sample costs beside a
 * single run of `stress`, both on one thread. The machine's load is printed: others' work on the same cores lengthens the time, not the
 * ratio. With arguments `1000 no-licence` it does fewer, of one scenario.
 */
async function main(): Promise<void> {
	const runs = Number(process.argv[2] ?? 10_000);
	const only = process.argv[3];
	const { network, findings } = await readPackage(
		packageFolder("rare-earths-2024"),
	);
	if (network === undefined)
		throw new Error(`the default network has errors: ${findings[0]?.says}`);
	for (const { id } of network.scenarios) {
		if (only !== undefined && only !== id) continue;
		const load = loadavg()[0] ?? 0;
		const start = performance.now();
		const before = process.cpuUsage();
		const { runsDone, says } = await ensemble(
			network,
			{ scenario: id, runs },
			{ workers: 2 },
		);
		const seconds = (performance.now() - start) / 1000;
		const { user, system } = process.cpuUsage(before);
		const idle = (user + system) / 1e6 / 2;
		const goal = (60 * runs) / 10_000;
		figure(
			`${runsDone} runs of rare-earths-2024, ${id}, on two threads`,
			`${seconds.toFixed(1)} s, ${(runsDone / seconds).toFixed(0)} runs a second; ${idle.toFixed(1)} s of each of two cores; load before ${load.toFixed(1)} on ${availableParallelism()} cores`,
			`< ${goal} s`,
			seconds < goal,
		);
		console.log(`         ${says}`);
		besideOneRun(network, id);
	}
}

/** A sample against a run of the same length with its causes, taken in turns on one thread. */
function besideOneRun(network: Network, scenario: string): void {
	const compiled = compile(network);
	const plan = ensemblePlan(network, { scenario, runs: 1000 });
	const rules = { stepDays: 7 };
	const batch = 20;
	const samples: number[] = [];
	const singles: number[] = [];
	for (let round = 0; round < 12; round++) {
		samples.push(
			...timings(1, 0, () => {
				runSamples(plan, round * batch, (round + 1) * batch);
			}),
		);
		singles.push(
			...timings(1, 0, () => {
				for (let run = 0; run < batch; run++)
					stress(network, { scenario, rules, compiled });
			}),
		);
	}
	const middle = (times: number[]) =>
		median(times.sort((a, b) => a - b)) / batch;
	const ratio = middle(samples) / middle(singles);
	figure(
		`a sample, ${scenario}`,
		`${middle(samples).toFixed(2)} ms, ${ratio.toFixed(2)} × a single weekly run of stress (${middle(singles).toFixed(2)} ms)`,
		"≤ 1.2 ×",
		ratio <= 1.2,
	);
}

await main();
