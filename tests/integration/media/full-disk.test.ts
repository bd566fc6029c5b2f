import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openClipFiles } from '$lib/server/media/clip-files';
import { SealedFile } from '$lib/server/media/sealed-file';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import { hastyBucket } from '../../support/bucket-room';
import { clipBytes, newClip } from '../../support/clips';
import { openS3 } from '../../support/s3';

const folder = mkdtempSync(path.join(tmpdir(), 'kijkkring-full-'));
/** A disk of 3 MB of its own; only root may make one. */
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder]).status === 0;
const s3 = await openS3();
afterAll(async () => {
	await s3.close();
	if (mounted) spawnSync('umount', [folder]);
	rmSync(folder, { recursive: true, force: true });
});

const headers = { 'tus-resumable': '1.0.0' };
const request = (method: string, more: Record<string, string> = {}, body?: Uint8Array): Request =>
	new Request('https://school.example/up', {
		method,
		headers: { ...headers, ...more },
		...(body ? { body, duplex: 'half' } : {})
	} as RequestInit);
const piece = (at: number): Record<string, string> => ({
	'upload-offset': String(at),
	'content-type': 'application/offset+octet-stream'
});

describe('a disk that is really full', { skip: !mounted }, () => {
	const bucket = { bucket: hastyBucket(s3.settings), belong: 'bucket' as const };
	const ballast = path.join(folder, 'ballast');

	/** Leaves so many bytes of the disk free. */
	async function leave(bytes: number, files: Awaited<ReturnType<typeof openClipFiles>>): Promise<void> {
		await rm(ballast, { force: true });
		const free = (await files.freeBytes()) ?? 0;
		const file = await open(ballast, 'w');
		await file.write(Buffer.alloc(Math.max(0, free - bytes)));
		await file.close();
	}

	it('[K3] refuses what does not fit, acknowledges nothing that is not there, and goes on when there is room', async () => {
		const files = await openClipFiles({ dir: folder, ffmpeg: null, bucket });
		const other = newClip();
		await files.put(other, await clipBytes('h264_aac_faststart.mp4'));
		const clip: ClipHandle = newClip();
		const bytes = randomBytes(900_000);
		await files.receive(clip, bytes.length, request('POST', { 'upload-length': String(bytes.length) }));
		await leave(300_000, files);
		const refused = await files.receive(clip, bytes.length, request('PATCH', piece(0), bytes));
		expect([refused.response.status, await refused.response.text(), refused.complete]).toEqual([
			507,
			'disk-full\n',
			false
		]);
		const asked = await files.receive(clip, bytes.length, request('HEAD'));
		const offset = Number(asked.response.headers.get('upload-offset'));
		expect(offset).toBeLessThan(bytes.length);
		expect((await files.part(other, 'seg0.m4s', null)).ok).toBe(true);
		// one that is finished goes to the bucket all the same, and that makes room
		await files.putAway(other.id, async () => true);
		await rm(ballast);
		const rest = await files.receive(clip, bytes.length, request('PATCH', piece(offset), bytes.subarray(offset)));
		expect(rest.complete).toBe(true);
		const stored = (await SealedFile.open(`${folder}/clips/${clip.id}/original`, clip.key)) ?? expect.fail('gone');
		expect(Buffer.from(await stored.readAt(0, bytes.length)).equals(bytes)).toBe(true);
		await stored.close();
		for (const { id } of [clip, other]) await files.erase(id);
	});

	it('[K3] keeps a clip that could not be prepared, leaves no half of it, and prepares it when there is room', async () => {
		const files = await openClipFiles({ dir: folder, ffmpeg: null, bucket });
		const clip = newClip();
		await files.put(clip, await clipBytes('vp9_opus.webm'));
		const seen = await files.inspect(clip);
		if (!seen.ok) return expect.fail(seen.code);
		await leave(100_000, files);
		expect(await files.prepare(clip, seen.value)).toMatchObject({ ok: false, code: 'disk-full' });
		expect(((await files.freeBytes()) ?? 0) + 5_000).toBeGreaterThan(90_000);
		await rm(ballast);
		expect((await files.prepare(clip, seen.value)).ok).toBe(true);
		await files.erase(clip.id);
	});

	it('[K3] refuses to bring home what does not fit, and leaves it where it is', async () => {
		const files = await openClipFiles({ dir: folder, ffmpeg: null, bucket });
		const clip = newClip();
		await files.put(clip, await clipBytes('h264_aac_faststart.mp4'));
		await files.putAway(clip.id, async () => true);
		const home = await openClipFiles({ dir: folder, ffmpeg: null, bucket: { ...bucket, belong: 'folder' } });
		await leave(100_000, files);
		await expect(home.putAway(clip.id, async () => true)).rejects.toThrow('ENOSPC');
		expect((await home.part(clip, 'seg0.m4s', null)).ok).toBe(true);
		await rm(ballast);
		await home.putAway(clip.id, async () => true);
		expect([s3.left('school/clips/'), (await home.part(clip, 'seg0.m4s', null)).ok]).toEqual([[], true]);
		await home.erase(clip.id);
	});
});

it('[K3] a disk that could not write takes the bytes back: the sender brings them again', async () => {
	const dir = mkdtempSync(path.join(tmpdir(), 'kijkkring-sync-'));
	const files = await openClipFiles({ dir, ffmpeg: null });
	const clip = newClip();
	await files.receive(clip, 1_000, request('POST', { 'upload-length': '1000' }));
	await files.receive(clip, 1_000, request('PATCH', piece(0), new Uint8Array(400)));
	const fault = Object.assign(new Error('i/o error'), { code: 'EIO', errno: -5 });
	vi.spyOn(SealedFile.prototype, 'sync').mockRejectedValueOnce(fault);
	const failed = await files.receive(clip, 1_000, request('PATCH', piece(400), new Uint8Array(600)));
	expect([failed.response.ok, failed.complete]).toEqual([false, false]);
	const asked = await files.receive(clip, 1_000, request('HEAD'));
	expect(asked.response.headers.get('upload-offset')).toBe('400');
	expect(await files.receive(clip, 1_000, request('PATCH', piece(400), new Uint8Array(600)))).toMatchObject({
		complete: true
	});
	vi.restoreAllMocks();
	await files.close();
	rmSync(dir, { recursive: true, force: true });
});
