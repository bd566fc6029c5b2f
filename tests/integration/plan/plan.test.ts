// Longer than the house likes: every kind of entry is written, shared and refused in one place.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlanFields } from '../../../src/lib/domain/plan';
import type { PlanStory, StoryItem } from '../../../src/lib/domain/plan-story';
import { clip, consentAnswer, planEntry, session, teamMember, trajectory } from '../../../src/lib/server/db/schema';
import { finishTrajectory } from '../../../src/lib/server/use-cases/plan/finish-trajectory';
import { readEntryForm } from '../../../src/lib/server/use-cases/plan/plan-input';
import { readPlan } from '../../../src/lib/server/use-cases/plan/read-plan';
import { removePlanEntry, restorePlanEntry } from '../../../src/lib/server/use-cases/plan/remove-entry';
import { savePlanEntry } from '../../../src/lib/server/use-cases/plan/save-entry';
import { sharePlanEntry } from '../../../src/lib/server/use-cases/plan/share-entry';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sealed as sealedText } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const J = 'marit-j';
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
afterAll(() => house.close());
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(planEntry);
	await house.db.delete(consentAnswer).where(eq(consentAnswer.state, 'withdrawn'));
	await house.db.update(trajectory).set({ closedAt: null, closedWhy: null });
});

/** Writes an entry the way a page does: through its form. */
async function write(fields: Record<string, string | string[]>, userId = 'marit') {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
	const input = readEntryForm(form);
	return input.ok ? savePlanEntry(house.needs, userId, J, input.value) : input;
}
const playMoment = (more: Record<string, string> = {}) =>
	write({
		id: 'p1',
		kind: 'play-moment',
		date: '2026-11-10',
		time: '10:15',
		context: 'building',
		skill: 's2',
		...more
	});
const start = () =>
	write({
		id: 's1',
		kind: 'start',
		words: ['vluchtig', 'zoekend', 'wiebelig'],
		relation: 'Ik kom vooral als het misgaat.'
	});

async function read(userId: string, locale: 'nl' | 'en' = 'nl'): Promise<PlanStory> {
	const plan = await readPlan(house.needs, userId, J, locale);
	if (!plan.ok) throw new Error(plan.code);
	return plan.value;
}
const kinds = (plan: PlanStory) => plan.items.map((item) => item.kind);
const itemOf = <K extends StoryItem['kind']>(plan: PlanStory, kind: K) =>
	plan.items.find((item): item is Extract<StoryItem, { kind: K }> => item.kind === kind)!;

describe('the owner writes her plan', () => {
	it('keeps an entry, changes one field of it, and leaves the others as they were (R96, R97)', async () => {
		await playMoment();
		await write({ id: 'p1', kind: 'play-moment', happened: 'Hij schoof een blok\r\nmijn kant op.' });
		const item = itemOf(await read('marit'), 'play-moment');
		expect(item.fields).toMatchObject({
			context: 'building',
			skill: 's2',
			happened: 'Hij schoof een blok\nmijn kant op.'
		});
		expect(item.labels).toMatchObject({ context: 'bouwen, tekenen, knutselen', skill: 'spiegelen van het spel' });
		expect(item.state).toBe('happened');
		expect(item.at).toEqual(new Date('2026-11-10T09:15:00Z'));
	});

	it('makes one entry of a form that is sent twice, and one start however many are sent', async () => {
		await playMoment();
		await playMoment();
		await Promise.all([start(), write({ id: 's2', kind: 'start', needs: 'rust' })]);
		expect(kinds(await read('marit'))).toEqual(['start', 'play-moment']);
		expect(itemOf(await read('marit'), 'start').fields).toMatchObject({
			needs: 'rust',
			words: ['vluchtig', 'zoekend', 'wiebelig']
		});
	});

	it('takes own words beside those of the method', async () => {
		await playMoment({ context: 'own', context_own: 'bij de kapstok' });
		expect(itemOf(await read('marit'), 'play-moment').labels.context).toBe('bij de kapstok');
	});

	it('shows relation words in the language of the reader', async () => {
		await start();
		expect((await read('marit', 'en')).words?.then).toEqual(['fleeting', 'searching', 'wiebelig']);
	});

	it.each([
		['a field that does not belong', { id: 'n', kind: 'note', happened: 'x' }],
		['a kind that is not hers to write', { id: 'n', kind: 'clip', title: 'x' }],
		['two words instead of three', { id: 'n', kind: 'start', words: ['a', 'b'] }],
		['a text without end', { id: 'n', kind: 'note', text: 'x'.repeat(8001) }],
		['a day that does not exist', { id: 'n', kind: 'note', date: 'morgen', text: 'x' }],
		['minutes that are no number', { id: 'n', kind: 'play-moment', minutes: '1e9' }],
		['an id that is no id', { id: '../x', kind: 'note', text: 'x' }]
	])('refuses %s', async (_what, form) => {
		expect(await write(form)).toEqual({ ok: false, code: 'bad-input' });
	});

	it('does not let one id be two kinds', async () => {
		await playMoment();
		expect(await write({ id: 'p1', kind: 'note', text: 'x' })).toEqual({ ok: false, code: 'bad-input' });
	});

	it('names the next step', async () => {
		expect((await read('marit')).step).toEqual({ do: 'choose-words' });
		await start();
		await playMoment();
		expect((await read('marit')).step).toMatchObject({ do: 'tell-how-it-went', entryId: 'p1' });
	});
});

describe('sealed at rest', () => {
	it('keeps no readable text of the plan in the table', async () => {
		await start();
		await playMoment({ happened: 'Hij schoof een blok mijn kant op.' });
		const rows = await house.db.select().from(planEntry);
		const stored = rows
			.map((row) => JSON.stringify({ ...row, sealed: Buffer.from(row.sealed).toString('latin1') }))
			.join();
		for (const word of ['vluchtig', 'misgaat', 'blok', 'building']) expect(stored).not.toContain(word);
		expect(rows).toHaveLength(2);
	});
});

describe('private until shared (R99)', () => {
	it('gives a colleague only what is shared, and nothing of it after it was taken back', async () => {
		await start();
		await playMoment();
		expect(kinds(await read('sofie'))).toEqual([]);
		await sharePlanEntry(house.needs, 'marit', J, 'p1', true);
		const shared = await read('sofie');
		expect(kinds(shared)).toEqual(['play-moment']);
		expect(shared).toMatchObject({
			mine: false,
			words: null,
			consent: null,
			reason: '',
			step: null,
			choices: null,
			keptUntil: null
		});
		expect((await read('marit')).shared).toBe(1);
		await sharePlanEntry(house.needs, 'marit', J, 'p1', false);
		expect(kinds(await read('sofie'))).toEqual([]);
	});

	it('gives the lead no more than any colleague (Q15)', async () => {
		await start();
		await playMoment();
		await sharePlanEntry(house.needs, 'marit', J, 'p1', true);
		expect(kinds(await read('noor'))).toEqual(['play-moment']);
	});

	it.each(['vreemd', 'els', 'anke', 'gerda', 'vertrokken', 'niemand'])('is not there for %s', async (userId) => {
		await playMoment();
		await sharePlanEntry(house.needs, 'marit', J, 'p1', true);
		expect(await readPlan(house.needs, userId, J, 'nl')).toEqual({ ok: false, code: 'not-found' });
	});

	it('shares nothing any more once the parents withdrew, and stays the owner’s', async () => {
		await playMoment();
		await sharePlanEntry(house.needs, 'marit', J, 'p1', true);
		const at = new Date(castDay.getTime() + 1000);
		await house.db
			.insert(consentAnswer)
			.values({ id: 'w', trajectoryId: J, scope: 'team', state: 'withdrawn', recordedBy: 'marit', at });
		expect(await readPlan(house.needs, 'sofie', J, 'nl')).toEqual({ ok: false, code: 'not-found' });
		expect(kinds(await read('marit'))).toEqual(['play-moment']);
	});

	it('lets nobody else write, share, remove or finish', async () => {
		await playMoment();
		const refused = { ok: false, code: 'not-found' };
		for (const userId of ['sofie', 'noor', 'els', 'vreemd']) {
			expect(await write({ id: 'p1', kind: 'play-moment', happened: 'x' }, userId)).toEqual(refused);
			expect(await sharePlanEntry(house.needs, userId, J, 'p1', true)).toEqual(refused);
			expect(await removePlanEntry(house.needs, userId, J, 'p1')).toEqual(refused);
			expect(await finishTrajectory(house.needs, userId, J)).toEqual(refused);
		}
	});

	it('does not write into an entry of another plan', async () => {
		await house.db.insert(trajectory).values({
			id: 'kees-b',
			cycleId: 'c1',
			teacherId: 'kees',
			alias: 'B.',
			wrappedKey: house.needs.vault.newKey().wrapped,
			createdAt: castDay
		});
		await playMoment();
		const stolen = { id: 'p1', kind: 'play-moment' as const, at: null, fields: { happened: 'x' } };
		expect(await savePlanEntry(house.needs, 'kees', 'kees-b', stolen)).toEqual({ ok: false, code: 'not-found' });
		expect(await sharePlanEntry(house.needs, 'kees', 'kees-b', 'p1', true)).toEqual({ ok: false, code: 'not-found' });
		await house.db.delete(trajectory).where(eq(trajectory.id, 'kees-b'));
	});
});

describe('removing', () => {
	it('removes really, and puts back exactly what was there', async () => {
		await playMoment({ happened: 'samen gebouwd' });
		await sharePlanEntry(house.needs, 'marit', J, 'p1', true);
		const before = itemOf(await read('marit'), 'play-moment');
		const removed = await removePlanEntry(house.needs, 'marit', J, 'p1');
		expect(await house.db.select().from(planEntry)).toEqual([]);
		if (!removed.ok) throw new Error(removed.code);
		expect(removed.value.parcel).not.toContain('samen');
		await restorePlanEntry(house.needs, 'marit', J, removed.value.parcel);
		expect(itemOf(await read('marit'), 'play-moment')).toEqual(before);
	});

	it('puts nothing back after the hour, or from a made-up parcel', async () => {
		await playMoment();
		const removed = await removePlanEntry(house.needs, 'marit', J, 'p1');
		if (!removed.ok) throw new Error(removed.code);
		expect(await restorePlanEntry(house.needs, 'marit', J, 'bm9uc2Vucw')).toEqual({ ok: false, code: 'bad-input' });
		house.setClock(new Date(castDay.getTime() + 61 * 60_000));
		expect(await restorePlanEntry(house.needs, 'marit', J, removed.value.parcel)).toEqual({
			ok: false,
			code: 'bad-input'
		});
	});
});

describe('what the group gave', () => {
	const yielded: PlanFields['session'] = {
		seen: [
			{ text: 'Hij kijkt naar haar handen.', codes: ['n1'], atMs: 14_000 },
			{ text: '', codes: ['n4'], atMs: 46_000 },
			{ text: 'Hij zegt: nog een.', codes: ['v1'], atMs: 50_000 },
			{ text: 'Zij wacht.', codes: ['s1'], atMs: 47_000 }
		],
		needs: [{ text: '', codes: ['calm'] }],
		strengths: [{ text: 'Je wachtte.', giver: 'Lieke', atMs: 47_000 }],
		tips: [],
		intentions: [],
		takeaway: 'twee tellen niets doen'
	};
	beforeEach(async () => {
		await house.db
			.insert(clip)
			.values({
				id: 'k1',
				trajectoryId: J,
				ownerId: 'marit',
				title: sealedText(house.needs, 'Toren'),
				status: 'ready',
				bytes: 1,
				createdAt: castDay,
				keepUntil: castDay
			})
			.onConflictDoNothing();
		await house.db
			.insert(session)
			.values({
				...{
					id: 'z1',
					teamId: 'onderbouw',
					cycleId: 'c1',
					meetingId: 'm3',
					clipId: 'k1',
					trajectoryId: J,
					presenterId: 'marit'
				},
				...{
					packId: 'p2g-plg',
					packVersion: 1,
					protocolId: 'short',
					shownFrom: 0,
					shownTo: 1,
					fragmentFrom: 0,
					fragmentTo: 1
				},
				createdAt: castDay
			})
			.onConflictDoNothing();
		const [row] = await house.db.select().from(trajectory).where(eq(trajectory.id, J));
		const sealed = house.needs.vault.sealText(house.needs.vault.open(row!.wrappedKey), JSON.stringify(yielded));
		const times = { at: castDay, createdAt: castDay, changedAt: castDay };
		await house.db
			.insert(planEntry)
			.values({ id: 'e1', trajectoryId: J, kind: 'session', sealed, sessionId: 'z1', clipId: 'k1', ...times });
	});

	it('is told with what the child did, quoted with its giver, and beside the clip', async () => {
		const plan = await read('marit');
		const item = itemOf(plan, 'session');
		expect(item).toMatchObject({
			sessionId: 'z1',
			meetingNumber: 3,
			sought: { times: 3, wordless: 2 },
			needs: ['rust']
		});
		expect(item.seen[1]).toEqual({ text: 'laat zien, geeft aan', atMs: 46_000 });
		expect(item.fields.strengths[0]).toEqual({ text: 'Je wachtte.', giver: 'Lieke', atMs: 47_000 });
		expect(kinds(plan)).toContain('clip');
		await sharePlanEntry(house.needs, 'marit', J, 'e1', true);
		expect(kinds(await read('sofie'))).toEqual(['session']);
	});

	it('can be added to, but what others gave is not rewritten, moved or removed', async () => {
		expect(
			await write({ id: 'e1', kind: 'session', takeaway: 'drie tellen', note: 'Morgen proberen.', date: '2026-01-01' })
		).toMatchObject({ ok: true });
		const item = itemOf(await read('marit'), 'session');
		expect(item.fields).toEqual({ ...yielded, takeaway: 'drie tellen', note: 'Morgen proberen.' });
		expect(item.at).toEqual(castDay);
		expect(await write({ id: 'e1', kind: 'session', strengths: 'x' })).toEqual({ ok: false, code: 'bad-input' });
		expect(await write({ id: 'e9', kind: 'session', note: 'x' })).toEqual({ ok: false, code: 'not-found' });
		expect(await removePlanEntry(house.needs, 'marit', J, 'e1')).toEqual({ ok: false, code: 'not-allowed' });
	});
});

describe('finishing', () => {
	it('closes the trajectory: still read, no longer written, and what is shared can be taken back', async () => {
		await start();
		await playMoment();
		await sharePlanEntry(house.needs, 'marit', J, 'p1', true);
		const parcel = await write({ id: 'n1', kind: 'note', text: 'weg' }).then(() =>
			removePlanEntry(house.needs, 'marit', J, 'n1')
		);
		expect(await finishTrajectory(house.needs, 'marit', J)).toEqual({ ok: true, value: null });
		expect(house.told).toContainEqual({ rightsChanged: { trajectoryId: J } });
		const plan = await read('marit');
		expect(plan).toMatchObject({ closed: { why: 'finished', at: castDay }, step: null, choices: null });
		expect(kinds(plan)).toContain('play-moment');
		const refused = { ok: false, code: 'trajectory-closed' };
		expect(await playMoment()).toEqual(refused);
		expect(await removePlanEntry(house.needs, 'marit', J, 'p1')).toEqual(refused);
		expect(await restorePlanEntry(house.needs, 'marit', J, parcel.ok ? parcel.value.parcel : '')).toEqual(refused);
		expect(await sharePlanEntry(house.needs, 'marit', J, 's1', true)).toEqual(refused);
		expect(await finishTrajectory(house.needs, 'marit', J)).toEqual(refused);
		expect(await sharePlanEntry(house.needs, 'marit', J, 'p1', false)).toEqual({ ok: true, value: null });
		expect(kinds(await read('sofie'))).toEqual([]);
	});

	it('puts the last words beside the first', async () => {
		await start();
		await write({ id: 'x', kind: 'end', words: ['warm', 'zoekend', 'vrij'], goOn: 'finish' });
		const plan = await read('marit');
		expect(plan.words?.then[0]).toBe('vluchtig');
		expect(plan.wordsNow).toEqual(['warm', 'zoekend', 'vrij']);
		expect(plan.step).toEqual({ do: 'finish' });
		expect(kinds(plan).at(-1)).toBe('end');
	});

	it('leaves a teacher who left the team her own plan', async () => {
		await start();
		await house.db.update(teamMember).set({ leftAt: castDay }).where(eq(teamMember.userId, 'marit'));
		expect(kinds(await read('marit'))).toContain('start');
		await house.db.update(teamMember).set({ leftAt: null }).where(eq(teamMember.userId, 'marit'));
	});
});
