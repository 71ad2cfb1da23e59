import type { ExposureResult } from "#exposure";
import type { StressResult } from "#stress";
import {
	exposureAnswer,
	type NetworkFace,
	type NetworkSummary,
	networkFace,
	networks,
	type Problem,
	stressAnswer,
	Unanswered,
} from "./answers.ts";
import { addressOf, type Question, questionOf } from "./question.ts";
import { type Store, store } from "./store.ts";
import { words } from "./words.ts";

/** An answer on its way, come, or failed; while a new one is on its way the last one stays in sight. */
export interface Loaded<Value> {
	readonly state: "loading" | "ready" | "failed";
	readonly value?: Value;
	readonly problem?: Problem;
}

/** All that the page shows. */
export interface Desk {
	readonly question: Question;
	readonly networks: readonly NetworkSummary[];
	readonly network: Loaded<NetworkFace>;
	readonly stress: Loaded<StressResult>;
	readonly exposure: Loaded<ExposureResult>;
}

/** What the page shows now. */
export const desk: Store<Desk> = store<Desk>({
	question: questionOf(location.search),
	networks: [],
	network: { state: "loading" },
	stress: { state: "loading" },
	exposure: { state: "loading" },
});

let asked = 0;

/** Asks everything that the question in the address needs. */
export async function open(): Promise<void> {
	const mine = ++asked;
	const question = questionOf(location.search);
	const { network, networks: served, stress, exposure } = desk.get();
	const wanted = question.network ?? served[0]?.id;
	const known = network.value?.id === wanted ? network.value : undefined;
	desk.set({
		question,
		stress: { ...stress, state: "loading" },
		exposure: { ...exposure, state: "loading" },
	});
	const current = () => mine === asked;
	await Promise.all([
		known ?? settle(faceOf(question), "network", current),
		settle(stressAnswer(question), "stress", current),
		settle(exposureAnswer(question), "exposure", current),
	]);
}

/** Asks again if the address asks something else than what is shown; a link within the page does not. */
export function follow(): void {
	const shown = addressOf(desk.get().question);
	if (addressOf(questionOf(location.search)) !== shown) void open();
}

/** Changes the question, writes it into the address and asks again; a scenario belongs to its network. */
export function choose(change: Partial<Question>): void {
	const { scenario, ...question } = desk.get().question;
	const kept = change.network === undefined && scenario ? { scenario } : {};
	go(addressOf({ ...question, ...kept, ...change }));
}

/** Asks the question of an empty address. */
export function startOver(): void {
	go("/");
}

function go(address: string): void {
	history.pushState(null, "", address);
	void open();
}

async function faceOf(question: Question): Promise<NetworkFace> {
	const served = await networks();
	desk.set({ networks: served });
	const id = question.network ?? served[0]?.id;
	if (id === undefined) throw new Unanswered(words.problem.noNetwork);
	return networkFace(id);
}

async function settle<Part extends "network" | "stress" | "exposure">(
	answer: Promise<NonNullable<Desk[Part]["value"]>>,
	part: Part,
	current: () => boolean,
): Promise<void> {
	let loaded: Loaded<unknown>;
	try {
		loaded = { state: "ready", value: await answer };
	} catch (error) {
		loaded = {
			state: "failed",
			problem:
				error instanceof Unanswered ? error.problem : words.problem.unreadable,
		};
	}
	if (current()) desk.set({ [part]: loaded } as Partial<Desk>);
}
