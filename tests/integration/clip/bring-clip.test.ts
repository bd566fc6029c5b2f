import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clip, cycle, session, teamMember } from '$lib/server/db/schema';
import { chooseFragment } from '$lib/server/use-cases/clip/describe-clip';
import { eraseClip } from '$lib/server/use-cases/clip/erase-clip';
import { bringClip, meetingsToCome, type Bringing } from '$lib/server/use-cases/session/bring-clip';
import { enterSession } from '$lib/server/use-cases/session/enter';
import { takeOffTable } from '$lib/server/use-cases/session/take-off-table';
import { openClipHouse, said, type ClipHouse } from './clip-house';

let house: ClipHouse;
let id: string;
beforeAll(async () => {
	house = await openClipHouse();
	id = await house.arrived();
	await chooseFragment(house.needs, 'marit', id, { from: 2_000, to: 9_000 });
});
afterAll(() => house.end());
beforeEach(() => house.db.delete(session));

const usual: Bringing = { meetingId: 'm3', protocolId: 'short', show: 'whole' };
const bring = (change: Partial<Bringing> = {}, clipId = id) =>
	bringClip(house.needs, 'marit', clipId, { ...usual, ...change });
async function brought(change: Partial<Bringing> = {}) {
	const outcome = await bring(change);
	if (!outcome.ok) throw new Error(outcome.code);
	const [row] = await house.db.select().from(session).where(eq(session.id, outcome.value.sessionId));
	return row!;
}

describe('bringing a clip in', () => {
	it('puts it on the table of a meeting, pinned to the pack of the cycle', async () => {
		expect(await brought()).toMatchObject({
			...{ teamId: 'onderbouw', cycleId: 'c1', meetingId: 'm3', presenterId: 'marit', clipId: id },
			...{ packId: 'p2g-plg', packVersion: 1, protocolId: 'short', startedAt: null },
			...{ shownFrom: 0, shownTo: 12_000, fragmentFrom: 2_000, fragmentTo: 9_000 }
		});
	});

	it('shows only the fragment when that is what she chose', async () => {
		expect(await brought({ show: 'fragment', protocolId: 'long' })).toMatchObject({ shownFrom: 2_000, shownTo: 9_000 });
	});

	it('[R22] can be an intervision of their own, without a meeting', async () => {
		expect((await brought({ meetingId: null })).meetingId).toBeNull();
	});

	it('lies on one table once, also when the button is pressed twice', async () => {
		const both = await Promise.all([bring(), bring()]);
		expect(both.map(said).sort()).toEqual(['already-brought', 'yes']);
		expect(said(await bring({ meetingId: 'm4' }))).toBe('yes');
	});

	it('refuses a meeting of the past or of another cycle, and a protocol the method does not have', async () => {
		expect((await meetingsToCome(house.needs, 'c1')).map((meeting) => meeting.id)).toEqual(['m3', 'm4', 'm5']);
		expect(said(await bring({ meetingId: 'm1' }))).toBe('bad-input');
		expect(said(await bring({ meetingId: 'elsewhere' }))).toBe('bad-input');
		expect(said(await bring({ protocolId: 'rush' }))).toBe('bad-input');
	});

	it('needs a clip that is ready, with a fragment', async () => {
		const other = await house.arrived();
		expect(said(await bring({}, other))).toBe('no-fragment');
		await house.db.update(clip).set({ status: 'converting' }).where(eq(clip.id, other));
		expect(said(await bring({}, other))).toBe('clip-not-ready');
		await eraseClip(house.needs, 'marit', other);
		expect(said(await bring({}, other))).toBe('clip-gone');
	});

	it('[R30] needs the parents’ yes', async () => {
		await house.parents('refused');
		expect(said(await bring())).toBe('no-consent');
		await house.parents('granted');
		expect(said(await bring())).toBe('yes');
	});

	it('is over when the cycle is, or when she left the team', async () => {
		await house.db.update(cycle).set({ closedAt: new Date() }).where(eq(cycle.id, 'c1'));
		expect(said(await bring())).toBe('trajectory-closed');
		await house.db.update(cycle).set({ closedAt: null }).where(eq(cycle.id, 'c1'));
		await house.db.update(teamMember).set({ leftAt: new Date() }).where(eq(teamMember.userId, 'marit'));
		expect(said(await bring())).toBe('not-found');
		await house.db.update(teamMember).set({ leftAt: null }).where(eq(teamMember.userId, 'marit'));
	});
});

describe('[R32] taking it off the table', () => {
	it('closes the room for everybody, at any time, and tells the live table', async () => {
		const row = await brought();
		expect(said(await enterSession(house.needs, 'kees', row.id))).toBe('yes');
		house.told.length = 0;
		expect(said(await takeOffTable(house.needs, 'marit', row.id))).toBe('yes');
		expect(house.told).toEqual([{ rightsChanged: { sessionId: row.id } }, { rightsChanged: { clipId: row.clipId } }]);
		for (const someone of ['marit', 'kees', 'noor'])
			expect(said(await enterSession(house.needs, someone, row.id))).toBe('not-found');
		expect(said(await bring())).toBe('yes');
	});

	it('is the presenter’s alone: not the lead’s, not the admin’s', async () => {
		const row = await brought();
		for (const other of ['noor', 'kees', 'els', 'vreemd'])
			expect(said(await takeOffTable(house.needs, other, row.id))).toBe('not-found');
		expect(said(await takeOffTable(house.needs, 'marit', 'none'))).toBe('not-found');
		expect(said(await enterSession(house.needs, 'kees', row.id))).toBe('yes');
	});

	it('is no longer possible when the session is over', async () => {
		const row = await brought();
		await house.db.update(session).set({ closedAt: new Date() }).where(eq(session.id, row.id));
		expect(said(await takeOffTable(house.needs, 'marit', row.id))).toBe('session-closed');
	});
});
