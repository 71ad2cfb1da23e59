import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Command, InvalidArgumentError } from "commander";
import { answers, defaultPackage, shippedPackages } from "#work";
import { opened, print } from "./ask.ts";
import { stressLines } from "./stress.ts";
import { styled } from "./style.ts";
import { version } from "./version.ts";

interface AskedServe {
	readonly network: string;
	readonly host: string;
	readonly port: number;
	readonly open?: boolean;
	readonly quiet?: boolean;
}

/** Folder of the built page, from the programme's sources and from its build alike. */
const assets = fileURLToPath(new URL("../../dist/web-page/", import.meta.url));

/** Returns the command `serve`: the answer in the terminal, then the same answers as a page. */
export function serveCommand(): Command {
	return new Command("serve")
		.description(
			"print the answer, then serve it as a page until stopped (Ctrl+C)",
		)
		.option(
			"-n, --network <folder>",
			"package folder or name; shown first",
			defaultPackage,
		)
		.option("--host <address>", "address to listen on", "127.0.0.1")
		.option("-p, --port <n>", "port; 0 takes a free one", port, 7070)
		.option("--open", "open the page in the browser")
		.option("--quiet", "do not print the answer first")
		.addHelpText(
			"after",
			`
The page only reads: nothing can be changed through it.

Examples:
  $ counterweight serve --open
  $ counterweight serve --network ./my-network --port 8080`,
		)
		.action(async (asked: AskedServe) => {
			const first = await opened(asked.network);
			const others = await Promise.all(
				shippedPackages()
					.filter((name) => name !== asked.network && name !== first.id)
					.map((name) => opened(name)),
			);
			const answer = answers();
			const scenario = first.scenarios[0];
			if (!asked.quiet && scenario !== undefined)
				print([
					...stressLines(
						first,
						answer.stress(first, { scenario: scenario.id }),
						10,
					),
					"",
				]);
			// Loaded here, so that the other commands start without a server's weight.
			const { serve } = await import("#http");
			const server = await serve(
				{ networks: [first, ...others], ...answer, version, assets },
				{ host: asked.host, port: asked.port },
			);
			print([
				`${styled("bold", "The page is at")} ${styled("cyan", server.url)}  ${styled("dim", "Ctrl+C stops it")}`,
			]);
			if (asked.open) openBrowser(server.url);
			for (const signal of ["SIGINT", "SIGTERM"] as const)
				process.once(
					signal,
					() => void server.close().then(() => process.exit(0)),
				);
		});
}

function port(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0 || value > 65_535)
		throw new InvalidArgumentError("It takes a port from 0 to 65535.");
	return value;
}

/** Asks the desktop to open an address; on a machine without one nothing happens, and the printed address serves. */
function openBrowser(url: string): void {
	const [command, ...words] =
		process.platform === "darwin"
			? ["open"]
			: process.platform === "win32"
				? ["cmd", "/c", "start", ""]
				: ["xdg-open"];
	const child = spawn(command ?? "xdg-open", [...words, url], {
		stdio: "ignore",
		detached: true,
	});
	child.on("error", () => {});
	child.unref();
}
