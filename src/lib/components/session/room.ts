import { getContext, setContext } from 'svelte';
import type { Place, Pointed, PlayerReport, ShownDrawing } from '$lib/domain/live';
import type { Outcome } from '$lib/domain/outcome';
import type { RefusalCode } from '$lib/domain/refusals';
import type { PlaybackCommand } from '$lib/domain/timeline';
import type { ObservationActor, Unit } from '$lib/engine/pack';
import type { PersonAtTable, Removal, SessionView, WayBack } from '$lib/engine/session-view';
import type { Entry, OwnUnit } from '$lib/notebook/table';

export type AnyUnit = Unit | OwnUnit;

/** The entry somebody types in. Places in UTF-16 units; what is marked lies between `anchor` and `caret`. */
export interface Typing {
	unit: AnyUnit;
	id: string;
	caret: number | null;
	anchor?: number | null;
}

/** Somebody who is really in the room now. */
export interface Here extends PersonAtTable {
	/** Which of the eight colours of people (`--person-0` to `-7`) is hers: of her caret, her avatar, the edge of her note. */
	colour: number;
	typing: Typing | null;
	player: PlayerReport | null;
}

/** What somebody is about to write. `t` in ms of the clip. */
export interface Draft {
	text: string;
	t: number | null;
	actor: ObservationActor | null;
	codes: string[];
	/** The observation a meaning belongs to. */
	of?: string | null;
	/** Of a sealed note: the part of the table it is for. */
	part?: Unit;
	/** What was drawn over the frame of its moment, as in domain/drawing. */
	drawing?: string | null;
}

/** What of an entry its author changes besides its words; a drawing that is null goes away, and so does a link to nothing. */
export type EntryChange = Partial<Pick<Entry, 't' | 'actor' | 'codes'>> & { drawing?: string | null; of?: string };

/** The shared picture as this browser sees it. */
export interface Picture {
	playing: boolean;
	rate: number;
	/** What is repeated, ms of the clip; null when nothing is. */
	loop: { from: number; to: number } | null;
	muted: boolean;
	/** This browser may only play after a touch. */
	tapNeeded: boolean;
	/** True when it rests and everybody's player shows this very frame. */
	same: boolean;
	/** Names of people who do not see the resting picture, for longer than a moment. */
	behind: string[];
	/** Names of people whose picture is loading, for longer than a moment. */
	waitsFor: string[];
	/** While the group waits for them: until when at most, server time, epoch ms. */
	waitingUntil: number | null;
}

export type Saved = 'connecting' | 'saved' | 'saving' | 'offline';

/** One step back or forward, and the entry it was done to. */
export interface LastStep {
	did: 'undo' | 'redo';
	id: string;
}

/**
 * The room around every part of the screen: what stands on the table, who is here, and what one may ask. The page
 * joins it to the live table; tests put a still one in its place.
 */
export interface Room {
	readonly view: SessionView;
	/** Server time, epoch ms; moves on by itself. */
	readonly now: number;
	readonly here: Here[];
	readonly entries: Entry[];
	readonly jottings: Entry[];
	readonly later: Entry[];
	/** One's own notes that nobody else reads until a round reveals them. */
	readonly sealed: Entry[];
	/** Text that could not be put down any more, because the round moved on meanwhile. */
	readonly rescued: Entry[];
	readonly saved: Saved;
	/** Changes of one's own that only this device has. */
	readonly unsaved: number;
	/** Changes from before a reload that were saved after all. */
	readonly resent: number;
	/** Whether there is something of one's own to take back, or to repeat. */
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	/** What one took back or repeated last; another object each time. */
	readonly lastStep: LastStep | null;
	/** What one took away a moment ago and may still put back. */
	readonly removed: Entry | null;
	readonly picture: Picture;
	/** Where people point in the picture now, oneself among them. */
	readonly pointed: Pointed[];
	/** Where the picture stands, ms of the clip. */
	readonly position: number;
	/** Whether this device gives sound; nobody else's business, and beside what is shared. */
	readonly hears: boolean;
	/** Why the last thing one asked was refused. */
	readonly refusal: RefusalCode | null;

	/** Puts something down; answers its id. */
	add(unit: AnyUnit, draft: Draft): string;
	retype(unit: AnyUnit, id: string, text: string): void;
	change(unit: AnyUnit, id: string, to: EntryChange): void;
	remove(unit: AnyUnit, id: string): void;
	/** Removes something of one's own, and offers it back for a while. */
	throwAway(entry: Entry): void;
	/** Puts what was thrown away back as it was, or lets it go. */
	putBack(): void;
	letGo(): void;
	/** Takes back, or repeats, the last change of one's own; what colleagues wrote stays. */
	undo(): void;
	redo(): void;
	/** Tells the others where one types. */
	typesAt(at: Typing | null): void;
	dropRescued(id: string): void;

	ask(command: PlaybackCommand | { do: 'step'; frames: 1 | -1 }): void;
	/** Shows everybody a place in the picture. */
	point(at: Place): void;
	/** Sound of this device alone, on or off; it remembers. */
	hearHere(on: boolean): void;
	/** What was drawn with a note, on the big screens too; null takes it away. */
	showDrawing(shown: ShownDrawing | null): void;
	attach(element: HTMLVideoElement | null): void;
	/** The touch that lets this browser play. */
	tap(): void;

	/** What others took away of one's own words; of everybody's, for whoever may bring it back. */
	removals(): Promise<Outcome<Removal[]>>;
	/** Puts one of them back on the table. */
	bringBack(removalId: string): Promise<Outcome<WayBack>>;

	/** Called after a form of the room was answered; null: it went well, and the session is at `seq` now. */
	answered(refusal: RefusalCode | null, seq?: number): Promise<void>;
}

/** Longest text of one note, in characters; the document refuses more. */
export const longestNote = 4000;

const KEY = Symbol('room');
export const setRoom = (room: Room): Room => setContext(KEY, room);
export const getRoom = (): Room => getContext<Room>(KEY);

export const isMine = (room: Room, entry: Pick<Entry, 'author'>): boolean => entry.author === room.view.me.id;
/** The colour of somebody in the room; nothing while she is away. */
export const colourOf = (room: Room, id: string): number | undefined => room.here.find((p) => p.id === id)?.colour;
/** The others who have their caret in this entry. */
export const othersIn = (room: Room, unit: AnyUnit, id: string): Here[] =>
	room.here.filter((p) => p.id !== room.view.me.id && p.typing?.unit === unit && p.typing.id === id);
/** Whether one may send the shared picture to a moment now. */
export const mayJump = (room: Room): boolean => room.view.may.playback.seek;
export const nameIn = (room: Room, id: string): string =>
	room.view.people.find((p) => p.id === id)?.name ?? room.here.find((p) => p.id === id)?.name ?? '';
