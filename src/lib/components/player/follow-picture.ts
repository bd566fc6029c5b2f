/**
 * How a second picture keeps to the main one. Pure: facts in, one thing to do out. All times in ms, each of its own
 * picture: what stands at `m` in the main one stands at `m + offset` in the second.
 */
export interface FollowLook {
	main: { position: number; playing: boolean; rate: number };
	second: { position: number; playing: boolean; seeking: boolean; canPlay: boolean };
	offset: number;
	/** Of the second. */
	duration: number;
	/** What a seek usually takes here. */
	seekCost: number;
	/** False shortly after a seek: one that is still settling says nothing about where it will be. */
	maySeek: boolean;
	/** Where the second rests to show what belongs to a place of the main one: in the middle of its frame. */
	restAt: (position: number) => number;
}

export type FollowMove =
	/** It has no picture here: before it was begun, or after it was ended. */
	{ do: 'cover' } | { do: 'rest'; seekTo: number | null } | { do: 'play'; rate: number; seekTo: number | null };

/** Nearer than this it is in step. */
const inStep = 15;
/** Further off, no change of speed brings it back soon enough. */
const tooFar = 400;
/** A little faster or slower is not seen: this part of the speed, and more when it is further off. */
const littleNudge = 0.04;
const nudge = 0.12;
const nudgeMore = 80;
/** Resting nearer than this to the middle of the frame is resting on it. */
const sameRest = 0.6;

export function followMove(look: FollowLook): FollowMove {
	const { main, second, offset, duration } = look;
	const target = main.position + offset;
	if (target < 0 || target >= duration) return { do: 'cover' };
	if (!main.playing) {
		const rest = Math.min(look.restAt(main.position), Math.max(0, duration - 1));
		return { do: 'rest', seekTo: Math.abs(second.position - rest) > sameRest ? rest : null };
	}
	const drift = target - second.position;
	if (second.seeking) return { do: 'play', rate: main.rate, seekTo: null };
	if (Math.abs(drift) > tooFar) {
		// the main one goes on while the seek is under way
		const ahead = Math.min(target + look.seekCost * main.rate, duration - 1);
		return { do: 'play', rate: main.rate, seekTo: look.maySeek ? ahead : null };
	}
	if (Math.abs(drift) < inStep || !second.playing || !second.canPlay)
		return { do: 'play', rate: main.rate, seekTo: null };
	const part = Math.abs(drift) > nudgeMore ? nudge : littleNudge;
	return { do: 'play', rate: main.rate * (1 + Math.sign(drift) * part), seekTo: null };
}

/** What is needed of the two elements; times in seconds, as the browser has them. */
interface MainElement {
	readonly currentTime: number;
	readonly playbackRate: number;
	readonly paused: boolean;
	readonly seeking: boolean;
	readonly readyState: number;
	/** Not in every browser. */
	requestVideoFrameCallback?: (tell: (now: number, frame: { mediaTime: number }) => void) => number;
	cancelVideoFrameCallback?: (request: number) => void;
	addEventListener(type: string, listener: () => void): void;
	removeEventListener(type: string, listener: () => void): void;
}
interface SecondElement extends Pick<MainElement, 'paused' | 'seeking' | 'readyState'> {
	currentTime: number;
	playbackRate: number;
	muted: boolean;
	play(): Promise<void>;
	pause(): void;
	addEventListener(type: string, listener: () => void): void;
	removeEventListener(type: string, listener: () => void): void;
}

interface FollowOptions {
	offset: number;
	duration: number;
	/** Middle of the main picture's frame at a place; the place itself where frames are uneven. */
	frameOfMain: (position: number) => number;
	/** The same of the second picture. */
	frameOfSecond: (position: number) => number;
	/** Whether there is no picture here. */
	oncover: (covered: boolean) => void;
	/** Our own steady clock, ms. */
	now?: () => number;
}

const lookEvery = 100;
/** After a seek it is given this long before another one, ms. */
const seekRest = 400;
/** A seek that takes longer is asked for again, ms. */
const longestSeek = 3_000;
const firstSeekCost = 80;
/** A picture on screen from longer ago than this says nothing about where the element stands, ms. */
const sameMoment = 150;
/** HAVE_METADATA, HAVE_CURRENT_DATA and HAVE_FUTURE_DATA. */
const [knowsLength, showsPicture, canGoOn] = [1, 2, 3];
const turnsOfMain = ['seeking', 'seeked', 'play', 'playing', 'pause', 'waiting', 'ratechange', 'timeupdate'] as const;
const turnsOfSecond = ['seeked', 'loadeddata', 'canplay'] as const;

/** Keeps a second element to the main one. Never touches the main one, and is silent always [T7]. */
export class PictureFollower {
	readonly #timer: ReturnType<typeof setInterval>;
	readonly #look = () => this.look();
	readonly #now: () => number;
	#covered: boolean | null = null;
	#restingAt: number | null = null;
	#lastSeek = -Infinity;
	#seekStarted: number | null = null;
	#seekCost = firstSeekCost;
	#starting = false;
	/** Where the main picture that is really on screen begins, ms: a paused element may stand on the next one already. */
	#shown: number | null = null;
	#asked: number | null = null;

	constructor(
		private readonly main: MainElement,
		private readonly second: SecondElement,
		private readonly options: FollowOptions
	) {
		this.#now = options.now ?? (() => performance.now());
		second.muted = true;
		for (const turn of turnsOfMain) main.addEventListener(turn, this.#look);
		for (const turn of turnsOfSecond) second.addEventListener(turn, this.#look);
		this.#timer = setInterval(this.#look, lookEvery);
		this.#watchMain();
		this.look();
	}

	/** The two are laid beside each other anew. */
	moveTo(offset: number): void {
		this.options.offset = offset;
		this.#restingAt = null;
		this.look();
	}

	stop(): void {
		clearInterval(this.#timer);
		if (this.#asked !== null) this.main.cancelVideoFrameCallback?.(this.#asked);
		for (const turn of turnsOfMain) this.main.removeEventListener(turn, this.#look);
		for (const turn of turnsOfSecond) this.second.removeEventListener(turn, this.#look);
	}

	look(): void {
		const { main, second } = this;
		const { offset, duration, frameOfMain, frameOfSecond } = this.options;
		if (main.readyState < showsPicture && !main.seeking) return; // nothing to keep to
		second.muted = true;
		this.#learnSeekCost();
		const since = this.#now() - this.#lastSeek;
		// a main picture that waits for bytes stands still, whatever its button says
		const playing = !main.paused && main.readyState >= canGoOn && !main.seeking;
		const move = followMove({
			main: { position: playing ? main.currentTime * 1000 : this.#restOfMain(), playing, rate: main.playbackRate },
			second: {
				position: second.currentTime * 1000,
				playing: !second.paused,
				seeking: second.seeking,
				canPlay: second.readyState >= canGoOn
			},
			offset,
			duration,
			seekCost: this.#seekCost,
			maySeek: since > seekRest && (!second.seeking || since > longestSeek),
			restAt: (position) => frameOfSecond(frameOfMain(position) + offset)
		});
		this.#carryOut(move);
	}

	#watchMain(): void {
		this.#asked =
			this.main.requestVideoFrameCallback?.((_now, { mediaTime }) => {
				this.#shown = mediaTime * 1000;
				if (this.main.paused) this.look();
				this.#watchMain();
			}) ?? null;
	}

	/** What the main one shows at rest, ms: a hair into the picture on screen; where it stands when that is not known. */
	#restOfMain(): number {
		const here = this.main.currentTime * 1000;
		if (this.main.seeking || this.#shown === null || Math.abs(here - this.#shown) > sameMoment) return here;
		return this.#shown + 1;
	}

	#carryOut(move: FollowMove): void {
		const covered = move.do === 'cover';
		if (covered !== this.#covered) this.options.oncover((this.#covered = covered));
		// sent somewhere before it knows its own length, it may begin there or not
		if (this.second.readyState < knowsLength) return;
		if (move.do === 'play') {
			this.#restingAt = null;
			this.second.playbackRate = move.rate;
			if (move.seekTo !== null) this.#seek(move.seekTo);
			if (this.second.paused) this.#start();
			return;
		}
		if (!this.second.paused) this.second.pause();
		if (move.do === 'cover' || move.seekTo === null || move.seekTo === this.#restingAt) return;
		if (this.second.seeking && this.#now() - this.#lastSeek < longestSeek && this.#seekStarted !== null) return;
		this.#restingAt = move.seekTo;
		this.#seek(move.seekTo);
	}

	#start(): void {
		if (this.#starting) return;
		this.#starting = true;
		void this.second
			.play()
			// a browser that lets nothing play without a touch: then it is a picture now and then, and the main one goes on
			.catch(() => undefined)
			.finally(() => (this.#starting = false));
	}

	#seek(ms: number): void {
		this.#lastSeek = this.#seekStarted = this.#now();
		this.second.currentTime = ms / 1000;
	}

	/** Slow devices and lines learn to aim further ahead. */
	#learnSeekCost(): void {
		if (this.#seekStarted === null || this.second.seeking) return;
		this.#seekCost = Math.min(600, 0.7 * this.#seekCost + 0.3 * (this.#now() - this.#seekStarted));
		this.#seekStarted = null;
	}
}
