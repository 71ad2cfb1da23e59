/** Names under which a server bound to the loopback interface may be asked for. */
const loopbackNames: ReadonlySet<string> = new Set([
	"localhost",
	"127.0.0.1",
	"[::1]",
]);

/** Returns whether a bind address is reachable from this machine alone. */
export function isLoopback(host: string): boolean {
	return (
		host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host)
	);
}

/**
 * Returns whether a Host header names this machine, with or without a port.
 *
 * A page of another site whose name was made to resolve to 127.0.0.1 (DNS rebinding) bears its own name here, so it is told apart.
 *
 * @example
 * namesLoopback("localhost:7070") // true
 * namesLoopback("example.org") // false
 */
export function namesLoopback(header: string): boolean {
	return loopbackNames.has(header.replace(/:\d{1,5}$/, "").toLowerCase());
}
