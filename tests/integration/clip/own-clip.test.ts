import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clip, clipMark } from '$lib/server/db/schema';
import { chooseFragment, fillCard, nameClip } from '$lib/server/use-cases/clip/describe-clip';
import { eraseClip, eraseClipsOf, eraseClipsThatRanOut } from '$lib/server/use-cases/clip/erase-clip';
import { keepLonger } from '$lib/server/use-cases/clip/keep-longer';
import { listClips } from '$lib/server/use-cases/clip/list-clips';
import { addMark, changeMark, removeMark } from '$lib/server/use-cases/clip/marks';
import { viewClip } from '$lib/server/use-cases/clip/view-clip';
import { bringClip } from '$lib/server/use-cases/session/bring-clip';
import { castDay } from '../../support/test-needs';
import { openClipHouse, said, type ClipHouse } from './clip-house';

let house: ClipHouse;
let id: string;
const card = { context: 'Bouwhoek', reason: 'Hij keek op', goal: 'wachten', question: '', skills: ['s1', 's7'] };

beforeAll(async () => {
	house = await openClipHouse();
	id = await house.arrived();
});
afterAll(() => house.end());

describe('a clip in the hands of its owner', () => {
	it('gets a name, a fragment, a card and marks, and shows them to her', async () => {
		const { needs } = house;
		expect(said(await nameClip(needs, 'marit', id, '  Toren bouwen met J. '))).toBe('yes');
		expect(said(await chooseFragment(needs, 'marit', id, { from: 2_000, to: 9_000 }))).toBe('yes');
		expect(said(await fillCard(needs, 'marit', id, card))).toBe('yes');
		const mark = await addMark(needs, 'marit', id, { at: 3_200, note: 'kijkt op' });
		expect(said(await changeMark(needs, 'marit', id, mark.ok ? mark.value.id : '', 'kijkt naar mij'))).toBe('yes');
		const seen = await viewClip(needs, 'marit', id);
		expect(seen.ok && seen.value).toMatchObject({
			...{ title: 'Toren bouwen met J.', fragment: { from: 2_000, to: 9_000 }, card, mayWatch: true },
			marks: [{ at: 3_200, note: 'kijkt naar mij' }]
		});
		expect((await listClips(needs, 'marit')).map((one) => one.title)).toContain('Toren bouwen met J.');
	});

	it('does not exist for anybody else: not the lead, not the admin, not a colleague', async () => {
		const { needs } = house;
		for (const other of ['kees', 'noor', 'els', 'anke', 'vreemd', 'vertrokken']) {
			expect(said(await viewClip(needs, other, id))).toBe('not-found');
			expect(said(await nameClip(needs, other, id, 'van mij'))).toBe('not-found');
			expect(said(await chooseFragment(needs, other, id, { from: 0, to: 5_000 }))).toBe('not-found');
			expect(said(await fillCard(needs, other, id, card))).toBe('not-found');
			expect(said(await addMark(needs, other, id, { at: 0, note: '' }))).toBe('not-found');
			expect(said(await keepLonger(needs, other, id, { parentsAgree: true }))).toBe('not-found');
			expect(said(await eraseClip(needs, other, id))).toBe('not-found');
			expect(said(await bringClip(needs, other, id, { meetingId: 'm3', protocolId: 'short', show: 'whole' }))).toBe(
				'not-found'
			);
			expect(await listClips(needs, other)).toEqual([]);
		}
		expect(house.needs.vault.read((await house.row(id)).title)).toBe('Toren bouwen met J.');
	});

	it('[R49] keeps a fragment between a second and three minutes, inside the clip', async () => {
		const choose = async (from: number, to: number) =>
			said(await chooseFragment(house.needs, 'marit', id, { from, to }));
		expect(await choose(2_000, 2_900)).toBe('fragment-too-short');
		expect(await choose(9_000, 2_000)).toBe('fragment-too-short');
		expect(await choose(2_000, 3_000)).toBe('yes');
		expect(await choose(2_000, 12_500)).toBe('moment-outside-clip');
		expect(await choose(-1, 3_000)).toBe('moment-outside-clip');
		const facts = (await house.row(id)).facts!;
		await house.db
			.update(clip)
			.set({ facts: { ...facts, durationMs: 600_000 } })
			.where(eq(clip.id, id));
		expect(await choose(0, 180_001)).toBe('fragment-too-long');
		expect(await choose(0, 180_000)).toBe('yes');
		await house.db.update(clip).set({ facts }).where(eq(clip.id, id));
		expect(await choose(2_000, 9_000)).toBe('yes');
	});

	it('knows only skills of the method, and no empty name', async () => {
		expect(said(await fillCard(house.needs, 'marit', id, { ...card, skills: ['d1'] }))).toBe('bad-input');
		expect(said(await nameClip(house.needs, 'marit', id, '   '))).toBe('bad-input');
	});

	it('[R51] marks only inside the clip, and takes them away again', async () => {
		expect(said(await addMark(house.needs, 'marit', id, { at: 12_001, note: '' }))).toBe('moment-outside-clip');
		const mark = await addMark(house.needs, 'marit', id, { at: 12_000, note: '' });
		const markId = mark.ok ? mark.value.id : '';
		expect(said(await removeMark(house.needs, 'marit', id, markId))).toBe('yes');
		expect(said(await removeMark(house.needs, 'marit', id, markId))).toBe('yes');
		expect(said(await changeMark(house.needs, 'marit', id, markId, 'x'))).toBe('not-found');
	});
});

describe('[Q10] keeping and erasing', () => {
	it('keeps it longer only with the parents’ renewed yes, and never past the school year', async () => {
		const keep = async (parentsAgree: boolean) => said(await keepLonger(house.needs, 'marit', id, { parentsAgree }));
		const before = (await house.row(id)).keepUntil.getTime();
		expect(await keep(false)).toBe('bad-input');
		expect(await keep(true)).toBe('yes');
		expect((await house.row(id)).keepUntil.getTime()).toBe(before + 6 * 7 * 86_400_000);
		for (let i = 0; i < 6; i++) await keep(true);
		expect(await keep(true)).toBe('school-year-ends');
		expect((await house.row(id)).keepUntil).toEqual(new Date('2027-07-31T22:00:00Z'));
		await house.parents('withdrawn');
		expect(await keep(true)).toBe('no-consent');
		await house.parents('granted');
	});

	it('leaves nothing of an erased clip but that it was there', async () => {
		const one = await house.arrived();
		const handle = await house.handle(one);
		await chooseFragment(house.needs, 'marit', one, { from: 0, to: 5_000 });
		await fillCard(house.needs, 'marit', one, card);
		await nameClip(house.needs, 'marit', one, 'Iets heel persoonlijks');
		await addMark(house.needs, 'marit', one, { at: 1_000, note: 'persoonlijk' });
		const brought = await bringClip(house.needs, 'marit', one, { meetingId: 'm4', protocolId: 'short', show: 'whole' });
		expect(said(brought)).toBe('yes');
		house.told.length = 0;
		expect(said(await eraseClip(house.needs, 'marit', one))).toBe('yes');
		expect(await house.row(one)).toMatchObject({
			...{ status: 'erased', wrappedKey: null, facts: null, fragmentFrom: null, card: null }
		});
		expect(await house.db.$count(clipMark, eq(clipMark.clipId, one))).toBe(0);
		expect(said(await house.needs.files.part(handle, 'index.m3u8', null))).toBe('not-found');
		expect(house.told).toEqual([{ rightsChanged: { clipId: one } }]);
		expect(said(await viewClip(house.needs, 'marit', one))).toBe('clip-gone');
		expect(said(await eraseClip(house.needs, 'marit', one))).toBe('clip-gone');
		expect((await listClips(house.needs, 'marit')).some((other) => other.id === one)).toBe(false);
	});

	it('does not write into a clip that was erased meanwhile', async () => {
		const one = await house.arrived();
		await Promise.all([eraseClip(house.needs, 'marit', one), fillCard(house.needs, 'marit', one, card)]);
		expect(await house.row(one)).toMatchObject({ status: 'erased', card: null });
	});

	it('erases by itself what is past its date or was never finished, and nothing else', async () => {
		const stays = await house.arrived();
		const over = await house.arrived();
		const abandoned = await house.announced(new Uint8Array(50));
		await house.db.update(clip).set({ keepUntil: castDay }).where(eq(clip.id, over));
		await eraseClipsThatRanOut(house.needs);
		expect((await house.row(over)).status).toBe('erased');
		expect((await house.row(abandoned)).status).toBe('sending');
		house.setClock(new Date(castDay.getTime() + 8 * 86_400_000));
		await eraseClipsThatRanOut(house.needs);
		house.setClock(castDay);
		expect((await house.row(abandoned)).status).toBe('erased');
		expect((await house.row(stays)).status).toBe('ready');
	});

	it('erases every clip of a child at once', async () => {
		await house.arrived();
		await eraseClipsOf(house.needs, 'marit-j');
		expect(await listClips(house.needs, 'marit')).toEqual([]);
	});
});
