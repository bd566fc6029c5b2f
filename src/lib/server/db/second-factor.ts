import { and, count, eq, gt, inArray, isNotNull, isNull, lt, ne } from 'drizzle-orm';
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

/** What each of these people has beside her password; an app counts from its first code on. */
export async function factorsOfAll(db: Db, userIds: readonly string[]): Promise<Map<string, Factors>> {
	const ids = [...userIds];
	const apps = await db
		.select({ userId: authenticator.userId })
		.from(authenticator)
		.where(and(inArray(authenticator.userId, ids), isNotNull(authenticator.confirmedAt)));
	const keys = await db
		.select({ userId: passkey.userId, n: count() })
		.from(passkey)
		.where(inArray(passkey.userId, ids))
		.groupBy(passkey.userId);
	const passkeys = new Map(keys.map(({ userId, n }) => [userId, n]));
	const confirmed = new Set(apps.map(({ userId }) => userId));
	return new Map(ids.map((id) => [id, { passkeys: passkeys.get(id) ?? 0, authenticator: confirmed.has(id) }]));
}

export async function factorsOf(db: Db, userId: string): Promise<Factors> {
	return (await factorsOfAll(db, [userId])).get(userId) ?? { passkeys: 0, authenticator: false };
}

/** What each of these people could reach now. */
export async function reachOfAll(db: Db, userIds: readonly string[], now: Date): Promise<Map<string, Reach>> {
	const ids = [...userIds];
	const accounts = await db
		.select({ id: userAccount.id, admin: userAccount.admin })
		.from(userAccount)
		.where(inArray(userAccount.id, ids));
	const visits = await db
		.select({ userId: meetingGuest.userId, startsAt: meeting.startsAt, minutes: meeting.minutes })
		.from(meetingGuest)
		.innerJoin(meeting, eq(meeting.id, meetingGuest.meetingId))
		.where(and(inArray(meetingGuest.userId, ids), isNull(meetingGuest.endedAt)));
	const seats = await db
		.select({ userId: teamMember.userId, n: count() })
		.from(teamMember)
		.where(and(inArray(teamMember.userId, ids), isNull(teamMember.leftAt)))
		.groupBy(teamMember.userId);
	const clips = await db
		.select({ userId: clip.ownerId, n: count() })
		.from(clip)
		.where(and(inArray(clip.ownerId, ids), ne(clip.status, 'erased')))
		.groupBy(clip.ownerId);
	const ahead = visits.filter((visit) => visitOf(visit).until > now.getTime());
	const [hasSeats, hasVisits, hasClips] = [numbersOf(seats), numbersOf(ahead), numbersOf(clips)];
	return new Map(
		accounts.map(({ id, admin }) => [
			id,
			{
				admin,
				seats: hasSeats.get(id) ?? 0,
				visits: hasVisits.get(id) ?? 0,
				clips: hasClips.get(id) ?? 0
			}
		])
	);
}

/** Per person: what the rows count, or how many there are. */
function numbersOf(rows: { userId: string; n?: number }[]): Map<string, number> {
	const numbers = new Map<string, number>();
	for (const { userId, n = 1 } of rows) numbers.set(userId, (numbers.get(userId) ?? 0) + n);
	return numbers;
}

export async function reachOf(db: Db, userId: string, now: Date): Promise<Reach> {
	return (await reachOfAll(db, [userId], now)).get(userId) ?? { admin: false, seats: 0, visits: 0, clips: 0 };
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
