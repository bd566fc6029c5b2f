import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { guestMayWatch } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { visitOf } from '$lib/domain/visit';
import { loadWords } from '$lib/words';
import { clockTime, longDay } from '$lib/words/dates';
import { record } from '$lib/server/db/audit';
import { consentOf } from '$lib/server/db/consent';
import { openGuestLinks, withdraw, withdrawGuestLinks } from '$lib/server/db/invitations';
import { standingOf } from '$lib/server/db/people';
import { clip, invitation, meeting as meetingTable, meetingGuest, session, userAccount } from '$lib/server/db/schema';
import { guestsOf } from '$lib/server/db/visits';
import { hashSecret, linkTo } from '../people/link-secret';
import { personOf } from '../people/person-of';
import type { Needs } from '../needs';
import { tellGuests } from '../session/tell-guests';
import { atMeeting, type AtMeeting } from './at-meeting';

/** Links to one meeting that nobody used yet. A meeting with more guests than members is none any more. */
const mostLinks = 10;

export interface GuestsOfMeeting {
	/** Everybody at home knows who comes. */
	people: { userId: string; name: string }[];
	/** Links that can still be used, for whoever invites. */
	invitations: { id: string; email: string }[];
	/** Clips this person brought and everybody watches: whether guests look along, and whether the parents agree. */
	tables: { sessionId: string; title: string; trajectoryId: string; open: boolean; agreed: boolean }[];
	mayInvite: boolean;
}

/** The guests of a meeting, as one person at home may know of them. */
export async function viewGuests(needs: Needs, at: AtMeeting): Promise<GuestsOfMeeting> {
	const { standing, meeting, cycle } = at;
	const mayInvite = may.inviteGuest(standing) && !cycle.closedAt && !isOver(needs, meeting);
	return {
		people: await guestsOf(needs.db, meeting.id),
		invitations: mayInvite ? await openLinks(needs, meeting.id) : [],
		tables: await tablesOf(needs, standing.userId, meeting.id),
		mayInvite
	};
}

/**
 * [PC7] Asks somebody from outside the team to one meeting, by a link that works once and until the meeting is over.
 * Refusals: `not-found`, `not-allowed` (not the lead), `trajectory-closed` (the cycle is), `meeting-over`,
 * `too-many-open` (links that nobody used).
 */
export async function inviteGuest(
	needs: Needs,
	userId: string,
	meetingId: string,
	email: string
): Promise<Outcome<{ link: string }>> {
	const at = await inviting(needs, userId, meetingId);
	if (!at.ok) return at;
	const { meeting, cycle } = at.value;
	const secret = needs.newSecret();
	const made = await needs.db.transaction(async (tx) => {
		await tx.select({ id: meetingTable.id }).from(meetingTable).where(eq(meetingTable.id, meetingId)).for('update');
		if ((await tx.$count(invitation, openGuestLinks(eq(invitation.meetingId, meetingId)))) >= mostLinks) return false;
		const id = needs.newId();
		await record(tx, {
			...{ at: needs.clock(), kind: 'guest-invited', actor: userId },
			object: { kind: 'meeting', id: meetingId }
		});
		await tx.insert(invitation).values({
			id,
			secretHash: hashSecret(secret),
			kind: 'meeting',
			teamId: cycle.teamId,
			meetingId,
			email,
			invitedBy: userId,
			createdAt: needs.clock(),
			// as it is planned now; whoever opens it is judged by the meeting itself [PC10]
			expiresAt: new Date(visitOf(meeting).until)
		});
		return true;
	});
	if (!made) return no('too-many-open');
	const link = linkTo(needs.origin, 'meeting', secret);
	if (email !== '') await sendLink(needs, userId, at.value, email, link);
	return yes({ link });
}

/** Makes a link useless at once. Refusals: `not-found`, `not-allowed`, `link-used`. */
export async function withdrawGuestLink(
	needs: Needs,
	userId: string,
	meetingId: string,
	invitationId: string
): Promise<Outcome<null>> {
	const at = await inviting(needs, userId, meetingId);
	if (!at.ok) return at;
	const [row] = await needs.db.select().from(invitation).where(eq(invitation.id, invitationId));
	if (row?.kind !== 'meeting' || row.meetingId !== meetingId) return no('not-found');
	return (await withdraw(needs.db, invitationId, needs.clock())) ? yes(null) : no('link-used');
}

/** [PC9] A guest comes no more: what she sees now closes at once. Refusals: `not-found`, `not-allowed`. */
export async function sendGuestHome(
	needs: Needs,
	userId: string,
	meetingId: string,
	guestId: string
): Promise<Outcome<null>> {
	const at = await atMeeting(needs, userId, meetingId);
	if (!at.ok) return at;
	if (!may.inviteGuest(at.value.standing)) return no('not-allowed');
	const now = needs.clock();
	const gone = await needs.db.transaction(async (tx) => {
		const ended = await tx
			.update(meetingGuest)
			.set({ endedAt: now })
			.where(and(eq(meetingGuest.meetingId, meetingId), eq(meetingGuest.userId, guestId), isNull(meetingGuest.endedAt)))
			.returning({ userId: meetingGuest.userId });
		const hers = tx.select({ email: userAccount.email }).from(userAccount).where(eq(userAccount.id, guestId));
		const addressed = and(eq(invitation.meetingId, meetingId), inArray(invitation.email, hers));
		if (ended.length === 0) return false;
		await withdrawGuestLinks(tx, addressed, now);
		await record(tx, {
			...{ at: now, kind: 'guest-ended', actor: userId, about: guestId },
			object: { kind: 'meeting', id: meetingId }
		});
		return true;
	});
	if (!gone) return no('not-found');
	needs.table.rightsChanged({ userId: guestId, teamId: at.value.cycle.teamId });
	return yes(null);
}

/**
 * [PC8] Whoever brought the clip lets the guests of this meeting look along, or no longer. Refusals: `not-found` (not her
 * clip at this meeting), `no-guest-consent`.
 */
export async function letGuestsLook(
	needs: Needs,
	userId: string,
	meetingId: string,
	on: { sessionId: string; open: boolean }
): Promise<Outcome<null>> {
	const [row] = await needs.db.select().from(session).where(eq(session.id, on.sessionId));
	const standing = row && (await standingOf(needs.db, userId, row.teamId));
	if (!row || row.meetingId !== meetingId || !standing || !may.letGuestsLook(standing, row)) return no('not-found');
	if (on.open && !guestMayWatch(await consentOf(needs.db, row.trajectoryId))) return no('no-guest-consent');
	await needs.db.transaction(async (tx) => {
		const at = needs.clock();
		await tx
			.update(session)
			.set({ guestsAt: on.open ? at : null })
			.where(eq(session.id, row.id));
		await record(tx, {
			...{ at, kind: on.open ? 'guests-allowed' : 'guests-refused', actor: userId, role: 'owner' },
			...{ object: { kind: 'session', id: row.id }, child: row.trajectoryId }
		});
	});
	await tellGuests(needs, row);
	return yes(null);
}

async function inviting(needs: Needs, userId: string, meetingId: string): Promise<Outcome<AtMeeting>> {
	const at = await atMeeting(needs, userId, meetingId);
	if (!at.ok) return at;
	if (!may.inviteGuest(at.value.standing)) return no('not-allowed');
	if (at.value.cycle.closedAt) return no('trajectory-closed');
	return isOver(needs, at.value.meeting) ? no('meeting-over') : at;
}

const isOver = (needs: Needs, meeting: { startsAt: Date; minutes: number }): boolean =>
	visitOf(meeting).until <= needs.clock().getTime();

const openLinks = (needs: Needs, meetingId: string): Promise<GuestsOfMeeting['invitations']> =>
	needs.db
		.select({ id: invitation.id, email: invitation.email })
		.from(invitation)
		.where(openGuestLinks(eq(invitation.meetingId, meetingId)))
		.orderBy(desc(invitation.createdAt));

async function tablesOf(needs: Needs, userId: string, meetingId: string): Promise<GuestsOfMeeting['tables']> {
	const rows = await needs.db
		.select({
			sessionId: session.id,
			title: clip.title,
			trajectoryId: session.trajectoryId,
			guestsAt: session.guestsAt
		})
		.from(session)
		.innerJoin(clip, eq(clip.id, session.clipId))
		.where(
			and(
				eq(session.meetingId, meetingId),
				eq(session.presenterId, userId),
				isNull(session.groupId),
				isNull(session.closedAt),
				isNull(session.withdrawnAt)
			)
		)
		.orderBy(session.createdAt);
	return Promise.all(
		rows.map(async ({ guestsAt, ...row }) => ({
			...row,
			title: needs.vault.read(row.title),
			open: guestsAt !== null,
			agreed: guestMayWatch(await consentOf(needs.db, row.trajectoryId))
		}))
	);
}

/** The letter names the team, the day and the place, in the language of whoever invites. */
async function sendLink(needs: Needs, userId: string, at: AtMeeting, email: string, link: string): Promise<void> {
	const inviter = await personOf(needs, userId);
	const locale = inviter?.locale ?? 'nl';
	const { people: words } = await loadWords(locale);
	const { startsAt, place } = at.meeting;
	const facts = {
		from: inviter?.name ?? '',
		team: at.cycle.team,
		when: `${longDay(startsAt, locale)}, ${clockTime(startsAt, locale)}`,
		place,
		link
	};
	needs.later(() =>
		needs.mail({ to: email, subject: words.guests.letter.subject(facts), text: words.guests.letter.text(facts) })
	);
}
