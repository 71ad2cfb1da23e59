import type { JSX } from "preact";
import {
	useCallback,
	useEffect,
	useMemo,
	useRef,
	useState,
} from "preact/hooks";
import { citationsOf } from "./citations.ts";
import { Controls } from "./controls.tsx";
import { type Desk, desk } from "./desk.ts";
import { Exposure } from "./exposure.tsx";
import { Headline, SupplyHeadline } from "./headline.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { Masthead } from "./masthead.tsx";
import { Measures } from "./measures.tsx";
import { Method } from "./method.tsx";
import { namesOf } from "./names.ts";
import { Ranking } from "./ranking.tsx";
import { ShortfallChart } from "./shortfall-chart.tsx";
import { type Shown, SourceNote } from "./source-note.tsx";
import { Sources } from "./sources.tsx";
import { NoAnswer } from "./states.tsx";
import { useStore } from "./store.ts";
import { CitedContext, NamesContext, useNames } from "./view.ts";
import { words } from "./words.ts";

/** The whole page: the answer, then the controls, then what proves it. */
export function Page(): JSX.Element {
	const state = useStore(desk);
	const { network, stress, exposure } = state;
	const face = network.value;
	const names = useMemo(() => namesOf(face), [face]);
	const citations = useMemo(
		() => citationsOf(face, stress.value, exposure.value),
		[face, stress.value, exposure.value],
	);
	const [shown, setShown] = useState<Shown | undefined>(undefined);
	const showSource = useCallback(
		(id: string, mark: HTMLElement) => {
			const citation = citations.get(id);
			if (citation !== undefined) setShown({ citation, mark });
		},
		[citations],
	);
	const cited = useMemo(
		() => ({ citations, showSource }),
		[citations, showSource],
	);
	return (
		<NamesContext.Provider value={names}>
			<CitedContext.Provider value={cited}>
				<a class="skip" href="#answer">
					{words.skip}
				</a>
				<Masthead />
				<main
					id="answer"
					class={stress.state}
					aria-busy={stress.state === "loading"}
				>
					<Answer state={state} />
				</main>
				<SourceNote shown={shown} />
			</CitedContext.Provider>
		</NamesContext.Provider>
	);
}

function Answer({ state }: { readonly state: Desk }): JSX.Element {
	const { question, network, networks, stress, exposure } = state;
	const face = network.value;
	const bare = face?.scenarios.length === 0;
	const problem = network.problem ?? (bare ? undefined : stress.problem);
	const result = bare || problem !== undefined ? undefined : stress.value;
	return (
		<>
			<div class="answer">
				{problem !== undefined ? (
					<NoAnswer problem={problem} />
				) : bare ? (
					<SupplyHeadline result={exposure.value} network={face} />
				) : (
					<>
						<Headline result={result} network={face} />
						<KeyFigures result={result} />
					</>
				)}
				<Controls
					network={face}
					networks={networks}
					scenario={question.scenario ?? face?.scenarios[0]?.id ?? ""}
					area={question.for}
				/>
			</div>
			<Announcement says={result?.says} />
			{problem === undefined && (
				<>
					{!bare && (
						<>
							<Ranking result={result} />
							<ShortfallChart result={result} />
							<Measures result={result} network={face} />
						</>
					)}
					<Exposure answer={exposure} />
					<Sources />
					<Method result={result} />
				</>
			)}
		</>
	);
}

/** Tells readers who do not see the page that the answer changed, and names the tab after it. */
function Announcement({
	says,
}: {
	readonly says: string | undefined;
}): JSX.Element {
	const names = useNames();
	const before = useRef<string | undefined>(undefined);
	const [news, setNews] = useState("");
	useEffect(() => {
		if (says === undefined) return;
		document.title = words.title(names.plain(says));
		if (before.current !== undefined && before.current !== says)
			setNews(words.headline.changed(names.plain(says)));
		before.current = says;
	}, [says, names]);
	return (
		<p class="hidden" role="status">
			{news}
		</p>
	);
}
