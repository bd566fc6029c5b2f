import { rolesInLog, type AuditEntry } from '$lib/domain/audit';
import { alarmLimits } from '$lib/domain/break-glass';
import { canBeShown } from '$lib/domain/clip-facts';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { partBeside } from '$lib/domain/second-source';
import { openedSince, record } from '$lib/server/db/audit';
import { openGlass } from '$lib/server/db/break-glass';
import { helpedBefore } from '$lib/server/db/help';
import { clipAccessOf, findClip, type ClipAccess, type PlacedClip } from '$lib/server/db/clips';
import { KeyDestroyed } from '$lib/server/db/vault';
import type { ClipHandle, MediaPart, Needs } from '../needs';
import type { Viewer } from '../audit/view-book';
import { screenNow } from '../screen/screen-now';
import { captionsFile } from './captions';
import { isShown, onlyShown, spansOf, type ShownPart } from './shown-part';
import { spanOf } from './span-of';
import { whileAllowed } from './while-allowed';

/** One view per viewer within this time, ms: going on after a pause is the same view (R33). */
const sameView = 10 * 60_000;
/**
 * Whoever asks for pictures without having begun at the beginning is noted too, once in this time, ms. Longer, because
 * a meeting that watches on asks for pictures all the time.
 */
const sameSitting = 3_600_000;
/** A player asks for the words again and again: one reading of them, ms. */
const sameReading = 10 * 60_000;
/** What is said in the clip, as one more of its files. */
const captionsName = 'captions.vtt';
/** A segment that is waited for takes a moment; after this long the right is asked again, ms. */
const askAgainAfter = 250;

/** Which part of a clip is asked for. `asking`: only whether one may (HEAD), which is no view. */
export interface AskedMedia {
	clipId: string;
	file: string;
	range: string | null;
	asking: boolean;
}

/**
 * The gateway: every byte of every clip passes here, and every request is judged afresh. Refusals: `not-found`
 * whatever the reason is for somebody without a right, `clip-not-ready` for the owner only, `clip-arriving` for a
 * stretch of which the bytes are still on their way.
 */
export const watchMedia = (needs: Needs, userId: string, asked: AskedMedia): Promise<Outcome<MediaPart>> =>
	give(
		needs,
		asked,
		() => mayWatch(needs, userId, asked.clipId),
		() => noteRefusal(needs, userId, asked.clipId)
	);

/**
 * [BS7] The same for a browser that is a big screen now: the clip of its session and what lies beside it, as much of it
 * as was brought, and never more than whoever paired it may watch herself. It is recorded under her name.
 */
export const watchOnScreen = (needs: Needs, secret: string | null, asked: AskedMedia): Promise<Outcome<MediaPart>> =>
	give(needs, asked, () => mayShow(needs, secret, asked.clipId));

/** Somebody who may watch this clip now, how much of it, and at which table. */
interface Watching {
	row: PlacedClip;
	userId: string;
	/** By which right, for the log: the roles in the team, or 'owner'. */
	role: string;
	shown: ShownPart[] | null;
	sessionId: string | null;
	screen: boolean;
}

async function give(
	needs: Needs,
	asked: AskedMedia,
	look: () => Promise<Watching | null>,
	noticed?: () => Promise<void>
): Promise<Outcome<MediaPart>> {
	const now = needs.clock();
	const watching = await look();
	if (!watching) {
		if (noticed) await noticed();
		return no('not-found');
	}
	const { row, userId, shown } = watching;
	if (!canBeShown(row) || !row.wrappedKey) return no(row.ownerId === userId ? 'clip-not-ready' : 'not-found');
	const key = openStill(needs, row.wrappedKey);
	if (!key) return no('not-found');
	const handle = { id: row.id, key };
	if (asked.file === captionsName) {
		const words = await captionsFile(needs, handle, shown);
		if (!asked.asking) await needs.views.looked({ ...entryOf(watching, now), kind: 'captions-read' }, sameReading);
		return yes(words);
	}
	// [T3] nothing of a second source goes out that does not lie beside what is shown; one file cannot be given in part
	if (shown && row.besideOf !== null && asked.file === 'clip.webm') return no('not-found');
	const part = await partFor(needs, handle, asked, shown);
	const stillMay = async () => (await look()) !== null;
	if (needs.clock().getTime() - now.getTime() >= askAgainAfter && !(await stillMay())) return no('not-found');
	// [AU7] before a byte goes out: what cannot be logged is not shown
	if (part.ok && !asked.asking && !asked.file.endsWith('init.mp4')) {
		await noteOpening(needs, watching, isBeginning(asked) ? sameView : sameSitting, now);
		const span = await spanOf(needs, row, handle, asked.file, part.value);
		if (span) await needs.views.watched(viewerOf(watching), span, now);
	}
	if (!part.ok || !(part.value.body instanceof ReadableStream)) return part;
	return yes({ ...part.value, body: whileAllowed(part.value.body, stillMay, () => needs.clock().getTime()) });
}

/** Null when it was erased between the look and now: a player must not take that for a fault and try again. */
function openStill(needs: Needs, wrappedKey: Uint8Array): Uint8Array | null {
	try {
		return needs.vault.open(wrappedKey);
	} catch (error) {
		if (error instanceof KeyDestroyed) return null;
		throw error;
	}
}

/** [AU9] Somebody asked for pictures that are not hers; whether she had a right that ended is said beside it. */
async function noteRefusal(needs: Needs, userId: string, clipId: string): Promise<void> {
	const row = await findClip(needs.db, clipId);
	const at = needs.clock();
	const over = row && (await helpedBefore(needs.db, userId, row.id, new Date(at.getTime() - alarmLimits.afterEndMs)));
	await needs.views.denied({
		...{ at, kind: 'denied', actor: userId, object: { kind: 'clip', id: clipId } },
		...(row && { child: row.trajectoryId }),
		facts: { reason: over ? 'help-over' : row ? 'no-right' : 'no-such-clip' }
	});
}

/** Once per viewer within `window` ms (R33). */
async function noteOpening(needs: Needs, watching: Watching, window: number, now: Date): Promise<void> {
	const since = new Date(now.getTime() - window);
	if (await openedSince(needs.db, watching.userId, watching.row.id, since)) return;
	await record(needs.db, { ...entryOf(watching, now), kind: 'clip-opened' });
}

const viewerOf = ({ userId, role, row, sessionId, screen }: Watching): Viewer => ({
	...{ userId, role, sessionId, screen },
	...{ clipId: row.id, childId: row.trajectoryId }
});

const entryOf = ({ userId, role, row, sessionId, screen }: Watching, at: Date): Omit<AuditEntry, 'kind'> => ({
	...{ at, actor: userId, role, object: { kind: 'clip', id: row.id }, child: row.trajectoryId },
	facts: { ...(sessionId !== null && { session: sessionId }), ...(screen && { screen }) }
});

/** The clip and how this person stands towards it now; null when none of it is hers to see. */
async function mayWatch(needs: Needs, userId: string, clipId: string): Promise<Watching | null> {
	const row = await findClip(needs.db, clipId);
	const access = row && (await clipAccessOf(needs.db, userId, row, needs.clock()));
	if (!row || !access) return null;
	if (!may.watchClip(access.who, access.clip)) return openedByTwo(needs, userId, row, access);
	const shown = shownTo(access, row.facts?.durationMs ?? 0);
	const role = row.ownerId === userId ? 'owner' : rolesInLog(access.who.roles, access.who.admin);
	return { row, userId, role, shown, sessionId: access.table?.sessionId ?? null, screen: false };
}

/** [AU10] A clip that was opened in an emergency, for whoever asked for it and as long as it is open. */
async function openedByTwo(needs: Needs, userId: string, row: PlacedClip, { who, clip }: ClipAccess) {
	const glass = who.admin ? await openGlass(needs.db, userId, row.id, needs.clock()) : null;
	if (!glass || clip.erased || !may.breakGlass(who, { ...glass, consent: clip.consent })) return null;
	return { row, userId, role: 'break-glass', shown: null, sessionId: null, screen: false };
}

/** The same for a screen: by the right of whoever paired it, and of that only what lies on its own session's table. */
async function mayShow(needs: Needs, secret: string | null, clipId: string): Promise<Watching | null> {
	const screen = await screenNow(needs, secret);
	if (!screen.ok || screen.value.at.state.phase !== 'running') return null;
	const { pairedBy, at } = screen.value;
	const watching = await mayWatch(needs, pairedBy, clipId);
	if (!watching) return null;
	const { row } = watching;
	const main = row.id === at.row.clipId;
	if (!main && (row.besideOf !== at.row.clipId || row.offsetMs === null)) return null;
	const { shown } = at.facts;
	const part = main ? shown : partBeside(shown, row.offsetMs ?? 0);
	const whole = part.from <= 0 && part.to >= (row.facts?.durationMs ?? 0);
	return { ...watching, shown: whole ? null : [part], sessionId: at.row.id, screen: true };
}

/**
 * What this viewer may see of it; null for all of it: her own clip, a clip she helps with, or one that was brought whole.
 * Who helps with a session helps with what was brought to it.
 */
function shownTo({ who, clip, table, helps }: ClipAccess, durationMs: number): ShownPart[] | null {
	if (clip.ownerId === who.userId || helps === 'whole') return null;
	const shown = [...(table ? [table] : []), ...helps];
	return shown.some(({ from, to }) => from <= 0 && to >= durationMs) ? null : shown;
}

async function partFor(
	needs: Needs,
	handle: ClipHandle,
	{ file, range }: AskedMedia,
	shown: ShownPart[] | null
): Promise<Outcome<MediaPart>> {
	// a clip that is one file cannot be given in part
	if (!shown || file.endsWith('init.mp4') || file === 'clip.webm') return needs.files.part(handle, file, range);
	const asksList = file.endsWith('.m3u8');
	const ofSegment = file.startsWith('low') ? 'low.m3u8' : 'index.m3u8';
	const playlist = await needs.files.part(handle, asksList ? file : ofSegment, null);
	if (!playlist.ok || !(playlist.value.body instanceof Uint8Array)) return playlist;
	const text = new TextDecoder().decode(playlist.value.body);
	if (asksList) {
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
	file === 'levels.m3u8' ||
	file === 'index.m3u8' ||
	(file === 'clip.webm' && (range === null || range.startsWith('bytes=0-')));
