const locale = "en-GB";

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const three = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const many = new Intl.NumberFormat(locale, {
	notation: "compact",
	compactDisplay: "long",
	maximumSignificantDigits: 3,
});
const dollars = new Intl.NumberFormat(locale, {
	style: "currency",
	currency: "USD",
	notation: "compact",
	maximumSignificantDigits: 3,
});
const percent = new Intl.NumberFormat(locale, {
	style: "percent",
	maximumFractionDigits: 0,
});
const shortDate = new Intl.DateTimeFormat(locale, {
	day: "numeric",
	month: "short",
	year: "numeric",
	timeZone: "UTC",
});
const longDate = new Intl.DateTimeFormat(locale, {
	day: "numeric",
	month: "long",
	year: "numeric",
	timeZone: "UTC",
});
const dayAndMonth = new Intl.DateTimeFormat(locale, {
	day: "numeric",
	month: "short",
	timeZone: "UTC",
});

/** Returns a count: `1,234`. */
export function count(value: number): string {
	return whole.format(value);
}

/** Returns a quantity to three figures with its unit: `198,000 pieces`, `1.23 million t`. */
export function amount(value: number, unit: string): string {
	const text =
		Math.abs(value) >= 1e6 ? many.format(value) : three.format(value);
	return `${text} ${unit}`;
}

/** Returns dollars to three figures: `US$4.31bn`. */
export function usd(value: number): string {
	return dollars.format(value);
}

/** Returns a share as a percentage without decimals; a small one is not rounded to nothing: `43%`, `<1%`. */
export function share(value: number): string {
	return value > 0 && value < 0.01 ? "<1%" : percent.format(value);
}

/** Returns `27 Dec 2026`. */
export function date(day: string): string {
	return shortDate.format(new Date(day));
}

/** Returns `27 December 2026`. */
export function dateInFull(day: string): string {
	return longDate.format(new Date(day));
}

/** Returns `27 Dec`. */
export function dateInYear(day: string): string {
	return dayAndMonth.format(new Date(day));
}
