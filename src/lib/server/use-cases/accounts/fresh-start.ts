import { and, eq, isNull, lte } from 'drizzle-orm';
import { adminResetWaits } from '$lib/domain/accounts';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { record } from '$lib/server/db/audit';
import { standingOf } from '$lib/server/db/people';
import { clearFactors } from '$lib/server/db/second-factor';
import { factorReset, teamMember, userAccount } from '$lib/server/db/schema';
import { asSchool, proofs } from '$lib/server/db/who-asks';
import type { Needs } from '../needs';
import { namesOf } from '../people/name-of';
import { endSignIns } from '../people/sign-ins-of';
import { tellOwner } from './tell-owner';

/**
 * [A18] A fresh start for whoever lost her passkeys, app and paper: two people do it together, one of them an admin, and
 * neither of them she herself. Her password stays, so those two alone do not come in either. She hears of each step, and
 * what is done for an admin waits a day.
 */
export interface ResetView {
	id: string;
	askedBy: string;
	/** It was this reader who asked: somebody else has to agree. */
	mine: boolean;
	/** Agreed, and waiting until then. */
	dueAt: Date | null;
}

/** What waits, by account. */
export async function openResetsByAccount(needs: Needs, reader = ''): Promise<Map<string, ResetView>> {
	const open = and(isNull(factorReset.doneAt), isNull(factorReset.withdrawnAt));
	const rows = await needs.db.select().from(factorReset).where(open);
	const names = await namesOf(
		needs,
		rows.map((row) => row.askedBy)
	);
	return new Map(
		rows.map(({ id, userId, askedBy, dueAt }) => [
			userId,
			{ id, askedBy: names.get(askedBy) ?? '', mine: askedBy === reader, dueAt }
		])
	);
}

/** Asks for it: an admin, or the lead of a team she is in. Refusals: `not-found`, `same-person`, `already-there`. */
export async function askFreshStart(needs: Needs, userId: string, accountId: string): Promise<Outcome<null>> {
	if (!(await mayReset(needs, userId, accountId))) return no('not-found');
	if (userId === accountId) return no('same-person');
	const asked = await needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const hers = eq(userAccount.id, accountId);
		const [there] = await tx.select({ id: userAccount.id }).from(userAccount).where(hers).for('update');
		if (!there) return no('not-found');
		const waiting = and(eq(factorReset.userId, accountId), isNull(factorReset.doneAt), isNull(factorReset.withdrawnAt));
		if ((await tx.$count(factorReset, waiting)) > 0) return no('already-there');
		const row = { id: needs.newId(), userId: accountId, askedBy: userId, askedAt: needs.clock() };
		await tx.insert(factorReset).values(row);
		return yes(null);
	});
	if (asked.ok) tellOwner(needs, accountId, 'reset-asked');
	return asked;
}

/**
 * Agrees to it; then it is done, or for an admin a day later. Refusals: `not-found`, `same-person` (who asked, or she
 * herself), `not-allowed` (neither of the two is an admin).
 */
export async function agreeToFreshStart(needs: Needs, userId: string, resetId: string): Promise<Outcome<null>> {
	const reset = await openReset(needs, resetId);
	if (!reset || !(await mayReset(needs, userId, reset.userId))) return no('not-found');
	if (reset.askedBy === userId || reset.userId === userId) return no('same-person');
	// who asked may have lost her role since: both count as they are now
	const [one, other] = [await isAdmin(needs, userId), await isAdmin(needs, reset.askedBy)];
	if (!(await mayReset(needs, reset.askedBy, reset.userId)) || !(one || other)) return no('not-allowed');
	const now = needs.clock();
	const waits = (await isAdmin(needs, reset.userId)) ? adminResetWaits : 0;
	const agreed = await needs.db
		.update(factorReset)
		.set({ agreedBy: userId, dueAt: new Date(now.getTime() + waits) })
		.where(and(eq(factorReset.id, resetId), isNull(factorReset.agreedBy), isNull(factorReset.withdrawnAt)))
		.returning({ id: factorReset.id });
	if (agreed.length === 0) return no('not-found');
	if (waits > 0) tellOwner(needs, reset.userId, 'reset-agreed');
	await asSchool(needs.db, 'fresh-start', proofs.decidesSomewhere(), () => doFreshStarts(needs));
	return yes(null);
}

/** Takes it back: whoever may ask for it, and she herself. Refusal: `not-found`. */
export async function withdrawFreshStart(needs: Needs, userId: string, resetId: string): Promise<Outcome<null>> {
	const reset = await openReset(needs, resetId);
	if (!reset || !(reset.userId === userId || (await mayReset(needs, userId, reset.userId)))) return no('not-found');
	const open = and(eq(factorReset.id, resetId), isNull(factorReset.doneAt));
	await needs.db.update(factorReset).set({ withdrawnAt: needs.clock() }).where(open);
	return yes(null);
}

/** Does what is due; by the clock too. Runs twice without harm. */
export async function doFreshStarts(needs: Needs): Promise<void> {
	const now = needs.clock();
	const due = await needs.db
		.select({ id: factorReset.id, userId: factorReset.userId, agreedBy: factorReset.agreedBy })
		.from(factorReset)
		.where(and(lte(factorReset.dueAt, now), isNull(factorReset.doneAt), isNull(factorReset.withdrawnAt)));
	for (const { id, userId, agreedBy } of due) {
		const done = await needs.db.transaction(async (tx) => {
			const first = await tx
				.update(factorReset)
				.set({ doneAt: now })
				.where(and(eq(factorReset.id, id), isNull(factorReset.doneAt), isNull(factorReset.withdrawnAt)))
				.returning({ id: factorReset.id });
			if (first.length === 0) return false;
			await clearFactors(tx, userId);
			const facts = { reason: 'fresh-start' };
			await record(tx, { at: now, kind: 'second-factor-changed', actor: agreedBy ?? 'clock', about: userId, facts });
			// no days of grace: she sets up the next one before she is in
			await tx
				.update(userAccount)
				.set({ graceFrom: new Date(0) })
				.where(eq(userAccount.id, userId));
			return true;
		});
		if (!done) continue;
		await endSignIns(needs, userId);
		tellOwner(needs, userId, 'reset-done');
	}
}

async function openReset(needs: Needs, id: string) {
	const [row] = await needs.db.select().from(factorReset).where(eq(factorReset.id, id));
	return row && !row.doneAt && !row.withdrawnAt ? row : null;
}

const isAdmin = async (needs: Needs, userId: string): Promise<boolean> =>
	(await standingOf(needs.db, userId, ''))?.admin ?? false;

/** An admin, or whoever leads a team this person is in. */
async function mayReset(needs: Needs, userId: string, accountId: string): Promise<boolean> {
	const teams = await needs.db
		.select({ teamId: teamMember.teamId })
		.from(teamMember)
		.where(and(eq(teamMember.userId, accountId), isNull(teamMember.leftAt)));
	for (const teamId of ['', ...teams.map((team) => team.teamId)]) {
		const standing = await standingOf(needs.db, userId, teamId);
		if (standing && may.giveFreshStart(standing)) return true;
	}
	return false;
}

/** Open requests that concern somebody herself, so that she can say no. */
export async function ownReset(needs: Needs, userId: string): Promise<ResetView | null> {
	return (await openResetsByAccount(needs, userId)).get(userId) ?? null;
}
