import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { Duplex } from 'node:stream';

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The server's end of a line: a socket as far as the live table can see. */
class ServerEnd extends Duplex {
	constructor(private readonly hear: (bytes: Buffer) => void) {
		super();
	}
	override _read(): void {
		// pushed as it comes
	}
	override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
		this.hear(bytes);
		done();
	}
	setTimeout = () => this;
	setNoDelay = () => this;
}

const handshake = {
	connection: 'Upgrade',
	upgrade: 'websocket',
	'sec-websocket-version': '13',
	'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA=='
};

/** A browser's end of a line to the live table, down to the bytes. */
export class Line {
	/** WebSocket payloads that came in and nobody took yet. */
	readonly heard: Buffer[] = [];
	closedWith: { code: number; reason: string } | null = null;
	/** HTTP status of the answer to the handshake; 101 when it is open. */
	status = 0;
	#pending: Buffer = Buffer.alloc(0);
	#wake: () => void = () => {};

	private constructor(private readonly wire: { put(bytes: Buffer): void; cut(): void }) {}

	/**
	 * Without a network: the real door, the real WebSocket framing, the real connection, and no ports or kernel in
	 * between. A million frames take minutes.
	 */
	static inside(upgrade: Upgrade, url: string, headers: Record<string, string>): Line {
		const line: Line = new Line({
			put: (bytes) => void (socket.destroyed || socket.push(bytes)),
			cut: () => socket.destroy()
		});
		const socket: ServerEnd = new ServerEnd((bytes) => line.#take(bytes));
		socket.on('close', () => line.#ended());
		const request = { method: 'GET', url, headers: { ...handshake, ...headers } };
		upgrade(request as unknown as IncomingMessage, socket, Buffer.alloc(0));
		return line;
	}

	/** Over a real socket, with a handshake of bytes: a right one unless told otherwise. */
	static over(port: number, url: string, headers: Record<string, string>, head?: Buffer): Line {
		const socket = connect(port, '127.0.0.1');
		const line = new Line({ put: (bytes) => void socket.write(bytes), cut: () => socket.destroy() });
		socket.on('data', (bytes: Buffer) => line.#take(bytes));
		socket.on('error', () => {});
		socket.on('close', () => line.#ended());
		const lines = Object.entries({ host: 'localhost', ...handshake, ...headers }).map((pair) => pair.join(': '));
		socket.write(head ?? [`GET ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
		return line;
	}

	/** Resolves when this holds, looked at after everything that comes in; false after 10 s or when the line is cut. */
	until(holds: () => boolean): Promise<boolean> {
		return new Promise((resolve) => {
			const end = (held: boolean) => {
				clearTimeout(late);
				this.#wake = () => {};
				resolve(held);
			};
			const late = setTimeout(() => end(false), 10_000);
			this.#wake = () => {
				if (holds()) end(true);
				else if (this.closedWith) end(false);
			};
			this.#wake();
		});
	}

	send(payload: Uint8Array): void {
		this.sendBytes(wireFrame(payload));
	}

	/** Sends bytes as they are, below WebSocket. */
	sendBytes(bytes: Buffer): void {
		this.wire.put(bytes);
	}

	cut(): void {
		this.wire.cut();
	}

	#ended(): void {
		this.closedWith ??= { code: 1006, reason: '' };
		this.#wake();
	}

	#take(bytes: Buffer): void {
		this.#pending = this.#pending.length > 0 ? Buffer.concat([this.#pending, bytes]) : bytes;
		if (this.status === 0) this.#takeStatus();
		if (this.status === 101) while (this.#takeFrame());
		this.#wake();
	}

	#takeStatus(): void {
		const end = this.#pending.indexOf('\r\n\r\n');
		if (end < 0) return;
		this.status = Number(this.#pending.toString('latin1', 9, 12));
		this.#pending = this.#pending.subarray(end + 4);
	}

	/** Reads one unmasked frame; false when there is none whole. */
	#takeFrame(): boolean {
		const from = this.#pending;
		if (from.length < 2) return false;
		const short = (from[1] ?? 0) & 0x7f;
		const head = short === 126 ? 4 : short === 127 ? 10 : 2;
		if (from.length < head) return false;
		const size = short === 126 ? from.readUInt16BE(2) : short === 127 ? Number(from.readBigUInt64BE(2)) : short;
		if (from.length < head + size) return false;
		const payload = from.subarray(head, head + size);
		this.#pending = from.subarray(head + size);
		const kind = (from[0] ?? 0) & 0x0f;
		if (kind === 2) this.heard.push(payload);
		else if (kind === 8)
			this.closedWith ??=
				size >= 2 ? { code: payload.readUInt16BE(0), reason: payload.toString('utf8', 2) } : { code: 1005, reason: '' };
		return true;
	}
}

/** One message as a browser frames it (RFC 6455 5.2). The mask is zero: masking protects proxies, and there is none. */
export function wireFrame(payload: Uint8Array): Buffer {
	const { length } = payload;
	const head = Buffer.alloc(length < 126 ? 6 : length < 65536 ? 8 : 14);
	head[0] = 0x82;
	if (length < 126) head[1] = 0x80 | length;
	else if (length < 65536) {
		head[1] = 0x80 | 126;
		head.writeUInt16BE(length, 2);
	} else {
		head[1] = 0x80 | 127;
		head.writeBigUInt64BE(BigInt(length), 2);
	}
	return Buffer.concat([head, payload]);
}
