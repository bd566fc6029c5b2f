import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	clip,
	consentAnswer,
	helpRequest,
	interview,
	planEntry,
	teamMember,
	trajectory
} from '../../../src/lib/server/db/schema';
import { recordConsent } from '../../../src/lib/server/use-cases/child/record-consent';
import { changeMeetings } from '../../../src/lib/server/use-cases/cycle/change-cycle';
import { viewCycle } from '../../../src/lib/server/use-cases/cycle/view-cycle';
import { seeNews, whatHappened } from '../../../src/lib/server/use-cases/news/what-happened';
import { shelfOf } from '../../../src/lib/server/use-cases/people/shelf-of';
import { sharePlanEntry } from '../../../src/lib/server/use-cases/plan/share-entry';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const hours = (n: number) => house.setClock(new Date(castDay.getTime() + n * 3_600_000));
const kinds = async (who: string) => (await whatHappened(house.needs, who)).map((item) => item.kind);
/** The number on the bell. */
const newsOf = async (who: string) => (await shelfOf(house.needs, who)).news;

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	const [child] = await house.db.select().from(trajectory);
	const key = house.needs.vault.open(child!.wrappedKey);
	const seal = (what: object) => house.needs.vault.sealText(key, JSON.stringify(what));
	const at = castDay;
	await house.db.insert(planEntry).values({
		id: 'e1',
		trajectoryId: 'marit-j',
		kind: 'note',
		at,
		sealed: seal({ text: 'geheim' }),
		createdAt: at,
		changedAt: at
	});
	await house.db.insert(interview).values({
		id: 'i1',
		trajectoryId: 'marit-j',
		moment: 'start',
		interviewerId: 'kees',
		question: 'words',
		sealed: seal({}),
		startedAt: at
	});
	await house.db.insert(clip).values({
		id: 'k1',
		trajectoryId: 'marit-j',
		ownerId: 'marit',
		title: sealed(house.needs, 'J. bouwt'),
		status: 'ready',
		bytes: 1,
		createdAt: at,
		keepUntil: at
	});
	await house.db.insert(helpRequest).values({
		id: 'h1',
		teamId: 'onderbouw',
		askedBy: 'marit',
		expertId: 'anke',
		clipId: 'k1',
		question: sealed(house.needs, 'geheim'),
		status: 'asked',
		createdAt: at
	});
});
afterAll(() => house.close());

describe('what happened', () => {
	it('[TD3] is found where it stands, for whom it concerns, and for nobody else', async () => {
		// the cycle of the cast was planned by Noor, who need not be told
		expect(await kinds('noor')).toEqual(['parents-answered']);
		expect(await kinds('kees')).toEqual(expect.arrayContaining(['interview-asked', 'cycle-planned']));
		expect(await kinds('anke')).toEqual(['help-asked']);
		expect(await kinds('sofie')).toEqual(['cycle-planned']);
		expect(await kinds('vreemd')).toEqual([]);
		expect(await kinds('vertrokken')).toEqual([]);
		expect(await kinds('els')).toEqual([]);
	});

	it('[TD5] is new until she looked, on the server, and what comes later is new again', async () => {
		expect(await newsOf('sofie')).toBe(1);
		await seeNews(house.needs, 'sofie', castDay);
		expect(await newsOf('sofie')).toBe(0);
		expect((await whatHappened(house.needs, 'sofie')).map((item) => item.fresh)).toEqual([false]);
		hours(1);
		expect(await sharePlanEntry(house.needs, 'marit', 'marit-j', 'e1', true)).toMatchObject({ ok: true });
		expect(await newsOf('sofie')).toBe(1);
		expect(await newsOf('marit')).toBe(1);
		// seeing something older takes nothing back, and nobody sees ahead
		await seeNews(house.needs, 'sofie', new Date(castDay.getTime() - 1000));
		expect(await newsOf('sofie')).toBe(1);
		await seeNews(house.needs, 'lieke', new Date(castDay.getTime() + 9 * 3_600_000));
		hours(2);
		const [first] = await house.db.select().from(planEntry);
		await house.db.update(planEntry).set({ sharedAt: house.needs.clock() }).where(eq(planEntry.id, first!.id));
		expect(await newsOf('lieke')).toBe(1);
	});

	it('[TD4] holds no name of a child and no word of what is written, and the rights of this moment', async () => {
		const everybody = ['marit', 'kees', 'sofie', 'lieke', 'noor', 'anke', 'gerda'];
		const told = JSON.stringify(await Promise.all(everybody.map((who) => whatHappened(house.needs, who))));
		expect(told).not.toMatch(/J\.|geheim|bouwt/);
		expect(await kinds('sofie')).toContain('part-shared');
		// a guest belongs to no such conversation
		expect(await kinds('gerda')).toEqual(['cycle-planned']);
		await sharePlanEntry(house.needs, 'marit', 'marit-j', 'e1', false);
		expect(await kinds('sofie')).not.toContain('part-shared');
		await house.db.update(interview).set({ endedAt: house.needs.clock() });
		expect(await kinds('kees')).not.toContain('interview-asked');
	});

	it('a meeting that moved is told with its new moment, to all but whoever moved it; another place is no news', async () => {
		const view = await viewCycle(house.needs, 'noor', 'c1');
		const meetings = view.ok ? view.value.meetings : [];
		const input = meetings.map(({ startsAt, minutes, place, mode, talkLink }) => ({
			startsAt,
			minutes,
			place,
			mode,
			talkLink
		}));
		const to = (change: object) => input.map((it, i) => (i === 3 ? { ...it, ...change } : it));
		await changeMeetings(house.needs, 'noor', 'c1', to({ place: 'aula' }));
		expect(await kinds('lieke')).not.toContain('meeting-moved');
		const later = new Date(meetings[3]!.startsAt.getTime() + 86_400_000);
		await changeMeetings(house.needs, 'noor', 'c1', to({ startsAt: later }));
		expect((await whatHappened(house.needs, 'lieke'))[0]).toMatchObject({
			kind: 'meeting-moved',
			who: 'Noor',
			meeting: 4,
			startsAt: later,
			fresh: true
		});
		expect(await kinds('noor')).not.toContain('meeting-moved');
		expect(await kinds('anke')).not.toContain('meeting-moved');
		await house.db.update(teamMember).set({ leftAt: house.needs.clock() }).where(eq(teamMember.userId, 'lieke'));
		expect(await kinds('lieke')).toEqual([]);
	});

	it('[TD4] the lead reads that a colleague may film, nobody else does, and of a no nobody learns', async () => {
		expect(await kinds('noor')).toContain('parents-answered');
		expect(await kinds('sofie')).not.toContain('parents-answered');
		expect(await kinds('marit')).not.toContain('parents-answered');
		await sharePlanEntry(house.needs, 'marit', 'marit-j', 'e1', true);
		hours(3);
		await recordConsent(house.needs, 'marit', 'marit-j', { scope: 'team', state: 'withdrawn' });
		expect(await kinds('noor')).not.toContain('parents-answered');
		expect(await kinds('sofie')).not.toContain('part-shared');
		// what somebody else wrote down about her own child she is told, whatever it was
		await house.db.insert(consentAnswer).values({
			id: 'later',
			trajectoryId: 'marit-j',
			scope: 'team',
			state: 'granted',
			recordedBy: 'noor',
			at: house.needs.clock()
		});
		expect((await whatHappened(house.needs, 'marit')).find((item) => item.kind === 'parents-answered')).toMatchObject({
			own: true,
			href: '/trajectories/marit-j/consent'
		});
	});

	it('goes with the trajectory', async () => {
		await house.db.delete(trajectory).where(eq(trajectory.id, 'marit-j'));
		expect(await kinds('kees')).toEqual(expect.not.arrayContaining(['interview-asked', 'part-shared']));
		expect(await kinds('anke')).toEqual([]);
	});
});
