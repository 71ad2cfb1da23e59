import { number, one, text } from "./fact.ts";

/** Process by the site whose nameplate bounds it; all other processes have the capacity of the base year. */
const nameplates: Readonly<Record<string, string>> = {
	ndpr_separation_mys: "gebeng",
	ndpr_metal_kor: "ksm",
	ndpr_metal_gbr: "lcm_uk",
	ndfeb_magnet_fin: "neorem",
	ndfeb_magnet_usa: "noveon",
	ndfeb_magnet_tha: "korat",
};

/** Returns the capacity of a process where a site's nameplate is known and above its activity. */
export function capacity(
	process: string,
	activity: number,
): { readonly capacity?: number } {
	const site = nameplates[process];
	if (site === undefined) return {};
	const fact = one("sites", (row) => row.id === site, site);
	if (!text(fact, "unit").startsWith("t"))
		throw new Error(`unit of ${site} is not t`);
	const value = number(fact, "capacity");
	if (value < activity) throw new Error(`${process} runs above ${site}`);
	return { capacity: value };
}
