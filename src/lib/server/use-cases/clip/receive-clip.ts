import { and, eq } from 'drizzle-orm';
import type { ClipFacts } from '$lib/domain/clip-facts';
import { teamMayWatch } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { clip } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { ownRecording } from './own-clip';

/**
 * One request of a resumable sending. The consent is asked at every piece: what the parents take back in the middle of
 * an upload does not arrive any more. Refusals: `not-found`, `clip-gone`, `no-consent`, `not-allowed` (it is complete).
 */
export async function receiveClip(
	needs: Needs,
	userId: string,
	clipId: string,
	request: Request
): Promise<Outcome<Response>> {
	const own = await ownRecording(needs, userId, clipId);
	if (!own.ok) return own;
	const { row, access } = own.value;
	if (!teamMayWatch(access.clip.consent)) return no('no-consent');
	if (row.status === 'failed' || !row.wrappedKey) return no('clip-gone');
	// a sender that missed our last answer may ask how far we are; nothing is written over a complete clip
	if (row.status !== 'sending' && request.method !== 'HEAD') return no('not-allowed');
	const handle = { id: clipId, key: needs.vault.open(row.wrappedKey) };
	// what was said of the bytes that this sending replaces is no longer true
	if (request.method === 'POST' && row.facts) await keepFacts(needs, clipId, null);
	const known = row.facts !== null && !row.facts.growing && request.method !== 'POST';
	const onKnown = known ? undefined : (facts: ClipFacts) => keepFacts(needs, clipId, facts);
	const { response, complete } = await needs.files.receive(handle, row.bytes, request, onKnown);
	if (complete && row.status === 'sending') await arrived(needs, clipId);
	return yes(response);
}

/** From the moment its beginning says what it is, a clip can be shown while the rest comes in; only while it does. */
async function keepFacts(needs: Needs, clipId: string, facts: ClipFacts | null): Promise<void> {
	await needs.db
		.update(clip)
		// what is sent anew may be another recording: nobody laid that beside anything
		.set(facts ? { facts } : { facts, offsetMs: null, alignedBy: null })
		.where(and(eq(clip.id, clipId), eq(clip.status, 'sending')));
}

/** Every byte is on disk: from here on the server goes on by itself, also when the browser is gone. */
async function arrived(needs: Needs, clipId: string): Promise<void> {
	const moved = await needs.db
		.update(clip)
		.set({ status: 'checking' })
		.where(and(eq(clip.id, clipId), eq(clip.status, 'sending')))
		.returning({ id: clip.id });
	if (moved.length) needs.clipWaits(clipId);
}
