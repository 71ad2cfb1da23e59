import type { Group, Place } from "#network";
import type { Fact } from "./fact.ts";
import { confidence, facts, optional, text } from "./fact.ts";

/** Returns the 28 countries, residuals and the bloc, the two chokepoints, and the sites in them. */
export function places(): Place[] {
	const countries = facts("places").map(place);
	const known = new Set(countries.map(({ id }) => id));
	return [...countries, ...facts("sites").map((fact) => site(fact, known))];
}

function place(fact: Fact): Place {
	return {
		id: text(fact, "id"),
		name: text(fact, "name"),
		kind: text(fact, "kind") as Place["kind"],
		...filled(fact, "within"),
		...position(fact),
		source: text(fact, "source_id"),
		confidence: confidence(fact),
		...filled(fact, "note"),
	};
}

/** Countries of sites that are no places of their own. */
const residual: Readonly<Record<string, string>> = {
	SWE: "REU",
	CAN: "ROW",
	NOR: "ROW",
	GRL: "ROW",
};

function site(fact: Fact, known: ReadonlySet<string>): Place {
	const country = text(fact, "iso3");
	const within = known.has(country) ? country : residual[country];
	if (within === undefined) throw new Error(`no place for ${country}`);
	const size = text(fact, "capacity");
	const notes = [
		text(fact, "stage"),
		size ? `${size} ${text(fact, "unit")}` : "",
		within === country ? "" : `lies in ${country}`,
		text(fact, "note"),
	];
	return {
		id: text(fact, "id"),
		name: text(fact, "name"),
		kind: "site",
		within,
		...position(fact),
		operator: text(fact, "owner"),
		status: text(fact, "status_2026"),
		source: text(fact, "source_id"),
		year: 2026,
		confidence: confidence(fact),
		note: notes.filter(Boolean).join("; "),
	};
}

function position(fact: Fact): Pick<Place, "lat" | "lon"> {
	const [lat, lon] = [optional(fact, "lat"), optional(fact, "lon")];
	return lat === undefined || lon === undefined ? {} : { lat, lon };
}

function filled<K extends string>(
	fact: Fact,
	field: K,
): { readonly [P in K]?: string } {
	const value = text(fact, field);
	return (value ? { [field]: value } : {}) as { [P in K]?: string };
}

/** Returns the countries that the minerals name, with their positions. */
export function mineralPlaces(): Place[] {
	return facts("countries").map((fact) => ({
		id: text(fact, "iso3"),
		name: text(fact, "name"),
		kind: "country",
		...position(fact),
		source: text(fact, "source_id"),
		confidence: confidence(fact),
		...(fact.iso3 === "OTH"
			? { note: "residual of the statistics; no position" }
			: {}),
	}));
}

/** Groups whose names in the facts hold blanks. */
const names: Readonly<Record<string, string>> = {
	"US-JP framework": "us-jp-framework",
	"DFARS covered": "dfars-covered",
};

/** Returns the memberships of places in the network; REU stands for the members of the European Union that have no place. */
export function groups(members: readonly Place[]): Group[] {
	const known = new Set(members.map(({ id }) => id));
	const kept = facts("groups").filter((fact) => known.has(text(fact, "iso3")));
	return [
		...kept.map((fact) => ({
			group: names[text(fact, "group")] ?? text(fact, "group"),
			place: text(fact, "iso3"),
			source: text(fact, "source_id"),
			confidence: confidence(fact),
		})),
		...(known.has("REU")
			? [
					{
						group: "EU27",
						place: "REU",
						source: "europa-eu",
						confidence: "D",
					} as const,
				]
			: []),
	];
}
