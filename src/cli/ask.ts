import type { Command } from "commander";
import { readPackage } from "#files";
import { formatQuantity, type Network } from "#network";
import { defaultPackage, packageFolder } from "#work";
import { NotRead } from "./refusal.ts";

/** What most commands are asked. */
export interface Asked {
	readonly network: string;
	readonly for: string;
	readonly good?: string;
	readonly json?: boolean;
}

/** Adds the options that the commands share. */
export function asking(command: Command): Command {
	return command
		.option(
			"-n, --network <folder>",
			"package folder, or the name of a package that ships (see `counterweight data`)",
			defaultPackage,
		)
		.option("--json", "print the result as JSON");
}

/** Adds the options about whom and what. */
export function askingWhom(command: Command): Command {
	return asking(command)
		.option(
			"-f, --for <area>",
			"a place, a group, or several joined by + (DEU, EU27, JPN+USA)",
			"WLD",
		)
		.option(
			"-g, --good <id>",
			"one good or family only (ndfeb_magnet, re_magnets)",
		);
}

/** Returns the package asked for, with progress on the terminal when it takes over a second; ends the command if it has errors. */
export async function opened(name: string, json = false): Promise<Network> {
	const { network, findings } = await reading(name);
	if (network !== undefined) return network;
	if (json) printJson({ findings });
	throw new NotRead(findings);
}

/** Returns a package and all findings, with progress on the terminal when it takes over a second. */
export async function reading(name: string): ReturnType<typeof readPackage> {
	const started = performance.now();
	const show = process.stderr.isTTY;
	let shown = false;
	const result = await readPackage(packageFolder(name), {
		onProgress: ({ file, bytes, totalBytes }) => {
			if (!show || performance.now() - started < 1000) return;
			shown = true;
			process.stderr.write(
				`\r\u001b[Kreading ${file}: ${Math.round((100 * bytes) / Math.max(1, totalBytes))} %`,
			);
		},
	});
	if (shown) process.stderr.write("\r\u001b[K");
	return result;
}

/** Prints lines on standard output. */
export function print(lines: readonly string[]): void {
	process.stdout.write(`${lines.join("\n")}\n`);
}

/** Prints a value as JSON on standard output. */
export function printJson(value: unknown): void {
	process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Returns a share in per cent, with a decimal below ten. */
export function percent(share: number): string {
	const hundredths = 100 * share;
	return `${hundredths.toFixed(hundredths < 9.95 && hundredths > 0 ? 1 : 0)} %`;
}

/** Returns USD in millions or billions. */
export function dollars(value: number): string {
	if (value >= 1e9) return `${formatQuantity(value / 1e9)} bn USD`;
	return `${formatQuantity(value / 1e6)} m USD`;
}
