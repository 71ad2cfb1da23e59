import {
	isNode,
	lineOf,
	literalOf,
	nodesOf,
	type SourceFile,
	type SyntaxNode,
} from "./source-file.ts";

/** A place in the sources where a code is given to a finding, fault or refusal. */
export interface GivenCode {
	readonly code: string;
	/** Folder of `src`. */
	readonly folder: string;
	/** `path:line`. */
	readonly at: string;
	/** What the place itself tells of the kind. */
	readonly kind?: "finding" | "fault";
	/** Severities, or the status of a response, that stand beside the code. */
	readonly severities: readonly string[];
}

/** Names of functions and classes with a parameter called `code`, and which one it is. */
type CodeParameters = ReadonlyMap<string, ReadonlySet<number>>;

const severities = ["error", "warning", "note"];

/** Returns whether a text has the form of a code: a folder of `src`, a point, words with hyphens. */
export function isCode(text: string, folders: readonly string[]): boolean {
	const [folder = "", name = "", ...more] = text.split(".");
	return (
		folders.includes(folder) &&
		more.length === 0 &&
		/^[a-z]+(-[a-z0-9]+)*$/.test(name)
	);
}

/**
 * Returns every place where sources give a code: as an argument where a function or constructor of the sources has a parameter named
 * `code`, or as the value of a property `code`, written out or by the name of a constant. Other texts of that form (compared, listed, or of another meaning) are not given.
 */
export function givenCodes(
	sources: readonly SourceFile[],
	folders: readonly string[],
): readonly GivenCode[] {
	const parameters = codeParameters(sources);
	return sources.flatMap((file) => {
		const nodes = [...nodesOf(file.program)].map(([node]) => node);
		const constants = constantsAmong(nodes);
		return nodes.flatMap((node) =>
			placesOf(node, parameters).flatMap(({ value, beside, kind }) =>
				literalsIn(constants.get(String(value.name)) ?? value)
					.filter(({ text }) => isCode(text, folders))
					.map(({ text, start }) => ({
						code: text,
						folder: file.path.split("/")[1] ?? "",
						at: lineOf(file, start),
						...(kind === undefined ? {} : { kind }),
						severities: beside,
					})),
			),
		);
	});
}

/** The values of names that stand for one value each. */
function constantsAmong(
	nodes: readonly SyntaxNode[],
): ReadonlyMap<string, SyntaxNode> {
	return new Map(
		nodes.flatMap(({ type, id, init }) =>
			type === "VariableDeclarator" && isNode(id) && literalOf(init)
				? [[String(id.name), init as SyntaxNode]]
				: [],
		),
	);
}

interface CodePlace {
	readonly value: SyntaxNode;
	readonly beside: readonly string[];
	readonly kind?: "finding" | "fault";
}

function placesOf(
	node: SyntaxNode,
	parameters: CodeParameters,
): readonly CodePlace[] {
	if (node.type === "CallExpression" || node.type === "NewExpression") {
		const name = nameCalled(node.callee);
		const given = node.arguments as readonly SyntaxNode[];
		const beside = given.flatMap(severitiesIn);
		return given
			.filter((_, index) => parameters.get(name)?.has(index))
			.map((value) =>
				name === "CounterweightError"
					? { value, beside: [], kind: "fault" }
					: { value, beside },
			);
	}
	if (node.type !== "ObjectExpression") return [];
	const properties = node.properties as readonly SyntaxNode[];
	const named = (name: string) =>
		properties.find(({ key }) => isNode(key) && key.name === name)?.value;
	const value = named("code");
	if (!isNode(value)) return [];
	const severity = named("severity");
	return isNode(severity)
		? [{ value, beside: severitiesIn(severity), kind: "finding" }]
		: [{ value, beside: [] }];
}

/** The severities, or the status, that an expression can stand for. */
function severitiesIn(value: SyntaxNode): readonly string[] {
	if (value.type === "Literal" && typeof value.value === "number")
		return value.value >= 400 && value.value < 600 ? [`${value.value}`] : [];
	return literalsIn(value)
		.map(({ text }) => text)
		.filter((text) => severities.includes(text));
}

/** The texts that an expression can stand for: itself, or the branches of a choice. */
function literalsIn(
	value: SyntaxNode,
): readonly { readonly text: string; readonly start: number }[] {
	const text = literalOf(value);
	if (text !== undefined) return [{ text, start: value.start }];
	if (value.type === "ConditionalExpression")
		return [value.consequent, value.alternate]
			.filter(isNode)
			.flatMap(literalsIn);
	return [];
}

/** Returns which parameter is named `code`, for every function, method, class and function type of the sources, by the names they are called by. */
function codeParameters(sources: readonly SourceFile[]): CodeParameters {
	const found = new Map<string, Set<number>>();
	const add = (name: unknown, parameters: unknown) => {
		if (!isNode(name) || !Array.isArray(parameters)) return;
		const at = parameters.findIndex((each) => each.name === "code");
		if (at < 0) return;
		const known = found.get(String(name.name)) ?? new Set();
		found.set(String(name.name), known.add(at));
	};
	const nodes = sources.flatMap(({ program }) =>
		[...nodesOf(program)].map(([node]) => node),
	);
	for (const node of nodes)
		for (const [name, signature] of signaturesOf(node))
			add(name, signature.params);
	// A parameter, value or property of a named function type: `fail: Fail`.
	for (const node of nodes) {
		const type = typeOf(node);
		if (type?.type !== "TSTypeReference" || !isNode(type.typeName)) continue;
		const at = found.get(String(type.typeName.name));
		const name = isNode(node.key) ? node.key.name : node.name;
		if (at !== undefined)
			found.set(
				String(name),
				new Set([...at, ...(found.get(String(name)) ?? [])]),
			);
	}
	return found;
}

/** The name by which a call names what it calls: a function's, a class's, or a method's without what it belongs to. */
function nameCalled(callee: unknown): string {
	if (!isNode(callee)) return "";
	if (isNode(callee.property)) return String(callee.property.name);
	return String(callee.name);
}

function signaturesOf(
	node: SyntaxNode,
): readonly (readonly [unknown, SyntaxNode])[] {
	switch (node.type) {
		case "FunctionDeclaration":
			return [[node.id, node]];
		case "VariableDeclarator":
			return isNode(node.init) && "params" in node.init
				? [[node.id, node.init]]
				: [];
		case "TSTypeAliasDeclaration":
			return isNode(node.typeAnnotation)
				? [[node.id, node.typeAnnotation]]
				: [];
		case "ClassDeclaration":
			return [...nodesOf(node)].flatMap(([inner]) =>
				inner.kind === "constructor" && isNode(inner.value)
					? [[node.id, inner.value] as const]
					: [],
			);
		case "MethodDefinition":
			return isNode(node.value) ? [[node.key, node.value]] : [];
		case "TSMethodSignature":
			return [[node.key, node]];
		case "Identifier":
		case "PropertyDefinition":
		case "TSPropertySignature": {
			const type = typeOf(node);
			return type?.type === "TSFunctionType" ? [[node.key ?? node, type]] : [];
		}
		default:
			return [];
	}
}

function typeOf({ typeAnnotation }: SyntaxNode): SyntaxNode | undefined {
	const type = isNode(typeAnnotation)
		? typeAnnotation.typeAnnotation
		: undefined;
	return isNode(type) ? type : undefined;
}
