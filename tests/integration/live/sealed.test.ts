import { afterAll, afterEach, expect, test } from 'vitest';
import { addEntry, changeEntry, entriesIn, entriesOf, removeEntry } from '$lib/notebook/table';
import type { Unit } from '$lib/engine/pack';
import { notesOf } from '$lib/server/db/notes';
import { enterSession } from '$lib/server/use-cases/session/enter';
import { revealSealed } from '$lib/server/use-cases/session/reveal-sealed';
import type { LiveClient } from '../../support/live-client';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
afterEach(() => room.close());
afterAll(closeHouse);

const secret = 'zij wacht drie tellen';
const own = (who: string) => `session/s1/own/${who}`;
const seal = (client: LiveClient, author: string, id: string, text: string, part: Unit = 'observations') =>
	addEntry(client.doc, 'sealed', { id, author, t: 31_000, text, codes: ['s1'], part });
const onTable = (client: LiveClient, unit: Unit = 'observations') => entriesIn(client.doc, unit);
const inPages = (client: LiveClient) => entriesIn(client.doc, 'sealed').map((e) => e.id);

/** Every byte that reaches a client is looked through for these words. */
function listensFor(client: LiveClient, words: string): { heard: boolean } {
	const ear = { heard: false };
	client.onFrame = (_, bytes) => (ear.heard ||= Buffer.from(bytes).includes(words));
	return ear;
}

/** The long protocol in its sealed round: everybody at the table, and Kees in his own pages too. */
async function sealing() {
	room = await openRoom();
	await room.follows(2, 'long');
	await room.goTo('rewatch-skills');
	const [marit, noor, gerda] = [await room.join('marit'), await room.join('noor'), await room.join('gerda')];
	const [kees, pages] = [await room.join('kees'), await room.join('kees', own('kees'))];
	return { marit, noor, gerda, kees, pages };
}

test('[L28] what is written sealed reaches nobody else, not even on the wire, until its round reveals it', async () => {
	const { marit, noor, gerda, kees, pages } = await sealing();
	const ears = [marit, noor, gerda, kees].map((one) => listensFor(one, secret));
	seal(pages, 'kees', 'k1', secret);
	await pages.saved();
	// somebody who comes in anew, and somebody who reads everything there is at this moment
	const late = await room.join('sofie');
	const lateEar = listensFor(late, secret);
	await room.needs.table.settle('s1');
	late.sendSync(0, new Uint8Array([0]));
	addEntry(pages.doc, 'jottings', { id: 'j1', author: 'kees', text: 'mijn krabbel' });
	await pages.saved();
	expect([...ears, lateEar].map((ear) => ear.heard)).toEqual([false, false, false, false, false]);
	for (const one of [marit, noor, gerda, kees, late]) expect(entriesOf(one.doc)).toEqual([]);
	expect(await notesOf(room.db, 's1')).toEqual([]);
	expect((await room.join('noor', own('kees'))).refusedWith).toBe(404);

	await room.goTo('what-teacher-did');
	for (const one of [marit, noor, gerda, kees, late]) await one.until(() => onTable(one).length === 1);
	expect([...ears, lateEar].every((ear) => ear.heard)).toBe(true);
	expect(onTable(marit)).toEqual([
		{ id: 'k1', unit: 'observations', author: 'kees', t: 31_000, text: secret, actor: null, codes: ['s1'], of: null }
	]);
	await pages.until(() => inPages(pages).length === 0);
	expect(entriesIn(pages.doc, 'jottings').map((e) => e.text)).toEqual(['mijn krabbel']);
});

test('[L28] everybody’s comes under her own name, also of whoever has gone for a moment, and it is hers', async () => {
	const { marit, noor, pages } = await sealing();
	seal(pages, 'kees', 'k1', secret);
	const mine = await room.join('marit', own('marit'));
	seal(mine, 'marit', 'm1', 'ik kijk eerst');
	await Promise.all([pages.saved(), mine.saved()]);
	pages.drop();
	mine.drop();
	await room.restart();
	for (const [one, who] of [
		[marit, 'marit'],
		[noor, 'noor']
	] as const) {
		one.drop();
		await room.join(who, undefined, { doc: one.doc });
	}
	const fresh = await room.join('sofie');
	await room.goTo('what-teacher-did');
	await fresh.until(() => onTable(fresh).length === 2);
	expect(onTable(fresh).map((e) => [e.id, e.author])).toEqual([
		['k1', 'kees'],
		['m1', 'marit']
	]);
	const kees = await room.join('kees');
	changeEntry(kees.doc, 'observations', 'k1', { codes: ['s2'] });
	removeEntry(kees.doc, 'observations', 'k1');
	await kees.saved();
	expect(kees.closedWith).toBeNull();
	await fresh.until(() => onTable(fresh).length === 1);
});

test('[L28] sealed pages are open in their round only, and only what the round opens is revealed', async () => {
	const { kees, pages } = await sealing();
	seal(pages, 'kees', 'k1', secret);
	// a part this round does not open, and none at all: they stay with their writer
	seal(pages, 'kees', 'k2', 'een sterk punt', 'strengths');
	addEntry(pages.doc, 'sealed', { id: 'k3', author: 'kees', text: 'nergens voor' });
	await pages.saved();
	await room.goTo('what-teacher-did');
	await kees.until(() => onTable(kees).length === 1);
	await pages.until(() => inPages(pages).length === 2);
	expect(onTable(kees, 'strengths')).toEqual([]);
	seal(pages, 'kees', 'k4', 'te laat');
	await pages.closed();
	expect(pages.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
});

test('[L28] in any other round a sealed note is refused; in somebody else’s name too', async () => {
	room = await openRoom();
	await room.follows(2, 'long');
	await room.goTo('rewatch-contact');
	const early = await room.join('kees', own('kees'));
	seal(early, 'kees', 'k1', secret);
	await early.closed();
	expect(early.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
	await room.goTo('rewatch-skills');
	const forging = await room.join('kees', own('kees'));
	seal(forging, 'marit', 'm1', 'ik was het niet');
	await forging.closed();
	expect(forging.closedWith).toEqual({ code: 4403, reason: 'not-allowed' });
});

test('[L28] at the sealed round nobody writes observations at the table, and in version 1 nothing is sealed', async () => {
	const { kees } = await sealing();
	addEntry(kees.doc, 'observations', { id: 'o1', author: 'kees', text: 'toch op tafel' });
	await kees.closed();
	expect(kees.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
	await room.close();
	room = await openRoom();
	await room.goTo('rewatch');
	const pages = await room.join('kees', own('kees'));
	seal(pages, 'kees', 'k1', secret);
	await pages.closed();
	expect(pages.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
});

test('[L28] revealing runs twice without harm: nothing doubles, and what was taken away meanwhile stays away', async () => {
	const { kees, pages } = await sealing();
	seal(pages, 'kees', 'k1', secret);
	await pages.saved();
	await room.goTo('what-teacher-did');
	await kees.until(() => onTable(kees).length === 1);
	await pages.until(() => inPages(pages).length === 0);
	const entered = await enterSession(room.needs, 'noor', 's1');
	if (!entered.ok) throw new Error(entered.code);
	await revealSealed(room.needs, entered.value, entered.value.state.round);
	expect(onTable(kees)).toHaveLength(1);
	removeEntry(kees.doc, 'observations', 'k1');
	await kees.saved();
	await revealSealed(room.needs, entered.value, entered.value.state.round);
	expect(onTable(kees)).toEqual([]);
});

test('[L28] what lies on the table already only leaves the pages, and nobody waits for it for ever', async () => {
	const { kees, pages } = await sealing();
	seal(pages, 'kees', 'k1', secret);
	await pages.saved();
	await room.goTo('what-teacher-did');
	await kees.until(() => onTable(kees).length === 1);
	await pages.until(() => inPages(pages).length === 0);
	await room.act('marit', { do: 'back', seen: await room.movedAt(), round: 4, reason: 'nog eens kijken' });
	seal(pages, 'kees', 'k1', 'nog eens onder dezelfde naam');
	await pages.saved();
	await room.goTo('what-teacher-did');
	await pages.until(() => inPages(pages).length === 0);
	expect(onTable(kees)).toHaveLength(1);
});

test('[L28] back in the sealed round pages open again, and the next reveal brings only what is new', async () => {
	const { kees, pages } = await sealing();
	seal(pages, 'kees', 'k1', secret);
	await pages.saved();
	await room.goTo('what-teacher-did');
	await kees.until(() => onTable(kees).length === 1);
	await pages.until(() => inPages(pages).length === 0);
	await room.act('marit', { do: 'back', seen: await room.movedAt(), round: 4, reason: 'nog eens kijken' });
	seal(pages, 'kees', 'k2', 'en nog iets');
	await pages.saved();
	expect(onTable(kees)).toHaveLength(1);
	await room.goTo('what-teacher-did');
	await kees.until(() => onTable(kees).length === 2);
});

test('[L28] a session that ends with notes still sealed leaves them with their writer', async () => {
	const { pages } = await sealing();
	seal(pages, 'kees', 'k1', secret);
	await pages.saved();
	await room.needs.table.settle('s1');
	expect(await notesOf(room.db, 's1')).toEqual([]);
	expect(inPages(pages)).toEqual(['k1']);
});
