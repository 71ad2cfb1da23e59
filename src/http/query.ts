import { z } from "zod";
import { nearest } from "#network";
import { Refusal } from "./refusal.ts";

/** Most characters of one value of a query. */
const longest = 200;
/** Most rows of one page of a table. */
const mostRows = 500;

const name = z.string().min(1).max(longest);

/** What `/api/stress` may be asked. */
export const stressQuery: z.ZodType<
	{
		network?: string | undefined;
		scenario?: string | undefined;
		for?: string | undefined;
		good?: string | undefined;
	},
	unknown
> = z.strictObject({
	network: name.optional(),
	scenario: name.optional(),
	for: name.optional(),
	good: name.optional(),
});

/** What `/api/exposure` may be asked. */
export const exposureQuery: z.ZodType<
	{
		network?: string | undefined;
		for?: string | undefined;
		good?: string | undefined;
	},
	unknown
> = z.strictObject({
	network: name.optional(),
	for: name.optional(),
	good: name.optional(),
});

const count = (most: number, otherwise: number) =>
	z
		.string()
		.regex(/^\d{1,9}$/, "must be a whole number")
		.transform(Number)
		.pipe(z.number().max(most))
		.default(otherwise);

/** Which rows `/api/table` may be asked for. */
export const tableQuery: z.ZodType<{ offset: number; limit: number }, unknown> =
	z.strictObject({
		offset: count(999_999_999, 0),
		limit: count(mostRows, 100),
	});

/** What a route without a query may be asked: nothing. */
export const emptyQuery: z.ZodType<
	Record<string, never>,
	unknown
> = z.strictObject({});

/**
 * Returns the checked values of a query.
 *
 * Fails with the refusal `http.bad-query` (status 400) for an unknown or repeated name, or a value that is empty, longer than
 * 200 characters or out of its range; it names the first that is wrong.
 */
export function checked<Values>(
	schema: z.ZodType<Values, unknown>,
	query: Readonly<Record<string, readonly string[]>>,
): Values {
	for (const [key, values] of Object.entries(query))
		if (values.length > 1)
			throw bad(`"${shown(key)}" is given more than once.`, "Give it once.");
	const result = schema.safeParse(
		Object.fromEntries(
			Object.entries(query).map(([key, values]) => [key, values[0]]),
		),
	);
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	if (issue?.code === "unrecognized_keys") {
		const wrong = shown(issue.keys[0] ?? "");
		const known = namesOf(schema);
		const near = nearest(wrong, known);
		throw bad(
			`"${wrong}" is not known here.`,
			near === undefined ? hintOf(known) : `Did you mean "${near}"?`,
		);
	}
	throw bad(
		`"${issue?.path.join(".")}": ${issue?.message ?? "not readable"}.`,
		`A value has 1 to ${longest} characters; limit is at most ${mostRows}.`,
	);
}

function hintOf(known: readonly string[]): string {
	return known.length === 0
		? "This address takes no query."
		: `Known: ${known.join(", ")}.`;
}

function namesOf(schema: unknown): readonly string[] {
	return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** Returns a name as it may be repeated to the client: not longer than a value may be. */
export function shown(name: string): string {
	return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}

function bad(says: string, hint: string): Refusal {
	return new Refusal(400, "http.bad-query", says, hint);
}
