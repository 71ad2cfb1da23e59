import type { Confidence, MeasureKind } from "#network";
import type { Rules } from "#stress";
import { count, share } from "./figures.ts";

const plural = (n: number, one: string, several: string): string =>
	`${count(n)} ${n === 1 ? one : several}`;

/** How sure a figure is, in words. */
export const confidences: Readonly<Record<Confidence, string>> = {
	A: "A: primary file or official data",
	B: "B: agency, company or press",
	C: "C: recalled publication",
	D: "D: derived or assumed, so modelled",
};

/** What a measure does, in words. */
export const kinds: Readonly<
	Record<MeasureKind | "suspend" | "extend" | "lift", string>
> = {
	ban: "Ban",
	licence: "Licence",
	quota: "Quota",
	tariff: "Tariff",
	closure: "Closure",
	"content rule": "Content rule",
	release: "Stock release",
	agreement: "Agreement",
	"price floor": "Price floor",
	subsidy: "Subsidy",
	suspend: "Suspension",
	extend: "Extension",
	lift: "Lifting",
};

/** Every word of the page that is not data. */
export const words = {
	name: "Counterweight",
	skip: "Skip to the answer",
	sections: {
		label: "Parts of the page",
		ranking: "What runs short",
		time: "Through time",
		measures: "Measures",
		exposure: "Whom we hang on",
		sources: "Sources",
	},
	title: (says: string): string => `${says} – Counterweight`,
	world: "The world",
	joined: " + ",
	/** The name of a place within a sentence: `the world`, `the United States`, `Japan`. */
	within: (name: string): string =>
		/^(The |United |European Union|Rest of |Netherlands|Philippines|Czech Republic|Democratic Republic)/.test(
			name,
		)
			? `the ${name.replace(/^The |^Rest/, (start) => (start === "Rest" ? "rest" : ""))}`
			: name,
	modelled: "modelled",
	modelledMeaning:
		"Computed by a model from the figures cited below; not a statistic, not a forecast of what a government will do.",
	headline: {
		asked: (title: string, area: string): string => `${title} · ${area}`,
		dayZero: (date: string): string => `Day 0 is ${date}`,
		horizon: (days: number): string => plural(days, "day", "days"),
		network: (title: string, version: string): string =>
			`${title}, version ${version}`,
		assumptions: "Assumed:",
		exposureOnly: (
			title: string,
			place: string,
			n: number,
			all: number,
		): string =>
			n === 0
				? `${title}: no supplier stands out.`
				: `${title}: ${place} is the largest supplier of ${n} of ${all}.`,
		noScenarios:
			"This network has no flows and no scenarios: it answers whom we hang on, not what runs short.",
		loading: "Working out what runs short …",
		changed: (says: string): string => `New answer: ${says}`,
	},
	controls: {
		label: "Ask another question",
		network: "Network",
		scenario: "What happens",
		area: "Who is “we”",
		groups: "Groups",
		places: "Places",
		chosen: "Chosen",
	},
	keys: {
		label: "The answer in figures",
		uses: "Uses that run short",
		usesOf: (short: number, all: number): string => `${short} of ${all}`,
		missing: "Value not delivered",
		hardest: "Hit hardest",
		over: "All back to normal",
		neverShort: "never short",
		notYet: "not within the run",
		stillShort: (n: number, days: number): string =>
			`${plural(n, "use", "uses")} still short on day ${days}`,
		nobody: "nobody",
		unvalued: "no value",
		within: (days: number): string => `within ${days} days`,
		overDays: (days: number): string => `in ${days} days`,
		use: (use: string, place: string): string => `${use}, ${place}`,
		day: (day: number): string => `day ${day}`,
	},
	ranking: {
		lead: (area: string): string =>
			`Final uses in ${area}, the largest value missing first. Open a row to see why.`,
		columns: {
			use: "Use",
			day: "Runs short on",
			length: "For",
			share: "Worst week",
			amount: "Amount",
			value: "Value",
		},
		day: (day: number): string => `day ${day}`,
		days: (days: number): string => plural(days, "day", "days"),
		until: (date: string): string => `until ${date}`,
		stillShort: "still short at the end",
		missing: "missing",
		shareOf: (share: string, days: number): string =>
			`${share} of ${days} days’ use`,
		amountOf: (amount: string, of: string): string => `${amount} ${of}`,
		unknownValue: "no value known",
		open: (hidden: number): string =>
			`Show ${plural(hidden, "more use", "more uses")} that run short`,
		less: "Show fewer",
		hold: (n: number): string => (n === 1 ? "1 use holds" : `${n} uses hold`),
		holdLead: "No day on which more than 1% is missing.",
		worst: (share: string): string => `at most ${share} missing`,
		fully: "nothing missing",
		none: (area: string, days: number): string =>
			`Nothing runs short for ${area} within ${days} days.`,
		closest: (
			use: string,
			place: string,
			share: string,
			date: string,
		): string =>
			`First to come close: ${use} in ${place}, with ${share} missing in the week from ${date}.`,
		closestLine: (good: string, place: string, date: string): string =>
			`First to come close: the making of ${good} in ${place} falls short from ${date}, but its users’ stocks last.`,
		noClosest: "No use misses even a small part of its supply.",
		noUses: (area: string): string =>
			`The network knows no final use in ${area}. Choose a place that uses the goods, or the world.`,
	},
	why: {
		title: "Why",
		day: (day: number): string => `Day ${day}`,
		figures: "The figure behind it",
		rate: (year: number): string => `Use in ${year}`,
		detail: (detail: string): string => `Takes in ${detail}.`,
		perYear: (amount: string, of: string | undefined): string =>
			of === undefined ? `${amount} a year` : `${amount} ${of}, a year`,
		confidence: "Confidence",
		worst: "Worst week",
		worstWeek: (share: string, date: string): string =>
			`${share} missing from ${date}`,
		recovered: "Back to normal",
		waiting: "Still waiting at the end",
		unknown: "The run gives no chain of causes for this use.",
	},
	chart: {
		lead: "The share of each day’s use that is missing, where the most value is lost. Uses of a place that move together share a line.",
		caption: (
			use: string,
			place: string,
			share: string,
			date: string,
		): string =>
			`What to see: a line leaves zero on the day its stocks run out. ${use} in ${place} lose the most: ${share} missing in the week from ${date}.`,
		picture: (n: number, days: number): string =>
			`Line chart of the missing share of ${n} uses over ${days} days. The table below holds the same figures by week.`,
		slider: "Day of the run",
		at: (date: string, day: number): string => `${date}, day ${day}`,
		day: (day: number): string => `day ${day}`,
		use: (name: string, place: string): string => `${place}: ${name}`,
		key: "Uses shown",
		after: (day: number, days: number): string =>
			`Not drawn: from day ${day} to day ${days} they miss nothing more.`,
		table: "The same figures by week",
		tableCaption: "Mean share missing in each week",
		week: "Week from",
		nothing: "Nothing is missing on any day, so there is no line to draw.",
	},
	measures: {
		lead: "When each measure of the scenario bites within the run.",
		targets: (actor: string, targets: string): string =>
			`${actor} → ${targets}`,
		from: (date: string, day: number): string => `from ${date} (day ${day})`,
		to: (date: string): string => `to ${date}`,
		open: "to the end of the run",
		never: "Does not bite within the run.",
		touches: (n: number): string =>
			plural(n, "lane or line touched", "lanes and lines touched"),
		idle: (n: number): string =>
			`${plural(n, "measure", "measures")} of the scenario without effect in this network`,
		withheld: (amount: string, good: string): string =>
			`${amount} withheld: ${good}`,
		none: "The scenario has no measures.",
	},
	history: {
		title: (from: number, to: number): string => `The record, ${from}–${to}`,
		lead: "Every measure that the network knows, by who acts. Point at one, or move with the arrow keys.",
		others: "Others",
		open: "open",
		period: (from: string, until: string): string => `${from} – ${until}`,
		suspended: "suspended",
		suspendedOn: (periods: string): string => `Suspended ${periods}.`,
		item: (title: string, kind: string, who: string, when: string): string =>
			`${title}. ${kind}, ${who}, ${when}`,
		dayZero: "day 0",
		key: {
			inForce: "in force",
			suspended: "suspended",
			inScenario: "in this scenario",
		},
	},
	exposure: {
		lead: (area: string): string =>
			`Where what ${area} uses comes from, along the chain: the largest supplier, and the place on which the chain behind it hangs most, traced back to the mine.`,
		columns: {
			good: "Good",
			direct: "Largest supplier",
			reach: "Behind it, at any stage",
			hhi: "Concentration (HHI)",
		},
		amount: (
			stage: string,
			amount: string,
			basis: string,
			year: number,
		): string => `${stage} · ${amount} ${basis}, ${year}`,
		noReach: "not traced",
		nothingHidden: "nothing hidden",
		split: (direct: string, hidden: string): string =>
			`${direct} direct, ${hidden} hidden`,
		basis: {
			production: "made in the world",
			use: "used",
			embodied: "contained in what is used",
		},
		more: (n: number): string => `Show ${plural(n, "more good", "more goods")}`,
		less: "Show fewer",
		hhiMeaning:
			"HHI, the Herfindahl–Hirschman index: the sum of the squared shares, from 0 to 10,000, where 10,000 is a single supplier. Above 2,500 counts as highly concentrated.",
		none: (area: string): string =>
			`The network has no supply figures for ${area}.`,
	},
	sources: {
		lead: "Cited by the answer above.",
		record: (n: number): string =>
			`${plural(n, "source", "sources")} of the record of measures`,
		link: "Open the source",
		accessed: (date: string): string => `read ${date}`,
		derived: "No address to open.",
		mark: (n: number, title: string): string => `Source ${n}: ${title}`,
		note: "Source",
		inList: "In the list of sources",
		close: "Close",
		loose: "The package does not name this source.",
	},
	method: {
		title: "How this was worked out",
		lead: "Everyone orders, rations and switches as firms do; scarcity is shared, not planned. One different rule can change a loss by orders of magnitude, so here they are:",
		rules: (rules: Rules): readonly string[] => [
			`Steps of ${plural(rules.stepDays, "day", "days")}; a day counts as short when more than ${share(rules.threshold)} of its use is missing.`,
			rules.slowdown === 0
				? "Lines run until the shelf is empty."
				: `Lines slow down when less than ${share(rules.slowdown)} of the target stock is left.`,
			`Short suppliers ration ${rules.rationing === "proportional" ? "all buyers in proportion to their orders" : `by: ${rules.rationing}`}.`,
			`Lines can make up to ${share(rules.overproductionMax)} of their base capacity, reached within ${plural(rules.overproductionDays, "day", "days")}.`,
			`Gaps in stock are closed in ${plural(rules.restockDays, "day", "days")}; ${rules.reorder === "wanted" ? "unmet orders stand" : "only what was used is ordered again"}.`,
			rules.switching === "none"
				? "Buyers keep their suppliers."
				: rules.switching === "capacity"
					? "Buyers move their orders at once to suppliers with capacity."
					: `Buyers move towards spare capacity over ${plural(rules.switchDays, "day", "days")}.`,
		],
	},
	problem: {
		title: "There is no answer",
		again: "Try again",
		fresh: "Start from the first question",
		unreachable: {
			says: "The server does not answer.",
			hint: "Is counterweight still running? Start it again and try once more.",
		},
		unreadable: {
			says: "The server’s answer could not be read.",
			hint: "Page and server may be of different versions: load the page again.",
		},
		noNetwork: {
			says: "The server has no network.",
			hint: "Start it with a network package.",
		},
	},
} as const;
