import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { ExposureResult, GoodExposure } from "#exposure";
import type { Loaded } from "./desk.ts";
import { amount, count, share } from "./figures.ts";
import { goodName } from "./prose.ts";
import { SourceMark } from "./source-mark.tsx";
import { ProblemNote } from "./states.tsx";
import { ConfidenceTag } from "./tags.tsx";
import { useNames } from "./view.ts";
import { words } from "./words.ts";

const firstShown = 20;

/** Whom "we" hang on, good by good: the largest supplier, and what hides behind it. */
export function Exposure({
	answer,
}: {
	readonly answer: Loaded<ExposureResult>;
}): JSX.Element {
	const names = useNames();
	const say = words.exposure;
	const result = answer.value;
	const area = names.within(result?.for ?? "WLD");
	return (
		<section id="exposure" aria-labelledby="exposure-title">
			<h2 id="exposure-title">{words.sections.exposure}</h2>
			<p class="lead">{say.lead(area)}</p>
			{answer.state === "failed" && answer.problem !== undefined ? (
				<ProblemNote problem={answer.problem} />
			) : result === undefined ? (
				<div class="exposure-ghost ghost" aria-hidden="true" />
			) : result.goods.length === 0 ? (
				<p class="empty">{say.none(area)}</p>
			) : (
				<Goods key={result.network.id} goods={result.goods} />
			)}
		</section>
	);
}

function Goods({
	goods,
}: {
	readonly goods: readonly GoodExposure[];
}): JSX.Element {
	const [all, setAll] = useState(false);
	const say = words.exposure;
	const hidden = goods.length - firstShown;
	return (
		<>
			<table class="exposure">
				<thead>
					<tr>
						<th scope="col">{say.columns.good}</th>
						<th scope="col">{say.columns.direct}</th>
						<th scope="col">{say.columns.reach}</th>
						<th scope="col" class="end">
							{say.columns.hhi}
						</th>
					</tr>
				</thead>
				<tbody>
					{(all ? goods : goods.slice(0, firstShown)).map((good) => (
						<GoodRow key={good.good} good={good} />
					))}
				</tbody>
			</table>
			{hidden > 0 && (
				<button
					type="button"
					class="more"
					aria-expanded={all}
					onClick={() => setAll(!all)}
				>
					{all ? say.less : say.more(hidden)}
				</button>
			)}
			<p class="note">{say.hhiMeaning}</p>
		</>
	);
}

function GoodRow({ good }: { readonly good: GoodExposure }): JSX.Element {
	const say = words.exposure;
	const name = goodName(good.name, good.unit);
	const total = amount(good.total, good.unit);
	const top = good.shares[0];
	return (
		<tr>
			<th scope="row">
				{name.head}
				<span class="under">
					{say.amount(
						good.stage,
						name.of ? `${total} ${name.of}` : total,
						say.basis[good.basis],
						good.year,
					)}
				</span>
			</th>
			<td data-name={say.columns.direct}>
				{top !== undefined && (
					<ShareBar place={top.place} direct={top.share}>
						{top.sources.slice(0, 2).map((id) => (
							<SourceMark key={id} id={id} />
						))}{" "}
						<ConfidenceTag of={top.confidence} />
					</ShareBar>
				)}
			</td>
			<td data-name={say.columns.reach}>
				<Hidden good={good} />
			</td>
			<td class="end" data-name={say.columns.hhi}>
				<span class="figure">{count(good.hhi)}</span>
			</td>
		</tr>
	);
}

/** The place whose hold grows most when the chain is traced back; its direct part and what is hidden, on one bar. */
function Hidden({ good }: { readonly good: GoodExposure }): JSX.Element {
	const say = words.exposure;
	const hidden = good.hidden[0];
	if (good.reach.length === 0) return <span class="quiet">{say.noReach}</span>;
	if (hidden === undefined)
		return <span class="quiet">{say.nothingHidden}</span>;
	const direct =
		good.shares.find((each) => each.place === hidden.place)?.share ?? 0;
	return (
		<ShareBar place={hidden.place} direct={direct} hidden={hidden.share}>
			<span class="under">{say.split(share(direct), share(hidden.share))}</span>
		</ShareBar>
	);
}

function ShareBar({
	place,
	direct,
	hidden = 0,
	children,
}: {
	readonly place: string;
	readonly direct: number;
	readonly hidden?: number;
	readonly children: ComponentChildren;
}): JSX.Element {
	const names = useNames();
	return (
		<div class="share">
			<span>
				<span class="figure">{share(direct + hidden)}</span> {names.area(place)}
			</span>
			{children}
			<span class="bar" aria-hidden="true">
				<span style={{ width: `${direct * 100}%` }} />
				{hidden > 0 && (
					<span class="behind-bar" style={{ width: `${hidden * 100}%` }} />
				)}
			</span>
		</div>
	);
}
