import { defineConfig } from "vitest/config";

const resolve = { conditions: ["counterweight-source"] };
const ssr = { resolve: { conditions: ["counterweight-source"] } };

export default defineConfig({
	test: {
		projects: [
			{
				resolve,
				ssr,
				test: {
					name: "rooms",
					include: [
						"src/{network,program,exposure,stress}/**/*.test.ts",
						"test/worlds/**/*.test.ts",
					],
					pool: "threads",
					isolate: false,
					testTimeout: 60_000,
				},
			},
			{
				resolve,
				ssr,
				test: {
					name: "edges",
					include: [
						"src/{files,solver,crew,work,cli,http,web}/**/*.test.ts",
						"test/{rules,stories}/**/*.test.ts",
					],
					pool: "forks",
					testTimeout: 120_000,
					hookTimeout: 120_000,
				},
			},
		],
	},
});
