import { and, eq, gt, isNull, lt, ne } from 'drizzle-orm';
import type { Factors, Reach } from '$lib/domain/second-factor';
import { visitOf } from '$lib/domain/visit';
import type { Db } from './connection';
import {
	authenticator,
	clip,
	meeting,
	meetingGuest,
	passkey,
	recoveryCode,
	school,
	schoolLogin,
	schoolLoginWait,
	signInQuestion,
	teamMember,
	userAccount
} from './schema';

/** What somebody has beside her password; an app counts from its first code on. */
export async function factorsOf(db: Db, userId: string): Promise<Factors> {
	const [app] = await db
		.select({ confirmedAt: authenticator.confirmedAt })
		.from(authenticator)
		.where(eq(authenticator.userId, userId));
	return { passkeys: await db.$count(passkey, eq(passkey.userId, userId)), authenticator: Boolean(app?.confirmedAt) };
}

/** What somebody could reach now. */
export async function reachOf(db: Db, userId: string, now: Date): Promise<Reach> {
	const [account] = await db.select({ admin: userAccount.admin }).from(userAccount).where(eq(userAccount.id, userId));
	const visits = await db
		.select({ startsAt: meeting.startsAt, minutes: meeting.minutes })
		.from(meetingGuest)
		.innerJoin(meeting, eq(meeting.id, meetingGuest.meetingId))
		.where(and(eq(meetingGuest.userId, userId), isNull(meetingGuest.endedAt)));
	return {
		admin: account?.admin ?? false,
		seats: await db.$count(teamMember, and(eq(teamMember.userId, userId), isNull(teamMember.leftAt))),
		visits: visits.filter((visit) => visitOf(visit).until > now.getTime()).length,
		clips: await db.$count(clip, and(eq(clip.ownerId, userId), ne(clip.status, 'erased')))
	};
}

/** What the school decided about signing in. */
export async function signInRules(db: Db): Promise<{ graceDays: number }> {
	const [row] = await db.select({ graceDays: school.graceDays }).from(school);
	return row ?? { graceDays: 14 };
}

export const codesLeft = (db: Db, userId: string): Promise<number> =>
	db.$count(recoveryCode, eq(recoveryCode.userId, userId));

export async function keepQuestion(db: Db, hash: string, userId: string | null, endsAt: Date): Promise<void> {
	await db.insert(signInQuestion).values({ hash, userId, endsAt });
}

/** Takes a question away, so that it is answered once; false when it was not asked, not of her, or is over. */
export async function takeQuestion(db: Db, hash: string, userId: string | null, now: Date): Promise<boolean> {
	const whose = userId === null ? isNull(signInQuestion.userId) : eq(signInQuestion.userId, userId);
	const taken = await db
		.delete(signInQuestion)
		.where(and(eq(signInQuestion.hash, hash), whose, gt(signInQuestion.endsAt, now)))
		.returning({ hash: signInQuestion.hash });
	return taken.length === 1;
}

/** Questions nobody answered in time. */
export async function sweepQuestions(db: Db, now: Date): Promise<void> {
	await db.delete(signInQuestion).where(lt(signInQuestion.endsAt, now));
	await db.delete(schoolLoginWait).where(lt(schoolLoginWait.endsAt, now));
}

/** Everything somebody could prove herself with beside her password goes, as after it was lost [A18]. */
export async function clearFactors(tx: Db, userId: string): Promise<void> {
	await tx.delete(passkey).where(eq(passkey.userId, userId));
	await tx.delete(authenticator).where(eq(authenticator.userId, userId));
	await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
	await tx.delete(schoolLogin).where(eq(schoolLogin.userId, userId));
}
