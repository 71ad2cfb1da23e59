/** What is wrong with an input, where, and what to do about it. */
export interface Finding {
	/** Stable code, `room.what-is-wrong`; the table is in docs/errors.md. */
	readonly code: string;
	/** `error` keeps the package from loading; `warning` and `note` do not. */
	readonly severity: "error" | "warning" | "note";
	/** File name, as `lanes.csv`. */
	readonly file: string;
	/** Line of the file's record, the header being 1; 0 for the file as a whole. */
	readonly row: number;
	/** Column, or empty for the row as a whole. */
	readonly field: string;
	/** What is wrong, in one sentence. */
	readonly says: string;
	/** What to do about it. */
	readonly hint: string;
}

/** Returns whether any of the findings keeps the package from loading. */
export function hasErrors(findings: readonly Finding[]): boolean {
	return findings.some((finding) => finding.severity === "error");
}
