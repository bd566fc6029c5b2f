// Longer than the house likes: one telling of who may what, over real sockets, and how each answer is heard.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeDrawing } from '$lib/domain/drawing';
import { units, type Round, type Unit } from '$lib/engine/pack';
import { packs } from '$lib/methods';
import { frames } from '$lib/notebook/frames';
import { ownName, tableName } from '$lib/notebook/names';
import { addEntry, entriesOf } from '$lib/notebook/table';
import { actInSession } from '$lib/server/use-cases/session/act';
import type { LiveClient } from '../../support/live-client';
import { asThePackSays } from '../../support/matrix/as-the-pack-says';
import { actionsIn, eventsOf, seats, situationsOf, type Action, type Situation } from '../../support/matrix/cells';
import { laySessions, letExpertLook } from '../../support/matrix/sessions';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

/** The matrix of src/lib/engine/matrix.test.ts once more, over real sockets: writing, drawing, jotting, the remote, pointing. */
let room: OpenRoom;
beforeAll(async () => {
	// thousands of refusals are what is asked for here: the log would tell of nothing else
	vi.spyOn(console, 'warn').mockImplementation(() => {});
	// the tempo of one person is no question here, nor is how often she is refused
	const fast = { messagesPerSecond: 1e6, messageBurst: 1e6, bytesPerSecond: 1e9, byteBurst: 1e9 };
	room = await openRoom({ limits: { ...fast, refusalsForgiven: Infinity, socketsPerUser: 1000, signInMs: 3_600_000 } });
	await letExpertLook(room.needs.clock(), room.db);
});
afterAll(async () => {
	await room.close();
	await closeHouse();
	vi.restoreAllMocks();
});

/** All that can make a difference on the line; rounds that differ in their texts only are one. */
const opening = (situation: Situation): string => {
	const { protocol, at } = situation;
	const round: Partial<Round> = protocol.rounds[at] ?? {};
	const { speaks, answers, picture, write, notes, tips } = round;
	const parking = protocol.parking ?? false;
	return JSON.stringify([Math.sign(at), { speaks, answers, picture, write, notes, tips, parking }]);
};

const atRest = ({ lead, word }: Situation) => lead === 'nobody' && word === 'free';

/** Of each kind of round in the packs on offer: every seat, leading or not, with the word or not, and what was switched. */
function chosenSituations(): Situation[] {
	const all = packs.flatMap((pack) => pack.protocols.flatMap((protocol) => situationsOf(pack, protocol)));
	const first = new Map<string, string>();
	return all.filter((s) => {
		const kind = opening(s);
		if ((first.get(kind) ?? first.set(kind, s.name).get(kind)) !== s.name) return false;
		if (s.chosen || s.heard || !s.presenterHere || (s.stopped && s.tips)) return false;
		return atRest(s) || (!s.stopped && !s.tips);
	});
}

const ring = writeDrawing([{ kind: 'ring', ink: 0, at: { x: 0.5, y: 0.4 }, rx: 0.1, ry: 0.1 }]) ?? '';

/** Tells every answer that is not what the pack says. */
class Judge {
	readonly wrong: string[] = [];
	readonly answers = { yes: 0, no: 0 };
	constructor(private readonly situation: Situation) {}

	hears(action: Action, allowed: boolean, how = ''): void {
		this.answers[allowed ? 'yes' : 'no']++;
		if (allowed === asThePackSays(this.situation, action)) return;
		const { name, who, lead, word, stopped, tips } = this.situation;
		const told = JSON.stringify({ lead, word, stopped, tips });
		this.wrong.push(
			`${name}, ${who.seat} ${told}: ${JSON.stringify(action)} ${how} is ${allowed ? 'allowed' : 'refused'}`
		);
	}
}

/** The remote and pointing: refused ones are answered on the same line, in order, and the line stays open. */
async function askTheLine(client: LiveClient, s: Situation, judge: Judge): Promise<void> {
	const asked = actionsIn(s.protocol, s.at).filter((it) => it.kind === 'playback' || it.kind === 'point');
	for (const [n, action] of asked.entries()) {
		if (action.kind === 'playback') client.sendJson(frames.playback, action.command);
		else client.sendJson(frames.pointing, { x: 0.5, y: 0.5 });
		client.sendJson(frames.clock, { t0: n });
	}
	const answered = () => client.heard.filter(({ type }) => type === frames.clock).length >= asked.length;
	await client.until(() => client.closedWith !== null || answered());
	let refused = false;
	for (const { type, json } of client.heard)
		if (type === frames.refused) refused = true;
		else if (type === frames.clock) {
			const action = asked[(json as { t0: number }).t0];
			if (action) judge.hears(action, !refused);
			refused = false;
		}
	expect(client.closedWith).toBeNull();
}

/** Writes one entry in this part of this document; true when it was taken, false when the line was closed for it. */
async function writes(client: LiveClient, root: Parameters<typeof addEntry>[1], author: string, more: object = {}) {
	addEntry(client.doc, root, {
		id: `e-${root}-${'drawing' in more ? 'd' : 'w'}`,
		author,
		t: 30_000,
		text: 'J. kijkt',
		...more
	});
	await client.saved();
	if (client.closedWith === null) return true;
	expect(client.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
	return false;
}

/** Writing and drawing in every part of the table: on one line as long as it holds, and on a new one after a refusal. */
async function writeEverywhere(join: () => Promise<LiveClient>, s: Situation, judge: Judge): Promise<void> {
	let client = await join();
	// opening tips early is about tips, and about nothing else
	for (const unit of s.tips ? (['tips', 'observations'] as const) : units)
		for (const drawing of [{}, { drawing: ring }]) {
			const taken = await writes(client, unit, s.who.userId, drawing);
			judge.hears({ kind: 'write', unit }, taken, 'drawing' in drawing ? '(drawn)' : '');
			if (taken) continue;
			client = await join();
			// what is refused without a drawing is not tried with one in every round
			if (s.who.seat !== 'colleague') break;
		}
	client.drop();
}

async function writeInOwnPages(join: () => Promise<LiveClient>, s: Situation, judge: Judge): Promise<void> {
	const jots = await join();
	judge.hears({ kind: 'jot' }, await writes(jots, 'jottings', s.who.userId));
	jots.drop();
	const seals = await join();
	// which parts come on the table is judged when they are revealed: see the test below
	const open = units.find((unit) => asThePackSays(s, { kind: 'seal', unit })) ?? 'observations';
	judge.hears({ kind: 'seal', unit: open }, await writes(seals, 'sealed', s.who.userId, { part: open }));
	seals.drop();
}

/** One situation, one person: the line first, and what she may write where it can make a difference. */
async function askEverything(id: string, s: Situation, judge: Judge): Promise<void> {
	const joining = (name: string) => () => room.join(s.who.userId, name);
	const client = await joining(tableName(id))();
	if (client.refusedWith !== null) {
		// the table of a session that is over is a report, which is not for a guest
		expect([client.refusedWith, s.at, s.who.seat]).toEqual([404, s.protocol.rounds.length, 'viewer']);
		return;
	}
	await askTheLine(client, s, judge);
	client.drop();
	if (!atRest(s) || s.stopped) return;
	await writeEverywhere(joining(tableName(id)), s, judge);
	if (!s.tips) await writeInOwnPages(joining(ownName(id, s.who.userId)), s, judge);
}

test(
	'[L5] [L6] [L8] [L10] [L14] [L26] [L27] [L28] the line takes and refuses what the pack says',
	{ timeout: 600_000 },
	async () => {
		const situations = chosenSituations();
		await laySessions(room.needs, situations, (n) => `m${n}`);
		const wrong: string[] = [];
		const answers = { yes: 0, no: 0 };
		const waiting = [...situations.entries()];
		/** Different sessions know nothing of each other: while one waits for the disk, another is asked. */
		const oneByOne = async (): Promise<void> => {
			for (let next = waiting.shift(); next; next = waiting.shift()) {
				const judge = new Judge(next[1]);
				await askEverything(`m${next[0]}`, next[1], judge);
				wrong.push(...judge.wrong);
				for (const answer of ['yes', 'no'] as const) answers[answer] += judge.answers[answer];
			}
		};
		await Promise.all(Array.from({ length: 6 }, oneByOne));
		expect(wrong).toEqual([]);
		expect(answers.yes).toBeGreaterThan(1000);
		expect(answers.no).toBeGreaterThan(2000);
	}
);

test('[L28] of what everybody sealed, in every part, that comes on the table which the pack opened to her', async () => {
	const [pack] = packs.filter((it) => it.protocols.some(({ rounds }) => rounds.some((r) => r.notes === 'sealed')));
	const protocol = pack?.protocols.find(({ rounds }) => rounds.some((r) => r.notes === 'sealed'));
	if (!pack || !protocol) throw new Error('no method on offer seals anything');
	const at = protocol.rounds.findIndex((r) => r.notes === 'sealed');
	const here = situationsOf(pack, protocol).filter((s) => s.at === at && atRest(s) && !s.stopped && !s.tips);
	const [first] = here;
	if (!first) throw new Error('nobody sits there');
	await laySessions(room.needs, [first], () => 'sealed');
	const tables = await Promise.all(seats.map(({ userId }) => room.join(userId, tableName('sealed'))));
	const expected: string[] = [];
	for (const s of here) {
		const pages = await room.join(s.who.userId, ownName('sealed', s.who.userId));
		const opens = (part: Unit) => asThePackSays(s, { kind: 'seal', unit: part });
		const mine = units.map((part) => ({ part, id: `${s.who.userId}-${part}` }));
		for (const { part, id } of mine)
			addEntry(pages.doc, 'sealed', { id, author: s.who.userId, text: 'voor straks', part });
		await pages.saved();
		expect(pages.closedWith === null, s.who.seat).toBe(units.some(opens));
		expected.push(...mine.filter(({ part }) => opens(part)).map(({ id }) => id));
	}
	expect(tables.flatMap((client) => entriesOf(client.doc))).toEqual([]);
	const moved = await actInSession(room.needs, 'marit', 'sealed', { do: 'next', seen: eventsOf(first).length });
	expect(moved.ok).toBe(true);
	for (const client of tables) {
		await client.until(() => entriesOf(client.doc).length >= expected.length);
		expect(
			entriesOf(client.doc)
				.map(({ id }) => id)
				.sort()
		).toEqual([...expected].sort());
	}
	expect(expected.length).toBeGreaterThan(3);
});
