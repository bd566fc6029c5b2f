import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { closeCodes } from '$lib/notebook/frames';
import type { Limits } from './limits';
import type { OpenSession } from './open-session';
import { readPing } from './parse';
import { TokenBucket } from './token-bucket';
import { BadFrame, jsonFrame, packet, readMessage } from './wire';

/** Frames a screen sends: questions about the clock, a burst of them when its line comes. More is no screen of ours. */
const framesPerSecond = 20;
const frameBurst = 60;

/**
 * [BS6] The line of one big screen. It joins no document and shows no presence: it is told where the picture stands, that
 * the session moved, where people point and what is drawn, and may ask the time. Anything else ends it.
 */
export class ScreenSocket {
	#closed = false;
	#alive = true;
	readonly #frames = new TokenBucket(framesPerSecond, frameBurst, performance.now());

	constructor(
		private readonly ws: WebSocket,
		private readonly socket: Duplex,
		readonly screenId: string,
		readonly cookieHeader: string | null,
		readonly session: OpenSession,
		private readonly limits: Limits,
		private readonly clock: () => number,
		private readonly gone: (screen: ScreenSocket) => void
	) {
		ws.on('message', (data) => this.#receive(data as Buffer));
		// without a listener one damaged frame ends the whole process
		ws.on('error', () => this.socket.destroy());
		ws.on('close', () => this.#leave());
		ws.on('pong', () => (this.#alive = true));
	}

	/** What it needs to show something: how far the session is, and where the picture stands. */
	greet(): void {
		const stands = this.session.standsFrame();
		if (stands) this.send(stands);
		const timeline = this.session.timelineFrame({ by: null });
		if (timeline) this.send(timeline);
	}

	send(frame: Uint8Array): void {
		this.write(packet(frame));
	}

	write(bytes: Buffer): void {
		if (this.#closed) return;
		if (this.socket.writableLength > this.limits.slowReaderBytes) this.close(closeCodes.tooSlow, 'too-slow');
		else this.socket.write(bytes);
	}

	close(code: number, reason: string): void {
		if (this.#closed) return;
		this.#leave();
		this.ws.close(code, reason);
		setTimeout(() => this.ws.terminate(), 1000).unref();
	}

	/** A board whose plug was pulled says no goodbye. */
	beat(): void {
		if (!this.#alive) {
			this.#leave();
			this.ws.terminate();
			return;
		}
		this.#alive = false;
		this.ws.ping();
	}

	#receive(data: Uint8Array): void {
		if (this.#closed) return;
		try {
			const message = readMessage(data);
			if (message.is !== 'clock' || !this.#frames.takeIfThere(performance.now()))
				throw new BadFrame('a screen only asks the time');
			this.send(jsonFrame('clock', { t0: readPing(message.json), t1: this.clock() }));
		} catch {
			this.close(closeCodes.badFrame, 'bad-frame');
		}
	}

	#leave(): void {
		if (this.#closed) return;
		this.#closed = true;
		this.gone(this);
	}
}
