import { and, eq, gt, inArray, isNull, lt, lte, ne, or } from 'drizzle-orm';
import type { Db } from './connection';
import { openAccount } from './people';
import { reminderGiven, reminderLetter, userAccount } from './schema';

/** Everybody with an open account who wants to be reminded, and how. */
export const wantReminders = (db: Db) =>
	db
		.select({
			id: userAccount.id,
			name: userAccount.name,
			email: userAccount.email,
			locale: userAccount.locale,
			reminders: userAccount.reminders
		})
		.from(userAccount)
		.where(and(openAccount, ne(userAccount.reminders, 'none')))
		.orderBy(userAccount.id);

/** Who had her letter of this day, or has one on its way. */
export async function hadLetter(db: Db, day: string, now: Date): Promise<ReadonlySet<string>> {
	const rows = await db
		.select({ userId: reminderLetter.userId })
		.from(reminderLetter)
		.where(and(eq(reminderLetter.day, day), or(isNull(reminderLetter.tryAgainAt), gt(reminderLetter.tryAgainAt, now))));
	return new Set(rows.map((row) => row.userId));
}

export async function givenTo(db: Db, userId: string): Promise<ReadonlySet<string>> {
	const rows = await db
		.select({ reason: reminderGiven.reason })
		.from(reminderGiven)
		.where(eq(reminderGiven.userId, userId));
	return new Set(rows.map((row) => row.reason));
}

/**
 * Claims the one letter of this day with these reasons, in one transaction: of two processes, or of two turns of the
 * clock, one gets it. Answers which reasons are new; null when somebody else was first or nothing is new.
 */
export async function claimLetter(
	db: Db,
	letter: { userId: string; day: string; at: Date },
	reasons: readonly string[]
): Promise<string[] | null> {
	const { userId, day, at } = letter;
	return db.transaction(async (tx) => {
		const mine = await tx
			.insert(reminderLetter)
			.values({ userId, day, at })
			.onConflictDoUpdate({
				target: [reminderLetter.userId, reminderLetter.day],
				set: { at, tryAgainAt: null },
				setWhere: lte(reminderLetter.tryAgainAt, at)
			})
			.returning();
		if (mine.length === 0) return null;
		const fresh = await tx
			.insert(reminderGiven)
			.values(reasons.map((reason) => ({ userId, reason, at })))
			.onConflictDoNothing()
			.returning({ reason: reminderGiven.reason });
		if (fresh.length === 0) {
			await tx.delete(reminderLetter).where(and(eq(reminderLetter.userId, userId), eq(reminderLetter.day, day)));
			return null;
		}
		return fresh.map((row) => row.reason);
	});
}

/** The mail server said no: nothing was told, and it may be tried again. */
export async function releaseLetter(
	db: Db,
	letter: { userId: string; day: string },
	reasons: readonly string[],
	tryAgainAt: Date
): Promise<void> {
	await db.transaction(async (tx) => {
		await tx
			.delete(reminderGiven)
			.where(and(eq(reminderGiven.userId, letter.userId), inArray(reminderGiven.reason, [...reasons])));
		await tx
			.update(reminderLetter)
			.set({ tryAgainAt })
			.where(and(eq(reminderLetter.userId, letter.userId), eq(reminderLetter.day, letter.day)));
	});
}

/** Forgets what is long past: a meeting of so long ago reminds nobody of anything. */
export async function sweepReminders(db: Db, before: Date): Promise<void> {
	await db.delete(reminderLetter).where(lt(reminderLetter.at, before));
	await db.delete(reminderGiven).where(lt(reminderGiven.at, before));
}

/** One reason by itself, for whoever tells of something else than meetings; false when it was told before. */
export async function claimReason(db: Db, given: typeof reminderGiven.$inferInsert): Promise<boolean> {
	const mine = await db.insert(reminderGiven).values(given).onConflictDoNothing().returning();
	return mine.length > 0;
}

export async function giveReasonBack(db: Db, { userId, reason }: typeof reminderGiven.$inferInsert): Promise<void> {
	await db.delete(reminderGiven).where(and(eq(reminderGiven.userId, userId), eq(reminderGiven.reason, reason)));
}
