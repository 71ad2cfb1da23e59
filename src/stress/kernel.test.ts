import { describe, expect, it } from "vitest";
import type { Measure } from "#network";
import { playBlock, type Shock } from "./block.ts";
import type { Chain } from "./chain.ts";
import { type Kernels, oneThread } from "./kernels.ts";
import { play } from "./play.ts";
import type { Effect } from "./pressure.ts";
import { arioRules, type Rules } from "./rules.ts";
import type { State } from "./state.ts";

const steps = 16;

/** Whole numbers below `count`, the same on every run (Lehmer). */
function random(seed: number): (count: number) => number {
	let state = seed;
	return (count) => {
		state = (state * 48_271) % 2_147_483_647;
		return state % count;
	};
}

/**
 * A world of lines that make one or two goods from one to three inputs, each from `from` to `to` suppliers, and users that take one good; every
 * supply goes over its own lane without transit. In a table the suppliers of an input follow each other.
 */
function world(
	lines: number,
	users: number,
	suppliers: { readonly from: number; readonly to: number },
	table: boolean,
): Chain {
	const draw = random(20_261_110);
	const between = (from: number, to: number) => from + draw(to - from + 1);
	const agents = lines + users;
	const outputStart = [0];
	for (let line = 0; line < lines; line++)
		outputStart.push((outputStart[line] ?? 0) + between(1, 2));
	const outputs = outputStart[lines] ?? 0;
	const slotStart = [0];
	const slotAgent: number[] = [];
	const edgeStart = [0];
	const edgeSlot: number[] = [];
	const edgeOutput: number[] = [];
	const edgeShare: number[] = [];
	for (let agent = 0; agent < agents; agent++) {
		for (let slot = agent < lines ? between(1, 3) : 1; slot > 0; slot--) {
			const count = between(suppliers.from, suppliers.to);
			const first = draw(outputs - count);
			const weights = Array.from({ length: count }, () => between(1, 9));
			const total = weights.reduce((sum, weight) => sum + weight, 0);
			for (const [at, weight] of weights.entries()) {
				edgeSlot.push(slotAgent.length);
				edgeOutput.push(table ? first + at : draw(outputs));
				edgeShare.push(weight / total);
			}
			slotAgent.push(agent);
			edgeStart.push(edgeShare.length);
		}
		slotStart.push(slotAgent.length);
	}
	const slots = slotAgent.length;
	const edges = edgeShare.length;
	const reals = (count: number, of: () => number) =>
		Float64Array.from({ length: count }, of);
	const base = reals(agents, () => between(50, 150));
	return {
		lineCount: lines,
		agentCount: agents,
		base,
		capacity: base.slice(0, lines).map((activity) => 1.1 * activity),
		outputStart: Int32Array.from(outputStart),
		outputQuantity: reals(outputs, () => between(1, 4) / 2),
		outputLine: Int32Array.from({ length: outputs }, (_, output) =>
			outputStart.findLastIndex((start) => start <= output),
		),
		slotStart: Int32Array.from(slotStart),
		slotAgent: Int32Array.from(slotAgent),
		slotQuantity: reals(slots, () => between(1, 9) / 10),
		slotCover: reals(slots, () => between(1, 8)),
		slotCritical: reals(slots, () => between(0, 2) / 2),
		slotRun: table
			? Int32Array.from(edgeStart.slice(0, -1), (edge) => edgeOutput[edge] ?? 0)
			: undefined,
		edgeStart: Int32Array.from(edgeStart),
		edgeSlot: Int32Array.from(edgeSlot),
		edgeOutput: Int32Array.from(edgeOutput),
		edgeShare: Float64Array.from(edgeShare),
		edgeLane: Int32Array.from({ length: edges }, (_, edge) => edge + 1),
		edgeClass: new Uint8Array(edges),
		classCount: 1,
		laneCount: edges + 1,
		laneBase: new Float64Array(edges + 1).fill(1),
		laneCapacity: new Float64Array(edges + 1).fill(Number.POSITIVE_INFINITY),
		laneSteps: new Int32Array(edges + 1),
		...edgesByOutput(outputs, edgeOutput),
		overproductionMax: new Float64Array(lines).fill(1.25),
		switchPace: new Float64Array(agents).fill(0.1),
		waits: Uint8Array.from({ length: users }, () => draw(2)),
		reserves: [],
	};
}

function edgesByOutput(outputs: number, edgeOutput: readonly number[]) {
	const edges: number[][] = Array.from({ length: outputs }, () => []);
	for (const [edge, output] of edgeOutput.entries()) edges[output]?.push(edge);
	const starts = [0];
	for (const list of edges) starts.push((starts.at(-1) ?? 0) + list.length);
	return {
		outputEdgeStart: Int32Array.from(starts),
		outputEdge: Int32Array.from(edges.flat()),
	};
}

const nothing = new Int32Array(0);

/** An effect of a measure from one day to another, half of it at most. */
function effect(
	kind: Measure["kind"],
	touches: { readonly lines?: Int32Array; readonly lanes?: Int32Array },
	start: number,
	end: number,
	strength = 0.5,
): Effect {
	return {
		measure: {
			id: kind,
			actor: ["A"],
			targets: ["WLD"],
			goods: ["all"],
			kind,
			strength,
			from: "2026-01-01",
			source: "test",
			confidence: "D",
		},
		periods: [{ start, end }],
		lanes: touches.lanes ?? nothing,
		lines: touches.lines ?? nothing,
		reserves: nothing,
	};
}

const every = (count: number, of: number, first = 0) =>
	Int32Array.from(
		{ length: Math.ceil((count - first) / of) },
		(_, at) => first + at * of,
	);

const closure = (chain: Chain, nth: number, start = 3, strength = 0.5) =>
	effect(
		"closure",
		{ lines: every(chain.lineCount, nth) },
		start,
		12,
		strength,
	);

/** The same chain, but one lane that nothing uses is limited: so that all steps are those without kernels. */
function withoutKernels(chain: Chain): Chain {
	const laneCapacity = Float64Array.of(...chain.laneCapacity, Number.MAX_VALUE);
	return {
		...chain,
		laneCount: chain.laneCount + 1,
		laneCapacity,
		laneBase: Float64Array.of(...chain.laneBase, 1),
		laneSteps: Int32Array.of(...chain.laneSteps, 0),
	};
}

/** Kernels in plain code, on the same memory. */
const plain: Kernels = {
	shared: false,
	take: (work) => oneThread.take({ ...work, memory: undefined }),
};

/** Each step's activity, stock, claims, deliveries and shares, as watchers see them, and the last. */
function history(
	chain: Chain,
	effects: readonly Effect[],
	rules: Rules,
	kernels?: Kernels,
): readonly Float64Array[] {
	const seen: Float64Array[] = [];
	const note = ({ activity, stock, claim, sent, share, waiting }: State) => {
		for (const values of [activity, stock, claim, sent, waiting])
			seen.push(values.slice());
		seen.push(
			Float64Array.of(share.reduce((sum, w, e) => sum + w * (e % 97), 0)),
		);
	};
	const last = play(
		chain,
		effects,
		rules,
		steps,
		{
			shipped: (_, state) => note(state),
			ended: (_, state) => note(state),
		},
		undefined,
		kernels,
	);
	note(last);
	return seen;
}

/** The largest difference, as a share of the larger value. */
function gap(a: readonly Float64Array[], b: readonly Float64Array[]): number {
	expect(a.length).toBe(b.length);
	let worst = 0;
	for (const [at, values] of a.entries())
		for (const [index, value] of values.entries()) {
			const other = b[at]?.[index] ?? Number.NaN;
			const size = Math.max(1, Math.abs(value), Math.abs(other));
			const difference = Math.abs(value - other) / size;
			if (!(difference <= worst)) worst = difference;
		}
	return worst;
}

/** Whether all numbers are the same, to the bit. */
const areSame = (
	a: readonly Float64Array[],
	b: readonly Float64Array[],
): boolean =>
	a.length === b.length &&
	a.every((values, at) =>
		values.every((value, index) => Object.is(value, b[at]?.[index])),
	);

const worlds: Readonly<Record<string, Chain>> = {
	"few edges in a list": world(40, 12, { from: 1, to: 6 }, false),
	"many edges in a list": world(1100, 300, { from: 1, to: 17 }, false),
	"few edges in runs": world(60, 12, { from: 1, to: 9 }, true),
	"many edges in runs": world(330, 100, { from: 1, to: 60 }, true),
};

const orderRules: readonly Rules[] = (
	["none", "spare", "capacity"] as const
).flatMap((switching) =>
	(["used", "wanted"] as const).map((reorder) => ({
		...arioRules,
		switching,
		reorder,
	})),
);

describe.each(Object.entries(worlds))(
	"kernels on a world with %s",
	(name, chain) => {
		it.each(orderRules)(
			"give the steps of plain rules, switching $switching, reorder $reorder",
			(rules) => {
				const effects = [closure(chain, 2, 3, 0.95)];
				const known = history(withoutKernels(chain), effects, rules);
				expect(gap(history(chain, effects, rules), known)).toBeLessThanOrEqual(
					1e-12,
				);
				// The shock is felt, or this would show nothing.
				const calm = history(withoutKernels(chain), [], rules);
				expect(gap(known, calm)).toBeGreaterThan(1e-3);
			},
		);

		it.each(orderRules)(
			"give the same bits in vectors and in plain code, switching $switching, reorder $reorder",
			(rules) => {
				const effects = [closure(chain, 2, 3, 0.95)];
				expect(history(chain, effects, rules)).toEqual(
					history(chain, effects, rules, plain),
				);
			},
		);

		it("hand over to the general step while a lane is limited, and take up again", () => {
			const rules = { ...arioRules, switching: "spare" as const };
			const effects = [
				closure(chain, 7),
				effect("ban", { lanes: every(chain.laneCount, 5, 1) }, 5, 8),
				effect("tariff", { lanes: every(chain.laneCount, 3, 1) }, 7, 13),
			];
			expect(
				gap(
					history(chain, effects, rules),
					history(withoutKernels(chain), effects, rules),
				),
			).toBeLessThanOrEqual(1e-12);
		});

		it("play eight scenarios at once as each alone", () => {
			expect(name).not.toBe("");
			const users = chain.agentCount - chain.lineCount;
			const shocks = Array.from({ length: 8 }, (_, s): Shock => {
				const effects =
					s === 7
						? []
						: [closure(chain, 5 + s, s), closure(chain, 11, 2 * s, s / 8)];
				if (s < 5) return { effects };
				const rates = chain.base
					.slice(chain.lineCount)
					.map((rate, user) => rate * (1 + ((user + s) % 5) / 10));
				expect(rates.length).toBe(users);
				return { effects, rates };
			});
			for (const rules of orderRules.filter(
				(rule) => rule.switching === "none",
			)) {
				const block: Float64Array[][] = shocks.map(() => []);
				const seen: Float64Array[] = [];
				playBlock(chain, shocks, rules, steps, (_, state) => {
					for (const values of [
						state.activity,
						state.stock,
						state.overproduction,
					]) {
						seen.push(values.slice());
						for (const [s, list] of block.entries())
							list.push(values.filter((_, at) => at % 8 === s));
					}
				});
				for (const [s, { effects, rates }] of shocks.entries()) {
					const alone: Float64Array[] = [];
					const base = Float64Array.of(
						...chain.base.subarray(0, chain.lineCount),
						...(rates ?? chain.base.subarray(chain.lineCount)),
					);
					play({ ...chain, base }, effects, rules, steps, {
						ended: (_, { activity, stock, overproduction }) => {
							for (const values of [activity, stock, overproduction])
								alone.push(values.slice());
						},
					});
					expect(gap(block[s] ?? [], alone)).toBeLessThanOrEqual(1e-12);
				}
				const again: Float64Array[] = [];
				playBlock(
					chain,
					shocks,
					rules,
					steps,
					(_, state) => {
						for (const values of [
							state.activity,
							state.stock,
							state.overproduction,
						])
							again.push(values.slice());
					},
					plain,
				);
				expect(areSame(again, seen)).toBe(true);
			}
		});
	},
);
