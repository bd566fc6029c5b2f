import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
	clip,
	interview,
	noteLeftOut,
	planEntry,
	session,
	sessionNote,
	trajectory
} from '../../../src/lib/server/db/schema';
import { searchOwn } from '../../../src/lib/server/use-cases/search/search-own';
import { sharePlanEntry } from '../../../src/lib/server/use-cases/plan/share-entry';
import { countQueries } from '../../support/count-queries';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
let asked: ReturnType<typeof countQueries>;
const found = async (who: string, words: string) => {
	const answer = await searchOwn(house.needs, who, words);
	return answer.ok ? answer.value.hits : answer.code;
};
const at = castDay;
const entry = { trajectoryId: 'marit-j', at, createdAt: at, changedAt: at };

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	asked = countQueries(house.db);
	const [child] = await house.db.select().from(trajectory);
	const { vault } = house.needs;
	const key = vault.open(child!.wrappedKey);
	const seal = (what: object) => vault.sealText(key, JSON.stringify(what));
	await house.db.insert(planEntry).values([
		{ ...entry, id: 'n1', kind: 'note', sealed: seal({ text: 'Hij schoof een blok mijn kant op.' }) },
		{
			...entry,
			id: 'p1',
			kind: 'play-moment',
			sealed: seal({ context: 'building', skill: 's2', happened: 'Weer een blok.', done: true })
		}
	]);
	await house.db.insert(interview).values({
		id: 'i1',
		trajectoryId: 'marit-j',
		moment: 'start',
		interviewerId: 'kees',
		question: 'words',
		sealed: seal({ home: 'Moeder kent het blok.' }),
		startedAt: at
	});
	await house.db.insert(clip).values({
		id: 'k1',
		trajectoryId: 'marit-j',
		ownerId: 'marit',
		title: sealed(house.needs, 'Blokken met J.'),
		status: 'ready',
		bytes: 1,
		createdAt: at,
		keepUntil: at
	});
	const table = {
		teamId: 'onderbouw',
		cycleId: 'c1',
		meetingId: 'm3',
		clipId: 'k1',
		trajectoryId: 'marit-j',
		presenterId: 'marit',
		packId: 'p2g-plg',
		packVersion: 1,
		protocolId: 'short',
		shownFrom: 0,
		shownTo: 90_000,
		fragmentFrom: 0,
		fragmentTo: 60_000,
		createdAt: at
	};
	await house.db.insert(session).values([
		{ ...table, id: 's1', closedAt: at },
		{ ...table, id: 's2', startedAt: at }
	]);
	const note = (sessionId: string, id: string, text: string) => ({
		sessionId,
		id,
		unit: 'observations',
		authorId: 'kees',
		codes: [],
		sealed: vault.sealText(key, text),
		changedAt: at
	});
	await house.db
		.insert(sessionNote)
		.values([
			note('s1', 'a', 'Hij reikt het blok aan.'),
			note('s1', 'b', 'Een vlag en een weglating.'),
			note('s2', 'c', 'Nog bezig met het blok.')
		]);
	await house.db.insert(noteLeftOut).values({ sessionId: 's1', unit: 'observations', noteId: 'b', at });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => house.close());

describe('[TD6] looking for words in one’s own trajectories', () => {
	it('finds them wherever they stand: plan, interview, clip and record, with the way there', async () => {
		const hits = await found('marit', 'BLOK');
		expect(hits).toHaveLength(5);
		expect(hits).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ on: 'note', hit: 'blok', alias: 'J.', href: '/trajectories/marit-j#e-n1' }),
				expect.objectContaining({ on: 'play-moment', before: 'Weer een ', href: '/trajectories/marit-j#e-p1' }),
				expect.objectContaining({ on: 'interview', href: '/interviews/i1' }),
				expect.objectContaining({ on: 'clip', hit: 'Blok', href: '/clips/k1' }),
				expect.objectContaining({ on: 'record', href: '/sessions/s1/record' })
			])
		);
	});

	it('nobody else finds anything: not what was shared, not by asking along, not by role', async () => {
		await sharePlanEntry(house.needs, 'marit', 'marit-j', 'n1', true);
		for (const who of ['kees', 'sofie', 'noor', 'anke', 'gerda', 'els', 'vreemd', 'vertrokken', 'nobody'])
			expect(await found(who, 'blok')).toEqual([]);
		expect(await found('marit', 'blok')).not.toEqual([]);
	});

	it('not what was left out of a record, and not what a table that is still open holds', async () => {
		expect(await found('marit', 'weglating')).toEqual([]);
		expect(await found('marit', 'nog bezig')).toEqual([]);
		await house.db.delete(noteLeftOut);
		expect(await found('marit', 'weglating')).toHaveLength(1);
	});

	it('not names of the method that nobody wrote', async () => {
		expect(await found('marit', 'building')).toEqual([]);
		expect(await found('marit', 's2')).toEqual([]);
	});

	it('nothing to look for, or too much of it, is refused', async () => {
		expect(await found('marit', ' b ')).toBe('bad-input');
		expect(await found('marit', 'b'.repeat(81))).toBe('bad-input');
	});

	it('writes nothing down: no log, no letter, no row', async () => {
		const said = (['log', 'info', 'warn', 'error', 'debug'] as const).map((how) => vi.spyOn(console, how));
		asked.taken();
		await found('marit', 'blok');
		const statements = asked.taken();
		expect(said.flatMap((spy) => spy.mock.calls)).toEqual([]);
		expect(statements.filter((text) => !/^select/i.test(text))).toEqual([]);
		expect(statements.join()).not.toContain('blok');
	});

	it('asks the database as often for many entries as for few', async () => {
		asked.taken();
		await found('marit', 'blok');
		const few = asked.taken().length;
		const [one] = await house.db.select().from(planEntry).where(eq(planEntry.id, 'n1'));
		const more = Array.from({ length: 60 }, (_, i) => ({ ...one!, id: `more-${i}` }));
		await house.db.insert(planEntry).values(more);
		asked.taken();
		const answer = await searchOwn(house.needs, 'marit', 'blok');
		expect(asked.taken().length).toBe(few);
		expect(answer).toMatchObject({ ok: true, value: { more: true } });
	});

	it('what was erased with the child is found no more', async () => {
		await house.db.delete(trajectory).where(eq(trajectory.id, 'marit-j'));
		expect(await found('marit', 'blok')).toEqual([]);
	});
});
