import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where a browser usually lies. */
const usual = [
	"/usr/bin/chromium",
	"/usr/bin/chromium-browser",
	"/usr/bin/google-chrome",
	"/usr/bin/google-chrome-stable",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Returns a running browser: the one that `CHROMIUM` names, one that is installed, else the one that comes with the development packages. */
export async function browser(): Promise<Browser> {
	return chromium.launch({
		executablePath: await executable(),
		args: [
			"--no-sandbox",
			"--disable-gpu",
			"--disable-quic",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
		],
	});
}

async function executable(): Promise<string> {
	const named = process.env.CHROMIUM;
	if (named !== undefined && named !== "") return named;
	return usual.find((path) => existsSync(path)) ?? (await packed());
}

/**
 * Unpacks the packaged browser with the system libraries it needs; the package does the latter only where it sees this variable, and
 * its fonts are found nowhere but in /tmp.
 */
async function packed(): Promise<string> {
	process.env.TMPDIR = "/tmp";
	process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x";
	const { default: packaged } = await import("@sparticuz/chromium");
	return packaged.executablePath();
}
