import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { byName } from '$lib/words/dates';
import { loadWords } from '$lib/words';
import { feedFor, feedsOfPerson, findFeed, findPlannedMeeting, meetingsOfTeams } from '$lib/server/db/calendar';
import { standingOf } from '$lib/server/db/people';
import { calendarFeed } from '$lib/server/db/schema';
import { seatsHeldBy } from '$lib/server/db/seats';
import { oneAtATime } from '$lib/server/db/sign-in-tries';
import type { Needs } from '../needs';
import { hashSecret } from '../people/link-secret';
import { personOf } from '../people/person-of';
import { calendarText } from './calendar-text';
import { wantsLetters } from './letters';

/** A link somebody may have: for all her teams (`teamId` null), or for one. */
export interface Feed {
	teamId: string | null;
	team: string | null;
	/** When the link was made that works now; null while there is none. */
	madeAt: Date | null;
}

const secretShape = /^[A-Za-z0-9_-]{43}$/;

/** The teams whose meetings somebody may see, by name. */
async function seenTeams(needs: Needs, userId: string): Promise<{ teamId: string; name: string }[]> {
	const seats = await seatsHeldBy(needs.db, userId);
	return seats
		.filter(({ standing }) => may.seeMeetings(standing))
		.map(({ teamId, name }) => ({ teamId, name }))
		.toSorted((a, b) => byName(a.name, b.name));
}

/** What the calendar page shows. A link for one team is offered to whoever has several. */
export async function feedsOf(needs: Needs, userId: string): Promise<{ feeds: Feed[]; letters: boolean }> {
	const [teams, rows] = [await seenTeams(needs, userId), await feedsOfPerson(needs.db, userId)];
	const madeAt = (teamId: string | null) => rows.find((row) => row.teamId === teamId)?.createdAt ?? null;
	const one = teams.map(({ teamId, name }) => ({ teamId, team: name, madeAt: madeAt(teamId) }));
	const all = { teamId: null, team: null, madeAt: madeAt(null) };
	const feeds = teams.length === 0 ? [] : teams.length === 1 && !one[0]?.madeAt ? [all] : [all, ...one];
	return { feeds, letters: await wantsLetters(needs, userId) };
}

/**
 * A link for somebody's own calendar; one made before for the same teams stops working. It is answered once, to be shown,
 * and cannot be shown again. Refusal: `not-found` (no team of hers with meetings she may see).
 */
export async function renewFeed(
	needs: Needs,
	userId: string,
	teamId: string | null
): Promise<Outcome<{ link: string }>> {
	const teams = await seenTeams(needs, userId);
	if (!teams.some((it) => teamId === null || it.teamId === teamId)) return no('not-found');
	const secret = needs.newSecret();
	await needs.db.transaction(async (tx) => {
		// two presses follow one another: one link is left
		await oneAtATime(tx, `feed/${userId}`);
		await tx.delete(calendarFeed).where(feedFor(userId, teamId));
		await tx.insert(calendarFeed).values({
			id: needs.newId(),
			userId,
			teamId,
			secretHash: hashSecret(secret),
			createdAt: needs.clock()
		});
	});
	return yes({ link: `${needs.origin}/calendar/${secret}.ics` });
}

/** The link works no longer; one that never was is fine. */
export async function endFeed(needs: Needs, userId: string, teamId: string | null): Promise<Outcome<null>> {
	await needs.db.delete(calendarFeed).where(feedFor(userId, teamId));
	return yes(null);
}

/**
 * What a calendar reads under a link. What its owner may see is asked at every reading: who left a team finds nothing of
 * it any more. Refusal: `not-found` (no such link, account closed, or nothing that is hers to see).
 */
export async function readFeed(needs: Needs, secret: string): Promise<Outcome<{ text: string }>> {
	const feed = secretShape.test(secret) ? await findFeed(needs.db, hashSecret(secret)) : null;
	const person = feed && (await personOf(needs, feed.userId));
	if (!feed || !person) return no('not-found');
	const teams = (await seenTeams(needs, feed.userId)).filter((it) => !feed.teamId || it.teamId === feed.teamId);
	if (teams.length === 0) return no('not-found');
	const ids = teams.map((it) => it.teamId);
	const { calendar: words } = await loadWords(person.locale);
	const [only] = teams;
	const name = words.event.calendar(feed.teamId && only ? only.name : null);
	const to = { origin: needs.origin, locale: person.locale, now: needs.clock() };
	return yes({ text: await calendarText(name, await meetingsOfTeams(needs.db, ids), to) });
}

/** One meeting as a file, for whoever would rather put it in her calendar by hand. Refusal: `not-found`. */
export async function meetingFile(needs: Needs, userId: string, meetingId: string): Promise<Outcome<{ text: string }>> {
	const meeting = await findPlannedMeeting(needs.db, meetingId);
	const standing = meeting && (await standingOf(needs.db, userId, meeting.teamId));
	const person = await personOf(needs, userId);
	if (!meeting || !standing || !person || !may.seeMeetings(standing)) return no('not-found');
	// what was called off with its cycle is not put back by hand
	if (meeting.closedAt && meeting.startsAt > meeting.closedAt) return no('not-found');
	const to = { origin: needs.origin, locale: person.locale, now: needs.clock() };
	return yes({ text: await calendarText(meeting.team, [meeting], to) });
}
