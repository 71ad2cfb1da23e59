import { CounterweightError } from "./fault.ts";

type Dimension =
	| "mass"
	| "count"
	| "power"
	| "energy"
	| "time"
	| "money"
	| "volume"
	| "share";

/** Dimension, and how many of the dimension's first unit one of it is. */
const table: ReadonlyMap<string, readonly [Dimension, number]> = new Map([
	["t", ["mass", 1]],
	["kg", ["mass", 1e-3]],
	["g", ["mass", 1e-6]],
	["kt", ["mass", 1e3]],
	["Mt", ["mass", 1e6]],
	["lb", ["mass", 0.45359237e-3]],
	["pieces", ["count", 1]],
	["thousand pieces", ["count", 1e3]],
	["million pieces", ["count", 1e6]],
	["MW", ["power", 1]],
	["kW", ["power", 1e-3]],
	["GW", ["power", 1e3]],
	["MWh", ["energy", 1]],
	["GWh", ["energy", 1e3]],
	["TWh", ["energy", 1e6]],
	["days", ["time", 1]],
	["weeks", ["time", 7]],
	["years", ["time", 365]],
	["USD", ["money", 1]],
	["thousand USD", ["money", 1e3]],
	["million USD", ["money", 1e6]],
	["billion USD", ["money", 1e9]],
	["m3", ["volume", 1]],
	["thousand m3", ["volume", 1e3]],
	["million m3", ["volume", 1e6]],
	["share", ["share", 1]],
	["%", ["share", 0.01]],
]);

/**
 * All units that quantities can be given in, by dimension: mass, count, power, energy, time (a year is 365 days), money, volume, share.
 */
export const units: readonly string[] = [...table.keys()];

/** Returns whether a word is a unit that quantities can be given in. */
export function isUnit(word: string): boolean {
	return table.has(word);
}

/** Returns whether a unit measures mass, so that amounts in it can be weighed against each other. */
export function isMass(unit: string): boolean {
	return table.get(unit)?.[0] === "mass";
}

/** Returns whether both words are units, and of one dimension. */
export function convertible(from: string, to: string): boolean {
	const dimension = table.get(from)?.[0];
	return dimension !== undefined && dimension === table.get(to)?.[0];
}

/**
 * Returns a value in another unit of the same dimension: value × (size of `from` ÷ size of `to`).
 *
 * A year has 365 days; a pound is the international avoirdupois pound, 0.45359237 kg (International Yard and Pound Agreement, 1959).
 *
 * Edge cases: equal units return the value untouched; a word that is no unit is the fault `network.unknown-unit`, units of two
 * dimensions the fault `network.incompatible-units`. Cost: O(1).
 *
 * @example
 * converted(2, "kt", "kg") // 2000000
 */
export function converted(value: number, from: string, to: string): number {
	const [dimension, size] = unitOf(from);
	const [other, otherSize] = unitOf(to);
	if (dimension !== other)
		throw new CounterweightError(
			"network.incompatible-units",
			`${from} (${dimension}) cannot be given in ${to} (${other})`,
		);
	if (from === to) return value;
	return size >= otherSize
		? value * (size / otherSize)
		: value / (otherSize / size);
}

function unitOf(word: string): readonly [Dimension, number] {
	const unit = table.get(word);
	if (unit === undefined)
		throw new CounterweightError(
			"network.unknown-unit",
			`“${word}” is no unit; units are ${units.join(", ")}`,
		);
	return unit;
}

/**
 * Returns a quantity as people read it: digits in groups of three, a point before decimals, then the unit.
 *
 * From 100 up whole numbers, from 10 one decimal, from 1 two, below 1 three significant digits; ending zeros of decimals are left out.
 * The text does not depend on the machine's language. The unit may be any words (`t/year`, `USD`), put after a space.
 *
 * Edge cases: no unit gives the number alone; infinity is “no limit”, not-a-number “unknown”; below one millionth in powers of ten.
 * Cost: O(digits).
 *
 * @example
 * formatQuantity(390540.4, "t") // "390,540 t"
 * formatQuantity(0.04567, "t") // "0.0457 t"
 */
export function formatQuantity(value: number, unit = ""): string {
	const after = unit === "" ? "" : ` ${unit}`;
	if (Number.isNaN(value)) return "unknown";
	if (!Number.isFinite(value))
		return value > 0 ? "no limit" : `-infinity${after}`;
	const size = Math.abs(value);
	if (size === 0) return `0${after}`;
	if (size < 1e-6 || size >= 1e21)
		return `${Number(value.toPrecision(3)).toExponential()}${after}`;
	const decimals =
		size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : -1;
	const digits =
		decimals < 0
			? size.toFixed(Math.min(9, 2 - Math.floor(Math.log10(size))))
			: size.toFixed(decimals);
	const [whole, part = ""] = digits.split(".");
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
	const rest = part.replace(/0+$/, "");
	const sign = value < 0 ? "-" : "";
	return `${sign}${grouped}${rest === "" ? "" : `.${rest}`}${after}`;
}
