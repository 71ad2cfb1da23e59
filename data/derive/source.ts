import type { Source, Tables } from "#network";
import { facts, text } from "./fact.ts";

/** Returns the publications that the rows of a package cite, by id; throws where a row cites none that is known. */
export function sourcesOf(tables: Omit<Tables, "sources">): Source[] {
	const cited = new Set(
		Object.values(tables).flatMap((rows: readonly { source?: string }[]) =>
			rows.flatMap((row) => row.source ?? []),
		),
	);
	const known = facts("sources").filter((fact) => cited.has(text(fact, "id")));
	const missing = [...cited].filter(
		(id) => !known.some((fact) => fact.id === id),
	);
	if (missing.length) throw new Error(`unknown sources: ${missing.join(", ")}`);
	return known.map((fact) => ({
		id: text(fact, "id"),
		title: text(fact, "title"),
		...filled("publisher", fact),
		...filled("year", fact),
		...filled("url", fact),
		...filled("accessed", fact),
		...filled("licence", fact),
	}));
}

function filled<K extends string>(
	field: K,
	fact: Readonly<Record<string, string>>,
): { readonly [P in K]?: string } {
	const value = text(fact, field);
	return (value === "" ? {} : { [field]: value }) as { [P in K]?: string };
}
