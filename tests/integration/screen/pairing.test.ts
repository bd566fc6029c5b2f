import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeTyped } from '$lib/domain/screen-code';
import { session, sessionScreen, signInTry, teamMember } from '$lib/server/db/schema';
import { chooseFragment } from '$lib/server/use-cases/clip/describe-clip';
import { eraseClip } from '$lib/server/use-cases/clip/erase-clip';
import { watchMedia, watchOnScreen } from '$lib/server/use-cases/clip/watch-media';
import { askForCode } from '$lib/server/use-cases/screen/ask-code';
import { endScreen, pairScreen } from '$lib/server/use-cases/screen/pair-screen';
import { screenNow, switchOff } from '$lib/server/use-cases/screen/screen-now';
import { viewScreen } from '$lib/server/use-cases/screen/view-screen';
import { actInSession } from '$lib/server/use-cases/session/act';
import { bringClip } from '$lib/server/use-cases/session/bring-clip';
import { enterSession } from '$lib/server/use-cases/session/enter';
import { takeOffTable } from '$lib/server/use-cases/session/take-off-table';
import { viewSession } from '$lib/server/use-cases/session/view-session';
import { tick } from '$lib/server/use-cases/tick';
import type { Command } from '$lib/engine/decide';
import { emptyLog, openings } from '../../support/audit/log';
import { castDay } from '../../support/test-needs';
import { openClipHouse, said, type ClipHouse } from '../clip/clip-house';

let house: ClipHouse;
let clipId: string;
let sessionId: string;
const minute = 60_000;
const later = (ms: number) => house.setClock(new Date(castDay.getTime() + ms));

beforeAll(async () => {
	house = await openClipHouse();
	clipId = await house.arrived();
	await chooseFragment(house.needs, 'marit', clipId, { from: 2_000, to: 9_000 });
});
afterAll(() => house.end());
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(session);
	await house.db.delete(sessionScreen);
	await house.db.delete(signInTry);
	await emptyLog(house.db);
	await house.parents('granted');
	sessionId = await brought();
	await act('marit', { do: 'start', seen: 0 });
});

async function brought(meetingId = 'm3'): Promise<string> {
	const done = await bringClip(house.needs, 'marit', clipId, { meetingId, protocolId: 'short', show: 'whole' });
	if (!done.ok) throw new Error(done.code);
	return done.value.sessionId;
}
async function act(who: string, command: Command): Promise<void> {
	const done = await actInSession(house.needs, who, sessionId, command);
	if (!done.ok) throw new Error(done.code);
}

/** A browser nobody is signed in at, with its cookie and the code it shows. */
async function board(address = '10.0.0.9') {
	const asked = await askForCode(house.needs, address, 'Firefox, Linux');
	if (!asked.ok) throw new Error(asked.code);
	const stage = await viewScreen(house.needs, asked.value.secret);
	if (stage.is !== 'waiting') throw new Error(stage.is);
	return { secret: asked.value.secret, code: stage.code };
}
const pair = (who: string, code: string, at = sessionId) => pairScreen(house.needs, who, at, code);
async function paired(who = 'marit') {
	const it = await board();
	expect(said(await pair(who, it.code))).toBe('yes');
	return it.secret;
}
const shows = async (secret: string | null) => said(await screenNow(house.needs, secret));
const media = async (secret: string | null, file = 'seg0.m4s', clip = clipId) =>
	said(await watchOnScreen(house.needs, secret, { clipId: clip, file, range: null, asking: false }));

describe('[BS4] a code', () => {
	it('is of no use by itself: a browser that only asked sees nothing', async () => {
		const { secret, code } = await board();
		expect(codeTyped(code)).toBe(code);
		expect(await shows(secret)).toBe('not-found');
		expect(await media(secret)).toBe('not-found');
		expect(await viewScreen(house.needs, null)).toEqual({ is: 'new' });
		expect(await viewScreen(house.needs, 'x'.repeat(5000))).toEqual({ is: 'new' });
	});

	it('nothing that opens a door is kept: neither the secret nor, once used, the code', async () => {
		const { secret, code } = await board();
		await pair('marit', code);
		const rows = JSON.stringify(await house.db.select().from(sessionScreen));
		expect(rows).not.toContain(secret);
		expect(rows).not.toContain(code);
	});

	it('works once, as people type it, and gives one browser to one session', async () => {
		const [one, two] = [await board(), await board()];
		expect(said(await pair('marit', ` ${one.code.slice(0, 3).toLowerCase()}-${one.code.slice(3)} `))).toBe('yes');
		expect(said(await pair('marit', one.code))).toBe('no-such-code');
		expect(await shows(one.secret)).toBe('yes');
		expect(await shows(two.secret)).toBe('not-found');
		const both = await Promise.all([pair('marit', two.code), pair('noor', two.code)]);
		expect(both.map(said).sort()).toEqual(['no-such-code', 'yes']);
	});

	it('ends after ten minutes', async () => {
		const { secret, code } = await board();
		later(10 * minute);
		expect(said(await pair('marit', code))).toBe('no-such-code');
		expect(await viewScreen(house.needs, secret)).toEqual({ is: 'new' });
	});

	it('who guesses waits, a right code among the guesses helps nobody, and others are not kept out', async () => {
		const { code } = await board();
		for (let i = 0; i < 10; i++) expect(said(await pair('marit', 'CCCCCC'))).toBe('no-such-code');
		expect(said(await pair('marit', code))).toBe('too-many-tries');
		expect(said(await pair('noor', code))).toBe('yes');
		later(10 * minute + 1);
		expect(said(await pair('marit', (await board()).code))).toBe('yes');
	});

	it('a hundred guesses at once are no more than ten', async () => {
		const answers = await Promise.all(Array.from({ length: 30 }, () => pair('marit', 'CCCCCC')));
		expect(answers.filter((it) => said(it) === 'no-such-code')).toHaveLength(10);
	});

	it('one address is given so many codes and no more; another one still is', async () => {
		for (let i = 0; i < 60; i++) await board('10.0.0.1');
		expect(said(await askForCode(house.needs, '10.0.0.1', ''))).toBe('too-many-tries');
		expect(said(await askForCode(house.needs, '10.0.0.2', ''))).toBe('yes');
	});

	it('sixty is what is given when all are asked for at once too, and no browser more may wait than five hundred', async () => {
		const asks = (address: string, n: number) => Array.from({ length: n }, () => askForCode(house.needs, address, ''));
		const atOnce = (await Promise.all(asks('10.0.0.1', 70))).map(said);
		expect(atOnce.filter((it) => it === 'yes')).toHaveLength(60);
		expect(new Set(atOnce)).toEqual(new Set(['yes', 'too-many-tries']));
		const school = await Promise.all(Array.from({ length: 8 }, (_, i) => asks(`10.0.1.${i}`, 58)).flat());
		expect(school.map(said).filter((it) => it === 'yes')).toHaveLength(440);
		expect(said(await askForCode(house.needs, '10.0.0.2', ''))).toBe('too-busy');
		expect(await house.db.$count(sessionScreen)).toBe(500);
	});

	it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
		'nobody is told apart by %s, so it counts for nobody',
		async (address) => {
			for (let i = 0; i < 61; i++) await board(address);
		}
	);

	it('of IPv6 a network counts as one, however its addresses are written; the next network does not', async () => {
		const ours = ['2001:db8:0:7::1', '2001:db8:0:7:a:b:c:d', '2001:db8::7:0:0:0:2', '2001:0DB8:0000:0007::3'];
		for (let i = 0; i < 60; i++) await board(ours[i % ours.length]);
		for (const address of ours)
			expect([address, said(await askForCode(house.needs, address, ''))]).toEqual([address, 'too-many-tries']);
		for (const address of ['2001:db8:0:8::1', '2001:db8::1', '::ffff:10.0.0.9'])
			expect([address, said(await askForCode(house.needs, address, ''))]).toEqual([address, 'yes']);
	});
});

describe('[BS2] [S32] who pairs', () => {
	it.each(['marit', 'noor'])('%s may: presenter, facilitator', async (who) => {
		expect(said(await pair(who, (await board()).code))).toBe('yes');
	});

	it('whoever leads may, and not before or after', async () => {
		expect(said(await pair('kees', (await board()).code))).toBe('not-allowed');
		await act('kees', { do: 'take-lead', seen: await movedAt() });
		expect(said(await pair('kees', (await board()).code))).toBe('yes');
		await act('kees', { do: 'release-lead', seen: await movedAt() });
		expect(said(await pair('kees', (await board()).code))).toBe('not-allowed');
	});

	it.each([
		['sofie', 'not-allowed'],
		['gerda', 'not-allowed'],
		['anke', 'not-found'],
		['els', 'not-found'],
		['vreemd', 'not-found'],
		['vertrokken', 'not-found'],
		['nobody', 'not-found']
	])('%s may not (%s), and the code is still there for who may', async (who, code) => {
		const it = await board();
		expect(said(await pair(who, it.code))).toBe(code);
		expect(said(await pair('marit', it.code))).toBe('yes');
	});

	it('at most three at once', async () => {
		for (let i = 0; i < 3; i++) await paired();
		expect(said(await pair('marit', (await board()).code))).toBe('too-many-screens');
	});

	it('everybody hears that there is one; which, only who may switch it off', async () => {
		await paired();
		const seen = async (who: string) => {
			const view = await viewSession(house.needs, who, sessionId);
			return view.ok ? view.value.screens : null;
		};
		expect(await seen('marit')).toMatchObject({ open: true, which: [{ device: 'Firefox, Linux' }] });
		expect(await seen('sofie')).toEqual({ open: true, which: [] });
		expect(house.told).toContainEqual({ rightsChanged: { sessionId } });
	});
});

describe('[BS5] a screen ends', () => {
	const ends: Record<string, () => Promise<unknown>> = {
		'when the presenter takes the clip off the table': () => takeOffTable(house.needs, 'marit', sessionId),
		'when the parents take their yes back': () => house.parents('withdrawn'),
		'when the session closes': async () => {
			for (;;) {
				const { state, facts } = await standing();
				if (state.phase === 'closed') return;
				const last = state.round === facts.protocol.rounds.length - 1;
				const seen = state.movedAt;
				await act('noor', last ? { do: 'close', seen } : { do: 'next', seen, reason: 'verder' });
			}
		},
		'after four hours': async () => later(4 * 60 * minute),
		'when it is switched off on the board': async () => switchOff(house.needs, secret),
		'when another of those who may switches it off': async () => {
			const view = await viewSession(house.needs, 'noor', sessionId);
			const id = view.ok ? view.value.screens.which[0]?.id : undefined;
			expect(said(await endScreen(house.needs, 'sofie', sessionId, id ?? ''))).toBe('not-allowed');
			expect(await shows(secret)).toBe('yes');
			expect(said(await endScreen(house.needs, 'noor', sessionId, id ?? ''))).toBe('yes');
		},
		'when whoever paired it leaves the team': () =>
			house.db.update(teamMember).set({ leftAt: castDay }).where(eq(teamMember.userId, 'marit'))
	};
	let secret = '';

	it.each(Object.keys(ends))('%s', async (how) => {
		secret = await paired();
		expect(await shows(secret)).toBe('yes');
		expect(await media(secret)).toBe('yes');
		await ends[how]?.();
		expect(await shows(secret)).toBe('not-found');
		expect(await media(secret)).toBe('not-found');
		expect(await viewScreen(house.needs, secret)).toEqual({ is: 'over' });
		await house.db.update(teamMember).set({ leftAt: null }).where(eq(teamMember.userId, 'marit'));
	});

	it('a screen of another session is not ended from this one', async () => {
		secret = await paired();
		const [row] = await house.db.select({ id: sessionScreen.id }).from(sessionScreen);
		const other = await brought('m4');
		expect(said(await endScreen(house.needs, 'marit', other, row?.id ?? ''))).toBe('not-found');
		expect(await shows(secret)).toBe('yes');
	});

	it('and is forgotten a day later', async () => {
		await paired();
		later(30 * 60 * minute);
		await tick(house.needs, { sweep: async () => {} });
		expect(await house.db.select().from(sessionScreen)).toEqual([]);
	});
});

describe('[BS7] what its picture is', () => {
	it('the clip of its own session, while that runs, and no other', async () => {
		const other = await house.arrived();
		await house.db.update(session).set({ startedAt: null }).where(eq(session.id, sessionId));
		const secret = await paired();
		const mine = await watchMedia(house.needs, 'marit', {
			clipId: other,
			file: 'seg0.m4s',
			range: null,
			asking: false
		});
		expect(said(mine)).toBe('yes'); // whoever paired it may, and the screen still may not
		expect(await media(secret, 'seg0.m4s', other)).toBe('not-found');
		for (const file of ['levels.m3u8', 'index.m3u8', 'init.mp4', 'seg0.m4s', 'seg3.m4s', 'captions.vtt'])
			expect(await media(secret, file)).toBe('yes');
		await eraseClip(house.needs, 'marit', other);
	});

	it('only as far as it was brought, also where its owner paired it', async () => {
		await house.db.update(session).set({ shownFrom: 4_100, shownTo: 7_900 }).where(eq(session.id, sessionId));
		const secret = await paired('marit');
		const given: string[] = [];
		for (let i = 0; i < 7; i++) if ((await media(secret, `seg${i}.m4s`)) === 'yes') given.push(`seg${i}`);
		expect(given).toEqual(['seg3', 'seg4']);
	});

	it('none before the group began', async () => {
		await house.db.delete(session);
		sessionId = await brought();
		const secret = await paired();
		expect(await shows(secret)).toBe('yes');
		expect(await media(secret)).toBe('not-found');
		const stage = await viewScreen(house.needs, secret);
		expect(stage).toMatchObject({ is: 'showing', view: { clip: null } });
		await act('marit', { do: 'start', seen: 0 });
		expect(await media(secret)).toBe('yes');
	});

	it('is recorded under the name of whoever paired it', async () => {
		const secret = await paired('noor');
		await media(secret, 'levels.m3u8');
		expect(await openings(house.db)).toEqual([{ clipId, userId: 'noor', sessionId, at: castDay }]);
	});
});

it('[BS6] its page knows the presenter and whoever has the word, and nothing of anybody else', async () => {
	await act('marit', { do: 'ready', ready: true });
	await act('sofie', { do: 'ask-lead', asked: true }).catch(() => {});
	const secret = await paired();
	const stage = await viewScreen(house.needs, secret);
	if (stage.is !== 'showing') throw new Error(stage.is);
	const { view } = stage;
	expect(view.people.map((p) => p.name)).toEqual(['Marit']);
	expect(view.state).toMatchObject({ leader: null, leadAskedBy: [], heard: [], ready: [], lenses: {} });
	expect(Object.values(view.may.write).concat(Object.values(view.may.playback))).not.toContain(true);
	expect([view.may.move, view.may.point, view.may.jot, view.may.screen, view.may.takeLead]).not.toContain(true);
	const text = JSON.stringify(view);
	for (const hidden of ['kees', 'sofie', 'noor', 'Kees', 'Sofie', 'Noor', 'J.', 'marit-j"'])
		expect(text).not.toContain(`"${hidden}`);
	expect(view.card).toEqual({ context: '', reason: '', goal: '', question: '', skills: [] });
});

async function standing() {
	const entered = await enterSession(house.needs, 'marit', sessionId);
	if (!entered.ok) throw new Error(entered.code);
	return entered.value;
}
const movedAt = async () => (await standing()).state.movedAt;
