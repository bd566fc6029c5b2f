/**
 * Frame types on the live socket beside Yjs sync (0) and awareness (1).
 * All carry one varString of JSON, except `saved`, which carries a varUint.
 */
export const frames = {
	/** Server: your first n sync messages of this connection are durable. */
	saved: 100,
	/**
	 * Server: the session moved; `{ seq, type }`, `type` as of the event. With `now` all that is new for you stands in it;
	 * without, read your own view again. With `stands`, to who comes in: it stands at this event, so read again only when
	 * yours is older.
	 */
	moved: 101,
	/** Server: the shared picture; `TimelineState` plus `serverNow` (ms). */
	timeline: 102,
	/** Client: a `PlaybackCommand`. */
	playback: 103,
	/** Client `{ t0 }`, server `{ t0, t1 }`: clock offset, ms. */
	clock: 104,
	/** Server: a playback command was refused; `{ code }`. */
	refused: 105,
	/** Client: how my player is doing, a `PlayerReport`. Server: everybody's, `Players`. */
	players: 106,
	/** Client: I point here, a `Place`. Server, to everybody at the table: a `Pointed`. */
	pointing: 107,
	/** Client, who may switch a big screen on: a `ShownDrawing`, or null. Server, to big screens alone: the same. */
	drawn: 108
} as const;

/** Close codes. 4400-4499 are terminal for y-websocket; everything else reconnects. */
export const closeCodes = {
	badFrame: 4400,
	signedOut: 4401,
	notAllowed: 4403,
	gone: 4410,
	/** Refused too often: not before a while. */
	wait: 4429,
	/** Transient: commits stall, or this is not the node that owns the room. */
	tryAgain: 4503,
	/** Transient: the reader was too slow and will sync again. */
	tooSlow: 4508,
	restarting: 1012
} as const;
