// Longer than the house likes: every rule of the live table beside its opposite, over real sockets.
import { eq } from 'drizzle-orm';
import * as Y from 'yjs';
import { afterAll, afterEach, expect, test } from 'vitest';
import { addEntry, changeEntry, entriesIn, entriesOf, entryMap, removeEntry } from '$lib/notebook/table';
import type { TimelineState } from '$lib/domain/timeline';
import { units, type Unit } from '$lib/engine/pack';
import { frames } from '$lib/notebook/frames';
import { docUpdate, helpRequest, teamMember, consentAnswer } from '$lib/server/db/schema';
import type { LiveClient } from '../../support/live-client';
import { closeHouse, openRoom, type OpenRoom } from './open-room';
import { sealed } from '../../support/sealed';

let room: OpenRoom;
afterEach(() => room.close());
afterAll(closeHouse);

const write = (client: LiveClient, author: string, id: string, text = 'J. kijkt op', unit: Unit = 'observations') =>
	addEntry(client.doc, unit, { id, author, t: 21_000, text });
const ids = (client: LiveClient, unit: Unit = 'observations') => entriesIn(client.doc, unit).map((e) => e.id);

/** Marit and Kees in the round where everybody writes; Marit's note is on the table. */
async function twoAtWork() {
	room = await openRoom();
	await room.goTo('rewatch');
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	write(marit, 'marit', 'a1');
	await kees.until(() => ids(kees).length === 1);
	return { marit, kees };
}

/** The room goes on as if nothing happened: others are still there, can write, and never saw the forgery. */
async function nothingHappened(witness: LiveClient, author: string, seen: string[]): Promise<void> {
	expect(witness.closedWith).toBeNull();
	write(witness, author, 'after');
	await witness.saved();
	const fresh = await room.join('sofie');
	const everything = entriesOf(fresh.doc).map((e) => e.id);
	expect(everything.sort()).toEqual([...seen, 'after'].sort());
	expect([...fresh.doc.share.keys()].filter((root) => !units.some((unit) => unit === root))).toEqual([]);
	expect(ids(witness)).toEqual(ids(fresh));
}

test('[L13] the door: no cookie, another site, no seat, somebody else’s own pages, nonsense', async () => {
	room = await openRoom();
	expect((await room.join('')).refusedWith).toBe(401);
	expect((await room.join('marit', undefined, { origin: 'https://elders.test' })).refusedWith).toBe(403);
	expect((await room.join('vreemd')).refusedWith).toBe(404);
	expect((await room.join('vertrokken')).refusedWith).toBe(404);
	expect((await room.join('els')).refusedWith).toBe(404); // an admin has no right to any session
	expect((await room.join('anke')).refusedWith).toBe(404); // an expert only while helping
	expect((await room.join('kees', 'session/s1/own/marit')).refusedWith).toBe(404);
	expect((await room.join('marit', 'session/other/table')).refusedWith).toBe(404);
	expect((await room.join('marit', 'session/s1/secret')).refusedWith).toBe(404);
	expect((await room.join('marit', '../etc/passwd')).refusedWith).toBe(404);
	expect((await room.join('kees')).refusedWith).toBeNull();
});

test('[L13] somebody has a bounded number of sockets; another person is not hindered by it', async () => {
	room = await openRoom({ limits: { socketsPerUser: 2 } });
	await room.join('marit');
	await room.join('marit', 'session/s1/own/marit');
	expect((await room.join('marit')).refusedWith).toBe(429);
	expect((await room.join('kees')).refusedWith).toBeNull();
});

test('[L6] a part that is closed in this round refuses its writer, and only her', async () => {
	const { marit, kees } = await twoAtWork();
	write(kees, 'kees', 'b1', 'een tip', 'tips');
	await kees.closed();
	expect(kees.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
	expect(entriesIn(marit.doc, 'tips')).toEqual([]);
	await nothingHappened(marit, 'marit', ['a1']);
});

test('[L6] the same tip is welcome in the round of tips', async () => {
	const { marit, kees } = await twoAtWork();
	await room.goTo('ahead');
	write(kees, 'kees', 'b1', 'een tip', 'tips');
	await kees.saved();
	await marit.until(() => entriesIn(marit.doc, 'tips').length === 1);
	expect(kees.closedWith).toBeNull();
});

test('[L6] an edit that comes after the round moved on is refused; entries of that round stay', async () => {
	const { marit, kees } = await twoAtWork();
	await room.goTo('what-we-see');
	write(kees, 'kees', 'b1'); // colleagues go on observing
	await kees.saved();
	write(marit, 'marit', 'a2'); // the presenter listens now
	await marit.closed();
	expect(marit.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
	await nothingHappened(kees, 'kees', ['a1', 'b1']);
});

test('[L6] the change of round reaches everybody', async () => {
	const { marit, kees } = await twoAtWork();
	const moved = kees.next(101);
	await room.act('marit', { do: 'ready', ready: true });
	expect(await moved).toMatchObject({ seq: 5, type: 'ready' });
	expect(marit.last(101)).toMatchObject({ seq: 5, type: 'ready' });
});

test('[L5] a part that does not exist cannot be written, nor anything but entries in one that does', async () => {
	const { marit, kees } = await twoAtWork();
	const forgeries: ((doc: Y.Doc) => void)[] = [
		(doc) => doc.getMap('gossip').set('x', 1),
		(doc) => doc.getText('observations2').insert(0, 'x'),
		(doc) => doc.getMap('observations').set('plain', 'no entry'),
		(doc) => doc.getMap('observations').set('bad id!', new Y.Map([['author', 'kees']])),
		(doc) =>
			doc.getMap('observations').set(
				'deep',
				new Y.Map<unknown>([
					['author', 'kees'],
					['more', new Y.Map()]
				])
			)
	];
	kees.leave();
	await kees.closed();
	for (const forge of forgeries) {
		const hostile = await room.join('kees');
		forge(hostile.doc);
		await hostile.closed();
		expect(hostile.closedWith?.code).toBe(4403);
	}
	await nothingHappened(marit, 'marit', ['a1']);
});

test('[L7] nobody writes in another’s name', async () => {
	const { marit, kees } = await twoAtWork();
	write(kees, 'marit', 'b1');
	await kees.closed();
	expect(kees.closedWith).toEqual({ code: 4403, reason: 'not-allowed' });
	await nothingHappened(marit, 'marit', ['a1']);
});

test('[L7] another’s entry is not removed, replaced or changed by a colleague; its author and a facilitator may', async () => {
	const { marit, kees } = await twoAtWork();
	const attempts: ((doc: Y.Doc) => void)[] = [
		(doc) => removeEntry(doc, 'observations', 'a1'),
		(doc) => addEntry(doc, 'observations', { id: 'a1', author: 'kees', text: 'mijn versie' }),
		(doc) => changeEntry(doc, 'observations', 'a1', { codes: ['s2'] }),
		(doc) => entryMap(doc, 'observations', 'a1')?.set('author', 'kees'),
		(doc) => entryMap(doc, 'observations', 'a1')?.delete('text')
	];
	kees.leave();
	for (const attempt of attempts) {
		const hostile = await room.join('lieke');
		attempt(hostile.doc);
		await hostile.closed();
		expect(hostile.closedWith).toEqual({ code: 4403, reason: 'not-allowed' });
	}
	expect(entriesIn(marit.doc, 'observations')[0]).toMatchObject({ author: 'marit', text: 'J. kijkt op', codes: [] });
	const noor = await room.join('noor');
	changeEntry(noor.doc, 'observations', 'a1', { codes: ['s2'] });
	await marit.until(() => entriesIn(marit.doc, 'observations')[0]?.codes[0] === 's2');
	removeEntry(marit.doc, 'observations', 'a1');
	await noor.until(() => ids(noor).length === 0);
	expect(noor.closedWith).toBeNull();
});

test('[L3] a forged client id is refused, so that nobody’s later words are swallowed', async () => {
	const { marit, kees } = await twoAtWork();
	const forged = new Y.Doc();
	Y.applyUpdate(forged, Y.encodeStateAsUpdate(kees.doc));
	forged.clientID = marit.doc.clientID;
	addEntry(forged, 'observations', { id: 'b1', author: 'kees', text: 'onder jouw id' });
	kees.sendUpdate(Y.encodeStateAsUpdate(forged, Y.encodeStateVector(kees.doc)));
	await kees.closed();
	expect(kees.closedWith).toEqual({ code: 4403, reason: 'not-allowed' });
	await nothingHappened(marit, 'marit', ['a1']);
});

test('[L3] whose client id is whose survives a restart', async () => {
	const { marit, kees } = await twoAtWork();
	await room.restart();
	await Promise.all([marit.closed(), kees.closed()]);
	expect(marit.closedWith?.code).toBe(1012);
	const thief = new Y.Doc();
	const again = await room.join('kees', undefined, { doc: thief });
	thief.clientID = marit.doc.clientID;
	write(again, 'kees', 'b1');
	await again.closed();
	expect(again.closedWith?.code).toBe(4403);
	const back = await room.join('marit', undefined, { doc: marit.doc });
	await nothingHappened(back, 'marit', ['a1']);
});

test('[L8] somebody who only watches may be in sync, and may not write', async () => {
	const { marit } = await twoAtWork();
	const gerda = await room.join('gerda');
	expect(ids(gerda)).toEqual(['a1']);
	gerda.sendUpdate(Y.encodeStateAsUpdate(gerda.doc)); // says back what is here already
	await gerda.saved();
	expect(gerda.closedWith).toBeNull();
	write(gerda, 'gerda', 'g1');
	await gerda.closed();
	expect(gerda.closedWith?.code).toBe(4403);
	await nothingHappened(marit, 'marit', ['a1']);
});

test('[L4] a damaged frame closes its own socket and nothing else', async () => {
	const { marit } = await twoAtWork();
	const damaged = [
		[0, 2, 2, 1, 255],
		[0, 2, 3, 1, 1, 0],
		[0, 9, 0],
		[77],
		[1, 3, 1, 1],
		[103, 2, 123, 125],
		[0, 0, 1, 200],
		[]
	];
	for (const bytes of damaged) {
		const hostile = await room.join('kees');
		hostile.sendRaw(new Uint8Array(bytes));
		await hostile.closed();
		expect([bytes, hostile.closedWith?.code]).toEqual([bytes, 4400]);
	}
	await nothingHappened(marit, 'marit', ['a1']);
});

test('[L4] a frame that is too large closes its own socket and nothing else', async () => {
	const { marit, kees } = await twoAtWork();
	kees.sendRaw(new Uint8Array(1024 * 1024 + 1));
	await kees.closed();
	expect([1006, 1009]).toContain(kees.closedWith?.code);
	await nothingHappened(marit, 'marit', ['a1']);
});

test('[L24] whoever is refused nine times in a row waits outside, is told so, and is let in afterwards; others notice nothing', async () => {
	const { marit, kees: atWork } = await twoAtWork();
	for (let n = 0; n < 9; n++) {
		const hostile = await room.join('lieke');
		write(hostile, 'lieke', `t${n}`, 'te vroeg', 'tips');
		await hostile.closed();
		expect(hostile.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
	}
	const waiting = await room.join('lieke');
	await waiting.closed();
	expect([waiting.refusedWith, waiting.closedWith]).toEqual([null, { code: 4429, reason: 'wait' }]);
	expect((await room.join('sofie')).refusedWith).toBeNull();
	room.setClock(new Date(room.needs.clock().getTime() + 1001));
	const back = await room.join('lieke');
	write(back, 'lieke', 'b1');
	await back.saved();
	expect([marit.closedWith, atWork.closedWith, back.closedWith]).toEqual([null, null, null]);
	await nothingHappened(marit, 'marit', ['a1', 'b1']);
});

test('[L4] a document has a bound, which says so', async () => {
	room = await openRoom({ limits: { documentBytes: 4000 } });
	await room.goTo('rewatch');
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	write(kees, 'kees', 'b1', 'x'.repeat(5000));
	await kees.closed();
	expect(kees.closedWith).toEqual({ code: 4403, reason: 'too-large' });
	await nothingHappened(marit, 'marit', []);
});

test('[L4] somebody who writes very fast is read slower, and loses nothing', async () => {
	room = await openRoom({ limits: { messagesPerSecond: 200, messageBurst: 5 } });
	await room.goTo('rewatch');
	const marit = await room.join('marit');
	const begun = performance.now();
	for (let i = 0; i < 60; i++) write(marit, 'marit', `a${i}`);
	await marit.saved();
	expect(performance.now() - begun).toBeGreaterThan(200);
	expect(ids(await room.join('kees'))).toHaveLength(60);
});

test('[L14] jottings are their writer’s own, and rest outside a round', async () => {
	room = await openRoom();
	const early = await room.join('kees', 'session/s1/own/kees');
	addEntry(early.doc, 'jottings', { id: 'j0', author: 'kees', text: 'te vroeg' });
	await early.closed();
	expect(early.closedWith?.code).toBe(4403);
	await room.goTo('first-viewing');
	const kees = await room.join('kees', 'session/s1/own/kees');
	addEntry(kees.doc, 'jottings', { id: 'j1', author: 'kees', text: 'let op de handen' });
	await kees.saved();
	expect(kees.closedWith).toBeNull();
	write(kees, 'kees', 'b1'); // parts of the table are no parts of this
	await kees.closed();
	expect(kees.closedWith?.code).toBe(4403);
	const table = await room.join('marit');
	expect(entriesIn(table.doc, 'jottings')).toEqual([]);
});

test('[L12] somebody who is taken out of the team is out of the room', async () => {
	const { marit, kees } = await twoAtWork();
	await room.db.update(teamMember).set({ leftAt: room.needs.clock() }).where(eq(teamMember.userId, 'kees'));
	room.live().table.rightsChanged({ userId: 'kees' });
	await kees.closed();
	expect(kees.closedWith?.code).toBe(4403);
	await nothingHappened(marit, 'marit', ['a1']);
});

test('[L12] a change of role counts from the next frame', async () => {
	const { marit, kees } = await twoAtWork();
	await room.db
		.update(teamMember)
		.set({ roles: ['guest'] })
		.where(eq(teamMember.userId, 'kees'));
	room.live().table.rightsChanged({ teamId: 'onderbouw' });
	// the answer of the database is awaited nowhere a client can see: the first refusal shows it
	for (let i = 0; !kees.closedWith && i < 200; i++) {
		write(kees, 'kees', `b${i}`);
		kees.sendJson(104, { t0: i });
		await Promise.race([kees.next(104), kees.closed()]);
	}
	expect(kees.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
	expect(marit.closedWith).toBeNull();
});

test('[L12] parents who change their mind end the session for everybody', async () => {
	const { marit, kees } = await twoAtWork();
	await room.db.insert(consentAnswer).values({
		id: 'no',
		trajectoryId: 'marit-j',
		scope: 'team',
		state: 'withdrawn',
		recordedBy: 'marit',
		at: new Date(room.needs.clock().getTime() + 1)
	});
	room.live().table.rightsChanged({ trajectoryId: 'marit-j' });
	await Promise.all([marit.closed(), kees.closed()]);
	expect([marit.closedWith?.code, kees.closedWith?.code]).toEqual([4410, 4410]);
	expect((await room.join('kees')).refusedWith).toBe(404);
});

test('[L12] signing out ends that sign-in’s sockets only', async () => {
	const { marit, kees } = await twoAtWork();
	room.live().table.signedOut({ authSessionId: 'in-kees' });
	await kees.closed();
	expect(kees.closedWith?.code).toBe(4401);
	await nothingHappened(marit, 'marit', ['a1']);
});

test('[L12] an expert’s access ends at its minute, without anybody doing anything', async () => {
	room = await openRoom();
	const now = room.needs.clock();
	await room.db
		.insert(consentAnswer)
		.values({ id: 'expert', trajectoryId: 'marit-j', scope: 'expert', state: 'granted', recordedBy: 'marit', at: now });
	await room.db.insert(helpRequest).values({
		id: 'h1',
		teamId: 'onderbouw',
		askedBy: 'marit',
		expertId: 'anke',
		clipId: 'toren',
		sessionId: 's1',
		question: sealed(room.needs, 'Wil je meekijken?'),
		status: 'accepted',
		accessUntil: new Date(now.getTime() + 300),
		createdAt: now
	});
	await room.goTo('rewatch');
	const anke = await room.join('anke');
	write(anke, 'anke', 'x1');
	await anke.saved();
	expect(anke.closedWith).toBeNull();
	room.setClock(new Date(now.getTime() + 400));
	await anke.closed();
	expect(anke.closedWith?.code).toBe(4403);
});

test('[L12] a sign-in that ran out by itself is noticed', async () => {
	room = await openRoom({ limits: { signInMs: 50 } });
	// no row in auth_session stands behind this cookie any more
	const kees = await room.join('kees');
	await kees.closed();
	expect(kees.closedWith?.code).toBe(4401);
});

test('[L1] what could not be stored is never called saved, and everybody starts again from what is', async () => {
	const { marit, kees } = await twoAtWork();
	await room.db.execute('alter table doc_update rename to doc_update_away');
	write(kees, 'kees', 'b1');
	await Promise.all([kees.closed(), marit.closed()]);
	expect(kees.closedWith?.code).toBe(4503);
	expect(kees.acked).toBeLessThan(kees.sent);
	await room.db.execute('alter table doc_update_away rename to doc_update');
	// the browser comes back by itself with what it still holds
	const back = await room.join('kees', undefined, { doc: kees.doc });
	await back.saved();
	expect(ids(await room.join('sofie'))).toEqual(['a1', 'b1']);
	expect(await room.db.select().from(docUpdate)).not.toEqual([]);
});

test('[L4] a reader who sleeps is cut off; the others notice nothing', async () => {
	room = await openRoom({ limits: { slowReaderBytes: 20_000, byteBurst: 1e9, documentBytes: 1e9 } });
	await room.goTo('rewatch');
	const [marit, kees, sofie] = [await room.join('marit'), await room.join('kees'), await room.join('sofie')];
	kees.freeze();
	for (let i = 0; room.live().stats().sockets === 3 && i < 100; i++) {
		write(marit, 'marit', `a${i}`, 'lang verhaal '.repeat(50_000));
		await marit.saved();
	}
	expect(room.live().stats().sockets).toBe(2);
	await sofie.until(() => ids(sofie).length === ids(marit).length);
	expect(marit.closedWith).toBeNull();
});

test('[L13] a seat given a moment ago is not given again once any right changed', async () => {
	const asked: string[] = [];
	room = await openRoom({}, (userId) => asked.push(userId));
	await room.goTo('rewatch');
	const kees = await room.join('kees');
	kees.drop();
	await kees.closed();
	await room.join('kees');
	expect(asked).toEqual(['kees']);
	await room.db.update(teamMember).set({ leftAt: room.needs.clock() }).where(eq(teamMember.userId, 'kees'));
	room.live().table.rightsChanged({ userId: 'kees' });
	expect((await room.join('kees')).refusedWith).toBe(404);
	expect(asked.length).toBeGreaterThan(1);
});

test('[L10] a line that drops for a moment does not put the picture back', async () => {
	room = await openRoom();
	await room.goTo('choose');
	const marit = await room.join('marit');
	marit.sendJson(frames.playback, { do: 'seek', position: 33_000 });
	await marit.until(() => (marit.last(frames.timeline) as TimelineState | undefined)?.position === 33_000);
	marit.drop();
	await marit.closed();
	await expect.poll(() => room.live().table.timeline('s1')).toBeNull();
	const back = await room.join('marit');
	await back.until(() => back.last(frames.timeline) !== undefined);
	expect(back.last(frames.timeline)).toMatchObject({ position: 33_000 });
});
