import { useEffect, useState } from "preact/hooks";

/** A value that changes, and those who want to know. */
export interface Store<State> {
	get(): State;
	/** Takes over the changed parts and tells everyone. */
	set(change: Partial<State>): void;
	/** Calls `hear` after each change until the returned function is called. */
	subscribe(hear: () => void): () => void;
}

/** Returns a store that holds a value. */
export function store<State extends object>(first: State): Store<State> {
	let state = first;
	const hearers = new Set<() => void>();
	return {
		get: () => state,
		set(change) {
			state = { ...state, ...change };
			for (const hear of hearers) hear();
		},
		subscribe(hear) {
			hearers.add(hear);
			return () => hearers.delete(hear);
		},
	};
}

/** Returns what the store holds now; the component is drawn again after each change. */
export function useStore<State>(from: Store<State>): State {
	const [state, setState] = useState(from.get());
	useEffect(() => {
		const hear = () => setState(from.get());
		hear();
		return from.subscribe(hear);
	}, [from]);
	return state;
}
