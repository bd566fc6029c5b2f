import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Place } from '$lib/domain/live';
import type { Participant } from '$lib/engine/session';
import { rightsAtTable, type Rights } from '$lib/engine/rights';
import type { Unit } from '$lib/engine/pack';
import type { SessionState } from '$lib/engine/session';
import { closeCodes } from '$lib/notebook/frames';
import { takeApart, type Writer } from './admission';
import type { Limits } from './limits';
import { logFailure, logRefused } from './log';
import type { OpenSession } from './open-session';
import { readDrawn, readPlace, readPlaybackCommand, readPing, readPlayerReport } from './parse';
import type { Room } from './room';
import { TokenBucket } from './token-bucket';
import { BadFrame, jsonFrame, packet, readMessage, type Message } from './wire';

/** Somebody at the door who may come in. */
export interface Guest {
	userId: string;
	name: string;
	authSessionId: string;
	who: Participant;
	/** Epoch ms at which the seat ends by itself, or null. */
	until: number | null;
	/** The browser understands `saved` frames. */
	wantsSaved: boolean;
	cookieHeader: string | null;
}

/** Why a socket is not read for a while. */
type Pause = 'rate' | 'stall' | 'queue';

/** A socket may have this many messages waiting while its document loads. */
const longestQueue = 64;

/** One open socket: what it may do now, how fast it is read, and how it ends. */
export class Connection {
	/** Asked for the document, so that updates make sense to it. */
	listening = false;
	/** Wrote or played something since the sign-in was last looked at. */
	active = false;
	who: Participant;
	until: number | null;
	readonly atTable: boolean;
	#closed = false;
	#alive = true;
	#greeted = false;
	#updates = 0;
	#judged: { state: SessionState; who: Participant; writer: Writer } | null = null;
	readonly #queue: Uint8Array[] = [];
	readonly #pauses = new Set<Pause>();
	readonly #messages: TokenBucket;
	readonly #bytes: TokenBucket;
	readonly #points: TokenBucket;

	constructor(
		private readonly ws: WebSocket,
		private readonly socket: Duplex,
		private readonly guest: Guest,
		readonly session: OpenSession,
		readonly room: Room,
		private readonly limits: Limits,
		private readonly clock: () => number,
		private readonly tell: { gone: (connection: Connection) => void; refused: () => void }
	) {
		this.who = guest.who;
		this.until = guest.until;
		this.atTable = room.name.kind === 'table';
		const now = performance.now();
		this.#messages = new TokenBucket(limits.messagesPerSecond, limits.messageBurst, now);
		this.#bytes = new TokenBucket(limits.bytesPerSecond, limits.byteBurst, now);
		this.#points = new TokenBucket(limits.pointsPerSecond, limits.pointBurst, now);
		ws.on('message', (data) => this.#receive(data as Buffer));
		// without a listener one damaged frame ends the whole process; ws closes the socket by itself
		ws.on('error', () => this.#hearOut());
		ws.on('close', () => this.#leave());
		ws.on('pong', () => (this.#alive = true));
	}

	get userId(): string {
		return this.guest.userId;
	}
	get name(): string {
		return this.guest.name;
	}
	get authSessionId(): string {
		return this.guest.authSessionId;
	}
	get cookieHeader(): string | null {
		return this.guest.cookieHeader;
	}
	get wantsSaved(): boolean {
		return this.guest.wantsSaved;
	}

	send(frame: Uint8Array): void {
		this.write(packet(frame));
	}

	/** Writes a ready-made packet. A reader who is too slow is cut off and will sync again: memory is for the others. */
	write(bytes: Buffer): void {
		if (this.#closed) return;
		if (this.socket.writableLength > this.limits.slowReaderBytes) this.close(closeCodes.tooSlow, 'too-slow');
		else this.socket.write(bytes);
	}

	/**
	 * [L4] The frame is damaged or too large, and ws says so and reads on, so that the answer arrives. How much more comes
	 * is the sender's choice: reading 120 MB would hold up everybody else.
	 */
	#hearOut(): void {
		let left = this.limits.frameBytes;
		this.socket.on('data', (data: Buffer) => {
			left -= data.length;
			if (left < 0) this.socket.destroy();
		});
	}

	/** Ends the socket for good: from here on it is told nothing and heard no more, whatever the browser does. */
	close(code: number, reason: string): void {
		if (this.#closed) return;
		this.#leave();
		this.ws.resume(); // a paused socket would never read the answer to the closing handshake
		this.ws.close(code, reason);
		setTimeout(() => this.ws.terminate(), 1000).unref();
	}

	/** The document is there (again), or the tempo allows the next: first the greeting, then what came in meanwhile. */
	proceed(): void {
		if (this.#closed || !this.room.ready) return;
		if (!this.#greeted) this.#greet();
		while (this.room.ready && !this.#closed && !this.#pauses.has('rate')) {
			const next = this.#queue.shift();
			if (!next) break;
			this.#handle(next);
		}
		if (this.#queue.length === 0) this.pause('queue', false);
	}

	/**
	 * [L12] A laptop that was closed says no goodbye: without a sign of life since the last time the line is dead, and its
	 * person is shown no longer. A socket that is not read now cannot have said anything.
	 */
	beat(): void {
		if (!this.#alive && this.#pauses.size === 0) return this.#die();
		this.#alive = false;
		this.ws.ping();
	}

	#die(): void {
		this.#leave();
		this.ws.terminate();
	}

	/** Reads on only when no reason for waiting is left. */
	pause(why: Pause, on: boolean): void {
		if (on) this.#pauses.add(why);
		else this.#pauses.delete(why);
		if (this.#closed) return;
		if (this.#pauses.size > 0) this.ws.pause();
		else if (this.ws.isPaused) this.ws.resume();
	}

	#greet(): void {
		this.#greeted = true;
		this.room.greet(this);
		if (!this.atTable) return;
		const stands = this.session.standsFrame();
		if (stands) this.send(stands);
		const timeline = this.session.timelineFrame();
		if (timeline) this.send(timeline);
		this.send(this.session.playersFrame());
	}

	#receive(data: Buffer): void {
		if (this.#closed) return;
		if (this.room.ready && this.#queue.length === 0 && !this.#pauses.has('rate')) this.#handle(data);
		else {
			// also after a pause: what already came off the line is still handed over
			this.#queue.push(data);
			if (this.#queue.length >= longestQueue) this.pause('queue', true);
		}
	}

	#handle(data: Uint8Array): void {
		this.#charge(data.length);
		try {
			this.#obey(readMessage(data));
		} catch (error) {
			if (!(error instanceof BadFrame)) logFailure('a frame could not be handled', error);
			this.#refuse(closeCodes.badFrame, 'bad-frame');
		}
	}

	/** [L4] Whoever is faster than a person can be is read slower; nothing is refused for it. */
	#charge(size: number): void {
		const now = performance.now();
		const wait = Math.max(this.#messages.take(1, now), this.#bytes.take(size, now));
		if (wait === 0) return;
		this.pause('rate', true);
		setTimeout(() => {
			this.pause('rate', false);
			this.proceed();
		}, wait);
	}

	#obey(message: Message): void {
		switch (message.is) {
			case 'step1':
				return this.room.answer(this, message.stateVector);
			case 'update':
				return this.#update(message.update);
			case 'presence':
				return this.room.presence.take(message.update, this, (id) => this.room.claim(id, this.userId));
			case 'who-is-here': {
				const here = this.room.presence.everybody();
				return here ? this.send(here) : undefined;
			}
			case 'clock':
				return this.send(jsonFrame('clock', { t0: readPing(message.json), t1: this.clock() }));
			case 'playback':
				this.active = true;
				return this.atTable ? this.session.playback(this, readPlaybackCommand(message.json)) : undefined;
			case 'player':
				return this.atTable ? this.session.player(this, readPlayerReport(message.json)) : undefined;
			case 'pointing':
				return this.#point(readPlace(message.json));
			case 'drawn': {
				const shown = readDrawn(message.json);
				if (this.atTable && this.session.draw(this, shown)) this.active = true;
				return;
			}
		}
	}

	/** [L26] A faster hand than a person's is not shown; like presence it is lossy, and nothing waits for it. */
	#point(place: Place): void {
		if (!this.atTable || !this.#points.takeIfThere(performance.now())) return;
		if (this.session.point(this, place)) this.active = true;
	}

	#update(update: Uint8Array): void {
		const parts = takeApart(update);
		const refusal = this.room.take(parts, this.#writer(), this, ++this.#updates);
		if (refusal) this.#refuse(closeCodes.notAllowed, refusal);
		else if (parts.clients.size > 0) this.active = true;
	}

	/** [L6] Rights as they are at this very frame; worked out again only when the session or the seat changed. */
	#writer(): Writer {
		const { facts, state } = this.session.standing();
		if (this.#judged?.state !== state || this.#judged.who !== this.who)
			this.#judged = { state, who: this.who, writer: this.#judge(rightsAtTable(facts, state, this.who)) };
		return this.#judged.writer;
	}

	#judge({ write, seal, jot }: Rights): Writer {
		const seals = Object.values(seal).some(Boolean);
		if (!this.atTable)
			return {
				userId: this.userId,
				moderates: false,
				mayWrite: (root) => (root === 'sealed' ? seals : jot), // [L28]
				writes: jot || seals
			};
		return {
			userId: this.userId,
			moderates: this.who.seat === 'facilitator',
			mayWrite: (root) => write[root as Unit] ?? false,
			writes: Object.values(write).some(Boolean)
		};
	}

	#refuse(code: number, reason: string): void {
		logRefused({ userId: this.userId, document: this.room.documentName, code, reason });
		this.tell.refused();
		this.close(code, reason);
	}

	#leave(): void {
		if (this.#closed) return;
		this.#closed = true;
		this.#queue.length = 0;
		this.tell.gone(this);
	}
}
