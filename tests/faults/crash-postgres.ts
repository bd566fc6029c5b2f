import process from 'node:process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { addEntry, entriesIn } from '$lib/notebook/table';
import { bundle, ended } from '../support/bundled';
import { LiveClient } from '../support/live-client';
import { startPostgres } from '../support/postgres';

/** What crashes of the database under a running table came to. */
export interface CrashReport {
	rounds: number;
	/** Notes somebody was told were saved, and those of them that were gone. */
	saved: number;
	lost: number;
	/** Notes another person saw and that were gone. */
	seenAndGone: number;
	/** Rounds after which people did not agree. */
	apart: number;
	/** Of each round: from the crash, noticed by everybody, until all agree again, ms. */
	backAfter: number[];
}

const people = 3;

/**
 * Kills every process of PostgreSQL that serves, writes or keeps the log (SIGKILL) while people type; it recovers
 * from its log by itself, the table sends everybody away and lets them in again. Promise A1, from the other side.
 */
export async function crashPostgres(options: { rounds: number }): Promise<CrashReport> {
	const folder = mkdtempSync(path.join(tmpdir(), 'kijkkring-crash-'));
	const cluster = await startPostgres({ durable: true });
	const server = bundle('tests/bench/server.ts');
	const report: CrashReport = { rounds: 0, saved: 0, lost: 0, seenAndGone: 0, apart: 0, backAfter: [] };
	try {
		const args = ['--state', path.join(folder, 'state.json'), '--rooms', '1', '--clients', String(people)];
		const { line, child } = await server.start(args, { DATABASE_URL: cluster.url, TMPDIR: folder });
		const told = JSON.parse(line) as { url: string; rooms: string[]; clients: { cookie: string }[][] };
		const url = `${told.url}${told.rooms[0] ?? ''}?saved=1`;
		const cookies = (told.clients[0] ?? []).map(({ cookie }) => cookie);
		const clients = cookies.map(() => new LiveClient());
		const comeIn = () =>
			Promise.all(clients.map((client, i) => (client.synced ? client : patiently(client, url, cookies[i] ?? ''))));
		await comeIn();
		for (; report.rounds < options.rounds; report.rounds++) {
			const saved = await typeThrough(clients, report.rounds, () => crash(cluster.url));
			const down = performance.now();
			const seen = clients.flatMap((client, i) => idsIn(client).filter((id) => !id.startsWith(`u${i}-`)));
			await comeIn();
			const fresh = await patiently(new LiveClient(), url, cookies[0] ?? '');
			const there = new Set(idsIn(fresh));
			report.saved += saved.length;
			report.lost += saved.filter((id) => !there.has(id)).length;
			report.seenAndGone += seen.filter((id) => !there.has(id)).length;
			const allIn = () => Promise.all([comeIn(), fresh.synced ? fresh : patiently(fresh, url, cookies[0] ?? '')]);
			if (!(await agree([...clients, fresh], allIn))) report.apart++;
			report.backAfter.push(performance.now() - down);
			fresh.drop();
		}
		for (const client of clients) client.drop();
		await ended(child, 'SIGTERM');
		return report;
	} finally {
		await cluster.stop();
		server.remove();
		rmSync(folder, { recursive: true, force: true });
	}
}

const idsIn = (client: LiveClient): string[] => entriesIn(client.doc, 'observations').map(({ id }) => id);

/** Types notes, crashes the database in between, and goes on until every line is down. Answers what was called saved. */
async function typeThrough(clients: LiveClient[], round: number, crashNow: () => Promise<void>): Promise<string[]> {
	const sent: { id: string; client: LiveClient; message: number }[] = [];
	let crashed = false;
	for (let n = 0; n < 2_000 && clients.some(({ synced }) => synced); n++) {
		for (const [i, client] of clients.entries()) {
			const id = `u${i}-${round}-${n}`;
			const up = client.synced;
			addEntry(client.doc, 'observations', { id, author: `u${i}`, text: 'J. kijkt op' });
			if (up) sent.push({ id, client, message: client.sent });
		}
		if (n === 40) void crashNow().then(() => (crashed = true));
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	if (!crashed) throw new Error('the database did not crash');
	return sent.filter(({ client, message }) => message <= client.acked).map(({ id }) => id);
}

/** The children of the postmaster that do the work, all at once; it then starts them anew from the log. */
async function crash(url: string): Promise<void> {
	const admin = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
	const rows = await admin<{ pid: number }[]>`select pid from pg_stat_activity where pid <> pg_backend_pid()`;
	for (const { pid } of rows) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// the postmaster was faster: one dead child ends them all
		}
	}
	await admin.end({ timeout: 0 }).catch(() => {});
}

/** As a browser does: tries again until the door opens. */
async function patiently(client: LiveClient, url: string, cookie: string): Promise<LiveClient> {
	for (const until = Date.now() + 150_000; Date.now() < until;) {
		client.refusedWith = null;
		await client.open(url, { cookie }).catch(() => client.drop());
		if (client.synced) {
			await client.saved().catch(() => {});
			if (client.synced) return client;
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`nobody was let in for two minutes and a half; last told ${JSON.stringify(client.refusedWith)}`);
}

/** Whoever was sent away once more, by what was left of the crash, comes back as a browser does. */
async function agree(clients: LiveClient[], comeIn: () => Promise<unknown>): Promise<boolean> {
	const [first, ...others] = clients;
	const words = (one: LiveClient) => JSON.stringify(entriesIn(one.doc, 'observations'));
	for (const until = Date.now() + 60_000; first && Date.now() < until;) {
		if (others.every((one) => words(one) === words(first))) return true;
		await comeIn();
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return false;
}
