import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { brotliCompressSync } from "node:zlib";

const types: Readonly<Record<string, string>> = {
	css: "text/css; charset=utf-8",
	html: "text/html; charset=utf-8",
	ico: "image/x-icon",
	js: "text/javascript; charset=utf-8",
	json: "application/json",
	png: "image/png",
	svg: "image/svg+xml",
	txt: "text/plain; charset=utf-8",
	webmanifest: "application/manifest+json",
	woff2: "font/woff2",
};

/** A file of the page, ready to be sent. */
interface PageFile {
	readonly type: string;
	readonly body: Uint8Array<ArrayBuffer>;
	/** The same with brotli; absent where that saves nothing. */
	readonly packed?: Uint8Array<ArrayBuffer>;
	readonly tag: string;
	/** Whether its name changes with its content. */
	readonly hashed: boolean;
}

/**
 * Returns the files of a folder by the path under which they are asked for, read once; a path outside the folder has no entry and
 * so cannot be asked for.
 *
 * Edge cases: a missing folder gives no files; source maps and files of unknown type are left out. Cost: O(bytes), once.
 */
export function pageFiles(folder: string): ReadonlyMap<string, PageFile> {
	const files = new Map<string, PageFile>();
	for (const name of namesIn(folder)) {
		const type = types[name.slice(name.lastIndexOf(".") + 1)];
		const path = join(folder, name);
		if (type === undefined || !statSync(path).isFile()) continue;
		const body = new Uint8Array(readFileSync(path));
		const packed = new Uint8Array(brotliCompressSync(body));
		files.set(`/${name.split(sep).join("/")}`, {
			type,
			body,
			...(packed.length < body.length * 0.9 ? { packed } : {}),
			tag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
			hashed: /-[\w-]{8,}\.\w+$/.test(name),
		});
	}
	const index = files.get("/index.html");
	if (index !== undefined) files.set("/", index);
	return files;
}

function namesIn(folder: string): readonly string[] {
	try {
		return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
	} catch {
		return [];
	}
}

/** Returns the response that carries a file, or says that the client has it already. */
export function fileResponse(file: PageFile, request: Headers): Response {
	const headers = new Headers({
		"Content-Type": file.type,
		"Cache-Control": file.hashed
			? "public, max-age=31536000, immutable"
			: "no-cache",
		ETag: file.tag,
		Vary: "Accept-Encoding",
	});
	if (request.get("if-none-match")?.includes(file.tag))
		return new Response(null, { status: 304, headers });
	const packs = /\bbr\b(?!\s*;\s*q=0(\.0*)?(,|$))/.test(
		request.get("accept-encoding") ?? "",
	);
	if (packs && file.packed !== undefined) {
		headers.set("Content-Encoding", "br");
		return new Response(file.packed, { headers });
	}
	return new Response(file.body, { headers });
}
