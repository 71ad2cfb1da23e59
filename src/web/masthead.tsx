import type { JSX } from "preact";
import { words } from "./words.ts";

/** The name of the programme and the parts of the page. */
export function Masthead(): JSX.Element {
	const { ranking, time, measures, exposure, sources } = words.sections;
	const parts = { ranking, time, measures, exposure, sources };
	return (
		<header class="masthead">
			<a class="name" href="/">
				<svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
					<path d="M5 12.5 27 8.5M16 10.5V26M10 26h12" />
					<circle cx="6.5" cy="17.5" r="4" />
					<rect x="22.5" y="11" width="6.5" height="6.5" rx="1" />
				</svg>
				{words.name}
			</a>
			<nav aria-label={words.sections.label}>
				{Object.entries(parts).map(([id, name]) => (
					<a key={id} href={`#${id}`}>
						{name}
					</a>
				))}
			</nav>
		</header>
	);
}
