import type { ExposureResult } from "#exposure";
import type { Network } from "#network";
import type { StressResult } from "#stress";
import type { Question } from "./question.ts";
import { words } from "./words.ts";

/** Why an answer did not come. */
export interface Problem {
	/** Code of the server's refusal; absent where the server was not heard. */
	readonly code?: string;
	readonly says: string;
	readonly hint: string;
}

/** What the page knows of a network. */
export type NetworkFace = Pick<
	Network,
	| "id"
	| "version"
	| "title"
	| "description"
	| "goods"
	| "places"
	| "groups"
	| "scenarios"
	| "measures"
	| "sources"
>;

/** A network that is served. */
export interface NetworkSummary {
	readonly id: string;
	readonly version: string;
	readonly title: string;
}

/** A failure to get an answer, with the words for the reader. */
export class Unanswered extends Error {
	readonly problem: Problem;

	constructor(problem: Problem, options?: ErrorOptions) {
		super(problem.says, options);
		this.name = "Unanswered";
		this.problem = problem;
	}
}

/** Returns the networks served. */
export function networks(): Promise<readonly NetworkSummary[]> {
	return answer("/api/networks");
}

/** Returns what the page needs of a network. */
export function networkFace(id: string): Promise<NetworkFace> {
	return answer(`/api/network/${encodeURIComponent(id)}`);
}

/** Returns what runs short. */
export function stressAnswer(question: Question): Promise<StressResult> {
	return answer(`/api/stress?${query(question)}`);
}

/** Returns whom we hang on. */
export function exposureAnswer(question: Question): Promise<ExposureResult> {
	const { scenario: _, ...rest } = question;
	return answer(`/api/exposure?${query(rest)}`);
}

function query(question: Question): URLSearchParams {
	return new URLSearchParams(Object.entries(question));
}

async function answer<Value>(address: string): Promise<Value> {
	let response: Response;
	try {
		response = await fetch(address, {
			headers: { Accept: "application/json" },
		});
	} catch (cause) {
		throw new Unanswered(words.problem.unreachable, { cause });
	}
	const body: unknown = await response.json().catch(() => undefined);
	if (response.ok && body !== undefined) return body as Value;
	throw new Unanswered(isProblem(body) ? body : words.problem.unreadable);
}

function isProblem(body: unknown): body is Problem {
	return (
		typeof body === "object" &&
		body !== null &&
		"says" in body &&
		"hint" in body
	);
}
