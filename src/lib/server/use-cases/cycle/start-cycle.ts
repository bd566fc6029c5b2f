import { desc, eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { proposeMeetings } from '$lib/engine/meeting-dates';
import { packs } from '$lib/methods';
import { fieldDate } from '$lib/words/dates';
import type { Db } from '$lib/server/db/connection';
import { meetingsToCome } from '$lib/server/db/calendar';
import { runningCycleOf } from '$lib/server/db/cycles';
import { standingOf } from '$lib/server/db/people';
import { cycle, meeting } from '$lib/server/db/schema';
import { findTeam, rolesInTeam } from '$lib/server/db/teams';
import { tellTeam } from '../calendar/letters';
import type { Needs } from '../needs';
import { judgeMeetings, type MeetingInput } from './meeting-input';

/** The newest version of the method a new cycle begins with (R2). */
function currentPack() {
	const pack = packs.filter((it) => it.id === 'p2g-plg').at(-1);
	if (!pack) throw new Error('the method p2g-plg is not part of this installation');
	return pack;
}

/** What the planning page of a new cycle begins with. Refusals: `not-found`, `not-allowed`, `cycle-running`. */
export async function proposeCycle(needs: Needs, userId: string, teamId: string) {
	const allowed = await mayStart(needs, userId, teamId);
	if (!allowed.ok) return allowed;
	const pack = currentPack();
	const proposed = proposeMeetings(pack.meetings, fieldDate(needs.clock()));
	return yes({
		team: allowed.value,
		pack: { title: pack.title, notice: pack.notice },
		today: fieldDate(needs.clock()),
		meetings: pack.meetings.map((plan, i) => ({
			...plan,
			day: proposed[i]?.day ?? '',
			time: proposed[i]?.time ?? '',
			place: ''
		}))
	});
}

/**
 * The lead starts a cycle on the dates she chose; the method and its version stay with it.
 * Refusals: `not-found`, `not-allowed`, `cycle-running`, `bad-input`, `dates-out-of-order`.
 */
export async function startCycle(
	needs: Needs,
	userId: string,
	teamId: string,
	meetings: MeetingInput[]
): Promise<Outcome<{ cycleId: string }>> {
	const allowed = await mayStart(needs, userId, teamId);
	if (!allowed.ok) return allowed;
	const pack = currentPack();
	const judged = judgeMeetings(meetings, pack.meetings.length);
	if (!judged.ok) return judged;
	const cycleId = needs.newId();
	const started = await needs.db.transaction(async (tx): Promise<Outcome<{ cycleId: string }>> => {
		// holds the team, so that two leads do not both start one
		await rolesInTeam(tx, teamId);
		if (await runningCycleOf(tx, teamId)) return no('cycle-running');
		await tx.insert(cycle).values({
			id: cycleId,
			teamId,
			number: (await lastNumber(tx, teamId)) + 1,
			packId: pack.id,
			packVersion: pack.version,
			startedBy: userId,
			createdAt: needs.clock()
		});
		await tx.insert(meeting).values(
			meetings.map((it, i) => ({
				id: needs.newId(),
				cycleId,
				number: i + 1,
				planId: pack.meetings[i]?.id ?? '',
				...it
			}))
		);
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

async function lastNumber(tx: Db, teamId: string): Promise<number> {
	const [last] = await tx
		.select({ number: cycle.number })
		.from(cycle)
		.where(eq(cycle.teamId, teamId))
		.orderBy(desc(cycle.number))
		.limit(1);
	return last?.number ?? 0;
}
