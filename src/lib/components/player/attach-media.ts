import type Hls from 'hls.js';
import type { ErrorData, HlsConfig } from 'hls.js';
import { keepSeeksExact } from './exact-seeks';

export type MediaProblem = 'clip-gone' | 'network' | 'arriving' | 'sender-stopped' | 'out-of-reach';

export interface MediaOptions {
	clipId: string;
	/** From `playKind`: packaged, or one file. */
	kind: 'hls' | 'file';
	/**
	 * `clip-gone`: no longer there for this viewer, and what was loaded is blanked. `network`: it goes on by itself.
	 * `arriving`: this stretch is still being sent by whoever filmed it; it goes on by itself too. `sender-stopped`: it is not
	 * being sent any more; should that begin again, it goes on by itself. `out-of-reach`: the place where clips are kept does
	 * not answer the server; so does that.
	 */
	onproblem: (code: MediaProblem) => void;
}

/** Answers that mean "not for you, or not any more". The reader is never told which. */
const gone = new Set([401, 403, 404, 410]);
/** The server waited a moment for the bytes of a segment, and they are not there yet. */
const arriving = 503;
/** The same, and nothing of it has come for minutes: who was sending has stopped. */
const stopped = 510;
/** Where the clip lies does not answer the server now. */
const outOfReach = 504;
/** A paused picture asks for nothing, so its right is asked for apart, this often (ms). */
const askEvery = 8_000;
const longestWait = 15_000;

/**
 * Lets an element play a clip: packaged through hls.js where the browser can (its own player would skip our hooks, so
 * it comes second), or as one file. hls.js is fetched only now. `destroy` blanks the element and stops everything.
 */
export function attachMedia(video: HTMLVideoElement, options: MediaOptions): { destroy(): void } {
	const media = new AttachedMedia(video, options, `/clips/${options.clipId}/media/`);
	void media.start();
	return media;
}

class AttachedMedia {
	#hls: Hls | null = null;
	#ended = false;
	#waits = 0;
	#timers = new Set<ReturnType<typeof setTimeout>>();
	#recovered = false;
	#letGo: () => void = () => {};

	constructor(
		private readonly video: HTMLVideoElement,
		private readonly options: MediaOptions,
		private readonly base: string
	) {}

	async start(): Promise<void> {
		this.#watchOver();
		if (this.options.kind === 'file') return this.#playFile(`${this.base}clip.webm`);
		const { default: HlsPlayer } = await import('hls.js/light');
		if (this.#ended) return;
		if (!HlsPlayer.isSupported()) return this.#playFile(`${this.base}index.m3u8`);
		const hls = new HlsPlayer(settings);
		this.#hls = hls;
		hls.on(HlsPlayer.Events.ERROR, (_event, data) => this.#judge(data));
		hls.on(HlsPlayer.Events.FRAG_BUFFERED, () => (this.#waits = 0));
		this.#letGo = keepSeeksExact(this.video, hls, HlsPlayer.Events);
		hls.loadSource(`${this.base}levels.m3u8`);
		hls.attachMedia(this.video);
	}

	destroy(): void {
		if (this.#ended) return;
		this.#ended = true;
		for (const timer of this.#timers) clearTimeout(timer);
		this.#letGo();
		this.#hls?.destroy();
		this.video.onerror = null;
		this.video.removeAttribute('src');
		this.video.load(); // lets go of the last picture
	}

	#judge(data: ErrorData): void {
		const status = data.response?.code;
		if (status !== undefined && gone.has(status)) return this.#isGone();
		if (status === arriving && data.frag) this.options.onproblem('arriving');
		if (status === stopped && data.frag) this.options.onproblem('sender-stopped');
		if (status === outOfReach) this.options.onproblem('out-of-reach');
		if (!data.fatal || this.#ended) return;
		if (data.type === 'mediaError' && !this.#recovered) {
			this.#recovered = true; // a decoder may stumble once
			return this.#hls?.recoverMediaError();
		}
		if (status !== outOfReach) this.options.onproblem('network');
		this.#later(this.#backOff(), () =>
			data.details.startsWith('manifest') ? this.#hls?.loadSource(`${this.base}levels.m3u8`) : this.#hls?.startLoad()
		);
	}

	#playFile(source: string): void {
		const { video } = this;
		video.onerror = () => {
			const at = video.currentTime;
			void this.#askRight().then((still) => {
				if (!still || this.#ended) return;
				this.options.onproblem('network');
				this.#later(this.#backOff(), () => {
					video.load();
					video.currentTime = at;
				});
			});
		};
		video.src = source;
	}

	/** Whether this viewer may still watch; a lost line says nothing about that. */
	async #askRight(): Promise<boolean> {
		const file = this.options.kind === 'file' ? 'clip.webm' : 'index.m3u8';
		const status = await fetch(this.base + file, { method: 'HEAD' }).then(
			(response) => response.status,
			() => 0
		);
		if (gone.has(status)) this.#isGone();
		return !gone.has(status);
	}

	#watchOver(): void {
		this.#later(askEvery, () => void this.#askRight().then((still) => still && this.#watchOver()));
	}

	#isGone(): void {
		if (this.#ended) return;
		this.destroy();
		this.options.onproblem('clip-gone');
	}

	#backOff(): number {
		return Math.min(longestWait, 1000 * 2 ** this.#waits++);
	}

	#later(ms: number, work: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			if (!this.#ended) work();
		}, ms);
		this.#timers.add(timer);
	}
}

/**
 * Little ahead and little behind (seconds): a right that ends is at the end of what is held within that time, and what
 * is not held cannot be kept (SECURITY B4).
 */
const settings: Partial<HlsConfig> = {
	enableWorker: false, // fragments are passed on as they are; a worker would need a blob: script
	maxBufferLength: 8,
	maxMaxBufferLength: 8,
	backBufferLength: 8,
	// A step of one frame must land exactly (decision 0020): no hole as long as a picture counts as none, and a place just
	// before a segment belongs to the segment before it. What gets a stuck picture going again moves it by less than that.
	maxBufferHole: 0.001,
	maxFragLookUpTolerance: 0.001,
	skipBufferHolePadding: 0.001,
	nudgeOffset: 0.001,
	startFragPrefetch: true,
	// Where a lighter rendition exists: begin with the good one, and change only when the line turns out too narrow (bit/s).
	testBandwidth: false,
	abrEwmaDefaultEstimate: 30_000_000,
	// the server itself waits for bytes that are on their way: asking again soon is what goes on the moment they come
	fragLoadPolicy: {
		default: {
			maxTimeToFirstByteMs: 10_000,
			maxLoadTimeMs: 120_000,
			timeoutRetry: { maxNumRetry: 4, retryDelayMs: 0, maxRetryDelayMs: 0 },
			errorRetry: { maxNumRetry: 100_000, retryDelayMs: 300, maxRetryDelayMs: 300, backoff: 'linear' }
		}
	}
};
