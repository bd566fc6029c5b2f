import type { ClipEdits, PreparePlan } from './clip-edits';

/** A clip ready to be sent: without any notes about place, time or device, and (mp4) with its index first. */
export interface PreparedClip {
	blob: Blob;
	durationMs: number;
	/** `video/mp4` or `video/webm`. */
	type: string;
	/** Where in the chosen file it begins, ms. */
	fromMs: number;
}

export interface PrepareProgress {
	/** 0 to 1. */
	share: number;
	/** Null until it can be told. */
	msLeft: number | null;
}

/** A chosen clip on the table to be prepared. Everything happens on the device. */
export interface Preparing {
	readonly durationMs: number;
	/** As shown, px. */
	readonly width: number;
	readonly height: number;
	readonly hasSound: boolean;
	/** This browser can take its pictures apart: there will be a filmstrip. */
	readonly canLook: boolean;
	/** This browser can make pictures anew, so it can hide somebody and cut exactly. */
	readonly canMakeAnew: boolean;
	/** When frames begin, ms, in the order in which they are seen. */
	readonly times: readonly number[];
	/** How `edits` would be carried out, or why they cannot be. */
	plan(edits: ClipEdits): PreparePlan;
	/** `count` small pictures, `tall` px high, as they come. */
	pictures(
		count: number,
		tall: number,
		onpicture: (index: number, picture: CanvasImageSource) => void,
		signal: AbortSignal
	): Promise<void>;
	/** Loudness of `count` parts, 0 to 1, as it comes. */
	sound(count: number, onpeaks: (peaks: Float32Array) => void, signal: AbortSignal): Promise<void>;
	/** Carries them out. Ask `plan` first: what is refused throws. */
	make(edits: ClipEdits, onProgress: (progress: PrepareProgress) => void, signal: AbortSignal): Promise<PreparedClip>;
	close(): void;
}
