import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import type { DatabaseServer } from './connection';

/**
 * Short messages between the processes on one database, by LISTEN and NOTIFY: ids only, never a word about a child, for
 * they may end up in the database's log. They may get lost with the connection; whoever listens hears when that may have
 * happened (`onMissed`) and then looks for itself.
 */
export interface Signals {
	/** Names this process as a sender. */
	readonly key: string;
	/** Tells all others. Kept and sent later when the database does not answer. */
	send(message: object): void;
	/** Hears what others say, parsed from JSON and otherwise as it came. */
	onMessage(hear: (message: unknown) => void): void;
	onMissed(look: () => void): void;
	close(): Promise<void>;
}

const channel = 'kijkkring';
/** NOTIFY takes 8000 bytes; ids and answers of ours are far below. */
const mostBytes = 7_900;
/** How often we listen for our own voice, and how long without it we believe to be deaf, ms. */
const echoEvery = 1_000;
const deafAfter = 3_000;
/** Messages kept while the database does not answer; the oldest go first, and everybody who missed some looks anyway. */
const mostWaiting = 1_000;

/** Opens the line. Throws when the database cannot be reached at all. */
export async function openSignals(server: DatabaseServer): Promise<Signals> {
	const key = randomBytes(9).toString('base64url');
	const hearers: ((message: unknown) => void)[] = [];
	const lookers: (() => void)[] = [];
	const waiting: string[] = [];
	let sending = false;
	let closed = false;
	let heardAt = performance.now();
	let line = await listen();

	function hear(payload: string): void {
		const message = JSON.parse(payload) as { from?: unknown };
		if (message.from === key) heardAt = performance.now();
		else for (const hearer of hearers) hearer(message);
	}

	/** A line of its own; the driver opens it again by itself when it breaks, and then something may have been missed. */
	async function listen(): Promise<postgres.Sql> {
		const own = postgres(server.url, { max: 1, connect_timeout: 5, max_lifetime: null, onnotice: () => {} });
		let first = true;
		const onListening = () => {
			if (!first) for (const looker of lookers) looker();
			first = false;
		};
		await own.listen(channel, hear, onListening).catch(async (error: unknown) => {
			await own.end({ timeout: 0 });
			throw error;
		});
		heardAt = performance.now();
		return own;
	}

	/** A line that is open but dead tells nobody. So does one the driver gave up. We notice by not hearing ourselves. */
	async function listenAnew(): Promise<void> {
		heardAt = performance.now(); // one try at a time
		await line.end({ timeout: 0 }).catch(() => {});
		try {
			line = await listen();
			if (closed) await line.end({ timeout: 0 });
			else for (const looker of lookers) looker();
		} catch {
			// the database is away: the next time
		}
	}

	async function sendAll(): Promise<void> {
		if (sending) return;
		sending = true;
		try {
			// in order: a change of rights and the one after it
			for (;;) {
				const [next] = waiting;
				if (next === undefined || closed) return;
				await server.client`select pg_notify(${channel}, ${next})`;
				waiting.shift();
			}
		} catch {
			// the database is away: with the next echo
		} finally {
			sending = false;
		}
	}

	function send(message: object): void {
		if (closed) return;
		const payload = JSON.stringify({ ...message, from: key });
		if (payload.length > mostBytes) throw new Error('a message between processes is too long');
		waiting.push(payload);
		if (waiting.length > mostWaiting) waiting.shift();
		void sendAll();
	}

	const echo = setInterval(() => {
		if (performance.now() - heardAt > deafAfter) void listenAnew();
		if (waiting.length === 0) send({ is: 'echo' });
		else void sendAll();
	}, echoEvery);
	echo.unref();

	return {
		key,
		send,
		onMessage: (hearer) => void hearers.push(hearer),
		onMissed: (looker) => void lookers.push(looker),
		async close() {
			const until = performance.now() + 500;
			while (waiting.length > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 5));
			closed = true;
			clearInterval(echo);
			await line.end({ timeout: 0 });
		}
	};
}
