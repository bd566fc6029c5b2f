import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addEntry, entryMap, removeEntry, retype } from '$lib/notebook/table';
import { clientsMoved, isEmpty, judge, takeApart, touchedBy, type Writer } from './admission';
import { EntryIndex } from './entries';
import { limits } from './limits';
import { Presence } from './presence';
import { BadFrame, readMessage, updateFrame } from './wire';

/** The same "random" numbers on every run: a failure can be looked at again. */
function dice(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const roots = ['observations', 'tips'];
const may = (userId: string): Writer => ({ userId, moderates: false, mayWrite: () => true, writes: true });

/** A table that judges as the room does: apply, judge inside the transaction, follow. */
function table() {
	const doc = new Y.Doc();
	const index = new EntryIndex(doc, roots);
	const owners = new Map<number, string>();
	let refusal: string | null = null;
	let writer = may('');
	doc.on('afterTransaction', (transaction: Y.Transaction) => {
		refusal ??= judge(transaction, index, writer);
		if (!refusal) for (const t of touchedBy(transaction, index)) if (t.whole) index.follow(t.map, t.id);
	});
	return {
		doc,
		take(update: Uint8Array, userId: string): string | null {
			const parts = takeApart(update);
			if (isEmpty(parts)) return null;
			const moved = clientsMoved(doc, parts, (id) => owners.get(id), userId);
			if (!moved) return 'foreign';
			[refusal, writer] = [null, may(userId)];
			Y.applyUpdate(doc, update);
			if (doc.store.pendingStructs || doc.store.pendingDs) return 'pending';
			if (!refusal) for (const id of moved) owners.set(id, userId);
			return refusal;
		}
	};
}

test('[L4] 1,500 edits of six honest people are all welcome, whatever they do together', () => {
	const roll = dice(7);
	const { doc, take } = table();
	const people = Array.from({ length: 6 }, (_, i) => ({ name: `u${i}`, doc: new Y.Doc() }));
	const queue: { update: Uint8Array; by: string }[] = [];
	for (const person of people)
		person.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'server') queue.push({ update, by: person.name });
		});
	const refused: string[] = [];
	for (let n = 0; n < 1500; n++) {
		const person = people[roll(6)] ?? people[0];
		if (!person) break;
		const ids = [...person.doc.getMap('observations').keys()];
		const id = ids[roll(ids.length)] ?? '';
		const entry = entryMap(person.doc, 'observations', id);
		const what = roll(20);
		if (what < 2 || !entry)
			addEntry(person.doc, 'observations', { id: `${person.name}-${n}`, author: person.name, text: 'x' });
		else if (what === 2 && entry.get('author') === person.name) removeEntry(person.doc, 'observations', id);
		else {
			const text = entry.get('text') as Y.Text;
			retype(text, `${text.toString().slice(0, roll(40))}${n}`);
		}
		// what they typed arrives late and in bunches; everybody is then brought up to date
		if (roll(12) > 0) continue;
		for (const { update, by } of queue.splice(0)) {
			const no = take(update, by);
			if (no) refused.push(no);
		}
		for (const other of people)
			Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other.doc)), 'server');
	}
	expect(refused).toEqual([]);
});

test('[L3] the fifteen bytes that would swallow a colleague’s words are refused, and she writes on', () => {
	const { doc, take } = table();
	const marit = new Y.Doc();
	addEntry(marit, 'observations', { id: 'a1', author: 'marit', text: 'J. kijkt op' });
	expect(take(Y.encodeStateAsUpdate(marit), 'marit')).toBeNull();
	// one garbage-collected struct under Marit's id, far longer than anything she wrote
	const forged = encoding.createEncoder();
	for (const n of [1, 1, marit.clientID, Y.getState(doc.store, marit.clientID)]) encoding.writeVarUint(forged, n);
	encoding.writeUint8(forged, 0);
	encoding.writeVarUint(forged, 1_000_000);
	encoding.writeVarUint(forged, 0);
	expect(take(encoding.toUint8Array(forged), 'kees')).toBe('foreign');
	const before = Y.encodeStateVector(marit);
	retype(entryMap(marit, 'observations', 'a1')?.get('text') as Y.Text, 'J. kijkt op en lacht');
	expect(take(Y.encodeStateAsUpdate(marit, before), 'marit')).toBeNull();
	expect(entryMap(doc, 'observations', 'a1')?.get('text')?.toString()).toBe('J. kijkt op en lacht');
});

test('[L4] a length nobody can type is damage, also under one’s own id', () => {
	const forged = encoding.createEncoder();
	for (const n of [1, 1, 77, 0]) encoding.writeVarUint(forged, n);
	encoding.writeUint8(forged, 0);
	encoding.writeVarUint(forged, 2 ** 40);
	encoding.writeVarUint(forged, 0);
	expect(() => takeApart(encoding.toUint8Array(forged))).toThrow(BadFrame);
});

test('[L7] the ten bytes that would wipe the table are refused', () => {
	const { doc, take } = table();
	const marit = new Y.Doc();
	addEntry(marit, 'observations', { id: 'a1', author: 'marit', text: 'J. kijkt op' });
	take(Y.encodeStateAsUpdate(marit), 'marit');
	const wipe = encoding.createEncoder();
	for (const n of [0, 1, marit.clientID, 1, 0, Y.getState(doc.store, marit.clientID)]) encoding.writeVarUint(wipe, n);
	expect(take(encoding.toUint8Array(wipe), 'kees')).toBe('not-allowed');
});

test('[L4] 20,000 mutated frames are read or called damaged, and nothing else ever happens', () => {
	const roll = dice(11);
	const source = new Y.Doc();
	for (let i = 0; i < 20; i++)
		addEntry(source, 'observations', { id: `a${i}`, author: 'kees', text: 'blokken', codes: ['s2'] });
	const update = Y.encodeStateAsUpdate(source);
	const presence = new Presence(limits, () => {});
	const seen = { read: 0, damaged: 0 };
	for (let n = 0; n < 20_000; n++) {
		const bytes = Uint8Array.from(updateFrame(update.subarray(0, 20 + roll(update.length - 20))));
		for (let change = roll(6); change >= 0; change--) bytes[roll(bytes.length)] = roll(256);
		try {
			const message = readMessage(bytes);
			if (message.is === 'update') takeApart(message.update);
			if (message.is === 'presence') presence.take(message.update, { userId: 'kees', name: 'Kees' }, () => true);
			seen.read++;
		} catch (error) {
			expect(error).toBeInstanceOf(BadFrame);
			seen.damaged++;
		}
	}
	presence.stop();
	expect(seen.read + seen.damaged).toBe(20_000);
	expect(seen.damaged).toBeGreaterThan(10_000);
});
