import { Upload, type DetailedError } from 'tus-js-client';
import { refusals, type RefusalCode } from '$lib/domain/refusals';

/** `waiting`: the line is gone; it goes on by itself when it is back. */
export type SendingState = 'sending' | 'waiting' | 'done' | 'failed';

export interface Sending {
	/** The clip's upload address, `/clips/<id>/upload`. */
	url: string;
	/** Bytes the server has, of how many, and the time left in ms (null until that can be told). */
	onProgress: (sentBytes: number, totalBytes: number, msLeft: number | null) => void;
	/** `code` only with `failed`, when the server gave a reason of ours. */
	onState: (state: SendingState, code?: RefusalCode) => void;
}

/** A clip on its way. `abort` stops sending and keeps what has arrived, so that it can be taken up again. */
export interface SendingClip {
	abort(): Promise<void>;
}

const chunkBytes = 5 * 1024 * 1024;
/** Waits between tries in ms. The last is repeated for as long as the page is open: school Wi-Fi comes back. */
const waits = [0, 1_000, 3_000, 5_000, 10_000, 20_000];
const many = 2_000;

/**
 * Sends a clip in pieces, and takes up where it was after a lost line, a reload or a closed tab, when the same file is
 * chosen again for the same clip. Browser storage remembers only the address, the size and the file's date; no name.
 */
export function sendClip(file: File, { url, onProgress, onState }: Sending): SendingClip {
	const pace = new Pace();
	let stopped = false;
	const stop = (): void => {
		stopped = true;
		globalThis.removeEventListener('online', nudge);
	};
	const upload = new Upload(file, {
		endpoint: new URL(url, location.href).href,
		chunkSize: chunkBytes,
		retryDelays: [...waits, ...Array.from({ length: many }, () => waits.at(-1) ?? 20_000)],
		fingerprint: () => Promise.resolve(['kijkkring', url, file.size, file.lastModified].join('-')),
		removeFingerprintOnSuccess: true,
		storeFingerprintForResuming: true,
		metadata: {},
		onShouldRetry(error) {
			const retry = !stopped && isPassing(error);
			if (retry) onState('waiting');
			return retry;
		},
		onProgress(sent, total) {
			onState('sending');
			onProgress(sent, total, pace.left(sent, total));
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
	const nudge = (): void => void (upload.url !== null && resumeNow(upload));
	globalThis.addEventListener('online', nudge);
	void start(upload, () => stopped, onState);
	return {
		async abort() {
			stop();
			await upload.abort();
		}
	};
}

async function start(upload: Upload, isStopped: () => boolean, onState: Sending['onState']): Promise<void> {
	// Storage may be closed to us (private window): then a reload begins anew, and everything else still works.
	const [earlier] = await upload.findPreviousUploads().catch(() => []);
	if (isStopped()) return;
	if (earlier) upload.resumeFromPreviousUpload(earlier);
	onState('sending');
	upload.start();
}

/** The browser says the line is back: no need to sit out the wait. */
async function resumeNow(upload: Upload): Promise<void> {
	await upload.abort();
	upload.start();
}

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
		this.#marks.push({ at: now, sent });
		while ((this.#marks[0]?.at ?? now) < now - 30_000) this.#marks.shift();
		const first = this.#marks[0];
		if (!first || now - first.at < 1_000 || sent <= first.sent) return null;
		return Math.round(((total - sent) / (sent - first.sent)) * (now - first.at));
	}
}
