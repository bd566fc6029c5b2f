/** Why there is no picture to film. */
export type FilmTrouble = 'denied' | 'no-camera' | 'in-use' | 'not-here';

/** `cut-off`: the device took the camera away; what was filmed by then is there. */
export type FilmStage = 'off' | 'asking' | 'ready' | 'filming' | 'paused' | 'interrupted' | 'cut-off' | 'stopping';

/** A camera of this device. Without permission devices have no name. */
export interface Camera {
	id: string;
	name: string;
	side: 'front' | 'back' | null;
}

/** A recording that a crash, a reload or a closed tab left on this device. */
export interface FoundFilm {
	id: string;
	trajectory: string;
	/** When it began, epoch ms. */
	at: number;
	durationMs: number;
}

/** What was filmed, and the name under which this device still keeps it. */
export interface Filmed {
	id: string;
	blob: Blob;
}

/** The camera as a screen sees it. Times in ms. Nothing in it ever stops a recording by itself. */
export interface Filming {
	readonly stage: FilmStage;
	readonly trouble: FilmTrouble | null;
	/** What the lens sees now. */
	readonly picture: MediaStream | null;
	readonly mirrored: boolean;
	readonly silent: boolean;
	readonly cameras: readonly Camera[];
	readonly camera: string | null;
	readonly elapsedMs: number;
	/** The bell sounds after so many minutes of filming. */
	readonly minutes: number;
	/** The time was up: the bell has sounded. */
	readonly rung: boolean;
	/** Whether what was filmed also survives this tab. */
	readonly kept: boolean;
	/** The device has little room left. */
	readonly low: boolean;
	open(camera?: string): Promise<void>;
	setMinutes(minutes: number): void;
	begin(): Promise<void>;
	pause(): void;
	resume(): void;
	/** Null when nothing was filmed. */
	stop(): Promise<Filmed | null>;
	/** Throws away what was filmed just now. */
	discard(): Promise<void>;
	/** The camera goes off. What was filmed stays on the device. */
	close(): void;
}

/** Minutes of filming before the bell; a play moment takes five to ten (R45). */
export const bellMinutes = { least: 1, usual: 5, most: 20 } as const;

/** Time that runs and halts. `since`: when it last began to run, null while it stands still. Ms. */
export interface Stopwatch {
	readonly ranMs: number;
	readonly since: number | null;
}

export const atRest: Stopwatch = { ranMs: 0, since: null };
export const elapsed = ({ ranMs, since }: Stopwatch, now: number): number =>
	ranMs + (since === null ? 0 : Math.max(0, now - since));
export const run = (watch: Stopwatch, now: number): Stopwatch =>
	watch.since === null ? { ...watch, since: now } : watch;
export const halt = (watch: Stopwatch, now: number): Stopwatch => ({ ranMs: elapsed(watch, now), since: null });

/**
 * How to film, best first. H.264 in mp4 plays at once everywhere and needs no other pictures made of it; AAC before
 * Opus, because older iPads play no Opus in mp4. WebM where a browser can nothing else.
 */
const ways = [
	'video/mp4;codecs=avc1.640028,mp4a.40.2',
	'video/mp4;codecs=avc1,mp4a.40.2',
	'video/mp4;codecs=avc1,opus',
	'video/webm;codecs=vp9,opus',
	'video/webm;codecs=vp8,opus',
	'video/webm'
] as const;

/** The best way to film that `can` knows; null when it knows none. */
export const wayToFilm = (can: (type: string) => boolean): string | null => ways.find(can) ?? null;

/** What went wrong when a camera was asked for, by the name of the browser's error. */
export function troubleOf(error: unknown): FilmTrouble {
	const name = error instanceof Error || error instanceof DOMException ? error.name : '';
	if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
	if (name === 'NotReadableError' || name === 'AbortError' || name === 'TrackStartError') return 'in-use';
	if (name === 'TypeError') return 'not-here';
	return 'no-camera';
}
