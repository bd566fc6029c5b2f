// Longer than the house likes: every way in is tried before, during and after, beside each other.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClipFacts } from '../../../src/lib/domain/clip-facts';
import type { ConsentScope, ConsentState } from '../../../src/lib/domain/consent';
import { helpsUntil } from '../../../src/lib/server/db/help';
import { clip, consentAnswer, helpRequest, session, teamMember } from '../../../src/lib/server/db/schema';
import { agreeToMoment, answerHelp, type HelpAnswer } from '../../../src/lib/server/use-cases/help/answer-help';
import { askHelp, type HelpQuestion } from '../../../src/lib/server/use-cases/help/ask-help';
import { endHelpThatRanOut } from '../../../src/lib/server/use-cases/help/end-help';
import { helpChoices } from '../../../src/lib/server/use-cases/help/help-choices';
import { listHelp, readHelp } from '../../../src/lib/server/use-cases/help/read-help';
import { watchHelping } from '../../../src/lib/server/use-cases/help/watch-helping';
import { grantMoreTime, withdrawHelp } from '../../../src/lib/server/use-cases/help/withdraw-help';
import { enterSession } from '../../../src/lib/server/use-cases/session/enter';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const days = (n: number) => new Date(castDay.getTime() + n * 86_400_000);
const facts: ClipFacts = {
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
};

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	await house.db.insert(clip).values({
		...{
			id: 'k1',
			trajectoryId: 'marit-j',
			ownerId: 'marit',
			title: sealed(house.needs, 'Toren met J.'),
			status: 'ready',
			bytes: 1,
			facts
		},
		wrappedKey: house.needs.vault.newKey().wrapped,
		card: sealed(house.needs, JSON.stringify({ context: 'In de bouwhoek.', skills: ['s2'] })),
		...{ createdAt: castDay, keepUntil: days(60) }
	});
	await house.db.insert(session).values({
		...{
			id: 'z1',
			teamId: 'onderbouw',
			cycleId: 'c1',
			meetingId: 'm4',
			clipId: 'k1',
			trajectoryId: 'marit-j',
			presenterId: 'marit'
		},
		...{
			packId: 'p2g-plg',
			packVersion: 1,
			protocolId: 'short',
			shownFrom: 0,
			shownTo: 80_000,
			fragmentFrom: 0,
			fragmentTo: 60_000
		},
		createdAt: castDay
	});
	await house.db
		.update(teamMember)
		.set({ roles: ['facilitator'] })
		.where(eq(teamMember.userId, 'lieke'));
});
afterAll(() => house.close());

let answers = 0;
async function parentsSay(scope: ConsentScope, state: ConsentState) {
	answers++;
	const at = new Date(castDay.getTime() + answers);
	await house.db
		.insert(consentAnswer)
		.values({ id: `a${answers}`, trajectoryId: 'marit-j', scope, state, recordedBy: 'marit', at });
}
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(helpRequest);
	await house.db.update(session).set({ closedAt: null, withdrawnAt: null });
	await house.db.update(clip).set({ status: 'ready' });
	await parentsSay('team', 'granted');
	await parentsSay('expert', 'granted');
	await house.settled();
	house.letters.length = 0;
	house.told.length = 0;
});

const ask = (change: Partial<HelpQuestion> = {}, userId = 'marit') =>
	askHelp(house.needs, userId, {
		...{
			expertId: 'anke',
			about: { clipId: 'k1' },
			question: 'Wat zie jij in zijn blik?',
			meetAt: days(2),
			until: null
		},
		...change
	});
async function asked(change: Partial<HelpQuestion> = {}): Promise<string> {
	const outcome = await ask(change);
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.value.id;
}
const answer = (id: string, given: HelpAnswer, userId = 'anke') => answerHelp(house.needs, userId, id, given);
const accept = (id: string) => answer(id, { do: 'accept', words: 'Graag.' });
const no = (code: string) => ({ ok: false, code });
const card = async (id: string, userId: string) => {
	const read = await readHelp(house.needs, userId, id, 'nl');
	if (!read.ok) throw new Error(read.code);
	return read.value;
};
/** The three ways in, all through db/help.ts: the clip's right, the page for watching, and the session room. */
async function waysIn(id: string, userId = 'anke') {
	const now = house.needs.clock();
	return {
		clip: (await helpsUntil(house.db, userId, { clipId: 'k1' }, now)) !== null,
		watch: (await watchHelping(house.needs, userId, id)).ok,
		room: (await enterSession(house.needs, userId, 'z1')).ok
	};
}
const shut = { clip: false, watch: false, room: false };
/** A question about the clip alone opens the clip, not the sessions it is brought to. */
const open = { clip: true, watch: true, room: false };

describe('asking', () => {
	it('asks an expert of the team, and opens nothing yet', async () => {
		const id = await asked();
		expect(await waysIn(id)).toEqual(shut);
		expect(await card(id, 'anke')).toMatchObject({
			state: 'asked',
			mine: false,
			open: false,
			question: 'Wat zie jij in zijn blik?'
		});
		expect((await listHelp(house.needs, 'marit')).map((l) => l.id)).toEqual([id]);
	});

	it('lets access last a week after the day of the conversation, and never more than thirty days', async () => {
		expect((await card(await asked(), 'marit')).until).toEqual(new Date('2026-11-21T22:59:00Z'));
		await house.db.delete(helpRequest);
		expect((await card(await asked({ until: days(90) }), 'marit')).until).toEqual(days(30));
	});

	it('takes a facilitator of the team as well', async () => {
		expect(await ask({ expertId: 'lieke' })).toMatchObject({ ok: true });
	});

	it('tells the expert in a letter without a word of the question or the child', async () => {
		const id = await asked();
		await house.settled();
		expect(house.letters).toHaveLength(1);
		const [letter] = house.letters;
		expect(letter?.to).toBe('anke@delinde.test');
		expect(letter?.text).toContain(`https://kijkkring.test/help/${id}`);
		expect(JSON.stringify(letter)).not.toMatch(/blik|J\.|Toren|bouwhoek/);
	});

	it.each<[string, Partial<HelpQuestion>, string, string]>([
		['somebody who is no expert', { expertId: 'sofie' }, 'marit', 'not-an-expert'],
		['an expert of another team', { expertId: 'vreemd' }, 'marit', 'not-an-expert'],
		['a clip of a colleague', {}, 'sofie', 'not-found'],
		['the session of a colleague', { about: { sessionId: 'z1' } }, 'noor', 'not-allowed'],
		['a stranger', { about: { sessionId: 'z1' } }, 'vreemd', 'not-found'],
		['an admin', {}, 'els', 'not-found'],
		['somebody who left', {}, 'vertrokken', 'not-found'],
		['a clip that is not there', { about: { clipId: 'k9' } }, 'marit', 'not-found'],
		['a moment that has passed', { meetAt: days(-1) }, 'marit', 'bad-input'],
		['a moment beyond the longest access', { meetAt: days(31) }, 'marit', 'bad-input'],
		['an end before the moment', { until: days(1) }, 'marit', 'bad-input'],
		['no question', { question: '  ' }, 'marit', 'bad-input']
	])('refuses %s', async (_what, change, userId, code) => {
		expect(await ask(change, userId)).toEqual(no(code));
		expect(await house.db.select().from(helpRequest)).toEqual([]);
	});

	it('needs both answers of the parents (Q17)', async () => {
		await parentsSay('expert', 'refused');
		expect(await ask()).toEqual(no('no-expert-consent'));
		await parentsSay('team', 'refused');
		expect(await ask()).toEqual(no('no-consent'));
	});

	it('refuses a clip that is gone or not ready, and a session that is over or off the table', async () => {
		await house.db.update(clip).set({ status: 'erased' });
		expect(await ask()).toEqual(no('clip-gone'));
		await house.db.update(clip).set({ status: 'converting' });
		expect(await ask()).toEqual(no('clip-not-ready'));
		await house.db.update(clip).set({ status: 'ready' });
		await house.db.update(session).set({ closedAt: castDay });
		expect(await ask({ about: { sessionId: 'z1' } })).toEqual(no('session-closed'));
		await house.db.update(session).set({ withdrawnAt: castDay, closedAt: null });
		expect(await ask({ about: { sessionId: 'z1' } })).toEqual(no('not-found'));
	});

	it('does not ask the same twice, also not at once, but asks again after a no', async () => {
		const [a, b] = await Promise.all([ask(), ask()]);
		expect([a, b].filter((one) => one.ok)).toHaveLength(1);
		expect([a, b]).toContainEqual(no('already-asked'));
		const both = await Promise.all([ask({ about: { sessionId: 'z1' } }), ask({ about: { sessionId: 'z1' } })]);
		expect(both.filter((one) => one.ok)).toHaveLength(1);
		const id = a.ok ? a.value.id : b.ok ? b.value.id : '';
		await answer(id, { do: 'decline', words: '' });
		expect(await ask()).toMatchObject({ ok: true });
	});

	it('offers one’s own clips and sessions, and the experts who go with them', async () => {
		const choices = await helpChoices(house.needs, 'marit');
		expect(choices.clips.map((c) => c.id)).toEqual(['k1']);
		expect(choices.sessions).toMatchObject([{ id: 'z1', meeting: { number: 4 }, open: false }]);
		expect(choices.experts.map((e) => e.id).sort()).toEqual(['anke', 'lieke']);
		expect(await helpChoices(house.needs, 'sofie')).toEqual({ clips: [], sessions: [], experts: [] });
	});
});

describe('looking along', () => {
	it('is shut before the yes, open after it, and shut from the minute it ends', async () => {
		const id = await asked();
		expect(await waysIn(id)).toEqual(shut);
		expect(await accept(id)).toEqual({ ok: true, value: null });
		expect(await waysIn(id)).toEqual(open);
		expect((await card(id, 'anke')).open).toBe(true);
		const until = (await card(id, 'anke')).until!;
		house.setClock(new Date(until.getTime() - 1));
		expect(await waysIn(id)).toEqual(open);
		house.setClock(until);
		expect(await waysIn(id)).toEqual(shut);
		expect(await watchHelping(house.needs, 'anke', id)).toEqual(no('access-ended'));
		expect(await card(id, 'anke')).toMatchObject({
			state: 'ended',
			open: false,
			question: '',
			context: { context: '' }
		});
		expect(await listHelp(house.needs, 'anke')).toMatchObject([{ state: 'ended', question: '' }]);
		expect((await card(id, 'marit')).question).toBe('Wat zie jij in zijn blik?');
	});

	it('opens one session with its clip when a session was asked about, and gives the expert a seat that ends', async () => {
		const id = await asked({ about: { sessionId: 'z1' } });
		await accept(id);
		const entered = await enterSession(house.needs, 'anke', 'z1');
		expect(entered).toMatchObject({
			ok: true,
			value: { who: { seat: 'expert' }, until: new Date('2026-11-21T22:59:00Z').getTime() }
		});
		expect(await helpsUntil(house.db, 'anke', { clipId: 'k1', sessionId: 'other' }, castDay)).toBeNull();
	});

	it('is for nobody else', async () => {
		const id = await asked();
		await accept(id);
		for (const userId of ['sofie', 'noor', 'vreemd', 'els'])
			expect(await waysIn(id, userId)).toMatchObject({ clip: false, watch: false });
		expect(await readHelp(house.needs, 'noor', id, 'nl')).toEqual(no('not-found'));
		expect(await readHelp(house.needs, 'els', id, 'nl')).toEqual(no('not-found'));
	});

	it('opens the session room when the question is about that session, and no other', async () => {
		const id = await asked({ about: { sessionId: 'z1' } });
		expect((await waysIn(id)).room).toBe(false);
		await accept(id);
		expect((await waysIn(id)).room).toBe(true);
		expect((await enterSession(house.needs, 'anke', 'z2')).ok).toBe(false);
	});

	it('closes at once when the asker takes it back', async () => {
		const id = await asked();
		await accept(id);
		expect(await withdrawHelp(house.needs, 'anke', id)).toEqual(no('not-found'));
		expect(await withdrawHelp(house.needs, 'marit', id)).toEqual({ ok: true, value: null });
		expect(await waysIn(id)).toEqual(shut);
		expect(house.told.at(-1)).toEqual({ rightsChanged: { userId: 'anke', clipId: 'k1' } });
		expect(await readHelp(house.needs, 'anke', id, 'nl')).toEqual(no('not-found'));
		expect(await listHelp(house.needs, 'anke')).toEqual([]);
		expect((await card(id, 'marit')).state).toBe('withdrawn');
		expect(await withdrawHelp(house.needs, 'marit', id)).toEqual(no('request-answered'));
	});

	it('closes when the parents change their mind, when the expert leaves or loses the role, and when the asker leaves', async () => {
		const id = await asked();
		await accept(id);
		await parentsSay('expert', 'withdrawn');
		expect(await waysIn(id)).toMatchObject({ watch: false, room: false });
		expect((await card(id, 'anke')).open).toBe(false);
		await parentsSay('expert', 'granted');
		const seat = (userId: string, set: Partial<typeof teamMember.$inferInsert>) =>
			house.db.update(teamMember).set(set).where(eq(teamMember.userId, userId));
		await seat('anke', { roles: ['guest'] });
		expect(await waysIn(id)).toMatchObject({ clip: false, watch: false });
		await seat('anke', { roles: ['expert'], leftAt: castDay });
		expect(await waysIn(id)).toEqual(shut);
		await seat('anke', { leftAt: null });
		await seat('marit', { leftAt: castDay });
		expect(await waysIn(id)).toEqual(shut);
		await seat('marit', { leftAt: null });
		expect(await waysIn(id)).toEqual(open);
	});
});

describe('answering', () => {
	it('is for the expert who was asked, once', async () => {
		const id = await asked();
		expect(await answer(id, { do: 'accept', words: '' }, 'marit')).toEqual(no('not-found'));
		expect(await answer(id, { do: 'accept', words: '' }, 'lieke')).toEqual(no('not-found'));
		const both = await Promise.all([accept(id), answer(id, { do: 'decline', words: '' })]);
		expect(both.filter((one) => one.ok)).toHaveLength(1);
		expect(both).toContainEqual(no('request-answered'));
	});

	it('opens another moment only when the asker agrees, with as much time after it', async () => {
		const id = await asked({ until: days(4) });
		await answer(id, { do: 'propose', words: 'Dan pas.', meetAt: days(5) });
		expect(await waysIn(id)).toEqual(shut);
		expect(await card(id, 'marit')).toMatchObject({
			state: 'proposed',
			meetAt: days(5),
			until: days(7),
			answer: 'Dan pas.'
		});
		expect(await agreeToMoment(house.needs, 'anke', id)).toEqual(no('not-found'));
		expect(await agreeToMoment(house.needs, 'marit', id)).toEqual({ ok: true, value: null });
		expect(await waysIn(id)).toEqual(open);
		expect(await agreeToMoment(house.needs, 'marit', id)).toEqual(no('request-answered'));
	});

	it('can still be a no after another proposal, and refuses a moment that makes no sense', async () => {
		const id = await asked();
		expect(await answer(id, { do: 'propose', words: '', meetAt: days(-1) })).toEqual(no('bad-input'));
		expect(await answer(id, { do: 'propose', words: '', meetAt: days(31) })).toEqual(no('bad-input'));
		await answer(id, { do: 'propose', words: '', meetAt: days(5) });
		expect(await answer(id, { do: 'decline', words: 'Toch niet.' })).toEqual({ ok: true, value: null });
		expect(await waysIn(id)).toEqual(shut);
		expect(await agreeToMoment(house.needs, 'marit', id)).toEqual(no('request-answered'));
	});

	it('does not open what may no longer be opened', async () => {
		const id = await asked();
		await parentsSay('expert', 'withdrawn');
		expect(await accept(id)).toEqual(no('no-expert-consent'));
		await parentsSay('expert', 'granted');
		await house.db.update(clip).set({ status: 'erased' });
		expect(await accept(id)).toEqual(no('clip-gone'));
		await house.db.update(clip).set({ status: 'ready' });
		house.setClock(days(20));
		expect(await accept(id)).toEqual(no('access-ended'));
		expect(await waysIn(id)).toEqual(shut);
	});

	it('tells the asker by letter, in words that give nothing away', async () => {
		const id = await asked();
		await answer(id, { do: 'decline', words: 'Vakantie.' });
		await house.settled();
		expect(house.letters.map((l) => l.to)).toEqual(['anke@delinde.test', 'marit@delinde.test']);
		expect(house.letters[1]?.text).not.toContain('Vakantie');
	});
});

describe('the end', () => {
	it('is written down by the clock, told to the table, and harmless to write twice', async () => {
		const id = await asked();
		await accept(id);
		await endHelpThatRanOut(house.needs);
		expect((await card(id, 'marit')).state).toBe('accepted');
		house.setClock(days(20));
		house.told.length = 0;
		await endHelpThatRanOut(house.needs);
		await endHelpThatRanOut(house.needs);
		expect(house.told).toEqual([{ rightsChanged: { userId: 'anke', clipId: 'k1' } }]);
		const [row] = await house.db.select().from(helpRequest);
		expect(row?.status).toBe('ended');
	});

	it('is moved by the asker alone, at most thirty days ahead, also after it came', async () => {
		const id = await asked();
		await accept(id);
		expect(await grantMoreTime(house.needs, 'anke', id, days(15))).toEqual(no('not-found'));
		expect(await grantMoreTime(house.needs, 'marit', id, days(-1))).toEqual(no('bad-input'));
		expect(await grantMoreTime(house.needs, 'marit', id, days(99))).toEqual({ ok: true, value: { until: days(30) } });
		house.setClock(days(31));
		await endHelpThatRanOut(house.needs);
		expect(await waysIn(id)).toEqual(shut);
		await grantMoreTime(house.needs, 'marit', id, days(40));
		expect(await waysIn(id)).toEqual(open);
	});

	it('cannot be moved for what was never accepted', async () => {
		const id = await asked();
		expect(await grantMoreTime(house.needs, 'marit', id, days(15))).toEqual(no('request-answered'));
		house.setClock(days(20));
		await endHelpThatRanOut(house.needs);
		expect((await card(id, 'marit')).canGrantMore).toBe(false);
		expect(await grantMoreTime(house.needs, 'marit', id, days(25))).toEqual(no('request-answered'));
		expect(await waysIn(id)).toEqual(shut);
	});

	it('is final once the clip was erased', async () => {
		const id = await asked();
		await accept(id);
		await house.db.update(clip).set({ status: 'erased' });
		expect(await card(id, 'marit')).toMatchObject({ clipId: null, canGrantMore: false });
		expect(await grantMoreTime(house.needs, 'marit', id, days(15))).toEqual(no('clip-gone'));
		expect(await watchHelping(house.needs, 'anke', id)).toEqual(no('clip-gone'));
	});

	it('needs the parents’ yes for more time too', async () => {
		const id = await asked();
		await accept(id);
		await parentsSay('expert', 'withdrawn');
		expect(await grantMoreTime(house.needs, 'marit', id, days(15))).toEqual(no('no-expert-consent'));
	});
});
