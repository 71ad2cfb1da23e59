import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { highs } from "#solver";
import { timeToSurvive } from "#stress";
import { held, lane, made, used, world } from "./world.ts";

/**
 * Three plants make one part; two products take one each. 135 parts a day can be made, 125 are used, 20 and 25 products are held.
 * Without S1 (30 a day) 105 are left: 20 a day too few, and 45 held last 45/20 = 2.25 days. Without S2 (45): 35 too few, 45/35 days.
 * Without S3 (60): 50 too few, 0.9 days.
 */
const plants = world({
	makes: [
		made("S1", "part", 30, {}, { capacity: 30 * 365 }),
		made("S2", "part", 45, {}, { capacity: 45 * 365 }),
		made("S3", "part", 50, {}, { capacity: 60 * 365 }),
		made("W", "P1", 75, { part: 1 }, { capacity: 1000 * 365 }),
		made("W", "P2", 50, { part: 1 }, { capacity: 1000 * 365 }),
	],
	lanes: [
		lane("S1", "W", "part", 30),
		lane("S2", "W", "part", 45),
		lane("S3", "W", "part", 50),
	],
	stocks: [held("W", "P1", 20 / 75), held("W", "P2", 25 / 50)],
	uses: [used("W", "P1", 75), used("W", "P2", 50)],
});

const daysWithout = async (...places: string[]) =>
	(await timeToSurvive(plants, { solver: highs(), places, good: "part" })).days;

describe("time to survive", () => {
	it("is for ever while nothing stops", async () => {
		expect(await daysWithout()).toBe(Number.POSITIVE_INFINITY);
	});

	it("is what is held over what is missing a day", async () => {
		expect(await daysWithout("S1")).toBeCloseTo(2.25, 9);
		expect(await daysWithout("S2")).toBeCloseTo(45 / 35, 9);
		expect(await daysWithout("S3")).toBeCloseTo(0.9, 9);
	});

	it("names what there is not", async () => {
		await expect(daysWithout("S9")).rejects.toThrow('no place or group "S9"');
	});
});

const cases = fileURLToPath(
	new URL("../../../shared/cases/stress/cases.json", import.meta.url),
);

describe.skipIf(!existsSync(cases))(
	"Simchi-Levi's Ford model as a teaching case",
	() => {
		it("gives the published times of all four scenarios", async () => {
			const { rei_ford_problem1: ford } = JSON.parse(
				readFileSync(cases, "utf8"),
			) as { rei_ford_problem1: { expected: { TTS: readonly number[] } } };
			const ours = [
				await daysWithout(),
				await daysWithout("S1"),
				await daysWithout("S2"),
				await daysWithout("S3"),
			];
			// The case writes 999 for ever, and three decimals.
			const written = ours.map((days) =>
				days === Number.POSITIVE_INFINITY ? 999 : Number(days?.toFixed(3)),
			);
			console.log(
				`time to survive: ${written.length} scenarios, ${written.join(", ")}`,
			);
			expect(written).toEqual(ford.expected.TTS);
		});
	},
);
