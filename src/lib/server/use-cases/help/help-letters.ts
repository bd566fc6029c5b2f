import { inArray } from 'drizzle-orm';
import { loadWords } from '$lib/words';
import { longDay } from '$lib/words/dates';
import { userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';

export type HelpNews = 'asked' | 'accepted' | 'proposed' | 'confirmed' | 'declined' | 'withdrawn' | 'more-time';

/**
 * Tells somebody, in her own language, that there is news about a question. A letter passes other people's servers:
 * it holds no name of a child, no word of the question and nothing of the answer, only whose it is and a link.
 */
export function tellByLetter(
	needs: Needs,
	news: HelpNews,
	from: string,
	to: string,
	requestId: string,
	until?: Date
): void {
	needs.later(async () => {
		const people = await needs.db
			.select({
				id: userAccount.id,
				name: userAccount.name,
				email: userAccount.email,
				locale: userAccount.locale,
				closedAt: userAccount.closedAt,
				suspendedAt: userAccount.suspendedAt
			})
			.from(userAccount)
			.where(inArray(userAccount.id, [from, to]));
		const receiver = people.find((p) => p.id === to);
		const sender = people.find((p) => p.id === from);
		if (!receiver || receiver.closedAt || receiver.suspendedAt || !sender) return;
		const { help } = await loadWords(receiver.locale);
		const { subject, line } = help.letters[news];
		const lines = [
			help.letters.hello(receiver.name),
			line(sender.name, until ? longDay(until, receiver.locale) : ''),
			help.letters.open,
			`${needs.origin}/help/${requestId}`
		];
		await needs.mail({ to: receiver.email, subject: subject(sender.name), text: `${lines.join('\n\n')}\n` });
	});
}
