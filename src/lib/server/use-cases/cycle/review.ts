import * as v from 'valibot';
import { and, eq } from 'drizzle-orm';
import {
	agreementLimits,
	expertRoles,
	meetingLeaders,
	watchingForms,
	watchingOrders,
	type Agreements
} from '$lib/domain/agreements';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { usualAgreements } from '$lib/engine/agreed';
import { rhythmsOf } from '$lib/engine/rhythms';
import { agreementsOf } from '$lib/server/db/agreements';
import { meetingsOf, sessionsOf } from '$lib/server/db/cycles';
import { membersOf } from '$lib/server/db/people';
import { cycle, cycleAgreement } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { atCycle } from './at-cycle';
import { currentPack } from './start-cycle';
import { shown } from './view-cycle';

const whole = (least: number, most: number) =>
	v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(least), v.maxValue(most));

export const agreementsForm = v.object({
	rhythm: v.pipe(v.string(), v.maxLength(40)),
	meetings: whole(...agreementLimits.meetings),
	minutes: whole(...agreementLimits.minutes),
	form: v.picklist(watchingForms),
	order: v.picklist(watchingOrders),
	leads: v.picklist(meetingLeaders),
	expert: v.picklist(expertRoles),
	note: v.pipe(v.string(), v.trim(), v.maxLength(agreementLimits.note))
});

/**
 * [PL10] A cycle looked back on by those it belongs to, and what was agreed about the next one (R24). Facts only: how
 * often, how long, how many clips. What anybody wrote about a child is not in it, and nobody is counted by name.
 * Refusals: `not-found` (also for guests and an expert on call).
 */
export async function viewReview(needs: Needs, userId: string, cycleId: string) {
	const at = await atCycle(needs, userId, cycleId);
	if (!at.ok) return at;
	const { cycle: of, pack, standing } = at.value;
	if (!may.readAgreements(standing)) return no('not-found');
	const now = needs.clock();
	const meetings = (await meetingsOf(needs.db, cycleId)).map((row) => shown(row, pack, now));
	const held = meetings.filter((it) => it.over);
	const watched = (await sessionsOf(needs.db, [cycleId])).filter((it) => it.startedAt !== null);
	const members = await membersOf(needs.db, of.teamId);
	const rhythms = rhythmsOf(currentPack());
	const [usual] = rhythms;
	if (!usual) throw new Error('a method has at least one rhythm');
	const number = of.number + 1;
	const kept = await agreementsOf(needs.db, of.teamId, number);
	return yes({
		id: of.id,
		number: of.number,
		team: { id: of.teamId, name: of.team },
		closed: of.closedAt !== null,
		facts: {
			planned: meetings.length,
			held: held.length,
			minutes: held.reduce((sum, it) => sum + it.minutes, 0),
			clips: watched.filter((it) => it.meetingId !== null).length,
			between: watched.filter((it) => it.meetingId === null).length,
			showed: new Set(watched.map((it) => it.presenterId)).size,
			withChild: members.filter((it) => may.chooseChild({ userId: it.userId, admin: false, roles: it.roles })).length
		},
		before: (await agreementsOf(needs.db, of.teamId, of.number))?.agreed ?? null,
		next: {
			number,
			kept,
			agreed: kept?.agreed ?? usualAgreements(usual, number),
			begun: await begun(needs, of.teamId, number)
		},
		rhythms: rhythms.map(({ id, title, about, least, most, meetings: its }) => ({
			id,
			title,
			about,
			least,
			most,
			count: its.length
		})),
		may: { write: may.writeAgreements(standing), start: may.startCycle(standing) }
	});
}

/**
 * [PL10] Whoever leads writes down how the team holds its next cycle. May be changed as long as that cycle is not closed;
 * meetings that are planned already stay as they are. Refusals: `not-found`, `not-allowed`, `bad-input` (no such rhythm,
 * a closed cycle).
 */
export async function agree(needs: Needs, userId: string, cycleId: string, agreed: Agreements): Promise<Outcome<null>> {
	const at = await atCycle(needs, userId, cycleId);
	if (!at.ok) return at;
	if (!may.readAgreements(at.value.standing)) return no('not-found');
	if (!may.writeAgreements(at.value.standing)) return no('not-allowed');
	const { teamId, number } = at.value.cycle;
	const rhythm = rhythmsOf(currentPack()).find((it) => it.id === agreed.rhythm);
	if (!rhythm || (await begun(needs, teamId, number + 1)) === 'closed') return no('bad-input');
	const meetings = Math.min(Math.max(agreed.meetings, rhythm.least), rhythm.most);
	const kept = { agreed: { ...agreed, meetings }, changedBy: userId, changedAt: needs.clock() };
	await needs.db
		.insert(cycleAgreement)
		.values({ teamId, number: number + 1, ...kept })
		.onConflictDoUpdate({ target: [cycleAgreement.teamId, cycleAgreement.number], set: kept });
	return yes(null);
}

async function begun(needs: Needs, teamId: string, number: number): Promise<'not' | 'running' | 'closed'> {
	const [row] = await needs.db
		.select({ closedAt: cycle.closedAt })
		.from(cycle)
		.where(and(eq(cycle.teamId, teamId), eq(cycle.number, number)));
	return row ? (row.closedAt ? 'closed' : 'running') : 'not';
}
