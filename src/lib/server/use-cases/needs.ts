import type { ClipFacts } from '$lib/domain/clip-facts';
import type { SpaceLimits } from '$lib/domain/clip-space';
import type { Outcome } from '$lib/domain/outcome';
import type { PushAddress, Pushed, PushMessage } from '$lib/domain/push';
import type { TimelineState } from '$lib/domain/timeline';
import type { Unit } from '$lib/engine/pack';
import type { SessionEvent } from '$lib/engine/session';
import type { WayBack } from '$lib/engine/session-view';
import type { Db } from '$lib/server/db/connection';
import type { Vault } from '$lib/server/db/vault';
import type { ViewBook } from './audit/view-book';

/**
 * What the use cases need from the world. They declare it here and never import the live table, the media room
 * or the mailer; `house.ts` plugs those in. Tests plug in a fixed clock and counting ids.
 */
export interface Needs {
	db: Db;
	vault: Vault;
	/** Server time. Nothing inside asks `Date` itself. */
	clock: () => Date;
	/** 128 random bits, base64url, 22 characters. */
	newId: () => string;
	/** A secret for a link: 256 random bits, base64url. Only its SHA-256 is stored. */
	newSecret: () => string;
	files: ClipFiles;
	/** What clips may take together. */
	clipSpace: SpaceLimits;
	/** Stretches that are being watched now, until they are written to the log [AU7]. */
	views: ViewBook;
	table: LiveTable;
	mail: (letter: Letter) => Promise<void>;
	/** This school can send letters; without, `mail` does nothing. */
	mails: boolean;
	/** Messages to devices; null where whoever runs this did not turn them on. */
	push: Push | null;
	/** Origin the school reaches us on, for links in letters. No trailing slash. */
	origin: string;
	/** Runs work that outlives the request (conversion). Errors are logged, never thrown at the caller. */
	later: (work: () => Promise<void>) => void;
	/** A clip is waiting to be looked at, by whichever process does that. */
	clipWaits: (clipId: string) => void;
}

/** Where one clip's bytes stand: the id of its folder and the clip's own data key (32 bytes, AES-256-CTR). */
export interface ClipHandle {
	id: string;
	key: Uint8Array;
}

/** One file of the HLS packaging, made just in time, or the remuxed file where HLS cannot carry the codec. */
export interface MediaPart {
	type: string;
	status: 200 | 206;
	headers: Record<string, string>;
	body: Uint8Array | ReadableStream<Uint8Array>;
}

/** The bytes of clips, always encrypted at rest. Implemented by server/media. */
export interface ClipFiles {
	/** True when a system ffmpeg was found at the start: HEVC and VP8 can then be converted. */
	readonly canConvert: boolean;
	/** What is still free where clips are kept, bytes; null where nobody can say. */
	freeBytes(): Promise<number | null>;
	/**
	 * One resumable (tus) request for this clip, whatever its method. `complete` is true on the request that delivers the
	 * last byte. `onKnown` is told what a clip is as soon as its beginning says so, when it plays from its own bytes and
	 * can be shown while the rest comes in; told again as the length of a clip in fragments grows.
	 */
	receive(
		clip: ClipHandle,
		size: number,
		request: Request,
		onKnown?: (facts: ClipFacts) => Promise<void>
	): Promise<{ response: Response; complete: boolean }>;
	/** When the last bytes of this clip arrived; null when none did. */
	lastBytesAt(clipId: string): Promise<Date | null>;
	/** Stores a whole file at once (demo school, tests). */
	put(clip: ClipHandle, bytes: Uint8Array): Promise<void>;
	/** Looks at the stored bytes. Refusals: `not-a-video`, `truncated`, `no-picture`, `too-long`, `too-large`, `unsupported-codec`, `hevc-not-here`. */
	inspect(clip: ClipHandle): Promise<Outcome<ClipFacts>>;
	/**
	 * Makes the playable rendition when `facts.path` is not `as-is`; answers the facts of what will be played. Runs twice
	 * without harm; throws what the disk reports, which is no verdict on the clip. Of a conversion `onPlayable` is told, once, when its first part can be played, and what it will be.
	 */
	prepare(
		clip: ClipHandle,
		facts: ClipFacts,
		onProgress?: (part: number) => void,
		onPlayable?: (facts: ClipFacts) => Promise<void>
	): Promise<Outcome<ClipFacts>>;
	/**
	 * Makes a small rendition for slow lines beside the one that is played, when nothing else is to be done. Answers
	 * whether there is one. Never fails: without it the clip plays as it did.
	 */
	lighten(clip: ClipHandle): Promise<boolean>;
	/**
	 * `levels.m3u8` (what a player begins with: a list of the ways to play it, or `index.m3u8` itself where there is one),
	 * `low.m3u8`, `lowinit.mp4`, `low0.m4s`… where there is a lighter rendition,
	 * `index.m3u8`, `init.mp4`, `seg0.m4s`…, `sndinit.mp4`, `snd0.m4s`… (their sound alone), or `clip.webm` with a Range. Anything else is `not-found`. Of a clip that is
	 * still being sent: `clip-not-ready` before its index is here, `clip-arriving` for a segment whose bytes are not, after
	 * a moment's wait for them. `clip-out-of-reach`: where it lies does not answer now.
	 */
	part(clip: ClipHandle, file: string, range: string | null): Promise<Outcome<MediaPart>>;
	/** Clear pictures kept in memory for who watches along are dropped: of one clip, or of all. */
	forget(clipId?: string): void;
	/** Removes every file of the clip, wherever it lies. Throws when that did not work out; runs again without harm. */
	erase(clipId: string): Promise<void>;
	/** Ids of clips of which any bytes lie anywhere. */
	held(): Promise<string[]>;
	/** Ids of clips that do not lie where they belong once they are finished, and that nobody is at work on. */
	astray(): Promise<string[]>;
	/**
	 * Brings a finished clip to where it belongs. Broken off, it lies where it lay and can be brought again. `stillHeld` is
	 * asked at the end: if its key was destroyed meanwhile, everything of it goes.
	 */
	putAway(clipId: string, stillHeld: () => Promise<boolean>): Promise<void>;
}

/** The live table as seen by the use cases. Implemented by server/live. */
export interface LiveTable {
	/** New events of a session, already committed: open connections are re-judged before the next frame is read. */
	sessionMoved(sessionId: string, events: SessionEvent[]): void;
	/** Somebody's rights changed (left the team, access ended, consent withdrawn): sockets are judged again now. */
	rightsChanged(scope: {
		userId?: string;
		sessionId?: string;
		clipId?: string;
		teamId?: string;
		trajectoryId?: string;
	}): void;
	/** What is shown with a clip changed, and no right: at every table it lies on, people read their view again. */
	clipChanged(clipId: string): void;
	/** [LP11] An entry of a plan was changed by its form: whoever types in it with another sees that. */
	planWritten(entryId: string): void;
	/** Ends every socket of one sign-in (sign out) or of one person (password changed, account closed). */
	signedOut(scope: { authSessionId?: string; userId?: string }): void;
	/**
	 * Everything typed so far is durable and projected to rows when this resolves, also when another process holds the
	 * session. Refusal: `too-busy`, when that process does not answer.
	 */
	settle(sessionId: string): Promise<Outcome<null>>;
	/**
	 * Puts words back that somebody took away, in their author's name, and answers how; durable when it resolves.
	 * Refusals: `not-found`, `already-there`, `too-large`, `too-busy`.
	 */
	putBack(sessionId: string, removalId: string, byUserId: string): Promise<Outcome<WayBack>>;
	/**
	 * Lays what these people wrote sealed on the table, each under her own name, and takes it out of her own pages. Runs
	 * twice without harm; durable when it resolves. Refusals: `too-large`, of whom the rest stays sealed; `too-busy`.
	 */
	reveal(sessionId: string, sealed: Sealed[]): Promise<Outcome<null>>;
	/** Who is in the room now, by user id; null when the process that knows it does not answer. */
	present(sessionId: string): Promise<string[] | null>;
	/** Where the shared picture stands, or null when nobody is in the room. */
	timeline(sessionId: string): Promise<TimelineState | null>;
	/** Path under which a browser reaches this session's table, such as `/live`; documents' names come after it. */
	address(sessionId: string): Promise<string>;
}

/** Somebody whose sealed notes for these parts are to be revealed. */
export interface Sealed {
	userId: string;
	parts: Unit[];
}

export interface Push {
	/** What a browser is given when it is turned on, base64url. */
	publicKey: string;
	/** Whether it is the address of a push service at all. */
	reaches: (endpoint: string) => boolean;
	/** Never throws. A device that cannot be reached within so many seconds is not told any more. */
	send: (address: PushAddress, message: PushMessage, seconds: number) => Promise<Pushed>;
}

export interface Letter {
	to: string;
	subject: string;
	text: string;
	/** A calendar event that comes along: mail programs show it with the letter, and put it in the calendar. */
	event?: { method: 'REQUEST' | 'CANCEL'; text: string };
}
