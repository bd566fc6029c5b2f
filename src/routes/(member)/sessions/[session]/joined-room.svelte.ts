// Longer than the house likes: the seam between the live table and everything the room shows.
import { invalidate } from '$app/navigation';
import { coloursOf } from '$lib/client/live/colours';
import { LiveSession, type PersonHere } from '$lib/client/live/live-session.svelte';
import { SharedPlayer } from '$lib/client/live/shared-player';
import type { AnyUnit, Draft, Here, LastStep, Picture, Room, Saved, Typing } from '$lib/components/session/room';
import { findFrame } from '$lib/components/player/find-frame';
import { frameAt, snapToFrame, stepPosition } from '$lib/components/player/frame-steps';
import { no, type Outcome } from '$lib/domain/outcome';
import type { RefusalCode } from '$lib/domain/refusals';
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
/** A resting picture that is further off than this is put right, ms. */
const exact = 2;

/** The room of one browser: the page's own view, joined to the live table and to the element that plays. */
export class JoinedRoom implements Room {
	#live: LiveSession | null = $state.raw(null);
	#now = $state(0);
	#position = $state(0);
	#tapNeeded = $state(false);
	refusal: RefusalCode | null = $state(null);
	lastStep: LastStep | null = $state.raw(null);
	ended: 'ended' | 'signed-out' | null = $state(null);
	#removed: Entry | null = $state.raw(null);
	/** Where somebody drags or steps to: shown at once, asked a few times a second. */
	#wanted: number | null = null;
	#asking: ReturnType<typeof setTimeout> | null = null;
	/** The last place that was asked, until the table is there too. */
	#asked: { position: number; at: number } | null = null;
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
		return this.read();
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
	get later(): Entry[] {
		return this.#live?.later ?? [];
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
		return {
			playing: timeline?.playing ?? false,
			rate: timeline?.rate ?? 1,
			looping: timeline?.loop != null,
			muted: timeline?.muted ?? false,
			tapNeeded: this.#tapNeeded,
			same: this.#sameForAll(),
			waitsFor: this.here.filter((p) => p.player?.state === 'buffering').map((p) => p.name)
		};
	}

	/** Takes a seat at the live table; answers how to leave it. In the browser only. */
	open(): () => void {
		const live = new LiveSession({
			sessionId: this.view.id,
			me: this.view.me,
			server: this.tablePath(),
			onMoved: () => void invalidate('kijkkring:session'),
			onEnd: (why) => (this.ended = why === 'signed-out' ? 'signed-out' : 'ended')
		});
		this.#live = live;
		this.#player = new SharedPlayer({
			serverNow: live.serverNow,
			report: (report) => live.report(report),
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
		return () => {
			clearTimeout(timer);
			this.#player?.attach(null);
			live.close();
			this.#live = null;
		};
	}

	/** Hands the newest timeline to the player; the page calls this whenever it changed. */
	follow(): void {
		const timeline = this.#live?.timeline;
		if (!timeline) return;
		this.#player?.follow(timeline);
		this.#look();
	}

	/** What the live table refused last; the page shows it once. */
	noteRefusal(): void {
		if (this.#live?.refused) this.refusal = this.#live.refused.code;
	}

	add(unit: AnyUnit, draft: Draft): string {
		return this.#live?.addEntry(unit, { ...draft, id: nextId(), of: draft.of ?? null }) ?? '';
	}
	retype(unit: AnyUnit, id: string, text: string): void {
		this.#live?.retype(unit, id, text);
	}
	change(unit: AnyUnit, id: string, to: Partial<Pick<Entry, 't' | 'actor' | 'codes'>>): void {
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

	async answered(refusal: RefusalCode | null): Promise<void> {
		this.refusal = refusal;
		await invalidate('kijkkring:session');
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
		if (!this.#asking && this.#hasArrived(timeline.position)) this.#position = positionAt(timeline, now);
		const element = this.#element;
		if (timeline.playing || !element || element.seeking || element.readyState < 1) return;
		// "the same picture" means the same frame: everybody rests in its middle, where no rounding shows its neighbour
		const facts = this.view.clip?.facts;
		const rest = facts?.evenFrames ? snapToFrame(facts, timeline.position) : timeline.position;
		if (Math.abs(element.currentTime * 1000 - rest) <= exact) return;
		const tell = () => live.report({ state: 'ready', position: Math.round(element.currentTime * 1000) });
		element.addEventListener('seeked', tell, { once: true });
		element.currentTime = rest / 1000;
	}

	/** An older answer does not pull the playhead back from where somebody has gone since. */
	#hasArrived(position: number): boolean {
		if (this.#asked && Math.abs(position - this.#asked.position) > 1 && performance.now() - this.#asked.at < patience)
			return false;
		this.#asked = null;
		return true;
	}

	#sameForAll(): boolean {
		const timeline = this.#live?.timeline;
		const facts = this.view.clip?.facts;
		if (!timeline || !facts || timeline.playing) return false;
		const frame = frameAt(facts, timeline.position);
		const players = this.here.flatMap((p) => p.player ?? []);
		return players.length > 1 && players.every((p) => p.state === 'ready' && frameAt(facts, p.position) === frame);
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
