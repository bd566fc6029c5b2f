import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { clip, consentAnswer, helpRequest, session, sessionNote, trajectory } from '$lib/server/db/schema';
import { actInSession } from '$lib/server/use-cases/session/act';
import { joinTable } from '$lib/server/use-cases/session/enter';
import { recordSession } from '$lib/server/use-cases/session/record-session';
import { viewSession } from '$lib/server/use-cases/session/view-session';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
let id = '';
const hour = 3_600_000;

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	await house.db.insert(clip).values({
		id: 'toren',
		trajectoryId: 'marit-j',
		ownerId: 'marit',
		title: sealed(house.needs, 'Toren bouwen met J.'),
		status: 'ready',
		bytes: 1,
		wrappedKey: house.needs.vault.newKey().wrapped,
		card: sealed(house.needs, JSON.stringify({ context: 'In de bouwhoek.', skills: ['s2'] })),
		facts: {
			container: 'mp4',
			videoCodec: 'h264',
			audioCodec: 'aac',
			durationMs: 80_000,
			width: 1280,
			height: 720,
			rotation: 0,
			frames: 2000,
			fps: 25,
			evenFrames: true,
			path: 'as-is'
		},
		createdAt: castDay,
		keepUntil: new Date(castDay.getTime() + 24 * hour)
	});
});
afterAll(() => house.close());

beforeEach(async () => {
	house.setClock(castDay);
	id = house.needs.newId();
	await house.db.insert(session).values({
		id,
		teamId: 'onderbouw',
		cycleId: 'c1',
		meetingId: 'm3',
		clipId: 'toren',
		trajectoryId: 'marit-j',
		presenterId: 'marit',
		packId: 'p2g-plg',
		packVersion: 1,
		protocolId: 'short',
		shownFrom: 0,
		shownTo: 80_000,
		fragmentFrom: 20_000,
		fragmentTo: 70_000,
		createdAt: castDay
	});
});

const view = (who: string) => viewSession(house.needs, who, id);
const seen = async (who: string) => {
	const answer = await view(who);
	if (!answer.ok) throw new Error(answer.code);
	return answer.value;
};
const start = async () => void (await actInSession(house.needs, 'noor', id, { do: 'start', seen: 0 }));
const note = async (
	unit: string,
	noteId: string,
	text: string,
	more: Partial<typeof sessionNote.$inferInsert> = {}
) => {
	const [row] = await house.db.select().from(trajectory).where(eq(trajectory.id, 'marit-j'));
	if (!row) throw new Error('no trajectory');
	const key = house.needs.vault.open(row.wrappedKey);
	await house.db.insert(sessionNote).values({
		sessionId: id,
		id: noteId,
		unit,
		authorId: 'sofie',
		codes: [],
		sealed: house.needs.vault.sealText(key, text),
		changedAt: castDay,
		...more
	});
};

describe('the session room for one reader', () => {
	it('says whose clip it is, where the group stands, and what this reader may do', async () => {
		await start();
		const noor = await seen('noor');
		expect(noor).toMatchObject({
			title: 'Toren bouwen met J.',
			presenter: { id: 'marit', name: 'Marit' },
			me: { id: 'noor', name: 'Noor', seat: 'facilitator' },
			meeting: { id: 'm3', number: 3 },
			wayOut: '/meetings/m3',
			card: { context: 'In de bouwhoek.', skills: ['s2'] },
			clip: { id: 'toren', facts: { durationMs: 80_000 } },
			mayReadRecord: true
		});
		expect(noor.state.round).toBe(0);
		expect(noor.may.move).toBe(true);
		expect(noor.people.map((p) => p.name)).toEqual(
			expect.arrayContaining(['Marit', 'Kees', 'Sofie', 'Lieke', 'Noor', 'Gerda'])
		);
	});

	it('leads the presenter to her own plan, and nobody else', async () => {
		expect((await seen('marit')).planId).toBe('marit-j');
		expect((await seen('noor')).planId).toBeNull();
	});

	it('a guest sees the room and rests; she reads no report', async () => {
		await start();
		const gerda = await seen('gerda');
		expect(gerda.may.resting.move).toBe('viewer');
		expect(gerda.mayReadRecord).toBe(false);
	});

	it('once it is closed a guest is thanked, and gets neither the card nor what was written', async () => {
		expect((await actInSession(house.needs, 'noor', id, { do: 'close', seen: 0 })).ok).toBe(true);
		expect(await seen('gerda')).toMatchObject({ state: { phase: 'closed' }, card: { context: '', skills: [] } });
		expect(await joinTable(house.needs, 'gerda', id)).toEqual({ ok: false, code: 'not-found' });
		expect(await seen('kees')).toMatchObject({ card: { context: 'In de bouwhoek.' } });
		expect((await joinTable(house.needs, 'kees', id)).ok).toBe(true);
	});

	it('while it runs a guest has the shared table too', async () => {
		await start();
		expect((await joinTable(house.needs, 'gerda', id)).ok).toBe(true);
	});

	it('is not there for another team, somebody who left, an admin, or an expert without a request', async () => {
		for (const who of ['vreemd', 'vertrokken', 'els', 'anke', 'nobody'])
			expect(await view(who), who).toMatchObject({ ok: false, code: 'not-found' });
	});

	it('an expert who was asked sees until when, and nothing after it', async () => {
		await house.db.insert(consentAnswer).values({
			id: `expert-${id}`,
			trajectoryId: 'marit-j',
			scope: 'expert',
			state: 'granted',
			recordedBy: 'marit',
			at: castDay
		});
		const until = new Date(castDay.getTime() + 2 * hour);
		await house.db.insert(helpRequest).values({
			id: `help-${id}`,
			teamId: 'onderbouw',
			askedBy: 'marit',
			expertId: 'anke',
			clipId: 'toren',
			sessionId: id,
			question: sealed(house.needs, 'Kijk je mee?'),
			status: 'accepted',
			accessUntil: until,
			createdAt: castDay
		});
		expect(await seen('anke')).toMatchObject({ me: { seat: 'expert' }, until: until.getTime() });
		house.setClock(new Date(until.getTime() + 1));
		expect((await view('anke')).ok).toBe(false);
	});

	it('offers no picture of a clip that cannot be played any more', async () => {
		await house.db.update(clip).set({ status: 'erased' }).where(eq(clip.id, 'toren'));
		expect((await seen('marit')).clip).toBeNull();
		await house.db.update(clip).set({ status: 'ready' }).where(eq(clip.id, 'toren'));
	});
});

describe('the report', () => {
	const record = (who: string) => recordSession(house.needs, who, id);

	it('opens what was written, in the order of the clip, with names and who was there', async () => {
		await start();
		await note('observations', 'b', 'Houdt het blok omhoog.', { atMs: 42_000, actor: 'child', codes: ['n4'] });
		await note('observations', 'a', 'Kijkt naar Marit.', { atMs: 30_000 });
		await note('meanings', 'm', 'Hij nodigt haar uit.', { ofId: 'b', authorId: 'kees' });
		await note('tips', 'leeg', '   ');
		const answer = await record('kees');
		if (!answer.ok) throw new Error(answer.code);
		expect(answer.value.notes.map((n) => [n.unit, n.text, n.author])).toEqual([
			['observations', 'Kijkt naar Marit.', 'Sofie'],
			['observations', 'Houdt het blok omhoog.', 'Sofie'],
			['meanings', 'Hij nodigt haar uit.', 'Kees']
		]);
		expect(answer.value.people).toEqual(['Marit', 'Kees', 'Noor', 'Sofie']);
		expect(answer.value.rounds.map((round) => round.how).filter((how) => how === 'walked')).toHaveLength(1);
	});

	it('holds what was typed a moment ago while the session runs', async () => {
		await start();
		house.told.length = 0;
		await record('noor');
		expect(house.told).toContainEqual({ settle: id });
	});

	it('never shows what is in nobody’s report: own jottings are no part of it', async () => {
		await note('jottings', 'j', 'alleen voor mij');
		const answer = await record('noor');
		expect(answer.ok && answer.value.notes).toEqual([]);
	});

	it('is not there for a guest, another team, somebody who left or an expert without a request', async () => {
		for (const who of ['gerda', 'vreemd', 'vertrokken', 'els', 'anke'])
			expect(await record(who), who).toMatchObject({ ok: false, code: 'not-found' });
	});

	it('stays with the presenter alone once the parents said no', async () => {
		await house.db.insert(consentAnswer).values({
			id: `no-${id}`,
			trajectoryId: 'marit-j',
			scope: 'team',
			state: 'withdrawn',
			recordedBy: 'marit',
			at: new Date(castDay.getTime() + 3 * hour)
		});
		expect((await record('marit')).ok).toBe(true);
		expect((await record('noor')).ok).toBe(false);
		await house.db.delete(consentAnswer).where(eq(consentAnswer.id, `no-${id}`));
	});
});
