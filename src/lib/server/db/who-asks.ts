import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'drizzle-orm';
import type { Db } from './connection';

/** Whoever asks something of the database in this request, and the moment by which her rights are judged. */
export interface Asker {
	personId: string;
	clock: () => Date;
}

/**
 * What is done for the school within a request of a person, past the rows that are hers [RG10]: each by name, and each
 * after the question whether she may was answered. One more here is one door less with a second line behind it.
 */
export const schoolWork = [] as const;
export type SchoolWork = (typeof schoolWork)[number];

// one for the process: Vite's development server may load this module again
const shelf = globalThis as unknown as Record<symbol, AsyncLocalStorage<Asker | null> | undefined>;
const asking = (shelf[Symbol.for('kijkkring.asking')] ??= new AsyncLocalStorage());

/** Null: nobody in particular, which is the school itself. */
export const whoAsks = (): Asker | null => asking.getStore() ?? null;

/** Everything within reads and writes as this person may, whatever the table of rights says [RG8]. */
export const asPerson = <T>(personId: string, clock: () => Date, work: () => T): T =>
	asking.run({ personId, clock }, work);

/** Work that belongs to no request: the clock, what goes on after an answer. */
export const asNobody = <T>(work: () => T): T => asking.run(null, work);

/** Within a request, for the school. */
export const asSchool = <T>(_what: SchoolWork, work: () => T): T => asking.run(null, work);

/** From here on this transaction is the school's. What came before it was judged as hers. */
export async function goOnAsSchool(tx: Db, _what: SchoolWork): Promise<void> {
	if (whoAsks()) await tx.execute(sql`select set_config('role', 'none', true)`);
}
