import { Command } from "commander";
import { hasErrors } from "#network";
import { type Asked, asking, print, printJson, reading } from "./ask.ts";
import { findingLines } from "./findings.ts";
import { Failed } from "./refusal.ts";

/** Returns the command `check`: everything that is wrong with a package, all at once. */
export function checkCommand(): Command {
	return asking(new Command("check"))
		.description(
			"say everything that is wrong with a network package, all at once",
		)
		.addHelpText(
			"after",
			`
Each finding names its file, line and field, what is wrong and what to do. Only errors keep a package from loading.

Examples:
  $ counterweight check --network ./my-network
  $ counterweight check --network ./my-network --json | jq '.findings[] | select(.severity == "error")'`,
		)
		.action(async (asked: Asked) => {
			const { network, findings } = await reading(asked.network);
			if (asked.json)
				printJson({
					network: network && { id: network.id, version: network.version },
					findings,
				});
			else
				print([
					...(network === undefined
						? []
						: [`${network.id} ${network.version}: ${network.title}`]),
					...findingLines(findings),
				]);
			if (hasErrors(findings)) throw new Failed();
		});
}
