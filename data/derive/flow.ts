import type { Confidence } from "#network";
import { assumption, confidence, facts, number, text, year } from "./fact.ts";

/** A row of the 2024 network as the facts give it: output where from and to are one place, else a shipment. */
export interface Flow {
	readonly from: string;
	readonly to: string;
	readonly good: string;
	readonly quantity: number;
	readonly year: number;
	readonly source: string;
	readonly confidence: Confidence;
	readonly note: string;
}

/** Places whose ore is ion-adsorption clay. */
const clayPlaces = ["MMR", "LAO", "MYS"];

const rows = facts("baseline-flows").map((fact) => ({
	kind: text(fact, "kind"),
	flow: {
		from: text(fact, "from"),
		to: text(fact, "to"),
		good: text(fact, "good"),
		quantity: number(fact, "t_per_year"),
		year: year(fact),
		source: text(fact, "source_id"),
		confidence: confidence(fact),
		note: text(fact, "how"),
	},
}));

/** Returns the output of every good at every place; zero rows are left out, China's clay is parted from its other ore by the quota. */
export function outputs(): Flow[] {
	const quota = assumption("ion_clay_quota");
	return rows
		.filter(({ kind, flow }) => kind === "production" && flow.quantity > 0)
		.map(({ flow }) => flow)
		.flatMap((flow) => {
			if (flow.good !== "ree_concentrate" || flow.from !== "CHN")
				return [clay(flow)];
			const share = number(quota, "value");
			return [
				{ ...flow, quantity: flow.quantity - share },
				{
					...flow,
					good: "ion_clay_concentrate",
					quantity: share,
					source: text(quota, "source_id"),
					confidence: confidence(quota),
					note: text(quota, "note"),
				},
			];
		});
}

/** Returns the shipments between different places, of the goods of this network. */
export function shipments(): Flow[] {
	return rows
		.filter(
			({ kind, flow }) =>
				kind === "flow" &&
				flow.from !== flow.to &&
				flow.good !== "all_ree_compounds_gross",
		)
		.map(({ flow }) => clay(flow));
}

/** Returns the magnets that an end use takes at each place, by place. */
export function endUse(good: string): ReadonlyMap<string, Flow> {
	return new Map(
		rows
			.filter(({ kind, flow }) => kind === "end_use" && flow.good === good)
			.map(({ flow }) => [flow.from, flow]),
	);
}

function clay(flow: Flow): Flow {
	return flow.good === "ree_concentrate" && clayPlaces.includes(flow.from)
		? { ...flow, good: "ion_clay_concentrate" }
		: flow;
}
