/** Bytes of WebAssembly instructions: an expression leaves its value on the stack, a statement leaves nothing. */
export type Code = readonly number[];

/** Kinds of value, by their byte in the binary format. */
export const i32 = 0x7f;
export const f64 = 0x7c;
export const v128 = 0x7b;
export type Kind = typeof i32 | typeof f64 | typeof v128;

/** A local variable of a function. */
export interface Local {
	readonly get: Code;
	readonly set: (value: Code) => Code;
}

const none = 0x40;
const vector = (code: number): Code => [0xfd, ...unsigned(code)];

export const whole = (value: number): Code => [0x41, ...signed(value)];
export const real = (value: number): Code => [
	0x44,
	...new Uint8Array(Float64Array.of(value).buffer),
];
/** Loads and stores: an address and a number of bytes behind it. */
type Load = (address: Code, offset?: number) => Code;
type Store = (address: Code, offset: number, value: Code) => Code;
type One = (a: Code) => Code;
type Two = (a: Code, b: Code) => Code;
const load =
	(...code: Code): Load =>
	(address, offset = 0) => [...address, ...code, ...unsigned(offset)];
const store =
	(...code: Code): Store =>
	(address, offset, value) => [
		...address,
		...value,
		...code,
		...unsigned(offset),
	];
const one =
	(...code: Code): One =>
	(a) => [...a, ...code];
const two =
	(...code: Code): Two =>
	(a, b) => [...a, ...b, ...code];

export const loadWhole: Load = load(0x28, 2);
export const storeWhole: Store = store(0x36, 2);
export const storeByte: Store = store(0x3a, 0);
export const add: Two = two(0x6a);
export const shiftLeft: Two = two(0x74);
export const halved = (a: Code): Code => [...a, ...whole(1), 0x76];
export const isLess: Two = two(0x49);
export const not: One = one(0x45);

/** Arithmetic on one double, or on two side by side. */
export interface Lanes {
	readonly kind: Kind;
	readonly load: Load;
	/** One double in memory, at every place of the value. */
	readonly spread: Load;
	readonly store: Store;
	/** A double, at every place of the value. */
	readonly splat: One;
	readonly add: Two;
	readonly subtract: Two;
	readonly times: Two;
	readonly over: Two;
	readonly larger: Two;
	readonly smaller: Two;
	/** Comparisons, to be asked by `either` and `isAny`. */
	readonly isMore: Two;
	readonly isEqual: Two;
	/** The first value where a comparison holds, the second where it does not. */
	readonly either: (a: Code, b: Code, comparison: Code) => Code;
	/** Whether a comparison holds at any place. */
	readonly isAny: One;
	/** The kind that comparisons are of. */
	readonly comparison: Kind;
}

export const single: Lanes = {
	kind: f64,
	load: load(0x2b, 3),
	spread: load(0x2b, 3),
	store: store(0x39, 3),
	splat: (value) => value,
	add: two(0xa0),
	subtract: two(0xa1),
	times: two(0xa2),
	over: two(0xa3),
	smaller: two(0xa4),
	larger: two(0xa5),
	isMore: two(0x64),
	isEqual: two(0x61),
	either: (a, b, comparison) => [...a, ...b, ...comparison, 0x1b],
	isAny: (comparison) => comparison,
	comparison: i32,
};

export const pair: Lanes = {
	kind: v128,
	load: load(...vector(0), 3),
	spread: load(...vector(10), 3),
	store: store(...vector(11), 3),
	splat: one(...vector(0x14)),
	add: two(...vector(0xf0)),
	subtract: two(...vector(0xf1)),
	times: two(...vector(0xf2)),
	over: two(...vector(0xf3)),
	smaller: two(...vector(0xf4)),
	larger: two(...vector(0xf5)),
	isMore: two(...vector(0x4a)),
	isEqual: two(...vector(0x47)),
	either: (a, b, comparison) => [...a, ...b, ...comparison, ...vector(0x52)],
	isAny: one(...vector(0x53)),
	comparison: v128,
};

/** One of the two doubles of a pair. */
export const placeOf = (value: Code, place: 0 | 1): Code => [
	...value,
	...vector(0x21),
	place,
];
/** Whether a double is at most another. */
export const isAtMost: Two = two(0x65);

/** Runs the statements for as long as the condition holds. */
export const during = (condition: Code, ...body: Code[]): Code => [
	...[0x02, none, 0x03, none],
	...not(condition),
	...[0x0d, 1],
	...body.flat(),
	...[0x0c, 0, 0x0b, 0x0b],
];

export const when = (condition: Code, yes: Code, no: Code = []): Code => [
	...condition,
	...[0x04, none],
	...yes,
	...(no.length > 0 ? [0x05, ...no] : []),
	0x0b,
];

/** A function: the kinds of its parameters, of its result if any, and its body, which may ask for further variables. */
export interface Procedure {
	readonly name: string;
	readonly parameters: readonly Kind[];
	readonly result?: Kind;
	readonly body: (
		parameters: readonly Local[],
		local: (kind: Kind) => Local,
	) => Code;
}

const pageBytes = 65_536;

/** Returns a WebAssembly module that imports a memory of so many bytes and exports the procedures (binary format of the core specification, chapter 5). */
export function moduleOf(
	procedures: readonly Procedure[],
	bytes: number,
	shared: boolean,
): Uint8Array {
	const pages = unsigned(Math.ceil(bytes / pageBytes));
	const limits = [shared ? 3 : 1, ...pages, ...pages];
	const text = (name: string): Code => [
		name.length,
		...Array.from(name, (letter) => letter.charCodeAt(0)),
	];
	const list = (items: readonly Code[]): Code => [
		...unsigned(items.length),
		...items.flat(),
	];
	const section = (id: number, items: readonly Code[]): Code => {
		const content = list(items);
		return [id, ...unsigned(content.length), ...content];
	};
	return Uint8Array.from([
		...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
		...section(
			1,
			procedures.map(({ parameters, result }) => [
				0x60,
				...list(parameters.map((kind) => [kind])),
				...list(result === undefined ? [] : [[result]]),
			]),
		),
		...section(2, [
			[...text("counterweight"), ...text("memory"), 2, ...limits],
		]),
		...section(
			3,
			procedures.map((_, index) => [index]),
		),
		...section(
			7,
			procedures.map(({ name }, index) => [...text(name), 0, index]),
		),
		...section(10, procedures.map(coded)),
	]);
}

function coded({ parameters, body }: Procedure): Code {
	const kinds: Kind[] = [];
	const at = (index: number): Local => ({
		get: [0x20, ...unsigned(index)],
		set: (value) => [...value, 0x21, ...unsigned(index)],
	});
	const statements = body(
		parameters.map((_, index) => at(index)),
		(kind) => at(parameters.length + kinds.push(kind) - 1),
	);
	const code = [
		...unsigned(kinds.length),
		...kinds.flatMap((kind) => [1, kind]),
		...statements,
		0x0b,
	];
	return [...unsigned(code.length), ...code];
}

/** A number as the binary format writes it: seven bits a byte, the lowest first. */
function unsigned(value: number): Code {
	const bits = value % 0x80;
	return value < 0x80
		? [bits]
		: [bits | 0x80, ...unsigned(Math.floor(value / 0x80))];
}

function signed(value: number): Code {
	const bits = value & 0x7f;
	return value >= -0x40 && value < 0x40
		? [bits]
		: [bits | 0x80, ...signed(value >> 7)];
}
