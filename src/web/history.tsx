import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Measure } from "#network";
import type { NetworkFace } from "./answers.ts";
import { date } from "./figures.ts";
import { type Actor, type Entry, recordOf } from "./record.ts";
import { SourceMark } from "./source-mark.tsx";
import { ConfidenceTag } from "./tags.tsx";
import { useNames } from "./view.ts";
import { kinds, words } from "./words.ts";

const rowHeight = 15;

/** Every measure of the network on a strip of years, by actor. */
export function History({
	network,
	scenario,
	dayZero,
}: {
	readonly network: NetworkFace;
	/** Id of the scenario whose measures stand out. */
	readonly scenario: string | undefined;
	readonly dayZero: string | undefined;
}): JSX.Element {
	const record = useMemo(() => recordOf(network), [network]);
	const all = record.actors.flatMap((each) => each.entries);
	const inScenario = new Set(
		network.scenarios.find((each) => each.id === scenario)?.measures,
	);
	const [chosen, setChosen] = useState<string | undefined>(undefined);
	const current =
		all.find((each) => each.measure.id === chosen) ??
		all.find((each) => inScenario.has(each.measure.id)) ??
		all[0];
	const strip = useRef<HTMLDivElement>(null);
	useLayoutEffect(() => {
		if (strip.current !== null)
			strip.current.scrollLeft = strip.current.scrollWidth;
	}, []);
	const move = (event: KeyboardEvent) => {
		const steps: Record<string, number> = {
			ArrowRight: 1,
			ArrowDown: 1,
			ArrowLeft: -1,
			ArrowUp: -1,
		};
		const step = steps[event.key];
		const next = step && current ? all[all.indexOf(current) + step] : undefined;
		if (next === undefined) return;
		event.preventDefault();
		setChosen(next.measure.id);
		document.getElementById(`act-${next.measure.id}`)?.focus();
	};
	const say = words.history;
	return (
		<div class="history">
			<h3>{say.title(record.firstYear, record.lastYear)}</h3>
			<p class="lead">{say.lead}</p>
			{current !== undefined && <EntryWords entry={current} />}
			<p class="strip-key" aria-hidden="true">
				<span class="act" /> {say.key.inForce}
				<span class="act">
					<span class="gap" />
				</span>{" "}
				{say.key.suspended}
				<span class="act played" /> {say.key.inScenario}
			</p>
			<div class="scroll-strip" ref={strip}>
				<Years firstYear={record.firstYear} lastYear={record.lastYear} />
				{/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move between the buttons inside */}
				<div class="strip" onKeyDown={move}>
					{dayZero !== undefined && (
						<span class="now" style={{ left: `${record.at(dayZero) * 100}%` }}>
							<span>{say.dayZero}</span>
						</span>
					)}
					{record.actors.map((each) => (
						<ActorRows
							key={each.actor}
							actor={each}
							current={current?.measure.id}
							inScenario={inScenario}
							onChoose={setChosen}
						/>
					))}
				</div>
			</div>
		</div>
	);
}

function Years({
	firstYear,
	lastYear,
}: {
	readonly firstYear: number;
	readonly lastYear: number;
}): JSX.Element {
	const years = lastYear - firstYear + 1;
	return (
		<div class="years" aria-hidden="true">
			{Array.from({ length: years }, (_, index) => firstYear + index)
				.filter((year) => (year - firstYear) % (years > 10 ? 2 : 1) === 0)
				.map((year) => (
					<span
						key={year}
						style={{ left: `${((year - firstYear) / years) * 100}%` }}
					>
						{year}
					</span>
				))}
		</div>
	);
}

function ActorRows({
	actor,
	current,
	inScenario,
	onChoose,
}: {
	readonly actor: Actor;
	readonly current: string | undefined;
	readonly inScenario: ReadonlySet<string>;
	readonly onChoose: (id: string) => void;
}): JSX.Element {
	const names = useNames();
	const name =
		actor.actor === "" ? words.history.others : names.area(actor.actor);
	return (
		<div class="actor">
			<p class="actor-name">{name}</p>
			<ul style={{ height: `${actor.rows * rowHeight}px` }} aria-label={name}>
				{actor.entries.map((entry) => (
					<li key={entry.measure.id}>
						<EntryBar
							entry={entry}
							current={entry.measure.id === current}
							played={inScenario.has(entry.measure.id)}
							onChoose={onChoose}
						/>
					</li>
				))}
			</ul>
		</div>
	);
}

function EntryBar({
	entry,
	current,
	played,
	onChoose,
}: {
	readonly entry: Entry;
	readonly current: boolean;
	readonly played: boolean;
	readonly onChoose: (id: string) => void;
}): JSX.Element {
	const names = useNames();
	const { measure, start, end } = entry;
	const length = Math.max(end - start, 0.0001);
	const choose = () => onChoose(measure.id);
	return (
		<button
			type="button"
			id={`act-${measure.id}`}
			class={`act${played ? " played" : ""}`}
			tabIndex={current ? 0 : -1}
			aria-pressed={current}
			aria-label={words.history.item(
				measure.title ?? measure.id,
				kinds[measure.kind],
				whoOf(measure, names.areas),
				whenOf(entry),
			)}
			style={{
				left: `${start * 100}%`,
				width: `${length * 100}%`,
				top: `${entry.row * rowHeight}px`,
			}}
			onClick={choose}
			onFocus={choose}
			onPointerEnter={choose}
		>
			{entry.gaps.map((gap) => (
				<span
					key={gap.from}
					class="gap"
					style={{
						left: `${((gap.start - start) / length) * 100}%`,
						width: `${((gap.end - gap.start) / length) * 100}%`,
					}}
				/>
			))}
		</button>
	);
}

function EntryWords({ entry }: { readonly entry: Entry }): JSX.Element {
	const names = useNames();
	const { measure } = entry;
	return (
		<div class="act-words">
			<p>
				<strong>{measure.title ?? measure.id}</strong>
				<SourceMark id={measure.source} />
			</p>
			<p>
				<span class="kind">{kinds[measure.kind]}</span>{" "}
				{whoOf(measure, names.areas)} <span class="quiet">{whenOf(entry)}</span>{" "}
				<ConfidenceTag of={measure.confidence} />
			</p>
			{measure.note !== undefined && <p class="quiet">{measure.note}</p>}
		</div>
	);
}

function whoOf(
	measure: Measure,
	areas: (ids: readonly string[]) => string,
): string {
	return words.measures.targets(areas(measure.actor), areas(measure.targets));
}

function whenOf({ measure, gaps }: Entry): string {
	const say = words.history;
	const period = say.period(
		date(measure.from),
		measure.until === undefined ? say.open : date(measure.until),
	);
	if (gaps.length === 0) return period;
	const suspended = gaps.map((gap) =>
		say.period(date(gap.from), gap.until ? date(gap.until) : say.open),
	);
	return `${period}. ${say.suspendedOn(suspended.join(", "))}`;
}
