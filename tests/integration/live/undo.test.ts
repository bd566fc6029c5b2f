import { afterAll, afterEach, expect, test } from 'vitest';
import type { LiveSession } from '$lib/client/live/live-session.svelte';
import { sitDown } from './browser-side';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
let noor: LiveSession, kees: LiveSession;
const texts = (session: LiveSession) => session.entries.map((e) => e.text);
const savedHere = (...sessions: LiveSession[]) =>
	expect.poll(() => sessions.map((session) => session.saved)).toEqual(sessions.map(() => 'saved'));

async function together(): Promise<void> {
	room = await openRoom();
	await room.goTo('rewatch');
	[noor, kees] = [sitDown(room.server, 'noor'), sitDown(room.server, 'kees')];
	await savedHere(noor, kees);
}
afterEach(async () => {
	noor.close();
	kees.close();
	await room.close();
});
afterAll(closeHouse);

test('[L19] what one takes back is gone for everybody, and a colleague’s words in it stay', async () => {
	await together();
	const id = kees.addEntry('observations', { t: 1000, text: 'J. kijkt' });
	await expect.poll(() => texts(noor)).toEqual(['J. kijkt']);
	expect([kees.canUndo, noor.canUndo]).toEqual([true, false]);
	noor.retype('observations', id, 'J. kijkt en lacht');
	await expect.poll(() => texts(kees)).toEqual(['J. kijkt en lacht']);
	kees.undo();
	await expect.poll(() => texts(noor)).toEqual([' en lacht']);
	kees.redo();
	await expect.poll(() => texts(noor)).toEqual(['J. kijkt en lacht']);
	noor.undo();
	await expect.poll(() => texts(kees)).toEqual(['J. kijkt']);
	await savedHere(noor, kees);
	expect([kees.ended, noor.ended, kees.rescued, noor.rescued]).toEqual([null, null, [], []]);
});

test('[L19] one’s own removed note comes back; what a facilitator removed does not', async () => {
	await together();
	const id = kees.addEntry('observations', { t: 1000, text: 'J. kijkt' });
	await savedHere(kees);
	expect(kees.removeEntry('observations', id)).toBe(true);
	await expect.poll(() => texts(noor)).toEqual([]);
	kees.undo();
	await expect.poll(() => texts(noor)).toEqual(['J. kijkt']);
	expect(noor.entries[0]).toMatchObject({ author: 'kees', t: 1000, id });
	expect([noor.removeEntry('observations', id), noor.canUndo]).toEqual([false, false]);
	await expect.poll(() => texts(kees)).toEqual([]);
	for (let i = 0; i < 4; i++) kees.undo();
	for (let i = 0; i < 4; i++) kees.redo();
	await savedHere(noor, kees);
	expect([texts(noor), texts(kees), kees.rescued]).toEqual([[], [], []]);
});

test('[L19] a new round leaves nothing to take back, and other events do', async () => {
	await together();
	kees.addEntry('observations', { t: 1000, text: 'J. kijkt' });
	kees.addEntry('jottings', { text: 'voor mijzelf' });
	await savedHere(kees);
	await room.act('noor', { do: 'ready', ready: true });
	expect(kees.canUndo).toBe(true);
	await room.goTo('what-we-see');
	await expect.poll(() => kees.canUndo).toBe(false);
	kees.undo();
	expect([texts(kees), kees.jottings.length]).toEqual([['J. kijkt'], 1]);
});

test('everybody has one colour on every screen, and a caret stays at its word while others type', async () => {
	await together();
	await expect.poll(() => noor.people.length).toBe(2);
	const colours = (session: LiveSession) => session.people.map(({ id, colour }) => [id, colour]);
	await expect.poll(() => colours(kees)).toEqual(colours(noor));
	expect(new Set(noor.people.map((p) => p.colour)).size).toBe(2);
	const id = kees.addEntry('observations', { t: 1000, text: 'J. kijkt en lacht' });
	await expect.poll(() => texts(noor)).toEqual(['J. kijkt en lacht']);
	kees.typesAt({ unit: 'observations', id, caret: 8, anchor: 3 });
	const his = () => noor.people.find((p) => p.id === 'kees')?.typing;
	await expect.poll(his).toEqual({ unit: 'observations', id, caret: 8, anchor: 3 });
	noor.retype('observations', id, 'Hier: J. kijkt en lacht');
	await expect.poll(his).toEqual({ unit: 'observations', id, caret: 14, anchor: 9 });
	kees.typesAt(null);
	await expect.poll(his).toBe(null);
});
