import { moduleOf, type Procedure } from "./kernel-code.ts";

/** What of the host's WebAssembly is used here; rooms compile without the host's types. */
interface Host {
	readonly Memory: new (limits: {
		readonly initial: number;
		readonly maximum: number;
		readonly shared: boolean;
	}) => VectorMemory;
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (
		module: object,
		imports: object,
	) => {
		readonly exports: Exports;
	};
	readonly validate: (bytes: Uint8Array) => boolean;
}

/** Procedures by name. All take and return plain numbers. */
export type Exports = Readonly<
	Record<string, (...numbers: readonly number[]) => number>
>;

/** A memory that vector kernels can reach. */
export interface VectorMemory {
	readonly buffer: ArrayBufferLike;
}

const pageBytes = 65_536;

/** Returns a memory of so many bytes for vector kernels, or nothing where the host has none, forbids them or lacks the room. */
function vectorMemory(
	bytes: number,
	shared: boolean,
): VectorMemory | undefined {
	const host = (globalThis as { readonly WebAssembly?: Host }).WebAssembly;
	const pages = Math.ceil(bytes / pageBytes);
	if (host === undefined || pages >= 65_536) return undefined;
	try {
		return new host.Memory({ initial: pages, maximum: pages, shared });
	} catch {
		// A host short of memory throws here; the plain kernels give the same answer.
		return undefined;
	}
}

/** Returns procedures made ready on a memory, by name, or nothing where the host does not take them. */
export function vectorProcedures(
	procedures: readonly Procedure[],
	memory: VectorMemory,
): Exports | undefined {
	const host = (globalThis as { readonly WebAssembly?: Host }).WebAssembly;
	if (host === undefined) return undefined;
	const { buffer } = memory;
	const shared = !(buffer instanceof ArrayBuffer);
	try {
		const code = moduleOf(procedures, buffer.byteLength, shared);
		if (!host.validate(code)) return undefined;
		return new host.Instance(new host.Module(code), {
			counterweight: { memory },
		}).exports;
	} catch {
		// A content policy that forbids compiling throws here; the plain kernels give the same answer.
		return undefined;
	}
}

type Numbers = Float64Array | Int32Array | Uint8Array;

const isNumbers = (value: unknown): value is Numbers =>
	value instanceof Float64Array ||
	value instanceof Int32Array ||
	value instanceof Uint8Array;

const cacheLine = 64;

/**
 * Returns a work with all its arrays, and those of the records in it, copied into one memory, for vector kernels and for threads to share; as
 * it is where the host has no vectors and no threads are to share it. An array that stands in several places is copied once.
 */
export function placed<W extends { readonly memory: VectorMemory | undefined }>(
	work: W,
	shared: boolean,
): W {
	const offsets = new Map<Numbers, number>();
	let bytes = 0;
	for (const array of arraysIn(work)) {
		if (offsets.has(array)) continue;
		offsets.set(array, bytes);
		bytes += Math.ceil(array.byteLength / cacheLine) * cacheLine;
	}
	const memory = vectorMemory(bytes, shared);
	if (memory === undefined && !shared) return work;
	const buffer = memory?.buffer ?? new SharedArrayBuffer(bytes);
	const copies = new Map<unknown, Numbers>();
	for (const [array, offset] of offsets) {
		const copy = viewOf(array, buffer, offset);
		copy.set(array);
		copies.set(array, copy);
	}
	return { ...exchanged(work, copies), memory };
}

function arraysIn(record: object): readonly Numbers[] {
	return Object.values(record).flatMap((value: unknown) =>
		isNumbers(value) ? [value] : isRecord(value) ? arraysIn(value) : [],
	);
}

/** The same record with copies in the place of arrays. Fields keep their order, so that loops compiled for the one serve the other. */
function exchanged<T extends object>(
	record: T,
	copies: ReadonlyMap<unknown, Numbers>,
): T {
	const fields = { ...record } as Record<string, unknown>;
	for (const [name, value] of Object.entries(fields))
		if (isNumbers(value)) fields[name] = copies.get(value);
		else if (isRecord(value)) fields[name] = exchanged(value, copies);
	return fields as T;
}

const isRecord = (value: unknown): value is object =>
	typeof value === "object" && value !== null && !Array.isArray(value);

function viewOf(
	array: Numbers,
	buffer: ArrayBufferLike,
	offset: number,
): Numbers {
	if (array instanceof Float64Array)
		return new Float64Array(buffer, offset, array.length);
	if (array instanceof Int32Array)
		return new Int32Array(buffer, offset, array.length);
	return new Uint8Array(buffer, offset, array.length);
}
