import { and, asc, eq, gt, isNull, lte } from 'drizzle-orm';
import { noticeBefore } from '$lib/domain/retention';
import { claimReason, giveReasonBack } from '$lib/server/db/reminders';
import { clip, userAccount } from '$lib/server/db/schema';
import { loadWords } from '$lib/words';
import { longDay } from '$lib/words/dates';
import type { Needs } from '../needs';

/**
 * [ER9] A week before a clip goes by itself its owner has a letter, once for each day it would go on: kept longer, it is
 * told again. Whoever wants no letters reads it at the clip and in her list. The letter names no child and no clip.
 */
export async function tellBeforeErasing(needs: Needs): Promise<void> {
	const now = needs.clock();
	const going = await needs.db
		.select({ id: clip.id, keepUntil: clip.keepUntil, person: userAccount })
		.from(clip)
		.innerJoin(userAccount, eq(userAccount.id, clip.ownerId))
		.where(
			and(
				eq(clip.status, 'ready'),
				isNull(clip.besideOf),
				gt(clip.keepUntil, now),
				lte(clip.keepUntil, new Date(now.getTime() + noticeBefore)),
				isNull(userAccount.closedAt),
				eq(userAccount.reminders, 'mail')
			)
		)
		.orderBy(asc(clip.keepUntil));
	for (const { id, keepUntil, person } of going) {
		const told = { userId: person.id, reason: `goes ${id} ${keepUntil.getTime()}`, at: now };
		if (!(await claimReason(needs.db, told))) continue;
		const { letter } = (await loadWords(person.locale)).kept;
		const text = letter.body(longDay(keepUntil, person.locale), `${needs.origin}/clips/${id}`);
		try {
			await needs.mail({ to: person.email, subject: letter.subject, text });
		} catch {
			// the mail server said no: the clock tries again, there is a week for it
			await giveReasonBack(needs.db, told);
		}
	}
}
