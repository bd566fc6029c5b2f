import { and, eq, isNull } from 'drizzle-orm';
import { clipLimits } from '$lib/domain/clip-facts';
import { roomFor } from '$lib/domain/clip-space';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { keptUntil } from '$lib/domain/retention';
import { record } from '$lib/server/db/audit';
import { holdSpace, spaceUsed } from '$lib/server/db/clip-space';
import { lastMeetingOf, secondOf } from '$lib/server/db/clips';
import type { Db } from '$lib/server/db/connection';
import { consentOf, consentsOf } from '$lib/server/db/consent';
import { standingOf } from '$lib/server/db/people';
import { keepWeeksOf } from '$lib/server/db/school';
import { clip, clipElsewhere, cycle, trajectory, userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** What the browser knows of the chosen file. Bytes and ms; a length of 0 means the file does not say. */
export interface AnnouncedClip {
	trajectoryId: string;
	bytes: number;
	durationMs: number;
	/** Filmed in the page: it never lay in a phone's photos. */
	filmed?: boolean;
	/** The clip this one is a second source of. */
	beside?: string;
}

/**
 * Makes room for a clip that is about to be sent: a row, and a data key of its own. Refusals: `not-found` (not my
 * child), `trajectory-closed`, `no-consent` (R30), `too-large`, `too-long`, `bad-input`, what `roomFor` answers, and for a
 * second source what `standsAlone` answers.
 */
export async function startClip(
	needs: Needs,
	userId: string,
	announced: AnnouncedClip
): Promise<Outcome<{ id: string }>> {
	const now = needs.clock();
	const found = await trajectoryOf(needs, announced.trajectoryId);
	const standing = found && (await standingOf(needs.db, userId, found.teamId));
	if (!found || !standing || found.teacherId !== userId) return no('not-found');
	if (found.closedAt) return no('trajectory-closed');
	const consent = await consentOf(needs.db, found.id);
	if (!may.addClip(standing, { teacherId: found.teacherId, consent, closed: false })) return no('no-consent');
	if (!Number.isSafeInteger(announced.bytes) || announced.bytes <= 0) return no('bad-input');
	if (announced.bytes > clipLimits.bytes) return no('too-large');
	if (announced.durationMs > clipLimits.durationMs) return no('too-long');
	const { wrapped } = needs.vault.newKey();
	const row = {
		id: needs.newId(),
		trajectoryId: found.id,
		ownerId: userId,
		title: needs.vault.write(wrapped, await firstTitle(needs, userId, found.alias, now)),
		status: 'sending' as const,
		bytes: announced.bytes,
		wrappedKey: wrapped,
		createdAt: now,
		keepUntil: keptUntil(await lastMeetingOf(needs.db, found.cycleId), now, await keepWeeksOf(needs.db)),
		besideOf: announced.beside ?? null
	};
	return makeRoom(needs, found.teamId, row, announced.filmed ?? false);
}

/** Asks for room and takes it in one step, so that two who begin at once are not given the same last room. */
async function makeRoom(
	needs: Needs,
	teamId: string,
	row: typeof clip.$inferInsert,
	filmed: boolean
): Promise<Outcome<{ id: string }>> {
	const diskFree = await needs.files.freeBytes();
	return needs.db.transaction(async (tx) => {
		await holdSpace(tx);
		const used = await spaceUsed(tx, teamId, row.ownerId);
		const refused = roomFor(row.bytes, needs.clipSpace, { ...used, diskFree });
		if (refused) return no(refused);
		const main = row.besideOf ? await standsAlone(needs, tx, row, row.besideOf) : null;
		if (main && !main.ok) return main;
		await tx.insert(clip).values(main ? { ...row, ...main.value } : row);
		// what was chosen may still lie where it was chosen: her page helps to wipe it there [F5]
		if (!filmed) await tx.insert(clipElsewhere).values({ clipId: row.id });
		await record(tx, {
			...{ at: needs.clock(), kind: 'clip-added', actor: row.ownerId, role: 'owner', child: row.trajectoryId },
			object: { kind: 'clip', id: row.id }
		});
		return yes({ id: row.id });
	});
}

/**
 * [T1] What a second source takes over from the clip it goes beside: her own, of the same child, no second source itself,
 * with nothing beside it yet. Under a lock, so that no erasure and no other second source comes in between. Refusals:
 * `not-found`, `clip-gone`, `second-there`.
 */
async function standsAlone(
	needs: Needs,
	tx: Db,
	{ ownerId, trajectoryId, wrappedKey }: typeof clip.$inferInsert,
	mainId: string
): Promise<Outcome<Pick<typeof clip.$inferInsert, 'title' | 'keepUntil'>>> {
	const [main] = await tx.select().from(clip).where(eq(clip.id, mainId)).for('update');
	if (!main || main.ownerId !== ownerId || main.trajectoryId !== trajectoryId || main.besideOf) return no('not-found');
	if (main.status === 'erased' || main.status === 'failed') return no('clip-gone');
	const beside = await secondOf(tx, mainId);
	if (beside && beside.status !== 'failed') return no('second-there');
	// under its own key: the two may be erased apart
	const title = wrappedKey ? needs.vault.write(wrappedKey, needs.vault.read(main.title)) : null;
	return yes({ title, keepUntil: main.keepUntil });
}

/** "J., 12 november": who and when, in the owner's language, until she names it herself. Never the file's own name. */
export async function firstTitle(needs: Needs, ownerId: string, alias: string, at: Date): Promise<string> {
	const [owner] = await needs.db
		.select({ locale: userAccount.locale })
		.from(userAccount)
		.where(eq(userAccount.id, ownerId));
	const day = new Intl.DateTimeFormat(owner?.locale === 'en' ? 'en-GB' : 'nl-NL', {
		day: 'numeric',
		month: 'long',
		timeZone: 'Europe/Amsterdam'
	});
	return `${alias}, ${day.format(at)}`;
}

/** My running trajectories, and whether a clip may be added to each. */
export async function placesForClips(needs: Needs, userId: string) {
	const rows = await needs.db
		.select({ id: trajectory.id, alias: trajectory.alias, teamId: cycle.teamId })
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(and(eq(trajectory.teacherId, userId), isNull(trajectory.closedAt)))
		.orderBy(trajectory.createdAt);
	const consents = await consentsOf(
		needs.db,
		rows.map((row) => row.id)
	);
	return rows.map((row) => ({ ...row, consent: consents.get(row.id)?.team ?? ('not-asked' as const) }));
}

/**
 * For the page where a clip is added: besides, why there is no room for one (`full`), and what the team uses of its room
 * once that matters (`space`, bytes).
 */
export async function placesWithRoom(needs: Needs, userId: string) {
	const diskFree = await needs.files.freeBytes();
	const { team: limit } = needs.clipSpace;
	return Promise.all(
		(await placesForClips(needs, userId)).map(async ({ teamId, ...place }) => {
			const used = await spaceUsed(needs.db, teamId, userId);
			return {
				...place,
				full: roomFor(aSmallClip, needs.clipSpace, { ...used, diskFree }),
				space: limit !== null && used.team > limit * nearlyFull ? { used: used.team, of: limit } : null
			};
		})
	);
}

/** What hardly any clip is smaller than, bytes: a page that lets somebody film tells first when not even this fits. */
const aSmallClip = 1_000_000;
/** From this part on it is told how much of its room a team uses. */
const nearlyFull = 0.8;

async function trajectoryOf(needs: Needs, id: string) {
	const [row] = await needs.db
		.select({
			id: trajectory.id,
			alias: trajectory.alias,
			teacherId: trajectory.teacherId,
			closedAt: trajectory.closedAt,
			cycleId: trajectory.cycleId,
			teamId: cycle.teamId
		})
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(eq(trajectory.id, id));
	return row ?? null;
}
