import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { systemicRisk } from "./systemic-risk.ts";
import { firmNetwork } from "./systemic-risk-network.ts";

/** Values of others and their networks: kept outside the repository, because they are not ours to pass on. */
const cases = new URL("../../../shared/cases/stress/", import.meta.url);
const present = existsSync(new URL("esri_glcascade_expected.csv", cases));
if (!present)
	console.info(
		"systemic risk: 13 published values and 1,278 values of the authors' code not compared, their tables are not here",
	);

function text(name: string): string {
	return readFileSync(new URL(name, cases), "utf8");
}

function rows(name: string): readonly (readonly string[])[] {
	return parse(text(name));
}

/** The largest difference of values from what is expected of them, below a tolerance; the number compared counts. */
function largestDifference(
	what: string,
	values: ArrayLike<number>,
	expected: readonly number[],
	tolerance: number,
): number {
	expect(values.length, what).toBe(expected.length);
	const largest = Math.max(
		...expected.map((value, at) => Math.abs(value - (values[at] ?? 0))),
	);
	expect(largest, what).toBeLessThan(tolerance);
	return largest;
}

function told(what: string, count: number, largest: number): void {
	console.info(
		`systemic risk: ${count} values of ${what} compared, largest deviation ${largest.toExponential(1)}`,
	);
}

describe.skipIf(!present)("systemic risk as published", () => {
	it("agrees on 13 firms, mixed production with market shares, within 1e-12", () => {
		const { edges, expected } = JSON.parse(text("cases.json"))
			.esri_vitelot as Record<"edges" | "expected", readonly string[][]>;
		const links = edges.slice(1);
		const names = expected.slice(1).map(([company]) => String(company));
		const indexOf = new Map(names.map((name, at) => [name, at]));
		const found = [...new Set(links.flatMap((link) => [link[2], link[3]]))];
		const sectors = new Array<number>(names.length).fill(0);
		const essential = new Array<number>(found.length ** 2).fill(0);
		for (const [supplier, customer, from, to, , type] of links) {
			const [row, column] = [found.indexOf(from), found.indexOf(to)];
			sectors[indexOf.get(String(supplier)) ?? -1] = row;
			sectors[indexOf.get(String(customer)) ?? -1] = column;
			essential[row * found.length + column] = Number(type);
		}
		const firms = firmNetwork({
			suppliers: links.map(([supplier]) => indexOf.get(String(supplier)) ?? -1),
			customers: links.map(
				([, customer]) => indexOf.get(String(customer)) ?? -1,
			),
			weights: links.map((link) => Number(link[4])),
			sectors,
			essential,
		});
		const risk = systemicRisk(firms, { marketShare: true });
		const values = expected.slice(1).map((row) => Number(row[1]));
		const largest = largestDifference("13 firms", risk.esri, values, 1e-12);
		told("a network of 13 firms", values.length, largest);
	});

	it("agrees on 11 firms in both directions, steps included, within 1e-12", () => {
		const example = JSON.parse(text("cases.json")).esri_glcascade_11;
		const edges: readonly (readonly number[])[] = example.edges_1based;
		const firms = firmNetwork({
			suppliers: edges.map(([from = 0]) => from - 1),
			customers: edges.map(([, to = 0]) => to - 1),
			weights: edges.map(([, , weight = 0]) => weight),
			sectors: example.sector.map((sector: number) => sector - 1),
		});
		let largest = 0;
		for (const marketShare of [false, true]) {
			const risk = systemicRisk(firms, {
				production: "linear",
				marketShare,
				eps: example.eps,
			});
			const { ESRI, down, up, iterations } =
				example[marketShare ? "expected_market_share" : "expected_no_market"];
			for (const [what, values, expected] of [
				["index", risk.esri, ESRI],
				["downstream", risk.downstream, down],
				["upstream", risk.upstream, up],
			] as const)
				largest = Math.max(
					largest,
					largestDifference(what, values, expected, 1e-12),
				);
			if (iterations) expect([...risk.iterations]).toEqual(iterations);
		}
		told("a network of 11 firms", 66, largest);
	});

	it("agrees on 101 firms under every production function, with and without market shares, coarse and fine, within 1e-10", () => {
		const matrix = rows("example_net_erdos_reny_101_213.csv").slice(1);
		const links = matrix.flatMap((row, from) =>
			row.flatMap((weight, to) =>
				weight === "0" ? [] : [{ from, to, weight: Number(weight) }],
			),
		);
		const sectors = rows("industry_vector.csv")
			.slice(1)
			.map(([, sector]) => Number(sector) - 1);
		// The authors' tutorial: sector 2 is essential for sector 4, nothing else is.
		const essential = new Array<number>(16).fill(1);
		essential[1 * 4 + 3] = 2;
		const firms = firmNetwork({
			suppliers: links.map(({ from }) => from),
			customers: links.map(({ to }) => to),
			weights: links.map(({ weight }) => weight),
			sectors,
			essential,
		});
		const [heads = [], ...lines] = rows("esri_glcascade_expected.csv");
		const productions = {
			lin: "linear",
			mix: "mixed",
			leo: "leontief",
		} as const;
		let largest = 0;
		let compared = 0;
		for (const [column, head] of heads.entries()) {
			const named = /^erdos__(lin|mix|leo)_(nomkt|mkt)_(.+)$/.exec(head);
			if (named === null) continue;
			const [, production = "", market, eps] = named;
			const risk = systemicRisk(firms, {
				production: productions[production as keyof typeof productions],
				marketShare: market === "mkt",
				eps: Number(eps),
			});
			const expected = lines.map((line) => Number(line[column]));
			largest = Math.max(
				largest,
				largestDifference(head, risk.esri, expected, 1e-10),
			);
			compared += expected.length;
			// The authors' eps of 0.01 leaves every cascade on its way: the index rises to 1 in the end.
			expect(new Set(risk.converged)).toEqual(
				new Set([eps === "0.01" ? 0 : 1]),
			);
		}
		expect(compared).toBe(12 * 101);
		told("a network of 101 firms", compared, largest);
	});
});
