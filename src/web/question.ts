/** What the reader asks; it stands in the address of the page. */
export interface Question {
	/** Id of the network; absent means the first one served. */
	readonly network?: string;
	/** Id of the scenario; absent means the network's first. */
	readonly scenario?: string;
	/** The place, group or joined places that "we" are. */
	readonly for: string;
}

/**
 * Returns the question that an address asks.
 *
 * @example
 * questionOf("?scenario=reimpose&for=JPN") // { scenario: "reimpose", for: "JPN" }
 */
export function questionOf(search: string): Question {
	const query = new URLSearchParams(search);
	const network = query.get("network");
	const scenario = query.get("scenario");
	return {
		...(network && { network }),
		...(scenario && { scenario }),
		for: query.get("for") || "WLD",
	};
}

/**
 * Returns the query of the address that asks a question; the joining `+` is escaped.
 *
 * @example
 * addressOf({ scenario: "reimpose", for: "JPN+USA" }) // "?scenario=reimpose&for=JPN%2BUSA"
 */
export function addressOf(question: Question): string {
	const query = new URLSearchParams();
	if (question.network !== undefined) query.set("network", question.network);
	if (question.scenario !== undefined) query.set("scenario", question.scenario);
	query.set("for", question.for);
	return `?${query}`;
}
