import { and, eq, gt } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { record } from '$lib/server/db/audit';
import { isTaken } from '$lib/server/db/connection';
import { openAccount } from '$lib/server/db/people';
import { keepQuestion, takeQuestion } from '$lib/server/db/second-factor';
import { schoolLogin, schoolLoginWait, userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import type { Gate } from '../people/gate';
import { hashSecret } from '../people/link-secret';
import { comeIn, type CameIn } from './come-in';
import { tellOwner } from './tell-owner';

/** How long she may be away at the provider, and how long somebody who is not connected yet has to sign in here, ms. */
const lasts = 15 * 60_000;

/** What the use cases need of whoever speaks with the school's own provider; doors hand it over. */
export interface SchoolDoor {
	name: string;
	begin(secret: string): Promise<string | null>;
	finish(secret: string, search: string): Promise<Told | 'refused' | 'away'>;
}

interface Told {
	issuer: string;
	subject: string;
	/** Only when the provider verified it. */
	email: string | null;
	twice: boolean;
}

/**
 * [A15] Sends somebody to the provider of her school; answers where, and what her browser holds meanwhile. `userId`: she
 * is in and connects her account; null at the door. Refusal: `school-login-away`.
 */
export async function beginSchoolLogin(
	needs: Needs,
	door: SchoolDoor,
	userId: string | null
): Promise<Outcome<{ secret: string; url: string }>> {
	const secret = needs.newSecret();
	const url = await door.begin(secret);
	if (url === null) return no('school-login-away');
	await keepQuestion(needs.db, hashSecret(secret), userId, ends(needs));
	return yes({ secret, url });
}

const ends = (needs: Needs) => new Date(needs.clock().getTime() + lasts);

/**
 * Somebody came back from there. Whoever is connected is in, or half in when the provider asked one thing of her and she
 * has a second factor here. Everybody else gets one answer, with or without an account, on hold or closed: `wait`, which
 * her browser holds until she signed in as she used to [A16]. Refusals: `school-login-failed`, `school-login-away`,
 * `school-login-unverified`, `school-login-other` (connecting: not her address).
 */
export async function endSchoolLogin(
	needs: Needs,
	gate: Gate,
	door: SchoolDoor,
	given: { secret: string; search: string; userId: string | null; device: string }
): Promise<Outcome<CameIn | { connected: true } | { wait: string }>> {
	// a question is answered once: the address she came back by is worth nothing a second time
	if (!(await takeQuestion(needs.db, hashSecret(given.secret), given.userId, needs.clock())))
		return no('school-login-failed');
	const told = await door.finish(given.secret, given.search);
	if (told === 'away') return no('school-login-away');
	if (told === 'refused') return no('school-login-failed');
	if (given.userId !== null) {
		if (told.email === null) return no('school-login-unverified');
		const connected = await connect(needs, given.userId, { ...told, emailHash: hashSecret(told.email) });
		return connected.ok ? yes({ connected: true as const }) : connected;
	}
	const [known] = await needs.db
		.select({ userId: schoolLogin.userId })
		.from(schoolLogin)
		.innerJoin(userAccount, and(eq(userAccount.id, schoolLogin.userId), openAccount))
		.where(isThis(told));
	if (known) {
		await needs.db.update(schoolLogin).set({ usedAt: needs.clock() }).where(isThis(told));
		return yes(await comeIn(needs, gate, known.userId, given.device, { way: 'school', twice: told.twice }));
	}
	if (told.email === null) return no('school-login-unverified');
	const wait = needs.newSecret();
	const { issuer, subject } = told;
	const about = { issuer, subject, emailHash: hashSecret(told.email), endsAt: ends(needs) };
	await needs.db.insert(schoolLoginWait).values({ hash: hashSecret(wait), ...about });
	return yes({ wait });
}

/** Whether something waits in this browser to be connected. */
export async function waitsForSchool(needs: Needs, wait: string): Promise<boolean> {
	return (await needs.db.$count(schoolLoginWait, isWaiting(needs, wait))) > 0;
}

/**
 * [A16] She is all in, and what she came with from her school is hers. Refusals: `school-login-failed` (too late),
 * `school-login-other`.
 */
export async function connectWaiting(needs: Needs, userId: string, wait: string): Promise<Outcome<null>> {
	const [told] = await needs.db.delete(schoolLoginWait).where(isWaiting(needs, wait)).returning();
	return told ? connect(needs, userId, told) : no('school-login-failed');
}

/** One of each: another account of the school takes the place of the one before; one that is somebody else's is refused. */
async function connect(
	needs: Needs,
	userId: string,
	told: { issuer: string; subject: string; emailHash: string }
): Promise<Outcome<null>> {
	const { issuer, subject, emailHash } = told;
	const work = needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const hers = and(eq(userAccount.id, userId), openAccount);
		const [account] = await tx.select({ email: userAccount.email }).from(userAccount).where(hers).for('update');
		if (!account || hashSecret(account.email) !== emailHash) return no('school-login-other');
		await tx.delete(schoolLogin).where(eq(schoolLogin.userId, userId));
		await tx.insert(schoolLogin).values({ issuer, subject, userId, createdAt: needs.clock() });
		await record(tx, entry(needs, userId, 'connected'));
		return yes(null);
	});
	const connected = await work.catch((error: unknown): Outcome<null> => {
		if (isTaken(error)) return no('school-login-other');
		throw error;
	});
	if (connected.ok) tellOwner(needs, userId, 'school-login-added');
	return connected;
}

export async function disconnectSchool(needs: Needs, userId: string): Promise<Outcome<null>> {
	const gone = await needs.db.transaction(async (tx) => {
		const rows = await tx.delete(schoolLogin).where(eq(schoolLogin.userId, userId)).returning();
		if (rows.length > 0) await record(tx, entry(needs, userId, 'disconnected'));
		return rows.length > 0;
	});
	if (!gone) return no('not-found');
	tellOwner(needs, userId, 'school-login-removed');
	return yes(null);
}

export const isConnected = async (needs: Needs, userId: string): Promise<boolean> =>
	(await needs.db.$count(schoolLogin, eq(schoolLogin.userId, userId))) > 0;

const entry = (needs: Needs, userId: string, state: 'connected' | 'disconnected') => ({
	...{ at: needs.clock(), kind: 'school-login-changed' as const, actor: userId },
	facts: { state }
});

const isThis = ({ issuer, subject }: { issuer: string; subject: string }) =>
	and(eq(schoolLogin.issuer, issuer), eq(schoolLogin.subject, subject));

const isWaiting = (needs: Needs, wait: string) =>
	and(eq(schoolLoginWait.hash, hashSecret(wait)), gt(schoolLoginWait.endsAt, needs.clock()));
