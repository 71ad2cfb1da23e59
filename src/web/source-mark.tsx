import type { JSX } from "preact";
import { useCited } from "./view.ts";
import { words } from "./words.ts";

/** The small number beside a figure that shows its source. */
export function SourceMark({
	id,
}: {
	readonly id: string;
}): JSX.Element | null {
	const { citations, showSource } = useCited();
	const citation = citations.get(id);
	if (citation === undefined) return null;
	const title = citation.source?.title ?? id;
	return (
		<sup class="source-mark">
			<button
				type="button"
				popovertarget="source-note"
				popovertargetaction="show"
				aria-label={words.sources.mark(citation.number, title)}
				onClick={(event) => showSource(id, event.currentTarget)}
			>
				{citation.number}
			</button>
		</sup>
	);
}
