import { and, eq, isNull, type SQL } from 'drizzle-orm';
import { yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { loadWords, type Locale } from '$lib/words';
import { clockTime, longDay } from '$lib/words/dates';
import { meetingsToCome, type PlannedMeeting } from '$lib/server/db/calendar';
import { runningCycleOf } from '$lib/server/db/cycles';
import { teamMember, userAccount } from '$lib/server/db/schema';
import { openAccount } from '$lib/server/db/people';
import type { Needs } from '../needs';
import { eventText, summaryOf } from './calendar-text';

/** What a letter tells of a meeting. */
type News = 'planned' | 'moved' | 'called-off';

interface Reader {
	name: string;
	email: string;
	locale: Locale;
}

export async function wantsLetters(needs: Needs, userId: string): Promise<boolean> {
	const [row] = await needs.db
		.select({ wants: userAccount.meetingLetters })
		.from(userAccount)
		.where(eq(userAccount.id, userId));
	return row?.wants ?? false;
}

/** Her own choice; what is in her calendar already stays there. */
export async function chooseLetters(needs: Needs, userId: string, wants: boolean): Promise<Outcome<null>> {
	await needs.db.update(userAccount).set({ meetingLetters: wants }).where(eq(userAccount.id, userId));
	return yes(null);
}

/** Tells everybody in the team who comes to its meetings and wants to hear of them. Sent after the answer. */
export function tellTeam(needs: Needs, news: News, meetings: readonly PlannedMeeting[]): void {
	const [first] = meetings;
	if (!first) return;
	const here = and(eq(teamMember.teamId, first.teamId), isNull(teamMember.leftAt));
	needs.later(async () => send(needs, news, meetings, await readersOf(needs, here)));
}

/** To how many people a letter about this team's meetings goes. */
export const howManyHear = async (needs: Needs, teamId: string): Promise<number> =>
	(await readersOf(needs, and(eq(teamMember.teamId, teamId), isNull(teamMember.leftAt)))).length;

/** Somebody who joins a running cycle has its meetings in her calendar too. */
export const tellNewcomer = (needs: Needs, userId: string, teamId: string): Promise<void> =>
	tellOne(needs, 'planned', userId, teamId);

/** Somebody who left has them there no longer. */
export const tellLeaver = (needs: Needs, userId: string, teamId: string): Promise<void> =>
	tellOne(needs, 'called-off', userId, teamId);

async function tellOne(needs: Needs, news: News, userId: string, teamId: string): Promise<void> {
	const cycle = await runningCycleOf(needs.db, teamId);
	const meetings = cycle ? await meetingsToCome(needs.db, cycle.id, needs.clock()) : [];
	if (meetings.length === 0) return;
	// whoever left keeps her row, with the roles she had
	const readers = await readersOf(needs, and(eq(teamMember.teamId, teamId), eq(teamMember.userId, userId)));
	needs.later(() => send(needs, news, meetings, readers));
}

async function readersOf(needs: Needs, which: SQL | undefined): Promise<Reader[]> {
	const rows = await needs.db
		.select({
			userId: userAccount.id,
			name: userAccount.name,
			email: userAccount.email,
			locale: userAccount.locale,
			roles: teamMember.roles
		})
		.from(teamMember)
		.innerJoin(userAccount, eq(userAccount.id, teamMember.userId))
		.where(and(which, openAccount, eq(userAccount.meetingLetters, true)));
	return rows.filter(({ userId, roles }) => may.seeMeetings({ userId, admin: false, roles }));
}

/** A letter for every meeting, because mail programs take one event from one letter. */
async function send(
	needs: Needs,
	news: News,
	meetings: readonly PlannedMeeting[],
	readers: readonly Reader[]
): Promise<void> {
	const method = news === 'called-off' ? 'CANCEL' : 'REQUEST';
	for (const reader of readers) {
		const { calendar: words } = await loadWords(reader.locale);
		const to = { origin: needs.origin, locale: reader.locale, now: needs.clock() };
		for (const meeting of meetings) {
			const facts = {
				what: summaryOf(meeting, words, reader.locale),
				when: words.when(longDay(meeting.startsAt, reader.locale), clockTime(meeting.startsAt, reader.locale)),
				place: meeting.place,
				link: `${needs.origin}/meetings/${meeting.id}`,
				settings: `${needs.origin}/calendar`
			};
			// one address that is refused is no reason for the others to hear nothing
			needs.later(async () =>
				needs.mail({
					to: reader.email,
					subject: words.letter[news](facts),
					text: words.letter.text(facts, words.letter[news](facts)),
					event: { method, text: await eventText(method, meeting, reader, to) }
				})
			);
		}
	}
}
