import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import {
	docBefore,
	isNode,
	jsonOf,
	lineOf,
	literalOf,
	nodesOf,
	parsed,
	root,
	type SourceFile,
	type SyntaxNode,
	sourceFolders,
	sourcesUnder,
} from "./source-file.ts";

const { exports, imports } = jsonOf("package.json") as {
	exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
	imports: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

const offered = sourceFolders().filter((folder) =>
	existsSync(join(root, "src", folder, "index.ts")),
);

const sources: ReadonlyMap<string, SourceFile> = new Map(
	sourcesUnder("src").map((file) => [file.path, file]),
);

/** The file that a `./x.ts` of another file names. */
function besideOf(file: SourceFile, from: string): SourceFile | undefined {
	return sources.get(join(dirname(file.path), from));
}

interface Exported {
	readonly name: string;
	readonly file: SourceFile;
	/** The declaration with its `export`. */
	readonly node: SyntaxNode;
}

/** Returns what a file exports, each where it is declared; through re-exports of its own folder. */
function exportedBy(file: SourceFile): readonly Exported[] {
	return (file.program.body as readonly SyntaxNode[]).flatMap((node) => {
		if (node.type !== "ExportNamedDeclaration") return [];
		const from = literalOf(node.source);
		if (from === undefined)
			return namesDeclared(node).map((name) => ({ name, file, node }));
		const target = besideOf(file, from);
		const names = (node.specifiers as readonly SyntaxNode[]).map(
			({ local, exported }) => [nameOf(local), nameOf(exported)] as const,
		);
		const there = target === undefined ? [] : exportedBy(target);
		return names.map(([local, name]) => {
			const found = there.find((each) => each.name === local);
			return found === undefined ? { name, file, node } : { ...found, name };
		});
	});
}

function namesDeclared({ declaration }: SyntaxNode): readonly string[] {
	if (!isNode(declaration)) return [];
	if (declaration.type === "VariableDeclaration")
		return (declaration.declarations as readonly SyntaxNode[]).map(({ id }) =>
			nameOf(id),
		);
	return [nameOf(declaration.id)];
}

function nameOf(node: unknown): string {
	return isNode(node) ? String(node.name ?? literalOf(node)) : "";
}

/** What is wrong with the doc comment of an export; empty if nothing is. */
function faultOf({ file, node }: Exported): string {
	const doc = docBefore(file, node);
	if (doc === undefined) return "has no doc comment";
	const [first = ""] = doc.split(/\n\s*\n|\n\s*@|\n\s*[-*] /);
	const sentence = first.replaceAll("\n", " ").trim();
	if (!/^[\p{Lu}`αλτφΨ]/u.test(sentence))
		return `begins with no capital: ${sentence}`;
	return /[.:](\s|$)/.test(sentence) ? "" : `is no sentence: ${sentence}`;
}

describe("package.json", () => {
	it("offers each folder that has an index under the folder's own name", () => {
		expect(Object.keys(exports).sort()).toEqual(
			offered.map((folder) => `./${folder}`),
		);
		// In this order: a user's bundler takes the first condition that it knows.
		for (const folder of offered)
			expect(Object.entries(exports[`./${folder}`] ?? {})).toEqual([
				["counterweight-source", `./src/${folder}/index.ts`],
				["types", `./dist/${folder}/index.d.ts`],
				["default", `./dist/${folder}/index.js`],
			]);
	});

	it("names the folders inside as outside, with a #", () => {
		expect(imports).toEqual({
			"#*": {
				"counterweight-source": "./src/*/index.ts",
				default: "./dist/*/index.js",
			},
		});
	});

	it("is what sources import by: every #name is a folder with an index", () => {
		const unknown = [...sources.values()].flatMap((file) =>
			[...nodesOf(file.program)].flatMap(([node]) => {
				const from = literalOf(node.source);
				return from?.startsWith("#") && !offered.includes(from.slice(1))
					? [`${lineOf(file, node.start)} ${from}`]
					: [];
			}),
		);
		expect(unknown).toEqual([]);
	});
});

describe("exports", () => {
	it.each(offered)("of %s all say what they are, in a sentence", (folder) => {
		const index = sources.get(`src/${folder}/index.ts`);
		const found = index === undefined ? [] : exportedBy(index);
		expect(found.length).toBeGreaterThan(0);
		expect(
			found
				.map((each) => [each, faultOf(each)] as const)
				.filter(([, fault]) => fault !== "")
				.map(
					([{ name, file, node }, fault]) =>
						`${lineOf(file, node.start)} ${name} ${fault}`,
				),
		).toEqual([]);
	});

	it("without a doc comment, or with words that are no sentence, are seen", () => {
		const faults = exportedBy(
			parsed(
				"planted.ts",
				[
					"/** Says what it is. */\nexport const good = 1;",
					"// Says nothing.\nexport const bare = 1;",
					"/** Of another. */\nconst other = 1;\nexport const after = 1;",
					"/** lower case. */\nexport const lower = 1;",
					"/** No end\n *\n * Then one. */\nexport const open = 1;",
				].join("\n"),
			),
		).map((each) => [each.name, faultOf(each) !== ""]);
		expect(Object.fromEntries(faults)).toEqual({
			good: false,
			bare: true,
			after: true,
			lower: true,
			open: true,
		});
	});

	it("are never default exports, but in configurations of tools", () => {
		const folders = ["src", "test", "data", "scripts", "bench"];
		const isDefault = (file: SourceFile) =>
			(file.program.body as readonly SyntaxNode[]).some(
				(node) =>
					node.type === "ExportDefaultDeclaration" ||
					(node.specifiers as readonly SyntaxNode[] | undefined)?.some(
						({ exported }) => nameOf(exported) === "default",
					),
			);
		expect(
			folders
				.filter((folder) => existsSync(join(root, folder)))
				.flatMap(sourcesUnder)
				.filter(({ path }) => !path.endsWith(".config.ts"))
				.filter(isDefault)
				.map(({ path }) => path),
		).toEqual([]);
		expect(isDefault(parsed("planted.ts", "export default 1;"))).toBe(true);
		expect(
			isDefault(parsed("planted.ts", "const a = 1; export { a as default };")),
		).toBe(true);
	});
});
