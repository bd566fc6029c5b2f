// Longer than most: what one element does, is told to do and shows is read in one place.
import type { PlayerReport } from '$lib/domain/live';
import { shows } from '$lib/domain/same-frame';
import { positionAt, type TimelineState } from '$lib/domain/timeline';
import { ShownFrame, type FrameSource } from './shown-frame';

/** What the controller needs of a video element; times in seconds, as the browser has them. */
export interface PlayerElement extends FrameSource {
	currentTime: number;
	playbackRate: number;
	muted: boolean;
	readonly paused: boolean;
	readonly seeking: boolean;
	readonly readyState: number;
	readonly error: unknown;
	readonly buffered: { readonly length: number; start(i: number): number; end(i: number): number };
	play(): Promise<void>;
	pause(): void;
	addEventListener(type: string, listener: () => void): void;
	removeEventListener(type: string, listener: () => void): void;
}

/** What happens to an element that is looked at without waiting for the next look. */
const turns = ['seeked', 'playing', 'waiting', 'canplay', 'loadeddata', 'error'] as const;

/** What one look at the element leads to. */
export type Adjustment =
	| { do: 'nothing' }
	/** Not enough is loaded yet: whoever pushes now makes it worse. */
	| { do: 'wait' }
	| { do: 'rest'; seekTo: number | null }
	| { do: 'play'; seekTo: number | null }
	| { do: 'rate'; rate: number };

/** Drift that nobody sees or hears, ms. Who is put right goes on to a third of it, and is not back at its edge at once. */
const inStep = 12;
const putRight = 4;
/** Beyond this the gentle way takes too long. */
const farOff = 500;
/**
 * How much the tempo may change, by how far off it is (ms). Small changes nobody notices; somebody who is far behind sees
 * another picture than the group talks about, and that is worse than hearing it hurry for a second.
 */
const tempos = [
	{ from: 200, most: 0.25 },
	{ from: 60, most: 0.15 },
	{ from: 0, most: 0.06 }
] as const;
/** Part of the distance that is made up in a second. */
const eagerness = 2;
/** A resting picture stands at the very same place everywhere, but for what browsers round, ms. */
const exact = 2;
/** Before starting, a smaller difference is left to the tempo. */
const worthSeeking = 150;

/** `HAVE_METADATA`, `HAVE_CURRENT_DATA` and `HAVE_FUTURE_DATA` of the browser. */
const knowsLength = 1;
const showsPicture = 2;
const canGoOn = 3;
/** What is loaded begins and ends a little beside where it should, seconds. */
const slack = 0.2;

interface Look {
	timeline: TimelineState;
	/** Server time, ms. */
	now: number;
	element: Pick<PlayerElement, 'currentTime' | 'playbackRate' | 'paused' | 'seeking' | 'readyState'>;
	/** Where a picture that rests at this position stands: in the middle of its frame. The position itself if left out. */
	restAt?: (position: number) => number;
	/** How long a seek takes here, ms: it lands that much further on, so that it is on time when it is done. */
	seekCost: number;
	/** False for a while after a seek: seeking again before it helped only starves the element. */
	maySeek: boolean;
}

/**
 * How this element comes in step with the shared timeline. Pure. Within 12 ms it plays at the group's own tempo, up
 * to half a second it catches up by tempo (6 to 25 %), beyond that it seeks; a resting picture goes to the very position.
 */
export function adjust({ timeline, now, element, seekCost, maySeek, restAt = (at) => at }: Look): Adjustment {
	if (element.readyState < knowsLength) return { do: 'wait' };
	const here = element.currentTime * 1000;
	const target = positionAt(timeline, now);
	if (!timeline.playing || now < timeline.at) {
		const place = restAt(target);
		const off = Math.abs(here - place) > exact;
		return !element.paused || off ? { do: 'rest', seekTo: off ? place : null } : { do: 'nothing' };
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
	const rate = tempo(timeline.rate, ahead, element.playbackRate !== timeline.rate);
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

function tempo(rate: number, ahead: number, hurries: boolean): number {
	if (Math.abs(ahead) < (hurries ? putRight : inStep)) return rate;
	const most = tempos.find(({ from }) => Math.abs(ahead) > from)?.most ?? 0;
	const nudge = Math.max(-most, Math.min(most, (-ahead / 1000) * eagerness));
	// In whole percents: each change makes the browser set up its sound anew.
	return Math.round(rate * (1 + nudge) * 100) / 100;
}

/** How often the controller looks, ms. */
const lookEvery = 100;
/** Somebody's state is told when it changes, and at least this often while it plays, ms. */
const reportEvery = 2000;
/** After a seek the next one waits this long, ms. */
const seekRest = 700;
/** Somebody drags the resting picture: what is on its way is shown before the next place is looked for, up to this long, ms. */
const longestPass = 250;
/** Whoever was waited for has this much loaded before the group goes on, or it would wait again at once, seconds. */
const enoughAhead = 2;
/** Where in the group's frame a page that rests on another one looks for it, as parts of a frame. */
const tries = [0.5, 0.25, 0.1] as const;

export interface SharedPlayerOptions {
	/** Server time, ms. */
	serverNow: () => number;
	/** Our own steady clock, ms. */
	now?: () => number;
	/** Where a picture that rests at this position stands: in the middle of its frame. The position itself if left out. */
	restAt?: (position: number) => number;
	/** Whether this page is behind another tab or window, where nobody sees it and the browser shows it nothing. */
	hidden?: () => boolean;
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
	#reported: PlayerReport | null = null;
	#reportedAt = -Infinity;
	#tried = 0;
	#tapNeeded = false;
	#starting = false;
	#seekCost = 80;
	#seekStarted: number | null = null;
	#lastSeek = -Infinity;
	/** Where the element was sent to rest: an element that cannot get there exactly is not sent again. */
	#restingAt: number | null = null;
	#mutedHere = false;
	readonly #shown = new ShownFrame(() => void (this.#timeline?.playing || this.look()));
	readonly #turned = () => this.look();
	readonly #now: () => number;

	constructor(private readonly options: SharedPlayerOptions) {
		this.#now = options.now ?? (() => performance.now());
	}

	/** Takes the element, or lets go of it. The element is the caller's: nothing is loaded or unloaded here. */
	attach(element: PlayerElement | null): void {
		if (this.#timer) clearInterval(this.#timer);
		for (const turn of turns) {
			this.#element?.removeEventListener(turn, this.#turned);
			element?.addEventListener(turn, this.#turned);
		}
		this.#element = element;
		this.#shown.follow(element);
		this.#restingAt = null;
		this.#timer = element ? setInterval(() => this.look(), lookEvery) : null;
		this.look();
	}

	/** A newer timeline from the server; an older one is ignored. */
	follow(timeline: TimelineState): void {
		if (this.#timeline && timeline.version < this.#timeline.version) return;
		if (timeline.version !== this.#timeline?.version) {
			this.#restingAt = null;
			this.#tried = 0;
		}
		this.#timeline = timeline;
		// told again after a line was lost: the table has forgotten how this player is doing
		this.#reportedAt = -Infinity;
		this.look();
	}

	/**
	 * [L22] The group rests on the frame that begins at `frame` (ms) and this page shows another one: looks for it, a few
	 * times for one resting picture. Nothing while it plays, loads, or shows that frame.
	 */
	meet(frame: number, frameMs: number): void {
		const [element, timeline] = [this.#element, this.#timeline];
		const mine = this.#reported;
		if (!element || !timeline || timeline.playing || element.seeking || mine?.state !== 'ready') return;
		if (mine.version !== timeline.version || shows(mine, frame, frameMs)) return;
		const part = tries[this.#tried];
		if (part === undefined || this.#now() - this.#lastSeek < longestPass) return;
		this.#tried++;
		this.#restingAt = this.options.restAt?.(timeline.position) ?? timeline.position;
		this.#seek(element, frame + part * frameMs);
	}

	/** The page is looked at again: what it shows is measured anew, and where it stands is put right at once. */
	wake(): void {
		this.#shown.forget();
		this.#restingAt = null;
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
		if (!timeline) return;
		if (!element) return this.#send({ state: 'buffering', position: 0, version: timeline.version, frame: null });
		this.#learnSeekCost(element);
		element.muted = timeline.muted || this.#mutedHere;
		const maySeek = this.#now() - this.#lastSeek > seekRest;
		const serverNow = this.options.serverNow();
		const adjustment = adjust({
			timeline,
			now: serverNow,
			element,
			seekCost: this.#seekCost,
			maySeek,
			...(this.options.restAt ? { restAt: this.options.restAt } : {})
		});
		this.#carryOut(element, timeline, adjustment);
		this.#tell(element, adjustment);
	}

	#carryOut(element: PlayerElement, timeline: TimelineState, adjustment: Adjustment): void {
		switch (adjustment.do) {
			case 'rest':
				if (!element.paused) element.pause();
				element.playbackRate = timeline.rate;
				if (adjustment.seekTo === null || adjustment.seekTo === this.#restingAt) return;
				if (element.seeking && this.#now() - this.#lastSeek < longestPass) return;
				this.#restingAt = adjustment.seekTo;
				return this.#seek(element, adjustment.seekTo);
			case 'play':
				this.#restingAt = null;
				// without a touch it does not play: chasing the others would only load what nobody sees
				if (this.#tapNeeded) return;
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
		if (state !== this.#state) {
			this.#state = state;
			this.options.onState?.(state);
		}
		const frame = this.#timeline?.playing ? null : this.#shown.at;
		const version = this.#timeline?.version ?? 0;
		this.#send({ state, position: Math.round(element.currentTime * 1000), version, frame });
	}

	/** Told when something changed that the others need to know, and now and then. */
	#send(report: PlayerReport): void {
		const before = this.#reported;
		const resting = !this.#timeline?.playing;
		const changed =
			before?.state !== report.state ||
			before.version !== report.version ||
			(resting && (before.frame !== report.frame || before.position !== report.position));
		if (!changed && this.#now() - this.#reportedAt < reportEvery) return;
		this.#reported = report;
		this.#reportedAt = this.#now();
		this.options.report(report);
	}

	#stateOf(element: PlayerElement, adjustment: Adjustment): PlayerReport['state'] {
		if (element.error) return 'broken';
		if (this.#tapNeeded && this.#timeline?.playing) return 'tap-needed';
		if (this.options.hidden?.()) return 'elsewhere';
		return adjustment.do === 'wait' || element.seeking || !this.#hasEnough(element) ? 'buffering' : 'ready';
	}

	/** A picture on screen; and while the group waits for somebody, enough of what follows as well. */
	#hasEnough(element: PlayerElement): boolean {
		if (element.readyState < showsPicture) return false;
		const timeline = this.#timeline;
		if (!timeline?.waiting) return true;
		const here = element.currentTime;
		const needed = Math.min(here + enoughAhead * timeline.rate, (timeline.loop?.to ?? timeline.end) / 1000);
		const { buffered } = element;
		for (let i = 0; i < buffered.length; i++)
			if (buffered.start(i) <= here + slack && buffered.end(i) >= needed - slack) return true;
		return false;
	}
}
