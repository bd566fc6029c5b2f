import { asc, eq, max } from 'drizzle-orm';
import { yes, type Outcome } from '$lib/domain/outcome';
import { hasHappened, hasWords, nextPlanStep, type ThreeWords } from '$lib/domain/plan';
import type { ClipItem, PlanStory, StoryItem, WrittenItem } from '$lib/domain/plan-story';
import { keptUntil } from '$lib/domain/retention';
import { wordIn } from '$lib/methods/relation-words';
import type { Locale } from '$lib/words';
import { meeting, planEntry, session } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { nameOf, namesOf } from '../people/name-of';
import { openPlan, type OpenPlan } from './open-plan';
import { planChoices } from './plan-choices';
import { clipsOfStory, tellEntry, type Telling } from './tell-story';
import type { Pack } from '$lib/engine/pack';
import { readNature } from '../child/child-nature';
import { packInOwnWords } from '../texts/own-words';

/** One reading of it, ms: a page is read again at every change. */
const sameReading = 10 * 60_000;

/**
 * The page of one child, from first words to last. The owner gets all of it; a colleague only what is shared with the
 * team, without the clips, the parents' answer and the reason. Refusal: `not-found`.
 */
export async function readPlan(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	locale: Locale
): Promise<Outcome<PlanStory>> {
	const opened = await openPlan(needs, userId, trajectoryId);
	if (!opened.ok) return opened;
	const plan = opened.value;
	const { mine, row } = plan;
	if (!mine)
		await needs.views.looked(
			{
				...{ at: needs.clock(), kind: 'plan-read', actor: userId, child: trajectoryId },
				object: { kind: 'trajectory', id: trajectoryId }
			},
			sameReading
		);
	const pack = await packInOwnWords(needs.db, plan.cycle);
	const told = await toldEntries(needs, { ...plan, pack }, locale);
	const clips = mine ? await clipsOfStory(needs, trajectoryId) : [];
	const items: StoryItem[] = [...told, ...clips].sort(inOrderOfTime);
	const lastMeetingAt = await lastMeetingOf(needs, plan.cycle.id);
	const start = told.find((item) => item.kind === 'start');
	const end = told.find((item) => item.kind === 'end');
	return yes({
		trajectoryId,
		alias: row.alias,
		cycleNumber: plan.cycle.number,
		teacher: { id: row.teacherId, name: await nameOf(needs, row.teacherId) },
		mine,
		closed: row.closedAt && { at: row.closedAt, why: row.closedWhy },
		reason: mine ? needs.vault.read(row.reason) : '',
		// colleagues read it while she works with the child, and nobody after that but she herself
		nature: mine || !row.closedAt ? readNature(needs, plan.key, row.sealedNature) : null,
		consent: mine ? plan.consent : null,
		keptUntil: mine ? lastKept(clips, lastMeetingAt, row.createdAt) : null,
		lastMeetingAt,
		words: start && hasWords(start.fields.words) ? { at: start.at, then: inWords(locale, start.fields.words) } : null,
		wordsNow: end && hasWords(end.fields.words) ? inWords(locale, end.fields.words) : null,
		played: told.filter((item) => item.kind === 'play-moment' && item.state === 'happened').length,
		shared: told.filter((item) => item.shared).length,
		step: mine ? stepOf(needs.clock(), row.closedAt !== null, told, lastMeetingAt) : null,
		items,
		choices: mine && !row.closedAt ? planChoices(pack, locale) : null,
		interviews: mine && !row.closedAt && pack.interview !== undefined
	});
}

/** What this reader may read of the entries. The rest is not even opened. */
async function toldEntries(needs: Needs, plan: OpenPlan & { pack: Pack }, locale: Locale): Promise<WrittenItem[]> {
	const rows = await needs.db
		.select({ entry: planEntry, meetingNumber: meeting.number })
		.from(planEntry)
		.leftJoin(session, eq(session.id, planEntry.sessionId))
		.leftJoin(meeting, eq(meeting.id, session.meetingId))
		.where(eq(planEntry.trajectoryId, plan.row.id))
		.orderBy(asc(planEntry.at), asc(planEntry.id));
	const telling: Telling = {
		needs,
		locale,
		key: plan.key,
		pack: plan.pack,
		now: needs.clock(),
		writers: await namesOf(needs, plan.mine ? rows.flatMap(({ entry }) => entry.writerId ?? []) : [])
	};
	return rows
		.filter(({ entry }) => plan.mine || entry.sharedAt !== null)
		.map(({ entry, meetingNumber }) => tellEntry(telling, entry, meetingNumber))
		.filter((item) => item !== null);
}

/** The first reflection opens the story and the last one closes it, whatever their dates. */
function inOrderOfTime(a: StoryItem, b: StoryItem): number {
	const place = (item: StoryItem) => (item.kind === 'start' ? 0 : item.kind === 'end' ? 2 : 1);
	return place(a) - place(b) || a.at.getTime() - b.at.getTime();
}

/** Until when pictures of this child are kept: the longest of her clips or, before the first one, what the plan of meetings gives. */
function lastKept(clips: ClipItem[], lastMeetingAt: Date | null, begun: Date): Date | null {
	if (clips.length === 0) return lastMeetingAt && keptUntil(lastMeetingAt, begun);
	return new Date(Math.max(...clips.map((clip) => clip.keptUntil.getTime())));
}

async function lastMeetingOf(needs: Needs, cycleId: string): Promise<Date | null> {
	const [row] = await needs.db
		.select({ at: max(meeting.startsAt) })
		.from(meeting)
		.where(eq(meeting.cycleId, cycleId));
	return row?.at ?? null;
}

const inWords = (locale: Locale, words: ThreeWords): ThreeWords => [
	wordIn(locale, words[0]),
	wordIn(locale, words[1]),
	wordIn(locale, words[2])
];

function stepOf(now: Date, closed: boolean, told: WrittenItem[], lastMeetingAt: Date | null) {
	const end = told.find((item) => item.kind === 'end');
	return nextPlanStep({
		now,
		closed,
		startWords: told.some((item) => item.kind === 'start' && hasWords(item.fields.words)),
		playMoments: told
			.filter((item) => item.kind === 'play-moment')
			.map(({ id, at, fields }) => ({ id, at, happened: hasHappened(fields) })),
		end: end ? { words: hasWords(end.fields.words), goOn: end.fields.goOn } : null,
		lastMeetingAt
	});
}
