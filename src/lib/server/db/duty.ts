import postgres, { type Sql } from 'postgres';
import type { DatabaseServer } from './connection';

/** Work that one process at a time does, whichever of them that is. */
export interface Duty {
	/** It is ours at this moment. */
	readonly ours: boolean;
	close(): void;
}

/** How often the others try to take it over, and the holder looks whether its line still stands, ms. */
const tryEvery = 2_000;
/** "kijk" and then some: not the lock of migrations, not those of living processes (they have two keys). */
const dutyLock = 7_164_194;

/**
 * Takes part in a duty: a lock on a connection of its own, which PostgreSQL gives to the next when this process dies.
 * `take` is called when it becomes ours and answers how to stop; that is called when it is ours no more. The work must
 * bear that it is done twice at once for a moment: a process whose line broke notices a little after the others do.
 */
export function openDuty(server: DatabaseServer, take: () => () => void): Duty {
	let line: Sql | null = null;
	let stop: (() => void) | null = null;
	let trying = false;
	let closed = false;

	function lost(which: Sql): void {
		if (line !== which) return;
		line = null;
		stop?.();
		stop = null;
		void which.end({ timeout: 0 });
	}

	async function look(): Promise<void> {
		if (trying || closed) return;
		trying = true;
		const own: Sql =
			line ??
			postgres(server.url, {
				...{ max: 1, connect_timeout: 5, max_lifetime: null, fetch_types: false, onnotice: () => {} },
				onclose: () => lost(own)
			});
		line = own;
		try {
			const [row] = stop
				? await own<{ ours: boolean }[]>`select true as ours`
				: await own<{ ours: boolean }[]>`select pg_try_advisory_lock(${dutyLock}::bigint) as ours`;
			if (row?.ours && line === own && !closed) stop ??= take();
		} catch {
			// the database is away: the next time
			lost(own);
		} finally {
			trying = false;
		}
	}

	const timer = setInterval(() => void look(), tryEvery);
	timer.unref();
	void look();

	return {
		get ours() {
			return stop !== null;
		},
		close() {
			closed = true;
			clearInterval(timer);
			if (line) lost(line);
		}
	};
}
