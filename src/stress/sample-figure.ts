import type { Compiled, Confidence, Network, TableName } from "#network";
import type { Effect } from "./pressure.ts";
import type { Rules } from "./rules.ts";
import { ruleRanges } from "./sample-rule.ts";
import { inWords } from "./sample-words.ts";

/** A figure that is uncertain, with its range. */
export interface UncertainFigure {
	/** Table of the package, or `rules` for an order rule. */
	readonly table: TableName | "rules";
	/** Position of its row in the table, from 0; of a rule, 0. */
	readonly at: number;
	readonly field: string;
	/** Where it holds; absent where a figure has no one place. */
	readonly place?: string;
	readonly good?: string;
	/** The figure as stated: the median of what is drawn. */
	readonly value: number;
	/** Ends of the range as they are drawn from: the stated range, widened to the stated figure where that lies outside. */
	readonly low: number;
	readonly high: number;
	readonly unit: string;
	/** Source and confidence of the figure; of a rule's range, `assumed` and D. */
	readonly source: string;
	readonly confidence: Confidence;
	/** The figure in words: what, where, from, to. */
	readonly says: string;
}

/**
 * Returns a figure's value at a quantile: the lower half of probability uniform between its low end and the stated value, the upper half
 * between the stated value and its high end, so that the median is the stated value.
 *
 * Parameters: `quantile` in [0, 1]. Edge case: amounts below 0 (inputs of recipes) run from the smallest amount to the largest.
 *
 * @example
 * valueAt({ low: 14, value: 35, high: 90 }, 0.75) // 62.5
 */
export function valueAt(
	{ low, value, high }: Pick<UncertainFigure, "low" | "value" | "high">,
	quantile: number,
): number {
	return quantile <= 0.5
		? low + (value - low) * 2 * quantile
		: value + (high - value) * (2 * quantile - 1);
}

/**
 * Returns every figure that is uncertain and can move a run: stocks, demands, recipes, activities and flows with a range, the strengths of
 * the measures played, and, if asked, the order rules.
 *
 * Left out: ranges of no width, inputs that bind nothing (auxiliary), recipes that nobody runs, stocks of what nobody uses there, and
 * strengths that a path or a detour stands in for. The order is that of the tables; measures and rules come last, so that the other figures
 * are drawn alike under every scenario. Cost: O(rows).
 */
export function uncertainFigures(
	compiled: Compiled,
	effects: readonly Effect[],
	rules: Rules,
	varyRules: boolean,
): readonly UncertainFigure[] {
	const { network } = compiled;
	const bare = [
		...stocks(compiled),
		...network.demands.flatMap((row, at) =>
			ranged("demands", at, "rate", row.rate, row),
		),
		...recipes(network),
		...network.processes.flatMap((row, at) =>
			ranged("processes", at, "activity", row.activity, row),
		),
		...network.lanes.flatMap((row, at) =>
			ranged("lanes", at, "flow", row.flow, row),
		),
		...strengths(network, effects),
		...(varyRules ? ruleRanges(rules) : []),
	];
	return bare.map((figure) => ({ ...figure, ...inWords(network, figure) }));
}

/** A figure before it is put into words. */
export type BareFigure = Omit<
	UncertainFigure,
	"says" | "unit" | "place" | "good"
>;

interface RangedRow {
	readonly low?: number;
	readonly high?: number;
	readonly source: string;
	readonly confidence: Confidence;
}

/** The figure of a row with a range of some width; nothing for any other row. */
function ranged(
	table: TableName,
	at: number,
	field: string,
	value: number | undefined,
	row: RangedRow,
): BareFigure[] {
	if (value === undefined) return [];
	const sign = value < 0 ? -1 : 1;
	const sizes = [row.low ?? value, value, row.high ?? value].map(
		(end) => end * sign,
	);
	const low = Math.min(...sizes) * sign;
	const high = Math.max(...sizes) * sign;
	if (!(low !== high && Number.isFinite(low) && Number.isFinite(high)))
		return [];
	const { source, confidence } = row;
	return [{ table, at, field, value, low, high, source, confidence }];
}

function stocks({
	network,
	slotAgent,
	slotGood,
	agentPlace,
}: Compiled): BareFigure[] {
	const used = new Set<string>();
	for (let slot = 0; slot < slotAgent.length; slot++)
		used.add(
			`${network.places[agentPlace[slotAgent[slot]]]?.id}\t${network.goods[slotGood[slot]]?.id}`,
		);
	return network.stocks.flatMap((row, at) => {
		if (!used.has(`${row.place}\t${row.good}`)) return [];
		return row.coverDays === undefined
			? ranged("stocks", at, "quantity", row.quantity, row)
			: ranged("stocks", at, "coverDays", row.coverDays, row);
	});
}

function recipes(network: Network): BareFigure[] {
	const run = new Set(network.processes.map(({ recipe }) => recipe));
	return network.recipes.flatMap((row, at) =>
		row.kind === "auxiliary" || row.quantity === 0 || !run.has(row.recipe)
			? []
			: ranged("recipes", at, "quantity", row.quantity, row),
	);
}

/** Strengths that a run reads, of the measures that it plays; where none is stated, a ban, licence or closure is whole. */
function strengths(network: Network, effects: readonly Effect[]): BareFigure[] {
	return network.measures.flatMap((row, at) => {
		if (!effects.some(({ measure }) => measure.id === row.id)) return [];
		const whole =
			row.kind === "ban" || row.kind === "licence" || row.kind === "closure";
		if (whole && (row.path?.length ?? 0) > 0) return [];
		if (row.kind === "closure" && row.detourDays !== undefined) return [];
		return ranged(
			"measures",
			at,
			"strength",
			row.strength ?? (whole ? 1 : undefined),
			row,
		);
	});
}
