import { isUtf8 } from "node:buffer";

/** What Windows-1252 has at 0x80 to 0x9F, where Latin-1 has control characters (WHATWG Encoding Standard, index windows-1252). */
const upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Returns a decoder of text that is UTF-8 or, from its first bytes that are not, Windows-1252: statistical offices publish in both.
 *
 * Each call decodes the next bytes; the call without bytes ends the text. A byte order mark is left out. Text before the first bytes that are
 * no UTF-8 must then be ASCII, or those pieces were decoded wrongly; in files of Windows-1252 it is, as other bytes are no UTF-8 but by chance.
 * Cost: O(bytes).
 *
 * @example
 * const decode = looseDecoder();
 * decode(Uint8Array.of(0x97)) // "—"
 */
export function looseDecoder(): (bytes?: Uint8Array) => string {
	let pending: Buffer = Buffer.alloc(0);
	let started = false;
	let windows = false;
	return (bytes) => {
		const all = Buffer.concat([pending, bytes ?? new Uint8Array()]);
		const end = windows || bytes === undefined ? all.length : wholeEnd(all);
		const whole = all.subarray(0, end);
		pending = all.subarray(end);
		windows ||= !isUtf8(whole);
		const text = windows
			? whole
					.toString("latin1")
					.replace(
						/[\x80-\x9f]/g,
						(letter) => upper[letter.charCodeAt(0) - 0x80] ?? letter,
					)
			: whole.toString("utf8");
		const marked = !started && text.startsWith("\ufeff");
		started ||= text !== "";
		return marked ? text.slice(1) : text;
	};
}

/** Returns where bytes end that do not stop within a character of UTF-8. */
function wholeEnd(bytes: Buffer): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back] ?? 0;
		if (byte < 0x80) break;
		if (byte < 0xc0) continue;
		const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
		return needed > back ? bytes.length - back : bytes.length;
	}
	return bytes.length;
}
