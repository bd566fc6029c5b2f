import { no, yes } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import type { Pack } from '$lib/engine/pack';
import { fieldDate, fieldTime, fromFields } from '$lib/words/dates';
import { findMeeting, meetingsOf, runningCycleOf, type MeetingRow } from '$lib/server/db/cycles';
import { standingOf } from '$lib/server/db/people';
import { membershipsOf } from '$lib/server/db/teams';
import type { Needs } from '../needs';
import { atCycle } from './at-cycle';
import { broughtIn, type Brought } from './brought';
import { readinessIn } from './readiness-in';

const minute = 60_000;

/** Meetings run late and clips are watched afterwards: a meeting is over when its day is, in the school's time zone. */
function endOf({ startsAt, minutes }: MeetingRow): Date {
	const planned = startsAt.getTime() + minutes * minute;
	const lastMinute = fromFields(fieldDate(startsAt), '23:59')?.getTime() ?? planned;
	return new Date(Math.max(planned, lastMinute + minute));
}

/** A meeting with what its method says about it, on the server's clock. */
export function shown(row: MeetingRow, pack: Pack, now: Date) {
	const plan = pack.meetings.find((it) => it.id === row.planId);
	const endsAt = endOf(row);
	return {
		id: row.id,
		number: row.number,
		startsAt: row.startsAt,
		/** When it ends by plan; `endsAt` is when it is over. */
		plannedEnd: new Date(row.startsAt.getTime() + row.minutes * minute),
		endsAt,
		minutes: row.minutes,
		place: row.place,
		mode: row.mode,
		talkLink: row.talkLink,
		title: plan?.title ?? { nl: '', en: '' },
		after: plan?.after ?? { nl: '', en: '' },
		watching: plan?.watching ?? false,
		over: endsAt <= now,
		today: fieldDate(row.startsAt) === fieldDate(now)
	};
}
export type ShownMeeting = ReturnType<typeof shown>;

/** The planning page: the year band, and the dates as the fields of a form. */
export async function viewCycle(needs: Needs, userId: string, cycleId: string) {
	const at = await atCycle(needs, userId, cycleId);
	if (!at.ok) return at;
	const { cycle, pack, standing } = at.value;
	const rows = await meetingsOf(needs.db, cycleId);
	const now = needs.clock();
	return yes({
		id: cycle.id,
		number: cycle.number,
		team: { id: cycle.teamId, name: cycle.team },
		closedAt: cycle.closedAt,
		today: fieldDate(now),
		may: {
			plan: may.planMeetings(standing) && !cycle.closedAt,
			close: may.closeCycle(standing) && !cycle.closedAt
		},
		meetings: rows.map((row) => ({
			...shown(row, pack, now),
			day: fieldDate(row.startsAt),
			time: fieldTime(row.startsAt)
		}))
	});
}

/** The meetings of every team somebody has a seat in. Teams without a running cycle come with `cycle` null. */
export async function listMeetings(needs: Needs, userId: string) {
	const teams = [];
	const now = needs.clock();
	for (const { teamId, name } of await membershipsOf(needs.db, userId)) {
		const standing = await standingOf(needs.db, userId, teamId);
		if (!standing || !may.seeMeetings(standing)) continue;
		const running = await runningCycleOf(needs.db, teamId);
		teams.push({
			teamId,
			name,
			mayStart: may.startCycle(standing) && !running,
			cycle: running && (await withTables(needs, userId, running.id, now))
		});
	}
	return yes({ teams });
}

async function withTables(needs: Needs, userId: string, cycleId: string, now: Date) {
	const at = await atCycle(needs, userId, cycleId);
	if (!at.ok) return null;
	const { cycle, pack } = at.value;
	const brought = await broughtIn(needs, cycleId);
	const meetings = await meetingsOf(needs.db, cycleId);
	return {
		id: cycle.id,
		number: cycle.number,
		meetings: meetings.map((row) => ({
			...shown(row, pack, now),
			brought: brought.filter((it) => it.meetingId === row.id)
		})),
		between: brought.filter((it) => it.meetingId === null)
	};
}

/** One meeting: when and where, what is brought to it, and who has what ready. Not hers or not there: `not-found`. */
export async function viewMeeting(needs: Needs, userId: string, meetingId: string) {
	const found = await findMeeting(needs.db, meetingId);
	const at = found && (await atCycle(needs, userId, found.cycleId));
	if (!found || !at?.ok) return no('not-found');
	const { cycle, pack, standing } = at.value;
	const brought: Brought[] = (await broughtIn(needs, cycle.id)).filter((it) => it.meetingId === found.id);
	const it = shown(found, pack, needs.clock());
	return yes({
		...it,
		cycle: { id: cycle.id, number: cycle.number, closed: cycle.closedAt !== null },
		team: { id: cycle.teamId, name: cycle.team },
		brought,
		may: {
			plan: may.planMeetings(standing) && !cycle.closedAt,
			bring: may.chooseChild(standing) && !cycle.closedAt && it.watching && !it.over
		},
		/** Guests come to watch; what colleagues are preparing is not theirs to follow. */
		people:
			may.seeReadiness(standing) && !cycle.closedAt && !it.over
				? await readinessIn(needs, { teamId: cycle.teamId, cycleId: cycle.id, brought })
				: [],
		seesNeeds: may.seeWhoNeedsWhat(standing)
	});
}
