import type { Command } from "commander";
import { formatQuantity } from "#network";
import type { ensemble } from "#work";
import { whole } from "./asked-rule.ts";
import { bar } from "./table.ts";

type CrewOptions = NonNullable<Parameters<typeof ensemble>[2]>;

/** What is asked of a crew. */
export interface AskedCrew {
	readonly workers?: number;
	readonly resume?: string;
}

/** Adds the options about the threads that do the work. */
export function askingCrew(command: Command): Command {
	return command
		.option(
			"-w, --workers <n>",
			"number of threads; default one per core",
			whole,
		)
		.option(
			"--resume <file>",
			"keep what is done in this file, and go on from it after an end",
		);
}

/**
 * Returns what a function makes with a crew's options: with progress on the terminal when it takes over a second, and cancelled by the
 * first Ctrl+C, after which what was done is still read out.
 */
export async function withCrew<Result>(
	what: string,
	{ workers, resume }: AskedCrew,
	work: (options: CrewOptions) => Promise<Result>,
): Promise<Result> {
	const cancel = new AbortController();
	const interrupted = () => {
		process.exitCode = 130;
		cancel.abort();
	};
	const show = progressOn(process.stderr, what);
	process.once("SIGINT", interrupted);
	try {
		return await work({
			signal: cancel.signal,
			onProgress: show.progress,
			...(workers === undefined ? {} : { workers }),
			...(resume === undefined ? {} : { resume }),
		});
	} finally {
		process.off("SIGINT", interrupted);
		show.end();
	}
}

function progressOn(stream: NodeJS.WriteStream, what: string) {
	const started = performance.now();
	let first: { readonly done: number; readonly at: number } | undefined;
	let shown = false;
	return {
		progress: ({ done, cases }: { done: number; cases: number }) => {
			const now = performance.now();
			first ??= { done, at: now };
			if (!stream.isTTY || now - started < 1000 || done === first.done) return;
			shown = true;
			const pace = (now - first.at) / 1000 / (done - first.done);
			const left = pace * (cases - done);
			stream.write(
				`\r\u001b[K${what} ${formatQuantity(done)} of ${formatQuantity(cases)} ${bar(done / cases, 24)} ${Math.ceil(left)} s left`,
			);
		},
		end: () => {
			if (shown) stream.write("\r\u001b[K");
		},
	};
}
