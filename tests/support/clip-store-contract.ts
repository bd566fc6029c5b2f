import { randomBytes, randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renditions, type ClipBytes, type ClipFile, type ClipStore } from '$lib/server/media/clip-store';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import { newClip } from './clips';

/** What every place where clips lie must do (`ClipStore`). `open` makes one that is empty. */
export function holdsClips(name: string, open: () => Promise<{ store: ClipStore; end: () => Promise<void> }>): void {
	describe(`${name} keeps clips`, () => {
		let store: ClipStore;
		let end: () => Promise<void>;
		beforeAll(async () => void ({ store, end } = await open()));
		afterAll(() => end());

		const patience = (): AbortSignal => new AbortController().signal;

		async function kept(file: ClipFile, bytes: Uint8Array, clip = newClip()): Promise<ClipHandle> {
			const growing = await store.begin(clip, file, bytes.length);
			await growing.writeAt(0, bytes);
			await growing.sync();
			await growing.close();
			return clip;
		}

		async function look<T>(clip: ClipHandle, file: ClipFile, at: (file: ClipBytes) => Promise<T>): Promise<T> {
			const opened = (await store.open(clip, file)) ?? expect.fail(`no ${file}`);
			try {
				return await at(opened.file);
			} finally {
				await opened.file.close();
			}
		}

		const whole = (clip: ClipHandle, file: ClipFile = 'original'): Promise<Buffer> =>
			look(clip, file, async (it) => Buffer.from(await it.readAt(0, await it.size())));

		it('shows what came so far of a file that grows, and goes on in it', async () => {
			const bytes = randomBytes(90_000);
			const clip = newClip();
			const first = await store.begin(clip, 'original', bytes.length);
			await first.writeAt(0, bytes.subarray(0, 50_000));
			expect(await look(clip, 'original', (it) => it.size())).toBe(50_000);
			await first.close();
			const second = (await store.goOn(clip, 'original')) ?? expect.fail('nothing to go on in');
			expect([second.mark === first.mark, second.declared]).toEqual([true, bytes.length]);
			await second.writeAt(50_000, bytes.subarray(50_000));
			await second.sync();
			await second.close();
			expect((await whole(clip)).equals(bytes)).toBe(true);
			expect(await store.goOn(newClip(), 'original')).toBeNull();
		});

		it('[K3] takes back what was written beyond', async () => {
			const clip = await kept('original', randomBytes(1_000));
			const file = (await store.goOn(clip, 'original')) ?? expect.fail('gone');
			await file.cut(400);
			await file.close();
			expect(await look(clip, 'original', (it) => it.size())).toBe(400);
		});

		it('gives a file its final name in one step, and answers the first that is there', async () => {
			const clip = await kept('original', randomBytes(10));
			const draft = await store.begin(clip, 'growing', null);
			await draft.writeAt(0, Buffer.from('rendition'));
			await draft.moveTo('played');
			await draft.close();
			expect((await whole(clip, 'played')).toString()).toBe('rendition');
			const first = await store.open(clip, 'direct', 'played', 'original');
			expect([first?.name, await store.open(clip, 'growing', 'light')]).toEqual(['played', null]);
			await first?.file.close();
		});

		it('begins anew under another mark, with nothing of what stood there', async () => {
			const clip = await kept('original', randomBytes(100));
			const mark = await look(clip, 'original', async (it) => it.mark);
			const again = await store.begin(clip, 'original', 7);
			expect([again.mark === mark, again.declared, await again.size()]).toEqual([false, 7, 0]);
			await again.close();
		});

		it('drops what was made from an original', async () => {
			const clip = await kept('original', randomBytes(10));
			for (const name of renditions) await kept(name, randomBytes(10), clip);
			await store.drop(clip.id, renditions);
			expect(await store.open(clip, ...renditions)).toBeNull();
			expect(await look(clip, 'original', (it) => it.size())).toBe(10);
		});

		it('[K1] gives the very same bytes by any range after they were put away, and after that again', async () => {
			const bytes = randomBytes(300_007);
			const clip = await kept('original', bytes);
			await kept('light', bytes.subarray(0, 5_000), clip);
			const mark = await look(clip, 'original', async (it) => it.mark);
			for (let i = 0; i < 2; i++) {
				await store.putAway(clip.id, patience());
				await look(clip, 'original', async (it) => {
					expect([it.mark, it.declared, await it.size()]).toEqual([mark, bytes.length, bytes.length]);
					for (let n = 0; n < 40; n++) {
						const [from, length] = [randomInt(bytes.length), randomInt(n % 2 ? 200 : 150_000)];
						const place = new Uint8Array(length + 3).fill(7);
						const read = n % 3 ? await it.readAt(from, length) : await it.readAt(from, length, place.subarray(3));
						expect(Buffer.from(read).equals(bytes.subarray(from, from + length))).toBe(true);
						if (n % 3 === 0) expect([read.buffer === place.buffer, place[2]]).toEqual([true, 7]);
					}
					expect((await it.readAt(bytes.length + 5, 10)).length).toBe(0);
				});
			}
			expect((await whole(clip, 'light')).equals(bytes.subarray(0, 5_000))).toBe(true);
			expect(await store.astray()).not.toContain(clip.id);
		});

		it('[K1] puts away what was made afterwards beside the rest', async () => {
			const clip = await kept('original', randomBytes(500));
			await store.putAway(clip.id, patience());
			await kept('light', Buffer.from('smaller'), clip);
			await store.putAway(clip.id, patience());
			expect((await whole(clip, 'light')).toString()).toBe('smaller');
			expect((await whole(clip)).length).toBe(500);
		});

		it('brings an original back to the workbench, to be worked on', async () => {
			const bytes = randomBytes(70_000);
			const clip = await kept('original', bytes);
			await store.putAway(clip.id, patience());
			for (let i = 0; i < 2; i++) await store.bring(clip.id);
			const file = (await store.goOn(clip, 'original')) ?? expect.fail('not on the workbench');
			expect(Buffer.from(await file.readAt(0, bytes.length)).equals(bytes)).toBe(true);
			await file.close();
			await store.bring(newClip().id);
		});

		it('[K4] has nothing of a clip that was erased, wherever it lay', async () => {
			const here = await kept('original', randomBytes(10));
			const away = await kept('original', randomBytes(10));
			await kept('played', randomBytes(10), away);
			await store.putAway(away.id, patience());
			expect(await store.held()).toEqual(expect.arrayContaining([here.id, away.id]));
			for (const clip of [here, away, away, newClip()]) {
				await store.erase(clip.id);
				expect(await store.open(clip, 'original', ...renditions)).toBeNull();
				expect(await store.goOn(clip, 'original')).toBeNull();
			}
			const held = await store.held();
			expect(held.includes(here.id) || held.includes(away.id)).toBe(false);
		});

		it('says nothing under another key', async () => {
			const clip = await kept('original', Buffer.alloc(200, 'vandaag drie keer meegespeeld '));
			await store.putAway(clip.id, patience());
			expect((await whole({ id: clip.id, key: randomBytes(32) })).includes('vandaag')).toBe(false);
		});

		it('knows ids and nothing that climbs', async () => {
			for (const id of ['../x', 'a/b', '', '.', 'x'.repeat(65)]) {
				const clip = { id, key: randomBytes(32) };
				await expect(store.begin(clip, 'original', 1)).rejects.toThrow(RangeError);
				await expect(store.open(clip, 'original')).rejects.toThrow(RangeError);
				await expect(store.erase(id)).rejects.toThrow(RangeError);
			}
		});

		it('says how much room there is, and sweeps without taking anything that is somebody’s', async () => {
			expect(await store.freeBytes()).toBeGreaterThan(0);
			const clip = await kept('original', randomBytes(10));
			await store.sweep();
			expect((await whole(clip)).length).toBe(10);
		});
	});
}
