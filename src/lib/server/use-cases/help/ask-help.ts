import { and, eq, inArray, isNull } from 'drizzle-orm';
import { cappedUntil, helpLimits } from '$lib/domain/help';
import { expertMayWatch, teamMayWatch } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { consentOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { standingOf } from '$lib/server/db/people';
import { clip, cycle, helpRequest, session, trajectory } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { defaultUntil } from './help-dates';
import { tellByLetter } from './help-letters';

export interface HelpQuestion {
	expertId: string;
	/** A clip of one's own, or a session one brings it to. */
	about: { clipId: string } | { sessionId: string };
	question: string;
	/** The moment proposed for looking along or talking. */
	meetAt: Date;
	/** Until when the expert may look along; null for a week after that day. Never more than thirty days from now. */
	until: Date | null;
}

/**
 * Asks an expert of the team to look along with one's own clip or session. Nothing opens yet: only an acceptance does.
 * Refusals: `not-found`, `not-allowed` (somebody else's session), `no-consent`, `no-expert-consent`, `clip-gone`,
 * `clip-not-ready`, `session-closed`, `not-an-expert`, `already-asked`, `bad-input` (moments that make no sense).
 */
export async function askHelp(needs: Needs, userId: string, input: HelpQuestion): Promise<Outcome<{ id: string }>> {
	const now = needs.clock();
	const asked = await needs.db.transaction(async (tx): Promise<Outcome<{ id: string }>> => {
		const subject = await subjectOf(tx, input.about);
		if (!subject) return no('not-found');
		const who = await standingOf(tx, userId, subject.teamId);
		if (!who?.roles.length) return no('not-found');
		// a colleague knows of a session in her team, but not of a clip that was never brought
		if (!may.askHelp(who, subject.clip.ownerId)) return no(subject.session ? 'not-allowed' : 'not-found');
		const blocked = await whyNot(tx, subject, input, now);
		if (blocked) return blocked;
		const expert = await standingOf(tx, input.expertId, subject.teamId);
		if (!expert || input.expertId === userId || !may.beAskedForHelp(expert)) return no('not-an-expert');
		if (await alreadyAsked(tx, userId, input, subject)) return no('already-asked');
		const id = needs.newId();
		await tx.insert(helpRequest).values({
			id,
			teamId: subject.teamId,
			askedBy: userId,
			expertId: input.expertId,
			clipId: subject.clip.id,
			sessionId: subject.session?.id ?? null,
			question: subject.clip.wrappedKey && needs.vault.write(subject.clip.wrappedKey, input.question),
			status: 'asked',
			meetAt: input.meetAt,
			accessUntil: input.until ? cappedUntil(input.until, now) : defaultUntil(input.meetAt, now),
			createdAt: now
		});
		return yes({ id });
	});
	if (asked.ok) tellByLetter(needs, 'asked', userId, input.expertId, asked.value.id);
	return asked;
}

interface Subject {
	teamId: string;
	clip: typeof clip.$inferSelect;
	session: typeof session.$inferSelect | null;
}

/** What is asked about. The clip is locked, so that two forms sent at once do not both see that nothing was asked yet. */
async function subjectOf(tx: Db, about: HelpQuestion['about']): Promise<Subject | null> {
	if ('sessionId' in about) {
		const [row] = await tx
			.select({ teamId: session.teamId, clip, session })
			.from(session)
			.innerJoin(clip, eq(clip.id, session.clipId))
			.where(eq(session.id, about.sessionId))
			.for('update', { of: clip });
		return row ?? null;
	}
	const [row] = await tx
		.select({ teamId: cycle.teamId, clip })
		.from(clip)
		.innerJoin(trajectory, eq(trajectory.id, clip.trajectoryId))
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(and(eq(clip.id, about.clipId), isNull(clip.besideOf)))
		.for('update', { of: clip });
	return row ? { ...row, session: null } : null;
}

async function whyNot(tx: Db, subject: Subject, input: HelpQuestion, now: Date) {
	const { meetAt, until, question } = input;
	if (subject.clip.status === 'erased') return no('clip-gone');
	if (subject.clip.status !== 'ready') return no('clip-not-ready');
	if (subject.session?.withdrawnAt) return no('not-found');
	if (subject.session?.closedAt) return no('session-closed');
	const consent = await consentOf(tx, subject.clip.trajectoryId);
	if (!teamMayWatch(consent)) return no('no-consent');
	if (!expertMayWatch(consent, input.expertId)) return no('no-expert-consent');
	const inTime =
		meetAt > now && meetAt.getTime() <= now.getTime() + helpLimits.longestMs && (!until || until >= meetAt);
	return inTime && question.trim() !== '' ? null : no('bad-input');
}

async function alreadyAsked(tx: Db, userId: string, { expertId }: HelpQuestion, subject: Subject): Promise<boolean> {
	const [open] = await tx
		.select({ id: helpRequest.id })
		.from(helpRequest)
		.where(
			and(
				eq(helpRequest.askedBy, userId),
				eq(helpRequest.expertId, expertId),
				eq(helpRequest.clipId, subject.clip.id),
				subject.session ? eq(helpRequest.sessionId, subject.session.id) : isNull(helpRequest.sessionId),
				inArray(helpRequest.status, ['asked', 'proposed', 'accepted'])
			)
		);
	return open !== undefined;
}
