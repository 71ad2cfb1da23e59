/** Misuse, or a world that broke a promise: the caller's programme is wrong, not the data. */
export class CounterweightError extends Error {
	/** Stable code, `room.what-went-wrong`; the table is in docs/errors.md. */
	readonly code: string;

	constructor(code: string, says: string, cause?: unknown) {
		super(
			`${code.split(".")[0]}: ${says}`,
			cause === undefined ? undefined : { cause },
		);
		this.name = "CounterweightError";
		this.code = code;
	}
}
