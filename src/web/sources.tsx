import type { JSX } from "preact";
import type { Citation } from "./citations.ts";
import { SourceFacts, SourceLink } from "./source-note.tsx";
import { useCited } from "./view.ts";
import { words } from "./words.ts";

/** Every source that the page cites: those of the answer, then those that only the record of measures cites. */
export function Sources(): JSX.Element {
	const { citations } = useCited();
	const all = [...citations.values()];
	const answer = all.filter((each) => !each.onlyRecord);
	const record = all.filter((each) => each.onlyRecord);
	const say = words.sources;
	return (
		<section id="sources" aria-labelledby="sources-title">
			<h2 id="sources-title">{words.sections.sources}</h2>
			<p class="lead">{say.lead}</p>
			<SourceList citations={answer} />
			{record.length > 0 && (
				<details>
					<summary>{say.record(record.length)}</summary>
					<SourceList citations={record} />
				</details>
			)}
		</section>
	);
}

function SourceList({
	citations,
}: {
	readonly citations: readonly Citation[];
}): JSX.Element {
	return (
		<ol class="sources" start={citations[0]?.number ?? 1}>
			{citations.map((citation) => (
				<li
					key={citation.id}
					id={`source-${citation.number}`}
					tabIndex={-1}
					value={citation.number}
				>
					<span class="number" aria-hidden="true">
						{citation.number}
					</span>
					<p>{citation.source?.title ?? citation.id}</p>
					<SourceFacts citation={citation} />
					<p class="source-link">
						<SourceLink citation={citation} />
					</p>
				</li>
			))}
		</ol>
	);
}
