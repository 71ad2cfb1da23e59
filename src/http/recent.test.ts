import { describe, expect, it } from "vitest";
import { recent } from "./recent.ts";

describe("recent answers", () => {
	it("drops the one longest unused", () => {
		const made: string[] = [];
		const answers = recent<string>(2);
		const ask = (key: string) =>
			answers.of(key, () => {
				made.push(key);
				return key;
			});
		// a and b are kept; a is used again, so c drives out b; asking for b makes it again and drives out a.
		for (const key of ["a", "b", "a", "c", "a", "b", "c"]) ask(key);
		// kept after each: a | ab | ba | ac | ca | ab | bc
		expect(made).toEqual(["a", "b", "c", "b", "c"]);
	});

	it("keeps nothing of a failure", () => {
		const answers = recent<number>(2);
		expect(() =>
			answers.of("a", () => {
				throw new Error("no");
			}),
		).toThrow("no");
		expect(answers.of("a", () => 7)).toBe(7);
	});
});
