import type { CheckContext } from "./check-context.ts";
import type { TableName } from "./network.ts";

/**
 * Finds dates out of order (`network.dates-out-of-order`): a measure that ends before it starts or is announced after its end, a process
 * that stops before it starts, an observation likewise. A measure announced after its start is a warning: some acts look back.
 *
 * Cost: O(measures + processes + observations).
 */
export function checkDates(context: CheckContext): void {
	context.network.measures.forEach((measure, index) => {
		const { announced, from, until } = measure;
		if (until !== undefined && until < from)
			late(
				context,
				"measures",
				index,
				"until",
				`The measure ends on ${until}, before it starts on ${from}`,
			);
		if (announced === undefined) return;
		if (until !== undefined && announced > until)
			late(
				context,
				"measures",
				index,
				"announced",
				`The measure is announced on ${announced}, after it ends on ${until}`,
			);
		else if (announced > from)
			late(
				context,
				"measures",
				index,
				"announced",
				`The measure is announced on ${announced}, after it starts on ${from}`,
				"warning",
			);
	});
	context.network.processes.forEach(({ start, end }, index) => {
		if (start !== undefined && end !== undefined && end < start)
			late(
				context,
				"processes",
				index,
				"end",
				`The process ends on ${end}, before it starts on ${start}`,
			);
	});
	checkObservations(context);
}

function checkObservations(context: CheckContext): void {
	context.network.observations.forEach(({ from, until }, index) => {
		if (until !== undefined && until < from)
			late(
				context,
				"observations",
				index,
				"until",
				`The observation ends on ${until}, before it starts on ${from}`,
			);
	});
}

function late(
	context: CheckContext,
	table: TableName,
	index: number,
	field: string,
	says: string,
	severity: "error" | "warning" = "error",
): void {
	context.found(table, index, {
		code: "network.dates-out-of-order",
		severity,
		field,
		says: `${says}.`,
		hint: "Look the dates up again: year-month-day.",
	});
}
