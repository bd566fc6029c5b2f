// Longer than most: a room in which nothing can be done, for the parts of the screen that show one.
import { invalidate } from '$app/navigation';
import { PointedNow } from '$lib/client/live/pointed-now.svelte';
import { ScreenLine } from '$lib/client/live/screen-line';
import { ServerClock } from '$lib/client/live/server-clock';
import { SharedPlayer } from '$lib/client/live/shared-player';
import { socketsAt } from '$lib/client/live/sockets-at';
import { snapToFrame } from '$lib/components/player/frame-steps';
import type { Picture, Room } from '$lib/components/session/room';
import type { Pointed, ShownDrawing } from '$lib/domain/live';
import { no, type Outcome } from '$lib/domain/outcome';
import { positionAt, type TimelineState } from '$lib/domain/timeline';
import type { SessionView } from '$lib/engine/session-view';
import { frames } from '$lib/notebook/frames';

/** How often the playhead moves on screen while it plays, and at rest, ms. */
const whilePlaying = 100;
const atRest = 500;

/** [BS6] The room as a big screen has it: it follows, and has no hands. */
export class ScreenRoom implements Room {
	#timeline: TimelineState | null = $state.raw(null);
	#now = $state(0);
	#position = $state(0);
	#tapNeeded = $state(false);
	#hears = $state(true);
	readonly #pointed = new PointedNow();
	#element: HTMLVideoElement | null = null;
	#player: SharedPlayer | null = null;
	/** What is drawn over one frame now. */
	drawn: ShownDrawing | null = $state.raw(null);
	/** The line is down for the moment. */
	offline = $state(false);
	/** It is no screen any more: the picture goes at once, also where the page cannot ask why. */
	ended = $state(false);

	constructor(
		private readonly read: () => SessionView,
		private readonly tablePath: () => string
	) {
		this.#now = read().now;
		this.#position = read().shown.from;
	}

	get view(): SessionView {
		return this.read();
	}
	get now(): number {
		return this.#now;
	}
	get position(): number {
		return this.#position;
	}
	get pointed(): Pointed[] {
		return this.#pointed.now;
	}
	get hears(): boolean {
		return this.#hears;
	}
	get picture(): Picture {
		const { playing = false, rate = 1, loop = null, muted = false, waiting } = this.#timeline ?? {};
		return {
			...{ playing, rate, loop, muted, tapNeeded: this.#tapNeeded },
			...{ same: false, behind: [], waitsFor: [], waitingUntil: waiting?.until ?? null }
		};
	}

	/** Follows the session; answers how to stop. In the browser only. */
	open(): () => void {
		const { id } = this.view;
		const clock: ServerClock = new ServerClock((t0) => void line.ask(t0));
		const reread = () => void invalidate('kijkkring:screen').catch(() => {});
		const line = new ScreenLine({
			address: () => socketsAt(`${this.tablePath()}/session/${id}/screen`),
			onFrame: (type, json) => this.#hear(clock, type, json),
			onLine: (up) => {
				this.offline = !up;
				if (up) clock.ask();
			},
			onEnd: () => {
				this.ended = true;
				reread();
			},
			onLost: reread
		});
		this.#player = new SharedPlayer({
			serverNow: () => clock.now(),
			// nobody is told how a wall is doing
			report: () => {},
			restAt: (position) => this.#restAt(position),
			onState: (state) => (this.#tapNeeded = state === 'tap-needed')
		});
		this.#player.mutedHere = !this.#hears;
		this.#player.attach(this.#element);
		let timer = setTimeout(
			function look(room: ScreenRoom) {
				room.#look(clock.now());
				timer = setTimeout(look, room.#timeline?.playing ? whilePlaying : atRest, room);
			},
			0,
			this
		);
		return () => {
			clearTimeout(timer);
			this.#player?.attach(null);
			this.#player = null;
			this.#pointed.close();
			clock.close();
			line.close();
		};
	}

	attach(element: HTMLVideoElement | null): void {
		this.#element = element;
		this.#player?.attach(element);
	}
	tap(): void {
		this.#tapNeeded = false;
		this.#player?.tap();
	}
	hearHere(on: boolean): void {
		this.#hears = on;
		if (this.#player) this.#player.mutedHere = !on;
	}

	#hear(clock: ServerClock, type: number, json: unknown): void {
		// frames come from our own server, which wrote them from these very types
		if (type === frames.moved) {
			const { seq, stands = false } = json as { seq: number; stands?: true };
			if (!stands || seq > this.view.state.seq) void invalidate('kijkkring:screen').catch(() => {});
		} else if (type === frames.timeline) {
			const { serverNow, ...timeline } = json as TimelineState & { serverNow: number };
			clock.guess(serverNow);
			if (this.#timeline && timeline.version < this.#timeline.version) return;
			this.#timeline = timeline;
			this.#player?.follow(timeline);
			this.#look(clock.now());
		} else if (type === frames.clock) {
			const { t0, t1 } = json as { t0: number; t1: number };
			clock.hear(t0, t1);
		} else if (type === frames.pointing) this.#pointed.see(json as Pointed);
		else if (type === frames.drawn) this.drawn = json as ShownDrawing | null;
	}

	#look(now: number): void {
		this.#now = now;
		if (this.#timeline) this.#position = positionAt(this.#timeline, now);
	}

	#restAt(position: number): number {
		const facts = this.view.clip?.facts;
		return facts?.evenFrames ? snapToFrame(facts, position) : position;
	}

	// nobody writes here, nobody is listed, and nothing is asked
	readonly here = [];
	readonly entries = [];
	readonly jottings = [];
	readonly later = [];
	readonly sealed = [];
	readonly rescued = [];
	readonly saved = 'saved';
	readonly unsaved = 0;
	readonly resent = 0;
	readonly canUndo = false;
	readonly canRedo = false;
	readonly lastStep = null;
	readonly removed = null;
	readonly refusal = null;
	add = (): string => '';
	retype(): void {}
	change(): void {}
	remove(): void {}
	throwAway(): void {}
	putBack(): void {}
	letGo(): void {}
	undo(): void {}
	redo(): void {}
	typesAt(): void {}
	dropRescued(): void {}
	ask(): void {}
	point(): void {}
	showDrawing(): void {}
	removals = (): Promise<Outcome<never[]>> => Promise.resolve(no('not-found'));
	bringBack = (): Promise<Outcome<never>> => Promise.resolve(no('not-found'));
	answered = (): Promise<void> => Promise.resolve();
}
