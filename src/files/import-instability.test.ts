import { expect, it } from "vitest";
import { instabilities } from "./import-instability.ts";

async function* file(text: string) {
	yield new TextEncoder().encode(text);
}

it("reads the instability of places", async () => {
	const { rated, findings } = await instabilities(
		file("place,instability\nMMR,0.85\nAUS,0.1\n"),
	);
	expect([...(rated ?? [])]).toEqual([
		["MMR", 0.85],
		["AUS", 0.1],
	]);
	expect(findings).toEqual([]);
});

it("names the line of a value that is no share, and gives nothing", async () => {
	const { rated, findings } = await instabilities(
		file("place,instability\nMMR,85\nAUS,\n"),
	);
	expect(rated).toBeUndefined();
	expect(findings.map(({ code, row }) => [code, row])).toEqual([
		["files.bad-instability", 2],
		["files.bad-instability", 3],
	]);
});
