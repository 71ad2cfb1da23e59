import { type Compiled, CounterweightError, world } from "#network";
import type { Solver } from "#program";

/** What a screen is asked. */
export interface ScreenOptions {
	readonly solver: Solver;
	/** Each country in turn, good by good and with all goods; or each pair of countries, with all goods. Default `one`. */
	readonly losses?: "one" | "two";
	/** Whose uses are listed: a place, a group, or several joined by `+`; default `WLD`. */
	readonly for?: string;
	/** A good or family that can be lost; default all. */
	readonly good?: string;
	/** Who may buy from whom: everyone from everyone, or only over lanes that there are, up to their capacity; default `any`. */
	readonly lanes?: "any" | "existing";
	/** Share of its base activity by which a process without a stated capacity can make more, 0 to 10; default 0. */
	readonly spare?: number;
	/** Called after each loss. */
	readonly onProgress?: (done: number, of: number) => void;
	/** Ends the screen after the losses in hand once `aborted` is true, as an AbortSignal does. */
	readonly signal?: { readonly aborted: boolean };
	/** The same network, compiled before. */
	readonly compiled?: Compiled;
	/** Seconds that each solve may take; default the solver's. */
	readonly timeLimit?: number;
}

/** Options with nothing left open. */
export type CheckedOptions = ScreenOptions &
	Required<Pick<ScreenOptions, "losses" | "for" | "lanes" | "spare">>;

const choices = { losses: ["one", "two"], lanes: ["any", "existing"] } as const;

/** Returns the options with defaults in the places left open; fault `exposure.bad-option` for one that there is not or that is out of range. */
export function checkedOptions(options: ScreenOptions): CheckedOptions {
	const checked: CheckedOptions = {
		...options,
		losses: options.losses ?? "one",
		for: options.for ?? world,
		lanes: options.lanes ?? "any",
		spare: options.spare ?? 0,
	};
	for (const name of ["losses", "lanes"] as const) {
		const words: readonly string[] = choices[name];
		if (!words.includes(checked[name]))
			throw new CounterweightError(
				"exposure.bad-option",
				`${name} is ${words.join(" or ")}, not "${checked[name]}"`,
			);
	}
	if (!(checked.spare >= 0 && checked.spare <= 10))
		throw new CounterweightError(
			"exposure.bad-option",
			`spare lies in [0, 10], not ${checked.spare}`,
		);
	return checked;
}
