import { describe, expect, it } from "vitest";
import { givenCodes, isCode } from "./error-codes.ts";
import {
	lineOf,
	literalOf,
	nodesOf,
	parsed,
	referencesOf,
	sourceFolders,
	sourcesUnder,
	textOf,
} from "./source-file.ts";

/** A part of a template between its values. */
interface Quasi {
	readonly value: { readonly raw: string };
}

const folders = sourceFolders();
const sources = sourcesUnder("src");
const given = givenCodes(sources, folders);

/** The rows of the table in docs/errors.md. */
const rows = textOf("docs/errors.md")
	.split("\n")
	.filter((line) => line.startsWith("| `"))
	.map((line) => {
		const [, code = "", kind = "", severity = "", meaning = "", remedy = ""] =
			line.split(/(?<!\\)\|/).map((cell) => cell.trim());
		return {
			code: code.replaceAll("`", ""),
			kinds: kind.split(", "),
			severities: severity.split(", "),
			meaning,
			remedy,
		};
	});
const table = new Map(rows.map((row) => [row.code, row]));

describe("docs/errors.md", () => {
	it("lists every code that the sources give, once, in alphabetical order, and no other", () => {
		const codes = [...new Set(given.map(({ code }) => code))].sort();
		expect(codes.length).toBeGreaterThan(50);
		expect(rows.map(({ code }) => code)).toEqual(codes);
	});

	it("tells the kind, the severity, the meaning and what to do of each", () => {
		for (const { code, kinds, severities, meaning, remedy } of rows) {
			for (const kind of kinds)
				expect(["finding", "outcome", "fault"], code).toContain(kind);
			for (const severity of severities)
				expect(severity, code).toMatch(
					kinds.includes("finding")
						? /^(error|warning|note)$/
						: /^(—|[45]\d\d)$/,
				);
			expect(meaning, code).toMatch(/^[A-Z`].*\.$/);
			expect(remedy, code).toMatch(/^[A-Z`].*\.$/);
		}
	});

	it("tells the kind and the severity as the sources give them", () => {
		const differs = given.flatMap(({ code, at, kind, severities }) => {
			const row = table.get(code);
			const known =
				(kind === undefined || row?.kinds.includes(kind)) &&
				severities.every((each) => row?.severities.includes(each));
			return known ? [] : [`${at} ${code} ${kind} ${severities.join(", ")}`];
		});
		expect(differs).toEqual([]);
	});
});

describe("codes", () => {
	it("begin with the folder that gives them, or with one that it builds on", () => {
		expect(
			given.filter(({ code, folder }) => {
				const [prefix = ""] = code.split(".");
				return prefix !== folder && !referencesOf(folder).includes(prefix);
			}),
		).toEqual([]);
	});

	it("that sources compare or list are given somewhere", () => {
		const unknown = sources.flatMap((file) =>
			[...nodesOf(file.program)].flatMap(([node]) => {
				const text = literalOf(node);
				return text !== undefined && isCode(text, folders) && !table.has(text)
					? [`${lineOf(file, node.start)} ${text}`]
					: [];
			}),
		);
		expect(unknown).toEqual([]);
	});

	it("are written out, never put together from parts", () => {
		const parts = sources.flatMap((file) =>
			[...nodesOf(file.program)].flatMap(([node]) => {
				const [first, ...others] = (node.quasis ?? []) as Quasi[];
				const begins = /^([a-z]+)\.[a-z-]*$/.exec(first?.value.raw ?? "");
				return others.length > 0 && folders.includes(begins?.[1] ?? "")
					? [lineOf(file, node.start)]
					: [];
			}),
		);
		expect(parts).toEqual([]);
	});

	// A hyphen tells a code (`network.not-a-date`) from a property (`network.places`); `network.what-…` stands for any.
	it("that comments name are given somewhere", () => {
		const named = sources.flatMap((file) =>
			file.comments.flatMap(({ value, start }) =>
				[...value.matchAll(/`([a-z]+\.[a-z]+(?:-[a-z]+)+)`/g)].flatMap(
					([, code = ""]) =>
						isCode(code, folders) &&
						!table.has(code) &&
						!code.includes(".what-")
							? [`${lineOf(file, start)} ${code}`]
							: [],
				),
			),
		);
		expect(named).toEqual([]);
	});
});

describe("the scanner of codes", () => {
	const codesIn = (text: string) =>
		givenCodes([parsed("src/stress/planted.ts", text)], ["stress", "network"]);

	it("finds codes given to constructors, functions, callbacks, methods and properties", () => {
		const found = codesIn(`
			class CounterweightError { constructor(code: string, says: string) {} }
			type Fail = (code: string, says: string) => void;
			const held = "stress.by-name";
			class Import { readonly #tell: Fail; add(code: string) {} take() { this.#tell("stress.by-field", ""); this.add("stress.by-method"); } }
			const say = (says: string, code: string) => {};
			function judge(fail: Fail, tell: (code: string) => void, closed: boolean) {
				fail("stress.by-alias", "words");
				tell(closed ? "stress.if-closed" : "stress.if-open");
				say("words", "stress.second");
				new Import().take();
				add({ code: held, severity: closed ? "error" : "note" });
				throw new CounterweightError("stress.thrown", "words");
			}`);
		expect(
			found.map(({ code, kind, severities }) => [code, kind, severities]),
		).toEqual([
			["stress.by-field", undefined, []],
			["stress.by-method", undefined, []],
			["stress.by-alias", undefined, []],
			["stress.if-closed", undefined, []],
			["stress.if-open", undefined, []],
			["stress.second", undefined, []],
			["stress.by-name", "finding", ["error", "note"]],
			["stress.thrown", "fault", []],
		]);
	});

	it("takes no name of a scenario, file, property or measure for a code", () => {
		expect(
			codesIn(`
				const scenario = "suspension-ends", file = "network.csv";
				run({ scenario: "stress.test", measure: network.places });
				if (code === "stress.compared") read("network.csv");
				function read(path: string) {}`),
		).toEqual([]);
	});
});
