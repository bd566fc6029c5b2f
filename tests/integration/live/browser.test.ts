import { afterAll, afterEach, expect, test } from 'vitest';
import type { LiveSession, LiveSessionOptions, Moved } from '$lib/client/live/live-session.svelte';
import { docUpdate } from '$lib/server/db/schema';
import { sitDown as sitDownAt } from './browser-side';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
const open: LiveSession[] = [];
afterEach(async () => {
	for (const session of open.splice(0)) session.close();
	await room.close();
});
afterAll(closeHouse);

function sitDown(who: string, more: Partial<LiveSessionOptions> = {}): LiveSession {
	const session = sitDownAt(room.server, who, more);
	open.push(session);
	return session;
}

const texts = (session: LiveSession) => session.entries.map((e) => e.text);

test('what one writes the other reads, and both are told that it is saved', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const [marit, kees] = [sitDown('marit'), sitDown('kees')];
	await expect.poll(() => [marit.saved, kees.saved]).toEqual(['saved', 'saved']);
	const id = marit.addEntry('observations', { t: 21_000, text: 'J. kijkt' });
	expect([marit.saved, marit.holdsUnsaved]).toEqual(['saving', true]);
	await expect.poll(() => texts(kees)).toEqual(['J. kijkt']);
	kees.retype('observations', id, 'J. kijkt op');
	await expect.poll(() => texts(marit)).toEqual(['J. kijkt op']);
	await expect.poll(() => [marit.saved, kees.saved, marit.holdsUnsaved]).toEqual(['saved', 'saved', false]);
	expect(marit.unsaved).toBe(0);
	const [entry] = marit.entries;
	expect(entry).toMatchObject({ author: 'marit', t: 21_000 });
	marit.removeEntry('observations', id);
	await expect.poll(() => texts(kees)).toEqual([]);
});

test('jottings stay with their writer', async () => {
	room = await openRoom();
	await room.goTo('first-viewing');
	const [marit, kees] = [sitDown('marit'), sitDown('kees')];
	kees.addEntry('jottings', { text: 'let op de handen' });
	await expect.poll(() => kees.saved).toBe('saved');
	expect(kees.jottings.map((e) => e.text)).toEqual(['let op de handen']);
	expect([...marit.jottings, ...marit.entries]).toEqual([]);
});

test('everybody sees who is here and where they type', async () => {
	room = await openRoom();
	const [marit, kees] = [sitDown('marit'), sitDown('kees')];
	await expect.poll(() => marit.people.map((p) => p.id)).toEqual(['kees', 'marit']);
	kees.typesAt({ unit: 'observations', id: 'a1', caret: 4 });
	await expect
		.poll(() => marit.people.find((p) => p.id === 'kees'))
		.toMatchObject({ name: 'Kees', typing: { unit: 'observations', id: 'a1', caret: 4 } });
	kees.report({ state: 'tap-needed', position: 0, version: 1, frame: null });
	await expect.poll(() => marit.people.find((p) => p.id === 'kees')?.player?.state).toBe('tap-needed');
});

test('typing that crossed a change of round is kept, and the writer is back at the table', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const marit = sitDown('marit');
	await expect.poll(() => marit.saved).toBe('saved');
	marit.addEntry('observations', { t: 1000, text: 'op tijd' });
	await expect.poll(() => marit.saved).toBe('saved');
	await room.goTo('what-we-see'); // the presenter listens now; her browser does not know it yet
	marit.addEntry('observations', { t: 2000, text: 'net te laat' });
	await expect.poll(() => marit.rescued.map((e) => e.text)).toEqual(['net te laat']);
	await expect.poll(() => marit.saved).toBe('saved');
	expect([texts(marit), marit.ended]).toEqual([['op tijd'], null]);
	const [kept] = marit.rescued;
	marit.dropRescued(kept?.id ?? '');
	expect(marit.rescued).toEqual([]);
});

test('what is typed while the line is down is said to be only here, and is saved when it is back', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const kees = sitDown('kees');
	await expect.poll(() => kees.saved).toBe('saved');
	const stopped = room.restart();
	await expect.poll(() => kees.saved).toBe('offline');
	kees.addEntry('observations', { t: 1000, text: 'zonder verbinding' });
	expect([kees.saved, kees.unsaved]).toEqual(['offline', 1]);
	await stopped;
	await expect.poll(() => kees.saved, { timeout: 10_000 }).toBe('saved');
	expect(await room.db.select().from(docUpdate)).not.toEqual([]);
});

test('the shared picture, the server’s clock, and a refusal', async () => {
	room = await openRoom();
	await room.goTo('first-viewing');
	const moved: Moved[] = [];
	const marit = sitDown('marit', { onMoved: (told) => moved.push(told) });
	await expect.poll(() => marit.timeline?.playing).toBe(false);
	await expect.poll(() => Math.abs(marit.serverNow() - room.needs.clock().getTime()) < 5_000).toBe(true);
	marit.send({ do: 'pause' });
	await expect.poll(() => marit.refused).toEqual({ code: 'not-in-this-round' });
	marit.send({ do: 'play' });
	await expect.poll(() => marit.timeline?.playing).toBe(true);
	await room.act('marit', { do: 'stop-picture' });
	await expect.poll(() => marit.timeline?.stopped).toBe(true);
	// where it stood when she came in, and then what happened
	expect(moved).toMatchObject([
		{ seq: 2, stands: true },
		{ seq: 3, now: { state: { seq: 3, pictureStopped: true }, may: { releasePicture: true } } }
	]);
});

test('whoever is signed out elsewhere is told, and does not come back by itself', async () => {
	room = await openRoom();
	const kees = sitDown('kees');
	await expect.poll(() => kees.saved).toBe('saved');
	room.live().table.signedOut({ userId: 'kees' });
	await expect.poll(() => kees.ended).toBe('signed-out');
	expect(room.live().stats().sockets).toBe(0);
});
