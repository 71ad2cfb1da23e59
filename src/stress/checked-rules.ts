import { CounterweightError } from "#network";
import {
	defaultRules,
	type Rules,
	rationings,
	reorders,
	switchings,
} from "./rules.ts";

/** Bounds of the rules that are numbers, both included. */
const bounds: Readonly<Record<string, readonly [number, number]>> = {
	stepDays: [1, 31],
	slowdown: [0, 1],
	overproductionMax: [1, 100],
	overproductionDays: [1, 36_500],
	restockDays: [1, 36_500],
	switchDays: [1, 36_500],
	tariffElasticity: [0, 100],
	threshold: [0, 0.99],
};

const choices: Readonly<Record<string, readonly string[]>> = {
	rationing: rationings,
	reorder: reorders,
	switching: switchings,
};

/** Returns the default rules with the given ones in their place; fault `stress.bad-rule` for a rule that is out of range or unknown. */
export function checkedRules(given: Partial<Rules> = {}): Rules {
	const rules: Rules = { ...defaultRules, ...given };
	for (const [name, value] of Object.entries(rules)) {
		const range = bounds[name];
		const words = choices[name];
		if (range === undefined && words === undefined)
			throw new CounterweightError(
				"stress.bad-rule",
				`there is no rule "${name}"; there are ${Object.keys(defaultRules).join(", ")}`,
			);
		if (
			range !== undefined &&
			!(typeof value === "number" && value >= range[0] && value <= range[1])
		)
			throw new CounterweightError(
				"stress.bad-rule",
				`${name} lies in [${range[0]}, ${range[1]}], not ${String(value)}`,
			);
		if (words !== undefined && !words.includes(String(value)))
			throw new CounterweightError(
				"stress.bad-rule",
				`${name} is ${words.join(" or ")}, not "${String(value)}"`,
			);
	}
	return rules;
}
