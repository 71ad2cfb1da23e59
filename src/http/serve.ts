import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { CounterweightError } from "#network";
import { isLoopback } from "./host.ts";
import { routes } from "./routes.ts";
import type { World } from "./world.ts";

/**
 * Starts the server and returns its address, and what ends it: `close` waits for answers under way and closes idle connections.
 *
 * Port 0 takes a free port. Bound to a loopback address, it refuses Host headers of other names (DNS rebinding).
 * Faults: `http.port-taken` if another process listens there, `http.not-listening` for any other reason.
 *
 * @example
 * const { url, close } = await serve(world, { host: "127.0.0.1", port: 7070 }); // url: "http://127.0.0.1:7070"
 */
export async function serve(
	world: World,
	options: { readonly host: string; readonly port: number },
): Promise<{ url: string; close(): Promise<void> }> {
	const { host, port } = options;
	const app = routes(world, { loopback: isLoopback(host) });
	const server = createAdaptorServer({ fetch: app.fetch });
	const address = await new Promise<AddressInfo>((done, failed) => {
		server.once("error", (error: NodeJS.ErrnoException) =>
			failed(fault(error, host, port)),
		);
		server.listen(port, host, () => done(server.address() as AddressInfo));
	});
	return {
		url: `http://${nameOf(host)}:${address.port}`,
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				if ("closeIdleConnections" in server) server.closeIdleConnections();
			}),
	};
}

function nameOf(host: string): string {
	if (host === "0.0.0.0" || host === "::") return "localhost";
	return host.includes(":") ? `[${host}]` : host;
}

function fault(
	error: NodeJS.ErrnoException,
	host: string,
	port: number,
): CounterweightError {
	return error.code === "EADDRINUSE"
		? new CounterweightError(
				"http.port-taken",
				`port ${port} of ${host} is taken; choose another`,
				error,
			)
		: new CounterweightError(
				"http.not-listening",
				`cannot listen on ${host}:${port} (${error.code ?? error.message})`,
				error,
			);
}
