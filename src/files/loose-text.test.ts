import { expect, test } from "vitest";
import { looseDecoder } from "./loose-text.ts";

/** What bytes give that arrive in pieces of a length. */
function decoded(bytes: Uint8Array, length: number): string {
	const decode = looseDecoder();
	let text = "";
	for (let at = 0; at < bytes.length; at += length)
		text += decode(bytes.subarray(at, at + length));
	return text + decode();
}

test("UTF-8 is read however its bytes are cut, without the byte order mark", () => {
	const bytes = Buffer.from("\ufeffCôte d’Ivoire — 🧲 ok");
	for (let length = 1; length <= bytes.length; length++)
		expect(decoded(bytes, length)).toBe("Côte d’Ivoire — 🧲 ok");
});

test("Windows-1252 is read with its dashes and quotes, however it is cut", () => {
	// é is E9, the long dash 97, the apostrophe 92, the euro sign 80.
	const bytes = Uint8Array.from([
		...Buffer.from("Mine "),
		0x97,
		0xe9,
		0x92,
		0x80,
		0x41,
	]);
	for (let length = 1; length <= bytes.length; length++)
		expect(decoded(bytes, length)).toBe("Mine —é’€A");
});

test("a text that ends within a character is no UTF-8", () => {
	expect(decoded(Uint8Array.of(0x61, 0xc3), 1)).toBe("aÃ");
});
