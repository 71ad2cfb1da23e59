import { spawnSync } from "node:child_process";
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
	jsonOf,
	literalOf,
	nodesOf,
	parsed,
	referencesOf,
	root,
	type SourceFile,
	sourceFolders,
	sourcesUnder,
} from "./source-file.ts";

/** Rooms by what they may build on, the ground floor first. */
const rooms: Readonly<Record<string, readonly string[]>> = {
	network: [],
	program: [],
	exposure: ["network", "program"],
	stress: ["network", "program"],
	plan: ["network", "program"],
	alliance: ["network", "program", "plan"],
	trace: ["network", "program"],
	watch: ["network", "program"],
};

/** All folders of `src` from the ground up: one may only build on those of a layer below its own. */
const layers = [
	["network", "program"],
	["exposure", "stress", "plan", "trace", "watch"],
	["alliance"],
	["files", "store", "solver", "crew", "post", "reach"],
	["work"],
	["http", "web"],
	["cli"],
];

function layerOf(folder: string): number {
	return layers.findIndex((layer) => layer.includes(folder));
}

const roomsBuilt = sourceFolders().filter((folder) => folder in rooms);

/** What a file imports from, in any way. */
function importsOf(file: SourceFile): readonly string[] {
	return [...nodesOf(file.program)].flatMap(
		([node]) => literalOf(node.source) ?? [],
	);
}

describe("the arrows between folders", () => {
	it("every folder has its layer, and builds only on layers below", () => {
		expect(sourceFolders().filter((folder) => layerOf(folder) < 0)).toEqual([]);
		const upwards = sourceFolders().flatMap((folder) =>
			referencesOf(folder)
				.filter((other) => layerOf(other) >= layerOf(folder))
				.map((other) => `${folder} -> ${other}`),
		);
		expect(upwards).toEqual([]);
	});

	it("rooms build on the ground floor alone, alliance also on plan", () => {
		for (const room of roomsBuilt)
			for (const other of referencesOf(room))
				expect(rooms[room], room).toContain(other);
	});

	it("`tsc -b` at the root builds every folder", () => {
		const { references } = jsonOf("tsconfig.json") as {
			references: readonly { readonly path: string }[];
		};
		const built = new Set(references.map(({ path }) => path));
		for (const path of built)
			if (path.startsWith("src/"))
				for (const other of referencesOf(path.slice("src/".length)))
					built.add(`src/${other}`);
		expect(
			sourceFolders().filter((folder) => !built.has(`src/${folder}`)),
		).toEqual([]);
	});

	it("rooms compile without types of Node or a browser", () => {
		for (const room of roomsBuilt) {
			const { compilerOptions } = jsonOf(`src/${room}/tsconfig.json`) as {
				compilerOptions: Readonly<Record<string, unknown>>;
			};
			expect(Object.keys(compilerOptions), room).not.toContain("types");
			expect(Object.keys(compilerOptions), room).not.toContain("lib");
		}
		const { compilerOptions } = jsonOf("tsconfig.base.json");
		expect(compilerOptions).toMatchObject({ types: [], lib: ["ES2023"] });
	});

	// The compiler lets a package from node_modules pass; this does not.
	it("rooms import nothing but their own files and the ground floor", () => {
		const foreign = roomsBuilt.flatMap((room) =>
			sourcesUnder(`src/${room}`).flatMap((file) =>
				importsOf(file)
					.filter(
						(from) =>
							!from.startsWith("./") &&
							!(rooms[room] ?? []).includes(from.replace(/^#/, "")),
					)
					.map((from) => `${file.path}: ${from}`),
			),
		);
		expect(foreign).toEqual([]);
	});

	it("sees every way to import", () => {
		const planted = parsed(
			"planted.ts",
			'import "a"; import { b } from "b"; import type { C } from "c"; export * from "d"; export { e } from "e"; type F = import("f").F; const g = import("g");',
		);
		expect(importsOf(planted).join("")).toBe("abcdefg");
	});
});

/** A copy of what the rooms need to be built, to plant what is forbidden in. */
let copy = "";

beforeAll(() => {
	copy = mkdtempSync(join(tmpdir(), "counterweight-imports-"));
	for (const file of [
		"package.json",
		"tsconfig.base.json",
		"biome.json",
		".gitignore",
	])
		cpSync(join(root, file), join(copy, file));
	mkdirSync(join(copy, "src"));
	for (const folder of ["network", "program", "exposure", "stress", "files"])
		cpSync(join(root, "src", folder), join(copy, "src", folder), {
			recursive: true,
		});
	symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function ran(tool: "tsc" | "biome", ...words: readonly string[]) {
	const { status, stdout, stderr } = spawnSync(
		join(copy, "node_modules", ".bin", tool),
		words,
		{ cwd: copy, encoding: "utf8" },
	);
	return { status, says: `${stdout}${stderr}` };
}

/** Plants files in the copy, runs a tool, and takes them out again. */
function withPlanted<Result>(
	files: Readonly<Record<string, string>>,
	run: () => Result,
): Result {
	for (const [file, text] of Object.entries(files))
		writeFileSync(join(copy, file), text);
	try {
		return run();
	} finally {
		for (const file of Object.keys(files))
			if (/planted/.test(file)) rmSync(join(copy, file));
			else cpSync(join(root, file), join(copy, file));
	}
}

/** The codes of the compiler's complaints about the planted file. */
function complaints(folder: string, text: string): readonly string[] {
	const file = `src/${folder}/planted.ts`;
	const { status, says } = withPlanted({ [file]: `${text}\n` }, () =>
		ran("tsc", "-b", `src/${folder}`),
	);
	expect(status, says).not.toBe(0);
	const codes = says
		.split("\n")
		.filter((line) => line.startsWith(file))
		.map((line) => /error (TS\d+)/.exec(line)?.[1] ?? line);
	return [...new Set(codes)];
}

describe("a copy of the rooms", () => {
	it("builds as it is, and passes the linter", () => {
		const build = ran("tsc", "-b", "src/exposure", "src/stress", "src/files");
		expect(build.says).toBe("");
		expect(build.status).toBe(0);
		const lint = ran("biome", "lint", "src/exposure");
		expect(lint.status, lint.says).toBe(0);
	});

	const outside = ["TS6059", "TS6307"];
	it.each([
		[
			"an adapter",
			"exposure",
			'import { readPackage } from "#files"; export const planted: unknown = readPackage;',
			outside,
		],
		[
			"another room",
			"exposure",
			'import { stress } from "#stress"; export const planted: unknown = stress;',
			outside,
		],
		[
			"another room's types",
			"exposure",
			'import type { Rules } from "#stress"; export type Planted = Rules;',
			outside,
		],
		[
			"another room's types in passing",
			"stress",
			'export type Planted = import("#exposure").ExposureResult;',
			outside,
		],
		[
			"a room from the ground floor",
			"network",
			'import { exposure } from "#exposure"; export const planted: unknown = exposure;',
			outside,
		],
		[
			"the inside of another room",
			"exposure",
			'import { dayAfter } from "#network/day.ts"; export const planted: unknown = dayAfter;',
			["TS2307"],
		],
		[
			"a module of Node",
			"exposure",
			'import { readFileSync } from "node:fs"; export const planted: unknown = readFileSync;',
			["TS2591"],
		],
		[
			"the process",
			"exposure",
			"export const planted: string = process.cwd();",
			["TS2591"],
		],
		[
			"the page",
			"exposure",
			"export const planted: string = document.title;",
			["TS2584"],
		],
		[
			"the network of the machine",
			"exposure",
			'export const planted: unknown = fetch("https://example.org");',
			["TS2304"],
		],
	])("stops building when a room uses %s", (_what, folder, text, expected) => {
		expect(complaints(folder, text)).toEqual(expected);
	});

	it("stops building when references go round in a circle", () => {
		const file = "src/network/tsconfig.json";
		const project = { ...jsonOf(file), references: [{ path: "../stress" }] };
		const { status, says } = withPlanted(
			{ [file]: JSON.stringify(project) },
			() => ran("tsc", "-b", "src/stress"),
		);
		expect(status).not.toBe(0);
		expect(says).toMatch(/error TS6202/);
	});

	it("no longer passes the linter when a path leads out of the room", () => {
		const { status, says } = withPlanted(
			{
				"src/exposure/planted.ts":
					'import { dayAfter } from "../network/day.ts";\nexport const planted: unknown = dayAfter;\n',
			},
			() => ran("biome", "lint", "src/exposure"),
		);
		expect(status).not.toBe(0);
		expect(says).toContain("lint/style/noRestrictedImports");
	});

	it("no longer passes the linter when two files import each other", () => {
		const { status, says } = withPlanted(
			{
				"src/exposure/planted.ts":
					'import { other } from "./planted-other.ts";\nexport const planted = (): number => other();\n',
				"src/exposure/planted-other.ts":
					'import { planted } from "./planted.ts";\nexport const other = (): number => planted();\n',
			},
			() => ran("biome", "lint", "src/exposure"),
		);
		expect(status).not.toBe(0);
		expect(says).toContain("lint/suspicious/noImportCycles");
	});
});
