import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { AuditEntry } from '$lib/domain/audit';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { letterEnds, secretFrom, secretShown, type ParentLetter } from '$lib/domain/parent-letter';
import { may } from '$lib/domain/permissions';
import { codeFrom, codeShown } from '$lib/domain/screen-code';
import { record } from '$lib/server/db/audit';
import { consentOf, findGuardian, guardiansOf } from '$lib/server/db/consent';
import { newestLinks, revokeLinks } from '$lib/server/db/guardian-links';
import { standingOf } from '$lib/server/db/people';
import { guardian, guardianLink } from '$lib/server/db/schema';
import { parentsContactOf } from '$lib/server/db/school';
import { theSchool } from '$lib/server/db/teams';
import { findTrajectory } from '$lib/server/db/trajectories';
import { parentTexts } from '$lib/words/parents';
import { hashSecret } from '../people/link-secret';
import { nameOf } from '../people/name-of';
import type { Needs } from '../needs';
import { filmsUntil } from './films-until';

/** What a code is kept as. By itself it opens nothing, so a plain hash of it beside its link is enough. */
export const codeHash = (linkId: string, code: string): string =>
	createHash('sha256').update(`${linkId} ${code}`).digest('hex');

/** Her child's guardians, each with the letter that works now. Refusal: `not-found` (not her child). */
export async function viewLetters(needs: Needs, userId: string, trajectoryId: string) {
	const found = await ownChild(needs, userId, trajectoryId);
	if (!found) return no('not-found');
	const guardians = await guardiansOf(needs.db, trajectoryId);
	const links = await newestLinks(
		needs.db,
		guardians.map(({ id }) => id)
	);
	const now = needs.clock();
	return yes({
		alias: found.alias,
		closed: found.closedAt !== null,
		guardians: guardians.map(({ id, kind, number, language }) => {
			const link = links.get(id);
			const works = link && !link.revokedAt && link.expiresAt > now;
			const letter = works ? { madeAt: link.createdAt, until: link.expiresAt } : null;
			return { id, kind, number, language, letter };
		})
	});
}

/**
 * Makes the letter for one guardian in her language; whatever letter she had stops working. Refusals: `not-found` (not
 * her child, not a guardian of it), `trajectory-closed`, `bad-input` (a language that is not there).
 */
export async function makeLetter(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	to: { guardianId: string; language: string }
): Promise<Outcome<ParentLetter>> {
	const found = await ownChild(needs, userId, trajectoryId);
	if (!found) return no('not-found');
	if (!(await mayAsk(needs, userId, found))) return no('trajectory-closed');
	if (!parentTexts(to.language)) return no('bad-input');
	const now = needs.clock();
	const films = await filmsUntil(needs, trajectoryId);
	const until = letterEnds(now, films);
	const secret = secretFrom(Buffer.from(needs.newSecret(), 'base64url'));
	// one letter in a thousand draws too few fair bytes from a single hash; the next one has enough
	let code: string | null = null;
	while (code === null) code = codeFrom(createHash('sha256').update(needs.newSecret()).digest());
	const id = needs.newId();
	const values = { id, secretHash: hashSecret(secret), codeHash: codeHash(id, code), createdBy: userId };
	const made = await needs.db.transaction(async (tx): Promise<boolean> => {
		if (!(await findGuardian(tx, trajectoryId, to.guardianId))) return false;
		// held, so that two letters made at once leave one that works
		await tx.select({ id: guardian.id }).from(guardian).where(eq(guardian.id, to.guardianId)).for('update');
		await revokeLinks(tx, to.guardianId, now);
		await tx.update(guardian).set({ language: to.language }).where(eq(guardian.id, to.guardianId));
		await tx.insert(guardianLink).values({ ...values, guardianId: to.guardianId, createdAt: now, expiresAt: until });
		await record(tx, inTheLog('consent-link-made', userId, trajectoryId, now));
		return true;
	});
	if (!made) return no('not-found');
	const address = `${needs.origin}/consent`;
	return yes({
		language: to.language,
		address,
		link: `${address}?in=${to.language}#${secret}`,
		typed: secretShown(secret),
		code: codeShown(code),
		until,
		teacher: await nameOf(needs, userId),
		school: (await theSchool(needs.db))?.name ?? '',
		filmsUntil: films,
		contact: await parentsContactOf(needs.db)
	});
}

/** Ends the letter of a guardian at once. What she answered stays. Refusal: `not-found`. */
export async function revokeLetter(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	guardianId: string
): Promise<Outcome<null>> {
	if (!(await ownChild(needs, userId, trajectoryId))) return no('not-found');
	if (!(await findGuardian(needs.db, trajectoryId, guardianId))) return no('not-found');
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const now = needs.clock();
		if ((await revokeLinks(tx, guardianId, now)) === 0) return no('not-found');
		await record(tx, inTheLog('consent-link-ended', userId, trajectoryId, now));
		return yes(null);
	});
}

/** For which guardian stands nowhere in the log, as her answers do not. */
const inTheLog = (
	kind: 'consent-link-made' | 'consent-link-ended',
	actor: string,
	child: string,
	at: Date
): AuditEntry => ({ at, kind, actor, role: 'owner', object: { kind: 'trajectory', id: child }, child });

type Child = NonNullable<Awaited<ReturnType<typeof findTrajectory>>>;

async function ownChild(needs: Needs, userId: string, trajectoryId: string): Promise<Child | null> {
	const found = await findTrajectory(needs.db, trajectoryId);
	const who = found && (await standingOf(needs.db, userId, found.teamId));
	if (!found || !who) return null;
	const consent = await consentOf(needs.db, trajectoryId);
	return may.ownTrajectory(who, { teacherId: found.teacherId, consent, closed: found.closedAt !== null })
		? found
		: null;
}

/** Who may write an answer down may ask for one. */
async function mayAsk(needs: Needs, userId: string, found: Child): Promise<boolean> {
	const who = await standingOf(needs.db, userId, found.teamId);
	const consent = await consentOf(needs.db, found.id);
	return (
		who !== null && may.recordConsent(who, { teacherId: found.teacherId, consent, closed: found.closedAt !== null })
	);
}
