import { afterEach, expect, test } from 'vitest';
import { browserLog, type KeptMoment, type OfflineBox } from '$lib/client/log/log-store';

// In a real browser: its storage, its transactions.
afterEach(
	() =>
		new Promise<void>((resolve) => {
			const gone = indexedDB.deleteDatabase('kijkkring-log');
			gone.onsuccess = gone.onerror = () => resolve();
		})
);
const moment = (turn: number): KeptMoment => ({
	trajectory: 'j',
	id: 'moment-1',
	stamp: 1,
	sealed: 'AAAA',
	who: 'marit',
	keptAt: 1,
	turn
});
const box: OfflineBox = { trajectory: 'j', who: 'marit', stamp: 1, publicKey: '', name: '', contexts: [], briefs: [] };

test('[PR4] what was sent is forgotten or marked only while it is still the newest', async () => {
	const store = browserLog();
	await store.put(moment(1));
	// the answer to the first version comes while the second is laid down, in another tab
	const [gone] = await Promise.all([
		browserLog()
			.put(moment(2))
			.then(() => store.dropIf('moment-1', 1))
	]);
	expect([gone, (await store.get('moment-1'))?.turn]).toEqual([false, 2]);
	expect(await store.refuseIf('moment-1', 1, 'broken')).toBe(false);
	expect(await store.refuseIf('moment-1', 2, 'broken')).toBe(true);
	expect((await store.get('moment-1'))?.refused).toBe('broken');
	expect(await store.dropIf('moment-1', 2)).toBe(true);
	expect(await store.dropIf('moment-1', 2)).toBe(false);
	expect(await store.all()).toEqual([]);
});

test('[PR6] the token of the page without a line lasts as long as this device logs for somebody', async () => {
	const store = browserLog();
	await store.setBox(box);
	const token = await store.token();
	expect(token).toMatch(/^[0-9a-f]{32}$/);
	await store.setBox({ ...box, stamp: 2 });
	expect(await browserLog().token()).toBe(token);
	await store.setBox(null);
	expect(await store.box()).toBeNull();
	await store.setBox(box);
	expect(await store.token()).not.toBe(token);
});
