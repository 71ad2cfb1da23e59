/** Parts of a step that can be done by halves, side by side, in their order. */
export type Phase = "order" | "make" | "deliver" | "again";

/** Half of the work of a phase. */
export type Half = 0 | 1;

/** Does a half of a phase of a step. */
export type Hand = (phase: Phase, half: Half, step: number) => void;

/** Edges by the node at one end: those of a node follow each other. */
export interface Edges {
	/** First edge of each node, and the end of the last. */
	readonly start: Int32Array;
	/** The node at the other end of each edge. */
	readonly other: Int32Array;
	/** First node at the other end, where those of every node follow each other, one edge each; `other` is not read then. */
	readonly run: Int32Array | undefined;
	readonly share: Float64Array;
}

/**
 * The arrays that kernels read and write, of one run, or of eight side by side: what belongs to a node then lies at `node × 8 + scenario`.
 * What is not marked so is the same in all eight.
 */
export interface KernelArrays {
	readonly width: 1 | 8;
	/** Share of a stock's gap that is ordered in a step. */
	readonly pace: number;
	/** Ψ: share of the target stock below which a line slows. */
	readonly slowdown: number;
	readonly capacity: Float64Array;
	readonly overproductionMax: Float64Array;
	readonly outputStart: Int32Array;
	readonly outputQuantity: Float64Array;
	readonly slotStart: Int32Array;
	readonly slotQuantity: Float64Array;
	readonly slotCover: Float64Array;
	readonly slotCritical: Float64Array;
	/** From each slot to its suppliers' outputs. */
	readonly supplies: Edges;
	/** From each output to its buyers' slots, if orders are gathered by outputs instead of scattered by slots. */
	readonly sales?: Edges;
	/** × width, by half and output: orders for the next step. With `sales` all are in the first half. */
	readonly orders: Float64Array;
	/** × width, by output: share of its orders that it serves, and what joint production left over. */
	readonly served: Float64Array;
	readonly leftover: Float64Array;
	/** × width, by line. */
	readonly loss: Float64Array;
	readonly overproduction: Float64Array;
	/** × width, by agent: activity, activity that stocks are kept for, and activity that is ordered for, one of the two. */
	readonly activity: Float64Array;
	readonly wanted: Float64Array;
	readonly next: Float64Array;
	/** × width, by slot: claims of this step and the next, which may be the same array, and what is held. */
	readonly claim: Float64Array;
	readonly claimNext: Float64Array;
	readonly stock: Float64Array;
	/** What is noted of a single run only. */
	readonly notes?: Notes;
}

/** What watchers of a single run may look at besides: see `State`. */
export interface Notes {
	readonly sent: Float64Array;
	readonly ordered: Float64Array;
	readonly outputOrders: Float64Array;
	readonly outputMissing: Float64Array;
	readonly demanded: Float64Array;
	readonly binding: Int32Array;
	/** Slots that have yet to make their next claim. */
	readonly late: Uint8Array;
}

/** What is done in a step, by ranges: `from` to before `to`. */
export interface Kernel {
	/** Adds the slots' claim · share to the orders of a half; with `sales`, sets the orders of the outputs. */
	readonly orders: (from: number, to: number, half: Half) => void;
	/** Lines make and ration what was ordered from them in both halves, as in `produce` and `ration`; orders begin anew. α moves by `pace`. */
	readonly make: (from: number, to: number, pace: number) => void;
	/**
	 * Delivers to the slots of agents and lets them claim anew:
	 *
	 * sent = claim · Σ share · served; stock += sent; claim' = quantity · next + max(0, cover · quantity · wanted − stock) · pace, added to
	 * the orders of a half as claim' · share while the row of shares is at hand (not with `sales`).
	 *
	 * A slot of a single run that misses more than `limit` of its claim is noted as late instead and keeps its claim, which is no order yet;
	 * of a block, with a limit below 0, all slots do so. Returns how many were noted.
	 */
	readonly deliver: (
		from: number,
		to: number,
		half: Half,
		limit: number,
	) => number;
}
