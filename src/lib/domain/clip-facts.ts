/** What one look at the bytes of a clip tells. Times in ms, sizes in bytes, width and height as shown (after rotation). */
export interface ClipFacts {
	container: 'mp4' | 'mov' | 'webm';
	videoCodec: 'h264' | 'hevc' | 'vp8' | 'vp9' | 'av1' | 'other';
	audioCodec: 'aac' | 'opus' | 'vorbis' | 'mp3' | 'none' | 'other';
	durationMs: number;
	width: number;
	height: number;
	/** Clockwise turn the player has to give, in degrees. */
	rotation: 0 | 90 | 180 | 270;
	frames: number;
	/** Mean frames per second; clips from phones are often uneven, so step by sample times, never by this. */
	fps: number;
	evenFrames: boolean;
	/** `as-is`: packaged straight from the original; `remux`: new container, same pictures; `convert`: needs a codec. */
	path: 'as-is' | 'remux' | 'convert';
	/** Only of a clip in fragments that is still being sent: its length is what has arrived, and it will be longer. */
	growing?: true;
	/** Only of a clip that is being converted: these are the facts of what comes out, and its first part can be played. */
	early?: true;
}

/**
 * Whether pictures of a clip can be asked for at all (who may is another question): it is ready, or it plays from its
 * own bytes, and the beginning of those was looked at while the rest is still coming in, or the first part of what it
 * is converted to is there.
 */
export const canBeShown = (clip: { status: string; facts: ClipFacts | null }): boolean =>
	clip.status === 'ready' ||
	(isArriving(clip.status) && clip.facts?.path === 'as-is') ||
	(clip.status === 'converting' && clip.facts?.early === true);

/** Whether it can lie on a table, also while it is still coming in: how long it is must be known, because moments are. */
export const canBeBrought = (clip: { status: string; facts: ClipFacts | null }): boolean =>
	canBeShown(clip) && clip.facts !== null && !clip.facts.growing;

/** Whoever sends tries again every twenty seconds: after so long without one byte nobody is sending any more, ms. */
const silentAfterMs = 10 * 60_000;

/** Whether a clip that is not whole yet is still on its way, as far as the server can tell: by its last bytes [U7]. */
export const hasFallenSilent = (lastBytesAt: Date, now: Date): boolean =>
	now.getTime() - lastBytesAt.getTime() > silentAfterMs;

/** Sent, or sent and still to be looked at. */
const isArriving = (status: string): boolean => status === 'sending' || status === 'checking';

/** How a prepared clip reaches the player: packaged (`index.m3u8`), or one WebM file (`clip.webm`) that HLS cannot carry. */
export const playKind = (facts: Pick<ClipFacts, 'container'>): 'hls' | 'file' =>
	facts.container === 'webm' ? 'file' : 'hls';

/** Limits of one clip (20 minutes, 2 GB, a phone's slow motion of 240 a second and a little), checked before the upload starts and again on the bytes. */
export const clipLimits = {
	bytes: 2_000_000_000,
	durationMs: 20 * 60_000,
	pixels: 4096 * 2304,
	fps: 250
} as const;

/** A fragment for the table: 1-3 minutes is what the group looks at again (R49). Short clips are welcome (R54). */
export const fragmentLimits = { minMs: 1_000, maxMs: 3 * 60_000 } as const;
