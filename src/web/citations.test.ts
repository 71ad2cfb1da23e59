import { describe, expect, it } from "vitest";
import type { ExposureResult } from "#exposure";
import type { StressResult } from "#stress";
import type { NetworkFace } from "./answers.ts";
import { citationsOf, linkOf } from "./citations.ts";

const network = {
	sources: [
		{ id: "use", title: "Use" },
		{ id: "act", title: "Act" },
		{ id: "old", title: "Old act" },
		{ id: "unread", title: "Cited by nothing shown" },
	],
	measures: [{ source: "old" }, { source: "act" }],
} as unknown as NetworkFace;

const stress = {
	demands: [{ source: "use" }, { source: "use" }, { source: "" }],
	measures: [{ source: "act" }],
	withheld: [],
} as unknown as StressResult;

const exposure = {
	goods: [{ shares: [{ sources: ["use", "lost"] }, { sources: ["second"] }] }],
} as unknown as ExposureResult;

describe("citations", () => {
	it("are numbered as the reader meets them; the record's own come last and unknown ones stand for themselves", () => {
		const cited = [...citationsOf(network, stress, exposure).values()];
		expect(
			cited.map(({ number, id, onlyRecord, source }) => [
				number,
				id,
				onlyRecord,
				source?.title,
			]),
		).toEqual([
			[1, "use", false, "Use"],
			[2, "act", false, "Act"],
			[3, "lost", false, undefined],
			[4, "old", true, "Old act"],
		]);
	});

	it("link to addresses of the web alone", () => {
		const link = (url: string) => linkOf({ id: "a", title: "A", url });
		expect([
			link("https://example.org/a"),
			link("javascript:alert(1)"),
			link("//example.org"),
			linkOf(undefined),
		]).toEqual(["https://example.org/a", undefined, undefined, undefined]);
	});
});
