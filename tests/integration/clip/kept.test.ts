import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskReserve } from '$lib/domain/clip-space';
import { clip, clipToGo } from '$lib/server/db/schema';
import { checkClip, resumeClips } from '$lib/server/use-cases/clip/check-clip';
import { findLeftovers, finishErasures } from '$lib/server/use-cases/clip/erase-bytes';
import { eraseClip } from '$lib/server/use-cases/clip/erase-clip';
import { putClipsAway } from '$lib/server/use-cases/clip/put-away';
import { watchMedia } from '$lib/server/use-cases/clip/watch-media';
import type { ClipFiles } from '$lib/server/use-cases/needs';
import { bucketRoom } from '../../support/bucket-room';
import { clipBytes } from '../../support/clips';
import type { Fault } from '../../support/s3';
import { openClipHouse, said, type ClipHouse } from './clip-house';

/** The cast's school, with its finished clips in a bucket. */
let house: ClipHouse;
let room: Awaited<ReturnType<typeof bucketRoom>>;
beforeAll(async () => {
	house = await openClipHouse();
	room = await bucketRoom();
	house.needs.files = await room.openFiles();
});
afterAll(async () => {
	await house.settled();
	await room.end();
	await house.end();
});

const down: Fault = { is: 'reset' };
const underName = (id: string): string[] => room.s3.left(`school/clips/${id}`);
const toGo = async (): Promise<string[]> => (await house.db.select().from(clipToGo)).map((row) => row.clipId);
const put = (over: Partial<ClipFiles>) => ({ ...house.needs, files: { ...house.needs.files, ...over } });

async function finished(): Promise<string> {
	const id = await house.arrived();
	await house.settled();
	return id;
}

describe('a clip that is finished', () => {
	it('[K1] lies in the bucket and is watched from there', async () => {
		const id = await finished();
		expect(underName(id)).toHaveLength(1);
		expect(await room.folders.held()).not.toContain(id);
		const asked = { clipId: id, file: 'seg0.m4s', range: null, asking: false };
		expect(said(await watchMedia(house.needs, 'marit', asked))).toBe('yes');
		room.s3.fault = () => down;
		expect(said(await watchMedia(house.needs, 'marit', { ...asked, file: 'seg2.m4s' }))).toBe('clip-out-of-reach');
		expect(said(await watchMedia(house.needs, 'kees', { ...asked, file: 'seg2.m4s' }))).toBe('not-found');
		room.s3.fault = () => null;
	});

	it('[K2] waits here while the bucket is out of reach, is watched meanwhile, and goes later with the others', async () => {
		room.s3.fault = () => down;
		const bytes = await clipBytes('h264_aac_faststart.mp4');
		const ids: string[] = [];
		for (let i = 0; i < 2; i++) {
			const id = await house.announced(bytes);
			const file = await room.folders.begin(await house.handle(id), 'original', bytes.length);
			await file.writeAt(0, bytes);
			await file.close();
			await house.db.update(clip).set({ status: 'checking' }).where(eq(clip.id, id));
			await checkClip(house.needs, id);
			await house.settled();
			expect((await house.row(id)).status).toBe('ready');
			ids.push(id);
		}
		const asked = { clipId: ids[0] ?? '', file: 'seg0.m4s', range: null, asking: false };
		expect(said(await watchMedia(house.needs, 'marit', asked))).toBe('yes');
		const told: string[] = [];
		await expect(putClipsAway(house.needs, () => void told.push('moved'))).rejects.toThrow('did not answer');
		room.s3.fault = () => null;
		await putClipsAway(house.needs, (done, of) => void told.push(`${done} of ${of}`));
		expect(told).toEqual(['1 of 2', '2 of 2']);
		for (const id of ids) expect(underName(id)).toHaveLength(1);
	});

	it('[K2] and no other: one that is being sent stays here', async () => {
		const bytes = await clipBytes('noaudio.mp4');
		const id = await house.announced(bytes);
		await house.needs.files.put(await house.handle(id), bytes);
		await putClipsAway(house.needs, () => expect.fail('moved'));
		expect([underName(id), await room.folders.held()]).toEqual([[], expect.arrayContaining([id])]);
	});
});

describe('erasing', () => {
	it('[K4] destroys the key at once, and remembers the bytes until they are gone', async () => {
		const id = await finished();
		room.s3.fault = () => down;
		expect(said(await eraseClip(house.needs, 'marit', id))).toBe('yes');
		expect(await house.row(id)).toMatchObject({ status: 'erased', wrappedKey: null });
		expect([underName(id).length, await toGo()]).toEqual([1, [id]]);
		expect(await finishErasures(house.needs)).toMatchObject({ clips: 1, since: house.needs.clock() });
		room.s3.fault = () => null;
		expect(await finishErasures(house.needs)).toBeNull();
		expect([underName(id), await toGo()]).toEqual([[], []]);
	});

	it('[K4] takes everything when all is well', async () => {
		const id = await finished();
		expect(said(await eraseClip(house.needs, 'marit', id))).toBe('yes');
		expect([(await house.row(id)).wrappedKey, underName(id), await toGo()]).toEqual([null, [], [id]]);
		expect([await finishErasures(house.needs), await toGo()]).toEqual([null, []]);
	});

	it('[K4] remembers a clip that was given up too', async () => {
		const bytes = await clipBytes('not_a_video.mp4');
		const id = await house.announced(bytes);
		await house.needs.files.put(await house.handle(id), bytes);
		await house.db.update(clip).set({ status: 'checking' }).where(eq(clip.id, id));
		room.s3.fault = ({ method }) => (method === 'DELETE' || method === 'GET' ? down : null);
		await checkClip(house.needs, id);
		expect([await house.row(id), await toGo()]).toMatchObject([{ status: 'failed', wrappedKey: null }, [id]]);
		room.s3.fault = () => null;
		await finishErasures(house.needs);
		expect(await toGo()).toEqual([]);
	});

	it('[K4] finds what a crash left of an erased clip, and leaves alone what it does not know', async () => {
		const id = await finished();
		await house.db.update(clip).set({ status: 'erased', wrappedKey: null }).where(eq(clip.id, id));
		await room.bucket.put('clips/somebody-elses/original.0f', new Uint8Array(40));
		expect(await findLeftovers(house.needs)).toEqual({ unknown: 1 });
		await finishErasures(house.needs);
		expect([underName(id), underName('somebody-elses').length, await toGo()]).toEqual([[], 1, []]);
	});
});

describe('a disk without room', () => {
	it('[K3] keeps a clip waiting until there is room, and then goes on by itself', async () => {
		const bytes = await clipBytes('vp9_opus.webm');
		const id = await house.announced(bytes);
		await house.needs.files.put(await house.handle(id), bytes);
		const full = { status: 'converting', failure: 'disk-full' } as const;
		await house.db.update(clip).set(full).where(eq(clip.id, id));
		const waits: string[] = [];
		const clipWaits = (waiting: string): void => void waits.push(waiting);
		await resumeClips({ ...put({ freeBytes: async () => diskReserve }), clipWaits });
		expect([waits, await house.row(id)]).toMatchObject([[], full]);
		await resumeClips({ ...put({ freeBytes: async () => diskReserve + bytes.length }), clipWaits });
		expect(waits).toEqual([id]);
		await checkClip(house.needs, id);
		expect(await house.row(id)).toMatchObject({ status: 'ready', failure: null });
	});

	it('[K3] that reports a fault is no verdict on the clip: its key stays, and it is tried again', async () => {
		const bytes = await clipBytes('vp9_opus.webm');
		const id = await house.announced(bytes);
		await house.needs.files.put(await house.handle(id), bytes);
		await house.db.update(clip).set({ status: 'checking' }).where(eq(clip.id, id));
		const fault = Object.assign(new Error('i/o error'), { code: 'EIO', errno: -5 });
		await expect(checkClip(put({ prepare: () => Promise.reject(fault) }), id)).rejects.toThrow('i/o error');
		expect(await house.row(id)).toMatchObject({ status: 'converting', failure: null });
		expect((await house.row(id)).wrappedKey).not.toBeNull();
		await checkClip(house.needs, id);
		expect((await house.row(id)).status).toBe('ready');
	});

	it('[K3] or a clip that is not there keeps its key: the folder may be another one', async () => {
		const id = await house.announced(await clipBytes('noaudio.mp4'));
		await house.db.update(clip).set({ status: 'checking' }).where(eq(clip.id, id));
		await expect(checkClip(house.needs, id)).rejects.toThrow('not in DATA_DIR');
		expect((await house.row(id)).wrappedKey).not.toBeNull();
	});
});
