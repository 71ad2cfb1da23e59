import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Tables } from "#network";
import type { Descriptor } from "./descriptor.ts";
import { writeDescriptor } from "./descriptor.ts";
import { minerals } from "./mineral.ts";
import { rareEarths } from "./rare-earths.ts";
import { sourcesOf } from "./source.ts";
import { writeTables } from "./table.ts";

/** Writes one package: its tables, the sources they cite, and its description. */
function writePackage(
	folder: string,
	descriptor: Descriptor,
	tables: Omit<Tables, "sources">,
): void {
	const sources = sourcesOf(tables);
	const target = join(folder, descriptor.name);
	writeTables(target, { sources, ...tables });
	writeDescriptor(target, descriptor, sources);
}

const folder = process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url));

writePackage(
	folder,
	{
		name: "rare-earths-2024",
		title: "Rare earths 2024",
		description:
			"From ore to magnets and their end uses in 2024: 28 places, 50 sites, measures from 2010 to 2026 and ready scenarios. Rows of confidence D are modelled.",
	},
	rareEarths(),
);

writePackage(
	folder,
	{
		name: "minerals-2024",
		title: "Minerals 2024",
		description:
			"Mine and refining output of 45 materials by country in 2024, for shares and concentration: no shipments, no demands.",
	},
	minerals(),
);
