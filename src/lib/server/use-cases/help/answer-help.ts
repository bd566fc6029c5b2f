import { and, eq } from 'drizzle-orm';
import type { AuditEntry } from '$lib/domain/audit';
import { expertMayWatch } from '$lib/domain/consent';
import { cappedUntil, helpLimits } from '$lib/domain/help';
import { no, yes, type No, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { record } from '$lib/server/db/audit';
import { consentOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { standingOf } from '$lib/server/db/people';
import { clip, helpRequest } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { tellByLetter } from './help-letters';

type Request = typeof helpRequest.$inferSelect;
export type HelpAnswer =
	{ do: 'accept'; words: string } | { do: 'propose'; words: string; meetAt: Date } | { do: 'decline'; words: string };

/**
 * The expert's answer. Accepting opens what was asked until the end the asker chose, never longer than thirty days; proposing
 * another moment opens nothing yet. Refusals: `not-found`, `request-answered`, `access-ended` (the time asked for has
 * passed), `not-an-expert`, `no-expert-consent`, `clip-gone`, `bad-input`.
 */
export async function answerHelp(
	needs: Needs,
	userId: string,
	requestId: string,
	answer: HelpAnswer
): Promise<Outcome<null>> {
	const now = needs.clock();
	const answered = await needs.db.transaction(async (tx): Promise<Outcome<Request>> => {
		const request = await lockRequest(tx, requestId);
		if (!request || !may.answerHelp({ userId }, request.expertId)) return no('not-found');
		// somebody who proposed another moment may still say that it will not work
		if (request.status !== 'asked' && !(request.status === 'proposed' && answer.do === 'decline'))
			return no('request-answered');
		const set = { answer: await sealAnswer(needs, tx, request.clipId, answer.words), answeredAt: now };
		if (answer.do === 'decline') return change(tx, request, { ...set, status: 'declined' }, userId);
		const blocked = await mayOpen(tx, request, now);
		if (blocked) return blocked;
		if (answer.do === 'accept')
			return change(
				tx,
				request,
				{ ...set, status: 'accepted', accessUntil: cappedUntil(request.accessUntil ?? now, now) },
				userId
			);
		if (answer.meetAt <= now || answer.meetAt.getTime() > now.getTime() + helpLimits.longestMs) return no('bad-input');
		return change(tx, request, { ...set, status: 'proposed', ...movedTo(request, answer.meetAt, now) }, userId);
	});
	if (!answered.ok) return answered;
	const { askedBy, clipId, status, accessUntil } = answered.value;
	if (status === 'accepted') needs.table.rightsChanged({ userId, clipId });
	tellByLetter(needs, newsOf[answer.do], userId, askedBy, requestId, accessUntil ?? undefined);
	return yes(null);
}

const newsOf = { accept: 'accepted', propose: 'proposed', decline: 'declined' } as const;

/** The asker agrees with the moment the expert proposed instead. Refusals as in `answerHelp`. */
export async function agreeToMoment(needs: Needs, userId: string, requestId: string): Promise<Outcome<null>> {
	const now = needs.clock();
	const agreed = await needs.db.transaction(async (tx): Promise<Outcome<Request>> => {
		const request = await lockRequest(tx, requestId);
		if (!request || request.askedBy !== userId) return no('not-found');
		if (request.status !== 'proposed') return no('request-answered');
		const blocked = await mayOpen(tx, request, now);
		if (blocked) return blocked;
		const until = cappedUntil(request.accessUntil ?? now, now);
		return change(tx, request, { status: 'accepted', accessUntil: until, answeredAt: now }, userId);
	});
	if (!agreed.ok) return agreed;
	const { expertId, clipId, accessUntil } = agreed.value;
	needs.table.rightsChanged({ userId: expertId, clipId });
	tellByLetter(needs, 'confirmed', userId, expertId, requestId, accessUntil ?? undefined);
	return yes(null);
}

/** [ER7] Under the clip's key, as the question is; of a clip that is gone nothing is said any more. */
async function sealAnswer(needs: Needs, tx: Db, clipId: string, words: string): Promise<Uint8Array | null> {
	const [on] = await tx.select({ wrappedKey: clip.wrappedKey }).from(clip).where(eq(clip.id, clipId));
	return on?.wrappedKey ? needs.vault.write(on.wrappedKey, words) : null;
}

/** Access to a clip by a request, as the log has it. */
export const helpEntry = (kind: 'help-granted' | 'help-ended', at: Date, actor: string, of: Request): AuditEntry => ({
	...{ at, kind, actor, about: of.expertId, object: { kind: 'clip', id: of.clipId } },
	facts: {
		...(of.sessionId !== null && { session: of.sessionId }),
		...(of.accessUntil && { until: of.accessUntil.getTime() / 1000 })
	}
});

/** The row of a question, locked: two answers at once come after each other. */
export async function lockRequest(tx: Db, requestId: string): Promise<Request | null> {
	const [request] = await tx.select().from(helpRequest).where(eq(helpRequest.id, requestId)).for('update');
	return request ?? null;
}

/** Why access may not be opened now, or null. Asked again at every opening: answers of parents and memberships change. */
export async function mayOpen(tx: Db, request: Request, now: Date): Promise<No | null> {
	if (request.accessUntil && request.accessUntil <= now) return no('access-ended');
	const expert = await standingOf(tx, request.expertId, request.teamId);
	const asker = await standingOf(tx, request.askedBy, request.teamId);
	if (!expert || !may.beAskedForHelp(expert)) return no('not-an-expert');
	if (!asker?.roles.length) return no('access-ended');
	const [on] = await tx.select().from(clip).where(eq(clip.id, request.clipId));
	if (!on || on.status === 'erased') return no('clip-gone');
	return expertMayWatch(await consentOf(tx, on.trajectoryId), request.expertId) ? null : no('no-expert-consent');
}

/** Another moment keeps the same time for looking along after it. */
function movedTo(request: Request, meetAt: Date, now: Date): Partial<Request> {
	const after =
		request.meetAt && request.accessUntil
			? request.accessUntil.getTime() - request.meetAt.getTime()
			: helpLimits.defaultMs;
	return { meetAt, accessUntil: cappedUntil(new Date(meetAt.getTime() + after), now) };
}

async function change(tx: Db, request: Request, set: Partial<Request>, by: string): Promise<Outcome<Request>> {
	await tx
		.update(helpRequest)
		.set(set)
		.where(and(eq(helpRequest.id, request.id), eq(helpRequest.status, request.status)));
	if (set.status === 'accepted')
		await record(tx, helpEntry('help-granted', set.answeredAt ?? request.createdAt, by, { ...request, ...set }));
	return yes({ ...request, ...set });
}
