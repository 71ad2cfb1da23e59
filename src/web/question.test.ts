import { describe, expect, it } from "vitest";
import { addressOf, questionOf } from "./question.ts";

describe("the question in the address", () => {
	it("is the world's when the address is empty", () => {
		expect(questionOf("")).toEqual({ for: "WLD" });
	});

	it.each([
		{ for: "WLD" },
		{ scenario: "reimpose", for: "JPN+USA" },
		{ network: "my & own", scenario: "a=b", for: "EU27" },
	])("comes back from the address it makes: %j", (question) => {
		expect(questionOf(addressOf(question))).toEqual(question);
	});

	it("escapes the plus that joins places", () => {
		expect(addressOf({ for: "JPN+USA" })).toBe("?for=JPN%2BUSA");
	});
});
