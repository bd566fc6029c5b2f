import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as Y from 'yjs';
import { addEntry, entriesIn, entryMap } from '$lib/notebook/table';
import { bundle, ended } from '../support/bundled';
import { LiveClient } from '../support/live-client';
import { startPostgres } from '../support/postgres';

/** What so many power cuts came to. Everything but the first two must be zero. */
export interface KillReport {
	rounds: number;
	/** Tokens somebody was told were saved. */
	saved: number;
	/** Tokens that were saved and are not there any more. */
	lost: number;
	/** Tokens another person saw and that are not there any more. */
	seenAndGone: number;
	/** Tokens that stand there twice. */
	doubled: number;
	/** Times a browser needed a second try of 10 s to be let in again. */
	slowOpens: number;
	/** Rooms in which people still saw different things 10 s after the restart. */
	apart: number;
}

interface Writer {
	client: LiveClient;
	url: string;
	cookie: string;
	name: string;
	/** Tokens in the order they were typed, and after which message of this connection each was complete. */
	typed: { token: string; message: number }[];
	saved: Set<string>;
}

/**
 * Kills the live table (SIGKILL, at a random moment) while people type numbered tokens, starts it again on what is on
 * disk, looks with fresh eyes, and lets the same people come back and agree. Promises A1 and G5 of the table.
 */
export async function killRounds(options: {
	database: 'embedded' | 'postgres';
	rounds: number;
	rooms?: number;
	people?: number;
	/** Random moment of the kill after this many ms of typing, at most twice as many. */
	typingMs?: number;
	/** Between one token of everybody and the next, ms. */
	paceMs?: number;
	/** Told after every round: a long run that is broken off has figures too. */
	onRound?: (report: Readonly<KillReport>) => void;
}): Promise<KillReport> {
	const { rounds, rooms = 6, people = 4, typingMs = 700, paceMs = 3, onRound = () => {} } = options;
	const folder = mkdtempSync(path.join(tmpdir(), 'kijkkring-kill9-'));
	const cluster = options.database === 'postgres' ? await startPostgres({ durable: true }) : null;
	const server = bundle('tests/bench/server.ts');
	const args = ['--state', path.join(folder, 'state.json'), '--rooms', String(rooms), '--clients', String(people)];
	const start = () => server.start(args, { ...(cluster ? { DATABASE_URL: cluster.url } : {}), TMPDIR: folder });
	const report: KillReport = { rounds: 0, saved: 0, lost: 0, seenAndGone: 0, doubled: 0, slowOpens: 0, apart: 0 };
	try {
		let { line, child } = await start();
		const told = JSON.parse(line) as { url: string; rooms: string[]; clients: { cookie: string }[][] };
		const tables = told.rooms.map((room, i) =>
			(told.clients[i] ?? []).map(({ cookie }, n) => writer(`${told.url}${room}?saved=1`, cookie, `u${n}`))
		);
		for (const one of tables.flat()) await one.client.open(one.url, { cookie: one.cookie });
		while (report.rounds < rounds) {
			const killed = new Promise<void>((resolve) =>
				setTimeout(() => void ended(child, 'SIGKILL').then(resolve), typingMs * (1 + Math.random()))
			);
			await typeUntil(killed, tables.flat(), report.rounds, paceMs);
			const seen = tables.map(seenByOthers);
			({ line, child } = await start());
			for (const [i, table] of tables.entries()) await inspect(table, seen[i] ?? new Set(), report);
			for (const one of tables.flat()) await comeIn(one, report);
			for (const table of tables) report.apart += (await agree(table)) ? 0 : 1;
			report.rounds++;
			report.saved = tables.flat().reduce((sum, one) => sum + one.saved.size, 0);
			onRound(report);
		}
		for (const one of tables.flat()) one.client.drop();
		await ended(child, 'SIGTERM');
		return report;
	} finally {
		await cluster?.stop();
		server.remove();
		rmSync(folder, { recursive: true, force: true });
	}
}

const writer = (url: string, cookie: string, name: string): Writer => ({
	client: new LiveClient(),
	url,
	cookie,
	name,
	typed: [],
	saved: new Set()
});

/** A machine that is doing other things may need more than the ten seconds a client is patient; that is counted. */
async function comeIn({ client, url, cookie }: Writer, report: KillReport): Promise<LiveClient> {
	for (let more = 3; ; more--) {
		try {
			return await client.open(url, { cookie });
		} catch (error) {
			if (more === 0) throw error;
			report.slowOpens++;
			client.drop();
		}
	}
}

/** Everybody types tokens, half of them as new notes and half at the end of their own last one. */
async function typeUntil(over: Promise<void>, writers: Writer[], round: number, paceMs: number): Promise<void> {
	let going = true;
	void over.then(() => (going = false));
	for (const one of writers) one.typed.length = 0;
	for (let n = 0; going; n++) {
		for (const one of writers) {
			const token = `<${one.client.doc.clientID}.${round}.${n}>`;
			const note = entryMap(one.client.doc, 'observations', `${one.client.doc.clientID}-${round}-${n - 1}`)?.get(
				'text'
			);
			if (n % 2 && note instanceof Y.Text) note.insert(note.length, token);
			else
				addEntry(one.client.doc, 'observations', {
					id: `${one.client.doc.clientID}-${round}-${n}`,
					author: one.name,
					text: token
				});
			if (one.client.synced) one.typed.push({ token, message: one.client.sent });
			for (const typed of one.typed) if (typed.message <= one.client.acked) one.saved.add(typed.token);
		}
		await new Promise((resolve) => setTimeout(resolve, paceMs));
	}
	await Promise.all(writers.map(({ client }) => client.closed()));
	for (const one of writers)
		for (const typed of one.typed) if (typed.message <= one.client.acked) one.saved.add(typed.token);
}

const tokensIn = (doc: Y.Doc): string[] =>
	entriesIn(doc, 'observations').flatMap(({ text }) => text.match(/<[^>]+>/g) ?? []);

function seenByOthers(table: Writer[]): Set<string> {
	const seen = new Set<string>();
	for (const one of table)
		for (const token of tokensIn(one.client.doc))
			if (!token.startsWith(`<${one.client.doc.clientID}.`)) seen.add(token);
	return seen;
}

/** Looks with fresh eyes, before any of the writers is back. */
async function inspect(table: Writer[], seen: Set<string>, report: KillReport): Promise<void> {
	const [first] = table;
	if (!first) return;
	const fresh = await comeIn({ ...first, client: new LiveClient() }, report);
	const there = tokensIn(fresh.doc);
	const unique = new Set(there);
	fresh.drop();
	report.doubled += there.length - unique.size;
	for (const one of table) for (const token of one.saved) if (!unique.has(token)) report.lost++;
	for (const token of seen) if (!unique.has(token)) report.seenAndGone++;
}

/** All see the same within 10 s, and that is everything anybody ever typed. */
async function agree(table: Writer[]): Promise<boolean> {
	await Promise.all(table.map(({ client }) => client.saved()));
	const words = (one: Writer) => JSON.stringify(entriesIn(one.client.doc, 'observations'));
	const [first, ...others] = table;
	for (const until = Date.now() + 10_000; first && Date.now() < until;) {
		if (others.every((one) => words(one) === words(first))) return true;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return false;
}
