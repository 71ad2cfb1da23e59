import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";

/** A piece of a file's text, or what keeps the rest from being read. */
export type TextPiece =
	| { readonly text: string; readonly bytes: number }
	| { readonly code: string; readonly says: string; readonly hint: string };

const pieceBytes = 1 << 20;

/**
 * Yields the text of a file in pieces of at most 1 MiB, without its byte order mark; the last piece tells a fault if there is one.
 *
 * Faults: `files.not-utf8` for bytes that are no UTF-8 text or hold zero bytes, `files.too-large` where the file has grown beyond
 * `maxBytes` meanwhile, `files.unreadable` where the system refuses. The file is closed in any case, also when the reader stops early.
 * Cost: O(bytes), memory O(1).
 */
export async function* textPieces(
	path: string,
	maxBytes: number,
): AsyncGenerator<TextPiece> {
	let file: FileHandle;
	try {
		// Without waiting: a pipe or device put in the file's place must not hold the reader up.
		file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	} catch (cause) {
		yield unreadable(cause);
		return;
	}
	try {
		yield* decoded(file, maxBytes);
	} catch (cause) {
		yield cause instanceof TypeError ? notText() : unreadable(cause);
	} finally {
		await file.close();
	}
}

async function* decoded(
	file: FileHandle,
	maxBytes: number,
): AsyncGenerator<TextPiece> {
	const decoder = new TextDecoder("utf-8", { fatal: true });
	const buffer = Buffer.alloc(pieceBytes);
	let total = 0;
	for (;;) {
		const { bytesRead } = await file.read(buffer, 0, pieceBytes, null);
		total += bytesRead;
		if (total > maxBytes) {
			yield tooLarge(maxBytes);
			return;
		}
		const piece = buffer.subarray(0, bytesRead);
		if (piece.includes(0)) {
			yield notText();
			return;
		}
		// Throws a TypeError on bytes that are no UTF-8.
		const text = decoder.decode(piece, { stream: bytesRead > 0 });
		yield { text, bytes: bytesRead };
		if (bytesRead === 0) return;
	}
}

/** Returns what is wrong with a file of more bytes than allowed. */
export function tooLarge(
	maxBytes: number,
): Exclude<TextPiece, { text: string }> {
	return {
		code: "files.too-large",
		says: `The file is larger than the limit of ${maxBytes} bytes.`,
		hint: "Split the network, or raise the limit if the memory allows it.",
	};
}

function notText(): TextPiece {
	return {
		code: "files.not-utf8",
		says: "The file is not text in UTF-8.",
		hint: "Save it as “CSV UTF-8” (spreadsheets offer it under Save as).",
	};
}

function unreadable(cause: unknown): TextPiece {
	const reason =
		cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
	return {
		code: "files.unreadable",
		says: `The system does not let the file be read (${reason}).`,
		hint: "Look at its permissions.",
	};
}
