import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { answersAfter, isClosedDoor } from '$lib/domain/consent';
import { no, yes } from '$lib/domain/outcome';
import { consentOf } from '$lib/server/db/consent';
import { clip, consentAnswer, session } from '$lib/server/db/schema';
import { findTrajectory, withSameChild } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';

/** What the parents answered so far, what can be written down next, and what a withdrawal would erase. Owner only. */
export async function viewConsent(needs: Needs, userId: string, trajectoryId: string) {
	const found = await findTrajectory(needs.db, trajectoryId);
	if (found?.teacherId !== userId) return no('not-found');
	const consent = await consentOf(needs.db, trajectoryId);
	const answers = await needs.db
		.select({ scope: consentAnswer.scope, state: consentAnswer.state, at: consentAnswer.at })
		.from(consentAnswer)
		.where(eq(consentAnswer.trajectoryId, trajectoryId))
		.orderBy(asc(consentAnswer.at));
	return yes({
		trajectoryId,
		alias: found.alias,
		closed: found.closedAt !== null,
		consent,
		door: isClosedDoor(consent),
		mayChooseAnother: isClosedDoor(consent) && !found.closedAt && !found.cycleClosed,
		next: {
			team: answersAfter[consent.team],
			expert: answersAfter[consent.expert],
			guest: answersAfter[consent.guest]
		},
		answers,
		wouldGo: consent.team === 'granted' ? await wouldGo(needs, trajectoryId) : { clips: [], sessions: 0 }
	});
}

/** Of the same child in earlier cycles too: a no is about the child [TC5]. */
async function wouldGo(needs: Needs, trajectoryId: string) {
	const same = await withSameChild(needs.db, trajectoryId);
	const clips = await needs.db
		.select({ title: clip.title })
		.from(clip)
		.where(and(inArray(clip.trajectoryId, same), ne(clip.status, 'erased'), isNull(clip.besideOf)))
		.orderBy(asc(clip.createdAt));
	const sessions = await needs.db
		.select({ id: session.id })
		.from(session)
		.where(and(inArray(session.trajectoryId, same), isNull(session.withdrawnAt)));
	return { clips: clips.map((it) => needs.vault.read(it.title)), sessions: sessions.length };
}
