import * as v from 'valibot';
import { desc, eq } from 'drizzle-orm';
import type { Agreements } from '$lib/domain/agreements';
import { addDays, isDay, type Day } from '$lib/domain/day';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { storedOr } from '$lib/engine/agenda';
import { laidOutAsAgreed } from '$lib/engine/agreed';
import { freeBetween } from '$lib/engine/free-days';
import { proposeMeetings, proposeNext } from '$lib/engine/meeting-dates';
import type { MeetingPlan } from '$lib/engine/pack';
import { meetingsFor, rhythmsOf, type ShownRhythm } from '$lib/engine/rhythms';
import { packs } from '$lib/methods';
import { fieldDate, fieldTime } from '$lib/words/dates';
import { agreementsOf } from '$lib/server/db/agreements';
import { meetingsToCome } from '$lib/server/db/calendar';
import type { Db } from '$lib/server/db/connection';
import { meetingsOf, runningCycleOf, type CycleRow, type MeetingRow } from '$lib/server/db/cycles';
import { standingOf } from '$lib/server/db/people';
import { cycle, meeting, meetingAgenda } from '$lib/server/db/schema';
import { schoolDays } from '$lib/server/db/school';
import { findTeam, rolesInTeam } from '$lib/server/db/teams';
import { howManyHear, tellTeam } from '../calendar/letters';
import type { Needs } from '../needs';
import { judgeMeetings, type MeetingInput } from './meeting-input';

/** How the lead wants to hold it; what she leaves out is as agreed, or as the method says. */
export interface CycleChoice {
	rhythm?: string | undefined;
	count?: number | undefined;
	start?: Day | undefined;
}

const short = v.pipe(v.string(), v.maxLength(40));
/** What the address of the planning page holds; what is no choice is as if it were not there. */
export const choiceForm = v.object({
	rhythm: v.optional(v.fallback(v.optional(short), undefined)),
	count: v.optional(v.fallback(v.optional(v.pipe(short, v.regex(/^\d{1,2}$/), v.transform(Number))), undefined)),
	start: v.optional(v.fallback(v.optional(v.pipe(short, v.check(isDay))), undefined))
});

/** The newest version of the method a new cycle begins with (R2). */
export function currentPack() {
	const pack = packs.filter((it) => it.id === 'p2g-plg').at(-1);
	if (!pack) throw new Error('the method p2g-plg is not part of this installation');
	return pack;
}

/** How far ahead dates are looked at, in days: a school year and the one after it. */
const lookAhead = 800;

/**
 * What the planning page of a new cycle begins with: [PL1] the ways to hold it, [PL3] dates that pass holidays by, [PL5]
 * and days for the cycle after it. Refusals: `not-found`, `not-allowed`, `cycle-running`.
 */
export async function proposeCycle(needs: Needs, userId: string, teamId: string, choice: CycleChoice = {}) {
	const allowed = await mayStart(needs, userId, teamId);
	if (!allowed.ok) return allowed;
	const pack = currentPack();
	const today = fieldDate(needs.clock());
	const days = await schoolDays(needs.db);
	const free = freeBetween(today, addDays(today, lookAhead), days);
	const previous = await lastCycle(needs.db, teamId);
	const number = (previous?.number ?? 0) + 1;
	const agreed = (await agreementsOf(needs.db, teamId, number))?.agreed ?? null;
	const held = plannedAs(number, choice, agreed);
	const kept = choice.start === undefined ? daysKept(previous, held.meetings.length, today) : null;
	const proposed = proposeMeetings(held.meetings, today, {
		free,
		...(choice.start === undefined ? {} : { start: choice.start })
	});
	const before = await asBefore(needs.db, previous?.id);
	const meetings = held.meetings.map((plan, i) => ({
		...plan,
		minutes: held.laid?.[i]?.minutes ?? plan.minutes,
		laid: storedOr(plan, held.laid?.[i]?.blocks ?? null),
		day: kept?.[i] ?? proposed[i]?.day ?? '',
		time: before.time ?? proposed[i]?.time ?? '',
		place: before.place,
		mode: before.mode,
		talkLink: before.talkLink
	}));
	const nextHeld = plannedAs(number + 1, { rhythm: held.rhythm.id }, null);
	return yes({
		team: allowed.value,
		number,
		/** The cycle before this one, to look back on before this one is planned. */
		previous: previous?.id ?? null,
		agreed,
		pack: { title: pack.title, notice: pack.notice },
		rhythms: rhythmsOf(pack).map(({ id, title, about, least, most, meetings: of }) => ({
			id,
			title,
			about,
			least,
			most,
			count: of.length
		})),
		rhythm: held.rhythm.id,
		count: held.meetings.length,
		today,
		free,
		region: days.region,
		meetings,
		/** To whom letters go when it starts. */
		hear: await howManyHear(needs, teamId),
		/** Two cycles a year: the first of them puts days down for the second. */
		nextDays:
			number % 2 === 1
				? proposeNext(nextHeld.meetings, meetings.at(-1)?.day ?? today, { weeks: held.rhythm.weeksToNext, free })
				: []
	});
}

/** Which meetings: as chosen, else as agreed, else as the method says. */
function plannedAs(number: number, choice: CycleChoice, agreed: Agreements | null) {
	const pack = currentPack();
	const rhythms = rhythmsOf(pack);
	const [usual] = rhythms;
	const rhythm = rhythms.find((it) => it.id === (choice.rhythm ?? agreed?.rhythm)) ?? usual;
	if (!rhythm) throw new Error('a method has at least one rhythm');
	const asAgreed = agreed && agreed.rhythm === rhythm.id ? agreed.meetings : rhythm.meetings.length;
	const meetings = meetingsFor(pack, rhythm, { count: choice.count ?? asAgreed, cycle: number });
	return { rhythm, meetings, laid: agreed && laidOutAsAgreed(meetings, agreed) } satisfies {
		rhythm: ShownRhythm;
		meetings: MeetingPlan[];
		laid: unknown;
	};
}

/** [PL5] The days that were put down for this cycle, while they still fit and are still to come. */
function daysKept(previous: CycleRow | null, count: number, today: Day): Day[] | null {
	const days = previous?.nextDays ?? [];
	return days.length === count && (days[0] ?? '') > today ? days : null;
}

/**
 * The lead starts a cycle on the dates she chose, laid out as the team agreed; the method and its version stay with it.
 * Refusals: `not-found`, `not-allowed`, `cycle-running`, `bad-input`, `dates-out-of-order`.
 */
export async function startCycle(
	needs: Needs,
	userId: string,
	teamId: string,
	meetings: MeetingInput[],
	how: { choice?: CycleChoice; nextDays?: Day[] } = {}
): Promise<Outcome<{ cycleId: string }>> {
	const allowed = await mayStart(needs, userId, teamId);
	if (!allowed.ok) return allowed;
	const pack = currentPack();
	const cycleId = needs.newId();
	const started = await needs.db.transaction(async (tx): Promise<Outcome<{ cycleId: string }>> => {
		// holds the team, so that two leads do not both start one
		await rolesInTeam(tx, teamId);
		if (await runningCycleOf(tx, teamId)) return no('cycle-running');
		const number = ((await lastCycle(tx, teamId))?.number ?? 0) + 1;
		const agreed = (await agreementsOf(tx, teamId, number))?.agreed ?? null;
		const held = plannedAs(number, how.choice ?? {}, agreed);
		const judged = judgeMeetings(meetings, held.meetings.length);
		if (!judged.ok) return judged;
		await tx.insert(cycle).values({
			id: cycleId,
			teamId,
			number,
			packId: pack.id,
			packVersion: pack.version,
			startedBy: userId,
			createdAt: needs.clock(),
			nextDays: how.nextDays ?? []
		});
		const rows = meetings.map((it, i) => ({
			id: needs.newId(),
			cycleId,
			number: i + 1,
			planId: held.meetings[i]?.id ?? '',
			...it
		}));
		await tx.insert(meeting).values(rows);
		const laid = rows.flatMap(({ id }, i) => {
			const blocks = held.laid?.[i]?.blocks;
			return blocks ? [{ meetingId: id, blocks, version: 1 }] : [];
		});
		if (laid.length > 0) await tx.insert(meetingAgenda).values(laid);
		return yes({ cycleId });
	});
	if (started.ok) tellTeam(needs, 'planned', await meetingsToCome(needs.db, cycleId, needs.clock()));
	return started;
}

async function mayStart(needs: Needs, userId: string, teamId: string): Promise<Outcome<{ id: string; name: string }>> {
	const standing = await standingOf(needs.db, userId, teamId);
	const team = await findTeam(needs.db, teamId);
	if (!team || !standing || !may.seeTeam(standing)) return no('not-found');
	if (!may.startCycle(standing)) return no('not-allowed');
	return (await runningCycleOf(needs.db, teamId)) ? no('cycle-running') : yes(team);
}

type Before = Pick<MeetingRow, 'place' | 'mode' | 'talkLink'> & { time: string | null };

async function lastCycle(tx: Db, teamId: string): Promise<CycleRow | null> {
	const [last] = await tx.select().from(cycle).where(eq(cycle.teamId, teamId)).orderBy(desc(cycle.number)).limit(1);
	return last ?? null;
}

/** Where, when and how the team met last, which is how it will meet again. */
async function asBefore(db: Db, cycleId: string | undefined): Promise<Before> {
	const last = cycleId === undefined ? undefined : (await meetingsOf(db, cycleId)).at(-1);
	return last
		? { place: last.place, time: fieldTime(last.startsAt), mode: last.mode, talkLink: last.talkLink }
		: { place: '', time: null, mode: 'in-person', talkLink: '' };
}
