import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { readPackage } from "#files";
import { type Network, network } from "#network";
import { type BacktestResult, backtest } from "#stress";
import { backtestLines } from "./backtest.ts";

const folder = fileURLToPath(
	new URL("../../data/rare-earths-2024", import.meta.url),
);
const page = new URL("../../docs/backtest.md", import.meta.url);

let shipped: Network;
let results: readonly BacktestResult[];

beforeAll(async () => {
	const read = await readPackage(folder);
	if (read.network === undefined) throw new Error("the package has errors");
	shipped = read.network;
	results = ["backtest-april-2025", "backtest-japan-2010"].map((scenario) =>
		backtest(shipped, { scenario }),
	);
});

describe("the backtest as printed", () => {
	it("is what docs/backtest.md shows (UPDATE_DOCS=1 writes it)", () => {
		const text = readFileSync(page, "utf8");
		const printed = backtestLines(shipped, results).join("\n");
		const written = text.replace(
			/^```text\n[\s\S]*?^```$/m,
			() => `\`\`\`text\n${printed}\n\`\`\``,
		);
		expect(written).toContain(printed);
		if (process.env.UPDATE_DOCS === "1") writeFileSync(page, written);
		else expect(text).toBe(written);
	});

	it("marks the record on the interval, and the end of the run where nothing stops", () => {
		const lines = backtestLines(shipped, results);
		const suzuki = lines.find((line) => line.startsWith("Suzuki")) ?? "";
		// Day 0 to 150 on 40 signs: day 52 falls on the 14th, day 60 on the 17th.
		expect(suzuki).toContain(`${"·".repeat(13)}◆··${"─".repeat(23)}→`);
		expect(suzuki).toContain("8 days earlier");
	});

	it("gives each reason once, and cites the record's sources", () => {
		const text = backtestLines(shipped, results).join("\n");
		expect(text.split("announced strength is not effect")).toHaveLength(2);
		expect(text).toContain("China customs, exports of HS 85051110");
	});

	it("says so where nothing can be compared", () => {
		const bare = network({
			id: "bare",
			goods: [{ id: "tea", name: "Tea", stage: "product", unit: "t" }],
			places: [{ id: "A", name: "A", kind: "country" }],
			scenarios: [
				{ id: "s", title: "S", measures: [], from: "2025-01-01", days: 30 },
			],
			observations: [
				{
					id: "o",
					title: "Tea runs out",
					scenario: "s",
					place: ["A"],
					partner: ["WLD"],
					good: ["tea"],
					kind: "first stop",
					from: "2025-01-05",
					value: 4,
					unit: "days",
					source: "none",
					confidence: "D",
				},
			],
		});
		const lines = backtestLines(bare, [backtest(bare, { scenario: "s" })]);
		expect(lines.join("\n")).toContain("not comparable");
		expect(lines.join("\n")).toContain("Nothing was recorded");
	});
});
