import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseVtt, toVtt } from '$lib/domain/captions';
import { clipCaption, session } from '$lib/server/db/schema';
import {
	addCaption,
	captionsMark,
	changeCaption,
	pasteCaptions,
	removeCaption
} from '$lib/server/use-cases/clip/captions';
import { chooseFragment } from '$lib/server/use-cases/clip/describe-clip';
import { eraseClip } from '$lib/server/use-cases/clip/erase-clip';
import { viewClip } from '$lib/server/use-cases/clip/view-clip';
import { watchMedia } from '$lib/server/use-cases/clip/watch-media';
import { bringClip } from '$lib/server/use-cases/session/bring-clip';
import { GET, HEAD } from '../../../src/routes/(member)/clips/[clip]/media/[file]/+server';
import { emptyLog, openings } from '../../support/audit/log';
import { castDay } from '../../support/test-needs';
import { bytesOf, openClipHouse, said, type ClipHouse } from './clip-house';

let house: ClipHouse;
let id: string;

beforeAll(async () => {
	house = await openClipHouse();
	id = await house.arrived();
	await chooseFragment(house.needs, 'marit', id, { from: 4_000, to: 8_000 });
});
afterAll(() => house.end());
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(session);
	await house.db.delete(clipCaption);
	await emptyLog(house.db);
});

const add = (who: string, from: number, to: number, text: string, clipId = id) =>
	addCaption(house.needs, who, clipId, { from, to, text });
const kept = async (clipId = id) => {
	const seen = await viewClip(house.needs, 'marit', clipId);
	return seen.ok ? seen.value.captions.map(({ from, to, text }) => [from, to, text]) : null;
};
/** The file as this person's player gets it; null for "nothing here". */
const file = async (who: string, clipId = id): Promise<string | null> => {
	const part = await watchMedia(house.needs, who, { clipId, file: 'captions.vtt', range: null, asking: false });
	return part.ok ? new TextDecoder().decode(await bytesOf(part.value)) : null;
};
const onTable = async (change: Partial<typeof session.$inferInsert> = {}) => {
	const brought = await bringClip(house.needs, 'marit', id, { meetingId: 'm3', protocolId: 'short', show: 'whole' });
	if (!brought.ok) throw new Error(brought.code);
	await house.db
		.update(session)
		.set({ startedAt: castDay, ...change })
		.where(eq(session.id, brought.value.sessionId));
};

describe('[O1] writing down what is said', () => {
	it('line by line, changed and taken away, in the order of the clip', async () => {
		const second = await add('marit', 5_000, 6_000, '  Laat   hem\n\n maar ');
		await add('marit', 1_000, 2_000, 'Kijk eens');
		expect(await kept()).toEqual([
			[1_000, 2_000, 'Kijk eens'],
			[5_000, 6_000, 'Laat hem\nmaar']
		]);
		const lineId = second.ok ? second.value.id : '';
		const to = { from: 500, to: 900, text: 'Hé' };
		expect(said(await changeCaption(house.needs, 'marit', id, lineId, to))).toBe('yes');
		expect((await kept())?.[0]).toEqual([500, 900, 'Hé']);
		expect(said(await removeCaption(house.needs, 'marit', id, lineId))).toBe('yes');
		expect(said(await removeCaption(house.needs, 'marit', id, lineId))).toBe('yes');
		expect(await kept()).toHaveLength(1);
	});

	it('[O3] tells the tables it lies on with every line that comes, changes or goes, and its mark is another one', async () => {
		const marks = [await captionsMark(house.db, id)];
		const tells = async (change: Promise<unknown>) => {
			house.told.length = 0;
			await change;
			expect(house.told).toContainEqual({ clipChanged: id });
			marks.push(await captionsMark(house.db, id));
		};
		const line = add('marit', 1_000, 2_000, 'Kijk eens');
		await tells(line);
		const lineId = await line.then((it) => (it.ok ? it.value.id : ''));
		await tells(changeCaption(house.needs, 'marit', id, lineId, { from: 1_000, to: 2_000, text: 'Kijk dan!' }));
		await tells(pasteCaptions(house.needs, 'marit', id, toVtt([{ from: 3_000, to: 4_000, text: 'Ja' }])));
		expect(new Set(marks).size).toBe(4);
		expect(marks[0]).toBeNull();
		await tells(removeCaption(house.needs, 'marit', id, lineId));
	});

	it('inside the clip, with words, and for no longer than one reads', async () => {
		expect(said(await add('marit', 0, 2_000, ' \n '))).toBe('bad-input');
		expect(said(await add('marit', 2_000, 1_000, 'ja'))).toBe('bad-input');
		expect(said(await add('marit', 0, 2_000, 'x'.repeat(301)))).toBe('bad-input');
		expect(said(await add('marit', 600_000, 601_000, 'ja'))).toBe('moment-outside-clip');
		expect(said(await add('marit', -500, 500, 'ja'))).toBe('moment-outside-clip');
		expect(await kept()).toEqual([]);
	});

	it('by the owner alone: for everybody else there is no clip, and nothing changes', async () => {
		const line = await add('marit', 1_000, 2_000, 'Kijk eens');
		const lineId = line.ok ? line.value.id : '';
		await onTable();
		const { needs } = house;
		for (const other of ['kees', 'noor', 'els', 'anke', 'gerda', 'vreemd', 'vertrokken']) {
			expect(said(await add(other, 0, 1_000, 'van mij'))).toBe('not-found');
			expect(said(await pasteCaptions(needs, other, id, toVtt([{ from: 0, to: 900, text: 'x' }])))).toBe('not-found');
			const to = { from: 0, to: 900, text: 'x' };
			expect(said(await changeCaption(needs, other, id, lineId, to))).toBe('not-found');
			expect(said(await removeCaption(needs, other, id, lineId))).toBe('not-found');
		}
		expect(await kept()).toEqual([[1_000, 2_000, 'Kijk eens']]);
	});

	it('a line of another clip is not there', async () => {
		const other = await house.arrived();
		const line = await add('marit', 1_000, 2_000, 'Daar', other);
		const lineId = line.ok ? line.value.id : '';
		const to = { from: 0, to: 900, text: 'x' };
		expect(said(await changeCaption(house.needs, 'marit', id, lineId, to))).toBe('not-found');
		await removeCaption(house.needs, 'marit', id, lineId);
		expect(await kept(other)).toEqual([[1_000, 2_000, 'Daar']]);
	});

	it('pasted as WebVTT: what fits is added once, the rest is counted', async () => {
		const text = toVtt([
			{ from: 1_000, to: 2_000, text: 'Kijk eens' },
			{ from: 900_000, to: 901_000, text: 'te ver' }
		]);
		expect(await pasteCaptions(house.needs, 'marit', id, text)).toEqual({ ok: true, value: { added: 1, left: 1 } });
		expect(await pasteCaptions(house.needs, 'marit', id, text)).toEqual({ ok: true, value: { added: 0, left: 1 } });
		expect(await kept()).toEqual([[1_000, 2_000, 'Kijk eens']]);
		expect(said(await pasteCaptions(house.needs, 'marit', id, 'zomaar een zin'))).toBe('bad-input');
		expect(said(await pasteCaptions(house.needs, 'marit', id, text.padEnd(200_001)))).toBe('bad-input');
	});
});

describe('[O2] sealed with the clip', () => {
	it('no word of it can be read in the database, and all of it goes with the clip', async () => {
		const other = await house.arrived();
		await add('marit', 1_000, 2_000, 'Kijk eens', other);
		const [row] = await house.db.select().from(clipCaption).where(eq(clipCaption.clipId, other));
		expect(Buffer.from(row?.sealed ?? []).includes('Kijk')).toBe(false);
		expect(house.needs.vault.unsealText((await house.handle(other)).key, row?.sealed ?? new Uint8Array())).toBe(
			'Kijk eens'
		);
		await eraseClip(house.needs, 'marit', other);
		expect(await house.db.$count(clipCaption, eq(clipCaption.clipId, other))).toBe(0);
		expect(said(await add('marit', 1_000, 2_000, 'nog eens', other))).toBe('clip-gone');
		expect(await file('marit', other)).toBeNull();
	});
});

describe('[O3] read by whoever may watch', () => {
	it('a file without lines when nothing was written down', async () => {
		expect(await file('marit')).toBe('WEBVTT\n');
	});

	it('escaped: nothing that was written begins a line, a tag or a note of its own', async () => {
		await add('marit', 1_000, 2_000, '<b>a</b>\n\n00:00:05.000 --> 00:00:06.000\nb & c');
		const text = (await file('marit')) ?? '';
		expect(text.match(/-->/g)).toHaveLength(1);
		expect(text).not.toContain('<');
		expect(parseVtt(text)).toEqual([
			{ from: 1_000, to: 2_000, text: '<b>a</b>\n00:00:05.000 --> 00:00:06.000\nb & c' }
		]);
	});

	it('at the table while the session runs, and it is no view of the pictures', async () => {
		await add('marit', 1_000, 2_000, 'Kijk eens');
		expect(await file('kees')).toBeNull();
		await onTable();
		for (const who of ['kees', 'sofie', 'noor', 'gerda']) expect(await file(who)).toContain('Kijk eens');
		for (const who of ['els', 'anke', 'vreemd', 'vertrokken', 'nobody']) expect(await file(who)).toBeNull();
		expect(await openings(house.db)).toEqual([]);
	});

	it('whoever sees a part reads a part: nothing of what is said outside it', async () => {
		await add('marit', 1_000, 3_900, 'daarvoor');
		await add('marit', 4_500, 5_000, 'erin');
		await add('marit', 7_000, 8_500, 'over de rand');
		await add('marit', 8_200, 9_000, 'daarna');
		await onTable({ shownFrom: 4_000, shownTo: 8_000 });
		expect(parseVtt((await file('kees')) ?? '').map(({ text }) => text)).toEqual(['erin', 'over de rand']);
		expect(parseVtt((await file('marit')) ?? '')).toHaveLength(4);
	});

	it('over HTTP: in no cache, and 404 with 0 bytes for everybody else and from anywhere else', async () => {
		await add('marit', 1_000, 2_000, 'Kijk eens');
		type Event = Parameters<typeof GET>[0];
		const open = async (userId: string | null, headers: Record<string, string> = {}, ask = GET) => {
			const event = {
				locals: {
					house: { needs: house.needs, signIns: { cookieName: 'kijkkring' } },
					user: userId ? { id: userId } : null
				},
				cookies: { get: () => undefined },
				params: { clip: id, file: 'captions.vtt' },
				request: new Request(`https://kijkkring.test/clips/${id}/media/captions.vtt`, {
					method: ask === HEAD ? 'HEAD' : 'GET',
					headers
				})
			} as unknown as Event;
			const response = await ask(event);
			return { status: response.status, headers: response.headers, body: await response.text() };
		};
		const mine = await open('marit', { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'track' });
		expect([mine.status, mine.headers.get('content-type'), mine.headers.get('cache-control')]).toEqual([
			200,
			'text/vtt; charset=utf-8',
			'no-store'
		]);
		expect(mine.body).toContain('Kijk eens');
		expect(await open('marit', {}, HEAD)).toMatchObject({ status: 200, body: '' });
		for (const [who, headers] of [
			['kees', {}],
			[null, {}],
			['marit', { 'sec-fetch-site': 'cross-site' }],
			['marit', { 'sec-fetch-dest': 'document' }],
			['marit', { 'sec-fetch-dest': 'iframe' }]
		] as const)
			expect(await open(who, headers)).toMatchObject({ status: 404, body: '' });
	});
});
