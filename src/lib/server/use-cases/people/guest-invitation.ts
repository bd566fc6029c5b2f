import { and, eq, gt, isNull } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { visitOf } from '$lib/domain/visit';
import { record } from '$lib/server/db/audit';
import type { Db } from '$lib/server/db/connection';
import { findMeeting } from '$lib/server/db/cycles';
import { letRunOut, teamOf, useUp, type InvitationRow } from '$lib/server/db/invitations';
import { standingOf } from '$lib/server/db/people';
import { cycle, meetingGuest, teamMember } from '$lib/server/db/schema';
import { theSchool } from '$lib/server/db/teams';
import type { Needs } from '../needs';
import { withAccount, type NewPerson } from './accept-invitation';
import type { Gate } from './gate';
import { unusedLink } from './read-invitation';

/** What a link for one meeting says before it is used. Looking uses nothing up. Refusals: those of a link. */
export async function readGuestLink(needs: Needs, secret: string) {
	const link = await openGuestLink(needs, secret);
	if (!link.ok) return link;
	const { row, meetingId } = link.value;
	const about = await teamOf(needs.db, row);
	const meeting = await findMeeting(needs.db, meetingId);
	if (!about || !meeting) return no('not-found');
	const { startsAt, place } = meeting;
	return yes({ school: (await theSchool(needs.db))?.name ?? '', ...about, email: row.email, startsAt, place });
}

/** Somebody new comes to one meeting: an account without a team. Refusals: of the link, the password, `email-taken`. */
export async function comeAsNewGuest(
	needs: Needs,
	gate: Gate,
	secret: string,
	given: NewPerson
): Promise<Outcome<{ userId: string; meetingId: string }>> {
	const link = await openGuestLink(needs, secret);
	if (!link.ok) return link;
	const { meetingId } = link.value;
	const made = await withAccount(needs, gate, given, (tx, userId) => come(needs, tx, link.value, userId));
	return made.ok ? yes({ userId: made.value.userId, meetingId }) : made;
}

/**
 * Somebody of the school comes to one meeting of another team, with the account she has. Refusals: those of the link, and
 * `already-member`: who is of the team is no guest of it.
 */
export async function comeAsGuest(
	needs: Needs,
	userId: string,
	secret: string
): Promise<Outcome<{ meetingId: string }>> {
	const link = await openGuestLink(needs, secret);
	if (!link.ok) return link;
	const { row, meetingId } = link.value;
	const standing = await standingOf(needs.db, userId, row.teamId ?? '');
	if (!standing) return no('not-found');
	if (standing.roles.length > 0) return no('already-member');
	const came = await needs.db.transaction((tx) => come(needs, tx, link.value, userId));
	return came.ok ? yes({ meetingId }) : came;
}

interface GuestLink {
	row: InvitationRow;
	meetingId: string;
	/** When its meeting is over, as it is planned now. */
	until: Date;
}

/**
 * [PC10] Judged anew each time: the meeting, wherever it was moved to, is not over, its cycle runs, and whoever made the link
 * may still ask guests in this team.
 */
async function openGuestLink(needs: Needs, secret: string): Promise<Outcome<GuestLink>> {
	const link = await unusedLink(needs, secret, 'meeting');
	if (!link.ok) return link;
	const { meetingId, invitedBy, teamId } = link.value;
	const meeting = meetingId && (await findMeeting(needs.db, meetingId));
	if (!meeting) return no('not-found');
	const until = new Date(visitOf(meeting).until);
	const running = await needs.db.$count(cycle, and(eq(cycle.id, meeting.cycleId), isNull(cycle.closedAt)));
	if (until <= needs.clock() || running === 0) return no('link-expired');
	const host = invitedBy && teamId ? await standingOf(needs.db, invitedBy, teamId) : null;
	return host && may.inviteGuest(host) ? yes({ row: link.value, meetingId: meeting.id, until }) : no('link-expired');
}

async function come(needs: Needs, tx: Db, link: GuestLink, userId: string): Promise<Outcome<null>> {
	const { row, meetingId, until } = link;
	const now = needs.clock();
	if (await wentAfter(tx, link, userId)) return no('link-expired');
	await letRunOut(tx, row.id, until);
	if (!row.invitedBy || !(await useUp(tx, row.id, now))) return no('link-used');
	const guest = { invitedBy: row.invitedBy, joinedAt: now, endedAt: null };
	await tx
		.insert(meetingGuest)
		.values({ meetingId, userId, ...guest })
		.onConflictDoUpdate({ target: [meetingGuest.meetingId, meetingGuest.userId], set: guest });
	await record(tx, {
		...{ at: now, kind: 'guest-joined', actor: userId, about: userId },
		object: { kind: 'meeting', id: meetingId }
	});
	return yes(null);
}

/** [PC9] [PC11] She was sent home, or left the team, after this link was made: it is no way back. */
async function wentAfter(tx: Db, { row, meetingId }: GuestLink, userId: string): Promise<boolean> {
	// held until she came, so that sending her home meanwhile comes after it
	const [visit] = await tx
		.select({ endedAt: meetingGuest.endedAt })
		.from(meetingGuest)
		.where(and(eq(meetingGuest.meetingId, meetingId), eq(meetingGuest.userId, userId)))
		.for('update');
	if (visit?.endedAt && visit.endedAt > row.createdAt) return true;
	const hers = and(eq(teamMember.teamId, row.teamId ?? ''), eq(teamMember.userId, userId));
	return (await tx.$count(teamMember, and(hers, gt(teamMember.leftAt, row.createdAt)))) > 0;
}
