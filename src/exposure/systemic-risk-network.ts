import { CounterweightError } from "#network";

/** Who supplies whom with how much, what each firm makes, and which inputs its sector cannot do without. */
export interface FirmNetwork {
	readonly firmCount: number;
	readonly sectorCount: number;
	/** The supplying firm of each link. */
	readonly suppliers: Int32Array;
	/** The buying firm of each link. */
	readonly customers: Int32Array;
	/** What flows along each link a year, in one currency or unit; at least 0. */
	readonly weights: Float64Array;
	/** The sector of each firm, from 0. */
	readonly sectors: Int32Array;
	/** `essential[supplier's sector × sectorCount + customer's sector]`: 2 essential, 1 not essential, 0 not relevant for production. */
	readonly essential?: Uint8Array;
	/** What each firm makes a year: what it sells to the firms here and to anybody else. */
	readonly output: Float64Array;
}

/** What a firm network is made of. */
export interface FirmNetworkParts {
	/** The supplying firm of each link, from 0. */
	readonly suppliers: ArrayLike<number>;
	/** The buying firm of each link, from 0. */
	readonly customers: ArrayLike<number>;
	/** What flows along each link; at least 0, all in one unit. */
	readonly weights: ArrayLike<number>;
	/** The sector of each firm, from 0; its length is the number of firms. */
	readonly sectors: ArrayLike<number>;
	/** A square matrix in rows, supplier's sector by customer's sector: 2 essential, 1 not essential, 0 not relevant for production. */
	readonly essential?: ArrayLike<number>;
	/** What each firm makes, at least what it sells here; without it, exactly what it sells here. */
	readonly output?: ArrayLike<number>;
}

/**
 * Returns the network of firms that the links, sectors and essential inputs describe, checked.
 *
 * Formula: output of a firm = Σ weights of its links to customers, unless stated; what is stated above that is sold outside the
 * network, where nothing is ever lost. Several links between the same two firms count as their sum.
 * Edge cases: no firms and no links make an empty network; a firm may have no links at all.
 * Fault: `exposure.bad-network`, naming the entry, if arrays differ in length, a firm is unknown or supplies itself, a weight is
 * negative or not finite, a sector is outside the matrix, an entry of the matrix is not 0, 1 or 2, or a firm sells more than it makes.
 * Cost: O(firms + links + sectors²).
 *
 * @example
 * firmNetwork({ suppliers: [0, 0], customers: [1, 2], weights: [3, 1], sectors: [0, 0, 0] }).output // [4, 0, 0]
 */
export function firmNetwork(parts: FirmNetworkParts): FirmNetwork {
	const firmCount = parts.sectors.length;
	const links = parts.weights.length;
	for (const name of ["suppliers", "customers"] as const)
		if (parts[name].length !== links)
			throw bad(`${name} has ${parts[name].length} entries, weights ${links}`);
	const sectorCount = sectorCountOf(parts);
	const sold = new Float64Array(firmCount);
	for (let link = 0; link < links; link++) {
		const supplier = parts.suppliers[link];
		const customer = parts.customers[link];
		checkFirm("suppliers", link, supplier, firmCount);
		checkFirm("customers", link, customer, firmCount);
		if (supplier === customer)
			throw bad(`link ${link} leads from firm ${supplier} to itself`);
		const weight = parts.weights[link];
		if (!isAmount(weight))
			throw bad(`weights[${link}] is ${weight}, not a number of at least 0`);
		sold[supplier] += weight;
	}
	const essential = essentialOf(parts, sectorCount);
	return {
		firmCount,
		sectorCount,
		suppliers: Int32Array.from(parts.suppliers),
		customers: Int32Array.from(parts.customers),
		weights: Float64Array.from(parts.weights),
		sectors: Int32Array.from(parts.sectors),
		...(essential === undefined ? {} : { essential }),
		output: outputOf(parts, sold),
	};
}

/** The number of sectors: the side of the matrix, or one more than the last sector named. */
function sectorCountOf({ sectors, essential }: FirmNetworkParts): number {
	const side = Math.sqrt(essential?.length ?? 0);
	if (!Number.isInteger(side))
		throw bad(`essential has ${essential?.length} entries, no square number`);
	const limit = essential === undefined ? sectors.length : side;
	let last = -1;
	for (let firm = 0; firm < sectors.length; firm++) {
		const sector = sectors[firm];
		if (!isIndex(sector, limit))
			throw bad(
				`sectors[${firm}] is ${sector}, which is none of the ${limit} sectors from 0`,
			);
		last = Math.max(last, sector);
	}
	return essential === undefined ? last + 1 : side;
}

function essentialOf(
	{ essential }: FirmNetworkParts,
	sectorCount: number,
): Uint8Array | undefined {
	if (essential === undefined) return undefined;
	for (let entry = 0; entry < essential.length; entry++)
		if (!isIndex(essential[entry], 3))
			throw bad(
				`essential[${Math.floor(entry / sectorCount)}][${entry % sectorCount}] is ${essential[entry]}, not 0, 1 or 2`,
			);
	return Uint8Array.from(essential);
}

function checkFirm(
	name: string,
	link: number,
	firm: number,
	firmCount: number,
): void {
	if (!isIndex(firm, firmCount))
		throw bad(
			`${name}[${link}] is ${firm}, which is none of the ${firmCount} firms`,
		);
}

function outputOf(
	{ output, sectors }: FirmNetworkParts,
	sold: Float64Array,
): Float64Array {
	if (output === undefined) return sold;
	if (output.length !== sectors.length)
		throw bad(`output has ${output.length} entries, sectors ${sectors.length}`);
	for (let firm = 0; firm < output.length; firm++) {
		if (!isAmount(output[firm]))
			throw bad(
				`output[${firm}] is ${output[firm]}, not a number of at least 0`,
			);
		if (sold[firm] > output[firm] * (1 + 1e-9))
			throw bad(
				`output[${firm}] is ${output[firm]}, but the firm sells ${sold[firm]} along its links`,
			);
	}
	return Float64Array.from(output, (made, firm) => Math.max(made, sold[firm]));
}

function isIndex(value: number, count: number): boolean {
	return Number.isInteger(value) && value >= 0 && value < count;
}

function isAmount(value: number): boolean {
	return value >= 0 && value < Number.POSITIVE_INFINITY;
}

function bad(says: string): CounterweightError {
	return new CounterweightError("exposure.bad-network", says);
}
