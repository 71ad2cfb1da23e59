import type { JSX } from "preact";
import type { Problem } from "./answers.ts";
import { open, startOver } from "./desk.ts";
import { words } from "./words.ts";

/** A failure in place of an answer, with what to do about it. */
export function ProblemNote({
	problem,
}: {
	readonly problem: Problem;
}): JSX.Element {
	const say = words.problem;
	return (
		<div class="problem" role="alert">
			<p class="empty-title">{problem.says}</p>
			<p>{problem.hint}</p>
			<p class="problem-actions">
				<button type="button" onClick={() => void open()}>
					{say.again}
				</button>
				{problem.code !== undefined && (
					<span class="quiet">{problem.code}</span>
				)}
			</p>
		</div>
	);
}

/** The headline of a page without an answer. */
export function NoAnswer({
	problem,
}: {
	readonly problem: Problem;
}): JSX.Element {
	const say = words.problem;
	return (
		<div class="headline">
			<h1>{say.title}</h1>
			<div class="problem" role="alert">
				<p class="empty-title">{problem.says}</p>
				<p>{problem.hint}</p>
				<p class="problem-actions">
					<button type="button" onClick={() => void open()}>
						{say.again}
					</button>
					<button type="button" class="plain" onClick={startOver}>
						{say.fresh}
					</button>
					{problem.code !== undefined && (
						<span class="quiet">{problem.code}</span>
					)}
				</p>
			</div>
		</div>
	);
}
