import type { ExposureResult } from "#exposure";
import type { Source } from "#network";
import type { StressResult } from "#stress";
import type { NetworkFace } from "./answers.ts";

/** A source with its number on the page. */
export interface Citation {
	readonly number: number;
	readonly id: string;
	/** Whether nothing but the record of measures cites it. */
	readonly onlyRecord: boolean;
	/** Absent if the package does not name it. */
	readonly source?: Source;
}

/**
 * Returns the sources that the page cites, numbered in the order in which the reader meets them.
 *
 * Cost: O(rows shown).
 */
export function citationsOf(
	network: NetworkFace | undefined,
	stress: StressResult | undefined,
	exposure: ExposureResult | undefined,
): ReadonlyMap<string, Citation> {
	const known = new Map(network?.sources.map((each) => [each.id, each]));
	const answer = new Set([
		...(stress?.demands ?? []).map((each) => each.source),
		...(stress?.measures ?? []).map((each) => each.source),
		...(stress?.withheld ?? []).map((each) => each.source),
		...(exposure?.goods ?? []).flatMap(
			(good) => good.shares[0]?.sources.slice(0, 2) ?? [],
		),
	]);
	const cited = new Set([
		...answer,
		...(network?.measures ?? []).map((each) => each.source),
	]);
	cited.delete("");
	return new Map(
		[...cited].map((id, index) => {
			const source = known.get(id);
			const onlyRecord = !answer.has(id);
			return [
				id,
				{ number: index + 1, id, onlyRecord, ...(source && { source }) },
			];
		}),
	);
}

/** Returns the address of a source if it is one of the web; anything else is not linked. */
export function linkOf(source: Source | undefined): string | undefined {
	return source?.url !== undefined && /^https?:\/\//i.test(source.url)
		? source.url
		: undefined;
}
