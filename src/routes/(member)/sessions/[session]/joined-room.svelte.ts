// Longer than the house likes: the seam between the live table and everything the room shows.
import { untrack } from 'svelte';
import { readAgain } from '$lib/client/read-again';
import { coloursOf } from '$lib/client/live/colours';
import { LiveSession, type PersonHere } from '$lib/client/live/live-session.svelte';
import { SharedPlayer } from '$lib/client/live/shared-player';
import type {
	AnyUnit,
	Draft,
	EntryChange,
	Here,
	LastStep,
	Picture,
	Room,
	Saved,
	Typing
} from '$lib/components/session/room';
import { hearsHere, modeOf, rememberedSound, rememberSound } from '$lib/components/session/sound-here';
import { findFrame } from '$lib/components/player/find-frame';
import { frameMs, snapToFrame, stepPosition } from '$lib/components/player/frame-steps';
import type { MeetingMode } from '$lib/domain/meeting-mode';
import type { Place, Pointed, ShownDrawing } from '$lib/domain/live';
import { no, type Outcome } from '$lib/domain/outcome';
import type { RefusalCode } from '$lib/domain/refusals';
import { sameFrame, type SameFrame } from '$lib/domain/same-frame';
import { positionAt, type PlaybackCommand } from '$lib/domain/timeline';
import type { Removal, SessionView, WayBack } from '$lib/engine/session-view';
import type { Entry } from '$lib/notebook/table';

/** How often the playhead moves on screen while it plays, and at rest, ms. */
const whilePlaying = 60;
const atRest = 500;
/** How often a dragged position is asked, ms. */
const askEvery = 80;
/** A place that was asked and not granted within this time is forgotten, ms. */
const patience = 500;
/** A picture that comes to rest, or loads, takes a moment everywhere; names are named when it lasts longer, ms. */
const moment = 700;

/** The room of one browser: the page's own view, joined to the live table and to the element that plays. */
export class JoinedRoom implements Room {
	/** [L31] What the table told since the page was read. */
	#moved: Pick<SessionView, 'state' | 'may'> | null = $state.raw(null);
	/** Whichever is newer; of two that are as new the page's, which rights may have changed without an event. */
	readonly #view = $derived.by(() => {
		const read = this.read();
		return this.#moved && this.#moved.state.seq > read.state.seq ? { ...read, ...this.#moved } : read;
	});
	#live: LiveSession | null = $state.raw(null);
	#now = $state(0);
	#position = $state(0);
	#tapNeeded = $state(false);
	refusal: RefusalCode | null = $state(null);
	lastStep: LastStep | null = $state.raw(null);
	ended: 'ended' | 'signed-out' | 'wait' | null = $state(null);
	/** What was chosen on this page about the sound of this device, for each way of coming together. */
	#sound: Partial<Record<MeetingMode, boolean>> = $state({});
	#removed: Entry | null = $state.raw(null);
	/** Where somebody drags or steps to: shown at once, asked a few times a second. */
	#wanted: number | null = null;
	#asking: ReturnType<typeof setTimeout> | null = null;
	/** The last place that was asked, until the table is there too. */
	#asked: { position: number; at: number } | null = null;
	/** When each of who loads began to, by user id, and when the picture came to rest; server time, ms. */
	#loadingSince: Record<string, number> = $state.raw({});
	#restsSince = 0;
	/** People the page read again for; not a second time when that told nothing. */
	readonly #askedAbout: string[] = [];
	#element: HTMLVideoElement | null = null;
	#player: SharedPlayer | null = null;

	constructor(
		private readonly read: () => SessionView,
		private readonly tablePath: () => string
	) {
		this.#now = read().now;
		this.#position = read().shown.from;
	}

	get view(): SessionView {
		return this.#view;
	}
	get now(): number {
		return this.#now;
	}
	get position(): number {
		return this.#position;
	}
	get entries(): Entry[] {
		return this.#live?.entries ?? [];
	}
	get jottings(): Entry[] {
		return this.#live?.jottings ?? [];
	}
	get pointed(): Pointed[] {
		return this.#live?.pointed.now ?? [];
	}
	get hears(): boolean {
		// before the room is open this may be the server, which knows nothing of this device
		return hearsHere(
			this.view,
			this.#sound[modeOf(this.view)] ?? (this.#live && rememberedSound(this.view, localStorage))
		);
	}
	get later(): Entry[] {
		return this.#live?.later ?? [];
	}
	get sealed(): Entry[] {
		return this.#live?.sealed ?? [];
	}
	get rescued(): Entry[] {
		return this.#live?.rescued ?? [];
	}
	get saved(): Saved {
		return this.#live?.saved ?? 'connecting';
	}
	get unsaved(): number {
		return this.#live?.unsaved ?? 0;
	}
	get resent(): number {
		return this.#live?.resent ?? 0;
	}
	get canUndo(): boolean {
		return this.#live?.canUndo ?? false;
	}
	get canRedo(): boolean {
		return this.#live?.canRedo ?? false;
	}
	/** Gone too once its part is closed: what is put back then would be refused. */
	get removed(): Entry | null {
		const unit = this.#removed?.unit;
		return unit === undefined || this.#mayPut(unit) ? this.#removed : null;
	}
	/** True while leaving the page would lose something. */
	get holdsUnsaved(): boolean {
		return this.#live?.holdsUnsaved ?? false;
	}

	/** Everybody in the room, oneself always among them. */
	get here(): Here[] {
		const { me, people } = this.view;
		const present = this.#live?.people ?? [];
		const seated = present.map((person) => ({ ...person, ...seatIn(people, person) }));
		return seated.some((p) => p.id === me.id)
			? seated
			: [{ ...me, colour: coloursOf([me.id]).get(me.id) ?? 0, typing: null, player: null }, ...seated];
	}

	get picture(): Picture {
		const timeline = this.#live?.timeline;
		const frames = this.#frames();
		return {
			playing: timeline?.playing ?? false,
			rate: timeline?.rate ?? 1,
			loop: timeline?.loop ?? null,
			muted: timeline?.muted ?? false,
			tapNeeded: this.#tapNeeded,
			same: frames?.same ?? false,
			behind: frames && this.#now - this.#restsSince > moment ? this.#namesOf(frames.behind) : [],
			waitsFor: this.#namesOf(
				Object.entries(this.#loadingSince).flatMap(([id, since]) => (this.#now - since > moment ? [id] : []))
			),
			waitingUntil: timeline?.waiting?.until ?? null
		};
	}

	#namesOf(ids: readonly string[]): string[] {
		return this.here.filter((p) => ids.includes(p.id)).map((p) => p.name);
	}

	/** Takes a seat at the live table; answers how to leave it. In the browser only. */
	open(): () => void {
		const live = new LiveSession({
			sessionId: this.view.id,
			me: this.view.me,
			server: this.tablePath(),
			onMoved: ({ seq, stands, now }) => {
				// whoever may switch screens off from now on has not read which there are
				const stale = now !== undefined && now.may.screen !== this.view.may.screen;
				if (now) this.#moved = now;
				// who begins at the very moment somebody comes in must not leave her in the waiting room
				if (stale || (!now && (!stands || seq > this.view.state.seq))) void readAgain('kijkkring:session');
			},
			onEnd: (why) => (this.ended = why === 'signed-out' || why === 'wait' ? why : 'ended')
		});
		this.#live = live;
		this.#player = new SharedPlayer({
			serverNow: live.serverNow,
			report: (report) => live.report(report),
			restAt: (position) => this.#restAt(position),
			hidden: () => document.visibilityState === 'hidden',
			onState: (state) => (this.#tapNeeded = state === 'tap-needed')
		});
		this.#player.attach(this.#element);
		let timer = setTimeout(
			function tick(room: JoinedRoom) {
				room.#look();
				timer = setTimeout(tick, live.timeline?.playing ? whilePlaying : atRest, room);
			},
			0,
			this
		);
		const wake = () => this.#player?.wake();
		document.addEventListener('visibilitychange', wake);
		return () => {
			clearTimeout(timer);
			document.removeEventListener('visibilitychange', wake);
			this.#player?.attach(null);
			live.close();
			this.#live = null;
		};
	}

	/** Hands the newest timeline to the player; the page calls this whenever it changed. */
	follow(): void {
		const timeline = this.#live?.timeline;
		if (this.#player) this.#player.mutedHere = !this.hears;
		if (!timeline) return;
		this.#player?.follow(timeline);
		this.#look();
	}

	/** [L22] What everybody's players told: this one meets the others, and who loads is noted with the time. */
	compare(): void {
		const { live, facts } = { live: this.#live, facts: this.view.clip?.facts };
		if (!live || !facts) return;
		const frames = this.#frames();
		if (frames?.frame != null) this.#player?.meet(frames.frame, frameMs(facts));
		const now = live.serverNow();
		const before = untrack(() => this.#loadingSince);
		const loading = this.here.filter((p) => p.player?.state === 'buffering');
		this.#loadingSince = Object.fromEntries(loading.map(({ id }) => [id, before[id] ?? now]));
	}

	/** Somebody came in who had no seat when the page was read, a guest or a helper: read once who she is. */
	meetNew(): void {
		const { me, people } = this.view;
		const known = [me.id, ...people.map(({ id }) => id), ...this.#askedAbout];
		const strangers = (this.#live?.people ?? []).flatMap(({ id }) => (known.includes(id) ? [] : [id]));
		if (strangers.length === 0) return;
		this.#askedAbout.push(...strangers);
		void readAgain('kijkkring:session');
	}

	/** What the live table refused last; the page shows it once. */
	noteRefusal(): void {
		if (this.#live?.refused) this.refusal = this.#live.refused.code;
	}

	add(unit: AnyUnit, draft: Draft): string {
		const { drawing, of = null, ...rest } = draft;
		return this.#live?.addEntry(unit, { ...rest, id: nextId(), of, ...(drawing ? { drawing } : {}) }) ?? '';
	}
	retype(unit: AnyUnit, id: string, text: string): void {
		this.#live?.retype(unit, id, text);
	}
	change(unit: AnyUnit, id: string, to: EntryChange): void {
		this.#live?.changeEntry(unit, id, to);
	}
	remove(unit: AnyUnit, id: string): void {
		this.#live?.removeEntry(unit, id);
	}
	throwAway(entry: Entry): void {
		this.remove(entry.unit, entry.id);
		this.#removed = entry;
	}
	putBack(): void {
		// under its own name: what it may mean hangs on that
		if (this.removed) this.#live?.addEntry(this.removed.unit, this.removed);
		this.#removed = null;
	}
	letGo(): void {
		this.#removed = null;
	}
	undo(): void {
		this.#stepped('undo', this.#live?.undo());
	}
	redo(): void {
		this.#stepped('redo', this.#live?.redo());
	}
	#stepped(did: LastStep['did'], name: string | null | undefined): void {
		const [, id] = name?.split('/') ?? [];
		if (id) this.lastStep = { did, id };
	}
	#mayPut(unit: AnyUnit): boolean {
		if (unit === 'sealed') return Object.values(this.view.may.seal).some(Boolean);
		return unit === 'jottings' || unit === 'later' || this.view.may.write[unit];
	}
	typesAt(at: Typing | null): void {
		this.#live?.typesAt(at);
	}
	dropRescued(id: string): void {
		this.#live?.dropRescued(id);
	}

	ask(command: PlaybackCommand | { do: 'step'; frames: 1 | -1 }): void {
		this.refusal = null;
		if (command.do === 'step') void this.#step(command.frames);
		else if (command.do === 'seek') this.#goTo(command.position);
		else this.#live?.send(command);
	}

	/** A finger that drags asks sixty times a second; the table hears the newest place of every 80 ms. */
	#goTo(position: number): void {
		this.#position = position;
		this.#wanted = position;
		if (this.#asking) return;
		this.#sendWanted();
		this.#asking = setTimeout(() => {
			this.#asking = null;
			if (this.#wanted !== null) this.#goTo(this.#wanted);
		}, askEvery);
	}

	#sendWanted(): void {
		if (this.#wanted === null) return;
		this.#live?.send({ do: 'seek', position: this.#wanted });
		this.#asked = { position: this.#wanted, at: performance.now() };
		this.#wanted = null;
	}

	point(at: Place): void {
		this.refusal = null;
		this.#live?.point(at);
	}

	/** [BS3] Nothing of it leaves this device. */
	hearHere(on: boolean): void {
		this.#sound[modeOf(this.view)] = on;
		rememberSound(this.view, on, localStorage);
	}

	showDrawing(shown: ShownDrawing | null): void {
		this.#live?.showDrawing(shown);
	}

	attach(element: HTMLVideoElement | null): void {
		this.#element = element;
		this.#player?.attach(element);
	}

	tap(): void {
		this.#tapNeeded = false;
		this.#player?.tap();
	}

	removals(): Promise<Outcome<Removal[]>> {
		return askServer(`${this.view.id}/removals`);
	}
	bringBack(removalId: string): Promise<Outcome<WayBack>> {
		const body = new FormData();
		body.set('removal', removalId);
		return askServer(`${this.view.id}/removals`, { method: 'POST', body });
	}

	async answered(refusal: RefusalCode | null, seq = Infinity): Promise<void> {
		this.refusal = refusal;
		// the table may have told it before the answer came
		if (refusal || seq > this.view.state.seq) await readAgain('kijkkring:session');
	}

	/** One frame on for everybody: found in this browser's own picture, asked as a place to go. */
	async #step(frames: 1 | -1): Promise<void> {
		const [live, element, facts] = [this.#live, this.#element, this.view.clip?.facts];
		if (!live || !facts) return;
		if (live.timeline?.playing) live.send({ do: 'pause' });
		const { from, to } = this.view.shown;
		let target = stepPosition(facts, this.#position, frames);
		if (!facts.evenFrames && element) {
			// the search moves the element by itself; the shared player would pull it back
			this.#player?.attach(null);
			target = await findFrame(element, facts, frames);
			this.#player?.attach(element);
		}
		this.#goTo(Math.min(Math.max(target, from), to));
	}

	#look(): void {
		const live = this.#live;
		if (!live) return;
		const now = live.serverNow();
		this.#now = now;
		const timeline = live.timeline;
		if (!timeline) return;
		if (timeline.playing || this.#restsSince < timeline.at) this.#restsSince = now;
		if (!this.#asking && this.#hasArrived(timeline.position)) this.#position = positionAt(timeline, now);
	}

	/** An older answer does not pull the playhead back from where somebody has gone since. */
	#hasArrived(position: number): boolean {
		if (this.#asked && Math.abs(position - this.#asked.position) > 1 && performance.now() - this.#asked.at < patience)
			return false;
		this.#asked = null;
		return true;
	}

	/** Everybody rests in the middle of a frame, where no rounding shows its neighbour; uneven frames have no middle. */
	#restAt(position: number): number {
		const facts = this.view.clip?.facts;
		return facts?.evenFrames ? snapToFrame(facts, position) : position;
	}

	/** What everybody sees while the picture rests; null while it plays. */
	#frames(): SameFrame | null {
		const [live, facts] = [this.#live, this.view.clip?.facts];
		if (!live?.timeline || !facts || live.timeline.playing) return null;
		const here = this.here.map((p) => p.id);
		return sameFrame(live.players, here, { version: live.timeline.version, frameMs: frameMs(facts) });
	}
}

/** Notes of one moment stand in the order in which they were written: ids grow with time. */
const nextId = (): string => Date.now().toString(36).padStart(9, '0') + crypto.randomUUID().slice(0, 13);

const seatIn = (people: SessionView['people'], { id, name }: PersonHere) =>
	people.find((p) => p.id === id) ?? { id, name, seat: 'colleague' as const };

/** A question to our own server that answers an `Outcome`; without an answer it is `too-busy`, and can be asked again. */
async function askServer<T>(path: string, how?: RequestInit): Promise<Outcome<T>> {
	try {
		const response = await fetch(`/sessions/${path}`, { ...how, headers: { accept: 'application/json' } });
		const answer: unknown = await response.json();
		// our own endpoint, or an error page of the house, which has a code too
		const { ok, code } = answer as Outcome<T> & { code?: RefusalCode };
		return ok === undefined ? no(code ?? 'too-busy') : (answer as Outcome<T>);
	} catch {
		return no('too-busy');
	}
}
