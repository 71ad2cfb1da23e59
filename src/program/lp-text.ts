import type { LinearProgram } from "./linear-program.ts";

/** What the text format takes for a name: no blanks, no operators, no leading digit or dot, and not e followed by a digit. */
const fit = /^(?![eE][0-9.])[A-Za-z_][A-Za-z0-9_.]*$/;

/** Words of the format that cannot be names. */
const reserved =
	/^(min(imi[sz]e|imum)?|max(imi[sz]e|imum)?|st|s\.t\.|subject|such|bounds?|general(s)?|gen|integer(s)?|binary|binaries|bin|semi-continuous|semis?|free|inf(inity)?|end)$/i;

/**
 * Returns a program in the CPLEX LP text format, one line per constraint, for golden files and for other solvers.
 *
 * Columns and rows without a name are x0, x1, … and r0, r1, …; a name that the format does not take, or that is used twice, gets these too.
 * Numbers are written as shortly as they can be read back exactly. Edge cases: a row bounded on both sides becomes two, `.low` and `.high`;
 * a row without entries is written with 0 of the first column; a row that nothing bounds is left out; the offset is written as a constant; a program without columns has an empty objective.
 * Cost: O(columns + rows + entries), two seconds and more for a million entries: hand arrays to a solver instead.
 *
 * @example
 * lpText(build.program()) // "Minimize\n obj: x0\nSubject To\n r0: x0 >= 3\nEnd\n"
 */
export function lpText(program: LinearProgram): string {
	const columnName = namesOf(program.columns, program.columnName, "x");
	const rowName = namesOf(program.rows, program.rowName, "r");
	return [
		"Minimize",
		` obj: ${objective(program, columnName)}`,
		"Subject To",
		...rowsOf(program, columnName).flatMap((terms, row) =>
			rowText(
				rowName[row],
				terms,
				program.rowLower[row],
				program.rowUpper[row],
				columnName[0],
			),
		),
		...section(
			"Bounds",
			columnName.flatMap((name, column) =>
				boundText(name, program.lower[column], program.upper[column]),
			),
		),
		...section(
			"General",
			columnName
				.filter((_, column) => program.integer?.[column] === 1)
				.map((name) => ` ${name}`),
		),
		"End",
		"",
	].join("\n");
}

function namesOf(
	count: number,
	given: readonly (string | undefined)[] | undefined,
	letter: string,
): readonly string[] {
	const own = new RegExp(`^${letter}[0-9]+$`);
	const used = new Set<string>();
	return Array.from({ length: count }, (_, index) => {
		const name = given?.[index] ?? "";
		if (
			!fit.test(name) ||
			reserved.test(name) ||
			own.test(name) ||
			used.has(name)
		)
			return `${letter}${index}`;
		used.add(name);
		return name;
	});
}

function objective(program: LinearProgram, names: readonly string[]): string {
	const terms = names.flatMap((name, column) =>
		program.cost[column] === 0 ? [] : [term(program.cost[column], name)],
	);
	if (program.offset !== 0) terms.push(signed(program.offset));
	return sum(terms);
}

/** The terms of each row, columns ascending. */
function rowsOf(
	{ columns, rows, matrix }: LinearProgram,
	names: readonly string[],
): readonly (readonly string[])[] {
	const terms = Array.from({ length: rows }, (): string[] => []);
	for (let column = 0; column < columns; column++)
		for (
			let at = matrix.columnStart[column];
			at < matrix.columnStart[column + 1];
			at++
		)
			terms[matrix.row[at]].push(term(matrix.value[at], names[column]));
	return terms;
}

function rowText(
	name: string,
	terms: readonly string[],
	lower: number,
	upper: number,
	anyColumn: string | undefined,
): readonly string[] {
	const left = terms.length > 0 ? sum(terms) : `0 ${anyColumn ?? ""}`.trim();
	if (lower === upper) return [` ${name}: ${left} = ${lower}`];
	if (lower === Number.NEGATIVE_INFINITY)
		return upper === Number.POSITIVE_INFINITY
			? []
			: [` ${name}: ${left} <= ${upper}`];
	if (upper === Number.POSITIVE_INFINITY)
		return [` ${name}: ${left} >= ${lower}`];
	return [
		` ${name}.low: ${left} >= ${lower}`,
		` ${name}.high: ${left} <= ${upper}`,
	];
}

function boundText(
	name: string,
	lower: number,
	upper: number,
): readonly string[] {
	if (lower === 0 && upper === Number.POSITIVE_INFINITY) return [];
	if (lower === upper) return [` ${name} = ${lower}`];
	const least = lower === Number.NEGATIVE_INFINITY ? "-inf" : `${lower}`;
	if (upper !== Number.POSITIVE_INFINITY)
		return [` ${least} <= ${name} <= ${upper}`];
	return [
		lower === Number.NEGATIVE_INFINITY
			? ` ${name} free`
			: ` ${name} >= ${lower}`,
	];
}

function section(title: string, lines: readonly string[]): readonly string[] {
	return lines.length > 0 ? [title, ...lines] : [];
}

/** A coefficient and its column with the sign in front, as `+ 2 x0` or `- x0`. */
function term(value: number, name: string): string {
	const size = Math.abs(value);
	return `${value < 0 ? "-" : "+"} ${size === 1 ? name : `${size} ${name}`}`;
}

function signed(value: number): string {
	return `${value < 0 ? "-" : "+"} ${Math.abs(value)}`;
}

/** Terms in a row, without the plus in front. */
function sum(terms: readonly string[]): string {
	return terms.join(" ").replace(/^\+ /, "");
}
