import { styleText } from "node:util";

/** A tone of text. */
export type Tone = "bold" | "dim" | "red" | "yellow" | "green" | "cyan";

/** Returns text in a tone where the terminal shows colours and the person has not asked for none (NO_COLOR), else as it is. */
export function styled(tone: Tone, text: string): string {
	const plain =
		process.env.NO_COLOR !== undefined ||
		(process.env.FORCE_COLOR === undefined && !process.stdout.isTTY);
	return plain ? text : styleText(tone, text);
}
