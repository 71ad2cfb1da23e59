import { Command } from "commander";
import { backtestCommand } from "./backtest.ts";
import { checkCommand } from "./check.ts";
import { compareCommand } from "./compare.ts";
import { dataCommand } from "./data.ts";
import { ensembleCommand } from "./ensemble.ts";
import { exposureCommand } from "./exposure.ts";
import { geopoliticalRiskCommand } from "./geopolitical-risk.ts";
import { screenCommand } from "./screen.ts";
import { serveCommand } from "./serve.ts";
import { stressCommand } from "./stress.ts";
import { sweepCommand } from "./sweep.ts";
import { systemicRiskCommand } from "./systemic-risk.ts";
import { version } from "./version.ts";

/** Returns the command `counterweight` with all its sub-commands. */
export function programme(): Command {
	const counterweight = new Command("counterweight")
		.description(
			"Resilience of the supply of critical goods: what runs short, where, on which day, and why.",
		)
		.version(version, "-V, --version")
		.showHelpAfterError("(--help shows what can be asked)")
		.exitOverride()
		.addHelpText(
			"after",
			`
Examples:
  $ counterweight stress                             what runs short if China's suspended export controls bite again
  $ counterweight stress --for DEU --good ev         electric cars in Germany, and why
  $ counterweight exposure --for EU27                whom the European Union hangs on, directly and hidden
  $ counterweight check --network ./my-network       everything that is wrong with a package, at once
  $ counterweight serve                              the same answers as a page

Exit codes: 0 fine; 1 findings in the data, or a shortfall asked for by --fail-on; 2 misuse.`,
		);
	for (const command of [
		checkCommand(),
		exposureCommand(),
		stressCommand(),
		compareCommand(),
		ensembleCommand(),
		sweepCommand(),
		screenCommand(),
		systemicRiskCommand(),
		geopoliticalRiskCommand(),
		backtestCommand(),
		dataCommand(),
		serveCommand(),
	])
		counterweight.addCommand(command.exitOverride());
	return counterweight;
}
