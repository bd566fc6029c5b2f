import type { ClipSource } from '../upload';
import type { KeptClip, PieceStore } from './piece-store';

/** A key and the hour it belongs to; `refused`: nobody can have it (any more); `unreachable`: ask again later. */
export type ClipKey = { stamp: number; key: CryptoKey } | 'refused' | 'unreachable';

/** Clear bytes in one sealed piece. */
const pieceBytes = 1024 * 1024;
/** A server that does not answer is not waited for longer than this, ms. */
const longestAnswer = 8_000;

/** True where a browser can keep something nobody can read: only on https, and on this very machine. */
export const canKeepClips = (): boolean =>
	typeof indexedDB !== 'undefined' &&
	typeof crypto.subtle !== 'undefined' &&
	typeof navigator.locks !== 'undefined' &&
	typeof navigator.storage !== 'undefined';

/** Asks the server for the key under which this clip is kept: this hour's, or that of a stamp. */
export async function askClipKey(clipId: string, stamp?: number): Promise<ClipKey> {
	try {
		const query = stamp === undefined ? '' : `?stamp=${stamp}`;
		const signal = AbortSignal.timeout(longestAnswer);
		const answer = await fetch(`/clips/${clipId}/keep-key${query}`, { cache: 'no-store', signal });
		// signed out is no verdict on the clip: whoever signs in again is asked again
		if (!answer.ok) return [403, 404, 410].includes(answer.status) ? 'refused' : 'unreachable';
		const given = (await answer.json()) as { stamp: number; key: string };
		const bytes = Uint8Array.from(atob(given.key), (letter) => letter.charCodeAt(0));
		// not extractable: from here on nobody can read the key, only use it
		const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
		return { stamp: given.stamp, key };
	} catch {
		return 'unreachable';
	}
}

/**
 * Keeps a clip on this device until it has arrived, sealed piece by piece (AES-256-GCM) under a key that is never stored
 * [U2]. True when all of it is here: then the tab may be closed. False where the device has no room, the browser keeps
 * nothing or there is no key; what was written by then is gone again.
 */
export async function keepClip(
	store: PieceStore,
	clipId: string,
	source: ClipSource,
	given: ClipKey,
	signal: AbortSignal
): Promise<boolean> {
	if (typeof given === 'string' || !(await hasRoom(source.size))) return false;
	const { stamp, key } = given;
	const kept: KeptClip = { clip: clipId, bytes: source.size, stamp, whole: false };
	try {
		await store.note(kept);
		for (let index = 0; index * pieceBytes < source.size; index++) {
			const from = index * pieceBytes;
			const bytes = await (await source.slice(from, Math.min(from + pieceBytes, source.size))).arrayBuffer();
			if (signal.aborted) break;
			const nonce = crypto.getRandomValues(new Uint8Array(12));
			const sealed = await crypto.subtle.encrypt(about(kept, index, nonce), key, bytes);
			await store.put(clipId, index, { nonce, sealed: new Uint8Array(sealed) });
		}
		if (!signal.aborted) {
			await store.note({ ...kept, whole: true });
			return true;
		}
	} catch {
		// a full or forbidden store must not disturb the sending
	}
	await store.drop(clipId).catch(() => undefined);
	return false;
}

/** What was kept, to be sent from. Throws when a piece is gone or is noise under this key. */
export const keptSource = (store: PieceStore, kept: KeptClip, key: CryptoKey): ClipSource => ({
	size: kept.bytes,
	async slice(start, end) {
		const parts: Uint8Array<ArrayBuffer>[] = [];
		for (let index = Math.floor(start / pieceBytes); index * pieceBytes < end; index++) {
			const piece = await store.get(kept.clip, index);
			if (!piece) throw new Error('a piece of the clip is gone');
			const clear = await crypto.subtle.decrypt(about(kept, index, piece.nonce), key, piece.sealed);
			const base = index * pieceBytes;
			parts.push(new Uint8Array(clear).subarray(Math.max(0, start - base), Math.max(0, end - base)));
		}
		return new Blob(parts);
	}
});

/** Which clip, how long, which piece: also sealed in, so that pieces cannot be exchanged. */
const about = ({ clip, bytes }: KeptClip, index: number, iv: Uint8Array<ArrayBuffer>) => ({
	name: 'AES-GCM',
	iv,
	additionalData: new TextEncoder().encode(`${clip} ${bytes} ${index}`)
});

/** Room for all of it and a tenth more; a browser that does not say is tried. */
async function hasRoom(bytes: number): Promise<boolean> {
	const { quota, usage } = await navigator.storage.estimate().catch(() => ({ quota: undefined, usage: undefined }));
	return quota === undefined || quota - (usage ?? 0) > bytes * 1.1;
}
