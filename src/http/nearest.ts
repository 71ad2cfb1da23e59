/**
 * Returns the known name that is nearest to an unknown one, or undefined if none is near.
 *
 * Formula: least edit distance (insert, delete or replace one character, swap two neighbours), case ignored; near is at most a third of the longer name's
 * length, or one name containing the other. Edge cases: of several equally near names the first.
 * Cost: O(names · length²).
 *
 * @example
 * nearest("JPM", ["CHN", "JPN"]) // "JPN"
 */
export function nearest(
	name: string,
	known: Iterable<string>,
): string | undefined {
	const wanted = name.toLowerCase();
	let best: string | undefined;
	let least = Number.POSITIVE_INFINITY;
	for (const candidate of known) {
		const other = candidate.toLowerCase();
		const inside =
			wanted.length > 2 && (other.includes(wanted) || wanted.includes(other));
		const away = inside ? 0.5 : distance(wanted, other);
		const near = Math.max(wanted.length, other.length) / 3;
		if (away < least && (inside || away <= near)) {
			best = candidate;
			least = away;
		}
	}
	return best;
}

function distance(from: string, to: string): number {
	let before: readonly number[] = [];
	let row: readonly number[] = Array.from(
		{ length: to.length + 1 },
		(_, column) => column,
	);
	for (let line = 1; line <= from.length; line++) {
		const next = [line];
		for (let column = 1; column <= to.length; column++) {
			const same = from[line - 1] === to[column - 1];
			const swapped =
				from[line - 1] === to[column - 2] && from[line - 2] === to[column - 1];
			next.push(
				Math.min(
					at(row, column - 1) + (same ? 0 : 1),
					at(row, column) + 1,
					at(next, column - 1) + 1,
					swapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}
		[before, row] = [row, next];
	}
	return at(row, to.length);
}

function at(row: readonly number[], column: number): number {
	return row[column] ?? Number.POSITIVE_INFINITY;
}
