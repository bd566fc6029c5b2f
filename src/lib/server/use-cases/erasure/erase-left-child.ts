import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { LeftChild, LeftReason } from '$lib/domain/left-child';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import type { Db } from '$lib/server/db/connection';
import { leftChildren, type FoundLeft } from '$lib/server/db/left-children';
import { standingOf } from '$lib/server/db/people';
import { teamMember, userAccount } from '$lib/server/db/schema';
import { putUnderBells, sendLetters, type ToTell } from '../audit/tell';
import type { Needs } from '../needs';
import { eraseEvery } from './erase-child';

/** [ER10] Children whose teacher's account is closed, for whoever runs the school. Refusal: `not-found`. */
export async function viewLeftChildren(needs: Needs, userId: string): Promise<Outcome<LeftChild[]>> {
	if (!(await mayErase(needs, userId))) return no('not-found');
	return yes((await leftChildren(needs.db, needs.clock())).map(({ child }) => child));
}

/** One of them. Refusal: `not-found`: not for her, or its teacher can come in and sees to it herself. */
export async function viewLeftChild(needs: Needs, userId: string, trajectoryId: string): Promise<Outcome<LeftChild>> {
	const found = (await mayErase(needs, userId)) && (await findLeft(needs, trajectoryId));
	return found ? yes(found.child) : no('not-found');
}

/**
 * [ER10] Everything about a child whose teacher is gone, in every cycle with it, as its teacher would have erased it. It
 * stands in the log with who did it and why; whoever leads its teams and the other administrators are told, in the
 * transaction that erases. Refusals: `not-found`, `bad-input` (she did not say twice that she means it).
 */
export async function eraseLeftChild(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	{ sure, again, why }: { sure: boolean; again: boolean; why: LeftReason }
): Promise<Outcome<null>> {
	const found = (await mayErase(needs, userId)) && (await findLeft(needs, trajectoryId));
	if (!found) return no('not-found');
	if (!sure || !again) return no('bad-input');
	const told: ToTell[] = [];
	const by = { actor: userId, role: 'admin', about: found.teacherId, facts: { reason: why } };
	await eraseEvery(needs, found.ids, by, async (tx) => {
		// one child is one notice, in however many cycles
		if (told.length > 0) return;
		const one = { kind: 'left-child-erased' as const, aboutId: found.teacherId, to: await toTell(tx, found, userId) };
		await putUnderBells(needs, tx, one);
		told.push(one);
	});
	for (const one of told) sendLetters(needs, one);
	return yes(null);
}

const findLeft = async (needs: Needs, trajectoryId: string): Promise<FoundLeft | undefined> =>
	(await leftChildren(needs.db, needs.clock())).find(({ ids }) => ids.includes(trajectoryId));

async function toTell(tx: Db, { teamIds }: FoundLeft, eraserId: string): Promise<ToTell['to']> {
	const members = await tx
		.select({ userId: teamMember.userId, teamId: teamMember.teamId, roles: teamMember.roles })
		.from(teamMember)
		.where(and(inArray(teamMember.teamId, teamIds), isNull(teamMember.leftAt)));
	const admins = await tx
		.select({ userId: userAccount.id })
		.from(userAccount)
		.where(and(eq(userAccount.admin, true), isNull(userAccount.closedAt)));
	const to = new Map<string, string>();
	for (const { userId, teamId, roles } of members) if (roles.includes('lead')) to.set(userId, `/teams/${teamId}`);
	for (const { userId } of admins) to.set(userId, '/school/log');
	to.delete(eraserId);
	return [...to].map(([userId, href]) => ({ userId, href }));
}

async function mayErase(needs: Needs, userId: string): Promise<boolean> {
	const who = await standingOf(needs.db, userId, '');
	// what is found below is only what nobody else can see to
	return who !== null && may.eraseLeftChild(who, { ownerGone: true });
}
