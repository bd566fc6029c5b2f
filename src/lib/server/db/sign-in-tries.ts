import { and, asc, countDistinct, eq, gt, like, lt, max, sql } from 'drizzle-orm';
import type { Db } from './connection';
import { knownBrowser, signInTry, userAccount } from './schema';

/** Failed sign-ins, by keys that hold no address in clear. They live in the database, so a restart forgives nothing. */
export interface TryKeys {
	account: string;
	/** One key per (network address, account): so that failures of one account count once for the address. */
	addressAndAccount: string;
	/** What all keys of one network address begin with. */
	address: string;
}

/** Makes two tries at one account wait for each other; held until the transaction ends. */
export async function oneAtATime(tx: Db, key: string): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${key}))`);
}

export async function failuresOf(db: Db, account: string, since: Date): Promise<number[]> {
	const rows = await db
		.select({ at: signInTry.at })
		.from(signInTry)
		.where(and(eq(signInTry.key, account), gt(signInTry.at, since)))
		.orderBy(asc(signInTry.at));
	return rows.map((row) => row.at.getTime());
}

/** How many different accounts failed from this network address, and when the last of them did; ms. */
export async function failuresFrom(db: Db, address: string, since: Date): Promise<{ accounts: number; last: number }> {
	const [row] = await db
		.select({ accounts: countDistinct(signInTry.key), last: max(signInTry.at) })
		.from(signInTry)
		.where(and(like(signInTry.key, `${address}%`), gt(signInTry.at, since)));
	return { accounts: row?.accounts ?? 0, last: row?.last?.getTime() ?? 0 };
}

export async function keepTry(tx: Db, keys: TryKeys, at: Date): Promise<void> {
	await tx.insert(signInTry).values([
		{ key: keys.account, at },
		{ key: keys.addressAndAccount, at }
	]);
}

/** After the right password: what went wrong before no longer counts. */
export async function forgetTries(db: Db, keys: TryKeys): Promise<void> {
	await forgetTriesAt(db, keys.account);
	await db.delete(signInTry).where(eq(signInTry.key, keys.addressAndAccount));
}

/** Who read the letter is the owner: guesses of others do not keep her out of her account. What an address did still counts. */
export async function forgetTriesAt(db: Db, account: string): Promise<void> {
	await db.delete(signInTry).where(eq(signInTry.key, account));
}

/** [A13] Whether whoever has this address signed in before in the browser with this hash. */
export async function knowsBrowser(db: Db, hash: string, email: string): Promise<boolean> {
	const rows = await db
		.select({ userId: knownBrowser.userId })
		.from(knownBrowser)
		.innerJoin(userAccount, eq(userAccount.id, knownBrowser.userId))
		.where(and(eq(knownBrowser.hash, hash), eq(userAccount.email, email)));
	return rows.length > 0;
}

/** She signed in here: known from now on, and under a new name, so that one somebody planted is worth nothing. */
export async function keepBrowser(db: Db, hash: string, userId: string, before: string, at: Date): Promise<void> {
	await db.delete(knownBrowser).where(and(eq(knownBrowser.hash, before), eq(knownBrowser.userId, userId)));
	await db.insert(knownBrowser).values({ hash, userId, usedAt: at });
}

export async function forgetBrowsers(db: Db, before: Date): Promise<void> {
	await db.delete(knownBrowser).where(lt(knownBrowser.usedAt, before));
}

/** How often something else was tried under this key since then; kept and swept with the tries at accounts. */
export const countedTries = async (db: Db, key: string, since: Date): Promise<number> =>
	(await failuresOf(db, key, since)).length;

export async function keepCounted(db: Db, key: string, at: Date): Promise<void> {
	await db.insert(signInTry).values({ key, at });
}
