/** A link of a page, within the repository. */
export interface PageLink {
	/** Path as written, without anchor; empty for the page itself. */
	readonly path: string;
	/** Heading as its slug; empty for none. */
	readonly anchor: string;
}

/** A page's code blocks of one language, in order. */
export function codeBlocks(page: string, language: string): readonly string[] {
	return [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
		.filter(([, name]) => name === language)
		.map(([, , code = ""]) => code);
}

/** Returns a page without its code blocks, those fenced and those indented. */
function withoutBlocks(page: string): string {
	return page
		.replace(/^```.*?^```$/gms, "")
		.replace(/(?<=\n\n)(( {4}|\t).*\n)+/g, "");
}

/** Returns the spans of code within a page's sentences. */
export function codeSpans(page: string): readonly string[] {
	return [...withoutBlocks(page).matchAll(/`([^`\n]+)`/g)].map(
		([, span = ""]) => span,
	);
}

/** Returns the links and pictures of a page that lead somewhere within the repository. */
export function innerLinks(page: string): readonly PageLink[] {
	const words = withoutBlocks(page).replace(/`[^`\n]+`/g, "");
	const inline = words.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g);
	const named = words.matchAll(/^\[[^\]]+\]:\s*<?([^\s>]+)/gm);
	return [...inline, ...named]
		.map(([, target = ""]) => target)
		.filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target))
		.map((target) => {
			const [path = "", anchor = ""] = target.split("#");
			return { path: decodeURI(path), anchor };
		});
}

/** Returns the slugs by which links name the headings of a page. */
export function headingSlugs(page: string): ReadonlySet<string> {
	const seen = new Map<string, number>();
	const slugs = new Set<string>();
	for (const [, title = ""] of withoutBlocks(page).matchAll(/^#+ +(.+)$/gm)) {
		const slug = title
			.trim()
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, "")
			.replace(/\s/g, "-");
		const times = seen.get(slug) ?? 0;
		seen.set(slug, times + 1);
		slugs.add(times === 0 ? slug : `${slug}-${times}`);
	}
	return slugs;
}
