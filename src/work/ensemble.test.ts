import { describe, expect, it } from "vitest";
import { readPackage } from "#files";
import { ensemble } from "./ensemble.ts";
import { defaultPackage, packageFolder } from "./packages.ts";
import { sweep } from "./sweep.ts";

async function shipped() {
	const { network } = await readPackage(packageFolder(defaultPackage));
	if (network === undefined) throw new Error("the package has errors");
	return network;
}

describe("an ensemble of the package that ships", () => {
	it("is the same on one thread and on two, with intervals around a known order", async () => {
		const network = await shipped();
		const options = { scenario: "no-licence", for: "DEU", runs: 60 };
		const one = await ensemble(network, options, { workers: 1 });
		expect(await ensemble(network, options, { workers: 2 })).toEqual(one);
		expect(one).toMatchObject({ outcome: "done", runs: 60, runsDone: 60 });
		const short = one.demands.filter(({ probability }) => probability > 0);
		expect(short.length).toBeGreaterThanOrEqual(5);
		for (const { firstShortfallDay, shortfall } of short) {
			expect(firstShortfallDay.p5 ?? 1e9).toBeLessThan(
				firstShortfallDay.p95 ?? 1e9,
			);
			expect(shortfall.p5).toBeLessThan(shortfall.p95);
		}
		const [most] = one.drivers;
		expect(most?.says).toMatch(
			/magnets that users in Germany hold: 14 to 90 days, stated 35$/,
		);
		expect(most?.correlation).toBeLessThan(-0.5);
	});

	it("cancelled before it began is so in its outcome", async () => {
		const result = await ensemble(
			await shipped(),
			{ scenario: "no-licence", runs: 1000 },
			{ signal: AbortSignal.abort() },
		);
		expect(result).toMatchObject({ outcome: "cancelled", runsDone: 0 });
	});

	it("is refused before any thread starts where the question is wrong", async () => {
		await expect(
			ensemble(await shipped(), { scenario: "no-licence", runs: 0 }),
		).rejects.toMatchObject({ code: "stress.bad-ensemble" });
	});
});

describe("a sweep of the package that ships", () => {
	it("finds the world to hang most on China's magnets", async () => {
		const { stops, outcome, pairs } = await sweep(await shipped());
		expect(outcome).toBe("done");
		expect(pairs).toBeGreaterThanOrEqual(25 * 6);
		expect(stops[0]).toMatchObject({ place: "CHN", stage: "magnet" });
		expect(stops[0]?.goods).toContain("ndfeb_magnet");
	});
});
