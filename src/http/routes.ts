import { type Context, Hono } from "hono";
import { compress } from "hono/compress";
import { etag } from "hono/etag";
import { secureHeaders } from "hono/secure-headers";
import {
	CounterweightError,
	world as everywhere,
	type Network,
} from "#network";
import { namesLoopback } from "./host.ts";
import { areaOf, goodOf, networkOf, scenarioOf, tableOf } from "./known.ts";
import { fileResponse, pageFiles } from "./page.ts";
import {
	checked,
	emptyQuery,
	exposureQuery,
	shown,
	stressQuery,
	tableQuery,
} from "./query.ts";
import { recent } from "./recent.ts";
import { type Problem, problemOf, Refusal } from "./refusal.ts";
import { tablePage } from "./table.ts";
import type { World } from "./world.ts";

/** Answers kept in memory. */
const keptAnswers = 128;

/**
 * Returns the routes of the server: the page at `/`, the answers under `/api`, and `/health`.
 *
 * Everything is read-only: methods other than GET and HEAD get 405. Failures are JSON `{ code, says, hint }`: 400 for a query that is not
 * understood (with the nearest known name), 403 for a foreign Host header, 404 for an unknown path, 500 without details for a fault.
 * `loopback` accepts only Host headers that name this machine.
 *
 * Cost: a run of the room the first time, a look-up afterwards (the last 128 answers are kept).
 *
 * @example
 * (await routes(world).request("/health")).status // 200
 */
export function routes(
	world: World,
	options: { readonly loopback?: boolean } = {},
): Hono {
	const app = new Hono();
	app.use(headers(), async (context, next) => {
		const host = context.req.header("host") ?? new URL(context.req.url).host;
		if (options.loopback === true && !namesLoopback(host))
			throw new Refusal(
				403,
				"http.foreign-host",
				"This server answers only to this machine's own names.",
				"Open it as localhost, 127.0.0.1 or [::1], or bind it to another address.",
			);
		if (context.req.method !== "GET" && context.req.method !== "HEAD") {
			context.header("Allow", "GET, HEAD");
			throw new Refusal(
				405,
				"http.method-not-allowed",
				`${shown(context.req.method)} is not possible here: the server is read-only.`,
				"Ask with GET.",
			);
		}
		await next();
	});
	app.use("/api/*", compress(), etag());
	app.onError(failure);
	addAnswers(app, world);
	addPage(app, world);
	return app;
}

function headers(): ReturnType<typeof secureHeaders> {
	return secureHeaders({
		contentSecurityPolicy: {
			defaultSrc: ["'self'"],
			baseUri: ["'none'"],
			formAction: ["'self'"],
			frameAncestors: ["'none'"],
			imgSrc: ["'self'", "data:"],
			objectSrc: ["'none'"],
		},
		permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
		referrerPolicy: "no-referrer",
		strictTransportSecurity: false,
		xFrameOptions: "DENY",
	});
}

function addAnswers(app: Hono, world: World): void {
	const answers = recent<string>(keptAnswers);
	const { networks } = world;
	app.get("/health", (context) =>
		context.json({
			status: "ok",
			version: world.version,
			networks: networks.length,
		}),
	);
	app.get("/api/networks", (context) => {
		checked(emptyQuery, context.req.queries());
		return answer(context, JSON.stringify(networks.map(summary)));
	});
	app.get("/api/network/:id", (context) => {
		checked(emptyQuery, context.req.queries());
		const network = networkOf(networks, context.req.param("id"), 404);
		return answer(
			context,
			answers.of(key("network", network), () => JSON.stringify(face(network))),
		);
	});
	app.get("/api/stress", (context) => {
		const query = checked(stressQuery, context.req.queries());
		const network = networkOf(networks, query.network, 400);
		const asked = {
			scenario: scenarioOf(network, query.scenario).id,
			for: areaOf(network, query.for ?? everywhere),
			...(query.good && { good: goodOf(network, query.good) }),
		};
		return answer(
			context,
			answers.of(key("stress", network, asked), () =>
				JSON.stringify(world.stress(network, asked)),
			),
		);
	});
	app.get("/api/exposure", (context) => {
		const query = checked(exposureQuery, context.req.queries());
		const network = networkOf(networks, query.network, 400);
		const asked = {
			for: areaOf(network, query.for ?? everywhere),
			...(query.good && { good: goodOf(network, query.good) }),
		};
		return answer(
			context,
			answers.of(key("exposure", network, asked), () =>
				JSON.stringify(world.exposure(network, asked)),
			),
		);
	});
	app.get("/api/table/:network/:table", (context) => {
		const { offset, limit } = checked(tableQuery, context.req.queries());
		const network = networkOf(networks, context.req.param("network"), 404);
		const table = tableOf(context.req.param("table"));
		return answer(
			context,
			JSON.stringify(tablePage(network, table, offset, limit)),
		);
	});
}

function addPage(app: Hono, world: World): void {
	const files = pageFiles(world.assets);
	app.get("*", (context) => {
		const file = files.get(context.req.path);
		if (file !== undefined) return fileResponse(file, context.req.raw.headers);
		if (context.req.path === "/")
			throw new Refusal(
				503,
				"http.page-not-built",
				"The page has not been built.",
				"Run npm run build, then start the server again.",
			);
		throw new Refusal(
			404,
			"http.not-found",
			`Nothing lies at ${shown(context.req.path)}.`,
			"The page is at /, the list of networks at /api/networks.",
		);
	});
}

function answer(context: Context, body: string): Response {
	return context.body(body, 200, {
		"Content-Type": "application/json",
		"Cache-Control": "no-cache",
	});
}

function key(route: string, network: Network, asked: object = {}): string {
	return JSON.stringify([route, network.id, network.version, asked]);
}

function summary(network: Network): object {
	const { id, version, title, description } = network;
	return { id, version, title, description, rows: rowsOf(network) };
}

function rowsOf(network: Network): Readonly<Record<string, number>> {
	return Object.fromEntries(
		Object.entries(network).flatMap(([name, table]) =>
			Array.isArray(table) ? [[name, table.length]] : [],
		),
	);
}

/** What a page needs of a network to let the reader choose and to show its sources. */
function face(network: Network): object {
	const { id, version, title, description } = network;
	const { goods, places, groups, scenarios, measures, sources } = network;
	return {
		id,
		version,
		title,
		description,
		...{ goods, places, groups, scenarios, measures, sources },
	};
}

function failure(error: Error, context: Context): Response {
	if (error instanceof Refusal)
		return context.json(problemOf(error), error.status);
	if (error instanceof CounterweightError)
		console.error(`${error.code}: ${error.message}`);
	else console.error(error);
	const problem: Problem = {
		code: "http.failed",
		says: "The server could not answer.",
		hint: "The reason is in the server's log.",
	};
	return context.json(problem, 500);
}
