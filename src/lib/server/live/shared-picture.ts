import { no, yes, type Outcome } from '$lib/domain/outcome';
import { apply, hasEnded, positionAt, type PlaybackCommand, type TimelineState } from '$lib/domain/timeline';
import { nextFreeze } from '$lib/engine/freeze';
import type { Picture } from '$lib/engine/pack';
import { firstPicture, pictureOnEntering } from '$lib/engine/picture';
import { mayPlayback, type Rights } from '$lib/engine/rights';
import { roundOf, type SessionEvent, type SessionFacts, type SessionState } from '$lib/engine/session';

/**
 * The shared picture of one session while somebody is there. Not stored: after a restart the round begins at its own
 * place again. `tell` hears of every change.
 */
export class SharedPicture {
	#now: TimelineState;
	/** Until it changes by itself: at its end, at a moment where it stands still, or when waiting has lasted as long as was chosen. */
	#next: NodeJS.Timeout | null = null;
	#freeze: Picture['freeze'];

	constructor(
		private readonly facts: SessionFacts,
		state: SessionState,
		private readonly clock: () => number,
		private readonly tell: (timeline: TimelineState) => void,
		/** [S28] Where it stands still by itself, ms, as the notes are now. */
		private readonly moments: (freeze: Picture['freeze']) => number[] = () => []
	) {
		const at = clock();
		// browsers that stayed open through a restart hold an older version; the clock is beyond any of those
		const first = { ...firstPicture(facts, at), version: at, stopped: state.pictureStopped };
		const round = roundOf(facts, state);
		this.#freeze = round?.picture.freeze;
		this.#now = round ? pictureOnEntering(facts, round, first, at, state.moments) : first;
	}

	get timeline(): TimelineState {
		return this.#now;
	}

	/**
	 * [L10] One command, judged by the engine. A second `play` while it plays changes nothing, and neither does waiting
	 * [L22] when nobody `loads` or nothing plays.
	 */
	command(may: Rights, stopped: boolean, command: PlaybackCommand, by: string, loads = false): Outcome<null> {
		if (!mayPlayback(this.facts, may, command)) return no(stopped ? 'picture-stopped' : 'not-in-this-round');
		const at = this.clock();
		const plays = this.#now.playing && !hasEnded(this.#now, at);
		if (command.do === 'play' && plays) return yes(null);
		if (command.do === 'wait' && !(loads && (plays || this.#now.waiting))) return yes(null);
		this.#become(apply(this.#now, command, at, by));
		return yes(null);
	}

	/** What an event of the session does to the picture; `state` is the state after it. */
	follow(event: SessionEvent, state: SessionState): void {
		const at = this.clock();
		const round = roundOf(this.facts, state);
		this.#freeze = round?.picture.freeze;
		if (event.type === 'round-entered' && round)
			this.#become(pictureOnEntering(this.facts, round, this.#now, at, state.moments));
		else if (event.type === 'picture-stopped')
			this.#become({ ...apply(this.#now, { do: 'pause' }, at, null), stopped: true });
		else if (event.type === 'picture-released')
			this.#become({ ...apply(this.#now, { do: 'pause' }, at, null), stopped: false });
		else if (event.type === 'closed') this.#become(apply(this.#now, { do: 'pause' }, at, null));
	}

	/** [L22] Whoever the group waits for has the picture, or left: it plays on. Nothing when nobody waits. */
	waitedEnough(): void {
		if (this.#now.waiting) this.#become(apply(this.#now, { do: 'play' }, this.clock(), null));
	}

	stop(): void {
		if (this.#next) clearTimeout(this.#next);
	}

	#become(next: TimelineState): void {
		this.#now = next;
		this.stop();
		if (next.playing) this.#watchPlaying();
		else if (next.waiting) this.#watchWaiting(next.waiting.until);
		this.tell(next);
	}

	#watchPlaying(): void {
		const at = this.clock();
		const freeze = nextFreeze(this.#now, this.moments(this.#freeze), at);
		if (freeze) this.#watchFreeze(freeze.position, at + freeze.inMs);
		else if (!this.#now.loop) this.#watchEnd();
	}

	/** [S28] Exactly on the noted moment, for everybody. Moments that are noted meanwhile count from the next press on. */
	#watchFreeze(position: number, due: number): void {
		this.#next = setTimeout(
			() => {
				const at = this.clock();
				if (at < due) this.#watchFreeze(position, due);
				else this.#become({ ...apply(this.#now, { do: 'pause' }, at, null), position });
			},
			Math.max(20, due - this.clock())
		);
	}

	/** A picture that plays to its end rests there, for everybody at once. */
	#watchEnd(): void {
		const at = this.clock();
		const left = (this.#now.end - positionAt(this.#now, at)) / this.#now.rate + Math.max(0, this.#now.at - at);
		this.#next = setTimeout(
			() => {
				if (hasEnded(this.#now, this.clock())) this.#become(apply(this.#now, { do: 'pause' }, this.clock(), null));
				else this.#watchEnd();
			},
			Math.max(20, left)
		);
	}

	/** [L22] However long somebody loads, and whoever left meanwhile: the group is never stuck. */
	#watchWaiting(until: number): void {
		this.#next = setTimeout(
			() => {
				if (this.clock() >= until) this.waitedEnough();
				else this.#watchWaiting(until);
			},
			Math.max(20, until - this.clock())
		);
	}
}
