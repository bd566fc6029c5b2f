import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { clipAccessOf, findClip, noteView, type ClipAccess } from '$lib/server/db/clips';
import type { ClipHandle, MediaPart, Needs } from '../needs';
import { isShown, onlyShown, spansOf, type ShownPart } from './shown-part';
import { whileAllowed } from './while-allowed';

/** One view per viewer within this time, ms: going on after a pause is the same view (R33). */
const sameView = 10 * 60_000;

/** Which part of a clip is asked for. `asking`: only whether one may (HEAD), which is no view. */
export interface AskedMedia {
	clipId: string;
	file: string;
	range: string | null;
	asking: boolean;
}

/**
 * The gateway: every byte of every clip passes here, and every request is judged afresh. Refusals: `not-found`
 * whatever the reason is for somebody without a right, `clip-not-ready` for the owner only.
 */
export async function watchMedia(needs: Needs, userId: string, asked: AskedMedia): Promise<Outcome<MediaPart>> {
	const now = needs.clock();
	const watching = await mayWatch(needs, userId, asked.clipId);
	if (!watching) return no('not-found');
	const { row, access } = watching;
	if (row.status !== 'ready' || !row.wrappedKey) return no(row.ownerId === userId ? 'clip-not-ready' : 'not-found');
	const handle = { id: row.id, key: needs.vault.open(row.wrappedKey) };
	const part = await partFor(needs, handle, asked, shownTo(access, row.facts?.durationMs ?? 0));
	if (part.ok && !asked.asking && isBeginning(asked)) {
		const view = { clipId: row.id, userId, sessionId: access.table?.sessionId ?? null, at: now };
		await noteView(needs.db, view, sameView);
	}
	if (!part.ok || !(part.value.body instanceof ReadableStream)) return part;
	const stillMay = async () => (await mayWatch(needs, userId, asked.clipId)) !== null;
	return yes({ ...part.value, body: whileAllowed(part.value.body, stillMay, () => needs.clock().getTime()) });
}

/** The clip and how this person stands towards it now; null when none of it is hers to see. */
async function mayWatch(needs: Needs, userId: string, clipId: string) {
	const row = await findClip(needs.db, clipId);
	const access = row && (await clipAccessOf(needs.db, userId, row, needs.clock()));
	return row && access && may.watchClip(access.who, access.clip) ? { row, access } : null;
}

/** What this viewer may see of it; null for all of it: her own clip, a clip she helps with, or one that was brought whole. */
function shownTo({ clip, table }: ClipAccess, durationMs: number): ShownPart | null {
	if (!table || clip.helping || (table.from <= 0 && table.to >= durationMs)) return null;
	return table;
}

async function partFor(
	needs: Needs,
	handle: ClipHandle,
	{ file, range }: AskedMedia,
	shown: ShownPart | null
): Promise<Outcome<MediaPart>> {
	// a clip that is one file cannot be given in part
	if (!shown || file === 'init.mp4' || file === 'clip.webm') return needs.files.part(handle, file, range);
	const playlist = await needs.files.part(handle, 'index.m3u8', null);
	if (!playlist.ok || !(playlist.value.body instanceof Uint8Array)) return playlist;
	const text = new TextDecoder().decode(playlist.value.body);
	if (file === 'index.m3u8') {
		const body = new TextEncoder().encode(onlyShown(text, shown));
		return yes({
			...playlist.value,
			body,
			headers: { ...playlist.value.headers, 'Content-Length': String(body.length) }
		});
	}
	const span = spansOf(text).find((one) => one.name === file);
	return span && isShown(span, shown) ? needs.files.part(handle, file, range) : no('not-found');
}

/** Playing begins with the playlist, or with the first bytes of a clip that is one file. */
const isBeginning = ({ file, range }: AskedMedia): boolean =>
	file === 'index.m3u8' || (file === 'clip.webm' && (range === null || range.startsWith('bytes=0-')));
