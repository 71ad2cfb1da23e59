import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { network } from "#network";
import { serve } from "./serve.ts";
import type { World } from "./world.ts";

const world: World = {
	networks: [network({ id: "tiny" })],
	stress: () => {
		throw new Error("not asked");
	},
	exposure: () => {
		throw new Error("not asked");
	},
	version: "1.0.0",
	assets: "nowhere",
};

function status(url: string, host: string): Promise<number | undefined> {
	return new Promise((done, failed) => {
		request(url, { headers: { host } }, (response) => {
			response.resume();
			response.on("end", () => done(response.statusCode));
		})
			.on("error", failed)
			.end();
	});
}

describe("serve", () => {
	it("takes a free port, refuses foreign names on loopback, and ends", async () => {
		const { url, close } = await serve(world, { host: "127.0.0.1", port: 0 });
		expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect(await (await fetch(`${url}/health`)).json()).toEqual({
			status: "ok",
			version: "1.0.0",
			networks: 1,
		});
		expect(await status(`${url}/health`, "evil.example.org")).toBe(403);
		await close();
		await expect(fetch(`${url}/health`)).rejects.toThrow();
	});

	it("says that a port is taken", async () => {
		const first = await serve(world, { host: "127.0.0.1", port: 0 });
		const port = Number(new URL(first.url).port);
		await expect(
			serve(world, { host: "127.0.0.1", port }),
		).rejects.toMatchObject({ code: "http.port-taken" });
		await first.close();
	});
});
