import type { JSX } from "preact";
import type { NetworkFace, NetworkSummary } from "./answers.ts";
import { choose } from "./desk.ts";
import { useNames } from "./view.ts";
import { words } from "./words.ts";

/** Where the reader asks another question: which network, what happens, and who "we" are. */
export function Controls({
	network,
	networks,
	scenario,
	area,
}: {
	readonly network: NetworkFace | undefined;
	readonly networks: readonly NetworkSummary[];
	readonly scenario: string;
	readonly area: string;
}): JSX.Element {
	const say = words.controls;
	return (
		<form
			class="controls"
			aria-label={say.label}
			onSubmit={(event) => event.preventDefault()}
		>
			{networks.length > 1 && (
				<label>
					<span>{say.network}</span>
					<select
						name="network"
						value={network?.id}
						onChange={(event) => choose({ network: event.currentTarget.value })}
					>
						{networks.map((each) => (
							<option key={each.id} value={each.id}>
								{each.title}
							</option>
						))}
					</select>
				</label>
			)}
			{network?.scenarios.length !== 0 && (
				<label class="wide">
					<span>{say.scenario}</span>
					<select
						name="scenario"
						value={scenario}
						disabled={network === undefined}
						onChange={(event) =>
							choose({ scenario: event.currentTarget.value })
						}
					>
						{network?.scenarios.map((each) => (
							<option key={each.id} value={each.id}>
								{each.title}
							</option>
						))}
					</select>
				</label>
			)}
			<label>
				<span>{say.area}</span>
				<select
					name="for"
					value={area}
					disabled={network === undefined}
					onChange={(event) => choose({ for: event.currentTarget.value })}
				>
					<AreaOptions network={network} area={area} />
				</select>
			</label>
		</form>
	);
}

function AreaOptions({
	network,
	area,
}: {
	readonly network: NetworkFace | undefined;
	readonly area: string;
}): JSX.Element {
	const names = useNames();
	const say = words.controls;
	const groups = [...new Set(network?.groups.map((each) => each.group))].sort();
	const places = (network?.places ?? [])
		.filter((each) => each.kind === "country" || each.kind === "bloc")
		.toSorted((a, b) => a.name.localeCompare(b.name, "en-GB"));
	const listed =
		area === "WLD" ||
		groups.includes(area) ||
		places.some((each) => each.id === area);
	return (
		<>
			<option value="WLD">{words.world}</option>
			{!listed && (
				<optgroup label={say.chosen}>
					<option value={area}>{names.area(area)}</option>
				</optgroup>
			)}
			<optgroup label={say.groups}>
				{groups.map((each) => (
					<option key={each} value={each}>
						{names.area(each)}
					</option>
				))}
			</optgroup>
			<optgroup label={say.places}>
				{places.map((each) => (
					<option key={each.id} value={each.id}>
						{each.name}
					</option>
				))}
			</optgroup>
		</>
	);
}
