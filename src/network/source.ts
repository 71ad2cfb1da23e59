/** How sure a figure is: A primary file or official data, B agency, company or press, C recalled publication, D derived or assumed (shown as *modelled*). */
export type Confidence = "A" | "B" | "C" | "D";

/** What every quantity row of a package carries besides the quantity. */
export interface Sourced {
	/** Id of the publication in `sources.csv`. */
	readonly source: string;
	/** How sure the figure is. */
	readonly confidence: Confidence;
	/** What a reader should know. */
	readonly note?: string;
}

/** The range of a figure, in the figure's own unit. */
export interface Ranged {
	/** Lower end of the range. */
	readonly low?: number;
	/** Upper end of the range. */
	readonly high?: number;
}

/** A publication, or the name of a derivation made in the package. */
export interface Source {
	readonly id: string;
	readonly title: string;
	readonly publisher?: string;
	readonly year?: string;
	readonly url?: string;
	readonly accessed?: string;
	readonly licence?: string;
}
