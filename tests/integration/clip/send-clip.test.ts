import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clipLimits } from '$lib/domain/clip-facts';
import { clip, trajectory } from '$lib/server/db/schema';
import { checkClip, resumeClips } from '$lib/server/use-cases/clip/check-clip';
import { receiveClip } from '$lib/server/use-cases/clip/receive-clip';
import { startClip } from '$lib/server/use-cases/clip/start-clip';
import { clipBytes } from '../../support/clips';
import { openClipHouse, said, type ClipHouse } from './clip-house';

let house: ClipHouse;
beforeAll(async () => void (house = await openClipHouse()));
afterAll(() => house.end());

const ask = { trajectoryId: 'marit-j', bytes: 1_000, durationMs: 60_000 };
const start = (userId: string, change: Partial<typeof ask> = {}) =>
	startClip(house.needs, userId, { ...ask, ...change });

function tus(id: string, method: string, headers: Record<string, string> = {}, body?: Uint8Array): Request {
	return new Request(`https://kijkkring.test/clips/${id}/upload`, {
		method,
		headers: { 'tus-resumable': '1.0.0', ...headers },
		...(body ? { body: body as BodyInit, duplex: 'half' } : {})
	} as RequestInit);
}
const begin = (id: string, size: number) => tus(id, 'POST', { 'upload-length': String(size) });
const piece = (id: string, offset: number, bytes: Uint8Array) =>
	tus(id, 'PATCH', { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, bytes);

describe('announcing a clip', () => {
	it('[R30] makes room for it when the parents said yes, with a name made of alias and day, for six weeks past the cycle', async () => {
		const started = await start('marit');
		expect(started.ok).toBe(true);
		const row = await house.row(started.ok ? started.value.id : '');
		expect(row).toMatchObject({ status: 'sending', title: 'J., 12 november', ownerId: 'marit', bytes: 1_000 });
		// the last meeting is on 24 December
		expect(row.keepUntil).toEqual(new Date('2027-02-04T14:30:00Z'));
	});

	it('[R30] refuses without their yes, and after they changed their mind', async () => {
		await house.parents('withdrawn');
		expect(said(await start('marit'))).toBe('no-consent');
		await house.parents('granted');
		expect(said(await start('marit'))).toBe('yes');
	});

	it('knows no child of somebody else, whatever the role', async () => {
		for (const other of ['kees', 'noor', 'anke', 'els', 'vreemd', 'vertrokken', 'nobody'])
			expect(said(await start(other))).toBe('not-found');
		expect(said(await start('marit', { trajectoryId: 'none' }))).toBe('not-found');
	});

	it('refuses what is too large, too long or no size at all', async () => {
		expect(said(await start('marit', { bytes: clipLimits.bytes + 1 }))).toBe('too-large');
		expect(said(await start('marit', { bytes: clipLimits.bytes }))).toBe('yes');
		expect(said(await start('marit', { durationMs: clipLimits.durationMs + 1 }))).toBe('too-long');
		for (const bytes of [0, -5, 1.5, Number.NaN]) expect(said(await start('marit', { bytes }))).toBe('bad-input');
	});

	it('refuses a closed trajectory', async () => {
		await house.db.update(trajectory).set({ closedAt: new Date() }).where(eq(trajectory.id, 'marit-j'));
		expect(said(await start('marit'))).toBe('trajectory-closed');
		await house.db.update(trajectory).set({ closedAt: null }).where(eq(trajectory.id, 'marit-j'));
	});
});

describe('sending a clip', () => {
	it('takes it in pieces and has it ready at the end, without anybody waiting for it', async () => {
		const bytes = await clipBytes('h264_aac_moovend.mp4');
		const id = await house.announced(bytes);
		const half = Math.floor(bytes.length / 2);
		const receive = (request: Request) => receiveClip(house.needs, 'marit', id, request);
		expect(said(await receive(begin(id, bytes.length)))).toBe('yes');
		expect(said(await receive(piece(id, 0, bytes.subarray(0, half))))).toBe('yes');
		expect((await house.row(id)).status).toBe('sending');
		const head = await receive(tus(id, 'HEAD'));
		expect(head.ok && head.value.headers.get('upload-offset')).toBe(String(half));
		expect(said(await receive(piece(id, half, bytes.subarray(half))))).toBe('yes');
		await house.settled();
		expect(await house.row(id)).toMatchObject({ status: 'ready', facts: { frames: 360, durationMs: 12_000 } });
		// a sender that missed the last answer may ask; nobody writes over a complete clip
		expect(said(await receive(tus(id, 'HEAD')))).toBe('yes');
		expect(said(await receive(begin(id, bytes.length)))).toBe('not-allowed');
		expect((await house.row(id)).status).toBe('ready');
	});

	it('[R30] stops arriving the moment the parents take their yes back', async () => {
		const bytes = await clipBytes('noaudio.mp4');
		const id = await house.announced(bytes);
		await receiveClip(house.needs, 'marit', id, begin(id, bytes.length));
		await house.parents('withdrawn');
		expect(said(await receiveClip(house.needs, 'marit', id, piece(id, 0, bytes)))).toBe('no-consent');
		await house.parents('granted');
		expect(said(await receiveClip(house.needs, 'marit', id, piece(id, 0, bytes)))).toBe('yes');
		await house.settled();
	});

	it('is the owner’s alone', async () => {
		const id = await house.announced(new Uint8Array(10));
		for (const other of ['kees', 'noor', 'els', 'vreemd'])
			expect(said(await receiveClip(house.needs, other, id, begin(id, 10)))).toBe('not-found');
	});
});

describe('looking at what arrived', () => {
	it.each([
		['not_a_video.mp4', 'not-a-video'],
		['truncated_nomoov.mp4', 'truncated'],
		['audioonly.m4a', 'no-picture'],
		['hevc_hvc1.mov', 'hevc-not-here']
	])('says why %s does not work, and keeps nothing of it', async (name, code) => {
		const id = await house.arrived(name);
		expect(await house.row(id)).toMatchObject({ status: 'failed', failure: code, wrappedKey: null });
		expect(said(await house.needs.files.part({ id, key: new Uint8Array(32) }, 'index.m3u8', null))).not.toBe('yes');
	});

	it('may be done twice', async () => {
		const id = await house.arrived();
		await house.db.update(clip).set({ status: 'checking' }).where(eq(clip.id, id));
		await Promise.all([checkClip(house.needs, id), checkClip(house.needs, id)]);
		expect((await house.row(id)).status).toBe('ready');
	});

	it('is taken up again after the server stopped half-way', async () => {
		const bytes = await clipBytes('vp9_opus.webm');
		const id = await house.announced(bytes);
		await house.needs.files.put(await house.handle(id), bytes);
		await house.db.update(clip).set({ status: 'converting' }).where(eq(clip.id, id));
		await resumeClips(house.needs);
		await house.settled();
		expect(await house.row(id)).toMatchObject({ status: 'ready', facts: { container: 'mp4', videoCodec: 'vp9' } });
	});

	it('keeps a clip that met a full disk, with its key, to be tried again', async () => {
		const bytes = await clipBytes('vp9_opus.webm');
		const id = await house.announced(bytes);
		await house.needs.files.put(await house.handle(id), bytes);
		await house.db.update(clip).set({ status: 'checking' }).where(eq(clip.id, id));
		const full = { ...house.needs.files, prepare: async () => ({ ok: false, code: 'disk-full' }) as const };
		await checkClip({ ...house.needs, files: full }, id);
		expect(await house.row(id)).toMatchObject({ status: 'converting', failure: 'disk-full' });
		await checkClip(house.needs, id);
		expect(await house.row(id)).toMatchObject({ status: 'ready', failure: null });
	});
});
