import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { dayAfter } from "#network";
import type { StressResult } from "#stress";
import { date, share } from "./figures.ts";
import { type Line, usesOf, weeksOf } from "./lines.ts";
import { useNames } from "./view.ts";
import { words } from "./words.ts";

/** The table behind the chart; its rows are made when it is opened. */
export function WeeklyTable({
	result,
	lines,
	days,
}: {
	readonly result: StressResult;
	readonly lines: readonly Line[];
	/** Days shown. */
	readonly days: number;
}): JSX.Element {
	const names = useNames();
	const [open, setOpen] = useState(false);
	const say = words.chart;
	return (
		<details onToggle={(event) => setOpen(event.currentTarget.open)}>
			<summary>{say.table}</summary>
			{open && (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
				<section class="scroll" tabIndex={0} aria-label={say.tableCaption}>
					<table>
						<caption>{say.tableCaption}</caption>
						<thead>
							<tr>
								<th scope="col">{say.week}</th>
								{lines.map((line) => (
									<th
										scope="col"
										key={`${line.demand.place} ${line.demand.good}`}
									>
										{say.use(usesOf(line, 2), names.area(line.demand.place))}
									</th>
								))}
							</tr>
						</thead>
						<tbody>
							{weeksOf(lines, result.stepDays, days).map((week) => (
								<tr key={week.day}>
									<th scope="row">
										{date(dayAfter(result.from, week.day))}{" "}
										<span class="quiet">{say.day(week.day)}</span>
									</th>
									{week.means.map((mean, index) => (
										<td
											key={`${lines[index]?.demand.place} ${lines[index]?.demand.good}`}
										>
											{share(mean)}
										</td>
									))}
								</tr>
							))}
						</tbody>
					</table>
				</section>
			)}
		</details>
	);
}
