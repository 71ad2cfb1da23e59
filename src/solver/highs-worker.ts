import { parentPort } from "node:worker_threads";
import { CounterweightError } from "#network";
import type { Message, Reply, Request } from "./highs-message.ts";
import { type HighsModel, highsModel } from "./highs-model.ts";

const models = new Map<number, HighsModel>();

/** The requests so far; each waits for the one before. */
let last: Promise<void> = Promise.resolve();

parentPort?.on("message", (message: Message) => {
	last = last.then(async () => {
		parentPort?.postMessage(await replyTo(message));
	});
});

async function replyTo({ call, session, request }: Message): Promise<Reply> {
	try {
		return { call, value: await done(session, request) };
	} catch (cause) {
		return {
			call,
			fault: {
				code:
					cause instanceof CounterweightError ? cause.code : "solver.failed",
				says: cause instanceof Error ? cause.message : String(cause),
			},
		};
	}
}

async function done(session: number, request: Request): Promise<unknown> {
	if (request.do === "open") {
		models.set(session, await highsModel(request.program));
		return undefined;
	}
	const model = models.get(session);
	if (model === undefined)
		throw new CounterweightError("solver.closed", "the session was closed");
	switch (request.do) {
		case "bounds":
			return model.bounds(request.changes);
		case "costs":
			return model.costs(request.changes);
		case "start":
			return model.start(request.basis);
		case "basis":
			return model.basis();
		case "solve":
			return model.solve(request.options);
		case "close":
			models.delete(session);
			return model.close();
	}
}
