import { afterAll, afterEach, expect, test } from 'vitest';
import { addEntry, entriesIn } from '$lib/notebook/table';
import { limits } from '$lib/server/live/limits';
import { closeHouse, openRoom, type OpenRoom } from '../integration/live/open-room';
import type { LiveClient } from '../support/live-client';
import { heapAtRest, silence } from './honest';
import { Line } from './line';
import { presenceFrame } from './mutate';

let room: OpenRoom;
const quiet = silence();
afterEach(() => room.close());
afterAll(async () => {
	await closeHouse();
	quiet();
});

const origin = 'https://kijkkring.test';
const port = () => Number(new URL(room.server).port);
const ids = (client: LiveClient) => entriesIn(client.doc, 'observations').map(({ id }) => id);

async function twoAtWork(more: Parameters<typeof openRoom>[0] = {}) {
	room = await openRoom(more);
	await room.goTo('rewatch');
	return { marit: await room.join('marit'), kees: await room.join('kees') };
}

/** What marit writes is saved and seen, as if nobody else were there. */
async function goesOn(marit: LiveClient, kees: LiveClient, id: string): Promise<void> {
	addEntry(marit.doc, 'observations', { id, author: 'marit', text: 'J. kijkt op' });
	await marit.saved();
	await kees.until(() => ids(kees).includes(id));
	expect([marit.closedWith, kees.closedWith]).toEqual([null, null]);
}

test('[L4] a frame of 120 MB is refused at its first bytes; it costs no memory and nobody else anything', async () => {
	const { marit, kees } = await twoAtWork();
	const before = await heapAtRest();
	const line = Line.over(port(), '/live/session/s1/table', { origin, cookie: 'lieke' });
	await line.until(() => line.status === 101);
	const head = Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
	head.writeBigUInt64BE(120n * 1024n * 1024n, 2);
	line.sendBytes(head);
	const megabyte = Buffer.alloc(1024 * 1024);
	for (let sent = 0; sent < 120 && !line.closedWith; sent++) {
		line.sendBytes(megabyte);
		await new Promise((resolve) => setImmediate(resolve));
	}
	await line.until(() => false);
	expect([1006, 1009]).toContain(line.closedWith?.code);
	await goesOn(marit, kees, 'a1');
	await expect.poll(() => room.live().stats().sockets).toBe(2);
	expect((await heapAtRest()) - before).toBeLessThan(20);
});

test('[L4][L9] ten thousand presence frames of one person become a few frames for the others', async () => {
	const { marit, kees } = await twoAtWork({ limits: { messagesPerSecond: 1e6, messageBurst: 1e6 } });
	const line = Line.over(port(), '/live/session/s1/table', { origin, cookie: 'lieke' });
	await line.until(() => line.status === 101);
	const before = await heapAtRest();
	let heard = 0;
	kees.onFrame = (type) => void (heard += type === 1 ? 1 : 0);
	const begun = performance.now();
	for (let n = 0; n < 10_000; n++) {
		// every time under another client id, as if she were a crowd
		line.send(presenceFrame([{ id: 1000 + n, clock: 1, json: '{"at":"a1"}' }]));
		line.send(presenceFrame([{ id: 1000 + n, clock: 2, json: 'null' }]));
		if (n % 500 === 0) await goesOn(marit, kees, `a${n}`);
	}
	await goesOn(marit, kees, 'last');
	expect(heard).toBeLessThan((performance.now() - begun) / limits.presenceMs + 2);
	// the last one may be shown until the next frame of presence, which need not come before an edit
	await kees.until(() => ![...kees.present.keys()].some((id) => id >= 1000 && id < 11_000));
	expect((await heapAtRest()) - before).toBeLessThan(20);
	line.cut();
});

test('[L4] nobody fills a document with client ids: every one would make everybody’s greeting longer', async () => {
	const { marit, kees } = await twoAtWork({ limits: { clientIdsPerPerson: 3 } });
	const codes: (number | undefined)[] = [];
	for (let n = 0; n < 4; n++) {
		const lieke = await room.join('lieke');
		addEntry(lieke.doc, 'observations', { id: `l${n}`, author: 'lieke', text: 'weer ik' });
		await lieke.saved();
		codes.push(lieke.closedWith?.code);
		lieke.drop();
	}
	expect(codes).toEqual([undefined, undefined, undefined, 4403]);
	await goesOn(marit, kees, 'a1');
});

test('[L12] a line that went dead without a word is noticed: nobody is shown who is not there', async () => {
	const { marit, kees } = await twoAtWork({ limits: { beatMs: 100 } });
	const line = Line.over(port(), '/live/session/s1/table', { origin, cookie: 'lieke' }); // answers no ping
	await line.until(() => line.status === 101);
	line.send(presenceFrame([{ id: 77, clock: 1, json: '{"at":"a1"}' }]));
	await kees.until(() => kees.present.has(77));
	await kees.until(() => !kees.present.has(77));
	expect(line.closedWith).not.toBeNull();
	await goesOn(marit, kees, 'a1');
});

test('[L4] rejected updates, one after the other, do not keep the others from their work', async () => {
	const { marit, kees } = await twoAtWork({ limits: { refusalsForgiven: Infinity } });
	for (let n = 0; n < 20; n++) {
		const lieke = await room.join('lieke');
		addEntry(lieke.doc, 'tips', { id: `t${n}`, author: 'lieke', text: 'te vroeg' });
		await Promise.all([lieke.closed(), goesOn(marit, kees, `a${n}`)]);
		expect(lieke.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
	}
	expect(ids(await room.join('sofie'))).toHaveLength(20);
});
