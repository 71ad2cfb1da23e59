/** More names than this are not searched through: a hint is not worth the wait. */
const searched = 20_000;

/**
 * Returns the known name that a mistyped one most likely means, or `undefined` if none is near.
 *
 * Near means at most a third of the longer name's characters inserted, removed, replaced or swapped with their neighbour
 * (optimal string alignment distance), capitals apart; a name that only differs in capitals is nearest of all.
 *
 * Edge cases: of equally near names the first is taken; only the first 20,000 names are searched.
 * Cost: O(names × length²), little of it where lengths differ much.
 *
 * @example
 * nearest("magnet", ["magnets", "metal"]) // "magnets"
 */
export function nearest(
	name: string,
	known: Iterable<string>,
): string | undefined {
	const wanted = name.toLowerCase();
	let best: string | undefined;
	let least = Number.POSITIVE_INFINITY;
	let count = 0;
	for (const candidate of known) {
		if (++count > searched) break;
		const longer = Math.max(candidate.length, name.length);
		const bound = Math.min(least - 1, Math.floor(longer / 3));
		if (Math.abs(candidate.length - name.length) > bound) continue;
		const away = distance(wanted, candidate.toLowerCase(), bound);
		if (away > bound) continue;
		best = candidate;
		least = away;
		if (away === 0) break;
	}
	return best;
}

/** Returns the number of edits between two words, or any larger number than the bound once that is passed. */
function distance(a: string, b: string, bound: number): number {
	let before: number[] = [];
	let above = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		let least = i;
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1];
			let edits = Math.min(
				above[j] + 1,
				row[j - 1] + 1,
				above[j - 1] + (same ? 0 : 1),
			);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				edits = Math.min(edits, before[j - 2] + 1);
			row.push(edits);
			least = Math.min(least, edits);
		}
		if (least > bound) return bound + 1;
		before = above;
		above = row;
	}
	return above[b.length];
}
