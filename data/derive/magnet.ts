import type { Recipe } from "#network";
import type { Draft } from "./draft.ts";
import { addRecipe, left } from "./draft.ts";
import { assumption, cited, number, one, range } from "./fact.ts";
import type { Flow } from "./flow.ts";
import { outputs, shipments } from "./flow.ts";
import { lane } from "./lane.ts";
import { capacity } from "./site.ts";

/** Makers of grades without Dy/Tb: bonded powder in Thailand, a pilot line in Estonia. */
const withoutDytb = ["THA", "EST"];
/** Members of the EU but Germany that make magnets: the facts ship their Dy/Tb to REU. */
const smallMakers = ["SVN", "FIN"];

/** Adds NdFeB and SmCo magnets with the metal that is shipped to their makers; activity in t of magnets. */
export function addMagnets(draft: Draft): void {
	const made = outputs();
	const neodymium = made.filter(({ good }) => good === "ndfeb_magnet");
	addNdprLanes(draft, neodymium);
	addDytbLanes(draft, neodymium);
	for (const flow of neodymium) addNdfeb(draft, flow);
	for (const flow of made.filter(({ good }) => good === "smco_magnet"))
		addSmco(draft, flow);
}

/** NdPr metal that a tonne of magnets takes, with the loss. */
function ndprPerTonne(): number {
	const content = number(assumption("ndpr_in_magnet"), "value");
	return content / (1 - number(assumption("ndpr_net_loss"), "value"));
}

/** Ships NdPr metal as the facts do, and lets China's shipments close each maker's need exactly. */
function addNdprLanes(draft: Draft, makers: readonly Flow[]): void {
	const flows = shipments().filter(({ good }) => good === "ndpr_metal");
	for (const flow of flows.filter(({ from }) => from !== "CHN"))
		draft.lanes.push(lane(flow));
	for (const flow of flows.filter(({ from }) => from === "CHN")) {
		const maker = makers.find(({ from }) => from === flow.to);
		if (!maker) throw new Error(`no magnets at ${flow.to}`);
		const need =
			maker.quantity * ndprPerTonne() - left(draft, "ndpr_metal", flow.to);
		draft.lanes.push(lane({ ...flow, quantity: need }));
	}
}

/** Ships Dy/Tb metal: as the facts do, to the small makers out of the row for REU, and by the world average where the facts are silent. */
function addDytbLanes(draft: Draft, makers: readonly Flow[]): void {
	const flows = shipments().filter(({ good }) => good === "dytb_metal");
	const rest = flows.find(({ to }) => to === "REU");
	if (!rest) throw new Error("no Dy/Tb metal for REU");
	const most = number(assumption("dytb_in_magnet_most"), "value");
	let remains = rest.quantity;
	for (const maker of makers) {
		const given = flows.find(({ to }) => to === maker.from);
		const own = left(draft, "dytb_metal", maker.from) > 1e-6;
		if (given) draft.lanes.push(lane(given));
		else if (smallMakers.includes(maker.from)) {
			remains -= most * maker.quantity;
			draft.lanes.push(
				lane({
					...rest,
					to: maker.from,
					quantity: most * maker.quantity,
					note: "out of the 40 t to the EU without Germany, 5 % of the magnets",
				}),
			);
		} else if (!own && !withoutDytb.includes(maker.from))
			draft.lanes.push(lane(average(maker)));
	}
	draft.lanes.push(
		lane({
			...rest,
			quantity: remains,
			note: "rest of the 40 t to the EU without Germany",
		}),
	);
}

function average(maker: Flow): Flow {
	const content = assumption("dytb_in_magnet");
	return {
		...maker,
		from: "CHN",
		to: maker.from,
		good: "dytb_metal",
		quantity: maker.quantity * number(content, "value"),
		source: cited(content).source,
		confidence: "D",
		note: "the facts have no row; world average content",
	};
}

/** One recipe per maker, for the Dy/Tb in its magnets differs; the content is what the maker has, up to the highest grades. */
function addNdfeb(draft: Draft, flow: Flow): void {
	const place = flow.from;
	const most = number(assumption("dytb_in_magnet_most"), "value");
	const has = Math.max(0, left(draft, "dytb_metal", place));
	const content = Math.min(most, has / flow.quantity);
	const id = `ndfeb_magnet_${place.toLowerCase()}`;
	const recipe = withoutDytb.includes(place)
		? "ndfeb_magnet_no_dytb"
		: Math.abs(content - number(assumption("dytb_in_magnet"), "value")) < 1e-9
			? "ndfeb_magnet"
			: id;
	addRecipe(draft, ndfebRecipe(recipe, content));
	draft.processes.push({
		id,
		place,
		recipe,
		...capacity(id, flow.quantity),
		activity: flow.quantity,
		...spread(place),
		source: flow.source,
		year: flow.year,
		confidence: flow.confidence,
		note: notes[place] ?? flow.note,
	});
}

const notes: Readonly<Record<string, string>> = {
	CHN: "range: 85 % of 220,000 t to 94 % of 240,000 t",
	JPN: "4.7 % of the world, which fits its imports of metal; sources range from 4 to 10 %",
};

function spread(place: string): { low?: number; high?: number } {
	if (place === "CHN") return { low: 0.85 * 220000, high: 0.94 * 240000 };
	if (place === "JPN") return { low: 0.04 * 236400, high: 0.1 * 236400 };
	return {};
}

function ndfebRecipe(recipe: string, dytb: number): Recipe[] {
	const content = assumption("ndpr_in_magnet");
	const average = assumption("dytb_in_magnet");
	const loss = 1 - number(assumption("ndpr_net_loss"), "value");
	return [
		{
			recipe,
			good: "ndpr_metal",
			quantity: -ndprPerTonne(),
			kind: "essential",
			...cited(content, "28.5 % of the magnet with 3 % loss"),
			...range(content, -1 / loss),
			year: 2024,
		},
		...(dytb > 0
			? ([
					{
						recipe,
						good: "dytb_metal",
						quantity: -dytb,
						kind: dytb < 0.02 ? "half-critical" : "essential",
						...cited(average, dytbNote(dytb)),
						low: 0,
						high: -Math.max(number(average, "high"), dytb),
						year: 2024,
					},
				] satisfies Recipe[])
			: []),
		{
			recipe,
			good: "iron",
			quantity: -(1 - number(content, "value") - dytb),
			kind: "auxiliary",
			source: "alloy-assumption",
			confidence: "D",
			note: "iron with boron, cobalt, copper and aluminium: what is left of the magnet",
			year: 2024,
		},
		{
			recipe,
			good: "ndfeb_magnet",
			quantity: 1,
			kind: "output",
			source: "package-derivation",
			confidence: "A",
			note: "by definition",
		},
	];
}

function dytbNote(dytb: number): string {
	return dytb < 0.02
		? "what the maker has over its magnets; half-critical, because about half of the grades hold none"
		: "what the maker has over its magnets, at most 5 %; essential, because nearly all its grades hold some";
}

/** SmCo: all samarium metal comes from China; cobalt and the rest from outside the network. */
function addSmco(draft: Draft, flow: Flow): void {
	const place = flow.from;
	const part = (input: string) =>
		one(
			"recipes",
			(fact) => fact.product === "smco_magnet" && fact.input === input,
			input,
		);
	const [sm, co] = [part("sm_metal"), part("cobalt")];
	const rest = 1 - number(sm, "typical") - number(co, "typical");
	const recipe = "smco_magnet";
	addRecipe(draft, [
		{
			recipe,
			good: "sm_metal",
			quantity: -number(sm, "typical"),
			kind: "essential",
			...cited(sm),
			...range(sm, -1),
			year: 2024,
		},
		{
			recipe,
			good: "cobalt",
			quantity: -number(co, "typical"),
			kind: "auxiliary",
			...cited(co),
			...range(co, -1),
			year: 2024,
		},
		{
			recipe,
			good: "iron",
			quantity: -rest,
			kind: "auxiliary",
			source: "alloy-assumption",
			confidence: "D",
			note: "iron, copper and zirconium: what is left of the magnet",
			year: 2024,
		},
		{
			recipe,
			good: "smco_magnet",
			quantity: 1,
			kind: "output",
			source: "package-derivation",
			confidence: "A",
			note: "by definition",
		},
	]);
	draft.processes.push({
		id: `${recipe}_${place.toLowerCase()}`,
		place,
		recipe,
		activity: flow.quantity,
		source: flow.source,
		year: flow.year,
		confidence: flow.confidence,
		note: flow.note,
	});
	if (place !== "CHN")
		draft.lanes.push(
			lane({
				from: "CHN",
				to: place,
				good: "sm_metal",
				quantity: flow.quantity * number(sm, "typical"),
				year: 2024,
				source: "balance-2024",
				confidence: "D",
				note: "need of the SmCo maker; all samarium metal is taken to come from China",
			}),
		);
}
