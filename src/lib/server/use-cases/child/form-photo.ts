import { and, eq } from 'drizzle-orm';
import { photoLimit } from '$lib/domain/guardian';
import { bareJpeg } from '$lib/domain/jpeg';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { Db } from '$lib/server/db/connection';
import { consentForm, trajectory } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/**
 * Readies the photo of a form to be kept with an answer: what it says about itself taken out, sealed under the child's
 * key [CN7]. Answers what stores it. Refusals: `not-a-jpeg`, `too-large`.
 */
export function sealFormPhoto(
	needs: Needs,
	child: { trajectoryId: string; wrappedKey: Uint8Array },
	photo: Uint8Array
): Outcome<(tx: Db) => Promise<string>> {
	if (photo.length > photoLimit) return no('too-large');
	const bare = bareJpeg(photo);
	if (!bare) return no('not-a-jpeg');
	const sealed = needs.vault.seal(needs.vault.open(child.wrappedKey), bare);
	return yes(async (tx) => {
		const id = needs.newId();
		await tx.insert(consentForm).values({ id, trajectoryId: child.trajectoryId, sealed, at: needs.clock() });
		return id;
	});
}

/** The photo of a form, for the teacher who took it and nobody else. Refusal: `not-found`. */
export async function readFormPhoto(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	formId: string
): Promise<Outcome<Uint8Array>> {
	const [row] = await needs.db
		.select({ sealed: consentForm.sealed, wrappedKey: trajectory.wrappedKey })
		.from(consentForm)
		.innerJoin(trajectory, eq(trajectory.id, consentForm.trajectoryId))
		.where(
			and(eq(consentForm.id, formId), eq(consentForm.trajectoryId, trajectoryId), eq(trajectory.teacherId, userId))
		);
	return row ? yes(needs.vault.unseal(needs.vault.open(row.wrappedKey), row.sealed)) : no('not-found');
}
