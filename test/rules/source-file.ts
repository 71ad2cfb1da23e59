import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

/** Folder of the repository. */
export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** A node of a syntax tree (ESTree with TypeScript's nodes). */
export interface SyntaxNode {
	readonly type: string;
	readonly start: number;
	readonly end: number;
	readonly [field: string]: unknown;
}

/** A comment; a doc comment is a block whose value begins with a star. */
interface Comment {
	readonly type: "Block" | "Line";
	readonly value: string;
	readonly start: number;
	readonly end: number;
}

/** A source file, parsed. */
export interface SourceFile {
	/** Path from the root, with `/`. */
	readonly path: string;
	readonly text: string;
	readonly program: SyntaxNode;
	readonly comments: readonly Comment[];
}

const besides = new Set(["node_modules", "dist", ".git", "coverage"]);

/** Returns the paths, from the root, of the files under a folder whose path ends as asked; built and installed files are passed over. */
export function filesUnder(folder: string, ending: RegExp): readonly string[] {
	return readdirSync(join(root, folder), { withFileTypes: true })
		.filter(({ name }) => !besides.has(name))
		.flatMap((entry) => {
			const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
			if (entry.isDirectory()) return filesUnder(path, ending);
			return ending.test(path) ? [path] : [];
		})
		.sort();
}

/** Returns the names of the folders in `src` that hold sources: rooms, adapters, work and edges. */
export function sourceFolders(): readonly string[] {
	return [
		...new Set(
			filesUnder("src", /\.tsx?$/).map((path) => path.split("/")[1] ?? ""),
		),
	];
}

/** Returns the folders of `src` that the project of a folder may import. */
export function referencesOf(folder: string): readonly string[] {
	const { references = [] } = jsonOf(`src/${folder}/tsconfig.json`) as {
		references?: readonly { readonly path: string }[];
	};
	return references.map(({ path }) => path.replace("../", ""));
}

/** Returns the text of a file of the repository. */
export function textOf(path: string): string {
	return readFileSync(join(root, path), "utf8");
}

/** Returns the value of a JSON file of the repository. */
export function jsonOf(path: string): Readonly<Record<string, unknown>> {
	return JSON.parse(textOf(path));
}

/** Returns a source text parsed; throws on what is no TypeScript. */
export function parsed(path: string, text: string): SourceFile {
	const { program, comments, errors } = parseSync(path, text);
	if (errors.length > 0)
		throw new Error(`${path} does not parse: ${errors[0]?.message}`);
	return {
		path,
		text,
		program: program as unknown as SyntaxNode,
		comments: comments as readonly Comment[],
	};
}

const tests = /\.test\.tsx?$/;

/** Returns all sources of a folder, parsed; without tests. */
export function sourcesUnder(folder: string): readonly SourceFile[] {
	return filesUnder(folder, /\.tsx?$/)
		.filter((path) => !tests.test(path))
		.map((path) => parsed(path, textOf(path)));
}

/** Yields every node of a tree with the nodes around it, the nearest first. */
export function* nodesOf(
	node: SyntaxNode,
	around: readonly SyntaxNode[] = [],
): Generator<readonly [SyntaxNode, readonly SyntaxNode[]]> {
	yield [node, around];
	const inside = [node, ...around];
	for (const value of Object.values(node))
		for (const child of Array.isArray(value) ? value : [value])
			if (isNode(child)) yield* nodesOf(child, inside);
}

/** Returns whether a value is a node of a syntax tree. */
export function isNode(value: unknown): value is SyntaxNode {
	return (
		typeof value === "object" &&
		value !== null &&
		"type" in value &&
		typeof value.type === "string"
	);
}

/** Returns the text of a node that is a string literal or a template without parts; else undefined. */
export function literalOf(node: unknown): string | undefined {
	if (!isNode(node)) return undefined;
	if (node.type === "Literal" && typeof node.value === "string")
		return node.value;
	if (node.type !== "TemplateLiteral") return undefined;
	const [only, ...others] = node.quasis as { value: { cooked: string } }[];
	return others.length === 0 ? only?.value.cooked : undefined;
}

/** Returns the words of the doc comment right before a node, without stars; undefined if there is none. */
export function docBefore(
	file: SourceFile,
	node: SyntaxNode,
): string | undefined {
	const comment = file.comments.findLast(({ end }) => end <= node.start);
	if (
		comment?.type !== "Block" ||
		!comment.value.startsWith("*") ||
		file.text.slice(comment.end, node.start).trim() !== ""
	)
		return undefined;
	return comment.value
		.slice(1)
		.split("\n")
		.map((line) => line.replace(/^\s*\* ?/, ""))
		.join("\n")
		.trim();
}

/** Returns `path:line` of a place in a file. */
export function lineOf(file: SourceFile, at: number): string {
	return `${file.path}:${file.text.slice(0, at).split("\n").length}`;
}
