import type { Duals, Session, SolveOptions, Solver } from "#program";
import {
	type CoordinatedParts,
	type CoordinatedProgram,
	segments,
} from "./coordinated-program.ts";

/** How scarcity is shared best; or why that is not known. */
export type Sharing =
	| {
			readonly outcome: "optimal";
			/** Σ weight · shortfall of all users, the least there is. */
			readonly least: number;
			/** Value of each column. */
			readonly column: Float64Array;
			/** Shadow prices of the least. */
			readonly duals: Duals;
	  }
	| { readonly outcome: "infeasible" | "time limit" };

/**
 * Returns the best sharing, made definite where many are equally good.
 *
 * The first solve finds the least weighted shortfall. The second keeps it and chooses among all that have it: the least
 * Σ weight · use · φ(share missing), φ(s) = s² in pieces, so that users of equal value lose equal shares, and with a tenth of that weight the
 * latest shortfall. Edge cases: if nothing runs short, or the second solve ends without an answer, the first one stands.
 */
export async function sharedBest(
	parts: CoordinatedParts,
	made: CoordinatedProgram,
	solver: Solver,
	options: SolveOptions,
): Promise<Sharing> {
	const session = await solver.open(made.program);
	try {
		const first = await session.solve(options);
		if (first.outcome === "infeasible") return { outcome: "infeasible" };
		if (first.outcome !== "optimal" || first.duals === null)
			return { outcome: "time limit" };
		const least = Math.max(0, first.objective);
		const sharing = { outcome: "optimal", least, duals: first.duals } as const;
		if (least <= dust * usedOf(parts))
			return { ...sharing, column: first.column };
		choose(session, parts, made, least * (1 + dust));
		const second = await session.solve(options);
		return {
			...sharing,
			column: second.outcome === "optimal" ? second.column : first.column,
		};
	} finally {
		session.close();
	}
}

const dust = 1e-9;

/** Weighted use of all users over the run. */
function usedOf({ chain, span, weight }: CoordinatedParts): number {
	return weight.reduce(
		(sum, cost, user) =>
			sum +
			cost * chain.base[chain.lineCount + user] * (span.steps - span.before),
		0,
	);
}

/** Keeps the weighted shortfall and asks for even and late shares instead. */
function choose(
	session: Session,
	{ span, weight }: CoordinatedParts,
	made: CoordinatedProgram,
	most: number,
): void {
	session.bounds({
		rows: {
			index: [made.totalRow],
			lower: [Number.NEGATIVE_INFINITY],
			upper: [most],
		},
	});
	const index: number[] = [];
	const cost: number[] = [];
	weight.forEach((each, user) => {
		for (let step = 0; step < span.steps; step++) {
			index.push(step * made.width + made.user + user);
			cost.push(0.1 * each * (1 - step / span.steps));
		}
		for (let at = 0; at < segments; at++) {
			index.push(made.segment + user * segments + at);
			cost.push((each * (2 * at + 1)) / segments);
		}
	});
	session.costs({ index, cost });
}
