import { desc, eq, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { expertMayWatch, teamMayWatch, type Consent } from '$lib/domain/consent';
import type { HelpCard, HelpLine, HelpState } from '$lib/domain/help';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { Locale } from '$lib/words';
import { consentOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { helpsUntil } from '$lib/server/db/help';
import { clip, cycle, helpRequest, meeting, session, team, trajectory, userAccount } from '$lib/server/db/schema';
import { cardOf, emptyCard } from '../clip/clip-card';
import type { Needs } from '../needs';
import { packInOwnWords } from '../texts/own-words';

type Request = typeof helpRequest.$inferSelect;

/** All questions this person asked or was asked, newest first. A withdrawn one disappears for the expert. */
export async function listHelp(needs: Needs, userId: string): Promise<HelpLine[]> {
	const rows = await select(needs.db)
		.where(or(eq(helpRequest.askedBy, userId), eq(helpRequest.expertId, userId)))
		.orderBy(desc(helpRequest.createdAt));
	const now = needs.clock();
	return rows.map((row) => line(needs, row, userId, now)).filter((row) => row.mine || row.state !== 'withdrawn');
}

/**
 * One question, with what the clip is about in words. The expert reads why before she says yes, and sees no picture
 * by it. Nobody else finds it. Refusal: `not-found`.
 */
export async function readHelp(
	needs: Needs,
	userId: string,
	requestId: string,
	locale: Locale
): Promise<Outcome<HelpCard>> {
	const [row] = await select(needs.db).where(eq(helpRequest.id, requestId));
	if (!row || (row.request.askedBy !== userId && row.request.expertId !== userId)) return no('not-found');
	const { request } = row;
	const mine = request.askedBy === userId;
	if (!mine && request.status === 'withdrawn') return no('not-found');
	const now = needs.clock();
	const about = await aboutOf(needs, request, locale);
	if (!about) return no('not-found');
	const helping = mine ? null : await helpsUntil(needs.db, userId, subjectOf(request), now);
	// what was told for the answer goes when the parents change their mind, or when it is over
	const told = mine || (teamMayWatch(about.consent) && !isOver(line(needs, row, userId, now).state));
	return yes({
		...line(needs, row, userId, now),
		answer: needs.vault.read(request.answer),
		answeredAt: request.answeredAt,
		teamName: about.teamName,
		clipId: about.erased ? null : request.clipId,
		meeting: about.meeting,
		context: told ? about.context : emptyCard,
		lengthMs: about.lengthMs,
		open: helping !== null && expertMayWatch(about.consent, userId),
		canGrantMore:
			mine &&
			!about.erased &&
			(request.status === 'accepted' || (request.status === 'ended' && request.accessUntil !== null))
	});
}

const subjectOf = ({ clipId, sessionId }: Request) => (sessionId === null ? { clipId } : { clipId, sessionId });

const asker = alias(userAccount, 'asker');
const expert = alias(userAccount, 'expert');
const select = (db: Db) =>
	db
		.select({
			request: helpRequest,
			asker: { id: asker.id, name: asker.name },
			expert: { id: expert.id, name: expert.name }
		})
		.from(helpRequest)
		.innerJoin(asker, eq(asker.id, helpRequest.askedBy))
		.innerJoin(expert, eq(expert.id, helpRequest.expertId));

type Row = { request: Request; asker: HelpLine['asker']; expert: HelpLine['expert'] };

function line(needs: Needs, { request, asker, expert }: Row, userId: string, now: Date): HelpLine {
	const { id, status, question, meetAt, accessUntil, createdAt, sessionId } = request;
	// the clock's own round may be a minute late; what is read is never
	const over = accessUntil !== null && accessUntil <= now && ['asked', 'proposed', 'accepted'].includes(status);
	const state = over ? 'ended' : status;
	const mine = request.askedBy === userId;
	return {
		id,
		state,
		mine,
		asker,
		expert,
		sessionId,
		// words about a child are told for the answer: whoever helped keeps that she was asked, not what
		question: mine || !isOver(state) ? needs.vault.read(question) : '',
		meetAt,
		until: accessUntil,
		createdAt
	};
}

const isOver = (state: HelpState): boolean => state === 'declined' || state === 'ended';

interface About extends Pick<HelpCard, 'teamName' | 'meeting' | 'context' | 'lengthMs'> {
	consent: Consent;
	erased: boolean;
}

async function aboutOf(needs: Needs, request: Request, locale: Locale): Promise<About | null> {
	const { db } = needs;
	const [row] = await db
		.select({ clip, cycle, teamName: team.name })
		.from(clip)
		.innerJoin(trajectory, eq(trajectory.id, clip.trajectoryId))
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.innerJoin(team, eq(team.id, cycle.teamId))
		.where(eq(clip.id, request.clipId));
	if (!row) return null;
	const card = cardOf(needs.vault, row.clip.card);
	const { fragmentFrom, fragmentTo, facts, trajectoryId, status } = row.clip;
	const pack = await packInOwnWords(db, row.cycle);
	const label = (id: string) => pack.codes.find((code) => code.id === id)?.label[locale] ?? id;
	return {
		teamName: row.teamName,
		meeting: await meetingOf(db, request.sessionId),
		context: { ...card, skills: card.skills.map(label) },
		lengthMs: fragmentFrom !== null && fragmentTo !== null ? fragmentTo - fragmentFrom : (facts?.durationMs ?? null),
		consent: await consentOf(db, trajectoryId),
		erased: status === 'erased'
	};
}

async function meetingOf(db: Db, sessionId: string | null): Promise<HelpCard['meeting']> {
	if (sessionId === null) return null;
	const [row] = await db
		.select({ number: meeting.number, startsAt: meeting.startsAt })
		.from(session)
		.innerJoin(meeting, eq(meeting.id, session.meetingId))
		.where(eq(session.id, sessionId));
	return row ?? null;
}
