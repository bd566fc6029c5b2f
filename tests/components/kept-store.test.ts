import { afterEach, expect, test } from 'vitest';
import { browserStore, canKeep, forgetKept, type KeptRecord } from '$lib/client/live/kept-store';

// In a real browser: its storage, its locks.
const record = (id: string): KeptRecord => ({
	id,
	session: 's1',
	tab: 'tab',
	part: 'table',
	stamp: 1,
	nonce: new Uint8Array(12),
	sealed: new Uint8Array([1, 2, 3])
});
const names = async () => (await indexedDB.databases()).map((db) => db.name);
afterEach(forgetKept);

test('[L18] a browser keeps records until they are dropped', async () => {
	expect(canKeep()).toBe(true);
	const store = browserStore();
	expect(await store.all()).toEqual([]);
	await store.drop(['never there']);
	expect(await names()).not.toContain('kijkkring-kept'); // looking leaves nothing behind
	await store.put(record('a'));
	await store.put(record('b'));
	await store.put({ ...record('b'), stamp: 2 });
	// another tab, or this one after a reload
	expect((await browserStore().all()).map(({ id, stamp }) => [id, stamp])).toEqual([
		['a', 1],
		['b', 2]
	]);
	await store.drop(['a', 'never there']);
	expect((await store.all()).map(({ id, sealed }) => [id, [...sealed]])).toEqual([['b', [1, 2, 3]]]);
});

test('[L18] signing out leaves no database, also while other tabs have it open, and they can go on after it', async () => {
	const [here, there] = [browserStore(), browserStore()];
	await here.put(record('a'));
	expect(await there.all()).toHaveLength(1);
	await forgetKept();
	expect(await names()).not.toContain('kijkkring-kept');
	expect(await there.all()).toEqual([]);
	await here.put(record('b'));
	await there.wipe();
	expect(await names()).not.toContain('kijkkring-kept');
});

test('[L18] a tab is open until it lets go', async () => {
	const store = browserStore();
	const letGo = store.holdTab('one');
	store.holdTab('two');
	await expect.poll(async () => [...(await browserStore().openTabs())].sort()).toEqual(['one', 'two']);
	letGo();
	await expect.poll(async () => [...(await store.openTabs())]).toEqual(['two']);
});
