// Longer than the house likes: two processes in one test, and every way the one can take the other for dead.
import { eq, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { units } from '$lib/engine/pack';
import { frames } from '$lib/notebook/frames';
import { addEntry, entriesIn } from '$lib/notebook/table';
import { appendAsOwner } from '$lib/server/db/documents';
import { openDuty } from '$lib/server/db/duty';
import { asOwner, claimSession, NotTheOwner, type Claim } from '$lib/server/db/nodes';
import { authSession, docUpdate, liveNode, sessionNote, sessionOwner } from '$lib/server/db/schema';
import { actInSession } from '$lib/server/use-cases/session/act';
import type { LiveClient } from '../../support/live-client';
import { closeHouse, openRoom, type OpenRoom } from './open-room';
import { openProcess, type TestProcess } from './process';

let room: OpenRoom;
const open: TestProcess[] = [];
afterEach(async () => {
	for (const process of open.splice(0)) await process.close();
	await room.close();
});
afterAll(closeHouse);

async function processNamed(name: string, options: Parameters<typeof openProcess>[2] = {}): Promise<TestProcess> {
	const process = await openProcess(room, name, options);
	open.push(process);
	return process;
}

/** A room in the round where everybody writes, and two processes on its database. */
async function twoProcesses(options: Parameters<typeof openProcess>[2] = {}): Promise<[TestProcess, TestProcess]> {
	room = await openRoom();
	await room.goTo('rewatch');
	return [await processNamed('A', options), await processNamed('B')];
}

const texts = (client: LiveClient) => entriesIn(client.doc, 'observations').map((e) => e.text);
const write = (client: LiveClient, author: string, id: string, text: string) =>
	addEntry(client.doc, 'observations', { id, author, t: 21_000, text });
const owner = async () => (await room.db.select().from(sessionOwner).where(eq(sessionOwner.sessionId, 's1')))[0];
const logged = () => room.db.$count(docUpdate);
const pool = () => {
	const { server } = room.connection;
	if (!server) throw new Error('not on PostgreSQL');
	return server.client;
};

/** As seen by all others, this process is gone; it does not know yet. */
const endLease = (process: TestProcess) =>
	room.db
		.update(liveNode)
		.set({ leaseUntil: sql`now() - interval '1 s'` })
		.where(eq(liveNode.id, process.node.id ?? ''));

/** Speaks once and then trusts itself for an hour, as a process does that is stopped with its timers. */
const paused = { leaseMs: 3_600_000, beatMs: 3_600_000 };

// several processes share PostgreSQL; the embedded database lives inside one (config.test.ts)
describe.skipIf(!process.env['TEST_DATABASE_URL'])('several processes', () => {
	test('[L15] a session is held by one process; the other lets people in only to send them on', async () => {
		const [a, b] = await twoProcesses();
		const marit = await a.join('marit');
		expect(marit.synced).toBe(true);
		const kees = await b.join('kees');
		await kees.closed();
		expect(kees).toMatchObject({ synced: false, closedWith: { code: 4503, reason: 'elsewhere' } });
		// who has no right there hears nothing of where it is
		const stranger = await b.join('vreemd');
		expect(stranger.refusedWith).toBe(404);
		expect(await owner()).toMatchObject({ nodeId: a.node.id, epoch: 1 });
	});

	test('[L15] of many at once exactly one process gets it', async () => {
		const [a, b] = await twoProcesses();
		const asked = ['marit', 'kees', 'sofie', 'noor'].flatMap((who) => [a.join(who), b.join(who)]);
		const clients = await Promise.all(asked);
		const inside = clients.map((client) => client.synced);
		expect([inside.filter((_, i) => i % 2 === 0), inside.filter((_, i) => i % 2 === 1)]).toContainEqual(
			Array<boolean>(4).fill(true)
		);
		expect(inside.filter(Boolean)).toHaveLength(4);
	});

	test('[L15] a process that was taken for dead can write nothing more, and nothing that was saved is lost', async () => {
		const [a, b] = await twoProcesses(paused);
		const marit = await a.join('marit');
		write(marit, 'marit', 'a1', 'bewaard bij A');
		await marit.saved();
		await endLease(a);
		const kees = await b.join('kees');
		expect(texts(kees)).toEqual(['bewaard bij A']);
		expect(await owner()).toMatchObject({ nodeId: b.node.id, epoch: 2 });
		const before = { acked: marit.acked, rows: await logged() };
		write(marit, 'marit', 'a2', 'nog bij A getypt');
		await marit.closed();
		expect(marit.closedWith).toEqual({ code: 4503, reason: 'elsewhere' });
		expect(marit.acked).toBe(before.acked);
		expect(await logged()).toBe(before.rows);
		// she still has it, comes back at B, and it is there
		await b.join('marit', '/live', marit);
		await marit.saved();
		await kees.until(() => texts(kees).length === 2);
		expect(texts(kees)).toEqual(['bewaard bij A', 'nog bij A getypt']);
	});

	test('[L15] what a former owner still has to put away, it may not: no rows, no snapshot', async () => {
		const [a, b] = await twoProcesses(paused);
		const marit = await a.join('marit');
		write(marit, 'marit', 'a1', 'bewaard bij A');
		await marit.saved();
		await endLease(a);
		const kees = await b.join('kees');
		const rows = await logged();
		await a.live.close();
		expect(await room.db.$count(sessionNote)).toBe(0);
		expect(await logged()).toBe(rows);
		expect(texts(kees)).toEqual(['bewaard bij A']);
	});

	test('[L15] a take-over waits for a commit that is under way', async () => {
		const [a, b] = await twoProcesses(paused);
		const mine = (await claimSession(pool(), 's1', a.node.id ?? '')) as Claim;
		await endLease(a);
		let taken: Claim | null | 'waiting' = 'waiting';
		let taking: Promise<unknown> = Promise.resolve();
		await asOwner(room.db, mine, async () => {
			taking = claimSession(pool(), 's1', b.node.id ?? '').then((claim) => (taken = claim));
			await expect.poll(waitingForLocks).toBe(1);
			expect(taken).toBe('waiting');
		});
		await taking;
		expect(taken).toMatchObject({ nodeId: b.node.id, epoch: 2 });
		await expect(asOwner(room.db, mine, async () => {})).rejects.toThrow(NotTheOwner);
	});

	test('[L15] a commit waits for a take-over that is under way, and then is none', async () => {
		const [a, b] = await twoProcesses(paused);
		const claim = (await claimSession(pool(), 's1', a.node.id ?? '')) as Claim;
		const row = { doc: 'session/s1/table', claim, sealed: new Uint8Array([1]), clients: [], removals: [] };
		let appending: Promise<ReadonlySet<string>> = Promise.resolve(new Set<string>());
		await room.db.transaction(async (tx) => {
			await tx.update(sessionOwner).set({ nodeId: b.node.id, epoch: 2 }).where(eq(sessionOwner.sessionId, 's1'));
			appending = appendAsOwner(pool(), [row]);
			await expect.poll(waitingForLocks).toBe(1);
		});
		expect([...(await appending)]).toEqual(['session/s1/table']);
		expect(await logged()).toBe(0);
		// and with the claim that holds now, it is
		expect([
			...(await appendAsOwner(pool(), [{ ...row, claim: { sessionId: 's1', nodeId: b.node.id ?? '', epoch: 2 } }]))
		]).toEqual([]);
		expect(await logged()).toBe(1);
	});

	test('[L15] a session is never taken from a process that lives, and free at once when its line is cut', async () => {
		const [a, b] = await twoProcesses();
		const marit = await a.join('marit');
		write(marit, 'marit', 'a1', 'bewaard bij A');
		await marit.saved();
		expect(await claimSession(pool(), 's1', b.node.id ?? '')).toBeNull();
		const before = a.node.id;
		// as the database sees a kill -9; this process lives on, notices, and comes back as another
		const [life] = await room.db.select().from(liveNode).where(eq(liveNode.name, 'A'));
		await room.db.execute(
			sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = ${life?.slot}`
		);
		await marit.closed();
		expect(marit.closedWith).toEqual({ code: 4503, reason: 'elsewhere' });
		const kees = await b.join('kees');
		expect(texts(kees)).toEqual(['bewaard bij A']);
		await expect.poll(() => a.node.id, { timeout: 5_000 }).not.toBeNull();
		expect(a.node.id).not.toBe(before);
	});

	test('[L15] nobody there any more: the session is let go, and its epoch stays', async () => {
		room = await openRoom();
		const a = await processNamed('A');
		await a.live.table.settle('s1');
		expect(await owner()).toMatchObject({ nodeId: a.node.id, epoch: 1 });
		// a process without a door holds it no longer than the question takes
		await a.close();
		open.length = 0;
		const web = await processNamed('W', { role: 'web' });
		await web.live.table.settle('s1');
		expect(await owner()).toMatchObject({ nodeId: null, epoch: 2 });
		expect((await web.join('marit')).refusedWith).toBe(503);
	});

	test('[L16] a pinned address is answered by the process it names, and by no other', async () => {
		const [a, b] = await twoProcesses();
		const elsewhere = await b.join('kees', '/live/at/A');
		await elsewhere.closed();
		expect(elsewhere.closedWith).toEqual({ code: 4503, reason: 'elsewhere' });
		expect((await a.join('kees', '/live/at/A')).synced).toBe(true);
		for (const { live } of [a, b]) expect(await live.table.address('s1')).toBe('/live/at/A');
	});

	test('[L16] a process that stops hands its sessions over whole, and takes no new ones', async () => {
		const [a, b] = await twoProcesses();
		const marit = await a.join('marit');
		write(marit, 'marit', 'a1', 'bewaard bij A');
		await marit.saved();
		await a.live.drain(0);
		expect(marit.closedWith).toEqual({ code: 4503, reason: 'elsewhere' });
		expect(await owner()).toMatchObject({ nodeId: null, epoch: 1 });
		expect(await room.db.$count(sessionNote)).toBe(1);
		const late = await a.join('kees');
		await late.closed();
		expect(late.closedWith).toEqual({ code: 4503, reason: 'elsewhere' });
		expect(await b.live.table.address('s1')).not.toBe('/live/at/A');
		expect(texts(await b.join('kees'))).toEqual(['bewaard bij A']);
	});

	test('[L17] rights that change at one process reach the sockets of another within two seconds', async () => {
		const [a, b] = await twoProcesses();
		const [marit, kees] = [await b.join('marit'), await b.join('kees')];
		await room.db.execute(sql`update team_member set left_at = now() where user_id = 'kees'`);
		const asked = performance.now();
		a.live.table.rightsChanged({ userId: 'kees' });
		await kees.closed();
		expect(kees.closedWith?.code).toBe(4403);
		expect(performance.now() - asked).toBeLessThan(2_000);
		expect(marit.closedWith).toBeNull();
		a.live.table.signedOut({ userId: 'marit' });
		await marit.closed();
		expect(marit.closedWith?.code).toBe(4401);
	});

	test('[L17] a step at one process moves the session at another', async () => {
		const [a, b] = await twoProcesses();
		const [marit, kees] = [await b.join('marit'), await b.join('kees')];
		const moved = kees.next(101);
		const entered = await actInSession(a.needs, 'marit', 's1', {
			do: 'next',
			seen: await room.movedAt(),
			reason: 'verder'
		});
		expect(entered.ok).toBe(true);
		expect(await moved).toMatchObject({ seq: entered.ok ? entered.value.seq : 0 });
		// and the new round's rights hold there: colleagues go on observing, the presenter listens now
		write(kees, 'kees', 'b1', 'op tijd');
		await kees.saved();
		write(marit, 'marit', 'a1', 'te laat');
		await marit.closed();
		expect(marit.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
		expect(texts(kees)).toEqual(['op tijd']);
	});

	test('[O3] what is shown with a clip changed at one process: at its table, elsewhere, everybody reads her view again', async () => {
		const [a, b] = await twoProcesses();
		const kees = await b.join('kees');
		const moves = () => kees.heard.filter((it) => it.type === frames.moved).length;
		const before = moves();
		a.live.table.clipChanged('another clip');
		a.live.table.clipChanged('toren');
		await kees.until(() => moves() === before + 1);
		// the session stands where it stood
		expect(kees.last(frames.moved)).toEqual({ seq: expect.any(Number) });
	});

	test('[L28] a reveal for more people than one message between processes can name is done all the same', async () => {
		const [a, b] = await twoProcesses();
		await b.join('kees');
		const crowd = Array.from({ length: 70 }, (_, i) => ({ userId: `somebody-with-a-long-id-${i}`, parts: [...units] }));
		expect(await a.live.table.reveal('s1', crowd)).toEqual({ ok: true, value: null });
	});

	test('[L17] what is asked at one process is done where the session is held', async () => {
		const [a, b] = await twoProcesses();
		expect(await a.live.table.present('s1')).toEqual([]);
		const kees = await b.join('kees');
		write(kees, 'kees', 'b1', 'bij B');
		await kees.saved();
		expect(await a.live.table.settle('s1')).toEqual({ ok: true, value: null });
		expect(await room.db.$count(sessionNote)).toBe(1);
		expect(await owner()).toMatchObject({ nodeId: b.node.id });
		expect(await a.live.table.present('s1')).toEqual(['kees']);
		expect(await a.live.table.timeline('s1')).toMatchObject({ playing: false });
	});

	test('[L17] an owner that does not answer is an honest no; once it is dead the question is answered without it', async () => {
		const [a, b] = await twoProcesses(paused);
		const marit = await a.join('marit');
		write(marit, 'marit', 'a1', 'bewaard bij A');
		await marit.saved();
		a.neighbours.hear({ ...silent, answer: () => new Promise(() => {}) });
		const asked = b.live.table.settle('s1');
		// not told is not nobody
		expect(await b.live.table.present('s1')).toBeNull();
		expect(await asked).toEqual({ ok: false, code: 'too-busy' });
		const again = b.live.table.settle('s1');
		await endLease(a);
		expect(await again).toEqual({ ok: true, value: null });
		expect(await room.db.$count(sessionNote)).toBe(1);
	}, 30_000);

	test('[L17] a broken line between processes is mended, and everything is asked again', async () => {
		const [, b] = await twoProcesses();
		const later = new Date(room.needs.clock().getTime() + 3_600_000);
		const signIn = (userId: string) => ({ id: `in-${userId}`, userId, expiresAt: later, endsAt: later });
		await room.db.insert(authSession).values([signIn('kees'), signIn('marit')]);
		const [marit, kees] = [await b.join('marit'), await b.join('kees')];
		await room.db.execute(sql`update team_member set left_at = now() where user_id = 'kees'`);
		// nobody says so; only the mending tells
		await room.db.execute(
			sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`
		);
		await kees.closed();
		expect(kees.closedWith?.code).toBe(4403);
		// the line carries again, and whoever may stay was left alone
		expect(marit.closedWith).toBeNull();
		room.live().table.signedOut({ userId: 'marit' });
		await marit.closed();
		expect(marit.closedWith?.code).toBe(4401);
	});

	test('the work in the background is one process’s, and the next one’s when that is gone', async () => {
		room = await openRoom();
		const { server } = room.connection;
		if (!server) throw new Error('not on PostgreSQL');
		const log: string[] = [];
		const duty = (name: string) =>
			openDuty(server, () => (log.push(`${name} begins`), () => log.push(`${name} stops`)));
		const first = duty('first');
		await expect.poll(() => first.ours).toBe(true);
		const second = duty('second');
		const line = postgres(server.url, { max: 1 });
		await expect
			.poll(() => line`select pg_try_advisory_lock(7164194::bigint) as free`.then(([row]) => row?.['free'] as boolean))
			.toBe(false);
		expect(second.ours).toBe(false);
		first.close();
		await expect.poll(() => second.ours, { timeout: 10_000 }).toBe(true);
		expect(log).toEqual(['first begins', 'first stops', 'second begins']);
		second.close();
		await line.end();
	});
});

const silent = {
	planWritten() {},
	sessionMoved() {},
	rightsChanged() {},
	clipChanged() {},
	signedOut() {},
	missed() {}
};

/** How many statements of this database wait for somebody else's lock on a row. */
async function waitingForLocks(): Promise<number> {
	const [row] = await pool()<{ n: number }[]>`select count(*)::int as n from pg_stat_activity
		where datname = current_database() and wait_event_type = 'Lock'`;
	return row?.n ?? 0;
}
