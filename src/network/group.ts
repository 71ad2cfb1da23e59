import type { Confidence } from "./source.ts";

/** One membership: a place in a group (APEC, EU27, G7 …). A group can stand wherever a place can. */
export interface Group {
	/** Name of the group. */
	readonly group: string;
	/** Id of the member. */
	readonly place: string;
	/** Day it became a member, ISO 8601. */
	readonly since?: string;
	readonly source?: string;
	readonly confidence?: Confidence;
}
