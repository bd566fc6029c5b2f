import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as Y from 'yjs';
import { addEntry, entryMap } from '$lib/notebook/table';
import { benchLimits } from '../support/live-school';
import type { LiveClient } from '../support/live-client';
import type { OpenRoom } from '../integration/live/open-room';
import { dice } from './dice';
import { syncFrame } from './mutate';

/** What an attack did to others. All but the first must stay zero. */
export interface Harm {
	/** Edits of honest people that were seen to be saved meanwhile. */
	honestEdits: number;
	/** Anything that would have ended the process. */
	exits: number;
	/** Times an honest person lost her line. */
	honestClosed: number;
	/** Times an honest document was not, byte for byte, what honest people wrote. */
	differs: number;
	/** Times a newcomer was given something that waits for what is not there. */
	pending: number;
}

/**
 * An attack is a hundred people's traffic in one process, so tempo is free; a document keeps its bound. The cookies of
 * these rooms stand for no sign-in that could be looked at again.
 */
export const attackLimits = { ...benchLimits, documentBytes: 2 * 1024 * 1024, signInMs: 2 ** 31 - 1 };

export const noHarm = (): Harm => ({ honestEdits: 0, exits: 0, honestClosed: 0, differs: 0, pending: 0 });

/** Counts what would have ended the process, until the answer is called. */
export function escapes(harm: Harm): () => void {
	const escaped = () => void harm.exits++;
	process.on('uncaughtException', escaped).on('unhandledRejection', escaped);
	return () => void process.off('uncaughtException', escaped).off('unhandledRejection', escaped);
}

/** Two people who write what they see, and the document that would be if nobody else were there. */
export async function honestTable(room: OpenRoom, seed: number) {
	const roll = dice(seed + 1);
	const twin = new Y.Doc();
	const frames: Uint8Array[] = [];
	const keep = (update: Uint8Array) => {
		Y.applyUpdate(twin, update);
		frames.push(syncFrame(2, update));
		if (frames.length > 200) frames.shift();
	};
	const people: { name: string; client: LiveClient }[] = [];
	for (const name of ['kees', 'sofie']) {
		const doc = new Y.Doc();
		doc.clientID = 3_000_000_000 + roll.roll(2 ** 30);
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === null || origin === undefined) keep(update);
		});
		people.push({ name, client: await room.join(name, undefined, { doc }) });
	}
	const ours = new Set(people.map(({ client }) => client.doc.clientID));
	let n = 0;
	return {
		people,
		/** The newest frames honest people sent. */
		frames,
		/** One edit of each, seen to be saved and seen by the other. */
		async write(harm: Harm): Promise<void> {
			for (const { name, client } of people) {
				n++;
				const text = entryMap(client.doc, 'observations', `${name}-0`)?.get('text');
				// rewritten rather than longer and longer: the heap must show what damage leaves behind
				if (!(text instanceof Y.Text))
					addEntry(client.doc, 'observations', { id: `${name}-0`, author: name, text: 'J.' });
				else if (text.length > 40) text.delete(2, text.length - 2);
				else text.insert(text.length, ` ${n}`);
				await client.saved().catch(() => {});
				if (client.closedWith) harm.honestClosed++;
				else harm.honestEdits++;
			}
			if (harm.honestClosed > 0)
				throw new Error(`an honest person was cut off: ${JSON.stringify(people.map((p) => p.client.closedWith))}`);
		},
		/** Looks with fresh eyes, too. */
		async compare(room: OpenRoom, harm: Harm): Promise<void> {
			const fresh = await room.join('noor');
			if (fresh.doc.store.pendingStructs || fresh.doc.store.pendingDs) harm.pending++;
			const wanted = only(twin, ours);
			for (const doc of [fresh.doc, ...people.map(({ client }) => client.doc)])
				if (only(doc, ours) !== wanted) harm.differs++;
			fresh.drop();
		}
	};
}

export type HonestTable = Awaited<ReturnType<typeof honestTable>>;

/** All that these client ids wrote and deleted, byte for byte, as text that can be compared. */
function only(doc: Y.Doc, clients: Set<number>): string {
	const again = new Y.Doc();
	Y.applyUpdate(again, Y.encodeStateAsUpdate(doc));
	const { structs, ds } = Y.decodeUpdate(Y.encodeStateAsUpdate(again));
	const ofClient = (id: number) =>
		structs
			.filter((struct) => struct.id.client === id)
			.map((struct) => {
				const { content, origin, rightOrigin, parentSub } = struct as Y.Item;
				const said: unknown[] =
					content instanceof Y.ContentType ? [content.type.constructor.name] : (content?.getContent() ?? []);
				return [struct.id, struct.length, struct.constructor.name, said, origin, rightOrigin, parentSub ?? null];
			});
	return JSON.stringify([...clients].sort().map((id) => [id, ofClient(id), ds.clients.get(id) ?? []]));
}

/** What stays in use; lines that were closed are let go a second later. */
export async function heapAtRest(): Promise<number> {
	let least = heapMb();
	for (let look = 0; look < 8; look++) {
		await new Promise((resolve) => setTimeout(resolve, 200));
		least = Math.min(least, heapMb());
	}
	return least;
}

let collect: (() => void) | null = null;
/** Megabytes in use after everything that can go is gone. */
function heapMb(): number {
	if (!collect) {
		setFlagsFromString('--expose-gc');
		collect = runInNewContext('gc') as () => void;
	}
	collect();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return (heapUsed + arrayBuffers) / 1024 / 1024;
}

/** Every refusal is one line in the log, as it should be; a million of them are for nobody. */
export function silence(): () => void {
	const { error, warn } = console;
	console.error = console.warn = () => {};
	return () => void Object.assign(console, { error, warn });
}
