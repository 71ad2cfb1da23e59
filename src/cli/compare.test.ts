import { describe, expect, it } from "vitest";
import { readPackage } from "#files";
import { rulesSensitivity } from "#stress";
import { defaultPackage, packageFolder } from "#work";
import { sensitivityLines } from "./compare.ts";

describe("the sensitivity to order rules as lines", () => {
	it("has a row for each setting, those as stated marked", async () => {
		const { network } = await readPackage(packageFolder(defaultPackage));
		if (network === undefined) throw new Error("the package has errors");
		const result = rulesSensitivity(network, {
			scenario: "no-licence",
			for: "DEU",
			rules: { stepDays: 7 },
		});
		const lines = sensitivityLines(network, result);
		expect(lines.join("\n")).toMatch(
			/\nslowdown +0 \* +[\d.]+ bn USD +[█▉▊▋▌▍▎▏]+ +1\.00 × +\d+ +day \d+, \w/,
		);
		expect(lines.join("\n")).toMatch(/\nall +ARIO +[\d.]+ bn USD/);
		expect(lines).toHaveLength(5 + result.settings.length);
	});
});
