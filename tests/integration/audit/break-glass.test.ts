import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { glassLimits } from '$lib/domain/break-glass';
import { may } from '$lib/domain/permissions';
import { breakGlass, teamMember, userAccount } from '$lib/server/db/schema';
import {
	answerGlass,
	askForGlass,
	clipsToAskFor,
	endGlass,
	endGlasses,
	viewGlass
} from '$lib/server/use-cases/audit/break-glass';
import { watchMedia } from '$lib/server/use-cases/clip/watch-media';
import { whatHappened } from '$lib/server/use-cases/news/what-happened';
import { emptyLog, entriesOf } from '../../support/audit/log';
import { castDay } from '../../support/test-needs';
import { openClipHouse, said, type ClipHouse } from '../clip/clip-house';

let house: ClipHouse;
let clipId: string;
beforeAll(async () => {
	house = await openClipHouse();
	clipId = await house.arrived();
	const tineke = { id: 'tineke', name: 'Tineke', email: 'tineke@delinde.test', passwordHash: 'none', admin: true };
	await house.db.insert(userAccount).values({ ...tineke, createdAt: castDay });
});
afterAll(() => house.end());
beforeEach(async () => {
	house.setClock(castDay);
	house.letters.length = 0;
	await house.settled();
	await house.db.delete(breakGlass);
	await emptyLog(house.db);
	await house.parents('granted');
});

const reason = { reason: 'court-order' as const, words: 'De rechtbank vraagt erom.' };
const ask = (who: string, id = clipId) => askForGlass(house.needs, who, { clipId: id, ...reason });
const watch = async (who: string, file = 'seg0.m4s') =>
	said(await watchMedia(house.needs, who, { clipId, file, range: null, asking: false }));
const answer = async (who: string, id: string, agreed = true) => said(await answerGlass(house.needs, who, id, agreed));
async function asked(): Promise<string> {
	const made = await ask('els');
	if (!made.ok) throw new Error(made.code);
	return made.value.id;
}
const later = (ms: number) => house.setClock(new Date(castDay.getTime() + ms));
const bellOf = async (who: string) => (await whatHappened(house.needs, who)).map(({ kind }) => kind);

describe('[AU10] a clip opened in an emergency', () => {
	it('an admin sees no clip, and asks for one; nobody else does', async () => {
		expect(await watch('els')).toBe('not-found');
		for (const who of ['kees', 'noor', 'anke', 'gerda', 'vreemd']) expect(said(await ask(who))).toBe('not-found');
		expect(said(await ask('els', 'no-such-clip'))).toBe('not-found');
		expect(said(await askForGlass(house.needs, 'els', { clipId, ...reason, words: ' ' }))).toBe('bad-input');
		expect(said(await ask('els'))).toBe('yes');
		expect(said(await ask('tineke'))).toBe('already-asked');
	});

	it('one person alone opens nothing, whatever she presses', async () => {
		const id = await asked();
		expect(await watch('els')).toBe('not-found');
		expect(await answer('els', id)).toBe('not-allowed');
		expect(await watch('els')).toBe('not-found');
	});

	it('is confirmed by another admin or the lead of that team, and by nobody else', async () => {
		for (const who of ['kees', 'sofie', 'anke', 'gerda', 'vreemd', 'vertrokken']) {
			expect(await answer(who, await fresh())).toBe('not-found');
			expect(await watch('els')).toBe('not-found');
		}
		// whose clip it is reads it, and does not decide it
		expect(await answer('marit', await fresh())).toBe('not-allowed');
		for (const who of ['tineke', 'noor']) {
			expect(await answer(who, await fresh())).toBe('yes');
			expect(await watch('els')).toBe('yes');
			// it is open for whoever asked, and for nobody besides
			expect(await watch('tineke')).toBe('not-found');
			expect(await watch('noor')).toBe('not-found');
		}
	});

	async function fresh(): Promise<string> {
		await house.db.delete(breakGlass);
		return asked();
	}

	it('whose clip it is and who leads her team are told before the first byte, without the reason', async () => {
		const id = await asked();
		expect(await bellOf('marit')).toContain('glass-asked');
		await answer('tineke', id);
		// nothing was awaited yet that runs in the background
		for (const who of ['marit', 'noor']) expect(await bellOf(who)).toContain('glass-opened');
		expect(await bellOf('kees')).not.toContain('glass-opened');
		await house.settled();
		const told = house.letters.map(({ to }) => to);
		expect(told).toEqual(expect.arrayContaining(['marit@delinde.test', 'noor@delinde.test']));
		for (const letter of house.letters) {
			expect(letter.text).not.toContain('rechtbank');
			expect(letter.text).not.toContain('J.');
		}
		const seen = await viewGlass(house.needs, 'marit', id);
		expect(seen.ok && seen.value).toMatchObject({ state: 'open', own: true, mayAnswer: false, clip: null });
		expect(seen.ok && seen.value.words).toBe('De rechtbank vraagt erom.');
		expect(said(await viewGlass(house.needs, 'kees', id))).toBe('not-found');
	});

	it('every step and every view of it stands in the log', async () => {
		const id = await asked();
		await answer('noor', id);
		await watch('els');
		await endGlass(house.needs, 'els', id);
		await house.needs.views.flush(castDay, true);
		const lines = (await entriesOf(house.db)).map(({ kind, actor, role }) => [kind, actor, role]);
		expect(lines).toEqual([
			['break-glass-asked', 'els', 'admin'],
			['break-glass-confirmed', 'noor', 'lead'],
			['clip-opened', 'els', 'break-glass'],
			['break-glass-ended', 'els', ''],
			['clip-watched', 'els', 'break-glass']
		]);
	});

	it('ends by itself after an hour, without anybody or the clock doing anything', async () => {
		const id = await asked();
		await answer('noor', id);
		later(glassLimits.lastsMs - 1);
		expect(await watch('els')).toBe('yes');
		later(glassLimits.lastsMs);
		expect(await watch('els')).toBe('not-found');
		await endGlasses(house.needs);
		await endGlasses(house.needs);
		expect((await entriesOf(house.db)).filter(({ kind }) => kind === 'break-glass-ended')).toHaveLength(1);
	});

	it('cannot be confirmed after a day, nor twice', async () => {
		const id = await asked();
		later(glassLimits.answerWithinMs);
		expect(await answer('noor', id)).toBe('request-answered');
		expect(await watch('els')).toBe('not-found');
		house.setClock(castDay);
		expect(await answer('noor', id, false)).toBe('yes');
		expect(await answer('tineke', id)).toBe('request-answered');
		expect(await watch('els')).toBe('not-found');
	});

	it('only while the parents’ yes stands: neither asked nor confirmed nor watched after they took it back', async () => {
		const id = await asked();
		await house.parents('withdrawn');
		expect(await answer('noor', id)).toBe('no-consent');
		await house.parents('granted');
		expect(await answer('noor', id)).toBe('yes');
		expect(await watch('els')).toBe('yes');
		await house.parents('withdrawn');
		expect(await watch('els')).toBe('not-found');
		await house.db.delete(breakGlass);
		expect(said(await ask('els'))).toBe('no-consent');
	});

	it('ends with the right of whoever asked: no admin any more, or nobody', async () => {
		const id = await asked();
		await answer('noor', id);
		const admin = (is: boolean) => house.db.update(userAccount).set({ admin: is }).where(eq(userAccount.id, 'els'));
		await admin(false);
		expect(await watch('els')).toBe('not-found');
		await admin(true);
		expect(await watch('els')).toBe('yes');
	});

	it('what is offered to choose from has days and lengths, no title and no child', async () => {
		const offered = await clipsToAskFor(house.needs, 'els', 'marit');
		expect(offered.ok && offered.value.clips).toEqual([
			{ id: clipId, createdAt: expect.any(Date), seconds: expect.any(Number) }
		]);
		expect(said(await clipsToAskFor(house.needs, 'noor', 'marit'))).toBe('not-found');
	});

	it('the row of rights: an admin who asked, an open clip, a yes; each of them needed', () => {
		const yes = { team: 'granted', expert: 'granted', guest: 'granted' } as Parameters<
			typeof may.breakGlass
		>[1]['consent'];
		const els = { userId: 'els', admin: true };
		expect(may.breakGlass(els, { askedBy: 'els', open: true, consent: yes })).toBe(true);
		expect(may.breakGlass({ ...els, admin: false }, { askedBy: 'els', open: true, consent: yes })).toBe(false);
		expect(may.breakGlass(els, { askedBy: 'tineke', open: true, consent: yes })).toBe(false);
		expect(may.breakGlass(els, { askedBy: 'els', open: false, consent: yes })).toBe(false);
		expect(may.confirmBreakGlass({ userId: 'els', admin: true, roles: ['lead'] }, 'els')).toBe(false);
		expect(may.confirmBreakGlass({ userId: 'kees', admin: false, roles: ['teacher'] }, 'els')).toBe(false);
	});
});

it('a lead who left confirms nothing', async () => {
	const id = await asked();
	await house.db.update(teamMember).set({ leftAt: castDay }).where(eq(teamMember.userId, 'noor'));
	expect(await answer('noor', id)).toBe('not-found');
	await house.db.update(teamMember).set({ leftAt: null }).where(eq(teamMember.userId, 'noor'));
});
