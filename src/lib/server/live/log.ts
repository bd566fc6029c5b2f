/**
 * One line about something unexpected. A failed query carries its parameters along, which are words about a child
 * (sealed, but still): only what the database said goes into the log.
 */
export function logFailure(what: string, error: unknown): void {
	const cause = error instanceof Error ? (error.cause ?? error) : error;
	console.error(`live table: ${what}: ${cause instanceof Error ? cause.message : String(cause)}`);
}

export interface Refused {
	userId: string;
	document: string;
	code: number;
	reason: string;
}

/** After a line about one person, her next refusals of the same kind in this time are counted into one more, ms. */
const quietMs = 10_000;
const counted = new Map<string, { refused: Refused; times: number }>();

/**
 * [L4] Who sent what was refused: who, where and why, never what it said. Each one is counted, at most two lines in
 * ten seconds tell of it, so that an attack shows in the log and does not fill the disk.
 */
export function logRefused(refused: Refused): void {
	const key = `${refused.userId} ${refused.document} ${refused.code} ${refused.reason}`;
	const known = counted.get(key);
	if (known) return void known.times++;
	const later = { refused, times: 0 };
	counted.set(key, later);
	tellRefused(refused, 1);
	setTimeout(() => {
		counted.delete(key);
		if (later.times > 0) tellRefused(refused, later.times);
	}, quietMs).unref();
}

/** What was counted and not yet told; for a stop of the server. */
export function logRefusedSoFar(): void {
	for (const later of counted.values()) {
		if (later.times > 0) tellRefused(later.refused, later.times);
		later.times = 0;
	}
}

function tellRefused({ userId, document, code, reason }: Refused, times: number): void {
	console.warn(`live table: refused (${code} ${reason}) from user ${userId} in ${document}, ${times} times`);
}
