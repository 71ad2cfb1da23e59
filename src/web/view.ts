import { type Context, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Citation } from "./citations.ts";
import { type Names, namesOf } from "./names.ts";

/** The sources that the page cites, and what shows one. */
export interface Cited {
	readonly citations: ReadonlyMap<string, Citation>;
	/** Shows a source in the note beside a mark. */
	readonly showSource: (id: string, mark: HTMLElement) => void;
}

/** What things are called; changes with the network only, so that what depends on it alone is not drawn again. */
export const NamesContext: Context<Names> = createContext<Names>(
	namesOf(undefined),
);

/** The sources of the answers shown. */
export const CitedContext: Context<Cited> = createContext<Cited>({
	citations: new Map(),
	showSource: () => {},
});

/** Returns what things are called. */
export function useNames(): Names {
	return useContext(NamesContext);
}

/** Returns the sources that the page cites. */
export function useCited(): Cited {
	return useContext(CitedContext);
}
