import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPackage } from "#files";
import { serve } from "#http";
import type { Network } from "#network";
import { answers, defaultPackage, packageFolder } from "#work";
import { browser } from "./browser.ts";

let running: Browser;
let site: { url: string; close(): Promise<void> };
let assets: string;
let network: Network;
const answer = answers();

beforeAll(async () => {
	assets = mkdtempSync(join(tmpdir(), "counterweight-page-"));
	await build({
		configFile: "src/web/vite.config.ts",
		build: { outDir: assets },
		logLevel: "error",
	});
	const reading = await readPackage(packageFolder(defaultPackage));
	if (reading.network === undefined) throw new Error("the package has errors");
	network = reading.network;
	site = await serve(
		{ networks: [network], ...answer, version: "0.0.0", assets },
		{ host: "127.0.0.1", port: 0 },
	);
	running = await browser();
});

afterAll(async () => {
	await running?.close();
	await site?.close();
	rmSync(assets, { recursive: true, force: true });
});

/** Opens the page and waits for its answer; a test fails on any error the page reports. */
async function opened(
	path: string,
	options: { width?: number; height?: number; dark?: boolean } = {},
): Promise<Page> {
	const { width = 1280, height = 800, dark = false } = options;
	const page = await running.newPage({
		viewport: { width, height },
		colorScheme: dark ? "dark" : "light",
		reducedMotion: "reduce",
	});
	page.on("pageerror", (error) => {
		throw error;
	});
	await page.goto(site.url + path);
	await settled(page);
	return page;
}

async function settled(page: Page): Promise<void> {
	await page.waitForSelector("main.ready, main.failed");
	await page.waitForSelector("#exposure table, #exposure .empty, .problem");
}

/** Returns how many uses run short by the page's key figures. */
async function shortUses(page: Page): Promise<number> {
	const text = await page.locator(".keys dd .figure").first().textContent();
	return Number(text?.split(" ")[0]);
}

const shortIn = (scenario: string, area: string): number =>
	answer
		.stress(network, { scenario, for: area })
		.demands.filter((each) => each.firstShortfallDay !== null).length;

describe("the page", () => {
	it("opens with the answer as its first heading, within the first screen", async () => {
		const page = await opened("/");
		const first = network.scenarios[0];
		const result = answer.stress(network, {
			scenario: first?.id ?? "",
			for: "WLD",
		});
		const heading = page.getByRole("heading", { level: 1 });
		expect(await heading.count()).toBe(1);
		// The heading is the engine's sentence; the page writes its dates in full and shortens long names, so the numbers are compared.
		const numbers = (text: string) => text.match(/\d+ of \d+|day \d+/g);
		expect(numbers((await heading.textContent()) ?? "")).toEqual(
			numbers(result.says),
		);
		for (const part of [
			heading,
			page.locator(".standfirst"),
			page.locator(".keys"),
			page.locator(".controls"),
		]) {
			const box = await part.boundingBox();
			expect((box?.y ?? 9999) + (box?.height ?? 0)).toBeLessThan(800);
		}
		expect(await page.title()).toContain("Counterweight");
		await page.close();
	});

	it("ranks what runs short as the engine does", async () => {
		const page = await opened("/?for=EU27");
		const result = answer.stress(network, {
			scenario: network.scenarios[0]?.id ?? "",
			for: "EU27",
		});
		const short = result.demands.filter(
			(each) => each.firstShortfallDay !== null,
		);
		const days = await page
			.locator(".use .cell:first-child .under")
			.allTextContents();
		expect(days.length).toBeGreaterThan(0);
		expect(days).toEqual(
			short
				.slice(0, days.length)
				.map((each) => `day ${each.firstShortfallDay}`),
		);
		await page.close();
	});

	it("changes the answer and the address with the scenario, and the back button returns to both", async () => {
		const page = await opened("/");
		const [, second] = network.scenarios.filter(
			(each, index, all) =>
				index === 0 ||
				shortIn(each.id, "WLD") !== shortIn(all[0]?.id ?? "", "WLD"),
		);
		const before = await page.locator("h1").textContent();
		await page.getByLabel("What happens").selectOption(second?.id ?? "");
		await page.waitForURL(`**/?scenario=${second?.id}&for=WLD`);
		await settled(page);
		expect(await page.locator("h1").textContent()).not.toBe(before);
		expect(await shortUses(page)).toBe(shortIn(second?.id ?? "", "WLD"));
		await page.goBack();
		await page.waitForFunction(
			(text) => document.querySelector("h1")?.textContent === text,
			before,
		);
		await page.close();
	});

	it("asks for another “we” and shares the question by its address", async () => {
		const page = await opened("/");
		await page.getByLabel("Who is “we”").selectOption("KOR");
		await page.waitForURL("**/?for=KOR");
		await settled(page);
		const again = await opened(new URL(page.url()).search);
		expect(await again.locator("h1").textContent()).toBe(
			await page.locator("h1").textContent(),
		);
		expect(await again.getByLabel("Who is “we”").inputValue()).toBe("KOR");
		await page.close();
		await again.close();
	});

	it("opens the chain of causes from the keyboard, down to the measure and its source", async () => {
		const page = await opened("/");
		const button = page.locator(".use h3 button").first();
		await button.focus();
		await page.keyboard.press("Enter");
		expect(await button.getAttribute("aria-expanded")).toBe("true");
		const causes = page.locator(".use").first().locator(".causes li");
		expect(await causes.count()).toBeGreaterThan(1);
		expect(await causes.last().textContent()).toMatch(/Day \d+/);
		await causes.last().locator(".source-mark button").focus();
		await page.keyboard.press("Enter");
		const note = page.locator("#source-note");
		await note.waitFor({ state: "visible" });
		expect(await note.locator(".source-note-title").textContent()).toMatch(
			/\S/,
		);
		await page.keyboard.press("Escape");
		await note.waitFor({ state: "hidden" });
		await page.close();
	});

	it("moves the day of the chart from the keyboard and says the figures of that day", async () => {
		const page = await opened("/");
		const slider = page.getByLabel("Day of the run");
		const before = Number(await slider.inputValue());
		await slider.focus();
		await page.keyboard.press("ArrowRight");
		expect(Number(await slider.inputValue())).toBe(before + 1);
		expect(await slider.getAttribute("aria-valuetext")).toMatch(
			new RegExp(`day ${before + 1}: .+ \\d+%`),
		);
		await page.close();
	});

	it("says so where nothing runs short, and where there is no answer", async () => {
		const quiet = network.places.find(
			(place) =>
				shortIn(network.scenarios[0]?.id ?? "", place.id) === 0 &&
				network.demands.some((demand) => demand.place === place.id),
		);
		const calm = await opened(`/?for=${quiet?.id}`);
		expect(await calm.locator("#ranking .empty").textContent()).toContain(
			"Nothing runs short for",
		);
		await calm.close();
		const wrong = await opened("/?for=JPM");
		expect(await wrong.locator("h1").textContent()).toBe("There is no answer");
		expect(await wrong.getByRole("alert").first().textContent()).toContain(
			'Did you mean "JPN"?',
		);
		await wrong.getByRole("button", { name: "Start from the first" }).click();
		await wrong.waitForSelector("main.ready .keys");
		await wrong.close();
	});

	it.each([
		["light", false],
		["dark", true],
	])("has no accessibility violations that axe finds (%s)", async (_, dark) => {
		const page = await opened("/", { dark });
		await page.locator(".use h3 button").first().click();
		for (const summary of await page.locator("summary").all())
			await summary.click();
		await page.evaluate(axe.source);
		const violations = await page.evaluate(async () => {
			const { axe } = window as unknown as {
				axe: {
					run(): Promise<{
						passes: unknown[];
						violations: { id: string; nodes: { html: string }[] }[];
					}>;
				};
			};
			const { passes, violations } = await axe.run();
			return {
				checked: passes.length,
				found: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
			};
		});
		expect(violations.found).toEqual([]);
		expect(violations.checked).toBeGreaterThan(20);
		await page.close();
	});

	it("needs no sideways scrolling at 390 pixels, opened or closed", async () => {
		const page = await opened("/", { width: 390, height: 844 });
		await page.locator(".use h3 button").first().click();
		for (const summary of await page.locator("summary").all())
			await summary.click();
		const [wide, window] = await page.evaluate(() => [
			document.documentElement.scrollWidth,
			innerWidth,
		]);
		expect(wide).toBe(window);
		await page.close();
	});

	it("asks nobody but its own server, and breaks no rule of its content policy", async () => {
		const page = await running.newPage();
		const foreign: string[] = [];
		const broken: string[] = [];
		page.on("request", (request) => {
			if (!request.url().startsWith(site.url)) foreign.push(request.url());
		});
		page.on("console", (message) => {
			if (message.type() === "error") broken.push(message.text());
		});
		await page.goto(site.url);
		await settled(page);
		await page.locator(".use h3 button").first().click();
		expect({ foreign, broken }).toEqual({ foreign: [], broken: [] });
		await page.close();
	});

	it("loads at most 250 kB compressed, answers included", async () => {
		const bytes = (data: Uint8Array | string) =>
			brotliCompressSync(data).length;
		const files = readdirSync(assets, { recursive: true, encoding: "utf8" })
			.filter((name) => /\.(html|js|css|svg)$/.test(name))
			.map((name) => bytes(readFileSync(join(assets, name))));
		const loaded = await Promise.all(
			["networks", `network/${network.id}`, "stress", "exposure"].map(
				async (path) => {
					const response = await fetch(`${site.url}/api/${path}`, {
						headers: { "accept-encoding": "gzip" },
					});
					expect(response.headers.get("content-type")).toContain("json");
					return bytes(await response.text());
				},
			),
		);
		const sum = [...files, ...loaded].reduce((all, each) => all + each, 0);
		expect(sum).toBeGreaterThan(10_000);
		expect(sum).toBeLessThan(250_000);
	});

	it("does not jump while its answers come", async () => {
		const page = await running.newPage({
			viewport: { width: 1280, height: 800 },
		});
		await page.addInitScript(() => {
			const shifts: number[] = [];
			Object.assign(window, { shifts });
			new PerformanceObserver((list) => {
				for (const entry of list.getEntries())
					shifts.push((entry as unknown as { value: number }).value);
			}).observe({ type: "layout-shift", buffered: true });
		});
		await page.goto(site.url);
		await settled(page);
		await page.waitForTimeout(300);
		const moved = await page.evaluate(() =>
			(window as unknown as { shifts: number[] }).shifts.reduce(
				(sum, each) => sum + each,
				0,
			),
		);
		// The limit below which a page counts as stable (web.dev, cumulative layout shift).
		expect(moved).toBeLessThan(0.1);
		await page.close();
	});
});
