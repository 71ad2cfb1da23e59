import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** Builds the page into dist/web-page; `npx vite --config src/web/vite.config.ts` serves it while it is being changed. */
export default defineConfig({
	root: fileURLToPath(new URL(".", import.meta.url)),
	resolve: { conditions: ["counterweight-source", "module", "browser"] },
	oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
	build: {
		outDir: fileURLToPath(new URL("../../dist/web-page", import.meta.url)),
		emptyOutDir: true,
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		target: ["chrome111", "firefox114", "safari16.4"],
	},
	server: { proxy: { "/api": "http://127.0.0.1:7070" } },
});
