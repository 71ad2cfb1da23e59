import { CommanderError } from "commander";
import { CounterweightError, type Finding } from "#network";
import { findingLines } from "./findings.ts";

/** Ends a command with exit code 1: the data has findings, or a shortfall was to fail it. What is to be read was already printed. */
export class Failed extends Error {}

/** Ends a command with exit code 1 after printing why the package could not be read. */
export class NotRead extends Error {
	readonly findings: readonly Finding[];

	constructor(findings: readonly Finding[]) {
		super("the package has errors");
		this.findings = findings;
	}
}

/** Ends a command with exit code 2: it was asked something that there is not. */
export class Misused extends Error {}

/**
 * Returns the exit code for what ended a command, and tells the person on standard error what it was: 1 for findings, 2 for misuse,
 * 70 for a defect of the programme itself.
 */
export function exitCodeOf(error: unknown): number {
	if (error instanceof Failed) return 1;
	if (error instanceof NotRead) {
		process.stderr.write(`${findingLines(error.findings).join("\n")}\n`);
		return 1;
	}
	if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
	if (error instanceof CounterweightError) {
		process.stderr.write(`${error.message} [${error.code}]\n`);
		return 2;
	}
	if (error instanceof Misused) {
		process.stderr.write(`counterweight: ${error.message}\n`);
		return 2;
	}
	const says = error instanceof Error ? error.message : String(error);
	process.stderr.write(
		`counterweight: this should not have happened: ${says}\nPlease report it with the command you gave.\n`,
	);
	return 70;
}
