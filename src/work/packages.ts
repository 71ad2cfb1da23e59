import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CounterweightError } from "#network";

/** The package that is read when none is named. */
export const defaultPackage = "rare-earths-2024";

/** Folder of the packages that ship with the programme, from its sources and from its build alike. */
const shipped = fileURLToPath(new URL("../../data/", import.meta.url));

/** Returns the names of the packages that ship with the programme, in alphabetical order. */
export function shippedPackages(): readonly string[] {
	if (!existsSync(shipped)) return [];
	return readdirSync(shipped)
		.filter((name) => existsSync(path.join(shipped, name, "datapackage.json")))
		.sort();
}

/**
 * Returns the folder of a package: a shipped one by its name, any other by its path.
 *
 * Edge cases: a path always wins over a name; what is neither is returned as a path, so that reading it reports the missing folder.
 *
 * @example
 * packageFolder("minerals-2024") // ".../data/minerals-2024"
 */
export function packageFolder(name: string): string {
	if (name === "")
		throw new CounterweightError(
			"work.no-package",
			"name a package folder, or one of the packages that ship",
		);
	if (existsSync(name) || !shippedPackages().includes(name))
		return path.resolve(name);
	return path.join(shipped, name);
}
