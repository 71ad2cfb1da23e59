import type { Network } from "#network";
import { styled } from "./style.ts";

const shown = 12;

/** Returns the sources cited, each with title, year and address, at most a dozen. */
export function sourceLines(
	network: Network,
	cited: ReadonlySet<string>,
): string[] {
	const sources = network.sources.filter(({ id }) => cited.has(id));
	const more = sources.length - shown;
	return [
		styled("bold", "Sources"),
		...sources
			.slice(0, shown)
			.map(
				({ title, year, url }) =>
					`  ${[title, year, url].filter(Boolean).join(" · ")}`,
			),
		...(more > 0
			? [styled("dim", `  and ${more} more: \`counterweight data sources\``)]
			: []),
	];
}
