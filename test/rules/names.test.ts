import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import {
	filesUnder,
	isNode,
	lineOf,
	nodesOf,
	parsed,
	root,
	type SourceFile,
	sourcesUnder,
	textOf,
} from "./source-file.ts";

const folders = ["src", "test", "scripts", "bench", "data/derive"].filter(
	(folder) => existsSync(join(root, folder)),
);
const code = folders.flatMap((folder) => filesUnder(folder, /\.[cm]?[jt]sx?$/));
const sources = folders.flatMap(sourcesUnder);

/** Words that say nothing of what a thing is. */
const empty =
	/(^|[-/])(utils?|utilities|helpers?|managers?|services?|misc|common|shared)([-./]|$)/;

/** Marks of work left undone; written apart so that this file does not bear them. */
const undone = new RegExp(`\\b(${["TO", "FIX"].join("DO|")}ME|X{3}|HACK)\\b`);

function anyOf(file: SourceFile): readonly string[] {
	return [...nodesOf(file.program)]
		.filter(([node]) => node.type === "TSAnyKeyword")
		.map(([node]) => lineOf(file, node.start));
}

/** The names that a file gives to its functions, classes, types and values. */
function declaredBy(file: SourceFile): readonly string[] {
	return [...nodesOf(file.program)].flatMap(([node]) =>
		/Declaration$|Declarator$/.test(node.type) && isNode(node.id)
			? [String(node.id.name)]
			: [],
	);
}

describe("names", () => {
	it("of files are words in lower case with hyphens", () => {
		const kebab =
			/^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.(test|config))?\.[cm]?[jt]sx?$/;
		expect(code.length).toBeGreaterThan(100);
		expect(code.filter((path) => !kebab.test(basename(path)))).toEqual([]);
	});

	it("of files and folders say what is in them", () => {
		expect(code.filter((path) => empty.test(path))).toEqual([]);
		expect(empty.test("src/network/date-utils.ts")).toBe(true);
		expect(empty.test("src/helpers/date.ts")).toBe(true);
		expect(empty.test("src/network/utility-bill.ts")).toBe(false);
	});

	it("of functions, classes and types say what they are", () => {
		const vague = /(Util|Utils|Helper|Helpers|Manager|Service)$/;
		expect(
			sources.flatMap((file) =>
				declaredBy(file)
					.filter((name) => vague.test(name))
					.map((name) => `${file.path} ${name}`),
			),
		).toEqual([]);
		expect(
			declaredBy(
				parsed(
					"planted.ts",
					"class AManager {} function b() {} const c = 1, d = 2; type E = 1; interface F {}",
				),
			),
		).toEqual(["AManager", "b", "c", "d", "E", "F"]);
	});
});

describe("sources", () => {
	it("know the type of everything: there is no `any`", () => {
		expect(sources.flatMap(anyOf)).toEqual([]);
		expect(
			anyOf(parsed("planted.ts", "const any = 'any'; // any\nlet a: any;")),
		).toEqual(["planted.ts:2"]);
	});

	it("leave nothing undone", () => {
		const marked = sources.flatMap((file) =>
			file.comments
				.filter(({ value }) => undone.test(value))
				.map(({ start }) => lineOf(file, start)),
		);
		expect(marked).toEqual([]);
		const pages = filesUnder(".", /\.md$/);
		expect(pages.filter((path) => undone.test(textOf(path)))).toEqual([]);
		for (const mark of ["TO" + "DO", "FIX" + "ME"])
			expect(undone.test(`// ${mark}: later`)).toBe(true);
	});
});
