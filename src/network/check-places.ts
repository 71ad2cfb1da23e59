import type { CheckContext } from "./check-context.ts";
import { shown } from "./value-judge.ts";

/**
 * Finds places that lie within themselves, at once or round a circle (`network.place-within-itself`, once for each circle), and lanes
 * that end where they start (`network.lane-to-itself`).
 *
 * Cost: O(places + lanes).
 */
export function checkPlaces(context: CheckContext): void {
	for (const circle of circlesOf(context)) {
		const { places } = context.network;
		const ids = circle.map((index) => places[index].id);
		context.found("places", circle[0], {
			code: "network.place-within-itself",
			severity: "error",
			field: "within",
			says: `The place ${shown(ids[0])} lies within itself: ${[...ids, ids[0]].join(" within ")}.`,
			hint: "Leave within empty for the outermost place.",
		});
	}
	context.network.lanes.forEach((lane, index) => {
		if (lane.from !== lane.to) return;
		context.found("lanes", index, {
			code: "network.lane-to-itself",
			severity: "error",
			field: "to",
			says: `The lane of ${shown(lane.good)} starts and ends at ${shown(lane.from)}.`,
			hint: "Use at home needs no lane: take the row out.",
		});
	});
}

/** Returns every circle of places each within the next, by position, from its first place in the file on. */
function circlesOf(context: CheckContext): readonly (readonly number[])[] {
	const { places } = context.network;
	const outer = places.map((place) =>
		place.within === undefined
			? -1
			: (context.placeIndex.get(place.within) ?? -1),
	);
	const visit = new Int32Array(places.length);
	const circles: number[][] = [];
	places.forEach((_, start) => {
		const path: number[] = [];
		let at = start;
		while (at >= 0 && visit[at] === 0) {
			visit[at] = start + 1;
			path.push(at);
			at = outer[at];
		}
		if (at < 0 || visit[at] !== start + 1) return;
		const circle = path.slice(path.indexOf(at));
		const first = circle.indexOf(Math.min(...circle));
		circles.push([...circle.slice(first), ...circle.slice(0, first)]);
	});
	return circles;
}
