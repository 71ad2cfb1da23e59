import type { CheckContext } from "./check-context.ts";
import type { Recipe } from "./process.ts";
import { converted, formatQuantity, isMass } from "./units.ts";
import { shown } from "./value-judge.ts";

/** Rounding that a recipe may show before mass counts as created. */
const slack = 1.0001;

/**
 * Finds recipes that take goods in and give none out (`network.no-outputs`), that create mass (`network.mass-created`), and amounts
 * whose sign and kind disagree (`network.wrong-sign`).
 *
 * Mass is weighed where all goods of a recipe are given in mass and it takes in at least one good that the network traces (an input that
 * is not auxiliary): Σ outputs in t > Σ inputs in t × 1.0001, auxiliary inputs included.
 *
 * Cost: O(recipes + processes).
 */
export function checkRecipes(context: CheckContext): void {
	const recipes = new Map<string, { row: Recipe; index: number }[]>();
	context.network.recipes.forEach((row, index) => {
		const rows = recipes.get(row.recipe);
		if (rows === undefined) recipes.set(row.recipe, [{ row, index }]);
		else rows.push({ row, index });
		checkSign(context, row, index);
	});
	const unread = context.unread.recipes;
	for (const [name, rows] of recipes) {
		if (unread === "all" || unread?.has(name) === true) continue;
		checkOutputs(context, name, rows);
		checkMass(context, name, rows);
	}
}

function checkSign(context: CheckContext, row: Recipe, index: number): void {
	if (row.quantity !== 0 && (row.kind === "output") === row.quantity > 0)
		return;
	if (!Number.isFinite(row.quantity)) return;
	context.found("recipes", index, {
		code: "network.wrong-sign",
		severity: "error",
		field: "quantity",
		says:
			row.quantity === 0
				? "The quantity is 0: neither an input nor an output."
				: `The quantity is ${row.quantity}, but the kind is ${shown(row.kind)}.`,
		hint: "Inputs have amounts below 0, outputs above 0.",
	});
}

type Rows = readonly { readonly row: Recipe; readonly index: number }[];

function checkOutputs(context: CheckContext, name: string, rows: Rows): void {
	if (rows.some(({ row }) => row.quantity > 0)) return;
	const processes = context.network.processes.filter(
		(process) => process.recipe === name,
	);
	const users =
		processes.length === 0
			? "no process runs it"
			: `${processes.length === 1 ? "one process runs it" : `${processes.length} processes run it`}, the first ${shown(processes[0].id)}`;
	context.found("recipes", rows[0].index, {
		code: "network.no-outputs",
		severity: "error",
		field: "recipe",
		says: `The recipe ${shown(name)} has inputs but no outputs; ${users}.`,
		hint: "Add a row with an amount above 0, or make it a demand.",
	});
}

function checkMass(context: CheckContext, name: string, rows: Rows): void {
	let made = 0;
	let taken = 0;
	let traced = false;
	for (const { row } of rows) {
		const good = context.network.goods[context.goodIndex.get(row.good) ?? -1];
		if (good === undefined || !isMass(good.unit)) return;
		const mass = converted(row.quantity, good.unit, "t");
		if (mass > 0) made += mass;
		else {
			taken -= mass;
			traced ||= row.kind !== "auxiliary";
		}
	}
	if (!traced || !(made > taken * slack)) return;
	context.found("recipes", rows[0].index, {
		code: "network.mass-created",
		severity: "error",
		field: "quantity",
		says: `The recipe ${shown(name)} makes ${formatQuantity(made, "t")} out of ${formatQuantity(taken, "t")}.`,
		hint: "Correct the amounts, or add what is missing as an auxiliary input.",
	});
}
