import { inArray } from 'drizzle-orm';
import type { NoticeKind } from '$lib/domain/break-glass';
import type { Db } from '$lib/server/db/connection';
import { auditNotice, userAccount } from '$lib/server/db/schema';
import { loadWords } from '$lib/words';
import type { Needs } from '../needs';

/** Something about the safety of clips that these people are to know. */
export interface ToTell {
	kind: NoticeKind;
	/** Whose account it is about. */
	aboutId: string;
	to: readonly { userId: string; href: string }[];
}

/** Puts it under their bells, in the transaction of what it is about: nobody can be ahead of it. */
export async function putUnderBells(needs: Needs, tx: Db, { kind, aboutId, to }: ToTell): Promise<void> {
	const rows = to.map(({ userId, href }) => ({ id: needs.newId(), userId, kind, at: needs.clock(), aboutId, href }));
	if (rows.length > 0) await tx.insert(auditNotice).values(rows);
}

/**
 * Sends the letters, once that is committed. A letter passes other people's servers: it names the account it is about, and
 * no child, no clip and no reason.
 */
export function sendLetters(needs: Needs, { kind, aboutId, to }: ToTell): void {
	needs.later(async () => {
		const ids = [aboutId, ...to.map(({ userId }) => userId)];
		const people = await needs.db.select().from(userAccount).where(inArray(userAccount.id, ids));
		const about = people.find(({ id }) => id === aboutId)?.name ?? '';
		for (const { userId, href } of to) {
			const reader = people.find(({ id, closedAt }) => id === userId && closedAt === null);
			if (!reader) continue;
			const { guarding } = await loadWords(reader.locale);
			const { subject, hello, open } = guarding.letter;
			const text = [hello(reader.name), guarding.notice[kind](about), open, `${needs.origin}${href}`].join('\n\n');
			// one address that does not work keeps nobody else's letter
			await needs
				.mail({ to: reader.email, subject, text: `${text}\n` })
				.catch(() => console.error('kijkkring: a letter about the safety of clips could not be sent'));
		}
	});
}
