import { expect, it } from 'vitest';
import { SegmentCache } from './segment-cache';

function counting(bytes = 10) {
	let made = 0;
	return {
		make: () => (made++, Promise.resolve(new Uint8Array(bytes))),
		get made() {
			return made;
		}
	};
}

it('[M3] makes a segment once for twelve who ask, at the same moment or one after the other', async () => {
	const cache = new SegmentCache();
	const work = counting();
	await Promise.all(Array.from({ length: 6 }, () => cache.get('a', 'm', 0, work.make)));
	for (let i = 0; i < 6; i++) await cache.get('a', 'm', 0, work.make);
	expect(work.made).toBe(1);
	await cache.get('a', 'm', 1, work.make);
	await cache.get('a', 'other file', 0, work.make);
	await cache.get('b', 'm', 0, work.make);
	expect(work.made).toBe(4);
});

it('[M3] holds no more than its bytes, and lets go of what was used longest ago', async () => {
	const cache = new SegmentCache({ bytes: 30, unusedMs: 1_000 });
	const work = counting();
	for (const number of [0, 1, 2]) await cache.get('a', 'm', number, work.make);
	await cache.get('a', 'm', 0, work.make);
	await cache.get('a', 'm', 3, work.make);
	expect([cache.bytes, work.made]).toEqual([30, 4]);
	await cache.get('a', 'm', 0, work.make);
	expect(work.made).toBe(4);
	await cache.get('a', 'm', 1, work.make);
	expect(work.made).toBe(5);
	await cache.get('a', 'm', 9, counting(31).make);
	expect(cache.bytes).toBe(0);
});

it('[M3] forgets one clip at once, also what is being made of it at that moment', async () => {
	const cache = new SegmentCache();
	const work = counting();
	await cache.get('a', 'm', 0, work.make);
	await cache.get('b', 'm', 0, work.make);
	const underWay = cache.get('a', 'm', 1, work.make);
	cache.forget('a');
	await underWay;
	expect(cache.bytes).toBe(10);
	await cache.get('a', 'm', 0, work.make);
	expect(work.made).toBe(4);
	cache.forget();
	expect(cache.bytes).toBe(0);
});

it('[M3] drops what nobody used for a while, and keeps what somebody does', async () => {
	let now = 0;
	const cache = new SegmentCache({ bytes: 1_000, unusedMs: 100 }, () => now);
	const work = counting();
	await cache.get('a', 'm', 0, work.make);
	await cache.get('a', 'm', 1, work.make);
	now = 60;
	await cache.get('a', 'm', 1, work.make);
	now = 110;
	cache.tidy();
	expect(cache.bytes).toBe(10);
	now = 160;
	cache.tidy();
	expect(cache.bytes).toBe(0);
});

it('does not remember what went wrong', async () => {
	const cache = new SegmentCache();
	await expect(cache.get('a', 'm', 0, () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
	expect((await cache.get('a', 'm', 0, counting().make)).length).toBe(10);
});
