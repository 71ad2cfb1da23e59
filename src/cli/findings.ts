import type { Finding } from "#network";
import { styled } from "./style.ts";

/** Returns findings as lines for people: where, what is wrong, what to do, and the count at the end. */
export function findingLines(findings: readonly Finding[]): string[] {
	const lines = findings.map(
		({ severity, code, file, row, field, says, hint }) => {
			const where = [file, row > 0 ? `line ${row}` : "", field]
				.filter((part) => part !== "")
				.join(", ");
			const tone =
				severity === "error"
					? "red"
					: severity === "warning"
						? "yellow"
						: "dim";
			return `${styled(tone, severity.padEnd(7))} ${where}: ${says} ${styled("dim", `${hint} [${code}]`)}`;
		},
	);
	return [...lines, countLine(findings)];
}

function countLine(findings: readonly Finding[]): string {
	return (["error", "warning", "note"] as const)
		.map((severity) => {
			const count = findings.filter(
				(finding) => finding.severity === severity,
			).length;
			return `${count} ${severity}${count === 1 ? "" : "s"}`;
		})
		.join(", ");
}
