import type { Finding } from "./finding.ts";
import { tableNames } from "./network.ts";

/** A finding whose words may be worked out only if it is kept. */
export type FindingDraft = Omit<Finding, "says" | "hint"> & {
	readonly says: string | (() => string);
	readonly hint: string | (() => string);
};

/** Takes findings in, keeps the first of each code, and counts the others. */
export interface FindingList {
	/** Takes a finding in. */
	readonly add: (finding: FindingDraft) => void;
	/** Whether a finding that keeps a package from loading was taken in. */
	readonly hasErrors: () => boolean;
	/** Returns the kept findings in the order taken in, then one note for each code of which more were found than kept. */
	readonly findings: () => readonly Finding[];
}

/**
 * Returns an empty list of findings that keeps at most `most` of each code, so that a wrong file of ten million rows gives a report
 * that can be read.
 *
 * Edge cases: `most` 0 keeps only the notes. Cost: O(1) per finding.
 *
 * @example
 * const list = findingList(1);
 * list.add(unknownId); list.add(unknownId); list.findings().length // 2: the first, and a note that there is one more
 */
export function findingList(most = 200): FindingList {
	const kept: Finding[] = [];
	const counts = new Map<string, number>();
	let errors = false;
	return {
		add: (draft) => {
			const count = (counts.get(draft.code) ?? 0) + 1;
			counts.set(draft.code, count);
			errors ||= draft.severity === "error";
			if (count > most) return;
			const says = typeof draft.says === "string" ? draft.says : draft.says();
			const hint = typeof draft.hint === "string" ? draft.hint : draft.hint();
			kept.push({ ...draft, says, hint });
		},
		hasErrors: () => errors,
		findings: () => [
			...kept,
			...[...counts]
				.filter(([, count]) => count > most)
				.map(([code, count]) => moreNote(code, count - most)),
		],
	};
}

/**
 * Returns findings in the order of their files: those of no table (the folder, its descriptor) first, then the tables as they are read;
 * within a file by line, and otherwise as they come; the notes on findings not shown last.
 *
 * Cost: O(findings × log findings).
 */
export function findingsInOrder(
	findings: readonly Finding[],
): readonly Finding[] {
	const files = tableNames.map((table) => `${table}.csv`);
	const rank = ({ code, file }: Finding): number =>
		code === moreFindings ? files.length : files.indexOf(file);
	return findings.toSorted((a, b) => rank(a) - rank(b) || a.row - b.row);
}

const moreFindings = "network.more-findings";

function moreNote(code: string, more: number): Finding {
	return {
		code: moreFindings,
		severity: "note",
		file: "",
		row: 0,
		field: "",
		says: `${more} more ${more === 1 ? "finding" : "findings"} with the code ${code} ${more === 1 ? "is" : "are"} not shown.`,
		hint: "Correct those shown and check again.",
	};
}
