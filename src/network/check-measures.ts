import { goodsOf } from "./area.ts";
import type { CheckContext } from "./check-context.ts";
import { checkReach } from "./check-reach.ts";
import type { Measure, MeasureKind } from "./measure.ts";
import { shown } from "./value-judge.ts";

/** Kinds whose strength is a share of 1. */
const shares: ReadonlySet<MeasureKind> = new Set([
	"ban",
	"licence",
	"closure",
	"content rule",
]);

/** Kinds whose strength is an amount, counted in the goods' unit or per unit. */
const amounts: ReadonlySet<MeasureKind> = new Set([
	"quota",
	"release",
	"price floor",
]);

/**
 * Finds measures that cannot be played as they stand: a change of no measure (`network.change-of-nothing`), measures changed without
 * saying how (`network.unstated-change`, warning), a change of itself, strengths out of range or missing (`network.missing-strength`,
 * warning), one amount for goods of several units (`network.mixed-units`, warning), and measures on nothing (see `checkReach`).
 *
 * Cost: O(measures × goods + lanes of the goods covered).
 */
export function checkMeasures(context: CheckContext): void {
	context.network.measures.forEach((measure, index) => {
		checkChange(context, measure, index);
		checkStrength(context, measure, index);
		if (measure.change === undefined) checkUnits(context, measure, index);
	});
	checkReach(context);
}

function checkChange(
	context: CheckContext,
	{ id, change, supersedes = [] }: Measure,
	index: number,
): void {
	if (change !== undefined && supersedes.length === 0)
		context.found("measures", index, {
			code: "network.change-of-nothing",
			severity: "error",
			field: "supersedes",
			says: `The change is ${shown(change)}, but supersedes names no measure.`,
			hint: "Name the measures that it changes, or leave change empty.",
		});
	if (change === undefined && supersedes.length > 0)
		context.found("measures", index, {
			code: "network.unstated-change",
			severity: "warning",
			field: "change",
			says: `The measure supersedes ${supersedes.join(", ")}, but does not say how.`,
			hint: "Write suspend, extend or lift.",
		});
	if (supersedes.includes(id))
		context.found("measures", index, {
			code: "network.change-of-itself",
			severity: "error",
			field: "supersedes",
			says: `The measure ${shown(id)} changes itself.`,
			hint: "Name the earlier measures that it changes.",
		});
}

function checkStrength(
	context: CheckContext,
	{ kind, strength, path, change }: Measure,
	index: number,
): void {
	const say = (code: string, severity: "error" | "warning", says: string) =>
		context.found("measures", index, {
			code,
			severity,
			field: "strength",
			says,
			hint: shares.has(kind)
				? "Write a share of 1, as 0.25 for a quarter."
				: "Write an amount or a share from 0 up, as the data dictionary says of the kind.",
		});
	if (strength === undefined) {
		const needed =
			amounts.has(kind) || kind === "tariff" || kind === "content rule";
		if (needed && path === undefined && change === undefined)
			say(
				"network.missing-strength",
				"warning",
				`The ${kind} has neither strength nor path, so it does nothing.`,
			);
	} else if (strength < 0)
		say(
			"network.negative-quantity",
			"error",
			`The strength is ${strength}, less than nothing.`,
		);
	else if (shares.has(kind) && strength > 1)
		say(
			"network.out-of-range",
			"error",
			`The strength of a ${kind} is ${strength}, outside 0 to 1.`,
		);
}

function checkUnits(
	context: CheckContext,
	{ kind, goods }: Measure,
	index: number,
): void {
	if (!amounts.has(kind)) return;
	const { network, goodIndex } = context;
	const units = new Set<string>();
	for (const name of goods)
		for (const id of goodsOf(network, name))
			units.add(network.goods[goodIndex.get(id) ?? 0].unit);
	if (units.size < 2) return;
	context.found("measures", index, {
		code: "network.mixed-units",
		severity: "warning",
		field: "goods",
		says: `The ${kind} states one amount for goods counted in ${[...units].join(" and ")}.`,
		hint: "Make one measure for each unit.",
	});
}
