import { availableParallelism, loadavg } from "node:os";
import { readPackage } from "#files";
import { runCases, sweepPlan } from "#stress";
import { packageFolder, sweep } from "#work";
import { figure, timings } from "./clock.ts";

/**
 * The sweep through time of the default network on two threads: every country, every stage, a year in weekly steps. Pairs of a country and
 * a stage without exports cost nothing; so the pace is also given for 150 stops that all have exports, 25 countries times 6 stages.
 */
async function main(): Promise<void> {
	const { network, findings } = await readPackage(
		packageFolder("rare-earths-2024"),
	);
	if (network === undefined)
		throw new Error(`the default network has errors: ${findings[0]?.says}`);
	const load = loadavg()[0] ?? 0;
	const start = performance.now();
	const result = await sweep(network, {}, { workers: 2 });
	const seconds = (performance.now() - start) / 1000;
	figure(
		`sweep of ${result.pairs} pairs of a country and a stage, ${result.cases} with exports, a year each, on two threads`,
		`${seconds.toFixed(2)} s with the start of the threads; load before ${load.toFixed(1)} on ${availableParallelism()} cores`,
		"< 5 s",
		seconds < 5,
	);
	console.log(`         ${result.says}`);

	const plan = sweepPlan(network);
	const [best = Number.NaN, , middle = Number.NaN] = timings(5, 1, () => {
		runCases(plan, 0, plan.cases.length);
	});
	const all = (times: number) => (times * 150) / plan.cases.length / 1000;
	figure(
		"150 stops with exports at that pace, on one thread",
		`${all(middle).toFixed(2)} s, best ${all(best).toFixed(2)} s`,
		"< 5 s",
		all(middle) < 5,
	);
}

await main();
