import { and, eq, isNull } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { Db } from '$lib/server/db/connection';
import { findMeeting } from '$lib/server/db/cycles';
import { teamOf, useUp, type InvitationRow } from '$lib/server/db/invitations';
import { standingOf } from '$lib/server/db/people';
import { cycle, meetingGuest } from '$lib/server/db/schema';
import { theSchool } from '$lib/server/db/teams';
import type { Needs } from '../needs';
import { withAccount, type NewPerson } from './accept-invitation';
import type { Gate } from './gate';
import { openLink } from './read-invitation';

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
	const { row, meetingId } = link.value;
	const made = await withAccount(needs, gate, given, (tx, userId) => come(needs, tx, row, meetingId, userId));
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
	const came = await needs.db.transaction((tx) => come(needs, tx, row, meetingId, userId));
	return came.ok ? yes({ meetingId }) : came;
}

/** The cycle must still run: a link does not outlive it. */
async function openGuestLink(
	needs: Needs,
	secret: string
): Promise<Outcome<{ row: InvitationRow; meetingId: string }>> {
	const link = await openLink(needs, secret, 'meeting');
	if (!link.ok) return link;
	const { meetingId } = link.value;
	const meeting = meetingId && (await findMeeting(needs.db, meetingId));
	if (!meeting) return no('not-found');
	const running = await needs.db.$count(cycle, and(eq(cycle.id, meeting.cycleId), isNull(cycle.closedAt)));
	return running > 0 ? yes({ row: link.value, meetingId: meeting.id }) : no('link-expired');
}

async function come(
	needs: Needs,
	tx: Db,
	row: InvitationRow,
	meetingId: string,
	userId: string
): Promise<Outcome<null>> {
	const now = needs.clock();
	if (!row.invitedBy || !(await useUp(tx, row.id, now))) return no('link-used');
	const guest = { invitedBy: row.invitedBy, joinedAt: now, endedAt: null };
	await tx
		.insert(meetingGuest)
		.values({ meetingId, userId, ...guest })
		.onConflictDoUpdate({ target: [meetingGuest.meetingId, meetingGuest.userId], set: guest });
	return yes(null);
}
