#!/usr/bin/env node
import { programme } from "./programme.ts";
import { exitCodeOf } from "./refusal.ts";

// A reader that closes the pipe (`| head`) ends the programme quietly.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
	if (error.code === "EPIPE") process.exit(0);
	throw error;
});

try {
	await programme().parseAsync(process.argv);
} catch (error) {
	process.exitCode = exitCodeOf(error);
}
