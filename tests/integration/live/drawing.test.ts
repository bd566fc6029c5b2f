import { afterAll, afterEach, expect, test } from 'vitest';
import { longestDrawing, writeDrawing } from '$lib/domain/drawing';
import { addEntry, changeEntry, entriesIn, entryMap } from '$lib/notebook/table';
import { sessionNote, trajectory } from '$lib/server/db/schema';
import { recordSession } from '$lib/server/use-cases/session/record-session';
import { removalsOf } from '$lib/server/use-cases/session/removals-of';
import type { LiveClient } from '../../support/live-client';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
afterEach(() => room.close());
afterAll(closeHouse);

const ring = writeDrawing([{ kind: 'ring', ink: 0, at: { x: 0.5, y: 0.4 }, rx: 0.1, ry: 0.1 }]) ?? '';
const other =
	writeDrawing([
		{
			kind: 'stroke',
			ink: 1,
			points: [
				{ x: 0, y: 0 },
				{ x: 1, y: 1 }
			]
		}
	]) ?? '';

async function drawnBy(who: string, drawing: string) {
	room = await openRoom();
	await room.goTo('rewatch');
	const [kees, sofie] = [await room.join('kees'), await room.join('sofie')];
	const client = who === 'kees' ? kees : sofie;
	addEntry(client.doc, 'observations', { id: 'a1', author: who, t: 21_000, text: 'wijst', drawing });
	return { kees, sofie };
}
const seen = (client: LiveClient) => entriesIn(client.doc, 'observations').map((e) => e.drawing);

test('[L27] a drawing is kept with its note, reaches everybody, and stands sealed in the row and open in the record', async () => {
	const { kees, sofie } = await drawnBy('kees', ring);
	await sofie.until(() => seen(sofie)[0] === ring);
	await kees.saved();
	await room.live().table.settle('s1');
	const [row] = await room.db.select().from(sessionNote);
	expect(Buffer.from(row?.drawing ?? []).includes(ring)).toBe(false);
	const [child] = await room.db.select({ wrapped: trajectory.wrappedKey }).from(trajectory);
	const key = room.needs.vault.open(child?.wrapped ?? new Uint8Array());
	expect(row?.drawing && room.needs.vault.unsealText(key, row.drawing)).toBe(ring);
	const record = await recordSession(room.needs, 'sofie', 's1');
	expect(record.ok && record.value.notes).toMatchObject([{ text: 'wijst', drawing: ring }]);
	// its author takes the drawing away, and the row follows
	changeEntry(kees.doc, 'observations', 'a1', { drawing: null });
	await kees.saved();
	await room.live().table.settle('s1');
	expect((await room.db.select().from(sessionNote))[0]?.drawing).toBeNull();
});

test('[L27][L11] rows that are behind are mended, the drawing with them', async () => {
	const { kees } = await drawnBy('kees', ring);
	await kees.saved();
	await room.live().table.settle('s1');
	await room.restart();
	await room.db.update(sessionNote).set({ drawing: null });
	await room.live().table.settle('s1');
	expect((await room.db.select().from(sessionNote))[0]?.drawing).not.toBeNull();
});

test('[L27][L7] a colleague types in the note, and neither draws in it nor takes the drawing away', async () => {
	const { sofie } = await drawnBy('kees', ring);
	await sofie.until(() => seen(sofie)[0] === ring);
	changeEntry(sofie.doc, 'observations', 'a1', { drawing: other });
	await sofie.closed();
	expect(sofie.closedWith).toEqual({ code: 4403, reason: 'not-allowed' });
	const again = await room.join('sofie');
	expect(seen(again)).toEqual([ring]);
});

test('[L27][L6] not in a round that is closed to the writer', async () => {
	room = await openRoom();
	await room.goTo('experience');
	const kees = await room.join('kees');
	addEntry(kees.doc, 'observations', { id: 'a1', author: 'kees', text: 'te laat', drawing: ring });
	await kees.closed();
	expect(kees.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
});

test.each([
	['a long word that is no drawing', 'x'.repeat(300)],
	['a drawing that is too long', `p${'AAAA'.repeat(longestDrawing / 4)}`],
	['a short word that is no drawing', 'https://elders.test/beeld.png'],
	['letters after a drawing', `${ring}<svg>`],
	['a number', 4]
])('[L27] %s is refused and leaves no trace', async (_, value) => {
	const { kees, sofie } = await drawnBy('sofie', ring);
	await kees.until(() => seen(kees)[0] === ring);
	addEntry(kees.doc, 'observations', { id: 'b1', author: 'kees', text: 'x', drawing: value as string });
	await kees.closed();
	expect(kees.closedWith).toEqual({ code: 4403, reason: 'not-allowed' });
	expect(seen(sofie)).toEqual([ring]);
	expect(seen(await room.join('lieke'))).toEqual([ring]);
});

test.each(['actor', 'of', 'codes'])('[L27] what fits in a drawing does not fit in "%s"', async (field) => {
	const { kees, sofie } = await drawnBy('kees', ring);
	await kees.saved();
	const long = writeDrawing([
		{ kind: 'stroke', ink: 0, points: Array.from({ length: 100 }, (_, i) => ({ x: i / 100, y: 0.5 })) }
	]);
	entryMap(kees.doc, 'observations', 'a1')?.set(field, field === 'codes' ? [long] : long);
	await kees.closed();
	expect(kees.closedWith?.code).toBe(4403);
	expect(sofie.closedWith).toBeNull();
});

test('[L27][L20] a note a facilitator takes away is kept with its drawing, and comes back with it', async () => {
	const { kees } = await drawnBy('kees', ring);
	await kees.saved();
	const noor = await room.join('noor');
	await noor.until(() => seen(noor)[0] === ring);
	noor.doc.getMap('observations').delete('a1');
	await noor.saved();
	const kept = await removalsOf(room.needs, 'noor', 's1');
	const [removal] = kept.ok ? kept.value : [];
	expect(removal?.whole).toBe(true);
	const back = await room.live().table.putBack('s1', removal?.id ?? '', 'noor');
	expect(back).toEqual({ ok: true, value: 'whole' });
	await kees.until(() => seen(kees)[0] === ring);
});
