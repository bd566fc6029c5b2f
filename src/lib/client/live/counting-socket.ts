import * as decoding from 'lib0/decoding';

type SocketClass = typeof WebSocket;

/** What went over one socket since it was opened. */
export interface SocketCount {
	/** Sync messages that add to the document: the server counts the same ones. */
	sent: number;
}

/**
 * A WebSocket class for y-websocket that counts what the server will acknowledge, and keeps back what is not ours to
 * say: the provider repeats every presence it hears, which would make each keystroke of one person a message of all.
 */
export function countingSocket(
	Base: SocketClass,
	ownId: () => number,
	onOpen: (count: SocketCount) => void
): SocketClass {
	return class extends Base {
		readonly #count: SocketCount = { sent: 0 };
		#greeted = false;

		constructor(url: string | URL, protocols?: string | string[]) {
			super(url, protocols);
			onOpen(this.#count);
		}

		override send(data: Parameters<WebSocket['send']>[0]): void {
			const bytes = data instanceof Uint8Array ? data : null;
			if (bytes && isForeignPresence(bytes, ownId())) return;
			if (bytes?.[0] === 0) {
				if (bytes[1] === 1) this.#greeted = true;
				// what is typed before the greeting's answer is in that answer; alone it might hang on what was typed while
				// the line was down, and the server takes a change with gaps for a damaged one
				if (bytes[1] === 2 && !this.#greeted) return;
				if (bytes[1] === 1 || bytes[1] === 2) this.#count.sent++;
			}
			// a line that is going down takes nothing: it was counted, so it is not saved, and is said again when it is back
			if (this.readyState !== this.CLOSING && this.readyState !== this.CLOSED) super.send(data);
		}
	};
}

function isForeignPresence(bytes: Uint8Array, own: number): boolean {
	if (bytes[0] !== 1) return false;
	const outer = decoding.createDecoder(bytes.subarray(1));
	const from = decoding.createDecoder(decoding.readVarUint8Array(outer));
	for (let left = decoding.readVarUint(from); left > 0; left--) {
		if (decoding.readVarUint(from) === own) return false;
		decoding.readVarUint(from);
		decoding.readVarString(from);
	}
	return true;
}
