/**
 * One line about something unexpected. A failed query carries its parameters along, which are words about a child
 * (sealed, but still): only what the database said goes into the log.
 */
export function logFailure(what: string, error: unknown): void {
	const cause = error instanceof Error ? (error.cause ?? error) : error;
	console.error(`live table: ${what}: ${cause instanceof Error ? cause.message : String(cause)}`);
}
