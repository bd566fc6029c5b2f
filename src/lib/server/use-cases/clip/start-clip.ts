import { and, eq, isNull } from 'drizzle-orm';
import { clipLimits } from '$lib/domain/clip-facts';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { keptUntil } from '$lib/domain/retention';
import { lastMeetingOf } from '$lib/server/db/clips';
import { consentOf, consentsOf } from '$lib/server/db/consent';
import { standingOf } from '$lib/server/db/people';
import { clip, cycle, trajectory, userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** What the browser knows of the chosen file. Bytes and ms; a length of 0 means the file does not say. */
export interface AnnouncedClip {
	trajectoryId: string;
	bytes: number;
	durationMs: number;
}

/**
 * Makes room for a clip that is about to be sent: a row, and a data key of its own. Refusals: `not-found` (not my
 * child), `trajectory-closed`, `no-consent` (R30), `too-large`, `too-long`, `bad-input`.
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
	const id = needs.newId();
	await needs.db.insert(clip).values({
		id,
		trajectoryId: found.id,
		ownerId: userId,
		title: await firstTitle(needs, userId, found.alias, now),
		status: 'sending',
		bytes: announced.bytes,
		wrappedKey: needs.vault.newKey().wrapped,
		createdAt: now,
		keepUntil: keptUntil(await lastMeetingOf(needs.db, found.cycleId), now)
	});
	return yes({ id });
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

/** For the page where a clip is added: my running trajectories, and whether a clip may be added to each. */
export async function placesForClips(needs: Needs, userId: string) {
	const rows = await needs.db
		.select({ id: trajectory.id, alias: trajectory.alias })
		.from(trajectory)
		.where(and(eq(trajectory.teacherId, userId), isNull(trajectory.closedAt)))
		.orderBy(trajectory.createdAt);
	const consents = await consentsOf(
		needs.db,
		rows.map((row) => row.id)
	);
	return rows.map((row) => ({ ...row, consent: consents.get(row.id)?.team ?? ('not-asked' as const) }));
}

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
