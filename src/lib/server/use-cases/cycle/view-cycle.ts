import { yes } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import type { Pack } from '$lib/engine/pack';
import { fieldDate, fieldTime, fromFields } from '$lib/words/dates';
import { meetingsOf, runningCycleOf, type MeetingRow } from '$lib/server/db/cycles';
import { standingOf } from '$lib/server/db/people';
import { membershipsOf } from '$lib/server/db/teams';
import type { Needs } from '../needs';
import { atMeeting } from '../meeting/at-meeting';
import { agendaOf } from '../meeting/change-agenda';
import { successesOf, yieldsOf } from '../meeting/closing';
import { turnsIn } from '../meeting/turns';
import { peopleToPlace, viewGroups } from '../meeting/view-groups';
import { atCycle } from './at-cycle';
import { broughtFor, broughtIn } from './brought';
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
	const { cycle, pack, standing } = at.value;
	const brought = await broughtFor(needs, standing, cycleId, await broughtIn(needs, cycleId));
	const meetings = await meetingsOf(needs.db, cycleId);
	return {
		id: cycle.id,
		number: cycle.number,
		meetings: meetings.map((row) => ({
			...shown(row, pack, now),
			brought: brought.filter((it) => it.meetingId === row.id)
		})),
		mayBring: may.chooseChild(standing),
		between: brought.filter((it) => it.meetingId === null)
	};
}

/** One meeting: when and where, what is brought to it, and who has what ready. Not hers or not there: `not-found`. */
export async function viewMeeting(needs: Needs, userId: string, meetingId: string) {
	const at = await atMeeting(needs, userId, meetingId);
	if (!at.ok) return at;
	const { cycle, pack, standing, meeting: found } = at.value;
	const everything = await broughtIn(needs, cycle.id);
	const all = everything.filter((it) => it.meetingId === found.id);
	const brought = await broughtFor(needs, standing, cycle.id, all);
	const groups = await viewGroups(needs, standing, found.id, { all, mine: brought });
	const atHome = may.shareClosing(standing);
	const arrange = may.arrangeMeeting(standing) && !cycle.closedAt;
	const it = shown(found, pack, needs.clock());
	return yes({
		...it,
		cycle: { id: cycle.id, number: cycle.number, closed: cycle.closedAt !== null },
		team: { id: cycle.teamId, name: cycle.team },
		brought,
		agenda: await agendaOf(
			needs.db,
			found.id,
			pack.meetings.find((plan) => plan.id === found.planId)
		),
		groups,
		/** Who can be placed in a group, for whoever makes them. */
		toPlace: arrange ? await peopleToPlace(needs, cycle.teamId, groups, all) : [],
		/** What the groups brought back, by group, and what people are glad about: for those at home. */
		yields: atHome ? Object.fromEntries(await yieldsOf(needs, found.id)) : {},
		seesClosing: atHome,
		successes: atHome ? await successesOf(needs, found.id, userId) : [],
		turns: atHome
			? await turnsIn(needs, {
					teamId: cycle.teamId,
					cycleId: cycle.id,
					meetings: await meetingsOf(needs.db, cycle.id),
					brought: everything
				})
			: [],
		may: {
			arrange,
			hop: may.hop(standing),
			closing: atHome && !cycle.closedAt,
			plan: may.planMeetings(standing) && !cycle.closedAt,
			bring: may.chooseChild(standing) && !cycle.closedAt && it.watching && !it.over
		},
		/** Guests come to watch; what colleagues are preparing is not theirs to follow. */
		people:
			may.seeReadiness(standing) && !cycle.closedAt && !it.over
				? await readinessIn(needs, { teamId: cycle.teamId, cycleId: cycle.id, brought: all })
				: [],
		seesNeeds: may.seeWhoNeedsWhat(standing)
	});
}
