import { expect, test } from "vitest";
import { nearest } from "./nearest.ts";

test("a missing letter, a swap and a capital are near", () => {
	expect(nearest("magnet", ["metal", "magnets"])).toBe("magnets");
	expect(nearest("JNP", ["CHN", "JPN"])).toBe("JPN");
	expect(nearest("chn", ["JPN", "CHN"])).toBe("CHN");
});

test("words that share little are not near", () => {
	expect(nearest("oxide", ["CHN", "magnets"])).toBeUndefined();
	expect(nearest("USA", ["CHN"])).toBeUndefined();
	expect(nearest("", [])).toBeUndefined();
});

test("of equally near names the first is taken", () => {
	expect(nearest("DEX", ["DEU", "DEN"])).toBe("DEU");
});

test("a million names are not searched to the end", () => {
	function* names(): Generator<string> {
		for (let index = 0; index < 1_000_000; index++) yield `place-${index}`;
	}
	expect(nearest("place-999999x", names())).not.toBe("place-999999");
});
