import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OutOfReach } from '$lib/server/media/clip-store';
import { openBucket } from '$lib/server/media/bucket/open-bucket';
import { S3Bucket } from '$lib/server/media/bucket/s3-bucket';
import { BucketRefusal, S3Line } from '$lib/server/media/bucket/s3-line';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import { bucketRoom, hastyBucket } from '../../support/bucket-room';
import { clipBytes, newClip } from '../../support/clips';
import type { Asked, Fault } from '../../support/s3';

type Room = Awaited<ReturnType<typeof bucketRoom>>;
const rooms: Room[] = [];
async function room(...how: Parameters<typeof bucketRoom>): Promise<Room> {
	const one = await bucketRoom(...how);
	rooms.push(one);
	return one;
}
afterEach(async () => {
	for (const one of rooms.splice(0)) await one.end();
});

const signal = (): AbortSignal => new AbortController().signal;
const down: Fault = { is: 'refused', status: 503, code: 'SlowDown' };

async function kept({ folders }: Room, bytes: Uint8Array, name: 'original' | 'played' = 'original', clip = newClip()) {
	const file = await folders.begin(clip, name, bytes.length);
	await file.writeAt(0, bytes);
	await file.sync();
	await file.close();
	return clip;
}

async function whole(store: ReturnType<Room['freshStore']>, clip: ClipHandle): Promise<Buffer> {
	const opened = (await store.open(clip, 'original')) ?? expect.fail('gone');
	const bytes = Buffer.from(await opened.file.readAt(0, await opened.file.size()));
	await opened.file.close();
	return bytes;
}

/** More than fits one request. */
const large = randomBytes(17 * 1024 * 1024 + 77);

describe('a clip in a bucket', () => {
	it('[K1] is an object with the sealed bytes, under a name that says nothing of anybody', async () => {
		const { folders, s3, ...rest } = await room();
		const clip = await kept({ folders, s3, ...rest }, Buffer.alloc(5_000, 'speelt samen met B. '));
		const sealed = await readFile(folders.path(clip.id, 'original'));
		await rest.freshStore().putAway(clip.id, signal());
		const [name = ''] = s3.left('');
		expect(s3.left('')).toEqual([`school/clips/${clip.id}/original.${sealed.subarray(16, 32).toString('hex')}`]);
		expect(s3.newest(name)?.equals(sealed)).toBe(true);
		expect(sealed.includes('speelt')).toBe(false);
		expect(await readdir(`${rest.dir}/clips`)).toEqual([]);
	});

	it('[K2] breaks off at any request and loses nothing: one good copy, and in the end nothing else', async () => {
		const it = await room();
		const bytes = large;
		const clip = await kept(it, bytes);
		await kept(it, bytes.subarray(0, 1_000), 'played', clip);
		let broken = 0;
		for (let n = 0; ; n++, broken++) {
			let count = 0;
			it.s3.fault = () => (count++ >= n ? { is: 'reset' } : null); // from then on nothing comes through
			const store = it.freshStore();
			const moved = await store.putAway(clip.id, signal()).then(
				() => true,
				(error: unknown) => (expect(error).toBeInstanceOf(OutOfReach), false)
			);
			it.s3.fault = () => null;
			if (moved) break;
			expect(await it.folders.wholeFilesOf(clip.id)).toEqual(['original', 'played']);
			if (n % 4 === 0) await it.freshStore().sweep(); // as the next start does
		}
		expect(broken).toBeGreaterThan(7);
		expect(await it.folders.held()).toEqual([]);
		await it.freshStore().sweep();
		expect(it.s3.left('').filter((name) => name.includes('original'))).toHaveLength(1);
		expect(it.s3.left('')).toHaveLength(2);
		expect((await whole(it.freshStore(), clip)).equals(bytes)).toBe(true);
	}, 60_000);

	it('[K2] stays where it is when what comes back is not what went there', async () => {
		const it = await room();
		const bytes = randomBytes(2_000);
		const clip = await kept(it, bytes);
		it.s3.fault = ({ method, range }) => (method === 'GET' && range ? { is: 'garbled' } : null);
		await expect(it.freshStore().putAway(clip.id, signal())).rejects.toThrow('not what was put there');
		it.s3.fault = () => null;
		expect(it.s3.left('')).toEqual([]);
		expect((await whole(it.freshStore(), clip)).equals(bytes)).toBe(true);
	});

	it('[K3] stays where it is when the bucket is full, and goes when there is room', async () => {
		const it = await room('bucket', { quota: 10 * 1024 * 1024 });
		const clip = await kept(it, large);
		await expect(it.freshStore().putAway(clip.id, signal())).rejects.toThrow(/QuotaExceeded/);
		expect([it.s3.left(''), await it.folders.held()]).toEqual([[], [clip.id]]);
		it.s3.quota = Infinity;
		await it.freshStore().putAway(clip.id, signal());
		expect(it.s3.left('')).toHaveLength(1);
	});

	it('[K2] comes home when it belongs in the folder, and not when it was changed there', async () => {
		const it = await room();
		const [one, two] = [await kept(it, large), await kept(it, randomBytes(300))];
		for (const { id } of [one, two]) await it.freshStore().putAway(id, signal());
		const [name = ''] = it.s3.left(`school/clips/${two.id}`);
		const sealed = it.s3.newest(name) ?? expect.fail('gone');
		const home = it.freshStore('folder');
		expect((await home.astray()).sort()).toEqual([one.id, two.id].sort());
		let count = 0;
		it.s3.fault = () => (count++ === 3 ? { is: 'refused', status: 403, code: 'AccessDenied' } : null);
		await expect(home.putAway(one.id, signal())).rejects.toThrow(BucketRefusal);
		it.s3.fault = () => null;
		await home.putAway(one.id, signal());
		expect([it.s3.left(`school/clips/${one.id}`), (await whole(home, one)).equals(large)]).toEqual([[], true]);
		expect(await it.folders.held()).toEqual([one.id]);
		it.s3.fault = ({ range, name: asked }) => (range && asked === name ? { is: 'garbled' } : null);
		await expect(home.putAway(two.id, signal())).rejects.toThrow('was changed');
		expect([it.s3.newest(name)?.equals(sealed), await it.folders.wholeFilesOf(two.id)]).toEqual([true, []]);
	});
});

describe('the line to the bucket', () => {
	const broken: [string, (nth: number, asked: Asked) => Fault | null][] = [
		['is busy twice', (nth) => (nth < 2 ? down : null)],
		['breaks off in the middle of a body', (nth) => (nth === 0 ? { is: 'breaks-off' } : null)],
		['is reset', (nth) => (nth === 0 ? { is: 'reset' } : null)],
		['answers 500', (nth) => (nth === 0 ? { is: 'refused', status: 500, code: 'InternalError' } : null)]
	];
	it.each(broken)('[K3] asks again when it %s', async (_what, fault) => {
		const it = await room();
		const bytes = randomBytes(200_000);
		const clip = await kept(it, bytes);
		await it.freshStore().putAway(clip.id, signal());
		let nth = 0;
		it.s3.fault = (asked) => (asked.range ? fault(nth++, asked) : null);
		expect((await whole(it.freshStore(), clip)).equals(bytes)).toBe(true);
		expect(nth).toBeGreaterThan(1);
	});

	it('[K3] waits so long and no longer for an answer that never comes', async () => {
		const it = await room();
		const short = { tries: 2, each: 30, pause: 1 };
		const line = new S3Line(it.s3.settings, () => Promise.resolve(), { viewer: short, work: short });
		it.s3.fault = () => ({ is: 'waits', until: new Promise(() => {}) });
		await expect(new S3Bucket(line).list('clips/')).rejects.toThrow(OutOfReach);
		await expect(new S3Bucket(line).range('x', 0, 10)).rejects.toThrow('did not answer');
	});

	it('[K1] goes to the one address it was given: a redirect is refused, and its target never asked', async () => {
		const it = await room();
		let strangers = 0;
		const elsewhere = createServer((_request, response) => (strangers++, response.end())).listen(0, '127.0.0.1');
		await new Promise((resolve) => elsewhere.once('listening', resolve));
		const to = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
		it.s3.fault = () => ({ is: 'redirect', to });
		await expect(it.bucket.list('clips/')).rejects.toThrow(/answered 307/);
		await expect(it.bucket.put('x', new Uint8Array(3))).rejects.toThrow(/answered 307/);
		expect(strangers).toBe(0);
		elsewhere.close();
	});

	it('[K1] does not take more than it asked for, and says nothing of the secret in any failure', async () => {
		const it = await room();
		const said: string[] = [];
		const hear = (error: unknown) =>
			void said.push(String(error), JSON.stringify(error), String((error as Error).stack));
		const wrong = hastyBucket({ ...it.s3.settings, secret: `${it.s3.settings.secret}x` });
		await wrong.list('clips/').catch(hear);
		it.s3.fault = () => ({ is: 'reset' });
		await it.bucket.list('clips/').catch(hear);
		it.s3.fault = () => null;
		await it.bucket.put('long', new Uint8Array(randomBytes(5_000)));
		it.s3.change('school/long', randomBytes(9_000_000));
		await it.bucket.get('long').catch(hear);
		expect(said[0]).toContain('SignatureDoesNotMatch');
		expect(said).toHaveLength(9);
		expect(said.filter((line) => line.includes(it.s3.settings.secret))).toEqual([]);
	});
});

describe('watching a clip that lies in a bucket', () => {
	const watched = async () => {
		const it = await room();
		const files = await it.openFiles();
		const clip = newClip();
		await files.put(clip, await clipBytes('h264_aac_faststart.mp4'));
		const before = await files.part(clip, 'seg1.m4s', null);
		await files.putAway(clip.id, async () => true);
		files.forget();
		it.s3.asked.length = 0;
		return { ...it, files, clip, before };
	};

	it('[K1][M3] costs one read of exactly that stretch for a whole group, and gives the same segment', async () => {
		const { files, clip, s3, before, folders } = await watched();
		expect(await folders.held()).toEqual([]);
		await files.part(clip, 'index.m3u8', null);
		s3.asked.length = 0;
		const parts = await Promise.all(Array.from({ length: 12 }, () => files.part(clip, 'seg1.m4s', null)));
		expect(s3.asked.map(({ method, range }) => [method, range !== undefined])).toEqual([['GET', true]]);
		for (const part of parts) expect(part).toEqual(before);
	});

	it('[K3] is told kindly while the bucket does not answer, and goes on by itself', async () => {
		const { files, clip, s3, before } = await watched();
		s3.fault = () => down;
		expect(await files.part(clip, 'index.m3u8', null)).toMatchObject({ ok: false, code: 'clip-out-of-reach' });
		s3.fault = () => null;
		expect((await files.part(clip, 'index.m3u8', null)).ok).toBe(true);
		s3.fault = () => ({ is: 'reset' });
		expect(await files.part(clip, 'seg1.m4s', null)).toMatchObject({ ok: false, code: 'clip-out-of-reach' });
		s3.fault = () => null;
		expect(await files.part(clip, 'seg1.m4s', null)).toEqual(before);
	});

	it('[K3] does not stop anybody from sending another one', async () => {
		const { files, s3 } = await watched();
		s3.fault = () => ({ is: 'reset' });
		const bytes = await clipBytes('h264_aac_faststart.mp4');
		const clip = newClip();
		const headers = { 'tus-resumable': '1.0.0' };
		const ask = (method: string, more: Record<string, string>, body?: Uint8Array) =>
			files.receive(
				clip,
				bytes.length,
				new Request('https://school.example/up', {
					method,
					headers: { ...headers, ...more },
					...(body ? { body, duplex: 'half' } : {})
				} as RequestInit)
			);
		expect((await ask('POST', { 'upload-length': String(bytes.length) })).response.status).toBe(201);
		const piece = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
		expect(await ask('PATCH', piece, bytes)).toMatchObject({ complete: true });
		expect((await files.inspect(clip)).ok).toBe(true);
		expect((await files.part(clip, 'seg0.m4s', null)).ok).toBe(true);
	});

	it('[K4] ends when it is erased, with nothing of it left under its name', async () => {
		const { files, clip, s3 } = await watched();
		await files.part(clip, 'index.m3u8', null);
		let reached = (): void => {};
		const inFlight = new Promise<void>((resolve) => (reached = resolve));
		s3.fault = ({ range }) => (range ? (reached(), { is: 'waits', until: new Promise(() => {}) }) : null);
		const reading = files.part(clip, 'seg2.m4s', null);
		await inFlight;
		await files.erase(clip.id);
		expect(await reading).toMatchObject({ ok: false, code: 'clip-out-of-reach' });
		expect(s3.left(`school/clips/${clip.id}`)).toEqual([]);
		expect(await files.part(clip, 'seg1.m4s', null)).toMatchObject({ ok: false, code: 'not-found' });
	});

	it('brings an original home to be converted, and puts away what came of it', async () => {
		const it = await room();
		const files = await it.openFiles();
		const clip = newClip();
		await files.put(clip, await clipBytes('vp9_opus.webm'));
		await files.putAway(clip.id, async () => true);
		const seen = await files.inspect(clip);
		if (!seen.ok) return expect.fail(seen.code);
		expect(await files.prepare(clip, seen.value)).toMatchObject({ ok: true, value: { container: 'mp4' } });
		await files.putAway(clip.id, async () => true);
		expect(
			it.s3
				.left('')
				.map((name) => /\/([a-z]+)\.[0-9a-f]+$/.exec(name)?.[1])
				.sort()
		).toEqual(['original', 'played']);
		expect(await it.folders.held()).toEqual([]);
		expect((await files.part(clip, 'seg0.m4s', null)).ok).toBe(true);
	});
});

describe('erasing', () => {
	it('[K5] takes older versions, marks and sendings that broke off along', async () => {
		const it = await room('bucket', { versions: true });
		const clip = await kept(it, large);
		let parts = 0;
		it.s3.fault = ({ method, query }) =>
			(method === 'PUT' && query.has('partNumber') && parts++ > 0) || method === 'DELETE' ? { is: 'reset' } : null;
		await expect(it.freshStore().putAway(clip.id, signal())).rejects.toThrow(OutOfReach);
		it.s3.fault = () => null;
		await it.freshStore().putAway(clip.id, signal());
		const [name = ''] = it.s3.left('');
		for (let i = 0; i < 4; i++) await it.bucket.put(name.slice('school/'.length), new Uint8Array(randomBytes(100)));
		await it.bucket.remove({ name: name.slice('school/'.length) });
		expect(it.s3.left('').length).toBeGreaterThan(5);
		expect(await it.freshStore().held()).toEqual([clip.id]);
		await it.freshStore().erase(clip.id);
		expect([it.s3.left(''), await it.freshStore().held()]).toEqual([[], []]);
	});

	it('[K4] while a clip is being put away ends that, and leaves nothing', async () => {
		const it = await room();
		const files = await it.openFiles();
		const clip = newClip();
		await files.put(clip, large);
		let reached = (): void => {};
		const inFlight = new Promise<void>((resolve) => (reached = resolve));
		it.s3.fault = ({ method, query }) =>
			method === 'PUT' && query.get('partNumber') === '2'
				? (reached(), { is: 'waits', until: new Promise(() => {}) })
				: null;
		const moving = files.putAway(clip.id, async () => true).catch(() => 'broken off');
		await inFlight;
		await files.erase(clip.id);
		expect(await moving).toBe('broken off');
		expect([it.s3.left(''), await it.folders.held()]).toEqual([[], []]);
	});

	it('[K4] in another process while a clip is being put away here leaves nothing either', async () => {
		const it = await room();
		const files = await it.openFiles();
		const clip = newClip();
		await files.put(clip, randomBytes(1_000));
		await files.putAway(clip.id, async () => false);
		expect([it.s3.left(''), await it.folders.held()]).toEqual([[], []]);
	});
});

describe('at the start', () => {
	const warn = vi.fn();
	afterEach(() => void warn.mockClear());

	it('[K1] tries the bucket out, leaves one mark there, and says nothing when all is well', async () => {
		const { s3 } = await room();
		await openBucket(s3.settings, 'de-linde', warn);
		await openBucket(s3.settings, 'de-linde', warn);
		expect([s3.left(''), warn.mock.calls]).toEqual([['school/house'], []]);
	});

	it.each([
		['the secret', { secret: 'wrong' }, 'SignatureDoesNotMatch'],
		['the key', { keyId: 'wrong' }, 'InvalidAccessKeyId'],
		['the bucket', { bucket: 'other' }, 'NoSuchBucket'],
		['the address', { endpoint: 'http://127.0.0.1:9' }, 'did not answer']
	])('[K1] stops with one line when %s is wrong', async (_what, change, said) => {
		const { s3 } = await room();
		const settings = { ...s3.settings, ...change };
		const opening = openBucket(settings, 'de-linde', warn, hastyBucket(settings));
		await expect(opening).rejects.toThrow(/^CLIPS_S3_BUCKET: [^\n]*$/);
		await expect(opening).rejects.toThrow(said);
	});

	it('[K1] stops when another installation keeps its clips there', async () => {
		const { s3 } = await room();
		await openBucket(s3.settings, 'de-linde', warn);
		await expect(openBucket(s3.settings, 'de-beuk', warn)).rejects.toThrow('CLIPS_S3_PREFIX');
		await openBucket({ ...s3.settings, prefix: 'other/' }, 'de-beuk', warn);
	});

	it('[K5] warns when versions are kept and cannot be deleted, and not when they can', async () => {
		const { s3 } = await room('bucket', { versions: true });
		expect((await openBucket(s3.settings, 'de-linde', warn)).versions).toBe('kept');
		expect([warn.mock.calls, s3.left('school/check')]).toEqual([[], []]);
		s3.mayDeleteVersions = false;
		await openBucket(s3.settings, 'de-linde', warn);
		expect(warn.mock.calls).toEqual([[expect.stringContaining('s3:DeleteObjectVersion')]]);
	});

	it('[K5] warns when the bucket does not say whether it keeps versions', async () => {
		const { s3 } = await room();
		s3.fault = ({ query }) => (query.has('versioning') ? { is: 'refused', status: 403, code: 'AccessDenied' } : null);
		await openBucket(s3.settings, 'de-linde', warn);
		expect(warn.mock.calls).toEqual([[expect.stringContaining('s3:GetBucketVersioning')]]);
		s3.fault = ({ query }) => (query.has('versioning') ? { is: 'refused', status: 501, code: 'NotImplemented' } : null);
		expect((await openBucket(s3.settings, 'de-linde', warn)).versions).toBe('none');
		expect(warn).toHaveBeenCalledTimes(1);
	});
});
