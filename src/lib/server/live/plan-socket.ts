import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { closeCodes } from '$lib/notebook/frames';
import { isKnownContent } from '$lib/notebook/plan-text';
import type { Writing, WritingId } from '$lib/server/use-cases/plan/shared-writing';
import { takeApart } from './admission';
import type { Limits } from './limits';
import { logFailure, logRefused } from './log';
import { readPing } from './parse';
import type { PlanRoom } from './plan-room';
import type { SignedIn } from './sign-ins';
import { TokenBucket } from './token-bucket';
import { BadFrame, jsonFrame, packet, readMessage } from './wire';

/** Somebody who was let in. */
export interface Writer extends Writing {
	userId: string;
	authSessionId: string;
	cookieHeader: string | null;
	wantsSaved: boolean;
}

/** One open socket of somebody who writes in a part of a plan with another. */
export class PlanSocket implements SignedIn {
	/** Asked for the document, so that updates make sense to it. */
	listening = false;
	active = false;
	#closed = false;
	#alive = true;
	#updates = 0;
	readonly #waiting: Uint8Array[] = [];
	#slow = false;
	readonly #messages: TokenBucket;
	readonly #bytes: TokenBucket;

	constructor(
		private readonly ws: WebSocket,
		private readonly socket: Duplex,
		readonly writer: Writer,
		readonly id: WritingId,
		readonly room: PlanRoom,
		private readonly limits: Limits,
		private readonly clock: () => number,
		private readonly tell: { gone: (socket: PlanSocket) => void; refused: () => void }
	) {
		const now = performance.now();
		this.#messages = new TokenBucket(limits.messagesPerSecond, limits.messageBurst, now);
		this.#bytes = new TokenBucket(limits.bytesPerSecond, limits.byteBurst, now);
		ws.on('message', (data) => this.#receive(data as Buffer));
		// without a listener one damaged frame ends the whole process
		ws.on('error', () => this.socket.destroy());
		ws.on('close', () => this.#leave());
		ws.on('pong', () => (this.#alive = true));
		room.greet(this);
	}

	get userId(): string {
		return this.writer.userId;
	}
	get name(): string {
		return this.writer.name;
	}
	get authSessionId(): string {
		return this.writer.authSessionId;
	}
	get cookieHeader(): string | null {
		return this.writer.cookieHeader;
	}
	get wantsSaved(): boolean {
		return this.writer.wantsSaved;
	}

	send(frame: Uint8Array): void {
		this.write(packet(frame));
	}

	write(bytes: Buffer): void {
		if (this.#closed) return;
		if (this.socket.writableLength > this.limits.slowReaderBytes) this.close(closeCodes.tooSlow, 'too-slow');
		else this.socket.write(bytes);
	}

	/** Ends it for good: from here on it is told nothing and heard no more, whatever the browser does. */
	close(code: number, reason: string): void {
		if (this.#closed) return;
		this.#leave();
		this.ws.resume();
		this.ws.close(code, reason);
		setTimeout(() => this.ws.terminate(), 1000).unref();
	}

	/** A laptop that was closed says no goodbye. A socket that is not read now cannot have said anything. */
	beat(): void {
		if (!this.#alive && !this.#slow) {
			this.#leave();
			this.ws.terminate();
			return;
		}
		this.#alive = false;
		this.ws.ping();
	}

	#receive(data: Uint8Array): void {
		if (this.#closed) return;
		if (this.#slow) this.#waiting.push(data);
		else this.#handle(data);
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
		this.#slow = true;
		this.ws.pause();
		setTimeout(() => {
			this.#slow = false;
			// what already came off the line is still handed over
			while (!this.#slow && !this.#closed) {
				const next = this.#waiting.shift();
				if (!next) break;
				this.#handle(next);
			}
			if (!this.#slow && !this.#closed) this.ws.resume();
		}, wait);
	}

	#obey(message: ReturnType<typeof readMessage>): void {
		switch (message.is) {
			case 'step1':
				return this.room.answer(this, message.stateVector);
			case 'update': {
				const parts = takeApart(message.update, isKnownContent);
				const refusal = this.room.take(parts, this, ++this.#updates);
				if (refusal) this.#refuse(closeCodes.notAllowed, refusal);
				else if (parts.clients.size > 0) this.active = true;
				return;
			}
			case 'presence':
				return this.room.presence.take(message.update, this, (id) => this.room.isHers(id, this.userId));
			case 'who-is-here': {
				const here = this.room.presence.everybody();
				return here ? this.send(here) : undefined;
			}
			case 'clock':
				return this.send(jsonFrame('clock', { t0: readPing(message.json), t1: this.clock() }));
			default:
				throw new BadFrame('nothing of a plan');
		}
	}

	#refuse(code: number, reason: string): void {
		logRefused({ userId: this.userId, document: `plan/${this.id.entryId}`, code, reason });
		this.tell.refused();
		this.close(code, reason);
	}

	#leave(): void {
		if (this.#closed) return;
		this.#closed = true;
		this.#waiting.length = 0;
		this.tell.gone(this);
	}
}
