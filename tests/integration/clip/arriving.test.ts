import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clip, helpRequest, session } from '$lib/server/db/schema';
import { chooseFragment } from '$lib/server/use-cases/clip/describe-clip';
import { eraseClip } from '$lib/server/use-cases/clip/erase-clip';
import { listClips } from '$lib/server/use-cases/clip/list-clips';
import { receiveClip } from '$lib/server/use-cases/clip/receive-clip';
import { viewClip } from '$lib/server/use-cases/clip/view-clip';
import { watchMedia } from '$lib/server/use-cases/clip/watch-media';
import { bringClip } from '$lib/server/use-cases/session/bring-clip';
import { clipBytes } from '../../support/clips';
import { emptyLog, openings } from '../../support/audit/log';
import { castDay } from '../../support/test-needs';
import { bytesOf, openClipHouse, said, type ClipHouse } from './clip-house';
import { sealed } from '../../support/sealed';

let house: ClipHouse;
beforeAll(async () => void (house = await openClipHouse()));
afterAll(() => house.end());
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(helpRequest);
	await emptyLog(house.db);
	// only so many may be under way at a time
	await house.db.update(clip).set({ status: 'erased' });
	await house.parents('granted');
});

const watch = (userId: string, clipId: string, file: string) =>
	watchMedia(house.needs, userId, { clipId, file, range: null, asking: false });

/** One request of the sending, as the browser makes it. */
async function send(id: string, method: 'POST' | 'PATCH', from: number, bytes: Uint8Array, total: number) {
	const request = new Request(`https://kijkkring.test/clips/${id}/upload`, {
		method,
		headers: {
			'tus-resumable': '1.0.0',
			...(method === 'POST'
				? { 'upload-length': String(total) }
				: { 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' })
		},
		body: method === 'POST' ? null : new Uint8Array(bytes)
	});
	const received = await receiveClip(house.needs, 'marit', id, request);
	if (!received.ok) throw new Error(received.code);
	expect(received.value.ok).toBe(true);
}

/** Marit's clip of which so much has arrived. */
async function partly(name: string, part: number) {
	const bytes = await clipBytes(name);
	const id = await house.announced(bytes);
	const sent = Math.floor(bytes.length * part);
	await send(id, 'POST', 0, bytes, bytes.length);
	await send(id, 'PATCH', 0, bytes.subarray(0, sent), bytes.length);
	return {
		id,
		bytes,
		rest: () => send(id, 'PATCH', sent, bytes.subarray(sent), bytes.length),
		status: async () => (await house.row(id)).status
	};
}

async function onTable(id: string) {
	expect(said(await chooseFragment(house.needs, 'marit', id, { from: 2_000, to: 9_000 }))).toBe('yes');
	const how = { meetingId: 'm3', protocolId: 'short', show: 'whole' } as const;
	const brought = await bringClip(house.needs, 'marit', id, how);
	if (!brought.ok) throw new Error(brought.code);
	await house.db.update(session).set({ startedAt: castDay }).where(eq(session.id, brought.value.sessionId));
}

describe('[M1] a clip whose index came first', () => {
	it('is watched, brought and shown while the rest comes in, and what has not arrived is said to be on its way', async () => {
		const { id, bytes, rest, status } = await partly('h264_aac_faststart.mp4', 0.5);
		expect(await status()).toBe('sending');
		const page = await viewClip(house.needs, 'marit', id);
		expect(page).toMatchObject({
			ok: true,
			value: { mayWatch: true, status: 'sending', facts: { durationMs: 12_000 } }
		});
		expect(said(await watch('kees', id, 'index.m3u8'))).toBe('not-found');
		await onTable(id);
		expect(said(await watch('kees', id, 'index.m3u8'))).toBe('yes');
		expect(said(await watch('kees', id, 'seg0.m4s'))).toBe('yes');
		expect(said(await watch('kees', id, 'seg6.m4s'))).toBe('clip-arriving');
		expect(said(await watch('vreemd', id, 'seg6.m4s'))).toBe('not-found');
		await rest();
		await house.settled();
		expect(await status()).toBe('ready');
		expect(said(await watch('kees', id, 'seg6.m4s'))).toBe('yes');
		const early = await house.arrived();
		expect((await house.row(id)).facts).toEqual((await house.row(early)).facts);
		expect(bytes.length).toBe((await house.row(id)).bytes);
		await eraseClip(house.needs, 'marit', id);
	});

	it('answers a segment the moment its bytes are there', async () => {
		const { id, rest } = await partly('h264_aac_faststart.mp4', 0.5);
		const waiting = watch('marit', id, 'seg6.m4s');
		await rest();
		expect(said(await waiting)).toBe('yes');
		await house.settled();
	});

	it('[R30] is nobody’s any more once the parents take their yes back, also in the middle', async () => {
		const { id } = await partly('h264_aac_faststart.mp4', 0.5);
		await onTable(id);
		await house.parents('withdrawn');
		for (const who of ['marit', 'kees'])
			for (const file of ['index.m3u8', 'seg0.m4s', 'seg6.m4s'])
				expect(said(await watch(who, id, file))).toBe('not-found');
	});

	it('begins anew, and shows nothing of before, when another file is sent in its place', async () => {
		const { id, bytes } = await partly('h264_aac_faststart.mp4', 0.5);
		expect((await house.row(id)).facts).not.toBeNull();
		await send(id, 'POST', 0, bytes, bytes.length);
		expect((await house.row(id)).facts).toBeNull();
		expect(said(await watch('marit', id, 'seg0.m4s'))).toBe('clip-not-ready');
	});
});

describe('[M1] a clip in fragments', () => {
	it('is watched by its owner as far as it has come, and can be brought once its length is known', async () => {
		const { id, rest } = await partly('fragmented.mp4', 0.6);
		const row = await house.row(id);
		expect(row.facts).toMatchObject({ growing: true });
		const list = async () => {
			const part = await watch('marit', id, 'index.m3u8');
			return part.ok ? new TextDecoder().decode(await bytesOf(part.value)) : part.code;
		};
		const before = await list();
		expect(before).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
		expect(before).not.toContain('#EXT-X-ENDLIST');
		expect(said(await watch('marit', id, 'seg0.m4s'))).toBe('yes');
		expect(said(await chooseFragment(house.needs, 'marit', id, { from: 0, to: 2_000 }))).toBe('clip-not-ready');
		await rest();
		await house.settled();
		const after = await list();
		expect(after).toContain('#EXT-X-ENDLIST');
		expect(after.match(/seg\d+/g)?.slice(0, before.match(/seg\d+/g)?.length)).toEqual(before.match(/seg\d+/g));
		expect((await house.row(id)).facts).not.toHaveProperty('growing');
		expect(said(await chooseFragment(house.needs, 'marit', id, { from: 0, to: 2_000 }))).toBe('yes');
	});
});

describe('[M2] nothing is served of what only pretends', () => {
	it.each(['not_a_video.mp4', 'h264_aac_moovend.mp4', 'hevc_hvc1.mov', 'truncated_faststart.mp4', 'vp9_opus.webm'])(
		'%s shows nothing before it was looked at whole',
		async (name) => {
			const { id, status } = await partly(name, 0.9);
			expect([await status(), (await house.row(id)).facts]).toEqual(['sending', null]);
			for (const file of ['index.m3u8', 'init.mp4', 'seg0.m4s', 'clip.webm'])
				expect(said(await watch('marit', id, file)), file).toBe('clip-not-ready');
			expect(said(await chooseFragment(house.needs, 'marit', id, { from: 0, to: 2_000 }))).toBe('clip-not-ready');
		}
	);
});

describe('[R33] the list of views', () => {
	it('also has who asked for a segment and never for the playlist, once in a sitting', async () => {
		const id = await house.arrived();
		await onTable(id);
		await emptyLog(house.db);
		const views = async () => (await openings(house.db, id)).map(({ userId }) => userId);
		await watch('kees', id, 'init.mp4');
		expect(await views()).toEqual([]);
		await watch('kees', id, 'seg2.m4s');
		await watch('kees', id, 'seg3.m4s');
		await watch('vreemd', id, 'seg3.m4s');
		house.setClock(new Date(castDay.getTime() + 20 * 60_000));
		await watch('kees', id, 'seg4.m4s');
		expect(await views()).toEqual(['kees']);
		await eraseClip(house.needs, 'marit', id);
	});
});

describe('[M4] an expert who helps with one session', () => {
	const later = new Date(castDay.getTime() + 3_600_000);
	const given = async (id: string) => {
		const names = Array.from({ length: 7 }, (_, i) => `seg${i}.m4s`);
		const answers = await Promise.all(names.map((name) => watch('anke', id, name)));
		return names.filter((_, i) => answers[i]?.ok);
	};
	const ask = (about: { id: string; clipId: string; sessionId: string | null }) =>
		house.db.insert(helpRequest).values({
			...{
				...about,
				teamId: 'onderbouw',
				askedBy: 'marit',
				expertId: 'anke',
				question: sealed(house.needs, '?'),
				status: 'accepted'
			},
			...{ accessUntil: later, createdAt: castDay }
		});

	it('sees what was brought to it and no more; with a question about the clip itself, all of it', async () => {
		await house.parents('granted', 'expert');
		const id = await house.arrived();
		await onTable(id);
		await house.db.update(session).set({ shownFrom: 4_100, shownTo: 7_900 }).where(eq(session.clipId, id));
		const [brought] = await house.db.select({ id: session.id }).from(session).where(eq(session.clipId, id));
		await ask({ id: 'about-session', clipId: id, sessionId: brought?.id ?? '' });
		expect(await given(id)).toEqual(['seg3.m4s', 'seg4.m4s']);
		await ask({ id: 'about-clip', clipId: id, sessionId: null });
		expect(await given(id)).toHaveLength(7);
		expect((await house.db.select().from(clip).where(eq(clip.id, id)))[0]?.status).toBe('ready');
	});
});

describe('[U7] a sending that stopped', () => {
	const minutes = (n: number): Date => new Date(castDay.getTime() - n * 60_000);
	const silent = async (id: string) => {
		const seen = await viewClip(house.needs, 'marit', id);
		const listed = (await listClips(house.needs, 'marit')).find((one) => one.id === id);
		return [seen.ok && seen.value.silentSince, listed?.silentSince];
	};

	it('is on its way nine minutes after the last bytes, has stopped after eleven, and goes on with the next ones', async () => {
		const { id, rest, status } = await partly('h264_aac_faststart.mp4', 0.6);
		await house.lastBytes(id, minutes(9));
		expect(await silent(id)).toEqual([null, null]);
		await house.lastBytes(id, minutes(11));
		expect(await silent(id)).toEqual([minutes(11), minutes(11)]);
		house.setClock(new Date());
		await rest();
		await house.settled();
		expect(await silent(id)).toEqual([null, null]);
		expect(await status()).not.toBe('sending');
	});

	it('has stopped too when not one byte ever came', async () => {
		const id = await house.announced(new Uint8Array(1_000));
		expect(await silent(id)).toEqual([null, null]);
		house.setClock(new Date(castDay.getTime() + 11 * 60_000));
		expect(await silent(id)).toEqual([castDay, castDay]);
	});

	it('is told to who waits for a picture, and nothing to who may not watch', async () => {
		const { id } = await partly('h264_aac_faststart.mp4', 0.6);
		await onTable(id);
		expect(said(await watch('kees', id, 'seg6.m4s'))).toBe('clip-arriving');
		await house.lastBytes(id, minutes(11));
		expect(said(await watch('kees', id, 'seg6.m4s'))).toBe('clip-stopped');
		expect(said(await watch('kees', id, 'seg0.m4s'))).toBe('yes');
		expect(said(await watch('vreemd', id, 'seg6.m4s'))).toBe('not-found');
	});
});
