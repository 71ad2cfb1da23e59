import type { NetworkFace } from "./answers.ts";
import { goodName, prose } from "./prose.ts";
import { words } from "./words.ts";

/** What things are called on the page. */
export interface Names {
	/** Name of a place, a group, or several joined by `+`. */
	area(id: string): string;
	/** The same within a sentence: `the world`, `Japan`. */
	within(id: string): string;
	good(id: string): string;
	areas(ids: readonly string[]): string;
	/** A sentence as it is set on the page, with goods by their short names and places with their article. */
	plain(sentence: string): string;
}

/** Returns the names that a network gives; an unknown id stands for itself. */
export function namesOf(network: NetworkFace | undefined): Names {
	const places = new Map(network?.places.map((each) => [each.id, each.name]));
	const goods = new Map(
		network?.goods.map((each) => [
			each.id,
			goodName(each.name, each.unit).head,
		]),
	);
	const one = (id: string) =>
		id === "WLD" ? words.world : (places.get(id) ?? id);
	const area = (id: string) => id.split("+").map(one).join(words.joined);
	return {
		area,
		within: (id) =>
			id
				.split("+")
				.map((each) => words.within(one(each)))
				.join(words.joined),
		good: (id) => goods.get(id) ?? id,
		areas: (ids) => ids.map(one).join(", "),
		plain: (sentence) => {
			let text = prose(sentence);
			for (const { name, unit } of network?.goods ?? [])
				text = text.replaceAll(name, goodName(name, unit).head);
			for (const { name } of network?.places ?? [])
				text = text.replaceAll(` in ${name}`, ` in ${words.within(name)}`);
			return text;
		},
	};
}
