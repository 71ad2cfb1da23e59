import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import {
	type LinearProgram,
	lpText,
	programBuilder,
	type Solution,
	type Solver,
} from "#program";
import { highs } from "./highs.ts";
import { highsPool } from "./highs-pool.ts";

const infinity = Number.POSITIVE_INFINITY;

/**
 * Two diets: 2 a + b ≥ 8 and a + 3 b ≥ 9 at least cost 3 a + 4 b. The rows meet where a = 3, b = 2: cost 17. Duals: 2 u + v = 3 and
 * u + 3 v = 4 give u = v = 1.
 */
function diet(): LinearProgram {
	const build = programBuilder();
	const a = build.column(0, infinity, 3, "a");
	const b = build.column(0, infinity, 4, "b");
	const first = build.row(8, infinity, "first");
	const second = build.row(9, infinity, "second");
	build.entry(first, a, 2);
	build.entry(first, b, 1);
	build.entry(second, a, 1);
	build.entry(second, b, 3);
	return build.program();
}

/** x ≥ 3 and x ≤ 1 in two rows, and a third that has nothing to do with it. */
function contradiction(): LinearProgram {
	const build = programBuilder();
	const x = build.column(-infinity, infinity, 1);
	const y = build.column(0, infinity, 1);
	build.entry(build.row(1, infinity), y, 1);
	build.entry(build.row(3, infinity), x, 1);
	build.entry(build.row(-infinity, 1), x, 1);
	return build.program();
}

/** A knapsack of many unlike things and several limits, too hard for a moment. */
function knapsack(things: number, limits: number): LinearProgram {
	const build = programBuilder();
	let seed = 1;
	const next = () => {
		seed = (seed * 48_271) % 2_147_483_647;
		return 500 + (seed % 500);
	};
	for (let at = 0; at < things; at++) build.integer(0, 1, -next());
	for (let limit = 0; limit < limits; limit++) {
		let all = 0;
		const sizes = Array.from({ length: things }, next);
		for (const size of sizes) all += size;
		const row = build.row(-infinity, all / 2);
		sizes.forEach((size, at) => {
			build.entry(row, at, size);
		});
	}
	return build.program();
}

function optimal(solution: Solution) {
	if (solution.outcome !== "optimal") throw new Error(solution.outcome);
	return solution;
}

const pool = highsPool(2);
afterAll(() => pool.close());

const solvers: readonly (readonly [string, Solver])[] = [
	["highs", highs()],
	["highsPool", pool],
];

describe.each(solvers)("%s", (_name, solver) => {
	it("finds the least cost, the point, and the shadow prices", async () => {
		const { objective, column, row, duals, gap } = optimal(
			await solver.solve(diet()),
		);
		expect(objective).toBeCloseTo(17, 9);
		expect([...column]).toEqual([expect.closeTo(3, 9), expect.closeTo(2, 9)]);
		expect([...row]).toEqual([expect.closeTo(8, 9), expect.closeTo(9, 9)]);
		expect([...(duals?.row ?? [])]).toEqual([
			expect.closeTo(1, 9),
			expect.closeTo(1, 9),
		]);
		expect([...(duals?.column ?? [])]).toEqual([0, 0]);
		expect(gap).toBe(0);
	});

	it("finds the same with the interior method", async () => {
		const found = optimal(await solver.solve(diet(), { method: "interior" }));
		expect(found.objective).toBeCloseTo(17, 6);
	});

	// a = 3, b = 2 is whole already; with a + b ≥ 5.5 too, (3, 3) and (4, 2) are near: 21 and 20.
	it("finds whole numbers, without shadow prices", async () => {
		const build = programBuilder(10);
		const a = build.integer(0, infinity, 3);
		const b = build.integer(0, infinity, 4);
		for (const [least, perA, perB] of [
			[8, 2, 1],
			[9, 1, 3],
			[5.5, 1, 1],
		] as const) {
			const row = build.row(least, infinity);
			build.entry(row, a, perA);
			build.entry(row, b, perB);
		}
		const found = optimal(await solver.solve(build.program()));
		expect(found.objective).toBeCloseTo(30, 9);
		expect([...found.column].map(Math.round)).toEqual([4, 2]);
		expect(found.duals).toBeNull();
	});

	it("tells what is infeasible, and which rows contradict each other if asked", async () => {
		expect(await solver.solve(contradiction())).toEqual({
			outcome: "infeasible",
			conflict: null,
		});
		expect(await solver.solve(contradiction(), { conflict: true })).toEqual({
			outcome: "infeasible",
			conflict: { rows: Int32Array.of(1, 2), columns: new Int32Array(0) },
		});
	});

	it("tells what is unbounded", async () => {
		const build = programBuilder();
		const x = build.column(0, infinity, -1);
		const y = build.column(0, infinity, 0);
		const row = build.row(-infinity, 4);
		build.entry(row, x, 1);
		build.entry(row, y, -1);
		expect(await solver.solve(build.program())).toEqual({
			outcome: "unbounded",
		});
	});

	it("gives the best point and a bound when time runs out", async () => {
		const found = await solver.solve(knapsack(100, 15), {
			timeLimit: 2,
			gap: 0,
		});
		if (found.outcome !== "time limit") throw new Error(found.outcome);
		expect(found.best).not.toBeNull();
		expect(found.bound).toBeLessThanOrEqual(found.best?.objective ?? -infinity);
		expect(found.gap).toBeGreaterThan(0);
		expect(Number.isFinite(found.gap)).toBe(true);
	});

	it("solves a program without columns or rows", async () => {
		const build = programBuilder(4);
		expect(optimal(await solver.solve(build.program())).objective).toBe(4);
		build.row(-1, 1);
		expect(optimal(await solver.solve(build.program())).row).toEqual(
			Float64Array.of(0),
		);
		build.row(1, 2);
		expect((await solver.solve(build.program())).outcome).toBe("infeasible");
	});

	it("refuses what is no program, with a code", async () => {
		const broken = { ...diet(), cost: Float64Array.of(3, Number.NaN) };
		await expect(solver.solve(broken)).rejects.toMatchObject({
			code: "solver.bad-program",
		});
		await expect(solver.solve({ ...diet(), columns: 3 })).rejects.toMatchObject(
			{ code: "solver.bad-program" },
		);
		await expect(solver.solve(diet(), { timeLimit: 0 })).rejects.toMatchObject({
			code: "solver.bad-option",
		});
		await expect(
			solver.solve(diet(), { gap: Number.NaN }),
		).rejects.toMatchObject({ code: "solver.bad-option" });
	});
});

describe.each(solvers)("a session of %s", (_name, solver) => {
	// With b ≤ 1 the second row asks a ≥ 6: cost 18 + 4 = 22. Its price is 3; b's bound saves 3 · 3 − 4 = 5 a unit.
	it("changes bounds and costs in place", async () => {
		const session = await solver.open(diet());
		expect(optimal(await session.solve()).objective).toBeCloseTo(17, 9);
		session.bounds({ columns: { index: [1], lower: [0], upper: [1] } });
		const bounded = optimal(await session.solve());
		expect(bounded.objective).toBeCloseTo(22, 9);
		expect(bounded.duals?.column[1]).toBeCloseTo(-5, 9);
		session.bounds({
			columns: { index: [1], lower: [0], upper: [infinity] },
			rows: { index: [0, 1], lower: [4, 4.5], upper: [infinity, infinity] },
		});
		expect(optimal(await session.solve()).objective).toBeCloseTo(8.5, 9);
		// Half of each need: a = 1.5, b = 1. With b ten times as dear a alone does: 4.5 · 3.
		session.costs({ index: [1], cost: [40] });
		expect(optimal(await session.solve()).objective).toBeCloseTo(13.5, 9);
		session.close();
	});

	it("starts from a basis: the optimal one needs no iteration", async () => {
		const session = await solver.open(diet());
		const first = optimal(await session.solve({ method: "simplex" }));
		const basis = await session.basis();
		if (basis === null) throw new Error("no basis");
		session.bounds({ columns: { index: [0], lower: [0], upper: [1] } });
		await session.solve();
		session.bounds({ columns: { index: [0], lower: [0], upper: [infinity] } });
		session.start(basis);
		const again = optimal(await session.solve({ method: "simplex" }));
		expect(again.iterations).toBe(0);
		expect(again.column).toEqual(first.column);
		session.close();
	});

	// The first solve uses its time up; the second must take its own time over the same question, not end at once.
	it("has a time limit for each solve, not for all together", async () => {
		const session = await solver.open(knapsack(100, 15));
		const took = async (): Promise<number> => {
			const start = performance.now();
			const { outcome } = await session.solve({ timeLimit: 0.5, gap: 0 });
			expect(outcome).toBe("time limit");
			return performance.now() - start;
		};
		expect(await took()).toBeGreaterThan(400);
		session.costs({ index: [0], cost: [-999] });
		expect(await took()).toBeGreaterThan(400);
		session.close();
	});

	it("refuses columns that there are not, and anything after it was closed", async () => {
		const session = await solver.open(diet());
		const wrong = async () => {
			session.bounds({ columns: { index: [7], lower: [0], upper: [1] } });
			await session.solve();
		};
		await expect(wrong()).rejects.toMatchObject({ code: "solver.bad-program" });
		expect(optimal(await session.solve()).objective).toBeCloseTo(17, 9);
		session.close();
		session.close();
		await expect(session.solve()).rejects.toMatchObject({
			code: "solver.closed",
		});
	});
});

describe("both solvers", () => {
	/** A random transport problem with a column of last resort, so that it is always feasible. */
	const programs = fc
		.record({
			supply: fc.array(fc.integer({ min: 0, max: 9 }), {
				minLength: 1,
				maxLength: 4,
			}),
			demand: fc.array(fc.integer({ min: 0, max: 9 }), {
				minLength: 1,
				maxLength: 4,
			}),
			cost: fc.array(fc.integer({ min: 1, max: 20 }), {
				minLength: 16,
				maxLength: 16,
			}),
		})
		.map(({ supply, demand, cost }) => {
			const build = programBuilder();
			const from = supply.map((most) => build.row(-infinity, most));
			demand.forEach((need, to) => {
				const row = build.row(need, infinity);
				build.entry(row, build.column(0, infinity, 50), 1);
				from.forEach((limit, at) => {
					const shipped = build.column(0, infinity, cost[4 * at + to] ?? 1);
					build.entry(limit, shipped, 1);
					build.entry(row, shipped, 1);
				});
			});
			return build.program();
		});

	it("give the same bits, and prices that prove the cost is least", async () => {
		await fc.assert(
			fc.asyncProperty(programs, async (program) => {
				const [here, there] = await Promise.all([
					highs().solve(program),
					pool.solve(program),
				]);
				expect(there).toEqual(here);
				const { objective, duals, column } = optimal(here);
				// Weak duality with equality: Σ row price · bound = cost, as every binding bound is the demand or the supply.
				let worth = 0;
				program.rowLower.forEach((lower, row) => {
					const price = duals?.row[row] ?? 0;
					const bound = price > 0 ? lower : (program.rowUpper[row] ?? 0);
					if (price !== 0) worth += price * bound;
				});
				expect(worth).toBeCloseTo(objective, 6);
				expect(Math.min(0, ...column)).toBeCloseTo(0, 9);
			}),
			{ numRuns: 40, seed: 2 },
		);
	});

	it("read the text of a program as the program itself", async () => {
		const load = (await import("highs")).default as unknown as () => Promise<{
			solve: (
				text: string,
				options: object,
			) => { Status: string; ObjectiveValue: number };
		}>;
		const reader = await load();
		await fc.assert(
			fc.asyncProperty(programs, async (program) => {
				const read = reader.solve(lpText(program), { output_flag: false });
				expect(read.Status).toBe("Optimal");
				expect(read.ObjectiveValue).toBeCloseTo(
					optimal(await highs().solve(program)).objective,
					6,
				);
			}),
			{ numRuns: 20, seed: 3 },
		);
	});

	it("work side by side in a pool, and end with it", async () => {
		const two = highsPool(2);
		const found = await Promise.all(
			Array.from({ length: 6 }, () => two.solve(diet())),
		);
		for (const each of found)
			expect(optimal(each).objective).toBeCloseTo(17, 9);
		await two.close();
		await expect(two.solve(diet())).rejects.toMatchObject({
			code: "solver.closed",
		});
		expect(() => highsPool(0)).toThrow("a pool has 1 thread or more");
	});

	it("let the process end when a pool is closed, or idle", () => {
		const code = (end: string) => `
			import { programBuilder } from "#program";
			import { highsPool } from "#solver";
			const build = programBuilder();
			build.column(1, 2, 3);
			const pool = highsPool(2);
			const session = await pool.open(build.program());
			console.log((await session.solve()).objective);
			session.close();
			${end}`;
		for (const end of ["await pool.close();", ""]) {
			const { status, stdout } = spawnSync(
				process.execPath,
				[
					"--conditions=counterweight-source",
					"--import=tsx",
					"--input-type=module",
					"--eval",
					code(end),
				],
				{ cwd: new URL(".", import.meta.url), encoding: "utf8" },
			);
			expect([status, stdout]).toEqual([0, "3\n"]);
		}
	});

	it("tell of a pool that is closed while it solves", async () => {
		const one = highsPool(1);
		const slow = one.solve(knapsack(400, 60), { timeLimit: 60, gap: 0 });
		const told = expect(slow).rejects.toMatchObject({ code: "solver.failed" });
		setTimeout(() => one.close(), 1500);
		await told;
	});
});
