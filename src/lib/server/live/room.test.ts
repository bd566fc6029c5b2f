import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Db } from '$lib/server/db/connection';
import { openVault } from '$lib/server/db/vault';
import { addEntry, entryMap, retype } from '$lib/notebook/table';
import { takeApart, type Writer } from './admission';
import type { Waiting } from './commit-queue';
import type { Connection } from './connection';
import { limits } from './limits';
import { Room } from './room';

const vault = openVault(new Uint8Array(32));
const { key } = vault.newKey();
const may = (userId: string): Writer => ({
	userId,
	moderates: false,
	mayWrite: (root) => root === 'observations',
	writes: true
});

/** A table whose disk is a list: how often it was read, and what was accepted in it. */
async function openTable() {
	const log: Uint8Array[] = [];
	let reads = 0;
	const read = async () => {
		reads++;
		return { rows: log.map((sealed, i) => ({ is: 'update', id: i, sealed })) };
	};
	const room: Room = new Room(
		{
			db: { execute: read } as unknown as Db,
			vault,
			clock: () => new Date(),
			queue: {
				add(_ledger, waiting: Waiting) {
					if (waiting.update) log.push(vault.seal(key, waiting.update));
					room.committed([waiting], waiting.update);
				},
				idle: async () => {},
				stats: () => ({ commits: 0, rows: 0, stalled: false })
			},
			limits
		},
		{ kind: 'table', sessionId: 's1' },
		'session/s1/table',
		key,
		() => {},
		() => {}
	);
	await room.load();
	/** One update of this person's browser, in sync with the table. */
	const send = (userId: string, change: (doc: Y.Doc) => void, clientID?: number) => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(room.doc));
		if (clientID !== undefined) doc.clientID = clientID;
		const before = Y.encodeStateVector(doc);
		change(doc);
		const from = { wantsSaved: false } as Connection;
		return room.take(takeApart(Y.encodeStateAsUpdate(doc, before)), may(userId), from, 1);
	};
	/** What a process that knows nothing would read from the disk. */
	const stored = () => {
		const doc = new Y.Doc();
		for (const sealed of log) Y.applyUpdate(doc, vault.unseal(key, sealed));
		return doc.getMap('observations').toJSON();
	};
	return { room, send, stored, now: () => room.doc.getMap('observations').toJSON(), reads: () => reads };
}

const write = (author: string, id: string) => (doc: Y.Doc) =>
	addEntry(doc, 'observations', { id, author, text: 'kijkt op' });
const writeTips = (doc: Y.Doc) => addEntry(doc, 'tips', { id: 'early', author: 'kees', text: 'te vroeg' });

describe('[L6] a refused update leaves no trace', () => {
	it('the document is as it was, at once and without the database', async () => {
		const { room, send, stored, now, reads } = await openTable();
		expect(send('marit', write('marit', 'a1'))).toBeNull();
		expect(send('kees', writeTips)).toBe('not-in-this-round');
		expect(send('marit', write('marit', 'a2'))).toBeNull();
		expect([room.ready, reads()]).toEqual([true, 1]);
		expect(now()).toEqual(stored());
		expect(Object.keys(now()).sort()).toEqual(['a1', 'a2']);
		expect(room.doc.getMap('tips').size).toBe(0);
	});

	it('five hundred edits with fifty refusals among them: what is in memory is what is on disk', async () => {
		const { room, send, now, stored, reads } = await openTable();
		const own: Record<string, number> = { marit: 11, kees: 12 };
		for (let n = 0; n < 500; n++) {
			const who = n % 2 ? 'marit' : 'kees';
			const words = (doc: Y.Doc) => entryMap(doc, 'observations', `n${n - (n % 7) || 1}`)?.get('text');
			const type = (doc: Y.Doc) => {
				const text = words(doc);
				if (text instanceof Y.Text) retype(text, `${text.toString().slice(n % 5)}${n}`);
				else write(who, `n${n}`)(doc);
			};
			expect(send(who, type, own[who])).toBeNull();
			if (n % 10) continue;
			const forge = [
				writeTips,
				(doc: Y.Doc) => doc.getMap('elsewhere').set('x', n),
				write('somebody-else', `f${n}`),
				(doc: Y.Doc) => doc.getMap('observations').forEach((_, id) => doc.getMap('observations').delete(id))
			][(n / 10) % 4];
			if (forge) expect(send('kees', forge, 99)).not.toBeNull();
			if (n % 100 === 0) room.state();
		}
		expect(reads()).toBe(1);
		expect(now()).toEqual(stored());
	});
});
