import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
	compile,
	type Lane,
	network,
	type Process,
	type Recipe,
} from "#network";
import { arioRules, type Rules, trajectory } from "#stress";

/**
 * BoARIO's own trajectories (ARIOPsi), read where the conformance cases are present. An input–output table is a network: an industry is a
 * place that makes its sector's good; flows between industries are lanes without transit; final demand of an industry is a place of its own.
 */
const folder = fileURLToPath(
	new URL("../../../shared/cases/stress/", import.meta.url),
);
const files = existsSync(folder)
	? readdirSync(folder).filter((name) => /^boario-.*\.json$/.test(name))
	: [];

interface Table {
	readonly industries: readonly string[];
	readonly sectors: readonly string[];
	readonly Z: readonly (readonly number[])[];
	readonly Y: readonly (number | readonly number[])[];
	readonly x: readonly number[];
	readonly params: Readonly<Record<string, number>>;
	readonly cases: readonly Case[];
}

interface Case {
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

const sourced = { source: "table", confidence: "A", year: 2024 } as const;

function networkOf(table: Table, event: Case) {
	const { industries, Z, Y, x, params } = table;
	const sector = industries.map((industry) => industry.split("|")[1] ?? "");
	const recipes: Recipe[] = [];
	const processes: Process[] = [];
	const lanes: Lane[] = [];
	for (const [buyer, industry] of industries.entries()) {
		recipes.push({
			recipe: industry,
			good: sector[buyer] ?? "",
			quantity: 1,
			kind: "output",
			...sourced,
		});
		for (const good of table.sectors) {
			let input = 0;
			for (let i = 0; i < industries.length; i++)
				if (sector[i] === good) input += Z[i]?.[buyer] ?? 0;
			const coefficient = input / (x[buyer] ?? 1);
			if (coefficient === 0) continue;
			// An input below the technology threshold is bought but does not bind.
			const kind =
				coefficient > (params.technology_threshold ?? 0)
					? "essential"
					: "non-critical";
			recipes.push({
				recipe: industry,
				good,
				quantity: -coefficient,
				kind,
				...sourced,
			});
		}
		processes.push({
			id: industry,
			place: industry,
			recipe: industry,
			activity: x[buyer] ?? 0,
			...sourced,
		});
		for (let supplier = 0; supplier < industries.length; supplier++)
			if (supplier !== buyer && (Z[supplier]?.[buyer] ?? 0) > 0)
				lanes.push({
					from: industries[supplier] ?? "",
					to: industry,
					good: sector[supplier] ?? "",
					flow: Z[supplier]?.[buyer] ?? 0,
					days: 0,
					...sourced,
				});
	}
	const finalDemand = Y.map((row) =>
		typeof row === "number" ? row : row.reduce((sum, value) => sum + value, 0),
	);
	industries.forEach((industry, index) => {
		lanes.push({
			from: industry,
			to: `use of ${industry}`,
			good: sector[index] ?? "",
			flow: finalDemand[index] ?? 0,
			days: 0,
			...sourced,
		});
	});
	return network({
		id: "table",
		goods: table.sectors.map((id) => ({
			id,
			name: id,
			stage: "sector",
			unit: "USD",
		})),
		places: [
			...industries,
			...industries.map((industry) => `use of ${industry}`),
		].map((id) => ({ id, name: id, kind: "site" as const })),
		recipes,
		processes,
		lanes,
		stocks: industries.flatMap((place) =>
			table.sectors.map((good) => ({
				place,
				good,
				holder: "use" as const,
				coverDays: params.inv_days ?? 0,
				release: "short" as const,
				...sourced,
			})),
		),
		demands: industries.map((industry, index) => ({
			place: `use of ${industry}`,
			good: sector[index] ?? "",
			rate: finalDemand[index] ?? 0,
			priority: 0,
			unmet: "lost" as const,
			...sourced,
		})),
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
			...sourced,
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
	});
}

function dayOf(day: number): string {
	return new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
}

/** The loss on each day since the shock acts: full for the duration and one day more, then recovering, kept to six decimals as BoARIO keeps it. */
function lossPath(event: Case, impact: number): number[] {
	return Array.from({ length: event.steps }, (_, day) => {
		const since = day - event.duration - 1;
		if (since <= 0) return impact;
		return (
			Math.round(Math.max(0, recovering(event, impact, since)) * 1e6) / 1e6
		);
	});
}

function recovering(event: Case, impact: number, days: number): number {
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

describe.skipIf(files.length === 0)(
	`BoARIO's trajectories (${files.length} tables)`,
	() => {
		for (const file of files) {
			const table = JSON.parse(readFileSync(folder + file, "utf8")) as Table;
			for (const event of table.cases)
				it(`${file}, ${event.name}: every production and the unmet demand agree to 1e-8`, () => {
					const { params } = table;
					const rules: Rules = {
						...arioRules,
						slowdown: params.psi ?? 0.8,
						overproductionMax: params.alpha_max ?? 1.25,
						overproductionDays: params.alpha_tau ?? 365,
						restockDays: params.inv_tau ?? 60,
						switching: event.order_type === "alt" ? "capacity" : "none",
					};
					const world = networkOf(table, event);
					const run = trajectory(compile(world), {
						scenario: event.name,
						rules,
					});
					let worst = 0;
					for (const [line, industry] of table.industries.entries())
						for (let step = 0; step < event.steps; step++) {
							const expected = event.production[industry]?.[step] ?? Number.NaN;
							const base = (table.x[line] ?? 1) / 365;
							worst = Math.max(
								worst,
								Math.abs(
									(run.activity[step]?.[line] ?? Number.NaN) - expected,
								) / base,
							);
						}
					let unmet = 0;
					const allDemand =
						world.demands.reduce((sum, demand) => sum + demand.rate, 0) / 365;
					for (let step = 0; step < event.steps; step++)
						unmet = Math.max(
							unmet,
							Math.abs(
								(run.unmet[step] ?? Number.NaN) -
									(event.fd_unmet_total[step] ?? Number.NaN),
							) / Math.max(1e-6 * allDemand, event.fd_unmet_total[step] ?? 0),
						);
					console.log(
						`${file} ${event.name}: largest deviation, production ${worst.toExponential(1)}, unmet demand ${unmet.toExponential(1)}`,
					);
					expect(worst).toBeLessThanOrEqual(1e-8);
					expect(unmet).toBeLessThanOrEqual(1e-8);
				});
		}
	},
);
