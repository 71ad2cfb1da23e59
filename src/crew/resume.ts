import { createHash } from "node:crypto";
import {
	closeSync,
	existsSync,
	ftruncateSync,
	openSync,
	readFileSync,
	writeSync,
} from "node:fs";
import { CounterweightError, tableNames } from "#network";
import type { Block } from "#stress";
import type { Job } from "./job.ts";

/** A file that keeps what is done of a job, so that a run that was ended goes on where it was. */
export interface ResumeFile {
	/** Blocks that were done before. */
	readonly blocks: readonly Block[];
	/** Adds a block; it is in the file when this returns. */
	readonly add: (block: Block) => void;
	readonly close: () => void;
}

const manifest = JSON.parse(
	readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
) as { readonly version: string };

/**
 * Returns a job's resume file, opened to go on: one line of JSON that says which question it belongs to, then one line per block.
 *
 * A last line that was cut short is taken out. Values are kept as the bytes of their numbers, so what is read is what was written.
 * Faults: `crew.other-question` where the file is of another network, question or version, or no such file at all;
 * `crew.resume-file` where it cannot be read or written.
 */
export function resumeFile(path: string, job: Job): ResumeFile {
	const head = JSON.stringify({
		counterweight: manifest.version,
		task: job.task,
		question: questionOf(job),
	});
	const { blocks, bytes } = reachable(path, () => readBlocks(path, head));
	const file = reachable(path, () => openSync(path, bytes === 0 ? "w" : "r+"));
	let end = bytes;
	const write = (line: string) =>
		reachable(path, () => {
			end += writeSync(file, `${line}\n`, end);
		});
	if (bytes === 0) write(head);
	else ftruncateSync(file, bytes);
	return {
		blocks,
		add: ({ from, to, values }) =>
			write(
				JSON.stringify({
					from,
					to,
					values: Buffer.from(
						values.buffer,
						values.byteOffset,
						values.byteLength,
					).toString("base64"),
				}),
			),
		close: () => closeSync(file),
	};
}

/** Blocks of whole lines, and how many bytes those lines take; 0 for a new or empty file. */
function readBlocks(
	path: string,
	head: string,
): { readonly blocks: readonly Block[]; readonly bytes: number } {
	const text = existsSync(path) ? readFileSync(path, "latin1") : "";
	const lines = text.split("\n").slice(0, -1);
	if (text === "" || (lines.length === 0 && head.startsWith(text)))
		return { blocks: [], bytes: 0 };
	if (lines[0] !== head)
		throw new CounterweightError(
			"crew.other-question",
			`${path} keeps no runs of this question; give another file, or delete it to begin anew`,
		);
	const blocks: Block[] = [];
	let bytes = head.length + 1;
	for (const line of lines.slice(1)) {
		const block = blockOf(line);
		if (block === undefined) break;
		blocks.push(block);
		bytes += line.length + 1;
	}
	return { blocks, bytes };
}

function blockOf(line: string): Block | undefined {
	try {
		const { from, to, values } = JSON.parse(line) as {
			readonly from: number;
			readonly to: number;
			readonly values: string;
		};
		const bytes = Uint8Array.from(Buffer.from(values, "base64"));
		return { from, to, values: new Float64Array(bytes.buffer) };
	} catch {
		return undefined;
	}
}

/** What a job asks, as a hash: task, network and options. */
function questionOf({ task, network, options }: Job): string {
	const hash = createHash("sha256").update(
		JSON.stringify([task, network.id, network.version, options]),
	);
	for (const table of tableNames)
		for (const row of network[table])
			hash.update(`${table}${JSON.stringify(row)}\n`);
	return hash.digest("hex");
}

function reachable<Result>(path: string, act: () => Result): Result {
	try {
		return act();
	} catch (cause) {
		throw cause instanceof CounterweightError
			? cause
			: unreachable(path, cause);
	}
}

function unreachable(path: string, cause: unknown): CounterweightError {
	return new CounterweightError(
		"crew.resume-file",
		`${path} cannot be read or written; give a file in a folder of yours`,
		cause,
	);
}
