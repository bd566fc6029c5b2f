import { expect, it } from 'vitest';
import { askedTogether } from './asked-together';
import type { Asker } from './who-asks';

const marit: Asker = { personId: 'marit', clock: () => new Date(0) };
const kees: Asker = { personId: 'kees', clock: () => new Date(0) };
const refusal = (code: string) => Object.assign(new Error('refused'), { code });

/** Answers each question with itself, and remembers what was sent as one. */
function database(fails: (questions: string[]) => Error | null = () => null) {
	const sent: string[] = [];
	const ask = askedTogether(async (who, questions: string[]) => {
		sent.push(`${who.personId}: ${questions.join(' ')}`);
		const error = fails(questions);
		if (error) throw error;
		return questions.map((question) => question.toUpperCase());
	});
	return { ask, sent };
}

/** As a use case asks: through functions of its own. */
const deeper = async <T>(work: () => Promise<T>): Promise<T> => {
	await Promise.resolve();
	return await work();
};

it('sends what one request asks before it waits as one, and answers each with its own', async () => {
	const { ask, sent } = database();
	const answers = await Promise.all([ask(marit, 'a'), deeper(() => deeper(() => ask(marit, 'b'))), ask(marit, 'c')]);
	expect(answers).toEqual(['A', 'B', 'C']);
	expect(sent).toEqual(['marit: a c b']);
	await ask(marit, 'd');
	expect(sent).toHaveLength(2);
});

it('never puts what two people ask into one', async () => {
	const { ask, sent } = database();
	await Promise.all([ask(marit, 'a'), ask(kees, 'b'), ask(marit, 'c')]);
	expect(sent).toEqual(['marit: a c', 'kees: b']);
});

it('asks each again by itself when the database refused one of them, and only that one fails', async () => {
	const { ask, sent } = database((questions) => (questions.includes('wrong') ? refusal('42501') : null));
	const answers = await Promise.allSettled([ask(marit, 'a'), ask(marit, 'wrong'), ask(marit, 'c')]);
	expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	expect(sent).toEqual(['marit: a wrong c', 'marit: a', 'marit: wrong', 'marit: c']);
});

it('asks nothing twice when the line broke: what was done is not known', async () => {
	for (const code of ['CONNECTION_CLOSED', 'EPIPE', '57P01', '08006', '53300']) {
		const { ask, sent } = database(() => refusal(code));
		const answers = await Promise.allSettled([ask(marit, 'a'), ask(marit, 'b')]);
		expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(sent, code).toEqual(['marit: a b']);
	}
});
