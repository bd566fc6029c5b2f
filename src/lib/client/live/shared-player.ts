import type { PlayerReport } from '$lib/domain/live';
import { positionAt, type TimelineState } from '$lib/domain/timeline';

/** What the controller needs of a video element; times in seconds, as the browser has them. */
export interface PlayerElement {
	currentTime: number;
	playbackRate: number;
	muted: boolean;
	readonly paused: boolean;
	readonly seeking: boolean;
	readonly readyState: number;
	readonly error: unknown;
	play(): Promise<void>;
	pause(): void;
}

/** What one look at the element leads to. */
export type Adjustment =
	| { do: 'nothing' }
	/** Not enough is loaded yet: whoever pushes now makes it worse. */
	| { do: 'wait' }
	| { do: 'rest'; seekTo: number | null }
	| { do: 'play'; seekTo: number | null }
	| { do: 'rate'; rate: number };

/** Drift that nobody sees or hears, ms. */
const inStep = 12;
/** Beyond this the gentle way takes too long. */
const farOff = 500;
/** From here on the tempo changes by up to 15 %, below by up to 5 %: nobody notices either. */
const wide = 80;
/** A resting picture stands on the same frame everywhere: half a frame at 25 per second, ms. */
const sameFrame = 20;
/** Before starting, a smaller difference is left to the tempo. */
const worthSeeking = 150;

/** `HAVE_METADATA` and `HAVE_FUTURE_DATA` of the browser. */
const knowsLength = 1;
const canGoOn = 3;

interface Look {
	timeline: TimelineState;
	/** Server time, ms. */
	now: number;
	element: Pick<PlayerElement, 'currentTime' | 'playbackRate' | 'paused' | 'seeking' | 'readyState'>;
	/** How long a seek takes here, ms: it lands that much further on, so that it is on time when it is done. */
	seekCost: number;
	/** False for a while after a seek: seeking again before it helped only starves the element. */
	maySeek: boolean;
}

/**
 * How this element comes in step with the shared timeline. Pure. Within 12 ms it plays at the group's own tempo, up
 * to half a second it catches up by tempo, beyond that it seeks; a resting picture goes to the very position.
 */
export function adjust({ timeline, now, element, seekCost, maySeek }: Look): Adjustment {
	if (element.readyState < knowsLength) return { do: 'wait' };
	const here = element.currentTime * 1000;
	const target = positionAt(timeline, now);
	if (!timeline.playing || now < timeline.at) {
		const off = Math.abs(here - target) > sameFrame && !element.seeking;
		return !element.paused || off ? { do: 'rest', seekTo: off ? target : null } : { do: 'nothing' };
	}
	// a picture that reached its end by itself is not pushed over the edge again and again
	if (!timeline.loop && target >= timeline.end)
		return element.paused ? { do: 'nothing' } : { do: 'rest', seekTo: null };
	const ahead = driftOf(timeline, here, target);
	const landing = positionAt(timeline, now + seekCost);
	if (element.paused)
		return { do: 'play', seekTo: Math.abs(ahead) > worthSeeking && !element.seeking ? landing : null };
	if (element.seeking || element.readyState < canGoOn) return { do: 'wait' };
	if (Math.abs(ahead) > farOff) return maySeek ? { do: 'play', seekTo: landing } : { do: 'wait' };
	const rate = tempo(timeline.rate, ahead);
	return Math.abs(element.playbackRate - rate) > 0.004 ? { do: 'rate', rate } : { do: 'nothing' };
}

/**
 * How far the element is ahead, ms. One that jumped back to the start of the loop a little before the group is a
 * little ahead, not a whole loop behind; the other way round it still has to jump.
 */
function driftOf(timeline: TimelineState, here: number, target: number): number {
	const straight = here - target;
	const { loop } = timeline;
	if (!loop || here < loop.from || here > loop.to || straight > 0) return straight;
	const round = straight + loop.to - loop.from;
	return round < farOff ? round : straight;
}

function tempo(rate: number, ahead: number): number {
	if (Math.abs(ahead) < inStep) return rate;
	const most = Math.abs(ahead) > wide ? 0.15 : 0.05;
	const nudge = Math.max(-most, Math.min(most, (-ahead / 1000) * 1.2));
	return Math.round(rate * (1 + nudge) * 1000) / 1000;
}

/** How often the controller looks, ms. */
const lookEvery = 100;
/** Somebody's state is told when it changes, and at least this often while it plays, ms. */
const reportEvery = 2000;
/** After a seek the next one waits this long, ms. */
const seekRest = 700;

export interface SharedPlayerOptions {
	/** Server time, ms. */
	serverNow: () => number;
	/** Our own steady clock, ms. */
	now?: () => number;
	/** Tells the others how this player is doing. */
	report: (report: PlayerReport) => void;
	/** `tap-needed`: the browser only plays after a touch; show it and call `tap()` from the touch. */
	onState?: (state: PlayerReport['state']) => void;
}

/**
 * Keeps one video element on the shared timeline. It only ever does what the timeline says: what somebody presses
 * goes to the server first and comes back from there.
 */
export class SharedPlayer {
	#element: PlayerElement | null = null;
	#timeline: TimelineState | null = null;
	#timer: ReturnType<typeof setInterval> | null = null;
	#state: PlayerReport['state'] = 'buffering';
	#reportedAt = -Infinity;
	#tapNeeded = false;
	#starting = false;
	#seekCost = 80;
	#seekStarted: number | null = null;
	#lastSeek = -Infinity;
	/** Where the element was sent to rest: an element that cannot get there exactly is not sent again. */
	#restingAt: number | null = null;
	#mutedHere = false;
	readonly #now: () => number;

	constructor(private readonly options: SharedPlayerOptions) {
		this.#now = options.now ?? (() => performance.now());
	}

	/** Takes the element, or lets go of it. The element is the caller's: nothing is loaded or unloaded here. */
	attach(element: PlayerElement | null): void {
		if (this.#timer) clearInterval(this.#timer);
		this.#element = element;
		this.#restingAt = null;
		this.#timer = element ? setInterval(() => this.look(), lookEvery) : null;
		this.look();
	}

	/** A newer timeline from the server; an older one is ignored. */
	follow(timeline: TimelineState): void {
		if (this.#timeline && timeline.version < this.#timeline.version) return;
		if (timeline.version !== this.#timeline?.version) this.#restingAt = null;
		this.#timeline = timeline;
		this.look();
	}

	/** Sound off on this device alone. */
	set mutedHere(muted: boolean) {
		this.#mutedHere = muted;
		this.look();
	}

	get state(): PlayerReport['state'] {
		return this.#state;
	}

	/** Called from a touch: browsers let a video start only from one. */
	tap(): void {
		this.#tapNeeded = false;
		this.look();
	}

	/** One look at the element; runs by itself ten times a second. */
	look(): void {
		const [element, timeline] = [this.#element, this.#timeline];
		if (!element || !timeline) return;
		this.#learnSeekCost(element);
		element.muted = timeline.muted || this.#mutedHere;
		const maySeek = this.#now() - this.#lastSeek > seekRest;
		const serverNow = this.options.serverNow();
		const adjustment = adjust({ timeline, now: serverNow, element, seekCost: this.#seekCost, maySeek });
		this.#carryOut(element, timeline, adjustment);
		this.#tell(element, adjustment);
	}

	#carryOut(element: PlayerElement, timeline: TimelineState, adjustment: Adjustment): void {
		switch (adjustment.do) {
			case 'rest':
				if (!element.paused) element.pause();
				element.playbackRate = timeline.rate;
				if (adjustment.seekTo !== null && adjustment.seekTo !== this.#restingAt) {
					this.#restingAt = adjustment.seekTo;
					this.#seek(element, adjustment.seekTo);
				}
				return;
			case 'play':
				this.#restingAt = null;
				if (adjustment.seekTo !== null) this.#seek(element, adjustment.seekTo);
				if (element.paused) this.#start(element, timeline);
				return;
			case 'rate':
				element.playbackRate = adjustment.rate;
				return;
			case 'wait':
			case 'nothing':
		}
	}

	#start(element: PlayerElement, timeline: TimelineState): void {
		if (this.#tapNeeded || this.#starting) return;
		this.#starting = true;
		element.playbackRate = timeline.rate;
		element
			.play()
			.catch((error: unknown) => {
				// an interrupted start is no refusal: the next look tries again
				if (error instanceof Error && error.name === 'NotAllowedError') this.#tapNeeded = true;
			})
			.finally(() => {
				this.#starting = false;
			});
	}

	#seek(element: PlayerElement, ms: number): void {
		this.#lastSeek = this.#seekStarted = this.#now();
		element.currentTime = ms / 1000;
	}

	/** Slow devices and lines learn to aim further ahead. */
	#learnSeekCost(element: PlayerElement): void {
		if (this.#seekStarted === null || element.seeking) return;
		const took = this.#now() - this.#seekStarted;
		this.#seekCost = Math.min(600, 0.7 * this.#seekCost + 0.3 * took);
		this.#seekStarted = null;
	}

	#tell(element: PlayerElement, adjustment: Adjustment): void {
		const state = this.#stateOf(element, adjustment);
		const changed = state !== this.#state;
		this.#state = state;
		if (changed) this.options.onState?.(state);
		const settled = adjustment.do === 'rest' && adjustment.seekTo !== null;
		const due = this.#now() - this.#reportedAt >= reportEvery;
		if (!changed && !settled && !due) return;
		this.#reportedAt = this.#now();
		this.options.report({ state, position: Math.round(element.currentTime * 1000) });
	}

	#stateOf(element: PlayerElement, adjustment: Adjustment): PlayerReport['state'] {
		if (element.error) return 'broken';
		if (this.#tapNeeded && this.#timeline?.playing) return 'tap-needed';
		return adjustment.do === 'wait' || element.seeking ? 'buffering' : 'ready';
	}
}
