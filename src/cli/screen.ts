import { Command, Option } from "commander";
import type { ScreenResult } from "#exposure";
import { formatQuantity, type Network } from "#network";
import { screened } from "#work";
import {
	type Asked,
	askingWhom,
	dollars,
	opened,
	percent,
	print,
	printJson,
} from "./ask.ts";
import { styled } from "./style.ts";
import { bar, tableLines } from "./table.ts";

interface AskedScreen extends Asked {
	readonly losses: "one" | "two";
	readonly lanes: "any" | "existing";
	readonly spare: number;
}

/** Returns the command `screen`: what cannot be met when a country's exports are lost, even with the best re-routing. */
export function screenCommand(): Command {
	return askingWhom(new Command("screen"))
		.description(
			"rank single points of failure: each country's exports lost in turn (N−1), or each pair's (N−2)",
		)
		.addOption(
			new Option(
				"--losses <how many>",
				"one country at a time, good by good and all goods, or two",
			)
				.choices(["one", "two"])
				.default("one"),
		)
		.addOption(
			new Option("--lanes <which>", "who may buy from whom instead")
				.choices(["any", "existing"])
				.default("any"),
		)
		.option(
			"--spare <share>",
			"by how much processes without a stated capacity can make more",
			Number,
			0,
		)
		.addHelpText(
			"after",
			`
What remains is the best case: everyone shares, at once, whatever can be made. \`counterweight sweep\` plays the same losses through time.

Examples:
  $ counterweight screen --for EU27
  $ counterweight screen --losses two --json
  $ counterweight screen --network minerals-2024          45 minerals: the share of the world's production that is lost`,
		)
		.action(async (asked: AskedScreen) => {
			const network = await opened(asked.network, asked.json);
			const stop = new AbortController();
			process.once("SIGINT", () => stop.abort());
			const started = performance.now();
			const result = await screened(network, {
				for: asked.for,
				losses: asked.losses,
				lanes: asked.lanes,
				spare: asked.spare,
				signal: stop.signal,
				onProgress: (done, of) => {
					if (process.stderr.isTTY && performance.now() - started > 1000)
						process.stderr.write(`\r\u001b[K${done} of ${of} losses`);
				},
				...(asked.good === undefined ? {} : { good: asked.good }),
			});
			if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
			if (asked.json) printJson(result);
			else print(screenLines(network, result));
			if (result.outcome === "cancelled") process.exitCode = 130;
		});
}

function screenLines(network: Network, result: ScreenResult): string[] {
	const name = (id: string) =>
		network.places.find((place) => place.id === id)?.name ?? id;
	const good = (id: string) =>
		id === "all"
			? "all goods"
			: (network.goods.find((each) => each.id === id)?.name ?? id);
	const head = [
		styled(
			"bold",
			result.losses === "one"
				? "Single points of failure"
				: "Pairs of countries",
		),
		`${result.points.length} of ${result.of} losses cannot be made good${result.outcome === "complete" ? "" : `; ${result.outcome} after ${result.done}`}.`,
		styled(
			"dim",
			`modelled · ${result.network.id} ${result.network.version} · for ${result.for} · a year, with the best re-routing (lanes: ${result.lanes})`,
		),
		"",
	];
	return [
		...head,
		...tableLines(result.points.slice(0, 20), [
			{
				head: "Exports lost of",
				cell: ({ places }) => places.map(name).join(" and "),
			},
			{ head: "Good", cell: (point) => good(point.good) },
			{
				head: "Unmet, a year",
				right: true,
				cell: ({ usd }) => (usd === null ? "" : dollars(usd)),
			},
			{
				head: "Of all use",
				cell: ({ valueShare }) =>
					valueShare === null
						? ""
						: `${bar(valueShare, 10).padEnd(10)} ${percent(valueShare)}`,
			},
			{
				head: "Worst",
				cell: ({ unmet }) => {
					const worst = unmet[0];
					return worst === undefined
						? ""
						: `${worst.name} in ${name(worst.place)}: ${formatQuantity(worst.amount, worst.unit)} (${percent(worst.share)})`;
				},
			},
		]),
		...(result.points.length > 20
			? [styled("dim", `and ${result.points.length - 20} more: --json`)]
			: []),
	];
}
