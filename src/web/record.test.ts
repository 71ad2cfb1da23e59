import { describe, expect, it } from "vitest";
import type { Measure } from "#network";
import type { NetworkFace } from "./answers.ts";
import { recordOf } from "./record.ts";

function act(id: string, from: string, parts: Partial<Measure> = {}): Measure {
	return {
		id,
		from,
		actor: ["CHN"],
		targets: ["WLD"],
		goods: ["all"],
		kind: "licence",
		source: "s",
		confidence: "B",
		...parts,
	};
}

const faceOf = (measures: readonly Measure[]) =>
	({ measures }) as unknown as NetworkFace;

describe("the record of measures", () => {
	it("shows a suspended measure with the gap that the suspension leaves", () => {
		const record = recordOf(
			faceOf([
				act("licence", "2025-01-01"),
				act("pause", "2025-07-02", {
					until: "2025-12-31",
					change: "suspend",
					supersedes: ["licence"],
				}),
			]),
		);
		// One year, 2025: 365 days. The licence begins at 0; the pause runs from day 182 (2 July) to the year's end, after which the licence bites again.
		expect([record.firstYear, record.lastYear]).toEqual([2025, 2025]);
		const [entry, ...others] = record.actors.flatMap((each) => each.entries);
		expect(others).toEqual([]);
		expect(entry?.measure.id).toBe("licence");
		expect([entry?.start, entry?.end]).toEqual([0, 1]);
		expect(entry?.gaps).toEqual([
			{ start: 182 / 365, end: 1, from: "2025-07-02", until: "2025-12-31" },
		]);
	});

	it("gives frequent actors rows of their own and packs what does not overlap into one row", () => {
		const record = recordOf(
			faceOf([
				...["2010", "2012", "2014", "2016"].map((year) =>
					act(year, `${year}-01-01`, { until: `${year}-12-31` }),
				),
				act("overlap", "2010-06-01", { until: "2012-06-01" }),
				act("india", "2016-01-01", { actor: ["IND"] }),
			]),
		);
		expect(
			record.actors.map(({ actor, rows, entries }) => [
				actor,
				rows,
				entries.map((each) => `${each.measure.id} ${each.row}`),
			]),
		).toEqual([
			["CHN", 2, ["2010 0", "overlap 1", "2012 0", "2014 0", "2016 0"]],
			["", 1, ["india 0"]],
		]);
	});
});
