import { eq } from 'drizzle-orm';
import { duties, type Duty } from '$lib/domain/duties';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import type { MeetingGuide } from '$lib/engine/pack';
import { planOf } from '$lib/engine/rhythms';
import { byName } from '$lib/words/dates';
import { dutiesAt } from '$lib/server/db/duties';
import { membersOf } from '$lib/server/db/people';
import type { Db } from '$lib/server/db/connection';
import { cycle, meeting, meetingDuty } from '$lib/server/db/schema';
import { rolesInTeam } from '$lib/server/db/teams';
import type { Needs } from '../needs';
import { takesPart } from '../people/takes-part';
import { atMeeting, type AtMeeting } from './at-meeting';
import { viewFacilitators, type FacilitatorsOfMeeting } from './facilitators';
import { viewGuests, type GuestsOfMeeting } from './guests';

export interface DutyShown {
	duty: Duty;
	/** Who sees to it; null: whoever leads. */
	holder: { userId: string; name: string } | null;
	done: boolean;
	/** This person may tick it, and give it to somebody. */
	mine: boolean;
}

/** All there is around one meeting, for those who prepare it together. */
export interface AroundMeeting {
	id: string;
	number: number;
	title: { nl: string; en: string };
	startsAt: Date;
	team: { id: string; name: string };
	/** The cycle still runs: something can be changed. */
	open: boolean;
	leads: boolean;
	duties: DutyShown[];
	/** To whom a duty can be given. */
	people: { userId: string; name: string }[];
	guide: MeetingGuide | null;
	facilitators: FacilitatorsOfMeeting;
	guests: GuestsOfMeeting;
}

/** Refusal: `not-found` (also for a guest: what colleagues see to is not hers to follow). */
export async function viewAround(needs: Needs, userId: string, meetingId: string): Promise<Outcome<AroundMeeting>> {
	const at = await preparing(needs, userId, meetingId);
	if (!at.ok) return at;
	const { meeting, cycle, pack, standing } = at.value;
	const plan = planOf(pack, meeting.planId);
	const leads = standing.roles.includes('lead');
	return yes({
		id: meeting.id,
		number: meeting.number,
		title: plan?.title ?? { nl: '', en: '' },
		startsAt: meeting.startsAt,
		team: { id: cycle.teamId, name: cycle.team },
		open: cycle.closedAt === null,
		leads,
		duties: await dutiesFor(needs, at.value),
		people: (await holders(needs, cycle.teamId)).map(({ userId: id, name }) => ({ userId: id, name })),
		guide: plan?.guide ?? null,
		facilitators: await viewFacilitators(needs, at.value),
		guests: await viewGuests(needs, at.value)
	});
}

/**
 * [RD8] Gives a duty to somebody, or back to the lead (null). By the lead, by whoever has it, and by whoever takes it for
 * herself. Refusals: `not-found`, `not-allowed`, `trajectory-closed`, `bad-input` (nobody to give it to).
 */
export async function handOver(
	needs: Needs,
	userId: string,
	meetingId: string,
	duty: Duty,
	to: string | null
): Promise<Outcome<null>> {
	return oneByOne(needs, meetingId, async (alone) => {
		const at = await changing(alone, userId, meetingId);
		if (!at.ok) return at;
		const now = (await dutiesAt(alone.db, meetingId)).find((row) => row.duty === duty);
		const free = (now?.holderId ?? null) === null;
		const allowed = may.handOverDuty(at.value.standing, now?.holderId ?? null) || (free && to === userId);
		if (!allowed) return no('not-allowed');
		const people = await holders(alone, at.value.cycle.teamId);
		if (to !== null && !people.some((it) => it.userId === to)) return no('bad-input');
		return keep(alone.db, meetingId, duty, { holderId: to });
	});
}

/** Ticks a duty, or takes the tick back. By the lead or whoever has it. Refusals: as of `handOver`. */
export async function tickDuty(
	needs: Needs,
	userId: string,
	meetingId: string,
	duty: Duty,
	done: boolean
): Promise<Outcome<null>> {
	return oneByOne(needs, meetingId, async (alone) => {
		const at = await changing(alone, userId, meetingId);
		if (!at.ok) return at;
		const now = (await dutiesAt(alone.db, meetingId)).find((row) => row.duty === duty);
		if (!may.handOverDuty(at.value.standing, now?.holderId ?? null)) return no('not-allowed');
		return keep(alone.db, meetingId, duty, { doneAt: done ? needs.clock() : null });
	});
}

/**
 * Two people at once: the second is judged on what the first one left. The memberships are held too, so that nothing is
 * given to, or taken by, somebody who leaves at that very moment.
 */
const oneByOne = (needs: Needs, meetingId: string, change: (alone: Needs) => Promise<Outcome<null>>) =>
	needs.db.transaction(async (tx) => {
		const [held] = await tx
			.select({ cycleId: meeting.cycleId })
			.from(meeting)
			.where(eq(meeting.id, meetingId))
			.for('update');
		const [at] = held ? await tx.select({ teamId: cycle.teamId }).from(cycle).where(eq(cycle.id, held.cycleId)) : [];
		if (at) await rolesInTeam(tx, at.teamId);
		return change({ ...needs, db: tx });
	});

async function keep(
	tx: Db,
	meetingId: string,
	duty: Duty,
	set: Partial<typeof meetingDuty.$inferInsert>
): Promise<Outcome<null>> {
	await tx
		.insert(meetingDuty)
		.values({ meetingId, duty, ...set })
		.onConflictDoUpdate({ target: [meetingDuty.meetingId, meetingDuty.duty], set });
	return yes(null);
}

async function preparing(needs: Needs, userId: string, meetingId: string): Promise<Outcome<AtMeeting>> {
	const at = await atMeeting(needs, userId, meetingId);
	return at.ok && !may.seeDuties(at.value.standing) ? no('not-found') : at;
}

async function changing(needs: Needs, userId: string, meetingId: string): Promise<Outcome<AtMeeting>> {
	const at = await preparing(needs, userId, meetingId);
	return at.ok && at.value.cycle.closedAt ? no('trajectory-closed') : at;
}

async function dutiesFor(needs: Needs, at: AtMeeting): Promise<DutyShown[]> {
	const rows = await dutiesAt(needs.db, at.meeting.id);
	const members = await membersOf(needs.db, at.cycle.teamId);
	return duties.map((duty) => {
		const row = rows.find((it) => it.duty === duty);
		const holder = members.find((it) => it.userId === row?.holderId);
		return {
			duty,
			holder: holder ? { userId: holder.userId, name: holder.name } : null,
			done: (row?.doneAt ?? null) !== null,
			mine: may.handOverDuty(at.standing, row?.holderId ?? null)
		};
	});
}

/** Who can see to something: whoever takes part and is not away. */
const holders = async (needs: Needs, teamId: string) =>
	(await membersOf(needs.db, teamId)).filter(takesPart).toSorted((a, b) => byName(a.name, b.name));
