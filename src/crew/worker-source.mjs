// Starts a thread of the crew from the sources: threads of Node 20 read no TypeScript of themselves, whatever the main thread does.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
