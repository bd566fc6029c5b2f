import { eq } from 'drizzle-orm';
import { WebSocket as NodeSocket } from 'ws';
import { afterAll, afterEach, expect, test } from 'vitest';
import { LiveSession, type LiveSessionOptions } from '$lib/client/live/live-session.svelte';
import { consentAnswer, teamMember } from '$lib/server/db/schema';
import { keepKey } from '$lib/server/use-cases/session/keep-key';
import { KeptInMemory, keepInMemory } from '../../support/kept-in-memory';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
const open: LiveSession[] = [];
afterEach(async () => {
	for (const session of open.splice(0)) session.close();
	await room.close();
});
afterAll(closeHouse);

const signIn = { userId: 'kees', authSessionId: 'sign-in-1' };

/** The browser's side as it is, with a line that can be cut and a storage that can be looked into. */
function browserOf(who: string, store = new KeptInMemory(), authSessionId = 'sign-in-1') {
	const line = { cut: false, sockets: new Set<NodeSocket>() };
	class Line extends NodeSocket {
		constructor(url: string | URL) {
			// a cut line: nobody listens there
			super(line.cut ? 'ws://127.0.0.1:1' : url, { headers: { cookie: who, origin: 'https://kijkkring.test' } });
			line.sockets.add(this);
		}
	}
	const keepIn = keepInMemory(room.needs, { userId: who, authSessionId }, store);
	return {
		store,
		keepIn,
		/** Takes the network away. */
		cut() {
			line.cut = true;
			for (const socket of line.sockets) socket.terminate();
		},
		mend() {
			line.cut = false;
		},
		/** A page that is opened (again). */
		visit(more: Partial<LiveSessionOptions> = {}): LiveSession {
			const session = new LiveSession({
				sessionId: 's1',
				me: { id: who, name: who },
				server: room.server,
				onMoved: () => {},
				WebSocket: Line as unknown as typeof WebSocket,
				keepIn,
				...more
			});
			open.push(session);
			return session;
		},
		/** The battery is empty: no goodbye, no last breath. */
		crash(session: LiveSession) {
			store.crash();
			const still = new Map(store.records);
			session.close();
			store.records.clear();
			for (const [id, record] of still) store.records.set(id, record);
			store.crash();
		}
	};
}

const texts = (session: LiveSession) => session.entries.map((e) => e.text).toSorted();

/** In the round where everybody writes, with the line down and this typed. */
async function typedOffline(words: string[]) {
	room = await openRoom();
	await room.goTo('rewatch');
	const kees = browserOf('kees');
	const before = kees.visit();
	await expect.poll(() => before.saved).toBe('saved');
	before.addEntry('observations', { t: 1000, text: 'al bewaard' });
	await expect.poll(() => before.saved).toBe('saved');
	await expect.poll(() => kees.store.tabs.size).toBe(1);
	kees.cut();
	await expect.poll(() => before.saved).toBe('offline');
	for (const [i, text] of words.entries()) before.addEntry('observations', { t: 2000 + i, text });
	await expect.poll(() => kees.store.records.size).toBe(1);
	// the newest words are in it once the writing has come to rest
	await comesToRest(kees.store);
	return { kees, before };
}

async function comesToRest(store: KeptInMemory): Promise<void> {
	let seen = -1;
	await expect
		.poll(() => {
			const rests = seen === store.written;
			seen = store.written;
			return rests;
		})
		.toBe(true);
}

test('[L18] what was typed while the line was down survives the tab, is sent, said, and forgotten', async () => {
	const { kees, before } = await typedOffline(['lacht', 'bouwt']);
	const id = before.entries.find((e) => e.text === 'al bewaard')?.id ?? '';
	before.retype('observations', id, 'al bewaard en meer');
	before.addEntry('jottings', { text: 'voor mijzelf' });
	await expect.poll(() => kees.store.records.size).toBe(2);
	await comesToRest(kees.store);
	kees.crash(before);
	kees.mend();
	const after = kees.visit();
	await expect.poll(() => texts(after)).toEqual(['al bewaard en meer', 'bouwt', 'lacht']);
	await expect.poll(() => after.jottings.map((e) => e.text)).toEqual(['voor mijzelf']);
	await expect.poll(() => [after.resent, after.saved, after.holdsUnsaved]).toEqual([4, 'saved', false]);
	await expect.poll(() => kees.store.records.size).toBe(0);
	const [marit] = [browserOf('marit').visit()];
	await expect.poll(() => texts(marit)).toEqual(['al bewaard en meer', 'bouwt', 'lacht']);
});

test('[L18] nothing of it can be read where it lies, and nothing of others is in it', async () => {
	const { kees, before } = await typedOffline(['woordvanmijzelf']);
	const stored = kees.store.bytes();
	expect(stored.length).toBeGreaterThan(100);
	for (const readable of ['woordvanmijzelf', Buffer.from('woordvanmijzelf').toString('base64').slice(0, 16), 'bewaard'])
		expect(stored).not.toContain(readable);
	const [record] = [...kees.store.records.values()];
	const key = await kees.keepIn.askKey('s1', record?.stamp);
	if (!record || typeof key !== 'object') throw new Error('nothing was kept');
	expect(key.key.extractable).toBe(false);
	const additionalData = new TextEncoder().encode(record.id);
	const plain = await crypto.subtle.decrypt(
		{ name: 'AES-GCM', iv: record.nonce, additionalData },
		key.key,
		record.sealed
	);
	const readable = Buffer.from(plain).toString('latin1');
	expect(readable).toContain('woordvanmijzelf');
	expect(readable).not.toContain('al bewaard');
	before.close();
});

test('[L18] with a good line nothing is ever written', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const kees = browserOf('kees');
	const session = kees.visit();
	await expect.poll(() => [session.saved, kees.store.tabs.size]).toEqual(['saved', 1]);
	for (const text of ['een', 'twee', 'drie']) {
		session.addEntry('observations', { t: 1000, text });
		await expect.poll(() => session.saved).toBe('saved');
	}
	session.close();
	await expect.poll(() => kees.store.tabs.size).toBe(0);
	expect(kees.store.written).toBe(0);
});

test('[L18] what the server has already is sent twice without anything standing there twice', async () => {
	const { kees, before } = await typedOffline(['lacht']);
	const copy = new KeptInMemory();
	for (const [id, record] of kees.store.records) copy.records.set(id, record);
	kees.mend();
	await expect.poll(() => before.saved, { timeout: 10_000 }).toBe('saved');
	await expect.poll(() => kees.store.records.size).toBe(0);
	// a second tab that found the same record, late
	const late = browserOf('kees', copy);
	const after = late.visit();
	await expect.poll(() => copy.records.size).toBe(0);
	expect([texts(after), after.resent]).toEqual([['al bewaard', 'lacht'], 0]);
	expect(texts(before)).toEqual(['al bewaard', 'lacht']);
});

test('[L18] two tabs keep their own, and neither takes what the other still holds', async () => {
	const { kees, before } = await typedOffline(['in de eerste tab']);
	kees.mend();
	const other = browserOf('kees', kees.store);
	const second = other.visit();
	await expect.poll(() => second.saved).toBe('saved');
	await expect.poll(() => kees.store.tabs.size).toBe(2);
	other.cut();
	kees.cut();
	await expect.poll(() => [second.saved, before.saved]).toEqual(['offline', 'offline']);
	second.addEntry('observations', { t: 5000, text: 'in de tweede tab' });
	before.addEntry('observations', { t: 6000, text: 'weer in de eerste' });
	await expect.poll(() => kees.store.records.size).toBe(2);
	await comesToRest(kees.store);
	kees.crash(before);
	kees.crash(second);
	kees.mend();
	const after = kees.visit();
	await expect
		.poll(() => texts(after))
		.toEqual(['al bewaard', 'in de eerste tab', 'in de tweede tab', 'weer in de eerste']);
	await expect.poll(() => kees.store.records.size).toBe(0);
});

test('[L18] the round moved on meanwhile: it comes back to its writer, also over one more reload', async () => {
	const { kees, before } = await typedOffline(['te laat voor deze ronde']);
	kees.crash(before);
	for (const round of ['what-we-see', 'experience']) await room.goTo(round);
	kees.mend();
	const after = kees.visit();
	await expect.poll(() => after.rescued.map((e) => e.text)).toEqual(['te laat voor deze ronde']);
	await expect.poll(() => [after.saved, texts(after)]).toEqual(['saved', ['al bewaard']]);
	await expect.poll(() => [...kees.store.records.keys()].map((id) => id.split('/')[2])).toEqual(['rescued']);
	kees.crash(after);
	const again = kees.visit();
	await expect.poll(() => again.rescued.map((e) => e.text)).toEqual(['te laat voor deze ronde']);
	expect([again.ended, again.resent]).toEqual([null, 0]);
	again.dropRescued(again.rescued[0]?.id ?? '');
	await expect.poll(() => kees.store.records.size).toBe(0);
});

test('[L18] another sign-in cannot read it, and what nobody can read is wiped', async () => {
	const { kees, before } = await typedOffline(['van de vorige keer']);
	kees.crash(before);
	const after = browserOf('kees', kees.store, 'sign-in-2').visit();
	await expect.poll(() => kees.store.records.size).toBe(0);
	await expect.poll(() => after.saved).toBe('saved');
	expect([texts(after), after.resent]).toEqual([['al bewaard'], 0]);
});

/** How a right to the session ends while somebody sits at its table. */
const ends: Record<'signed-out' | 'not-allowed' | 'gone', () => Promise<void>> = {
	'signed-out': async () => room.live().table.signedOut({ userId: 'kees' }),
	'not-allowed': async () => {
		await room.db.delete(teamMember).where(eq(teamMember.userId, 'kees'));
		room.live().table.rightsChanged({ userId: 'kees' });
	},
	gone: async () => {
		const at = new Date(room.needs.clock().getTime() + 1);
		const answer = {
			id: 'no',
			trajectoryId: 'marit-j',
			scope: 'team',
			state: 'withdrawn',
			recordedBy: 'marit'
		} as const;
		await room.db.insert(consentAnswer).values({ ...answer, at });
		room.live().table.rightsChanged({ trajectoryId: 'marit-j' });
	}
};

test.each(Object.entries(ends))('[L18] what is kept is wiped when it ends: %s', async (why, end) => {
	const { kees, before } = await typedOffline(['weg ermee']);
	const [record] = kees.store.records.values();
	if (!record) throw new Error('nothing was kept');
	kees.mend();
	await expect.poll(() => before.saved, { timeout: 10_000 }).toBe('saved');
	await expect.poll(() => kees.store.records.size).toBe(0);
	// as if another tab of hers had crashed meanwhile, and one of another session
	kees.store.records.set('a', { ...record, id: 'a' });
	kees.store.records.set('b', { ...record, id: 'b', session: 's2' });
	await end();
	await expect.poll(() => before.ended).toBe(why);
	await expect.poll(() => [...kees.store.records.keys()]).toEqual(why === 'signed-out' ? [] : ['b']);
	if (why !== 'signed-out') expect(await kees.keepIn.askKey('s1', record.stamp)).toBe('refused');
});

test('[L18] the key is for who may join, in this sign-in, this session, for a day', async () => {
	room = await openRoom();
	const ask = async (who = signIn, stamp: number | null = null) => {
		const given = await keepKey(room.needs, who, 's1', stamp);
		return given.ok ? { stamp: given.value.stamp, key: Buffer.from(given.value.key).toString('hex') } : given.code;
	};
	const first = await ask();
	if (typeof first === 'string') throw new Error(first);
	expect(await ask(signIn, first.stamp)).toEqual(first);
	expect(first.key).toMatch(/^[0-9a-f]{64}$/);
	const others = [
		await ask({ ...signIn, authSessionId: 'sign-in-2' }),
		await ask({ ...signIn, userId: 'marit' }),
		await ask(signIn, first.stamp - 1)
	];
	expect(new Set([first, ...others].map((given) => (typeof given === 'string' ? given : given.key))).size).toBe(4);
	expect(await ask({ userId: 'nobody', authSessionId: 'x' })).toBe('not-found');
	for (const stamp of [first.stamp + 1, first.stamp - 24, 1.5, NaN]) expect(await ask(signIn, stamp)).toBe('not-found');
	expect(typeof (await ask(signIn, first.stamp - 23))).toBe('object');
	room.setClock(new Date(room.needs.clock().getTime() + 24 * 3_600_000));
	expect(await ask(signIn, first.stamp)).toBe('not-found');
});
