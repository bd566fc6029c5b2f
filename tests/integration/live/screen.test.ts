import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { closeCodes, frames } from '$lib/notebook/frames';
import { addEntry, entriesOf } from '$lib/notebook/table';
import { askForCode } from '$lib/server/use-cases/screen/ask-code';
import { endScreen, pairScreen } from '$lib/server/use-cases/screen/pair-screen';
import { screenNow } from '$lib/server/use-cases/screen/screen-now';
import { viewScreen } from '$lib/server/use-cases/screen/view-screen';
import { takeOffTable } from '$lib/server/use-cases/session/take-off-table';
import { viewSession } from '$lib/server/use-cases/session/view-session';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
const boards: Board[] = [];
const secretIn = (header: string | null) => /^screen=(.*)$/.exec(header ?? '')?.[1] ?? null;

beforeEach(async () => {
	room = await openRoom({ whichScreen: (header) => screenNow(room.needs, secretIn(header)) });
});
afterEach(async () => {
	for (const board of boards.splice(0)) board.ws.terminate();
	await room.close();
});
afterAll(closeHouse);

/** A big screen's line, byte for byte: everything that ever came in is kept. */
class Board {
	readonly bytes: Uint8Array[] = [];
	closedWith: number | null = null;
	refusedWith: number | null = null;
	readonly ws: WebSocket;
	readonly #waiting: (() => void)[] = [];

	constructor(url: string, headers: Record<string, string>) {
		this.ws = new WebSocket(url, { headers });
		this.ws.on('message', (data) => (this.bytes.push(new Uint8Array(data as Buffer)), this.#look()));
		this.ws.on('close', (code) => ((this.closedWith = code), this.#look()));
		this.ws.on('error', () => {});
		this.ws.on('unexpected-response', (_request, { statusCode = 0 }) => {
			this.refusedWith = statusCode;
			this.ws.terminate();
			this.#look();
		});
		boards.push(this);
	}

	get heard() {
		return this.bytes.map((bytes) => {
			const from = decoding.createDecoder(bytes);
			const type = decoding.readVarUint(from);
			return { type, json: type >= 100 ? (JSON.parse(decoding.readVarString(from)) as Record<string, unknown>) : null };
		});
	}
	last = (type: number) => this.heard.findLast((h) => h.type === type)?.json;

	async until(holds: () => boolean): Promise<void> {
		while (!holds()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
	}
	/** Let in, or not. */
	async open(): Promise<this> {
		await this.until(() => this.bytes.length > 0 || this.refusedWith !== null || this.closedWith !== null);
		return this;
	}
	send(type: number, json: unknown): void {
		const into = encoding.createEncoder();
		encoding.writeVarUint(into, type);
		encoding.writeVarString(into, JSON.stringify(json));
		this.ws.send(encoding.toUint8Array(into));
	}
	/** Everything that was told before has come in by then. */
	async caughtUp(): Promise<void> {
		const before = this.heard.filter((h) => h.type === frames.clock).length;
		this.send(frames.clock, { t0: 1 });
		await this.until(
			() => this.heard.filter((h) => h.type === frames.clock).length > before || this.closedWith !== null
		);
	}
	#look(): void {
		for (const go of this.#waiting.splice(0)) go();
	}
}

async function paired(who = 'marit'): Promise<string> {
	const asked = await askForCode(room.needs, '10.0.0.9', 'Firefox, Linux');
	if (!asked.ok) throw new Error(asked.code);
	const stage = await viewScreen(room.needs, asked.value.secret);
	const done = stage.is === 'waiting' && (await pairScreen(room.needs, who, 's1', stage.code));
	if (!done || !done.ok) throw new Error('not paired');
	return asked.value.secret;
}
const dial = (secret: string, name = 'session/s1/screen', origin = 'https://kijkkring.test') =>
	new Board(`${room.server}/${name}`, { cookie: `screen=${secret}`, origin }).open();

it('[BS6] never receives a letter of a note, a document, or who is here: its whole traffic, read', async () => {
	await room.goTo('rewatch');
	const secret = await paired();
	const board = await dial(secret);
	const [kees, sofie, marit] = [await room.join('kees'), await room.join('sofie'), await room.join('marit')];
	kees.sendPresence({ typing: { unit: 'observations', id: 'n1', caret: 3 } });
	addEntry(kees.doc, 'observations', {
		...{ id: 'n1', author: 'kees', text: 'ZIJKIJKTWEG', t: 21_000, actor: null, codes: [], of: null }
	});
	await kees.saved();
	await sofie.until(() => entriesOf(sofie.doc).some(({ text }) => text === 'ZIJKIJKTWEG'));
	kees.sendJson(frames.players, { state: 'buffering', position: 1, version: 1, frame: null });
	await room.act('marit', { do: 'ready', ready: true });
	marit.sendJson(frames.playback, { do: 'seek', position: 30_000 });
	await board.until(() => (board.last(frames.timeline)?.['position'] ?? 0) === 30_000);
	kees.sendJson(frames.pointing, { x: 0.5, y: 0.5 });
	await board.until(() => board.last(frames.pointing) !== undefined);
	await board.caughtUp();

	const allowed: number[] = [frames.moved, frames.timeline, frames.clock, frames.pointing];
	expect(board.heard.filter(({ type }) => !allowed.includes(type))).toEqual([]);
	const all = Buffer.concat(board.bytes).toString('latin1');
	for (const secretWord of ['ZIJKIJKTWEG', 'observations', 'n1', 'Sofie', 'sofie', 'Marit', 'marit', 'buffering'])
		expect(all).not.toContain(secretWord);
	// the one name is of who points, which the ring shows
	expect(board.last(frames.pointing)).toEqual({ id: 'kees', name: 'Kees', x: 0.5, y: 0.5 });
	expect(board.heard.filter(({ type }) => type === frames.timeline).every(({ json }) => json?.['by'] === null)).toBe(
		true
	);
	// and the others do not see it as somebody in the room
	expect(await room.needs.table.present('s1')).toEqual(expect.not.arrayContaining(['']));
	expect([...sofie.present.values()].map((state) => JSON.stringify(state)).join()).not.toContain('screen');
});

it('[BS6] opens no document and nothing of another session, whatever it asks', async () => {
	await room.goTo('rewatch');
	const secret = await paired();
	for (const name of [
		'session/s1/table',
		'session/s1',
		'session/s1/own/marit',
		'session/s1/screen/x',
		'session/s2/screen'
	])
		expect((await dial(secret, name)).refusedWith ?? 0).toBeGreaterThanOrEqual(400);
	expect((await dial('guessed')).refusedWith).toBe(404);
	expect((await dial(secret, 'session/s1/screen', 'https://elsewhere.test')).refusedWith).toBe(403);
	expect((await dial(secret)).refusedWith).toBeNull();
});

it('[BS6] has no hands: whatever it sends but a question of the time ends it, and nothing happened', async () => {
	await room.goTo('rewatch');
	const secret = await paired();
	const kees = await room.join('kees');
	const hostile: ((board: Board) => void)[] = [
		(board) => board.send(frames.playback, { do: 'play' }),
		(board) => board.send(frames.pointing, { x: 0.5, y: 0.5 }),
		(board) => board.send(frames.drawn, null),
		(board) => board.send(frames.players, { state: 'ready', position: 0 }),
		(board) => board.ws.send(syncStep1()),
		(board) => board.ws.send(Uint8Array.of(3)),
		(board) => board.ws.send('hallo')
	];
	for (const attack of hostile) {
		const board = await dial(secret);
		attack(board);
		await board.until(() => board.closedWith !== null);
		expect(board.closedWith).toBe(closeCodes.badFrame);
		expect(board.heard.every(({ type }) => type >= 100)).toBe(true);
	}
	expect(kees.last(frames.timeline)).toMatchObject({ playing: false });
	expect(kees.heard.some(({ type }) => type === frames.pointing)).toBe(false);
});

it('[BS6] a drawing reaches the screens alone, from who may pair, and not from anybody else', async () => {
	await room.goTo('rewatch');
	const board = await dial(await paired());
	const [marit, sofie] = [await room.join('marit'), await room.join('sofie')];
	const drawing = 'rAAAAAAAA';
	sofie.sendJson(frames.drawn, { drawing, t: 20_000 });
	const answered = sofie.next(frames.clock);
	sofie.sendJson(frames.clock, { t0: 0 });
	await answered; // by now hers was judged
	marit.sendJson(frames.drawn, { drawing, t: 21_000 });
	await board.until(() => board.last(frames.drawn) !== undefined);
	expect(board.heard.filter(({ type }) => type === frames.drawn).map(({ json }) => json)).toEqual([
		{ drawing, t: 21_000 }
	]);
	expect(sofie.heard.some(({ type }) => type === frames.drawn)).toBe(false);
	marit.sendJson(frames.drawn, { drawing: 'geheime woorden', t: 21_000 });
	await marit.closed();
	expect(marit.closedWith?.code).toBe(closeCodes.badFrame);
});

const ends: Record<string, () => Promise<unknown>> = {
	'the clip is taken off the table': () => takeOffTable(room.needs, 'marit', 's1'),
	'it is switched off': async () => {
		const view = await viewSession(room.needs, 'noor', 's1');
		return endScreen(room.needs, 'noor', 's1', (view.ok && view.value.screens.which[0]?.id) || '');
	},
	'the session closes': () => room.goTo('end').catch(() => closeSession()),
	'the parents take their yes back': async () => {
		await room.db.execute("update consent_answer set state = 'withdrawn'");
		room.needs.table.rightsChanged({ trajectoryId: 'marit-j' });
	}
};
async function closeSession(): Promise<void> {
	await room.act('noor', { do: 'close', seen: await room.movedAt() });
}

it.each(Object.keys(ends))('[BS5] its line ends when %s, and does not come back', async (how) => {
	await room.goTo('rewatch');
	const secret = await paired();
	const board = await dial(secret);
	await ends[how]?.();
	await board.until(() => board.closedWith !== null);
	expect(board.closedWith).toBe(closeCodes.gone);
	expect((await dial(secret)).refusedWith).toBe(404);
});

it('[BS2] everybody reads again when a screen goes on or off: their sound depends on it', async () => {
	await room.goTo('rewatch');
	const sofie = await room.join('sofie');
	const told = sofie.next(frames.moved);
	await paired();
	await told;
	const view = await viewSession(room.needs, 'sofie', 's1');
	expect(view.ok && view.value.screens).toEqual({ open: true, which: [] });
});

it('[BS6] at most four lines of one screen', async () => {
	const secret = await paired();
	for (let i = 0; i < 4; i++) expect((await dial(secret)).refusedWith).toBeNull();
	expect((await dial(secret)).refusedWith).toBe(429);
});

function syncStep1(): Uint8Array {
	const into = encoding.createEncoder();
	encoding.writeVarUint(into, 0);
	encoding.writeVarUint(into, 0);
	encoding.writeVarUint8Array(into, Y.encodeStateVector(new Y.Doc()));
	return encoding.toUint8Array(into);
}
