import { AsyncLocalStorage } from 'node:async_hooks';
import { sql, type SQL } from 'drizzle-orm';
import type { Db } from './connection';

/** Whoever asks something of the database in this request, and the moment by which her rights are judged. */
export interface Asker {
	personId: string;
	clock: () => Date;
}

/**
 * What is done for the school within a request of a person, past the rows that are hers [RG10]: what one of them decides
 * has consequences in the rows of others. Each is here by name, and each gives a proof in the database's own words first.
 */
export const schoolWork = [
	'clip-goes',
	'child-goes',
	'left-children',
	'consent-ends',
	'cycle-ends',
	'membership-ends',
	'account-ends',
	'fresh-start',
	'own-line-goes',
	'device-is-hers',
	'access-report',
	'session-ends',
	'emergency',
	'account-list'
] as const;
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

/** Whether she may, by the rules of rows alone (row-rules.ts). The table of rights was asked before. */
export const proofs = {
	owns: (trajectoryId: string) => sql`kk_owns(${trajectoryId})`,
	ownsClip: (clipId: string) => sql`kk_owns_clip(${clipId})`,
	leads: (teamId: string) => sql`kk_leads(${teamId})`,
	/** Herself, or whoever decides who is in the team. */
	endsMembership: (teamId: string, memberId: string) =>
		sql`(kk_admin() or kk_leads(${teamId}) or ${memberId} = kk_me())`,
	endsSession: (sessionId: string) =>
		sql`exists (select from session where id = ${sessionId} and kk_sees_table(id, team_id, presenter_id, meeting_id, guests_at))`,
	admin: () => sql`kk_admin()`,
	herself: (userId: string) => sql`kk_me() = ${userId}`,
	/** Who says who is in a team, and as what. */
	decides: (teamId: string) => sql`(kk_admin() or kk_leads(${teamId}))`,
	decidesSomewhere: () => sql`(kk_admin() or kk_leads_any())`,
	answersEmergency: (trajectoryId: string) =>
		sql`(kk_admin() or kk_owns(${trajectoryId}) or kk_leads(kk_team_of_child(${trajectoryId})))`
} as const;

/** The database's own answer, in a request of a person; the school needs no proof. */
export async function isProven(db: Db, proof: SQL): Promise<boolean> {
	if (!whoAsks()) return true;
	const [said] = await db.select({ hers: sql<boolean>`${proof}` }).from(sql`(select) nothing`);
	return said?.hers === true;
}

async function prove(db: Db, what: SchoolWork, proof: SQL): Promise<void> {
	if (!(await isProven(db, proof))) throw new Error(`${what}: the database does not know her as somebody who may`);
}

/** The work is the school's, in a request of a person; without one it is the school's anyway. */
export async function asSchool<T>(db: Db, what: SchoolWork, proof: SQL, work: () => Promise<T>): Promise<T> {
	await prove(db, what, proof);
	return asking.run(null, work);
}

/** From here on this transaction is the school's. What came before it was judged as hers. */
export async function goOnAsSchool(tx: Db, what: SchoolWork, proof: SQL): Promise<void> {
	if (!whoAsks()) return;
	await prove(tx, what, proof);
	await tx.execute(sql`select set_config('role', 'none', true)`);
}
