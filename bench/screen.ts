import { screen } from "#exposure";
import { readPackage } from "#files";
import { type Compiled, compile, type Network } from "#network";
import { programBuilder, type Solver } from "#program";
import { highs, highsPool } from "#solver";
import { coordinationValue } from "#stress";
import { packageFolder } from "#work";
import { figure, median, timings } from "./clock.ts";

/**
 * The screens of the default network, every loss from the base year's basis: N−1 beside its goal, N−2 beside the same in two threads; a
 * coordinated year of every scenario; and the building of a program of a million entries. Times are of this machine, whatever else runs on it.
 */
async function main(): Promise<void> {
	const only = process.argv[2];
	if (only === undefined || only === "build") build();
	const { network, findings } = await readPackage(
		packageFolder("rare-earths-2024"),
	);
	if (network === undefined)
		throw new Error(`the default network has errors: ${findings[0]?.says}`);
	const compiled = compile(network);
	if (only === undefined || only === "screen") await screens(network, compiled);
	if (only === undefined || only === "coordinated")
		await sharing(network, compiled);
}

function build(): void {
	const side = 200_000;
	const run = timings(9, 1, () => {
		const building = programBuilder();
		for (let at = 0; at < side; at++) {
			building.column(0, 1, 1);
			building.row(0, 1);
		}
		for (let column = 0; column < side; column++)
			for (let at = 0; at < 5; at++)
				building.entry((7 * column + 13 * at) % side, column, 1);
		building.program();
	});
	figure(
		"a program of 200,000 columns, 200,000 rows and a million entries, built",
		`${median(run).toFixed(0)} ms, best ${(run[0] ?? 0).toFixed(0)} ms`,
		"< 300 ms",
		median(run) < 300,
	);
}

async function screens(network: Network, compiled: Compiled): Promise<void> {
	const solver = highs();
	const first = await milliseconds(() => screenOf(network, solver, "one"));
	const one = await runs(9, () =>
		screen(network, { solver, compiled, losses: "one" }),
	);
	const { of, points } = await screenOf(network, solver, "one");
	const middle = median(one);
	figure(
		`N−1 screen of rare-earths-2024, ${of} losses, ${points.length} leave uses unmet, solver running`,
		`${middle.toFixed(0)} ms (${(middle / of).toFixed(1)} ms a loss; ${((100 * middle) / 2000).toFixed(0)} % of the goal)`,
		"< 2,000 ms",
		middle < 2000,
	);
	figure(
		"the same, the first of a process: solver loaded, network compiled, nothing warm",
		`${first.toFixed(0)} ms`,
		"< 2,000 ms",
		first < 2000,
	);
	const existing = await runs(5, () =>
		screen(network, { solver, compiled, lanes: "existing" }),
	);
	console.log(
		`measured  the same over existing lanes only: ${median(existing).toFixed(0)} ms`,
	);
	const pairs = await runs(5, () =>
		screen(network, { solver, compiled, losses: "two" }),
	);
	const two = highsPool(2);
	await screenOf(network, two, "two");
	const beside = await runs(5, () =>
		screen(network, { solver: two, compiled, losses: "two" }),
	);
	await two.close();
	console.log(
		`measured  N−2 screen, ${(await screenOf(network, solver, "two")).of} losses: ${median(pairs).toFixed(0)} ms, in two threads ${median(beside).toFixed(0)} ms (${(median(pairs) / median(beside)).toFixed(2)} ×)`,
	);
}

function screenOf(network: Network, solver: Solver, losses: "one" | "two") {
	return screen(network, { solver, losses });
}

async function sharing(network: Network, compiled: Compiled): Promise<void> {
	const solver = highs();
	for (const { id, days } of network.scenarios) {
		let says = "";
		const run = await runs(3, async () => {
			const value = await coordinationValue(network, {
				scenario: id,
				compiled,
				solver,
			});
			says = value.says;
		});
		console.log(
			`measured  ${id}, ${days} days in weeks, orders and coordinated: ${median(run).toFixed(0)} ms. ${says}`,
		);
	}
}

/** Milliseconds of each of so many runs, in ascending order. */
async function runs(
	count: number,
	work: () => Promise<unknown>,
): Promise<readonly number[]> {
	const found: number[] = [];
	for (let run = 0; run < count; run++) found.push(await milliseconds(work));
	return found.sort((a, b) => a - b);
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

await main();
