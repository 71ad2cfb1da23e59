/** The answers asked for most recently; the one longest unused is dropped first. */
export interface Recent<Value> {
	/** Returns the value kept under a key, or makes and keeps it. */
	of(key: string, make: () => Value): Value;
}

/**
 * Returns an empty memory for as many answers as given.
 *
 * Edge cases: a failure to make a value is thrown on and nothing is kept. Cost: O(1) a look-up, `most` values of memory.
 */
export function recent<Value>(most: number): Recent<Value> {
	const kept = new Map<string, { readonly value: Value }>();
	return {
		of(key, make) {
			const entry = kept.get(key) ?? { value: make() };
			kept.delete(key);
			kept.set(key, entry);
			if (kept.size > most)
				for (const oldest of kept.keys()) {
					kept.delete(oldest);
					break;
				}
			return entry.value;
		},
	};
}
