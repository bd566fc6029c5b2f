import type { Asker } from './who-asks';

interface Waiting<Question, Answer> {
	question: Question;
	answer: (value: Answer) => void;
	fail: (error: unknown) => void;
}

/**
 * What one request asks before it waits goes to the database as one transaction: saying who asks, beginning and ending
 * cost more than most of the questions. `send` answers all of them in their order, or none; when the database refused
 * one, nothing of them was done, and each is asked again by itself, so that none suffers from another.
 */
export function askedTogether<Question, Answer>(
	send: (who: Asker, questions: Question[]) => Promise<Answer[]>
): (who: Asker, question: Question) => Promise<Answer> {
	const groups = new Map<Asker, Waiting<Question, Answer>[]>();

	async function ask(who: Asker, group: Waiting<Question, Answer>[]): Promise<void> {
		try {
			const answers = await send(
				who,
				group.map(({ question }) => question)
			);
			group.forEach(({ answer }, i) => answer(answers[i] as Answer));
		} catch (error) {
			if (group.length > 1 && isRefusal(error)) return void group.forEach((one) => void ask(who, [one]));
			for (const { fail } of group) fail(error);
		}
	}

	function sendAll(): void {
		const all = [...groups];
		groups.clear();
		for (const [who, group] of all) void ask(who, group);
	}

	return (who, question) =>
		new Promise((answer, fail) => {
			// once everything that needs to wait for nothing has asked what it wants to know
			if (groups.size === 0) queueMicrotask(() => process.nextTick(sendAll));
			groups.set(who, [...(groups.get(who) ?? []), { question, answer, fail }]);
		});
}

/**
 * The database's own word about what was asked (SQLSTATE). A line that broke (also in its words: 08, 57P) says nothing about
 * what was done, and is told to all; a database that has no room (53) is not asked more.
 */
const isRefusal = (error: unknown): boolean =>
	error instanceof Error &&
	'code' in error &&
	typeof error.code === 'string' &&
	/^(?!08|53|57P)[0-9FHPX][0-9A-Z]{4}$/.test(error.code);
