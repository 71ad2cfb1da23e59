import { formatQuantity, type Network } from "#network";
import type { BareFigure, UncertainFigure } from "./sample-figure.ts";

type Words = Pick<UncertainFigure, "says" | "unit"> &
	Partial<Pick<UncertainFigure, "place" | "good">>;

const holders: Readonly<Record<string, string>> = {
	use: "users",
	trade: "merchants",
	strategic: "the state",
};

/** Returns what a figure is, where, and within which range, in words; with its unit, place and good. */
export function inWords(network: Network, figure: BareFigure): Words {
	const { what, unit, ...at } = named(network, figure);
	const ends = [figure.low, figure.high]
		.map((end) => formatQuantity(Math.abs(end)))
		.join(" to ");
	const stated = formatQuantity(Math.abs(figure.value));
	return {
		...at,
		unit,
		says: `${what}: ${ends}${unit === "" ? "" : ` ${unit}`}, stated ${stated}`,
	};
}

type Named = Omit<Words, "says"> & { readonly what: string };

function named(network: Network, { table, at, field }: BareFigure): Named {
	const place = (id: string) =>
		network.places.find((row) => row.id === id)?.name ?? id;
	const good = (id: string) => network.goods.find((row) => row.id === id);
	const goodName = (id: string) => good(id)?.name ?? id;
	const goodUnit = (id: string) => good(id)?.unit ?? "";
	switch (table) {
		case "stocks": {
			const row = network.stocks[at];
			return {
				what: `${goodName(row.good)} that ${holders[row.holder]} in ${place(row.place)} hold${row.holder === "strategic" ? "s" : ""}`,
				unit: field === "coverDays" ? "days" : goodUnit(row.good),
				place: row.place,
				good: row.good,
			};
		}
		case "demands": {
			const row = network.demands[at];
			return {
				what: `${goodName(row.good)} used in ${place(row.place)}`,
				unit: `${goodUnit(row.good)}/year`,
				place: row.place,
				good: row.good,
			};
		}
		case "recipes": {
			const row = network.recipes[at];
			return {
				what: `${goodName(row.good)} ${row.quantity < 0 ? "into" : "out of"} ${row.recipe}`,
				unit: `${goodUnit(row.good)}/activity`,
				good: row.good,
			};
		}
		case "processes": {
			const row = network.processes[at];
			return {
				what: `activity of ${row.id} in ${place(row.place)}`,
				unit: "activity/year",
				place: row.place,
			};
		}
		case "lanes": {
			const row = network.lanes[at];
			return {
				what: `${goodName(row.good)} from ${place(row.from)} to ${place(row.to)}`,
				unit: `${goodUnit(row.good)}/year`,
				place: row.from,
				good: row.good,
			};
		}
		case "measures": {
			const row = network.measures[at];
			return {
				what: `strength of “${row.title ?? row.id}” (${row.kind})`,
				unit: strengthUnit(network, at),
			};
		}
		default:
			return {
				what: `rule ${field}`,
				unit: field.endsWith("Days") ? "days" : "",
			};
	}
}

/** Quotas and releases are amounts a year, all else that is played a share. */
function strengthUnit(network: Network, at: number): string {
	const { kind, goods } = network.measures[at];
	if (kind !== "quota" && kind !== "release") return "share";
	const units = new Set(
		network.goods
			.filter(({ id, family }) =>
				goods.some(
					(name) => name === "all" || name === id || family?.includes(name),
				),
			)
			.map(({ unit }) => unit),
	);
	return units.size === 1 ? `${[...units][0]}/year` : "units/year";
}

/** Returns an amount of USD as people read it, in millions or billions where it is large. */
export function worth(usd: number): string {
	const [size, unit] =
		usd >= 1e9
			? [1e9, "billion USD"]
			: usd >= 1e6
				? [1e6, "million USD"]
				: [1, "USD"];
	return formatQuantity(usd / size, unit);
}
