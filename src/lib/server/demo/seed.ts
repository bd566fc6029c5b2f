// Longer than the house likes: a school under way is one story, told in the order in which it happened.
import { and, eq } from 'drizzle-orm';
import fs from 'node:fs';
import path from 'node:path';
import type { ClipFacts } from '$lib/domain/clip-facts';
import { addDays, weekday } from '$lib/domain/day';
import type { Duty } from '$lib/domain/duties';
import type { PlanFields, PlanKind } from '$lib/domain/plan';
import { ownFieldsOf } from '$lib/domain/plan-history';
import { freeBetween } from '$lib/engine/free-days';
import { proposeNext } from '$lib/engine/meeting-dates';
import { fieldDate, fromFields } from '$lib/words/dates';
import { p2gPlg2 } from '$lib/methods/p2g-plg-2';
import type { Db } from '$lib/server/db/connection';
import {
	clip,
	clipMark,
	cycle,
	meeting,
	meetingDuty,
	meetingFacilitator,
	passkey,
	planEntry,
	planVersion,
	school,
	session,
	team,
	teamMember,
	trajectory,
	userAccount
} from '$lib/server/db/schema';
import { sealCard, type ClipCard } from '$lib/server/use-cases/clip/clip-card';
import type { Needs } from '$lib/server/use-cases/needs';
import { cast } from './cast';
import { emailOf } from './desk';
import { lookBack } from './look-back';
import { seedLeftChild, seedParents } from './parents';
import { seedPractice } from './practice';
import { seenThen } from './seen-then';

/** What this database holds: nothing, the invented school, or a real one. */
export async function schoolKind(db: Db): Promise<'none' | 'demo' | 'real'> {
	const [row] = await db.select().from(school);
	return row ? (row.demo ? 'demo' : 'real') : 'none';
}

/** Everything the seeding needs to know about one child's trajectory. */
interface Story {
	id: string;
	teacher: string;
	key: Uint8Array;
}

const dayMs = 86_400_000;

/**
 * Seeds the invented school De Linde once: a team in its first cycle, one session to look back on (Kees, two weeks
 * ago) and one ready to start today (Marit). Every text is our own and every picture is drawn.
 */
export async function seedDemoSchool(needs: Needs): Promise<void> {
	const today = thisAfternoon(needs.clock());
	const people = await seatTeam(needs, new Date(today.getTime() - 70 * dayMs));
	const meetings = await planCycle(needs, people, today);

	const kees = await beginStory(
		needs,
		people.kees,
		'S.',
		'Ik krijg weinig contact. S. speelt graag, maar naast mij.',
		meetings.cycleId,
		today
	);
	const marit = await beginStory(
		needs,
		people.marit,
		'J.',
		'Ik zie J. vooral als het misgaat. Ik wil ook de andere momenten met hem.',
		meetings.cycleId,
		today
	);
	const noor = await beginStory(
		needs,
		people.noor,
		'A.',
		'A. is stil. Ik vergeet haar soms, en dat wil ik niet.',
		meetings.cycleId,
		today
	);
	const sofie = await beginStory(
		needs,
		people.sofie,
		'M.',
		'We botsen vaak over kleine dingen.',
		meetings.cycleId,
		today
	);
	await seedParents(needs, { marit, kees, noor, sofie }, people.anke ?? '', today);
	await seedLeftChild(needs, meetings.cycleId, today);

	const keesClip = await addClip(needs, kees, 'Bouwen met S.', new Date(today.getTime() - 16 * dayMs), {
		context: 'Na het buitenspelen, in de bouwhoek. Ik heb gewacht tot S. begon.',
		reason: 'Ik had het gevoel dat er weinig gebeurde. Klopt dat?',
		goal: 'Afwachten en meedoen, zonder vragen.',
		question: '',
		skills: ['s1', 's2']
	});
	const maritClip = await addClip(needs, marit, 'Toren bouwen met J.', new Date(today.getTime() - 2 * dayMs), {
		context: 'Vrijdagochtend in de bouwhoek. Een collega nam tien minuten mijn klas over.',
		reason: 'Halverwege verandert er iets tussen ons. Ik weet niet wat ik deed.',
		goal: 'Ruimte geven en niets overnemen.',
		question: 'Waar zoekt J. mij op?',
		skills: ['s2', 's7']
	});
	await markAlone(needs, maritClip, today);
	await tellBefore(needs, marit, kees, today);
	await seedPractice(needs, people, { marit, kees }, today);

	const past = new Date(today.getTime() - 14 * dayMs);
	const before = await putOnTable(needs, people.kees, kees, keesClip, meetings.past, meetings, past);
	await lookBack(needs, people, { id: before, key: kees.key }, past);
	const watched = { sessionId: before, clipId: keesClip.id, trajectoryId: kees.id, seconds: 80 };
	await seenThen(needs, people, watched, past);
	await putOnTable(needs, people.marit, marit, maritClip, meetings.next, meetings, new Date(today.getTime() - dayMs));
	await shareDuties(needs, people, meetings, today);
}

/** Noor guards the planning; for today and for the last meeting others took something over. */
async function shareDuties(needs: Needs, people: Record<string, string>, meetings: Meetings, today: Date) {
	const doneAt = new Date(today.getTime() - dayMs);
	const of = (meetingId: string, duty: Duty, who: string | null, done = false) => ({
		meetingId,
		duty,
		holderId: who ? (people[who] ?? null) : null,
		doneAt: done ? doneAt : null
	});
	await needs.db
		.insert(meetingDuty)
		.values([
			of(meetings.next, 'date', null, true),
			of(meetings.next, 'cover', 'lieke', true),
			of(meetings.next, 'room', 'kees'),
			of(meetings.next, 'bringing', null, true),
			of(meetings.last, 'agenda', 'sofie')
		]);
	// Noor grows into it, and lets a colleague do so too
	await needs.db.insert(meetingFacilitator).values({ meetingId: meetings.last, userId: people.kees ?? '' });
}

/**
 * Half past three today; who tries the demo later than that finds the meeting still to come, at the next half hour but
 * one, until half past eight in the evening.
 */
function thisAfternoon(now: Date): Date {
	const half = 30 * 60_000;
	const next = new Date(Math.ceil(now.getTime() / half + 1) * half);
	const [afternoon, evening] = ['15:30', '20:30'].map((time) => fromFields(fieldDate(now), time) ?? now) as [
		Date,
		Date
	];
	return new Date(Math.min(Math.max(afternoon.getTime(), next.getTime()), evening.getTime()));
}

/** Half past three on that day, on the clock of the school. */
const atHalfPastThree = (moment: Date): Date => fromFields(fieldDate(moment), '15:30') ?? moment;

/** The same, but not in the Christmas holidays. */
function onASchoolDay(moment: Date): Date {
	const holidays = /-12-(2[0-9]|3[01])$|-01-0[1-6]$/.test(fieldDate(moment));
	return holidays ? onASchoolDay(new Date(moment.getTime() + 7 * dayMs)) : atHalfPastThree(moment);
}

async function seatTeam(needs: Needs, at: Date): Promise<Record<string, string>> {
	const people: Record<string, string> = {};
	await needs.db.insert(school).values({
		id: needs.newId(),
		name: 'De Linde',
		demo: true,
		region: 'middle',
		ownFree: ownFreeOf(at),
		parentsContact: {
			...{ who: 'Hanna, intern begeleider', phone: '030 555 01 23', email: 'hanna@delinde.example' },
			privacy: 'fg@bestuur.example'
		},
		createdAt: at
	});
	const teamId = needs.newId();
	await needs.db.insert(team).values({ id: teamId, name: 'Onderbouw', createdAt: at });
	for (const [i, member] of cast.entries()) {
		const id = needs.newId();
		people[member.key] = id;
		await needs.db.insert(userAccount).values({
			id,
			email: emailOf(member),
			name: member.name,
			about: member.about,
			locale: member.locale,
			// nobody signs in to the demo with a password
			passwordHash: 'none',
			admin: member.admin,
			createdAt: at
		});
		const keys = demoKeysOf(needs, member.key, id, at);
		if (keys.length > 0) await needs.db.insert(passkey).values(keys);
		if (member.roles.length)
			await needs.db
				.insert(teamMember)
				.values({ teamId, userId: id, roles: member.roles, joinedAt: new Date(at.getTime() + i * 60_000) });
	}
	return { ...people, team: teamId };
}

/** What stands in the lists of keys. They open nothing: nobody has their other half. Lieke still has to make hers. */
function demoKeysOf(needs: Needs, key: string, userId: string, at: Date) {
	const names = key === 'lieke' ? [] : key === 'noor' ? ['iPad', 'Chrome, Windows'] : ['Chrome, Windows'];
	return names.map((name, i) => ({
		...{ id: needs.newSecret(), userId, name, publicKey: new Uint8Array(), counter: 0 },
		createdAt: new Date(at.getTime() + i * dayMs)
	}));
}

/** Two training days this school has of its own, on a Wednesday some weeks ahead. */
function ownFreeOf(at: Date): { name: string; from: string; to: string }[] {
	const wednesday = (weeks: number) => {
		const day = addDays(fieldDate(at), weeks * 7);
		return addDays(day, (3 - weekday(day) + 7) % 7);
	};
	return [12, 21].map(wednesday).map((day) => ({ name: 'studiedag', from: day, to: day }));
}

/** Days that Noor put down for the second cycle. */
function secondCycle(lastDay: string): string[] {
	// on a Tuesday, whatever day the demo is begun on
	const tuesday = addDays(lastDay, (2 - weekday(lastDay) + 7) % 7);
	const free = freeBetween(tuesday, addDays(tuesday, 500), { region: 'middle', own: [] });
	return proposeNext(p2gPlg2.meetings, tuesday, { weeks: 5, free });
}

interface Meetings {
	cycleId: string;
	teamId: string;
	past: string;
	next: string;
	last: string;
}

async function planCycle(needs: Needs, people: Record<string, string>, today: Date): Promise<Meetings> {
	const cycleId = needs.newId();
	const teamId = people.team ?? '';
	await needs.db.insert(cycle).values({
		id: cycleId,
		teamId,
		number: 1,
		packId: p2gPlg2.id,
		packVersion: p2gPlg2.version,
		startedBy: people.noor ?? '',
		createdAt: new Date(today.getTime() - 63 * dayMs),
		nextDays: secondCycle(fieldDate(onASchoolDay(new Date(today.getTime() + 35 * dayMs))))
	});
	const ids = p2gPlg2.meetings.map(() => needs.newId());
	// the fourth meeting is today: three lie behind, so that there is something to look back on
	const away = [-56, -35, -14, 0, 35];
	const when = (i: number) =>
		(i === 4 ? onASchoolDay : atHalfPastThree)(new Date(today.getTime() + (away[i] ?? 0) * dayMs));
	await needs.db.insert(meeting).values(
		p2gPlg2.meetings.map((plan, i) => ({
			id: ids[i] ?? '',
			cycleId,
			number: i + 1,
			planId: plan.id,
			startsAt: i === 3 ? today : when(i),
			minutes: plan.minutes,
			place: 'teamkamer',
			// so that there is something to read under the bell
			...(i === 4 ? { movedAt: new Date(today.getTime() - dayMs), movedBy: people.noor ?? '' } : {})
		}))
	);
	return { cycleId, teamId, past: ids[2] ?? '', next: ids[3] ?? '', last: ids[4] ?? '' };
}

async function beginStory(
	needs: Needs,
	teacher: string | undefined,
	alias: string,
	reason: string,
	cycleId: string,
	today: Date
): Promise<Story> {
	const { key, wrapped } = needs.vault.newKey();
	const story = { id: needs.newId(), teacher: teacher ?? '', key };
	await needs.db.insert(trajectory).values({
		id: story.id,
		cycleId,
		teacherId: story.teacher,
		alias,
		reason: needs.vault.write(wrapped, reason),
		wrappedKey: wrapped,
		createdAt: new Date(today.getTime() - 50 * dayMs)
	});
	return story;
}

async function addClip(
	needs: Needs,
	story: Story,
	title: string,
	at: Date,
	card: ClipCard
): Promise<{ id: string; facts: ClipFacts; wrapped: Uint8Array }> {
	const bytes = new Uint8Array(fs.readFileSync(path.resolve('src/lib/server/demo/clip/tower.mp4')));
	const { key, wrapped } = needs.vault.newKey();
	const id = needs.newId();
	await needs.files.put({ id, key }, bytes);
	const facts = await needs.files.inspect({ id, key });
	if (!facts.ok) throw new Error(`the demo clip cannot be read: ${facts.code}`);
	await needs.db.insert(clip).values({
		id,
		trajectoryId: story.id,
		ownerId: story.teacher,
		title: needs.vault.write(wrapped, title),
		status: 'ready',
		bytes: bytes.length,
		wrappedKey: wrapped,
		facts: facts.value,
		fragmentFrom: 22_000,
		fragmentTo: Math.min(76_000, facts.value.durationMs),
		card: sealCard(needs.vault, wrapped, card),
		createdAt: at,
		keepUntil: new Date(at.getTime() + 90 * dayMs)
	});
	return { id, facts: facts.value, wrapped };
}

async function markAlone(needs: Needs, of: { id: string; wrapped: Uint8Array }, today: Date): Promise<void> {
	const notes: [number, string][] = [
		[31_000, 'hier kijkt hij op'],
		[46_000, 'het gele blok']
	];
	for (const [atMs, note] of notes)
		await needs.db.insert(clipMark).values({
			...{ id: needs.newId(), clipId: of.id, atMs, createdAt: today },
			note: needs.vault.write(of.wrapped, note)
		});
}

async function write<K extends PlanKind>(
	needs: Needs,
	story: Story,
	kind: K,
	at: Date,
	fields: PlanFields[K],
	earlier: { after: number; fields: Partial<PlanFields[K]> }[] = []
): Promise<void> {
	const id = needs.newId();
	const seal = (what: object) => needs.vault.sealText(story.key, JSON.stringify(what));
	const changedAt = new Date(at.getTime() + (earlier.at(-1)?.after ?? 0));
	await needs.db
		.insert(planEntry)
		.values({ id, trajectoryId: story.id, kind, at, sealed: seal(fields), createdAt: at, changedAt });
	for (const [i, { after, fields: then }] of earlier.entries()) {
		const endedAt = new Date(at.getTime() + after);
		await needs.db.insert(planVersion).values({
			...{ id: needs.newId(), entryId: id, byId: story.teacher, number: i + 1 },
			sealed: seal(ownFieldsOf(kind, at, { ...fields, ...then })),
			...{ begunAt: new Date(endedAt.getTime() - 6 * 60_000), endedAt }
		});
	}
}

/** What the two presenters wrote in their plans before today. */
async function tellBefore(needs: Needs, marit: Story, kees: Story, today: Date): Promise<void> {
	const ago = (days: number) => new Date(today.getTime() - days * dayMs);
	await write(needs, marit, 'start', ago(35), {
		words: ['vluchtig', 'zoekend', 'afwachtend'],
		relation: 'Ik kwam erachter dat ik vooral naar hem toe ga als het misgaat.',
		needs: 'Hij lijkt rust nodig te hebben, en dat ik er gewoon ben.',
		shifted: 'Ik zie nu dat hij wel kijkt of ik er ben.',
		meet: 'Even naast hem zitten bij het binnenkomen, zonder iets te vragen.',
		skill: 's2'
	});
	const played = { help: '', filmed: false, done: true };
	const toMe = 'Hij bouwde eerst met zijn rug naar mij toe.';
	const hour = 3_600_000;
	await write(
		needs,
		marit,
		'play-moment',
		ago(27),
		{
			...played,
			context: 'building',
			skill: 's2',
			leftOut: 'd1',
			minutes: 8,
			happened: `${toMe} Aan het eind schoof hij een blok mijn kant op.`,
			learned: 'Hij komt als ik niets vraag.',
			next: 'Weer in de bouwhoek, op vrijdag.'
		},
		// how she wrote it: the plan beforehand, the first words after it, the rest later that day
		[
			{ after: -2 * hour, fields: { happened: '', learned: '', next: '', minutes: null, done: false } },
			{ after: hour, fields: { happened: `${toMe} Hij wilde niet.`, learned: '', next: '' } },
			{ after: 3 * hour, fields: {} }
		]
	);
	await write(needs, marit, 'play-moment', ago(2), {
		...played,
		context: 'building',
		skill: 's7',
		leftOut: 'd1',
		help: 'Kees nam tien minuten mijn klas over.',
		minutes: 9,
		filmed: true,
		happened: 'We bouwden een toren. Hij gaf mij een blok.',
		learned: '',
		next: ''
	});
	await write(needs, marit, 'parents', ago(20), {
		how: 'door',
		said: 'Ik vertelde dat we samen bouwen. Zijn moeder was blij dat ik tijd voor hem maak.',
		home: 'Hij zet ’s avonds zijn blokken klaar en zegt: voor de juf.',
		agreed: `\u2063zij leggen \u2061’s ochtends \u2061een blok in zijn tas\n\u2063ik vraag hem er niets over\nWe spreken elkaar weer na de volgende bijeenkomst.`
	});
	// she asked Kees to write this part with her: he was there at the door
	await needs.db
		.update(planEntry)
		.set({ writerId: kees.teacher, writingId: needs.newId() })
		.where(and(eq(planEntry.trajectoryId, marit.id), eq(planEntry.kind, 'parents')));
	await write(needs, kees, 'start', ago(35), {
		words: ['vlak', 'vriendelijk', 'op afstand'],
		relation: 'We hebben het goed, maar het blijft aan de oppervlakte.',
		needs: 'Misschien heeft S. meer tijd nodig dan ik geef.',
		shifted: '',
		meet: '',
		skill: ''
	});
}

async function putOnTable(
	needs: Needs,
	presenterId: string | undefined,
	story: Story,
	brought: { id: string; facts: ClipFacts },
	meetingId: string,
	meetings: Meetings,
	at: Date
): Promise<string> {
	const id = needs.newId();
	await needs.db.insert(session).values({
		id,
		teamId: meetings.teamId,
		cycleId: meetings.cycleId,
		meetingId,
		clipId: brought.id,
		trajectoryId: story.id,
		presenterId: presenterId ?? '',
		packId: p2gPlg2.id,
		packVersion: p2gPlg2.version,
		protocolId: p2gPlg2.defaultProtocol,
		shownFrom: 0,
		shownTo: brought.facts.durationMs,
		fragmentFrom: 22_000,
		fragmentTo: Math.min(76_000, brought.facts.durationMs),
		createdAt: at
	});
	return id;
}
