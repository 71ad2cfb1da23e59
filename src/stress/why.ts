import type { Compiled } from "#network";
import type { Chain } from "./chain.ts";
import type { Ledger } from "./ledger.ts";
import type { Effect } from "./pressure.ts";
import type { Cause } from "./result.ts";

/** What `why` reads. */
export interface Ran {
	readonly compiled: Compiled;
	readonly chain: Chain;
	readonly effects: readonly Effect[];
	readonly ledger: Ledger;
	readonly stepDays: number;
}

const longestChain = 24;
const worthNaming = 0.1;

/**
 * Returns the chain of binding causes from an agent's first shortfall back to the measures.
 *
 * From the agent to the input that bound it on that day, to the day this stock ran out, to the lane that a measure held back or the
 * supplier that could not serve (whichever left more undelivered until then), and from that supplier on in the same way. Where several
 * measures or lanes held back at least a tenth of the orders each, all are named, the largest first.
 *
 * Edge cases: empty if the agent was never short. Cost: O(edges of the slots on the way).
 */
export function why(ran: Ran, agent: number): readonly Cause[] {
	const causes: Cause[] = [];
	const seen = new Set<number>();
	let at = agent;
	while (
		at >= 0 &&
		causes.length < longestChain &&
		!seen.has(at) &&
		ran.ledger.firstShort[at] >= 0
	) {
		seen.add(at);
		if (at === agent || !sameUse(ran, agent, at)) causes.push(shortOf(ran, at));
		at = explain(ran, at, causes);
	}
	return causes;
}

/** Adds what bound the agent and returns the supplier to go on with, or −1. */
function explain(ran: Ran, agent: number, causes: Cause[]): number {
	const { chain, ledger } = ran;
	const slot = ledger.bindingSlot[agent];
	if (slot < 0) {
		causes.push(ownLimit(ran, agent));
		return -1;
	}
	if (agent < chain.lineCount && ledger.emptied[slot] >= 0)
		causes.push(emptyOf(ran, slot));
	let ordered = 0;
	const suppliers = new Map<number, number>();
	const held = new Map<string, { edge: number; amount: number }>();
	for (
		let edge = chain.edgeStart[slot];
		edge < chain.edgeStart[slot + 1];
		edge++
	) {
		ordered += ledger.ordered[edge];
		const supplier = chain.outputLine[chain.edgeOutput[edge]];
		suppliers.set(
			supplier,
			(suppliers.get(supplier) ?? 0) + ledger.unserved[edge],
		);
		if (ledger.withheld[edge] <= 0) continue;
		const key = `${chain.edgeLane[edge]}\t${ledger.laneHeldBy[chain.edgeLane[edge]]}`;
		const other = held.get(key);
		held.set(key, {
			edge,
			amount: ledger.withheld[edge] + (other?.amount ?? 0),
		});
	}
	const lanes = [...held.values()].sort(
		(a, b) => b.amount - a.amount || a.edge - b.edge,
	);
	const [supplier, unserved] = [...suppliers].sort(
		(a, b) => b[1] - a[1] || a[0] - b[0],
	)[0] ?? [-1, 0];
	for (const lane of lanes)
		if (
			lane === lanes[0] ? lane.amount > 0 : lane.amount >= worthNaming * ordered
		)
			if (lane.amount >= worthNaming * unserved)
				causes.push(withheldOf(ran, slot, lane.edge, lane.amount / ordered));
	if (lanes.length > 0 && unserved <= lanes[0].amount) return -1;
	if (
		ledger.firstShort[supplier] >= 0 &&
		ledger.firstShort[supplier] <= ledger.firstShort[agent]
	)
		return supplier;
	const detour = delayOf(ran, slot);
	if (detour !== undefined) causes.push(detour);
	else if (unserved > 0)
		causes.push(atCapacity(ran, supplier, unserved / ordered));
	return -1;
}

/** The detour that delays what the slot waits for, if there is one. */
function delayOf(ran: Ran, slot: number): Cause | undefined {
	const { chain, ledger } = ran;
	for (
		let edge = chain.edgeStart[slot];
		edge < chain.edgeStart[slot + 1];
		edge++
	)
		if (ledger.laneDetourBy[chain.edgeLane[edge]] >= 0)
			return delayedOf(ran, slot, edge);
	return undefined;
}

/** Whether a line makes, at the user's own place, the very good the user takes: then naming it again says nothing new. */
function sameUse(ran: Ran, user: number, line: number): boolean {
	return (
		user >= ran.chain.lineCount &&
		ran.compiled.agentPlace[user] === ran.compiled.agentPlace[line] &&
		goodOf(ran, user) === goodOf(ran, line)
	);
}

function goodOf(ran: Ran, agent: number): number {
	const { compiled, chain } = ran;
	return agent < chain.lineCount
		? compiled.outputGood[compiled.outputStart[agent]]
		: compiled.slotGood[compiled.slotStart[agent]];
}

function named(ran: Ran, agent: number, good: number) {
	const { network } = ran.compiled;
	const place = network.places[ran.compiled.agentPlace[agent]];
	return {
		place: place.id,
		good: network.goods[good].id,
		placeName: place.name,
		goodName: network.goods[good].name,
	};
}

function shortOf(ran: Ran, agent: number): Cause {
	const day = ran.ledger.firstShort[agent] * ran.stepDays;
	const { place, good, placeName, goodName } = named(
		ran,
		agent,
		goodOf(ran, agent),
	);
	return {
		kind: "short",
		day,
		place,
		good,
		says: `${goodName} in ${placeName}: short from day ${day}`,
	};
}

function emptyOf(ran: Ran, slot: number): Cause {
	const day = ran.ledger.emptied[slot] * ran.stepDays;
	const { place, good, placeName, goodName } = named(
		ran,
		ran.compiled.slotAgent[slot],
		ran.compiled.slotGood[slot],
	);
	const held = Math.round(ran.chain.slotCover[slot] * ran.stepDays);
	return {
		kind: "empty",
		day,
		place,
		good,
		says: `${placeName} has used up its stock of ${goodName} (${held} ${held === 1 ? "day's" : "days'"} use) by day ${day}`,
	};
}

function ownLimit(ran: Ran, agent: number): Cause {
	const day = ran.ledger.firstShort[agent] * ran.stepDays;
	const { place, good, placeName, goodName } = named(
		ran,
		agent,
		goodOf(ran, agent),
	);
	const effect =
		ran.effects[agent < ran.chain.lineCount ? ran.ledger.lossBy[agent] : -1];
	if (effect === undefined)
		return {
			kind: "capacity",
			day,
			place,
			good,
			says: `${placeName} cannot make more ${goodName}`,
		};
	return {
		kind: "lost",
		day,
		place,
		good,
		measure: effect.measure.id,
		says: `${effect.measure.title ?? effect.measure.id} takes output of ${goodName} in ${placeName} from day ${day}`,
	};
}

function atCapacity(ran: Ran, line: number, share: number): Cause {
	const { place, good, placeName, goodName } = named(
		ran,
		line,
		goodOf(ran, line),
	);
	return {
		kind: "capacity",
		day: 0,
		place,
		good,
		share,
		says: `${placeName} cannot make enough ${goodName}: ${percent(share)} of orders wait or are refused`,
	};
}

function withheldOf(
	ran: Ran,
	slot: number,
	edge: number,
	share: number,
): Cause {
	const { compiled, ledger, effects, stepDays } = ran;
	const lane = compiled.network.lanes[ran.chain.edgeLane[edge] - 1];
	const day = ledger.laneHeldFrom[ran.chain.edgeLane[edge]] * stepDays;
	const { place, good, placeName, goodName } = named(
		ran,
		compiled.slotAgent[slot],
		compiled.slotGood[slot],
	);
	const from =
		compiled.network.places.find(({ id }) => id === lane.from)?.name ??
		lane.from;
	const measure = effects[ledger.laneHeldBy[ran.chain.edgeLane[edge]]]?.measure;
	return {
		kind: "withheld",
		day,
		place,
		good,
		from: lane.from,
		...(measure === undefined ? {} : { measure: measure.id }),
		share,
		says: `${from} → ${placeName}: ${percent(share)} of the ${goodName} ordered is held back from day ${day} by ${measure === undefined ? "the lane's capacity" : (measure.title ?? measure.id)}`,
	};
}

function delayedOf(ran: Ran, slot: number, edge: number): Cause {
	const { compiled, ledger, effects } = ran;
	const lane = compiled.network.lanes[ran.chain.edgeLane[edge] - 1];
	const { place, good, placeName, goodName } = named(
		ran,
		compiled.slotAgent[slot],
		compiled.slotGood[slot],
	);
	const measure =
		effects[ledger.laneDetourBy[ran.chain.edgeLane[edge]]].measure;
	return {
		kind: "transit",
		day: 0,
		place,
		good,
		from: lane.from,
		measure: measure.id,
		says: `${goodName} for ${placeName} takes ${measure.detourDays ?? 0} days longer: ${measure.title ?? measure.id}`,
	};
}

function percent(share: number): string {
	return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}
