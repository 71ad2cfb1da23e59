import { formatQuantity, type Network } from "#network";
import type { CoordinationValue, Unallocated } from "#stress";
import { dollars } from "./ask.ts";
import { styled } from "./style.ts";
import { tableLines } from "./table.ts";

/** Returns what coordination is worth, as lines: the loss between everyone ordering for themselves and scarcity shared in the best way. */
export function coordinationLines(
	network: Network,
	value: CoordinationValue | Unallocated,
): string[] {
	const title = styled("bold", "What coordination is worth (modelled)");
	if (value.outcome !== "optimal") return [title, value.says];
	const name = (id: string) =>
		network.places.find((place) => place.id === id)?.name ?? id;
	return [
		title,
		value.says,
		styled(
			"dim",
			`USD missing lies between ${dollars(value.usd.coordinated)} (shared in the best way) and ${dollars(value.usd.orders)} (everyone orders); steps of ${value.coordinated.stepDays} days`,
		),
		...tableLines(value.demands.slice(0, 12), [
			{ head: "Use", cell: (gain) => gain.name },
			{ head: "Where", cell: ({ place }) => name(place) },
			{
				head: "Everyone orders",
				right: true,
				cell: ({ orders, unit }) => formatQuantity(orders, unit),
			},
			{
				head: "Shared",
				right: true,
				cell: ({ coordinated, unit }) => formatQuantity(coordinated, unit),
			},
		]),
	];
}
