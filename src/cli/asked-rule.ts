import { InvalidArgumentError } from "commander";
import { defaultRules, type Rules } from "#stress";

/** Reads a whole number from 1 up. */
export function whole(text: string): number {
	const value = Number(text);
	if (text === "" || !Number.isInteger(value) || value < 1)
		throw new InvalidArgumentError("It takes a whole number from 1 up.");
	return value;
}

/** Reads an order rule as `name=value`, beside those read before. */
export function ruled(
	text: string,
	before: Partial<Rules> = {},
): Partial<Rules> {
	const [name = "", value = ""] = text.split(/=(.*)/s);
	const known = (defaultRules as unknown as Readonly<Record<string, unknown>>)[
		name
	];
	if (known === undefined)
		throw new InvalidArgumentError(
			`There is no rule "${name}"; there are ${Object.keys(defaultRules).join(", ")}.`,
		);
	if (typeof known !== "number") return { ...before, [name]: value };
	if (value === "" || Number.isNaN(Number(value)))
		throw new InvalidArgumentError(`${name} takes a number.`);
	return { ...before, [name]: Number(value) };
}
