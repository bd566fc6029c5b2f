import { no, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { clipAccessOf, findClip, noteView } from '../../db/clips';
import type { MediaPart, Needs } from '../needs';

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
	const row = await findClip(needs.db, asked.clipId);
	const access = row && (await clipAccessOf(needs.db, userId, row, now));
	if (!row || !access || !may.watchClip(access.who, access.clip)) return no('not-found');
	if (row.status !== 'ready' || !row.wrappedKey) return no(row.ownerId === userId ? 'clip-not-ready' : 'not-found');
	const part = await needs.files.part({ id: row.id, key: needs.vault.open(row.wrappedKey) }, asked.file, asked.range);
	if (part.ok && !asked.asking && isBeginning(asked)) {
		const view = { clipId: row.id, userId, sessionId: access.table?.sessionId ?? null, at: now };
		await noteView(needs.db, view, sameView);
	}
	return part;
}

/** Playing begins with the playlist, or with the first bytes of a clip that is one file. */
const isBeginning = ({ file, range }: AskedMedia): boolean =>
	file === 'index.m3u8' || (file === 'clip.webm' && (range === null || range.startsWith('bytes=0-')));
