import { spawnSync } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { readPackage } from "#files";
import { network } from "#network";
import { arioRules, defaultRules, type Rules, stress } from "#stress";
import { isCode } from "./error-codes.ts";
import { withFieldTables } from "./field-tables.ts";
import { codeBlocks, codeSpans, headingSlugs, innerLinks } from "./page.ts";
import {
	filesUnder,
	isNode,
	literalOf,
	nodesOf,
	root,
	sourceFolders,
	sourcesUnder,
	textOf,
} from "./source-file.ts";

const rooms = ["network", "exposure", "stress"];
const pages = filesUnder("docs", /\.md$/);
const everyPage = filesUnder(".", /\.md$/);

describe("the pages", () => {
	it("are one for each room, and the index names them all", () => {
		expect(pages).toEqual(
			expect.arrayContaining(
				["index", "errors", ...rooms].map((name) => `docs/${name}.md`),
			),
		);
		const named = innerLinks(textOf("docs/index.md")).map(
			({ path }) => `docs/${path}`,
		);
		expect(named).toEqual(
			expect.arrayContaining(pages.filter((path) => path !== "docs/index.md")),
		);
	});

	it("hold the field tables of the data dictionary, word for word", () => {
		const page = textOf("docs/network.md");
		const written = withFieldTables(page);
		if (process.env.UPDATE_DOCS === "1")
			writeFileSync(join(root, "docs/network.md"), written);
		else expect(page).toBe(written);
	});

	it.each(rooms)("name everything that %s exports as a value", (room) => {
		const values = [
			...textOf(`src/${room}/index.ts`).matchAll(/^export \{([^}]+)\}/gm),
		]
			.flatMap(([, names = ""]) => names.split(","))
			.map((name) => name.trim())
			.filter((name) => name !== "" && !name.startsWith("type "));
		const spans = codeSpans(textOf(`docs/${room}.md`)).map(
			(span) => span.split("(")[0],
		);
		expect(values.filter((name) => !spans.includes(name))).toEqual([]);
	});

	it.each(["exposure", "stress"])(
		"name every field of the results of %s",
		(room) => {
			const [file] = sourcesUnder(`src/${room}`).filter(({ path }) =>
				path.endsWith("/result.ts"),
			);
			const fields = [...(file ? nodesOf(file.program) : [])].flatMap(
				([node]) =>
					node.type === "TSPropertySignature" && isNode(node.key)
						? [String(node.key.name)]
						: [],
			);
			const spans = codeSpans(textOf(`docs/${room}.md`));
			expect(fields.length).toBeGreaterThan(10);
			expect(fields.filter((name) => !spans.includes(name))).toEqual([]);
		},
	);
});

describe("the rules on the page of stress", () => {
	const rows = [
		...textOf("docs/stress.md").matchAll(
			/^\| `(\w+)` +\| `([^`]+)` +\| `([^`]+)` +\| ([^|]+) \|/gm,
		),
	].map(([, name = "", usual = "", ario = "", range = ""]) => ({
		name,
		usual,
		ario,
		range: range.replaceAll("`", "").trim(),
	}));

	it("are all of them, with their defaults and those of ARIO", () => {
		const ario: Readonly<Record<string, unknown>> = { ...arioRules };
		expect(rows.map(({ name, usual, ario }) => [name, usual, ario])).toEqual(
			Object.entries(defaultRules).map(([name, value]) => [
				name,
				String(value),
				String(ario[name]),
			]),
		);
	});

	it.each(rows)("say within which range $name lies", ({ name, range }) => {
		const wrong = { [name]: range.startsWith("[") ? -1 : "?" };
		const words = range.startsWith("[")
			? range
			: range.replaceAll(", ", " or ");
		expect(() =>
			stress(network({ id: "none" }), {
				scenario: "none",
				rules: wrong as Partial<Rules>,
			}),
		).toThrow(words);
	});
});

describe("links", () => {
	it("between pages lead to files and headings that are there", () => {
		const broken = everyPage.flatMap((page) =>
			innerLinks(textOf(page))
				.filter(({ path, anchor }) => {
					const file = path === "" ? page : join(dirname(page), path);
					if (!existsSync(join(root, file))) return true;
					return anchor !== "" && !headingSlugs(textOf(file)).has(anchor);
				})
				.map(({ path, anchor }) => `${page}: ${path}#${anchor}`),
		);
		expect(everyPage.length).toBeGreaterThan(pages.length);
		expect(broken).toEqual([]);
	});

	it("that lead nowhere are seen", () => {
		const page = [
			"# One, two & `three`",
			"[a](b.md) ![c](<d.png>) [e](#f) [web](https://example.org) `[no](x)`",
			"",
			"    [no](indented)",
			"",
			"```md\n[no](fenced)\n# No heading\n```",
			"[g]: h.md#i",
		].join("\n");
		expect(innerLinks(page)).toEqual([
			{ path: "b.md", anchor: "" },
			{ path: "d.png", anchor: "" },
			{ path: "", anchor: "f" },
			{ path: "h.md", anchor: "i" },
		]);
		expect([...headingSlugs(page)]).toEqual(["one-two--three"]);
	});
});

describe("names in code", () => {
	const known = knownNames();
	const codes = new Set(
		[...textOf("docs/errors.md").matchAll(/^\| `([^`]+)`/gm)].map(
			([, code]) => code,
		),
	);
	const unknownIn = (page: string) =>
		codeSpans(page).filter((span) => {
			if (isCode(span, sourceFolders()) && span.includes("-"))
				return !codes.has(span);
			if (existsSync(join(root, span))) return false;
			return (span.match(/[A-Za-z]\w*/g) ?? []).some(
				(word) => !known.has(word),
			);
		});

	it.each(pages)("of %s are those of sources, tables and data", (page) => {
		expect(unknownIn(textOf(page))).toEqual([]);
	});

	it("that nothing bears are seen", () => {
		expect(
			unknownIn(
				"`stress` `stres` `measures[].notPlayed` `stress.unknown-secret` `docs/network.md` `docs/nothing.md`",
			),
		).toEqual(["stres", "stress.unknown-secret", "docs/nothing.md"]);
	});
});

describe("the example package", () => {
	it("has nothing wrong with it", async () => {
		expect((await readPackage(join(root, "docs/example"))).findings).toEqual(
			[],
		);
	});
});

describe("examples", () => {
	const examples = pages.filter(
		(page) => codeBlocks(textOf(page), "ts").length > 0,
	);

	it("stand on every room's page", () => {
		expect(examples).toEqual(
			expect.arrayContaining(rooms.map((room) => `docs/${room}.md`)),
		);
	});

	it.each(examples)("of %s print what they say they print", (page) => {
		const code = codeBlocks(textOf(page), "ts").join("\n");
		const expected = [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)];
		expect(expected.length).toBeGreaterThan(0);
		expect(expected.length).toBe(code.split("console.log(").length - 1);
		expect(printedBy(code)).toEqual(expected.map(([, value]) => value));
	});
});

/** Runs code as a user of the package would, and returns the lines that it prints. */
function printedBy(code: string): readonly string[] {
	const folder = mkdtempSync(join(tmpdir(), "counterweight-docs-"));
	try {
		cpSync(join(root, "package.json"), join(folder, "package.json"));
		for (const name of ["src", "node_modules"])
			symlinkSync(join(root, name), join(folder, name));
		writeFileSync(join(folder, "example.ts"), code);
		const { stdout, stderr } = spawnSync(
			process.execPath,
			[
				"--conditions=counterweight-source",
				"--import",
				"tsx",
				join(folder, "example.ts"),
			],
			{ cwd: root, encoding: "utf8" },
		);
		if (stderr !== "") throw new Error(stderr);
		return stdout.trimEnd().split("\n");
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Every name that the sources, the data dictionary and the packages know. */
function knownNames(): ReadonlySet<string> {
	const known = new Set<string>(["counterweight"]);
	const add = (text: unknown) => {
		for (const word of String(text).match(/[A-Za-z]\w*/g) ?? [])
			known.add(word);
	};
	for (const { program } of sourcesUnder("src"))
		for (const [node] of nodesOf(program)) {
			if (node.type === "Identifier") add(node.name);
			const text = literalOf(node);
			// A whole sentence would let any of its words pass.
			if (text !== undefined && text.split(" ").length < 4) add(text);
		}
	for (const row of rowsOf("src/network/dictionary.csv")) {
		add(row.field);
		add(row.default);
		add(row.type);
	}
	for (const folder of ["docs/example", "data/rare-earths-2024"])
		for (const file of readdirSync(join(root, folder))) {
			add(file);
			if (!file.endsWith(".csv")) continue;
			for (const row of rowsOf(`${folder}/${file}`))
				for (const key of ["id", "group", "recipe", "family"]) add(row[key]);
		}
	return known;
}

function rowsOf(path: string): readonly Readonly<Record<string, string>>[] {
	return parse(textOf(path), { columns: true });
}
