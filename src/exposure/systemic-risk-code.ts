/** Bytes of WebAssembly instructions. A value is the instructions that leave it on the stack. */
export type Code = readonly number[];

/** A function of a module: so many 32-bit arguments, then 32-bit locals, then vectors of two doubles, numbered in this order. */
export interface Routine {
	readonly name: string;
	readonly arguments: number;
	readonly integers: number;
	readonly vectors: number;
	readonly body: Code;
}

const empty = 0x40;
const simd = 0xfd;

/** The value of a local. */
export const get = (local: number): Code => [0x20, local];
/** Makes a value that of a local. */
export const set = (local: number, value: Code): Code => [
	...value,
	...[0x21, local],
];
/** The 32-bit integer at an address. */
export const whole = (address: Code): Code => [...address, 0x28, 2, 0];
/** The sum of two integers. */
export const sum = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
const constant = (value: number): Code => [0x41, ...signed(value)];

/** Adds a number to an integer local. */
export const step = (local: number, by: number): Code =>
	set(local, sum(get(local), constant(by)));

/** Repeats the body until an integer is 0. */
export const whilePositive = (value: Code, ...body: Code[]): Code =>
	repeated([...value, 0x45], body);

/** Repeats the body until the first integer has reached the second. */
export const whileBelow = (a: Code, b: Code, ...body: Code[]): Code =>
	repeated([...a, ...b, 0x4f], body);

function repeated(end: Code, body: readonly Code[]): Code {
	const block = [0x02, empty];
	const loop = [0x03, empty];
	const leave = [...end, 0x0d, 1];
	const again = [0x0c, 0];
	return [...block, ...loop, ...leave, ...body.flat(), ...again, 0x0b, 0x0b];
}

/** The two doubles so many bytes (below 128) behind an address. */
export const pair = (address: Code, offset: number): Code => [
	...address,
	...[simd, 0x00, 3, offset],
];
/** The double at an address, twice. */
export const twice = (address: Code): Code => [
	...address,
	...[simd, 0x0a, 3, 0],
];
/** Writes two doubles so many bytes behind an address. */
export const store = (address: Code, offset: number, value: Code): Code => [
	...address,
	...value,
	...[simd, 0x0b, 3, ...unsigned(offset)],
];
/** 1, twice. */
export const one: Code = [
	...[simd, 0x0c],
	...[0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
];
/** The sums of two pairs. */
export const plus = (a: Code, b: Code): Code => [...a, ...b, simd, 0xf0, 1];
/** The differences of two pairs. */
export const minus = (a: Code, b: Code): Code => [...a, ...b, simd, 0xf1, 1];
/** The products of two pairs. */
export const times = (a: Code, b: Code): Code => [...a, ...b, simd, 0xf2, 1];
/** The quotients of two pairs. */
export const over = (a: Code, b: Code): Code => [...a, ...b, simd, 0xf3, 1];
/** The second if it is greater, else the first. */
export const greater = (a: Code, b: Code): Code => [...a, ...b, simd, 0xf7, 1];
/** The first where a > b, else the second. */
export const whereAbove = (
	a: Code,
	b: Code,
	first: Code,
	second: Code,
): Code => [...first, ...second, ...a, ...b, simd, 0x4a, simd, 0x52];

/** The same for each of the four pairs of lanes in a line: of the pair's number and the offset of its bytes. */
export const fourTimes = (of: (at: number, offset: number) => Code): Code =>
	[0, 1, 2, 3].flatMap((at) => of(at, 16 * at));

/** Returns a module that imports a memory and exports the routines (binary format of the WebAssembly core specification, section 5). */
export function moduleOf(routines: readonly Routine[]): Uint8Array {
	const i32 = 0x7f;
	const v128 = 0x7b;
	const text = (name: string): Code => [
		name.length,
		...Array.from(name, (letter) => letter.charCodeAt(0)),
	];
	const list = (items: readonly Code[]): Code => [
		items.length,
		...items.flat(),
	];
	const sized = (content: Code): Code => [
		...unsigned(content.length),
		...content,
	];
	const types = routines.map((routine) => [
		...[0x60, routine.arguments],
		...new Array<number>(routine.arguments).fill(i32),
		0,
	]);
	const bodies = routines.map(({ integers, vectors, body }) =>
		sized([2, integers, i32, vectors, v128, ...body, 0x0b]),
	);
	return Uint8Array.from([
		...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
		...[1, ...sized(list(types))],
		...[2, ...sized([1, ...text("host"), ...text("memory"), 2, 0, 0])],
		...[3, ...sized(list(routines.map((_, type) => [type])))],
		...[
			7,
			...sized(list(routines.map(({ name }, at) => [...text(name), 0, at]))),
		],
		...[10, ...sized(list(bodies))],
	]);
}

/** A number as the binary format writes it without a sign: seven bits a byte, the lowest first. */
function unsigned(value: number): Code {
	return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >> 7)];
}

/** A number as the binary format writes it with its sign. */
function signed(value: number): Code {
	return value >= -64 && value < 64
		? [value & 127]
		: [(value & 127) | 128, ...signed(value >> 7)];
}
