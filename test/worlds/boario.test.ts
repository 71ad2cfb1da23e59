import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
	type BesideTable,
	type Compiled,
	compile,
	compileTable,
	type InputOutputTable,
	tableNetwork,
} from "#network";
import { arioRules, type Rules, trajectory } from "#stress";

/**
 * BoARIO's own trajectories (ARIOPsi), read where the conformance cases are present, against runs on the input–output table as a network
 * and on the table compiled directly.
 */
const folder = fileURLToPath(
	new URL("../../../shared/cases/stress/", import.meta.url),
);
const files = existsSync(folder)
	? readdirSync(folder).filter((name) => /^boario-.*\.json$/.test(name))
	: [];

interface Table {
	readonly industries: readonly string[];
	readonly regions: readonly string[];
	readonly sectors: readonly string[];
	readonly Z: readonly (readonly number[])[];
	readonly Y: readonly (number | readonly number[])[];
	readonly x: readonly number[];
	readonly params: Readonly<Record<string, number>>;
	readonly cases: readonly Event[];
}

interface Event {
	readonly name: string;
	readonly impact: Readonly<Record<string, number>>;
	readonly occurrence: number;
	readonly duration: number;
	readonly recovery: string;
	readonly recovery_tau: number;
	readonly order_type: "alt" | "noalt";
	readonly steps: number;
	readonly production: Readonly<Record<string, readonly number[]>>;
	readonly fd_unmet_total: readonly number[];
}

/** The case's table, with the inventories and the technology threshold that the case ran with. */
function tableOf({
	regions,
	sectors,
	Z,
	Y,
	x,
	params,
}: Table): InputOutputTable {
	return {
		regions,
		sectors,
		Z: Float64Array.from(Z.flat()),
		Y: Float64Array.from(Y.flat()),
		x: Float64Array.from(x),
		coverDays: params.inv_days ?? 0,
		threshold: params.technology_threshold ?? 0,
		year: 2024,
		source: { id: "table", title: "pymrio’s test table" },
		unit: "USD",
	};
}

/** A shock is a closure of each industry hit, with the share of its output that is left. */
function shockOf(event: Event): BesideTable {
	return {
		measures: Object.entries(event.impact).map(([industry, impact]) => ({
			id: industry,
			actor: [industry],
			targets: ["WLD"],
			goods: ["all"],
			kind: "closure" as const,
			// A shock acts one step after its occurrence.
			from: dayOf(event.occurrence + 1),
			path: lossPath(event, impact).map((loss, day) => ({
				day,
				share: 1 - loss,
			})),
			source: "table",
			confidence: "A" as const,
		})),
		scenarios: [
			{
				id: event.name,
				title: event.name,
				measures: Object.keys(event.impact),
				from: dayOf(0),
				days: event.steps,
			},
		],
	};
}

function dayOf(day: number): string {
	return new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
}

/** The loss on each day since the shock acts: full for the duration and one day more, then recovering, kept to six decimals as BoARIO keeps it. */
function lossPath(event: Event, impact: number): number[] {
	return Array.from({ length: event.steps }, (_, day) => {
		const since = day - event.duration - 1;
		if (since <= 0) return impact;
		return (
			Math.round(Math.max(0, recovering(event, impact, since)) * 1e6) / 1e6
		);
	});
}

function recovering(event: Event, impact: number, days: number): number {
	const tau = event.recovery_tau;
	switch (event.recovery) {
		case "linear":
			return impact * (1 - days / tau);
		case "concave": {
			const steepness = 1e-6;
			const exponent =
				(Math.log(tau) - Math.log(steepness)) / (Math.log(tau) - Math.log(2));
			return (impact * tau) / (tau + steepness * days ** exponent);
		}
		case "convexe":
		case "convexe noscale":
			return impact * (1 - 1 / tau) ** days;
		case "convexe scaled":
			return impact * (1 - 1 / tau) ** (4 * days);
		default:
			throw new Error(`recovery ${event.recovery} is not known`);
	}
}

/** The largest deviation of a run from a case: of production over base production, and of unmet demand over its own size. */
function deviations(
	table: Table,
	event: Event,
	compiled: Compiled,
): { readonly production: number; readonly unmet: number } {
	const { params, x } = table;
	const rules: Rules = {
		...arioRules,
		slowdown: params.psi ?? 0.8,
		overproductionMax: params.alpha_max ?? 1.25,
		overproductionDays: params.alpha_tau ?? 365,
		restockDays: params.inv_tau ?? 60,
		switching: event.order_type === "alt" ? "capacity" : "none",
	};
	const run = trajectory(compiled, { scenario: event.name, rules });
	const allDemand =
		compiled.network.demands.reduce((sum, { rate }) => sum + rate, 0) / 365;
	let production = 0;
	let unmet = 0;
	for (let step = 0; step < event.steps; step++) {
		for (const [line, industry] of table.industries.entries()) {
			const expected = event.production[industry]?.[step] ?? Number.NaN;
			const made = run.activity[step]?.[line] ?? Number.NaN;
			const base = (x[line] ?? 1) / 365;
			production = Math.max(production, Math.abs(made - expected) / base);
		}
		const expected = event.fd_unmet_total[step] ?? Number.NaN;
		const missing = run.unmet[step] ?? Number.NaN;
		const scale = Math.max(1e-6 * allDemand, expected);
		unmet = Math.max(unmet, Math.abs(missing - expected) / scale);
	}
	return { production, unmet };
}

/** All arrays of a compiled network but the lanes of its edges, which a table compiled directly does not have. */
const numbers = [
	"agentPlace",
	"activity",
	"capacity",
	"outputStart",
	"outputGood",
	"outputQuantity",
	"outputLine",
	"slotStart",
	"slotAgent",
	"slotGood",
	"slotQuantity",
	"slotCover",
	"slotCritical",
	"edgeStart",
	"edgeSlot",
	"edgeOutput",
	"edgeShare",
] as const;

const ways: Readonly<
	Record<string, (table: InputOutputTable, shock: BesideTable) => Compiled>
> = {
	"as a network": (table, shock) => compile(tableNetwork(table, shock)),
	"compiled directly": compileTable,
};

describe.skipIf(files.length === 0)(
	`BoARIO's trajectories (${files.length} tables)`,
	() => {
		for (const file of files) {
			const table = JSON.parse(readFileSync(folder + file, "utf8")) as Table;
			for (const event of table.cases)
				it.each(Object.entries(ways))(
					`${file}, ${event.name}, %s: every production and the unmet demand agree to 1e-8`,
					(way, compiled) => {
						const { production, unmet } = deviations(
							table,
							event,
							compiled(tableOf(table), shockOf(event)),
						);
						console.log(
							`${file} ${event.name} ${way}: largest deviation, production ${production.toExponential(1)}, unmet demand ${unmet.toExponential(1)}`,
						);
						expect(production).toBeLessThanOrEqual(1e-8);
						expect(unmet).toBeLessThanOrEqual(1e-8);
					},
				);
			it(`${file}: the table compiled directly gives the numbers of its network`, () => {
				const direct = compileTable(tableOf(table));
				const network = compile(tableNetwork(tableOf(table)));
				for (const name of numbers) {
					expect(direct[name].length, name).toBe(network[name].length);
					let worst = 0;
					direct[name].forEach((value, at) => {
						const other = network[name][at] ?? Number.NaN;
						const gap = Math.abs(value - other) / Math.max(1e-300, value);
						worst = Math.max(worst, value === other ? 0 : gap);
					});
					expect(worst, name).toBeLessThanOrEqual(1e-12);
				}
			});
		}
	},
);
