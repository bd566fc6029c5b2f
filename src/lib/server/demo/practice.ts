import type { DayPart, SchoolYears, Weekday } from '$lib/domain/practice';
import { eq } from 'drizzle-orm';
import { briefContact, coverRequest, playSlot, tip, trajectory } from '$lib/server/db/schema';
import type { Needs } from '$lib/server/use-cases/needs';

interface Story {
	id: string;
	key: Uint8Array;
}
const dayMs = 86_400_000;

/** Practice between the meetings: fixed moments, short contact, a question for cover, and a board with a few tips. */
export async function seedPractice(
	needs: Needs,
	people: Record<string, string>,
	{ marit, kees }: { marit: Story; kees: Story },
	today: Date
): Promise<void> {
	const { db } = needs;
	const teamId = people.team ?? '';
	const ago = (days: number) => new Date(today.getTime() - days * dayMs);
	const years: [Story, SchoolYears][] = [
		[marit, 'middle'],
		[kees, 'lower']
	];
	for (const [story, school] of years)
		await db.update(trajectory).set({ years: school }).where(eq(trajectory.id, story.id));

	const week: [Story, Weekday, DayPart][] = [
		[marit, 2, 'arrival'],
		[marit, 5, 'morning'],
		[kees, 1, 'morning'],
		[kees, 3, 'midday'],
		[kees, 4, 'morning']
	];
	await db.insert(playSlot).values(week.map(([story, weekday, part]) => ({ trajectoryId: story.id, weekday, part })));

	const briefs: [Story, number, string][] = [
		[marit, 6, 'begin-or-end'],
		[marit, 3, 'round'],
		[marit, 1, 'at-my-table'],
		[kees, 4, 'on-the-way']
	];
	await db.insert(briefContact).values(
		briefs.map(([story, days, context]) => ({
			id: needs.newId(),
			trajectoryId: story.id,
			at: ago(days),
			otherChild: false,
			sealed: needs.vault.sealText(story.key, JSON.stringify({ context }))
		}))
	);

	const ask = (by: string, of: string, days: number, status: 'asked' | 'yes') => ({
		id: needs.newId(),
		teamId,
		askedBy: people[by] ?? '',
		askedOf: people[of] ?? '',
		at: ago(-days),
		minutes: 10,
		status,
		createdAt: ago(1),
		answeredAt: status === 'asked' ? null : ago(1)
	});
	await db.insert(coverRequest).values([ask('marit', 'lieke', 1, 'asked'), ask('kees', 'noor', 2, 'yes')]);

	const tips: [string, SchoolYears, number, string][] = [
		['kees', 'middle', 9, 'Bij het opruimen gaat volgen vanzelf: ik pak wat het kind pakt en zeg niets.'],
		['sofie', 'lower', 6, 'Our reading corner works well before the bell: sit beside, not opposite.'],
		[
			'noor',
			'middle',
			3,
			'Zet de tien minuten in je weekrooster en zeg het tegen de klas. Dan wacht iedereen makkelijker.'
		]
	];
	await db.insert(tip).values(
		tips.map(([author, school, days, text]) => ({
			id: needs.newId(),
			teamId,
			authorId: people[author] ?? '',
			years: school,
			text,
			createdAt: ago(days)
		}))
	);
}
