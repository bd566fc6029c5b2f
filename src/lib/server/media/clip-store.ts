import type { ClipHandle } from '$lib/server/use-cases/needs';

/** What a clip's files are called when they are whole. */
export const wholeFiles = ['original', 'played', 'direct', 'light'] as const;
const beingMade = ['draft', 'growing', 'light-draft'] as const;

/**
 * A clip's files. `original`, as it came, and at most one rendition, `played` (an mp4 to package) or `direct` (a WebM to
 * serve as it is). While one is made it is called `draft`, or `growing` where its first part can be played already.
 * `light` stands beside what is played, for slow lines.
 */
export type WholeFile = (typeof wholeFiles)[number];
export type ClipFile = WholeFile | (typeof beingMade)[number];

/** Everything that is made from an original. */
export const renditions = ['played', 'direct', 'light', ...beingMade] as const satisfies readonly ClipFile[];

/** One file of a clip to read from. Offsets and lengths are those of the clear bytes; what lies anywhere is sealed. */
export interface ClipBytes {
	/** A name for exactly these bytes: another file under the same name has another one. */
	readonly mark: string;
	/** Length announced when the file was begun; null when it was not known. */
	readonly declared: number | null;
	/** Bytes that are there now. */
	size(): Promise<number>;
	/**
	 * Up to `length` clear bytes from `offset`; fewer only where the file ends. `into`: where they are put, which saves a
	 * copy; it has room for `length` bytes, and a view of it is answered.
	 */
	readAt(offset: number, length: number, into?: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
	close(): Promise<void>;
}

/** One that is being written; whoever opens it sees what came so far. */
export interface GrowingBytes extends ClipBytes {
	/** Writes clear bytes at `offset`. Resolves when the system has them; `sync` makes them survive a power cut. */
	writeAt(offset: number, bytes: Uint8Array): Promise<void>;
	sync(): Promise<void>;
	/** Takes back what was written beyond. */
	cut(length: number): Promise<void>;
	/** Gives the file its final name, durably, in one step. */
	moveTo(name: ClipFile): Promise<void>;
}

/** For the one clear file that ffmpeg reads. `memory` is a folder in memory, tried first; `disk` one of ours, 0700. */
export interface Scratch {
	memory: string;
	disk: string;
	/** Tells our files from another's. */
	prefix: string;
}

/**
 * Where the bytes of clips lie. A clip arrives and is worked on at the workbench, a folder of this server; where it
 * belongs once it is whole is the store's own business. tests/support/clip-store-contract.ts holds every store to this.
 * Everything may throw what the system reports, and `OutOfReach`.
 */
export interface ClipStore {
	readonly scratch: Scratch;
	/** The first of these files that is there. */
	open<Name extends ClipFile>(
		clip: ClipHandle,
		...names: readonly Name[]
	): Promise<{ file: ClipBytes; name: Name } | null>;
	/** Begins a file on the workbench, in place of one of that name there. */
	begin(clip: ClipHandle, name: ClipFile, declared: number | null): Promise<GrowingBytes>;
	/** Writes on in one that was begun; null when none was. */
	goOn(clip: ClipHandle, name: ClipFile): Promise<GrowingBytes | null>;
	/** Removes files from the workbench. What was put away stays: nothing is made anew of a clip that was finished. */
	drop(clipId: string, names: readonly ClipFile[]): Promise<void>;
	/** The original lies on the workbench when this resolves, if there is one anywhere. */
	bring(clipId: string): Promise<void>;
	/** Everything of the clip goes, everywhere; reads that are under way elsewhere end. Runs twice without harm. */
	erase(clipId: string): Promise<void>;
	/** When bytes of the original were last written on the workbench; null when it does not lie there. */
	writtenAt(clipId: string): Promise<Date | null>;
	/** What the workbench still has room for, bytes; null where nobody can say. */
	freeBytes(): Promise<number | null>;
	/** Clears what a killed server left behind. Nobody may be working on a clip. */
	sweep(): Promise<void>;
	/** Clears what broke off a day ago or longer, while others work. */
	tidy(): Promise<void>;
	/** Ids of clips of which anything lies anywhere. */
	held(): Promise<string[]>;
	/** Ids of clips that do not lie where they belong. */
	astray(): Promise<string[]>;
	/** Brings a finished clip to where it belongs. Broken off anywhere, one good copy stays, and it may be run again. */
	putAway(clipId: string, signal: AbortSignal): Promise<void>;
}

/** The place where clips lie does not answer now. No fault of the clip, and it passes. */
export class OutOfReach extends Error {}

const idShape = /^[A-Za-z0-9_-]{1,64}$/;

/** True for what our ids look like: nothing in it can climb out of a folder. */
export const isClipId = (id: string): boolean => idShape.test(id);
