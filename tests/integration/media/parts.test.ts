import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { playKind } from '$lib/domain/clip-facts';
import { openClipFiles } from '$lib/server/media/clip-files';
import { SealedFile } from '$lib/server/media/sealed-file';
import { clipBytes, mediaRoom, newClip } from '../../support/clips';

const room = await mediaRoom(null);
afterAll(() => room.end());

const packaged = newClip();
const direct = newClip();
let webm: Uint8Array;

beforeAll(async () => {
	await room.files.put(packaged, await clipBytes('h264_aac_moovend.mp4'));
	await room.files.put(direct, await clipBytes('mediarecorder_like.webm'));
	const seen = await room.files.inspect(direct);
	const made = seen.ok ? await room.files.prepare(direct, seen.value) : seen;
	expect(made.ok && playKind(made.value)).toBe('file');
	webm = await bytesOf(direct, 'clip.webm', null);
});

async function bytesOf(clip: typeof packaged, name: string, range: string | null): Promise<Uint8Array> {
	const part = await room.files.part(clip, name, range);
	if (!part.ok) throw new Error(part.code);
	return part.value.body instanceof Uint8Array ? part.value.body : new Response(part.value.body).bytes();
}

describe('the parts of a packaged clip', () => {
	it('are a playlist, an init and its segments, never to be stored', async () => {
		const list = new TextDecoder().decode(await bytesOf(packaged, 'index.m3u8', null));
		for (const name of ['index.m3u8', ...(list.match(/[a-z0-9]+\.(mp4|m4s)/g) ?? [])]) {
			const part = await room.files.part(packaged, name, null);
			expect(part, name).toMatchObject({ ok: true, value: { status: 200, headers: { 'Cache-Control': 'no-store' } } });
		}
		expect(list.match(/seg\d+\.m4s/g)?.length).toBe(7);
	});

	it('have no other names, however they are spelled', async () => {
		const names = [
			'seg7.m4s',
			'seg-1.m4s',
			'seg00.m4s',
			'seg0.m4s/',
			'SEG0.m4s',
			'seg0.M4S',
			'seg1e1.m4s',
			'seg0.m4s\n',
			'seg0.m4s\0',
			'../original',
			'..%2foriginal',
			'%2e%2e/original',
			'original',
			'played',
			'index.m3u8.',
			'/index.m3u8',
			'./index.m3u8',
			'init.mp4?x',
			'clip.webm',
			'',
			'.',
			'..',
			'constructor',
			'seg99999999.m4s',
			'․․/original',
			`..${'/..'.repeat(20)}/etc/passwd`
		];
		for (const name of names)
			expect(await room.files.part(packaged, name, null), name).toEqual({ ok: false, code: 'not-found' });
	});

	it('are not found for a clip that is not there, or whose id is none', async () => {
		expect(await room.files.part(newClip(), 'index.m3u8', null)).toEqual({ ok: false, code: 'not-found' });
		for (const id of ['..', '../x', 'a/b', '', '.', 'x'.repeat(65), 'a\0b']) {
			expect(await room.files.part({ id, key: packaged.key }, 'index.m3u8', null)).toEqual({
				ok: false,
				code: 'not-found'
			});
		}
	});

	it('are gone at once when the clip is erased, and nothing is left in its place', async () => {
		const clip = newClip();
		await room.files.put(clip, await clipBytes('noaudio.mp4'));
		expect((await room.files.part(clip, 'seg0.m4s', null)).ok).toBe(true);
		await room.files.erase(clip.id);
		expect(await room.files.part(clip, 'seg0.m4s', null)).toEqual({ ok: false, code: 'not-found' });
		expect((await readdir(join(room.dir, 'clips'))).sort()).toEqual([packaged.id, direct.id].sort());
		await room.files.erase(clip.id); // twice without harm
	});
});

describe('[M3] a group that watches together', () => {
	const segment = 'seg2.m4s';
	async function reads(work: () => Promise<unknown>): Promise<number> {
		const reading = vi.spyOn(SealedFile.prototype, 'readAt');
		await work();
		const count = reading.mock.calls.length;
		reading.mockRestore();
		return count;
	}
	const watch = (): Promise<Uint8Array> => bytesOf(packaged, segment, null);

	it('costs what one viewer costs, whether twelve ask at once or one after the other', async () => {
		const afresh = async () => {
			room.files.forget();
			await bytesOf(packaged, 'index.m3u8', null);
		};
		await afresh();
		const one = await reads(watch);
		await afresh();
		expect(await reads(() => Promise.all(Array.from({ length: 6 }, watch)))).toBe(one);
		expect(await reads(() => Promise.all(Array.from({ length: 6 }, watch)))).toBe(0);
	});

	it('is read for again once something about the rights on that clip changed, and not for another clip’s', async () => {
		const before = await watch();
		room.files.forget(newClip().id);
		expect(await reads(watch)).toBe(0);
		room.files.forget(packaged.id);
		expect(await reads(watch)).toBeGreaterThan(0);
		expect(await watch()).toEqual(before);
	});
});

describe('a WebM served as it is', () => {
	it('answers ranges with exactly those bytes, at most a megabyte each', async () => {
		for (const [range, from, to] of [
			['bytes=0-', 0, webm.length - 1],
			['bytes=100-199', 100, 199],
			['bytes=-50', webm.length - 50, webm.length - 1],
			[`bytes=${webm.length - 1}-99999999`, webm.length - 1, webm.length - 1]
		] as const) {
			const part = await room.files.part(direct, 'clip.webm', range);
			expect(part).toMatchObject({
				ok: true,
				value: {
					status: 206,
					type: 'video/webm',
					headers: { 'Content-Range': `bytes ${from}-${to}/${webm.length}`, 'Cache-Control': 'no-store' }
				}
			});
			expect(Buffer.from(await bytesOf(direct, 'clip.webm', range)).equals(webm.subarray(from, to + 1))).toBe(true);
		}
	});

	it('refuses a range outside the file or in another shape', async () => {
		for (const range of [
			`bytes=${webm.length}-`,
			'bytes=5-2',
			'bytes=-',
			'bytes=0-1,5-6',
			'chars=0-1',
			'bytes=-0',
			'bytes=a-b'
		]) {
			expect(await room.files.part(direct, 'clip.webm', range), range).toMatchObject({ ok: false, code: 'bad-input' });
		}
	});

	it('has no playlist', async () => {
		for (const name of ['index.m3u8', 'init.mp4', 'seg0.m4s']) {
			expect(await room.files.part(direct, name, null)).toEqual({ ok: false, code: 'not-found' });
		}
	});
});

describe('on disk', () => {
	it('what a killed server left is cleared at the next start, and nothing of anybody else', async () => {
		const house = createHash('sha256').update(resolve(room.dir)).digest('hex').slice(0, 12);
		const ours = [join(room.dir, 'tmp', `kijkkring-${house}-x`), join(room.dir, 'clips', 'erased.x', 'original')];
		if (existsSync('/dev/shm')) ours.push(`/dev/shm/kijkkring-${house}-x`);
		const theirs = join(room.dir, 'tmp', 'kijkkring-of-another-house');
		await mkdir(join(room.dir, 'clips', 'erased.x'));
		for (const path of [...ours, theirs]) await writeFile(path, 'clear');
		await openClipFiles({ dir: room.dir, ffmpeg: null });
		expect(ours.filter((path) => existsSync(path))).toEqual([]);
		expect(existsSync(theirs)).toBe(true);
		expect((await room.files.part(packaged, 'index.m3u8', null)).ok).toBe(true);
		expect((await stat(join(room.dir, 'tmp'))).mode & 0o777).toBe(0o700);
	});

	it('no clip has a readable byte', async () => {
		for (const clip of [packaged, direct]) {
			for (const name of await readdir(join(room.dir, 'clips', clip.id))) {
				const bytes = await readFile(join(room.dir, 'clips', clip.id, name));
				expect(/ftyp|moov|webm|matroska|OpusHead|avcC/.test(bytes.toString('latin1'))).toBe(false);
			}
		}
	});
});
