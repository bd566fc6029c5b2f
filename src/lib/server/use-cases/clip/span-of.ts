import type { PlacedClip } from '$lib/server/db/clips';
import type { ClipHandle, MediaPart, Needs } from '../needs';
import { spansOf, type ShownPart } from './shown-part';

/** Where segments stand, of clips asked for lately: reading a playlist for every segment would double the work. */
const known = new Map<string, ReadonlyMap<string, ShownPart>>();
const mostKnown = 50;

/** Which part of the clip is in this answer, ms; null for a list. One file is as long as its bytes are far. */
export async function spanOf(
	needs: Needs,
	row: PlacedClip,
	handle: ClipHandle,
	file: string,
	part: MediaPart
): Promise<ShownPart | null> {
	const durationMs = row.facts?.durationMs ?? 0;
	if (file === 'clip.webm') {
		const [, from, to, whole] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(part.headers['Content-Range'] ?? '') ?? [];
		if (whole === undefined) return { from: 0, to: durationMs };
		const at = (byte: string | undefined) => (Number(byte) / Number(whole)) * durationMs;
		return { from: at(from), to: at(to) };
	}
	const name = file.replace(/^snd(?=\d)/, 'seg');
	if (!name.endsWith('.m4s')) return null;
	const list = name.startsWith('low') ? 'low.m3u8' : 'index.m3u8';
	const key = [row.id, list, row.status, row.bytes].join(' ');
	const found = known.get(key)?.get(name);
	if (found) return found;
	const playlist = await needs.files.part(handle, list, null);
	if (!playlist.ok || !(playlist.value.body instanceof Uint8Array)) return { from: 0, to: durationMs };
	const spans = new Map(
		spansOf(new TextDecoder().decode(playlist.value.body)).map(({ name: of, ...span }) => [of, span])
	);
	known.delete(key);
	known.set(key, spans);
	const oldest = known.keys().next().value;
	if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
	// a segment that no list names yet is somewhere in it: better too much in the log than nothing
	return spans.get(name) ?? { from: 0, to: durationMs };
}
