import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { frames } from '$lib/notebook/frames';

export interface ScreenLineOptions {
	/** Where this screen's line is now, as `wss://school/live/session/<id>/screen`; read anew for every try. */
	address: () => string;
	onFrame: (type: number, json: unknown) => void;
	/** The line is there, or lost. */
	onLine: (up: boolean) => void;
	/** Closed for good: it is no screen of this session any more. */
	onEnd: () => void;
	/** Two tries in a row failed: the table may be elsewhere, or this may be no screen any more. */
	onLost: () => void;
}

/** Tries after a lost line: at once, and then with growing patience, ms. */
const patience = [200, 200, 200, 400, 800, 1500, 2500] as const;
/** A line on which nothing comes for this long is dead: the clock alone brings an answer every 5 s, ms. */
const longestSilence = 8_000;
/** 4400-4499 is terminal, as for every line of ours. */
const isTerminal = (code: number): boolean => code >= 4400 && code < 4500;

/** [BS6] What a big screen hears. No document, nobody's presence: the frames of the picture and nothing else. */
export class ScreenLine {
	#ws: WebSocket | null = null;
	#failures = 0;
	#heard = 0;
	#closed = false;
	#retry: ReturnType<typeof setTimeout> | undefined;
	readonly #watch = setInterval(() => this.#listen(), 1000);

	constructor(private readonly options: ScreenLineOptions) {
		this.#connect();
	}

	/** Asks the time; false when there is no line. */
	ask(t0: number): boolean {
		if (this.#ws?.readyState !== WebSocket.OPEN) return false;
		const into = encoding.createEncoder();
		encoding.writeVarUint(into, frames.clock);
		encoding.writeVarString(into, JSON.stringify({ t0 }));
		this.#ws.send(encoding.toUint8Array(into) as Uint8Array<ArrayBuffer>);
		return true;
	}

	close(): void {
		this.#closed = true;
		clearInterval(this.#watch);
		clearTimeout(this.#retry);
		this.#ws?.close();
	}

	#connect(): void {
		const ws = new WebSocket(this.options.address());
		ws.binaryType = 'arraybuffer';
		this.#ws = ws;
		this.#heard = performance.now();
		ws.onopen = () => {
			this.#failures = 0;
			this.options.onLine(true);
		};
		ws.onmessage = ({ data }) => {
			if (ws !== this.#ws || this.#closed) return;
			this.#heard = performance.now();
			const from = decoding.createDecoder(new Uint8Array(data as ArrayBuffer));
			const type = decoding.readVarUint(from);
			this.options.onFrame(type, JSON.parse(decoding.readVarString(from)) as unknown);
		};
		ws.onclose = ({ code }) => this.#lost(ws, code);
	}

	#lost(ws: WebSocket, code: number): void {
		if (ws !== this.#ws || this.#closed) return;
		this.options.onLine(false);
		if (isTerminal(code)) {
			this.close();
			return this.options.onEnd();
		}
		this.#failures++;
		if (this.#failures % 2 === 0) this.options.onLost();
		this.#retry = setTimeout(() => this.#connect(), patience[Math.min(this.#failures, patience.length) - 1]);
	}

	/** A board that slept, or a line that looks open and is not: opened anew. */
	#listen(): void {
		const ws = this.#ws;
		if (!ws || ws.readyState === WebSocket.CLOSED || performance.now() - this.#heard < longestSilence) return;
		ws.onclose = null;
		ws.close();
		this.#lost(ws, 1006);
	}
}
