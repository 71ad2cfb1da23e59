const millisecondsPerDay = 86_400_000;

/**
 * Returns the days from one calendar day to another: 1 for the next day, negative for an earlier one.
 *
 * Edge cases: leap days count; both dates are ISO 8601 days (yyyy-mm-dd), read as UTC.
 *
 * @example
 * daysBetween("2026-11-11", "2026-12-01") // 20
 */
export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / millisecondsPerDay);
}

/**
 * Returns the calendar day that lies a number of days after another.
 *
 * @example
 * dayAfter("2026-11-11", 20) // "2026-12-01"
 */
export function dayAfter(from: string, days: number): string {
	return new Date(Date.parse(from) + days * millisecondsPerDay)
		.toISOString()
		.slice(0, 10);
}
