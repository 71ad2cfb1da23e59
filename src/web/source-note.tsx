import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Citation, linkOf } from "./citations.ts";
import { dateInFull } from "./figures.ts";
import { words } from "./words.ts";

/** A source to be shown and the mark that asked for it. */
export interface Shown {
	readonly citation: Citation;
	readonly mark: HTMLElement;
}

/** The note that opens beside a source mark. */
export function SourceNote({
	shown,
}: {
	readonly shown: Shown | undefined;
}): JSX.Element {
	const note = useRef<HTMLDivElement>(null);
	useEffect(() => {
		if (shown !== undefined && note.current !== null)
			place(note.current, shown.mark);
	}, [shown]);
	const { citation } = shown ?? {};
	return (
		<div
			id="source-note"
			class="source-note"
			popover="auto"
			ref={note}
			role="dialog"
			aria-label={words.sources.note}
		>
			{citation !== undefined && (
				<>
					<p class="source-note-title">
						<span class="number">{citation.number}</span>{" "}
						{citation.source?.title ?? citation.id}
					</p>
					<SourceFacts citation={citation} />
					<p class="source-note-links">
						<SourceLink citation={citation} />
						<a
							href={`#source-${citation.number}`}
							onClick={() => {
								note.current?.hidePopover();
								uncover(citation.number);
							}}
						>
							{words.sources.inList}
						</a>
						<button
							type="button"
							class="plain"
							popovertarget="source-note"
							popovertargetaction="hide"
						>
							{words.sources.close}
						</button>
					</p>
				</>
			)}
		</div>
	);
}

/** Publisher, year, licence and day of reading of a source. */
export function SourceFacts({
	citation,
}: {
	readonly citation: Citation;
}): JSX.Element {
	const { source } = citation;
	const facts = [
		source?.title.startsWith(source.publisher ?? "") ? "" : source?.publisher,
		source?.year,
		source?.licence,
		source?.accessed && words.sources.accessed(dateInFull(source.accessed)),
		source === undefined && words.sources.loose,
	].filter(Boolean);
	return <p class="source-facts">{facts.join(" · ")}</p>;
}

/** The link to a source, or the words that there is none. */
export function SourceLink({
	citation,
}: {
	readonly citation: Citation;
}): JSX.Element {
	const link = linkOf(citation.source);
	return link === undefined ? (
		<span class="quiet">{words.sources.derived}</span>
	) : (
		<a href={link} target="_blank" rel="noopener noreferrer">
			{words.sources.link}
			<span class="hidden">: {citation.source?.title}</span>{" "}
			<span aria-hidden="true">↗</span>
		</a>
	);
}

/** Puts the note under the mark, inside the window; on narrow windows it lies at the bottom (see the style sheet). */
function place(note: HTMLElement, mark: HTMLElement): void {
	const at = mark.getBoundingClientRect();
	const room = 12;
	const left = Math.max(
		room,
		Math.min(
			at.left - 20,
			document.documentElement.clientWidth - note.offsetWidth - room,
		),
	);
	const below = at.bottom + 8;
	const fits = below + note.offsetHeight + room < window.innerHeight;
	note.style.setProperty("--left", `${left}px`);
	note.style.setProperty(
		"--top",
		`${fits ? below : Math.max(room, at.top - note.offsetHeight - 8)}px`,
	);
}

/** Opens the list that holds a source, so that a link to it arrives. */
function uncover(number: number): void {
	const list = document.getElementById(`source-${number}`)?.closest("details");
	if (list) list.open = true;
}
