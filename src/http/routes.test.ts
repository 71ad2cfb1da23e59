import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { ExposureResult } from "#exposure";
import { CounterweightError, network } from "#network";
import type { StressResult } from "#stress";
import { routes } from "./routes.ts";
import type { World } from "./world.ts";

const tea = network({
	id: "tea",
	version: "1.2",
	title: "Tea",
	sources: [
		{ id: "ledger", title: "Port ledger", url: "https://example.org/ledger" },
		{ id: "unused", title: "Never cited" },
	],
	goods: [
		{
			id: "leaf",
			name: "Leaf",
			stage: "product",
			unit: "t",
			family: ["plants"],
		},
	],
	places: [
		{ id: "JPN", name: "Japan", kind: "country" },
		{ id: "IND", name: "India", kind: "country" },
	],
	groups: [{ group: "Quad", place: "JPN" }],
	demands: [1, 2, 3].map((rate) => ({
		place: "JPN",
		good: "leaf",
		rate,
		priority: 0,
		unmet: "wait" as const,
		year: 2024,
		source: "ledger",
		confidence: "B" as const,
	})),
	scenarios: [
		{ id: "calm", title: "Calm", measures: [], from: "2026-01-01", days: 30 },
		{ id: "storm", title: "Storm", measures: [], from: "2026-01-01", days: 30 },
	],
});

/** A world whose answers repeat the question, so that a test sees what the rooms were asked. */
function world(parts: Partial<World> = {}): World {
	return {
		networks: [tea],
		stress: (net, asked) =>
			({ of: net.id, ...asked }) as unknown as StressResult,
		exposure: (net, asked) =>
			({ of: net.id, ...asked }) as unknown as ExposureResult,
		version: "9.9.9",
		assets: "nowhere",
		...parts,
	};
}

async function get(path: string, parts: Partial<World> = {}) {
	const response = await routes(world(parts)).request(path);
	return { status: response.status, body: await response.json(), response };
}

describe("answers", () => {
	it("lists the networks with their version and numbers of rows", async () => {
		const { status, body } = await get("/api/networks");
		expect(status).toBe(200);
		expect(body).toEqual([
			{
				id: "tea",
				version: "1.2",
				title: "Tea",
				rows: {
					sources: 2,
					goods: 1,
					places: 2,
					groups: 1,
					recipes: 0,
					processes: 0,
					lanes: 0,
					stocks: 0,
					demands: 3,
					measures: 0,
					scenarios: 2,
					observations: 0,
				},
			},
		]);
	});

	it("gives of a network what a page needs and leaves out the flows", async () => {
		const { body } = await get("/api/network/tea");
		expect(Object.keys(body)).toEqual([
			"id",
			"version",
			"title",
			"goods",
			"places",
			"groups",
			"scenarios",
			"measures",
			"sources",
		]);
	});

	it("asks stress for the first network, its first scenario and the world if nothing is named", async () => {
		const { body } = await get("/api/stress");
		expect(body).toEqual({ of: "tea", scenario: "calm", for: "WLD" });
	});

	it("hands joined areas and a family of goods on to stress", async () => {
		const { body } = await get(
			"/api/stress?network=tea&scenario=storm&for=Quad%2BIND&good=plants",
		);
		expect(body).toEqual({
			of: "tea",
			scenario: "storm",
			for: "Quad+IND",
			good: "plants",
		});
	});

	it("asks exposure for the area named", async () => {
		const { body } = await get("/api/exposure?for=JPN");
		expect(body).toEqual({ of: "tea", for: "JPN" });
	});

	it("runs a room once for the same question and again for another", async () => {
		const stress = vi.fn(world().stress);
		const app = routes(world({ stress }));
		for (const area of ["JPN", "JPN", "IND", "JPN"])
			await app.request(`/api/stress?for=${area}`);
		expect(stress).toHaveBeenCalledTimes(2);
	});

	it("pages a table and names only the sources that its rows cite", async () => {
		const { body } = await get("/api/table/tea/demands?offset=1&limit=1");
		expect(body).toMatchObject({
			total: 3,
			offset: 1,
			limit: 1,
			rows: [{ rate: 2 }],
			sources: [{ id: "ledger" }],
		});
		expect(body.sources).toHaveLength(1);
	});

	it("answers 304 to a client that has the answer already", async () => {
		const app = routes(world());
		const tag = (await app.request("/api/stress")).headers.get("etag") ?? "";
		const again = await app.request("/api/stress", {
			headers: { "if-none-match": tag },
		});
		expect(tag).not.toBe("");
		expect(again.status).toBe(304);
	});

	it("compresses a long answer", async () => {
		const response = await routes(
			world({
				exposure: () =>
					({ text: "x".repeat(5000) }) as unknown as ExposureResult,
			}),
		).request("/api/exposure", { headers: { "accept-encoding": "gzip" } });
		expect(response.headers.get("content-encoding")).toBe("gzip");
	});
});

describe("refusals", () => {
	it.each([
		[
			"/api/stress?scenario=strom",
			400,
			"http.unknown-scenario",
			'Did you mean "storm"?',
		],
		["/api/stress?for=JPM", 400, "http.unknown-area", 'Did you mean "JPN"?'],
		[
			"/api/stress?for=JPN%2BIDN",
			400,
			"http.unknown-area",
			'Did you mean "IND"?',
		],
		["/api/stress?good=lead", 400, "http.unknown-good", 'Did you mean "leaf"?'],
		[
			"/api/stress?network=tee",
			400,
			"http.unknown-network",
			'Did you mean "tea"?',
		],
		[
			"/api/stress?scenaro=storm",
			400,
			"http.bad-query",
			'Did you mean "scenario"?',
		],
		["/api/stress?for=JPN&for=IND", 400, "http.bad-query", "Give it once."],
		["/api/network/coffee", 404, "http.unknown-network", "Known: tea."],
		[
			"/api/table/tea/demand",
			404,
			"http.unknown-table",
			'Did you mean "demands"?',
		],
		[
			"/api/tables",
			404,
			"http.not-found",
			"The page is at /, the list of networks at /api/networks.",
		],
		[
			"/",
			503,
			"http.page-not-built",
			"Run npm run build, then start the server again.",
		],
	])("%s gets %i %s", async (path, expected, code, hint) => {
		const { status, body } = await get(path);
		expect({ status, code: body.code, hint: body.hint }).toEqual({
			status: expected,
			code,
			hint,
		});
	});

	it.each([
		`/api/stress?for=${"x".repeat(201)}`,
		"/api/stress?for=",
		"/api/table/tea/demands?limit=501",
		"/api/table/tea/demands?offset=-1",
		"/api/table/tea/demands?limit=ten",
	])("%s is a query out of range", async (path) => {
		const { status, body } = await get(path);
		expect([status, body.code]).toEqual([400, "http.bad-query"]);
	});

	it("is read-only", async () => {
		const response = await routes(world()).request("/api/stress", {
			method: "POST",
			body: "{}",
		});
		expect(response.status).toBe(405);
		expect(response.headers.get("allow")).toBe("GET, HEAD");
		expect(await response.json()).toMatchObject({
			code: "http.method-not-allowed",
		});
	});

	it("tells a client nothing of what broke inside", async () => {
		const log = vi.spyOn(console, "error").mockImplementation(() => {});
		for (const error of [
			new Error("secret path"),
			new CounterweightError("stress.broken", "secret path"),
		]) {
			const { status, body, response } = await get("/api/stress", {
				stress: () => {
					throw error;
				},
			});
			expect([status, body.code]).toEqual([500, "http.failed"]);
			expect(JSON.stringify(body)).not.toContain("secret");
			expect(response.headers.get("content-security-policy")).toContain(
				"default-src 'self'",
			);
		}
		expect(log).toHaveBeenCalledTimes(2);
		log.mockRestore();
	});
});

describe("the Host header", () => {
	it.each([
		["localhost:7070", 200],
		["127.0.0.1", 200],
		["[::1]:7070", 200],
		["LOCALHOST", 200],
		["example.org:7070", 403],
		["localhost.example.org", 403],
		["127.0.0.1.example.org", 403],
		["127.0.0.1:7070.example.org", 403],
	])("%s gets %i on the loopback interface", async (host, status) => {
		const response = await routes(world(), { loopback: true }).request(
			"/health",
			{ headers: { host } },
		);
		expect(response.status).toBe(status);
	});

	it("is not looked at on other interfaces", async () => {
		const response = await routes(world()).request("/health", {
			headers: { host: "desk.example.org" },
		});
		expect(response.status).toBe(200);
	});
});

describe("the page", () => {
	const assets = mkdtempSync(join(tmpdir(), "counterweight-page-"));
	mkdirSync(join(assets, "assets"));
	const script = "console.log(1);".repeat(100);
	writeFileSync(
		join(assets, "index.html"),
		"<!doctype html><title>Desk</title>",
	);
	writeFileSync(join(assets, "assets/index-Ab3dEf_h.js"), script);
	writeFileSync(join(assets, "secret.key"), "not for the world");
	const app = routes(world({ assets }));
	afterAll(() => rmSync(assets, { recursive: true }));

	it("is asked for anew each time, under strict headers", async () => {
		const response = await app.request("/?for=JPN");
		const { headers } = response;
		expect(await response.text()).toContain("Desk");
		expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
		expect(headers.get("cache-control")).toBe("no-cache");
		expect(headers.get("content-security-policy")).toBe(
			"default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; object-src 'none'",
		);
		expect(headers.get("x-content-type-options")).toBe("nosniff");
		expect(headers.get("referrer-policy")).toBe("no-referrer");
		const again = await app.request("/", {
			headers: { "if-none-match": headers.get("etag") ?? "" },
		});
		expect(again.status).toBe(304);
	});

	it("keeps files with a hash in their name for a year, packed where that is wanted", async () => {
		const plain = await app.request("/assets/index-Ab3dEf_h.js");
		expect(plain.headers.get("cache-control")).toBe(
			"public, max-age=31536000, immutable",
		);
		expect(await plain.text()).toBe(script);
		const packed = await app.request("/assets/index-Ab3dEf_h.js", {
			headers: { "accept-encoding": "gzip, br" },
		});
		expect(packed.headers.get("content-encoding")).toBe("br");
		expect(brotliDecompressSync(await packed.arrayBuffer()).toString()).toBe(
			script,
		);
		const refused = await app.request("/assets/index-Ab3dEf_h.js", {
			headers: { "accept-encoding": "gzip, br;q=0" },
		});
		expect(refused.headers.get("content-encoding")).toBeNull();
	});

	it.each([
		"/secret.key",
		"/../package.json",
		"/%2e%2e/package.json",
		"/assets",
	])("does not give %s away", async (path) => {
		expect((await app.request(path)).status).toBe(404);
	});
});
