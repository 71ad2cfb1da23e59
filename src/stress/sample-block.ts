/** What a stretch of numbered cases came to: so many values each, case by case. */
export interface Block {
	/** First case. */
	readonly from: number;
	/** Case after the last. */
	readonly to: number;
	readonly values: Float64Array;
}

/** Returns the blocks in the order of their cases, each case once: what an earlier block holds is left out of later ones. */
export function inOrder(
	blocks: readonly Block[],
	columns: number,
): readonly Block[] {
	const sorted = blocks.toSorted((a, b) => a.from - b.from || a.to - b.to);
	const kept: Block[] = [];
	let next = 0;
	for (const { from, to, values } of sorted) {
		const begin = Math.max(from, next);
		if (begin >= to) continue;
		kept.push({
			from: begin,
			to,
			values: values.subarray((begin - from) * columns, (to - from) * columns),
		});
		next = to;
	}
	return kept;
}
