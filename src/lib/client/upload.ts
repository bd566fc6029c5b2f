import { Upload, type DetailedError } from 'tus-js-client';
import { refusals, type RefusalCode } from '$lib/domain/refusals';

/** `waiting`: the line or the server is gone; it goes on by itself when it is back. */
export type SendingState = 'sending' | 'waiting' | 'done' | 'failed';

/** Where the bytes come from: a file, something made in memory, or what this device kept sealed. */
export interface ClipSource {
	readonly size: number;
	/** Bytes from `start` up to `end`; fewer is fine, as long as it is not none. */
	slice(start: number, end: number): Blob | Promise<Blob>;
}

export interface Sending {
	/** The clip's upload address, `/clips/<id>/upload`. */
	url: string;
	/** Something of it may have arrived before: the server is asked how far it is. */
	resume: boolean;
	/** Bytes the server has or that are on their way, of how many, and the time left in ms (null until that can be told). */
	onProgress: (sentBytes: number, totalBytes: number, msLeft: number | null) => void;
	/** `code` only with `failed`, when the server gave a reason of ours. */
	onState: (state: SendingState, code?: RefusalCode) => void;
}

/** A clip on its way. `abort` stops sending and keeps what has arrived, so that it can be taken up again. */
export interface SendingClip {
	abort(): Promise<void>;
}

/**
 * A piece is what may be on its way when the line breaks, so it is what a line carries in a few seconds: on a slow one
 * five megabytes at a time would be sent for a minute, and half of a small clip twice.
 */
const pieceMs = 4_000;
const leastBytes = 256 * 1024;
const mostBytes = 5 * 1024 * 1024;
/** Index and first pictures: a proxy that holds a request until it is whole must not hold those for long. */
const firstBytes = 512 * 1024;
/** Waits between tries in ms. The last is repeated for as long as the page is open: school Wi-Fi comes back. */
const waits = [0, 1_000, 3_000, 5_000, 10_000, 20_000];
const many = 2_000;
/** A line that takes nothing for so long is dead, whatever the browser says, ms. A slow one empties its buffers sooner. */
const deadAfter = 60_000;

/**
 * Sends a clip in pieces over whatever line there is, for as long as the page is open: after a lost line, an aeroplane
 * or a killed server it asks how far the server is [U1] and goes on from there. Nothing is remembered in the browser:
 * a clip has one upload, at its own address.
 */
export function sendClip(source: ClipSource, { url, resume, onProgress, onState }: Sending): SendingClip {
	const pace = new Pace();
	const address = new URL(url, location.href).href;
	let stopped = false;
	let broken = false;
	let lastSign = performance.now();
	/** When the piece that is on its way was handed over. */
	let began = 0;
	const stop = (): void => {
		stopped = true;
		clearInterval(watch);
		removeEventListener('online', nudge);
	};
	const upload = new Upload(new Blob(), {
		endpoint: address,
		uploadUrl: resume ? address : null,
		uploadSize: source.size,
		chunkSize: mostBytes,
		fileReader: {
			openFile: async () =>
				readerOf(source, {
					onPiece: () => (began = performance.now()),
					onBroken: () => (broken = true)
				})
		},
		retryDelays: [...waits, ...Array.from({ length: many }, () => waits.at(-1) ?? 20_000)],
		storeFingerprintForResuming: false,
		metadata: {},
		onShouldRetry(error) {
			const retry = !stopped && !broken && isPassing(error);
			lastSign = performance.now();
			if (retry) onState('waiting');
			return retry;
		},
		onProgress(sent, total) {
			lastSign = performance.now();
			onState('sending');
			onProgress(sent, total, pace.left(sent, total));
		},
		onChunkComplete(bytes) {
			upload.options.chunkSize = pieceOf(bytes, performance.now() - began);
		},
		onSuccess() {
			stop();
			onState('done');
		},
		onError(error) {
			stop();
			onState('failed', codeOf(error));
		}
	});
	/** No need to sit out the wait, nor to believe in a line that says nothing. */
	const goOn = async (): Promise<void> => {
		lastSign = performance.now();
		await upload.abort();
		if (!stopped) upload.start();
	};
	const nudge = (): void => void (upload.url !== null && goOn());
	const watch = setInterval(() => {
		if (upload.url === null || performance.now() - lastSign < deadAfter) return;
		onState('waiting');
		void goOn();
	}, 5_000);
	addEventListener('online', nudge);
	onState('sending');
	upload.start();
	return {
		async abort() {
			stop();
			await upload.abort();
		}
	};
}

/** How large the next piece may be, bytes, after one of `bytes` took `ms`. */
export const pieceOf = (bytes: number, ms: number): number =>
	Math.round(Math.min(mostBytes, Math.max(leastBytes, (bytes / Math.max(ms, 1)) * pieceMs)));

/**
 * As tus reads it: `done` only with the very last byte. A piece is read before it is sent: a file that was moved away
 * would else look like a line that fails, for ever.
 */
const readerOf = (source: ClipSource, { onPiece, onBroken }: { onPiece: () => void; onBroken: () => void }) => ({
	size: source.size,
	async slice(start: number, end: number) {
		try {
			const piece = await source.slice(start, Math.min(end, source.size, start === 0 ? firstBytes : Infinity));
			const value = new Blob([await piece.arrayBuffer()]);
			onPiece();
			return { value, done: start + value.size >= source.size };
		} catch (error) {
			onBroken();
			throw error;
		}
	},
	close: () => {}
});

/** Lost lines, busy or restarting servers pass; a refusal does not, and a full disk needs somebody to know of it. */
function isPassing(error: Error | DetailedError): boolean {
	const status = statusOf(error);
	return status === 0 || status === 409 || status === 423 || status === 429 || (status >= 500 && status !== 507);
}

function codeOf(error: Error | DetailedError): RefusalCode | undefined {
	const body = ('originalResponse' in error && error.originalResponse?.getBody().trim()) || '';
	if (body in refusals) return body as RefusalCode;
	const status = statusOf(error);
	return (Object.keys(refusals) as RefusalCode[]).find((code) => uploadCodes.has(code) && refusals[code] === status);
}

/** Refusals that sending itself can meet; one status each. */
const uploadCodes: ReadonlySet<RefusalCode> = new Set([
	'sign-in-first',
	'not-found',
	'clip-gone',
	'too-large',
	'disk-full'
]);

const statusOf = (error: Error | DetailedError): number =>
	('originalResponse' in error && error.originalResponse?.getStatus()) || 0;

/** Time left from the speed of the last half minute: the mean since the start would lie after a slow patch. */
class Pace {
	readonly #marks: { at: number; sent: number }[] = [];

	left(sent: number, total: number): number | null {
		const now = performance.now();
		// after a lost line the count goes back: what was said before is no pace
		if (sent < (this.#marks.at(-1)?.sent ?? 0)) this.#marks.length = 0;
		this.#marks.push({ at: now, sent });
		while ((this.#marks[0]?.at ?? now) < now - 30_000) this.#marks.shift();
		const first = this.#marks[0];
		if (!first || now - first.at < 1_000 || sent <= first.sent) return null;
		return Math.round(((total - sent) / (sent - first.sent)) * (now - first.at));
	}
}
