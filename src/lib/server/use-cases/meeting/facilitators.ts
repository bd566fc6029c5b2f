import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { facilitatorsOf, membersOf } from '$lib/server/db/people';
import { meetingFacilitator } from '$lib/server/db/schema';
import { byName } from '$lib/words/dates';
import type { Needs } from '../needs';
import { atMeeting, type AtMeeting } from './at-meeting';

export interface FacilitatorsOfMeeting {
	/** Everybody who facilitates this meeting: by her role in the team, or asked for this one. */
	people: { userId: string; name: string }[];
	/** Who could be asked for this meeting, and whether she is; empty for whoever does not choose. */
	choices: { userId: string; name: string; chosen: boolean }[];
}

export async function viewFacilitators(needs: Needs, at: AtMeeting): Promise<FacilitatorsOfMeeting> {
	const members = (await membersOf(needs.db, at.cycle.teamId)).toSorted((a, b) => byName(a.name, b.name));
	const asked = await facilitatorsOf(needs.db, at.meeting.id);
	const always = (roles: readonly string[]) => roles.includes('facilitator');
	const canBe = members.filter((member) => may.facilitateMeeting(member) && !always(member.roles));
	const chooses = may.chooseFacilitators(at.standing) && !at.cycle.closedAt;
	return {
		people: members
			.filter(({ userId, roles }) => always(roles) || (asked.has(userId) && may.facilitateMeeting({ roles })))
			.map(({ userId, name }) => ({ userId, name })),
		choices: chooses ? canBe.map(({ userId, name }) => ({ userId, name, chosen: asked.has(userId) })) : []
	};
}

/**
 * [PC12] Who facilitates this meeting besides: as many as are wanted. It gives a facilitator's eyes at this meeting only,
 * and open connections are judged again. Refusals: `not-found`, `not-allowed`, `trajectory-closed`, `bad-input` (somebody
 * who cannot).
 */
export async function chooseFacilitators(
	needs: Needs,
	userId: string,
	meetingId: string,
	people: readonly string[]
): Promise<Outcome<null>> {
	const at = await atMeeting(needs, userId, meetingId);
	if (!at.ok) return at;
	const { standing, cycle } = at.value;
	if (!may.chooseFacilitators(standing)) return no('not-allowed');
	if (cycle.closedAt) return no('trajectory-closed');
	const chosen = [...new Set(people)];
	const changed = await needs.db.transaction(async (tx): Promise<Outcome<string[]>> => {
		const members = await membersOf(tx, cycle.teamId);
		const fits = (id: string) => members.some((it) => it.userId === id && may.facilitateMeeting(it));
		if (!chosen.every(fits)) return no('bad-input');
		const before = await facilitatorsOf(tx, meetingId);
		await tx.delete(meetingFacilitator).where(eq(meetingFacilitator.meetingId, meetingId));
		if (chosen.length > 0)
			await tx
				.insert(meetingFacilitator)
				.values(chosen.map((id) => ({ meetingId, userId: id })))
				.onConflictDoNothing();
		return yes([...new Set([...before, ...chosen])].filter((id) => before.has(id) !== chosen.includes(id)));
	});
	if (!changed.ok) return changed;
	for (const id of changed.value) needs.table.rightsChanged({ userId: id, teamId: cycle.teamId });
	return yes(null);
}
