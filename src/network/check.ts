import { checkBalance } from "./check-balance.ts";
import type { RowNumbers, Unread } from "./check-context.ts";
import { checkContext } from "./check-context.ts";
import { checkDates } from "./check-dates.ts";
import { checkFigures } from "./check-figures.ts";
import { checkKeys } from "./check-keys.ts";
import { checkMeasures } from "./check-measures.ts";
import { checkPlaces } from "./check-places.ts";
import { checkRecipes } from "./check-recipes.ts";
import { checkReferences } from "./check-references.ts";
import { checkValues } from "./check-values.ts";
import type { Finding } from "./finding.ts";
import { findingList, findingsInOrder } from "./finding-list.ts";
import type { Network } from "./network.ts";

export type { RowNumbers, Unread } from "./check-context.ts";

/** What a programme's row may lack so badly that the other checks cannot read it. */
const shapeless: ReadonlySet<string> = new Set([
	"network.missing-value",
	"network.not-a-number",
	"network.not-a-path",
	"network.not-text",
]);

/**
 * Returns everything that is wrong with a network, all at once, in the order of its tables and their rows.
 *
 * `rows` gives the line of each record in its file, so that findings point at it, and says that the values were judged when they were read
 * (by `rowReader`); without it values are judged here, and record 0 is said to stand on line 2. `unread` names
 * what could not be read from the files: references to it are let pass, and balances, which would lack it, are not drawn.
 * At most 200 findings of a code are given, then one note saying how many more there are.
 *
 * Edge cases: a network without rows has nothing wrong; where values are missing or of another type (in networks that a programme made),
 * only values and names are checked. Never throws on what rows hold.
 * Codes: those of `rowReader`, and `network.unknown-id`, `network.duplicate-key`, `network.reserved-name`,
 * `network.place-within-itself`, `network.lane-to-itself`, `network.no-outputs`, `network.mass-created`,
 * `network.dates-out-of-order`, `network.range`, `network.above-capacity`, `network.stock-amount`, `network.change-of-nothing`,
 * `network.unstated-change`, `network.change-of-itself`, `network.missing-strength`, `network.mixed-units`,
 * `network.measure-on-nothing`, `network.unbalanced`, `network.more-findings`.
 * Cost: O(rows × fields).
 *
 * @example
 * check(network({ id: "tiny", places: [{ id: "JPN", name: "Japan", kind: "country", within: "ASIA" }] }))[0].code
 * // "network.unknown-id"
 */
export function check(
	network: Network,
	rows?: RowNumbers,
	unread: Unread = {},
): readonly Finding[] {
	const list = findingList();
	let shapely = true;
	const context = checkContext(network, rows ?? {}, unread, (finding) => {
		shapely &&= !shapeless.has(finding.code);
		list.add(finding);
	});
	if (rows === undefined) checkValues(context);
	checkReferences(context);
	if (!shapely) return findingsInOrder(list.findings());
	checkKeys(context);
	checkPlaces(context);
	checkRecipes(context);
	checkDates(context);
	checkFigures(context);
	checkMeasures(context);
	checkBalance(context);
	return findingsInOrder(list.findings());
}
