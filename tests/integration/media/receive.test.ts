import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { clipLimits } from '$lib/domain/clip-facts';
import { openClipFiles } from '$lib/server/media/clip-files';
import { SealedFile } from '$lib/server/media/sealed-file';
import { clipBytes, mediaRoom, newClip } from '../../support/clips';

const room = await mediaRoom(null);
let files = room.files;
afterAll(() => room.end());
afterEach(() => {
	vi.restoreAllMocks();
});

const path = (id: string): string => `https://school.example/clips/${id}/upload`;
const tus = { 'tus-resumable': '1.0.0' };

const begin = (clip: ReturnType<typeof newClip>, size: number, announced = size) =>
	files.receive(
		clip,
		announced,
		new Request(path(clip.id), { method: 'POST', headers: { ...tus, 'upload-length': String(size) } })
	);

const ask = (clip: ReturnType<typeof newClip>, size: number) =>
	files.receive(clip, size, new Request(path(clip.id), { method: 'HEAD', headers: tus }));

function bring(
	clip: ReturnType<typeof newClip>,
	size: number,
	offset: number,
	body: Uint8Array | ReadableStream<Uint8Array>
) {
	const headers = { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
	const init = { method: 'PATCH', headers, body, duplex: 'half' } as unknown as RequestInit;
	return files.receive(clip, size, new Request(path(clip.id), init));
}

/** Delivers some bytes and then loses the line. */
function broken(bytes: Uint8Array): ReadableStream<Uint8Array> {
	let sent = false;
	return new ReadableStream({
		pull(controller) {
			if (sent) return controller.error(new Error('connection lost'));
			sent = true;
			controller.enqueue(bytes);
		}
	});
}

describe('receiving a clip', () => {
	it('piece by piece, over lost lines and new servers, ends with the very same bytes', async () => {
		const bytes = await clipBytes('h264_aac_moovend.mp4');
		const clip = newClip();
		const begun = await begin(clip, bytes.length);
		expect(begun.response.status).toBe(201);
		expect(begun.response.headers.get('location')).toBe(`/clips/${clip.id}/upload`);
		expect(begun.complete).toBe(false);
		let offset = 0;
		for (const step of [10_007, 33, 100_000, 1]) {
			const answer = await bring(clip, bytes.length, offset, bytes.slice(offset, offset + step));
			expect(answer).toMatchObject({ complete: false });
			expect(answer.response.status).toBe(204);
			await bring(clip, bytes.length, offset + step, broken(bytes.slice(offset + step, offset + step + 777)));
			files = await openClipFiles({ dir: room.dir, ffmpeg: null }); // as after kill -9: nothing but the disk is left
			const asked = await ask(clip, bytes.length);
			offset = Number(asked.response.headers.get('upload-offset'));
			expect(offset).toBeGreaterThanOrEqual(step);
			expect(asked.complete).toBe(false);
		}
		expect(await files.part(clip, 'index.m3u8', null)).toMatchObject({ ok: false, code: 'clip-not-ready' });
		expect(await files.inspect(clip)).toMatchObject({ ok: false, code: 'truncated' });
		const last = await bring(clip, bytes.length, offset, bytes.slice(offset));
		expect([last.response.status, last.complete]).toEqual([204, true]);
		const stored = (await SealedFile.open(`${room.dir}/clips/${clip.id}/original`, clip.key)) ?? expect.fail('gone');
		expect(Buffer.from(await stored.readAt(0, bytes.length + 1)).equals(bytes)).toBe(true);
		await stored.close();
		expect(await files.inspect(clip)).toMatchObject({ ok: true });
	});

	it('tells again that all is there when the server was killed before it could note it', async () => {
		const clip = newClip();
		await begin(clip, 5);
		await bring(clip, 5, 0, new Uint8Array(5));
		expect(await ask(clip, 5)).toMatchObject({ complete: true });
	});

	it('begins anew at a second POST, under a new counter and without the former rendition', async () => {
		const clip = newClip();
		const first = await clipBytes('mediarecorder_like.webm');
		await files.put(clip, first);
		const seen = await files.inspect(clip);
		if (seen.ok) await files.prepare(clip, seen.value);
		const bytes = await clipBytes('noaudio.mp4');
		await begin(clip, bytes.length);
		expect((await ask(clip, bytes.length)).response.headers.get('upload-offset')).toBe('0');
		await bring(clip, bytes.length, 0, bytes.slice());
		expect((await files.part(clip, 'seg0.m4s', null)).ok).toBe(true);
		expect((await files.part(clip, 'clip.webm', null)).ok).toBe(false);
	});

	it('refuses bytes at another place than where it is', async () => {
		const clip = newClip();
		await begin(clip, 100);
		expect((await bring(clip, 100, 10, new Uint8Array(5))).response.status).toBe(409);
		expect((await ask(clip, 100)).response.headers.get('upload-offset')).toBe('0');
	});

	it('takes as many bytes as were announced and not one more', async () => {
		const clip = newClip();
		await begin(clip, 100);
		const greedy = await bring(clip, 100, 0, new Blob([new Uint8Array(101)]).stream());
		expect(greedy.response.status).toBe(413);
		expect(Number((await ask(clip, 100)).response.headers.get('upload-offset'))).toBeLessThanOrEqual(100);
		expect((await begin(newClip(), 101, 100)).response.status).toBe(413);
		expect((await begin(newClip(), 99, 100)).response.status).toBe(400);
		const huge = clipLimits.bytes + 1;
		expect((await begin(newClip(), huge)).response.status).toBe(413);
	});

	it('knows nothing of a clip that was not begun, nor of other methods', async () => {
		expect((await ask(newClip(), 5)).response.status).toBe(404);
		expect((await bring(newClip(), 5, 0, new Uint8Array(5))).response.status).toBe(404);
		for (const method of ['GET', 'DELETE', 'OPTIONS', 'PUT']) {
			const answer = await files.receive(newClip(), 5, new Request(path('x'), { method, headers: tus }));
			expect([answer.response.status, answer.complete]).toEqual([405, false]);
		}
	});

	it('lets a sender that comes back take over from its own dead line', async () => {
		const clip = newClip();
		await begin(clip, 100);
		const hanging = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(40)) });
		const dead = bring(clip, 100, 0, hanging);
		await vi.waitFor(async () => expect((await stat(`${room.dir}/clips/${clip.id}/original`)).size).toBe(32 + 40));
		const { response } = await ask(clip, 100);
		expect(response.headers.get('upload-offset')).toBe('40');
		expect(await bring(clip, 100, 40, new Uint8Array(60))).toMatchObject({ complete: true });
		expect((await dead).complete).toBe(false);
	});

	it('opens itself to no other origin', async () => {
		const clip = newClip();
		const request = new Request(path(clip.id), {
			method: 'POST',
			headers: { ...tus, 'upload-length': '5', origin: 'https://elsewhere.example' }
		});
		const { response } = await files.receive(clip, 5, request);
		expect(response.headers.get('access-control-allow-origin')).toBeNull();
	});

	it('says that the disk is full, keeps what it has, and goes on when there is room again', async () => {
		const clip = newClip();
		const bytes = randomBytes(50_000);
		await begin(clip, bytes.length);
		await bring(clip, bytes.length, 0, bytes.subarray(0, 20_000));
		const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
		vi.spyOn(SealedFile.prototype, 'writeAt').mockRejectedValueOnce(full);
		const refused = await bring(clip, bytes.length, 20_000, bytes.subarray(20_000));
		expect([refused.response.status, await refused.response.text()]).toEqual([507, 'disk-full\n']);
		expect((await ask(clip, bytes.length)).response.headers.get('upload-offset')).toBe('20000');
		expect(await bring(clip, bytes.length, 20_000, bytes.subarray(20_000))).toMatchObject({ complete: true });
	});
});
