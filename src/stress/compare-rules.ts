import { compile, type Network } from "#network";
import type { StressResult } from "./result.ts";
import {
	arioRules,
	type Rules,
	rationings,
	reorders,
	switchings,
} from "./rules.ts";
import { worth } from "./sample-words.ts";
import { type StressOptions, stress } from "./stress.ts";

/** A run with one order rule set otherwise. */
export interface RuleSetting {
	/** The rule that was set; `all` for a whole set of rules. */
	readonly rule: keyof Rules | "all";
	/** What it was set to; for `all` the name of the set. */
	readonly setting: string | number;
	/** Whether this is the rule as stated. */
	readonly stated: boolean;
	/** Number of demands that run short. */
	readonly short: number;
	/** First shortfall of weight; null if nothing runs short. */
	readonly first: StressResult["first"];
	/** USD of all shortfalls. */
	readonly shortfallUsd: number;
	/** The same over that of the rules as stated; null where nothing is missing under those. */
	readonly ratio: number | null;
}

/** What becomes of a scenario under other order rules, one at a time. */
export interface RulesSensitivity {
	readonly scenario: string;
	readonly title: string;
	/** Day 0, ISO 8601. */
	readonly from: string;
	readonly for: string;
	readonly network: { readonly id: string; readonly version: string };
	readonly allocation: "orders";
	readonly horizonDays: number;
	/** The rules as stated; each row changes one of them. */
	readonly rules: Rules;
	readonly statedUsd: number;
	/** The answer in one sentence. */
	readonly says: string;
	readonly settings: readonly RuleSetting[];
	/** Rules by how far their settings move the USD missing, the furthest first: USD at most less USD at least, over all its settings. */
	readonly spans: readonly {
		readonly rule: keyof Rules;
		readonly leastUsd: number;
		readonly mostUsd: number;
	}[];
}

/** Settings tried of each rule besides the one stated. */
const tried: { readonly [Rule in keyof Rules]: readonly Rules[Rule][] } = {
	stepDays: [1, 7],
	rationing: rationings,
	slowdown: [0, 0.4, 0.8, 1],
	overproductionMax: [1, 1.1, 1.25, 1.5],
	overproductionDays: [90, 182, 365, 730],
	restockDays: [7, 15, 30, 60, 90],
	reorder: reorders,
	switching: switchings,
	switchDays: [30, 90, 180, 360],
	tariffElasticity: [1, 3, 6],
	threshold: [0.001, 0.01, 0.05, 0.1],
};

/**
 * Returns what becomes of a scenario when one order rule after another is set otherwise, and when all are set as in ARIO.
 *
 * Every other rule stays as stated in each row; settings that an agent of the network has of its own stay too. Step and threshold are no
 * behaviour of firms, so their rows show what the reckoning itself does. Parameters and faults: as `stress`.
 * Cost: some forty runs of `stress`.
 *
 * @example
 * rulesSensitivity(rareEarths, { scenario: "no-licence", for: "DEU" }).spans[0].rule
 */
export function rulesSensitivity(
	network: Network,
	options: StressOptions,
): RulesSensitivity {
	const compiled = options.compiled ?? compile(network);
	const run = (rules: Partial<Rules>) =>
		stress(network, { ...options, compiled, rules });
	const stated = run(options.rules ?? {});
	const settings = (Object.keys(tried) as (keyof Rules)[]).flatMap((rule) =>
		settingsOf(rule, stated.rules).map((setting) => {
			const same = setting === stated.rules[rule];
			const result = same ? stated : run({ ...stated.rules, [rule]: setting });
			return settingOf(rule, setting, same, result, stated.shortfallUsd);
		}),
	);
	const ario = run({ ...arioRules, stepDays: stated.rules.stepDays });
	return {
		scenario: stated.scenario,
		title: stated.title,
		from: stated.from,
		for: stated.for,
		network: stated.network,
		allocation: "orders",
		horizonDays: stated.horizonDays,
		rules: stated.rules,
		statedUsd: stated.shortfallUsd,
		says: sentence(spansOf(settings), stated),
		settings: [
			...settings,
			settingOf("all", "ARIO", false, ario, stated.shortfallUsd),
		],
		spans: spansOf(settings),
	};
}

/** The settings tried of a rule and the one stated, numbers in their order. */
function settingsOf(rule: keyof Rules, rules: Rules): (string | number)[] {
	const all = [...new Set<string | number>([...tried[rule], rules[rule]])];
	return typeof rules[rule] === "number"
		? all.sort((a, b) => Number(a) - Number(b))
		: all;
}

function settingOf(
	rule: RuleSetting["rule"],
	setting: RuleSetting["setting"],
	stated: boolean,
	{ demands, first, shortfallUsd }: StressResult,
	statedUsd: number,
): RuleSetting {
	return {
		rule,
		setting,
		stated,
		short: demands.filter(({ firstShortfallDay }) => firstShortfallDay !== null)
			.length,
		first,
		shortfallUsd,
		ratio: statedUsd > 0 ? shortfallUsd / statedUsd : null,
	};
}

function spansOf(settings: readonly RuleSetting[]): RulesSensitivity["spans"] {
	return (Object.keys(tried) as (keyof Rules)[])
		.map((rule) => {
			const usd = settings
				.filter((row) => row.rule === rule)
				.map(({ shortfallUsd }) => shortfallUsd);
			return {
				rule,
				leastUsd: Math.min(...usd),
				mostUsd: Math.max(...usd),
			};
		})
		.sort((a, b) => b.mostUsd - b.leastUsd - (a.mostUsd - a.leastUsd));
}

function sentence(
	[most]: RulesSensitivity["spans"],
	stated: StressResult,
): string {
	if (!(most.mostUsd > 0))
		return `Nothing of value is missing within ${stated.horizonDays} days under any of the rules tried.`;
	return `The rule that matters most is ${most.rule}: value missing from ${worth(most.leastUsd)} to ${worth(most.mostUsd)} over its settings, ${worth(stated.shortfallUsd)} as stated.`;
}
