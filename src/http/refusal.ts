/** A request that the server does not answer, and what the reader can do about it. */
export class Refusal extends Error {
	/** Status of the response. */
	readonly status: 400 | 403 | 404 | 405 | 503;
	/** Stable code, `http.what-is-wrong`; the table is in docs/errors.md. */
	readonly code: string;
	/** What to do about it. */
	readonly hint: string;

	constructor(
		status: Refusal["status"],
		code: string,
		says: string,
		hint: string,
	) {
		super(says);
		this.name = "Refusal";
		this.status = status;
		this.code = code;
		this.hint = hint;
	}
}

/** Body of every response that refuses or fails. */
export interface Problem {
	readonly code: string;
	readonly says: string;
	readonly hint: string;
}

/** Returns the body that tells a client of a refusal. */
export function problemOf(refusal: Refusal): Problem {
	return { code: refusal.code, says: refusal.message, hint: refusal.hint };
}
