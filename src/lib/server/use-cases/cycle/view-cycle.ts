import { and, eq } from 'drizzle-orm';
import { yes } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { addDays, type Day } from '$lib/domain/day';
import { freeBetween } from '$lib/engine/free-days';
import type { Pack } from '$lib/engine/pack';
import { proposeNext } from '$lib/engine/meeting-dates';
import { meetingsFor, planOf, rhythmsOf } from '$lib/engine/rhythms';
import { packOf } from '$lib/methods';
import { fieldDate, fieldTime, fromFields } from '$lib/words/dates';
import { meetingsOf, type CycleRow, type MeetingRow } from '$lib/server/db/cycles';
import { agreementsOf } from '$lib/server/db/agreements';
import { schoolDays, type SchoolDays } from '$lib/server/db/school';
import { cycle as cycleTable } from '$lib/server/db/schema';
import { groupsHolding, meetingsByCycle, runningCycles, seatsHeldBy } from '$lib/server/db/seats';
import type { Needs } from '../needs';
import { atMeeting } from '../meeting/at-meeting';
import { agendaOf } from '../meeting/change-agenda';
import { successesOf, yieldsOf } from '../meeting/closing';
import { turnsIn } from '../meeting/turns';
import { peopleToPlace, viewGroups } from '../meeting/view-groups';
import { atCycle } from './at-cycle';
import { broughtByCycle, broughtFor, broughtIn, hersToKnow } from './brought';
import { nextSeenOf } from './change-cycle';
import { readinessIn } from './readiness-in';

const minute = 60_000;
/** How far ahead holidays are shown, in days. */
const lookAhead = 500;

/** Meetings run late and clips are watched afterwards: a meeting is over when its day is, in the school's time zone. */
function endOf({ startsAt, minutes }: MeetingRow): Date {
	const planned = startsAt.getTime() + minutes * minute;
	const lastMinute = fromFields(fieldDate(startsAt), '23:59')?.getTime() ?? planned;
	return new Date(Math.max(planned, lastMinute + minute));
}

/** A meeting with what its method says about it, on the server's clock. */
export function shown(row: MeetingRow, pack: Pack, now: Date) {
	const plan = planOf(pack, row.planId);
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
	const days = await schoolDays(needs.db);
	const [first] = rows;
	const from = fieldDate(first && first.startsAt < now ? first.startsAt : now);
	const readsAgreed = may.readAgreements(standing);
	return yes({
		id: cycle.id,
		free: freeBetween(from, addDays(fieldDate(now), lookAhead), days),
		region: days.region,
		/** [PL5] Put down for the cycle after this one, or proposed: known to whoever plans it, and to nobody else yet. */
		nextDays: may.planMeetings(standing) ? nextDaysOf(cycle, rows, pack, days) : [],
		putDown: may.planMeetings(standing) && cycle.nextDays.length > 0,
		/** What is put down as this page shows it: days that a colleague puts down meanwhile are not laid over. */
		nextSeen: may.planMeetings(standing) ? nextSeenOf(cycle.nextDays) : '',
		agreed: readsAgreed ? await agreementsOf(needs.db, cycle.teamId, cycle.number) : null,
		/** The cycle before it, on whose page the agreements for this one are made. */
		previous: readsAgreed ? await cycleBefore(needs, cycle.teamId, cycle.number) : null,
		number: cycle.number,
		team: { id: cycle.teamId, name: cycle.team },
		closedAt: cycle.closedAt,
		today: fieldDate(now),
		may: {
			plan: may.planMeetings(standing) && !cycle.closedAt,
			close: may.closeCycle(standing) && !cycle.closedAt,
			lookBack: readsAgreed,
			agree: may.writeAgreements(standing)
		},
		meetings: rows.map((row) => ({
			...shown(row, pack, now),
			day: fieldDate(row.startsAt),
			time: fieldTime(row.startsAt)
		}))
	});
}

/** Two cycles a year: the first of them has days for the second. */
function nextDaysOf(cycle: CycleRow, rows: MeetingRow[], pack: Pack, days: SchoolDays): Day[] {
	const last = rows.at(-1);
	if (cycle.nextDays.length > 0 || !last || cycle.closedAt || cycle.number % 2 === 0) return cycle.nextDays;
	const rhythms = rhythmsOf(pack);
	const rhythm = rhythms.find((it) => it.meetings.some((plan) => plan.id === last.planId)) ?? rhythms[0];
	const lastDay = fieldDate(last.startsAt);
	return rhythm
		? proposeNext(meetingsFor(pack, rhythm, { count: rhythm.meetings.length, cycle: cycle.number + 1 }), lastDay, {
				weeks: rhythm.weeksToNext,
				free: freeBetween(lastDay, addDays(lastDay, lookAhead), days)
			})
		: [];
}

async function cycleBefore(needs: Needs, teamId: string, number: number): Promise<string | null> {
	const [row] = await needs.db
		.select({ id: cycleTable.id })
		.from(cycleTable)
		.where(and(eq(cycleTable.teamId, teamId), eq(cycleTable.number, number - 1)));
	return row?.id ?? null;
}

/** The meetings of every team somebody has a seat in. Teams without a running cycle come with `cycle` null. */
export async function listMeetings(needs: Needs, userId: string) {
	const now = needs.clock();
	const seats = (await seatsHeldBy(needs.db, userId)).filter(({ standing }) => may.seeMeetings(standing));
	const running = await runningCycles(
		needs.db,
		seats.map((seat) => seat.teamId)
	);
	const cycleIds = [...running.values()].map((it) => it.id);
	const meetings = await meetingsByCycle(needs.db, cycleIds);
	const brought = await broughtByCycle(needs, cycleIds);
	const groups = await groupsHolding(needs.db, cycleIds, userId);
	return yes({
		teams: seats.map(({ teamId, name, standing }) => {
			const cycle = running.get(teamId);
			const hers = cycle ? hersToKnow(standing, groups, brought.get(cycle.id) ?? []) : [];
			return {
				teamId,
				name,
				mayStart: may.startCycle(standing) && !cycle,
				cycle: cycle
					? {
							id: cycle.id,
							number: cycle.number,
							meetings: (meetings.get(cycle.id) ?? []).map((row) => ({
								...shown(row, packOf(cycle.packId, cycle.packVersion), now),
								brought: hers.filter((it) => it.meetingId === row.id)
							})),
							mayBring: may.chooseChild(standing),
							between: hers.filter((it) => it.meetingId === null)
						}
					: null
			};
		})
	});
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
		agreed: may.readAgreements(standing)
			? ((await agreementsOf(needs.db, cycle.teamId, cycle.number))?.agreed ?? null)
			: null,
		brought,
		agenda: await agendaOf(needs.db, found.id, planOf(pack, found.planId)),
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
