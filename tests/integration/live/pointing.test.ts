import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Pointed } from '$lib/domain/live';
import { frames } from '$lib/notebook/frames';
import { docUpdate, sessionEvent } from '$lib/server/db/schema';
import { limits } from '$lib/server/live/limits';
import type { LiveClient } from '../../support/live-client';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
afterEach(() => room.close());
afterAll(closeHouse);

const point = (client: LiveClient, x: unknown = 0.25, y: unknown = 0.5, more: object = {}) =>
	client.sendJson(frames.pointing, { x, y, ...more });
const pointed = (client: LiveClient) =>
	client.heard.filter((h) => h.type === frames.pointing).map((h) => h.json as Pointed);
/** Everything this socket sent before has been judged by now: the answer to a question of the clock came after it. */
async function judged(client: LiveClient): Promise<void> {
	const answer = client.next(frames.clock);
	client.sendJson(frames.clock, { t0: 0 });
	await answer;
}

/** Kees, Sofie and Marit at the table of one round. */
async function atTable(round: string) {
	room = await openRoom();
	await room.goTo(round);
	return { kees: await room.join('kees'), sofie: await room.join('sofie'), marit: await room.join('marit') };
}

test('[L26] everybody at the table sees where somebody points, with the name the server knows', async () => {
	const { kees, sofie, marit } = await atTable('rewatch');
	const heard = [sofie.next(frames.pointing), kees.next(frames.pointing)];
	point(kees);
	await Promise.all(heard);
	for (const client of [kees, sofie]) expect(pointed(client)).toEqual([{ id: 'kees', name: 'Kees', x: 0.25, y: 0.5 }]);
	// the picture may rest in this round, or be looked at by all: both corners of it can be pointed at
	point(marit, 0, 1);
	await kees.until(() => pointed(kees).length === 2);
	expect(pointed(kees)[1]).toMatchObject({ id: 'marit', x: 0, y: 1 });
});

test('[L26] nothing of it is kept: no row, no event, and no newcomer is told', async () => {
	const { kees, sofie } = await atTable('rewatch');
	const before = (await room.db.select().from(sessionEvent)).length;
	point(kees);
	await sofie.until(() => pointed(sofie).length === 1);
	const late = await room.join('noor');
	await judged(late);
	expect(pointed(late)).toEqual([]);
	expect(await room.db.select().from(docUpdate)).toEqual([]);
	expect(await room.db.select().from(sessionEvent)).toHaveLength(before);
});

test('[L26] nobody points in the first viewing, at a stopped picture, or from another seat than one at the table', async () => {
	const { kees, sofie } = await atTable('first-viewing');
	point(kees);
	await kees.until(() => kees.last(frames.refused) !== undefined);
	expect(kees.last(frames.refused)).toEqual({ code: 'not-in-this-round' });
	await room.goTo('rewatch');
	await room.act('marit', { do: 'stop-picture' });
	const refused = kees.next(frames.refused);
	point(kees);
	expect(await refused).toEqual({ code: 'picture-stopped' });
	await room.act('marit', { do: 'release-picture' });
	const guest = await room.join('gerda');
	point(guest);
	await guest.until(() => guest.last(frames.refused) !== undefined);
	await judged(sofie);
	expect(pointed(sofie)).toEqual([]);
	// the same people on the same lines, as soon as the rules allow it
	point(kees);
	await sofie.until(() => pointed(sofie).length === 1);
	await guest.until(() => pointed(guest).length === 1);
});

test('[L26] judged by the round of that very moment: what was on its way when the round went back is refused', async () => {
	const { kees, sofie } = await atTable('rewatch');
	await room.act('marit', { do: 'back', seen: await room.movedAt(), round: 1, reason: 'nog eens' });
	point(kees);
	await kees.until(() => kees.last(frames.refused) !== undefined);
	await judged(sofie);
	expect(pointed(sofie)).toEqual([]);
});

test.each([
	['beside the picture', { x: 1.01, y: 0.5 }],
	['before it', { x: -0.01, y: 0.5 }],
	['no number', { x: '0.5', y: 0.5 }],
	['no place', { x: 0.5 }],
	['more than a place', { x: 0.5, y: 0.5, id: 'marit', name: 'Marit' }],
	['nothing', null]
])('[L26] a damaged frame (%s) closes its own socket with 4400, and nobody sees anything', async (_, json) => {
	const { kees, sofie } = await atTable('rewatch');
	kees.sendJson(frames.pointing, json);
	await kees.closed();
	expect(kees.closedWith?.code).toBe(4400);
	await judged(sofie);
	expect(pointed(sofie)).toEqual([]);
	expect(sofie.closedWith).toBeNull();
});

test('[L26] not even JSON: numbers no JSON has, and an unfinished word', async () => {
	const { kees, marit, sofie } = await atTable('rewatch');
	for (const [client, text] of [
		[kees, '{"x":NaN,"y":0}'],
		[marit, '{"x":0.5']
	] as const) {
		const into = encoding.createEncoder();
		encoding.writeVarUint(into, frames.pointing);
		encoding.writeVarString(into, text);
		client.sendRaw(encoding.toUint8Array(into));
		await client.closed();
		expect(client.closedWith?.code).toBe(4400);
	}
	expect(sofie.closedWith).toBeNull();
});

test('[L26] a flood is shown at a hand’s tempo, refuses nobody, and holds nobody up', async () => {
	const { kees, sofie, marit } = await atTable('rewatch');
	// fewer than the general tempo of a socket lets through at once
	for (let n = 0; n < limits.messageBurst - 20; n++) point(kees, n / 1000);
	await judged(kees);
	expect(kees.closedWith).toBeNull();
	point(marit);
	await sofie.until(() => pointed(sofie).some((p) => p.id === 'marit'));
	const shown = pointed(sofie).filter((p) => p.id === 'kees').length;
	expect(shown).toBeGreaterThanOrEqual(limits.pointBurst);
	// the burst, and what came in while the machine was busy with it
	expect(shown).toBeLessThan(limits.messageBurst / 2);
});

test('[L26] from one’s own pages nobody is shown anything', async () => {
	const { kees, sofie } = await atTable('rewatch');
	const own = await room.join('kees', 'session/s1/own/kees');
	point(own);
	await judged(own);
	point(kees, 0.9);
	await sofie.until(() => pointed(sofie).length === 1);
	expect(pointed(sofie)[0]?.x).toBe(0.9);
});
