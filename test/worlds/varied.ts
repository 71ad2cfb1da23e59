import { type Network, network, tableNames } from "#network";
import { drawnFigures, type EnsemblePlan, type UncertainFigure } from "#stress";

/** The network of a plan with a sample's figures written into its rows. */
export function variedNetwork(plan: EnsemblePlan, run: number): Network {
	const drawn = drawnFigures(plan, run);
	const tables = Object.fromEntries(
		tableNames.map((name) => [
			name,
			plan.network[name].map((row, at) => ({
				...row,
				...fieldsOf(plan.figures, drawn, name, at),
			})),
		]),
	) as Partial<Network>;
	return network({ ...plan.network, ...tables });
}

function fieldsOf(
	figures: readonly UncertainFigure[],
	drawn: Float64Array,
	table: string,
	row: number,
): Readonly<Record<string, number>> {
	return Object.fromEntries(
		figures.flatMap((figure, index) =>
			figure.table === table && figure.at === row
				? [[figure.field, drawn[index] ?? Number.NaN]]
				: [],
		),
	);
}
