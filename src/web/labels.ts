import type { Frame } from "./frame.ts";
import type { Line } from "./lines.ts";

/** A name written beside its line. */
export interface Label {
	/** Index of the line. */
	readonly line: number;
	readonly text: string;
	readonly x: number;
	readonly y: number;
	/** Which end of the text stands at x. */
	readonly anchor: "start" | "middle" | "end";
}

interface Box {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

type Place = Pick<Label, "x" | "y" | "anchor">;

const characterWidth = 6.4;
const textHeight = 15;
/** Heights beside a rise or a fall, as shares of its step. */
const heights = [0.85, 0.6, 0.35];

/**
 * Returns the names that can stand beside their lines without touching another name or any line; a line without such a place has none.
 *
 * Formula: greedy, line by line; of the places above the line from its peak outwards, left of its first rise and right of its last fall,
 * the first that is free. Cost: O(lines · places · (lines · steps under a name)).
 */
export function labelsOf(
	lines: readonly Line[],
	texts: readonly string[],
	frame: Frame,
	stepDays: number,
): readonly Label[] {
	const taken: Box[] = [];
	const labels: Label[] = [];
	for (const [index, line] of lines.entries()) {
		const text = texts[index] ?? "";
		for (const place of placesOf(line, frame, stepDays)) {
			const box = boxOf(place, text.length * characterWidth);
			const inside =
				box.left > frame.left + 4 &&
				box.right < frame.width - 2 &&
				box.top > 18;
			if (!inside || taken.some((other) => touch(box, other))) continue;
			if (lines.some((other) => crosses(other, box, frame, stepDays))) continue;
			taken.push(box);
			labels.push({ line: index, text, ...place });
			break;
		}
	}
	return labels;
}

function placesOf(
	line: Line,
	frame: Frame,
	stepDays: number,
): readonly Place[] {
	const { values } = line;
	const at = (step: number) => frame.x(step * stepDays);
	const peak = values.indexOf(Math.max(...values));
	const stride = Math.max(1, Math.floor(values.length / 120));
	const above = values
		.map((_, step) => step)
		.filter((step) => step % stride === 0 && (values[step] ?? 0) > 0.01)
		.sort((a, b) => Math.abs(a - peak) - Math.abs(b - peak))
		.map(
			(step): Place => ({
				x: at(step),
				y: frame.y(values[step] ?? 0) - 7,
				anchor: "middle",
			}),
		);
	const rise = values.findIndex((value) => value > 0.01);
	const fall = values.findLastIndex((value) => value > 0.01);
	const beside = (step: number, within: readonly number[], end: boolean) =>
		heights.map(
			(height): Place => ({
				x: at(step) + (end ? -7 : 7),
				y: frame.y(height * Math.max(...within)) + 4,
				anchor: end ? "end" : "start",
			}),
		);
	return [
		...above,
		...beside(rise, values.slice(rise, rise + 4), true),
		...beside(fall, values.slice(Math.max(0, fall - 4), fall + 1), false),
	];
}

function boxOf({ x, y, anchor }: Place, width: number): Box {
	const left =
		anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
	return {
		left,
		right: left + width,
		top: y - textHeight + 3,
		bottom: y + 3,
	};
}

function touch(one: Box, other: Box): boolean {
	return (
		one.left < other.right + 6 &&
		other.left < one.right + 6 &&
		one.top < other.bottom + 1 &&
		other.top < one.bottom + 1
	);
}

function crosses(
	line: Line,
	box: Box,
	frame: Frame,
	stepDays: number,
): boolean {
	const from = Math.floor(frame.dayAt(box.left) / stepDays);
	const to = Math.ceil(frame.dayAt(box.right) / stepDays);
	let before = frame.y(line.values[from] ?? 0);
	for (let step = from; step <= to; step++) {
		const y = frame.y(line.values[step] ?? 0);
		if (Math.max(y, before) > box.top && Math.min(y, before) < box.bottom)
			return true;
		before = y;
	}
	return false;
}
