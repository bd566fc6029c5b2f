/** Bits per second: faces stay clear at 1080 lines, and five minutes stay under 250 MB. */
const videoBits = 6_000_000;
const audioBits = 128_000;
/**
 * How long a piece is, and how far key frames are apart, ms. A piece holds whole runs of pictures only, so a crash takes
 * at most two of these: a second. Key frames so close together also let a clip be cut almost anywhere as it is.
 */
const pieceMs = 500;

/** Understood by Chromium; without it mp4 pieces come only when the camera happens to make a key frame. */
interface RecorderOptions extends MediaRecorderOptions {
	videoKeyFrameIntervalDuration?: number;
}

/** One recording, from its first picture to its last. */
export class Take {
	readonly #recorder: MediaRecorder;
	readonly #parts: Blob[] = [];
	readonly #over: Promise<void>;
	#asked = false;

	constructor(
		stream: MediaStream,
		type: string,
		on: {
			piece(piece: Blob): void;
			/** The device ended it: a camera that was pulled out, a call, an encoder that gave up. */
			cutOff(): void;
		}
	) {
		const options: RecorderOptions = {
			mimeType: type,
			videoBitsPerSecond: videoBits,
			audioBitsPerSecond: audioBits,
			videoKeyFrameIntervalDuration: pieceMs
		};
		this.#recorder = new MediaRecorder(stream, options);
		this.#recorder.addEventListener('dataavailable', ({ data }) => {
			if (data.size === 0) return;
			this.#parts.push(data);
			on.piece(data);
		});
		this.#over = new Promise((resolve) =>
			this.#recorder.addEventListener('stop', () => {
				resolve();
				if (!this.#asked) on.cutOff();
			})
		);
		// the recorder only ends by itself when every track has: a picture that is gone is enough
		for (const track of stream.getVideoTracks()) track.addEventListener('ended', () => this.#end());
		this.#recorder.start(pieceMs);
	}

	get type(): string {
		return (this.#recorder.mimeType || 'video/webm').split(';')[0] ?? 'video/webm';
	}

	pause(): void {
		if (this.#recorder.state !== 'recording') return;
		// what was filmed until now is handed out first, so that it lies safe during the pause
		this.#recorder.requestData();
		this.#recorder.pause();
	}

	resume(): void {
		if (this.#recorder.state === 'paused') this.#recorder.resume();
	}

	/** Ends it and answers all of it; null when no picture was filmed. */
	async stop(): Promise<Blob | null> {
		this.#asked = true;
		this.#end();
		await this.#over;
		return this.#parts.length ? new Blob(this.#parts, { type: this.type }) : null;
	}

	#end(): void {
		if (this.#recorder.state !== 'inactive') this.#recorder.stop();
	}
}
