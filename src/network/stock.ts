import type { Ranged, Sourced } from "./source.ts";

/** What is held of a good at a place, as an amount or as days of the place's use. */
export interface Stock extends Sourced, Ranged {
	readonly place: string;
	readonly good: string;
	/** Who holds it: the users of the good, merchants, or the state. */
	readonly holder: "use" | "trade" | "strategic";
	/** Amount held, unit of the good. */
	readonly quantity?: number;
	/** Days of the place's use that it covers. */
	readonly coverDays?: number;
	/** When merchants' and strategic stock is released. */
	readonly release: "short" | "empty" | "measure";
	readonly year?: number;
}
