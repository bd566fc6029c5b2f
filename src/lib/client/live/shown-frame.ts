/** What of a video element tells which frame it shows; browsers before 2023 may lack it. */
export interface FrameSource {
	requestVideoFrameCallback?(shown: (now: number, frame: { mediaTime: number }) => void): number;
	cancelVideoFrameCallback?(handle: number): void;
}

/** Which frame an element really put on the screen last: where it was sent says nothing about what it showed. */
export class ShownFrame {
	#at: number | null = null;
	#stop: () => void = () => {};

	/** `onShown` hears of every frame that differs from the one before. */
	constructor(private readonly onShown: () => void) {}

	/** When the frame on screen begins, ms of the clip in hundredths; null when the browser did not tell. */
	get at(): number | null {
		return this.#at;
	}

	/** Follows this element from now on, and no other. */
	follow(element: FrameSource | null): void {
		this.#stop();
		this.#at = null;
		if (!element?.requestVideoFrameCallback) return void (this.#stop = () => {});
		let handle = 0;
		const ask = () => (handle = element.requestVideoFrameCallback?.((_now, frame) => shown(frame.mediaTime)) ?? 0);
		const shown = (mediaTime: number) => {
			ask();
			const at = Math.round(mediaTime * 100_000) / 100;
			if (at === this.#at) return;
			this.#at = at;
			this.onShown();
		};
		this.#stop = () => element.cancelVideoFrameCallback?.(handle);
		ask();
	}

	/** What was told before does not count any more. */
	forget(): void {
		this.#at = null;
	}
}
