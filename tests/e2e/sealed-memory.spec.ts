import { randomBytes } from 'node:crypto';
import { type CDPSession, expect, test } from '@playwright/test';
import { enter, expectQuiet, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { bringAgain, move } from './fresh-table.ts';
import { allIn, isHere, notes, sees } from './in-the-room.ts';

/**
 * [S21] [L28] What Kees writes sealed is nowhere in anybody else's browser before its round reveals it: not in a frame of
 * the live table, not in an answer over HTTP, not on disk and not in the memory of the page. Afterwards it is in all
 * their frames and memories, so that the looking itself is proven.
 */
test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.use({ trace: 'off' });

const marker = `zegel${randomBytes(12).toString('hex')}`;
let server: RunningServer;
let marit: Person, noor: Person, kees: Person, gerda: Person;
let session = '';
const ears = new Map<Person, Ear>();

test.beforeAll(async ({ browser }) => {
	test.setTimeout(240_000);
	server = await startServer({ database: 'pglite', demo: true });
	const come = (key: string) => enter(browser, key, { links: server.links() });
	[marit, noor, kees, gerda] = [await come('marit'), await come('noor'), await come('kees'), await come('gerda')];
	for (const person of [marit, noor, kees, gerda]) ears.set(person, await listenTo(person));
});
test.afterAll(async () => {
	for (const person of [marit, noor, kees, gerda]) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(marit, noor, kees, gerda));

test('Kees writes alone, and only his own browser holds it', async () => {
	session = await bringAgain(marit, 'long');
	for (const person of [marit, noor, kees]) await person.page.goto(`/sessions/${session}`);
	await isHere(noor, 'Marit');
	await move(noor, session, 'start');
	await gerda.page.goto(`/sessions/${session}`);
	for (const round of ['first-viewing', 'choose', 'rewatch-contact', 'rewatch-skills']) {
		await move(noor, session, 'next');
		await allIn([marit, noor, kees, gerda], round);
	}
	const field = kees.page.getByRole('textbox', { name: kees.t.session.units.observations.one, exact: true });
	await field.fill(`Marit wacht ${marker}`);
	await field.press('Enter');
	await expect(kees.page.getByRole('region', { name: kees.t.session.sealed.title })).toBeVisible();
	await expect(kees.page.getByText(kees.t.session.saved.saved, { exact: true }).first()).toBeVisible();
	// the others write and read on meanwhile, so that everything that may come has come
	await move(noor, session, 'take-lead');

	expect(await foundBy(kees), 'Kees himself').toMatchObject({ memory: true });
	for (const person of [marit, noor, gerda])
		expect(await foundBy(person), person.name).toEqual({ frames: false, answers: false, disk: false, memory: false });
});

test('whoever comes back meanwhile does not get it either', async () => {
	for (const person of [marit, noor, gerda]) {
		await person.page.reload();
		await allIn([person], 'rewatch-skills');
		await expect(notes(person)).toBeVisible();
		expect(await foundBy(person), person.name).toEqual({ frames: false, answers: false, disk: false, memory: false });
	}
});

test('once it is revealed everybody has it, on the line and in memory', async () => {
	await move(noor, session, 'next');
	for (const person of [marit, noor, gerda]) {
		await sees(person, `Marit wacht ${marker}`);
		expect(await foundBy(person), person.name).toMatchObject({ frames: true, memory: true });
	}
});

interface Ear {
	cdp: CDPSession;
	frames: Buffer[];
	answers: Promise<Buffer>[];
}

/** Hears from now on every frame and every answer that reaches this browser's page. */
async function listenTo({ page, context }: Person): Promise<Ear> {
	const cdp = await context.newCDPSession(page);
	const ear: Ear = { cdp, frames: [], answers: [] };
	await cdp.send('Network.enable');
	cdp.on('Network.webSocketFrameReceived', ({ response }) =>
		// a text frame comes as it is, everything else in base64
		ear.frames.push(Buffer.from(response.payloadData, response.opcode === 1 ? 'utf8' : 'base64'))
	);
	page.on('response', (response) => {
		// the picture itself says nothing, and would be read twice
		if (/\/media\//.test(response.url())) return;
		ear.answers.push(response.body().catch(() => Buffer.alloc(0)));
	});
	return ear;
}

/** Where in this person's browser the marker can be found. */
async function foundBy(person: Person) {
	const ear = ears.get(person);
	if (!ear) throw new Error(`nobody listens to ${person.name}`);
	return {
		frames: ear.frames.some(holds),
		answers: (await Promise.all(ear.answers)).some(holds),
		disk: (await keptBy(person)).some(holds),
		memory: holds(await heapOf(ear.cdp))
	};
}

const needles = [Buffer.from(marker, 'utf8'), Buffer.from(marker, 'utf16le')];
const holds = (bytes: Buffer): boolean => needles.some((needle) => bytes.includes(needle));

/** Everything V8 holds for this page, as its own debugger would save it. */
async function heapOf(cdp: CDPSession): Promise<Buffer> {
	const parts: string[] = [];
	const take = ({ chunk }: { chunk: string }) => void parts.push(chunk);
	cdp.on('HeapProfiler.addHeapSnapshotChunk', take);
	await cdp.send('HeapProfiler.collectGarbage');
	await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
	cdp.off('HeapProfiler.addHeapSnapshotChunk', take);
	const heap = Buffer.from(parts.join(''));
	expect(heap.length, 'a heap was taken').toBeGreaterThan(1_000_000);
	return heap;
}

/** All that this origin keeps on the machine: both storages, every database, every cache, cookies. */
async function keptBy({ page }: Person): Promise<Buffer[]> {
	const texts = await page.evaluate(async () => {
		const found: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
		/** Bytes one to one as characters, so that nothing is lost on the way out. */
		const plain = (value: unknown): unknown => {
			if (value instanceof ArrayBuffer) return plain(new Uint8Array(value));
			if (ArrayBuffer.isView(value)) {
				const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
				found.push(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
				return bytes.length;
			}
			if (Array.isArray(value)) return value.map(plain);
			if (value instanceof Map) return [...value].map(plain);
			if (value && typeof value === 'object')
				return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
			return value;
		};
		const asked = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('not read'));
			});
		for (const { name } of await indexedDB.databases()) {
			if (!name) continue;
			const db = await asked(indexedDB.open(name));
			for (const store of db.objectStoreNames) {
				const rows = db.transaction(store).objectStore(store);
				const [keys, values] = [asked(rows.getAllKeys()), asked(rows.getAll())];
				found.push(JSON.stringify(plain(await keys)), JSON.stringify(plain(await values)));
			}
			db.close();
		}
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				found.push(request.url);
				const answer = await cache.match(request);
				if (answer) found.push(await answer.text());
			}
		}
		return found;
	});
	return texts.map((text) => Buffer.from(text, 'utf8'));
}
