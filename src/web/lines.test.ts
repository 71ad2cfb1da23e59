import { describe, expect, it } from "vitest";
import type { DemandResult, StressResult } from "#stress";
import { daysDrawn, frameOf, ticksOf } from "./frame.ts";
import { labelsOf } from "./labels.ts";
import { linesOf, usesOf, weeksOf } from "./lines.ts";

function demand(place: string, good: string, usd: number, short = true) {
	return {
		place,
		good,
		name: good,
		unit: "t",
		shortfallUsd: usd,
		firstShortfallDay: short ? 3 : null,
	} as DemandResult;
}

/** Ten days of which the given share is missing from day 3 to day 5. */
const pulse = (share: number) => [0, 0, 0, share, share, share, 0, 0, 0, 0];

const result = {
	horizonDays: 10,
	stepDays: 1,
	demands: [
		demand("DEU", "cars", 5),
		demand("JPN", "cars", 9),
		demand("DEU", "phones", 4),
		demand("DEU", "turbines", 3),
		demand("KOR", "cars", 8, false),
	],
	series: [pulse(0.5), pulse(0.5), pulse(0.51), pulse(0.2), pulse(0)],
} as unknown as StressResult;

describe("lines of the chart", () => {
	const lines = linesOf(result, 6);

	it("are ordered by value; uses of a place share one where they move together", () => {
		// DEU phones lie on DEU cars (areas 1.53 and 1.5: 0.03 of 3.03 apart, 1 %); turbines do not (0.9 of 2.1); JPN is another place.
		expect(
			lines.map((line) => [
				line.demand.place,
				line.demand.good,
				line.alike.map((each) => each.good),
			]),
		).toEqual([
			["JPN", "cars", []],
			["DEU", "cars", ["phones"]],
			["DEU", "turbines", []],
		]);
	});

	it("name the uses they stand for", () => {
		expect(lines[1] && [usesOf(lines[1], 2), usesOf(lines[1], 1)]).toEqual([
			"cars, phones",
			"cars +1",
		]);
	});

	it("are as many as asked for at most", () => {
		expect(linesOf(result, 1)).toHaveLength(1);
	});

	it("are averaged by week, the last one as short as it is", () => {
		// JPN: days 0–6 miss 0.5 on three of seven days, 0.214…; days 7–9 miss nothing.
		const weeks = weeksOf(lines, 1, 10);
		expect(weeks.map((week) => week.day)).toEqual([0, 7]);
		expect(weeks[0]?.means[0]).toBeCloseTo((3 * 0.5) / 7, 12);
		expect(weeks[1]?.means[0]).toBe(0);
	});

	it("are drawn until all is over, and no further than the run", () => {
		expect(daysDrawn(result, lines)).toBe(10);
		// Last missing day 5: 5 · 1.1 + 14 = 19.5, so one month of 30 days and its last day.
		expect(daysDrawn({ horizonDays: 365, stepDays: 1 }, lines)).toBe(31);
	});

	it("fill the frame from day 0 to the last day, from nothing to a round share at or above the peak", () => {
		const frame = frameOf(752, 10, lines);
		expect([frame.x(0), frame.x(9)]).toEqual([frame.left, 752 - frame.right]);
		expect(frame.most).toBe(0.5);
		expect([frame.y(0), frame.y(0.5)]).toEqual([
			frame.height - frame.bottom,
			frame.top,
		]);
		expect([
			frame.dayAt(-50),
			frame.dayAt(frame.x(4)),
			frame.dayAt(9999),
		]).toEqual([0, 4, 9]);
	});

	it("bear names that touch neither each other nor a line", () => {
		const frame = frameOf(752, 10, lines);
		const labels = labelsOf(
			lines,
			["Japan", "Germany: cars +1", "Germany: turbines"],
			frame,
			1,
		);
		expect(labels.length).toBeGreaterThan(1);
		const boxes = labels.map((label) => {
			const width = label.text.length * 6.4;
			const left =
				label.x -
				(label.anchor === "middle"
					? width / 2
					: label.anchor === "end"
						? width
						: 0);
			return {
				left,
				right: left + width,
				top: label.y - 12,
				bottom: label.y + 3,
			};
		});
		for (const [index, one] of boxes.entries())
			for (const other of boxes.slice(index + 1))
				expect(
					one.left < other.right &&
						other.left < one.right &&
						one.top < other.bottom &&
						other.top < one.bottom,
				).toBe(false);
	});
});

describe("the axis of days", () => {
	it("names the year where it begins and where it changes", () => {
		expect(ticksOf({ width: 1000, days: 100 }, "2026-11-11")).toEqual([
			{ day: 0, date: "11 Nov 2026" },
			{ day: 20, date: "1 Dec" },
			{ day: 40, date: "21 Dec" },
			{ day: 60, date: "10 Jan 2027" },
			{ day: 80, date: "30 Jan" },
		]);
	});
});
