// Longer than the house likes: people who type, lose their line, come back, and keep the books on what they were told.
import { addEntry, entriesIn, entryMap, type Entry } from '$lib/notebook/table';
import * as Y from 'yjs';
import { LiveClient } from './live-client';
import type { ProcessSchool } from './processes';

/** What became of the words of many people while processes came and went. Everything but `saved` must be zero. */
export interface Ledger {
	/** Tokens somebody was told were saved. */
	saved: number;
	/** Tokens that were said to be saved and are not in the database. */
	lost: number;
	/** Tokens somebody else saw that are not in the database. */
	seenAndGone: number;
	/** Tokens that stand there twice. */
	doubled: number;
	/** What a person would see as more than "one moment, reconnecting". */
	trouble: string[];
}

/** How a socket of somebody ended. */
export interface Ending {
	who: Typist;
	room: string;
	/** So many of the messages of this connection were said to be saved. */
	acked: number;
	code: number;
	reason: string;
	/** `performance.now()`. */
	at: number;
}

/** Waits before coming back, ms; the real browser's are like these. */
const firstWait = 100;
const longestWait = 1_600;
/** A process that stands still takes connections and says nothing; this long, ms. */
const handshakePatience = 3_000;

/**
 * People who type numbered tokens in every session, keep count of what they were told, and come back by themselves
 * when their line ends, as the browser does: a moment later, and after "elsewhere" by the address a page tells them.
 *
 * Before anybody comes back, the database is read: whatever was said to be saved, or was seen by somebody else, must
 * be there then already, and not only because those who typed it bring it again.
 */
export class Typists {
	readonly all: Typist[];
	readonly endings: Ending[] = [];
	readonly #lost = new Set<string>();
	readonly #gone = new Set<string>();
	readonly #trouble: string[] = [];
	readonly #looking = new Map<string, Promise<void>>();
	#doubled = 0;
	#typing: Promise<void> = Promise.resolve();
	#going = false;

	constructor(readonly school: ProcessSchool) {
		this.all = school.rooms.flatMap((room) =>
			school.cookies.map((cookie, n) => new Typist(this, room, `u${n}`, cookie))
		);
	}

	in = (room: string): Typist[] => this.all.filter((one) => one.room === room);

	/** Throws when somebody has no seat after 20 s, with what stood in the way. */
	async sitDown(): Promise<void> {
		const late = pause(20_000).then(() => {
			if (!this.all.every((one) => one.isHere)) throw new Error(`not everybody got in: ${this.#trouble.join('; ')}`);
		});
		await Promise.race([late, Promise.all(this.all.map((one) => one.sit()))]);
	}

	/** Everybody types one token, then all wait `paceMs`; until `rest`. */
	type(paceMs = 80): void {
		this.#going = true;
		this.#typing = (async () => {
			while (this.#going) {
				for (const one of this.all) one.type();
				await pause(paceMs);
			}
		})();
	}

	async rest(): Promise<void> {
		this.#going = false;
		await this.#typing;
	}

	/** The database is asked for everything people in this room were told or saw, up to now. */
	inspect(room: string): Promise<void> {
		const known = this.#looking.get(room);
		if (known) return known;
		const looking = this.#inspect(room).finally(() => this.#looking.delete(room));
		this.#looking.set(room, looking);
		return looking;
	}

	async #inspect(room: string): Promise<void> {
		const people = this.in(room);
		const told = people.flatMap((one) => [...one.told()]);
		const seen = people.flatMap((one) =>
			tokensIn(entriesIn(one.client.doc, 'observations')).filter((t) => !one.wrote(t))
		);
		const there = tokensIn(await this.school.stored(room));
		const unique = new Set(there);
		this.#doubled += there.length - unique.size;
		for (const token of told) if (!unique.has(token)) this.#lost.add(token);
		for (const token of seen) if (!unique.has(token)) this.#gone.add(token);
	}

	/** When everybody in these rooms was told that something typed after `since` (`performance.now()`) is saved. Ms since. */
	async backAfter(since: number, rooms: readonly string[] = this.school.rooms, patience = 20_000): Promise<number[]> {
		const waited = rooms.map(async (room) => {
			const people = this.in(room);
			while (!people.every((one) => one.savedSince(since))) {
				if (performance.now() - since > patience) return Infinity;
				await pause(20);
			}
			return performance.now() - since;
		});
		return Promise.all(waited);
	}

	/** Ms until all in every room see the same and have it saved; Infinity after `patience` ms. Nobody may be typing. */
	async agree(patience = 10_000): Promise<number> {
		const begun = performance.now();
		for (;;) {
			if (this.school.rooms.every((room) => this.#agreesIn(room))) return performance.now() - begun;
			if (performance.now() - begun > patience) return Infinity;
			await pause(20);
		}
	}

	#agreesIn(room: string): boolean {
		const [first, ...others] = this.in(room);
		if (!first) return true;
		const words = ({ client }: Typist) => JSON.stringify(entriesIn(client.doc, 'observations'));
		const settled = (one: Typist) => one.isHere && one.unsaved === 0;
		return [first, ...others].every(settled) && others.every((one) => words(one) === words(first));
	}

	trouble(what: string): void {
		this.#trouble.push(what);
	}

	/** Reads every room once more, and adds up. */
	async ledger(): Promise<Ledger> {
		for (const room of this.school.rooms) await this.inspect(room);
		return {
			saved: this.all.reduce((sum, one) => sum + one.told().size, 0),
			lost: this.#lost.size,
			seenAndGone: this.#gone.size,
			doubled: this.#doubled,
			trouble: this.#trouble
		};
	}

	async goHome(): Promise<void> {
		await this.rest();
		for (const one of this.all) one.goHome();
	}
}

/** One person in one session. */
export class Typist {
	readonly client = new LiveClient();
	/** Where to find the table: by the session, or pinned to a process that a page named. */
	path = '/live';
	readonly #told = new Set<string>();
	readonly #mine = new Set<string>();
	#waiting: { token: string; message: number; at: number }[] = [];
	/** When the newest token that is saved was typed. */
	#savedAt = -Infinity;
	#coming = false;
	#home = false;
	#count = 0;

	constructor(
		private readonly people: Typists,
		readonly room: string,
		readonly userId: string,
		private readonly cookie: string
	) {}

	get isHere(): boolean {
		return this.client.synced;
	}
	get unsaved(): number {
		this.#listen();
		return this.#waiting.length;
	}
	wrote = (token: string): boolean => this.#mine.has(token);
	savedSince(at: number): boolean {
		this.#listen();
		return this.#savedAt > at;
	}
	/** Everything this person was told is saved. */
	told(): ReadonlySet<string> {
		this.#listen();
		return this.#told;
	}

	/** Takes a seat and keeps it: resolves when the document is here for the first time. */
	async sit(): Promise<void> {
		await this.#come();
		void this.#stay();
	}

	/** Does not wait for a line that says nothing, and comes in again. */
	loseLine(): void {
		this.client.drop();
	}

	goHome(): void {
		this.#home = true;
		this.client.drop();
	}

	/** Half of the tokens are new notes, half come at the end of one's own last. Goes on while the line is down. */
	type(): void {
		// between the greeting and the document, this client would not send what is typed
		if (this.#home || this.#coming) return;
		this.#listen();
		const { doc } = this.client;
		const n = this.#count++;
		const token = `<${this.userId}.${this.room}.${n}>`;
		this.#mine.add(token);
		const last = entryMap(doc, 'observations', `${this.userId}-${n - 1}`)?.get('text');
		if (n % 2 && last instanceof Y.Text) last.insert(last.length, token);
		else addEntry(doc, 'observations', { id: `${this.userId}-${n}`, author: this.userId, text: token });
		this.#waiting.push({ token, message: this.isHere ? this.client.sent : Infinity, at: performance.now() });
	}

	/** Which of my messages are saved by now. */
	#listen(): void {
		const { acked } = this.client;
		const saved = this.#waiting.filter(({ message }) => message <= acked);
		if (saved.length === 0) return;
		for (const { token, at } of saved) {
			this.#told.add(token);
			this.#savedAt = Math.max(this.#savedAt, at);
		}
		this.#waiting = this.#waiting.filter(({ message }) => message > acked);
	}

	/** Comes back whenever the line ends, unless the server meant it. */
	async #stay(): Promise<void> {
		for (;;) {
			await ended(this.client);
			if (this.#home) return;
			const { code, reason } = this.client.closedWith ?? { code: 0, reason: '' };
			const { acked } = this.client;
			this.people.endings.push({ who: this, room: this.room, acked, code, reason, at: performance.now() });
			if (code >= 4400 && code < 4500) return this.people.trouble(`${this.userId} in ${this.room}: ${code} ${reason}`);
			// what was typed from now on belongs to the next connection
			this.#listen();
			await this.people.inspect(this.room);
			await pause(firstWait * (0.5 + Math.random()));
			await this.#come(reason);
		}
	}

	/** Tries until the document is here. */
	async #come(reason = ''): Promise<void> {
		const { school } = this.people;
		if (reason === 'elsewhere') this.path = await this.#lookUp();
		for (let wait = firstWait; !this.#home; wait = Math.min(wait * 2, longestWait)) {
			this.#listen();
			this.#coming = true;
			const url = `${school.origin.replace('http', 'ws')}${this.path}/session/${this.room}/table?saved=1`;
			const late = setTimeout(() => this.client.drop(), handshakePatience);
			await this.client.open(url, { cookie: this.cookie, origin: school.origin }).catch(() => {});
			clearTimeout(late);
			this.#coming = false;
			// the answer to the greeting carried everything that was typed meanwhile
			if (this.isHere) {
				for (const waiting of this.#waiting) waiting.message = this.client.sent;
				return;
			}
			const { refusedWith, closedWith } = this.client;
			if (refusedWith !== null && refusedWith < 500)
				this.people.trouble(`${this.userId} in ${this.room}: HTTP ${refusedWith}`);
			// the pinned process is gone, or knows another: ask again where the session is
			if (closedWith?.reason === 'elsewhere' || this.path !== '/live') this.path = await this.#lookUp();
			await pause(wait * (0.5 + Math.random()));
		}
	}

	async #lookUp(): Promise<string> {
		const { school } = this.people;
		try {
			const answer = await fetch(`${school.origin}/sessions/${this.room}/table-address`, {
				headers: { cookie: this.cookie }
			});
			if (answer.ok) return ((await answer.json()) as { path: string }).path;
			this.people.trouble(`${this.userId} asked for the table's address of ${this.room}: ${answer.status}`);
		} catch {
			// no page process to be reached at this moment: by the session, then
		}
		return '/live';
	}
}

/** Resolves when this client's socket is closed, however long that takes. */
async function ended(client: LiveClient): Promise<void> {
	while (client.closedWith === null) await client.closed().catch(() => {});
}

const tokensIn = (entries: readonly Entry[]): string[] => entries.flatMap(({ text }) => text.match(/<[^>]+>/g) ?? []);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
