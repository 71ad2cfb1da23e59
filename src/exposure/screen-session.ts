import type { CostChange, Session, SolveOptions, Solver } from "#program";
import type { Loss } from "./screen-loss.ts";
import {
	type ScreenParts,
	type ScreenProgram,
	segments,
} from "./screen-program.ts";

/** A year of a network kept in a solver, in which exports can be lost and found again. */
export interface ScreenSession {
	/** Unmet amount of each demand without any loss; null if the time limit ended the solve. */
	readonly base: Float64Array | null;
	/** Returns the unmet amount of each demand with the best re-routing; null if the time limit ended the solve. */
	readonly lose: (loss: Loss) => Promise<Float64Array | null>;
	readonly close: () => void;
}

const dust = 1e-9;

/**
 * Opens a screen's program. Every loss starts from the basis of the base year, so that its answer does not depend on those before.
 *
 * A loss that leaves something unmet is solved twice: for the least weight unmet, then, keeping that, for even shares (squares in pieces), so
 * that uses of equal value lose equal shares.
 */
export async function screenSession(
	solver: Solver,
	parts: ScreenParts,
	made: ScreenProgram,
	options: SolveOptions,
): Promise<ScreenSession> {
	const session = await solver.open(made.program);
	const { least, even } = costsOf(parts, made);
	const solve = async () => {
		const first = await session.solve(options);
		if (first.outcome !== "optimal") return null;
		const total = first.row[made.totalRow];
		if (total <= dust) return first.column;
		boundTotal(session, made, total * (1 + dust));
		session.costs(even);
		const second = await session.solve(options);
		boundTotal(session, made, Number.POSITIVE_INFINITY);
		session.costs(least);
		return second.outcome === "optimal" ? second.column : first.column;
	};
	const unmetOf = (column: Float64Array | null) =>
		column?.slice(made.unmet, made.unmet + parts.weight.length) ?? null;
	try {
		const first = await session.solve(options);
		const basis = await session.basis();
		const base = first.outcome === "optimal" ? unmetOf(await solve()) : null;
		return {
			base,
			lose: async (loss) => {
				if (basis !== null) session.start(basis);
				shut(session, made, loss, true);
				const column = await solve();
				shut(session, made, loss, false);
				return unmetOf(column);
			},
			close: session.close,
		};
	} catch (cause) {
		session.close();
		throw cause;
	}
}

function boundTotal(session: Session, made: ScreenProgram, most: number): void {
	session.bounds({
		rows: {
			index: [made.totalRow],
			lower: [Number.NEGATIVE_INFINITY],
			upper: [most],
		},
	});
}

/** Shuts the ways out that a loss takes, or opens them again. */
function shut(
	session: Session,
	made: ScreenProgram,
	loss: Loss,
	lost: boolean,
): void {
	const exits = made.exits.filter(
		({ country, good }) =>
			loss.countries.includes(country) && loss.goods.has(good),
	);
	session.bounds({
		columns: {
			index: exits.map(({ column }) => column),
			lower: exits.map(() => 0),
			upper: exits.map(({ most }) => (lost ? 0 : most)),
		},
	});
}

/** The costs of the two solves: weight unmet, and even shares of it. */
function costsOf(
	{ weight }: ScreenParts,
	made: ScreenProgram,
): { readonly least: CostChange; readonly even: CostChange } {
	const index: number[] = [];
	const least: number[] = [];
	const even: number[] = [];
	weight.forEach((each, user) => {
		index.push(made.unmet + user);
		least.push(each);
		even.push(0);
		for (let at = 0; at < segments; at++) {
			index.push(made.segment + user * segments + at);
			least.push(0);
			even.push((each * (2 * at + 1)) / segments);
		}
	});
	return { least: { index, cost: least }, even: { index, cost: even } };
}
