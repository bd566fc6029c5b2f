import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consentAnswer, cycle, interview, planEntry, teamMember, trajectory } from '$lib/server/db/schema';
import { beginInterview, partnersOf } from '$lib/server/use-cases/interview/begin-interview';
import { endInterview, goToQuestion, saveAnswer } from '$lib/server/use-cases/interview/hold-interview';
import { interviewMark, listInterviews, viewInterview } from '$lib/server/use-cases/interview/view-interview';
import { savePlanEntry } from '$lib/server/use-cases/plan/save-entry';
import { castDay, openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const child = 'marit-j';

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	await house.db.update(cycle).set({ packVersion: 2 });
});
afterAll(() => house.close());
beforeEach(async () => {
	await house.db.delete(interview);
	await house.db.delete(planEntry);
	await house.db.update(trajectory).set({ closedAt: null });
});

async function begin(interviewerId: string | null = 'kees', moment: 'start' | 'end' = 'start'): Promise<string> {
	const begun = await beginInterview(house.needs, 'marit', child, { moment, interviewerId });
	if (!begun.ok) throw new Error(begun.code);
	return begun.value.id;
}
const save = async (who: string, id: string, text: string, base = '', question = 'contact') => {
	const saved = await saveAnswer(house.needs, who, id, { question, text, base });
	return saved.ok ? saved.value.text : saved.code;
};
const view = async (who: string, id: string) => {
	const seen = await viewInterview(house.needs, who, id, 'nl');
	return seen.ok ? seen.value : seen.code;
};
const answersOf = async (who: string, id: string) => {
	const seen = await view(who, id);
	return typeof seen === 'string' ? seen : seen.answers;
};

describe('[R86] [R91] an interview of two', () => {
	it('both read and write along; what each of them wrote stays', async () => {
		const id = await begin();
		expect(await save('marit', id, 'bij de kapstok')).toBe('bij de kapstok');
		expect(await save('kees', id, 'ze lachte')).toBe('bij de kapstok ze lachte');
		expect(await save('marit', id, 'gister bij de kapstok', 'bij de kapstok')).toBe('gister bij de kapstok ze lachte');
		for (const who of ['marit', 'kees'])
			expect(await answersOf(who, id)).toEqual({ contact: 'gister bij de kapstok ze lachte' });
	});

	it('keeps what both wrote, also where one begins as the other does', async () => {
		const id = await begin();
		await save('kees', id, 'Ja');
		expect(await save('marit', id, 'Jammer dat')).toBe('Ja Jammer dat');
	});

	it('lies sealed: no word of it stands in the database', async () => {
		const id = await begin();
		await save('marit', id, 'een heel eigen zin');
		const [row] = await house.db.select().from(interview);
		expect(Buffer.from(row?.sealed ?? []).includes('eigen zin')).toBe(false);
	});

	it('is nobody else’s: not the lead’s, an expert’s, a guest’s, an admin’s or another team’s', async () => {
		const id = await begin();
		for (const who of ['noor', 'sofie', 'anke', 'gerda', 'els', 'vreemd', 'vertrokken', 'nobody']) {
			expect(await view(who, id), who).toBe('not-found');
			expect(await save(who, id, 'x'), who).toBe('not-found');
			expect(await interviewMark(house.needs, who, id), who).toMatchObject({ code: 'not-found' });
			expect(await goToQuestion(house.needs, who, id, 'home'), who).toMatchObject({ code: 'not-found' });
			expect(await endInterview(house.needs, who, id), who).toMatchObject({ code: 'not-found' });
		}
		expect(await answersOf('marit', id)).toEqual({});
	});

	it('ended, its notes are the interviewed person’s alone, and nobody changes them', async () => {
		const id = await begin();
		await save('kees', id, 'opgeschreven door Kees');
		expect(await endInterview(house.needs, 'kees', id)).toMatchObject({ ok: true, value: { mine: false } });
		expect(await view('kees', id)).toBe('not-found');
		expect(await save('kees', id, 'nog iets')).toBe('not-found');
		expect(await answersOf('marit', id)).toEqual({ contact: 'opgeschreven door Kees' });
		expect(await save('marit', id, 'later')).toBe('trajectory-closed');
		// opened again by whom it is about, and by nobody else
		expect(await beginInterview(house.needs, 'kees', child, { moment: 'start', interviewerId: null })).toMatchObject({
			code: 'not-found'
		});
		expect(await begin(null)).toBe(id);
		expect(await save('marit', id, 'later', '', 'home')).toBe('later');
		expect(await view('kees', id)).toBe('not-found');
	});

	it.each([
		['left the team', () => house.db.update(teamMember).set({ leftAt: castDay }).where(eq(teamMember.userId, 'kees'))],
		['the child’s trajectory was closed', () => house.db.update(trajectory).set({ closedAt: castDay })],
		[
			'the parents said no',
			() =>
				house.db.insert(consentAnswer).values({
					id: `no-${castDay.getTime()}`,
					trajectoryId: child,
					scope: 'team',
					state: 'withdrawn',
					recordedBy: 'marit',
					at: new Date(castDay.getTime() + 1)
				})
		]
	])('an interviewer reads no longer once %s', async (_why, change) => {
		const id = await begin();
		await save('kees', id, 'samen');
		await change();
		expect(await view('kees', id)).toBe('not-found');
		expect(await answersOf('marit', id)).toEqual({ contact: 'samen' });
		await house.db.update(teamMember).set({ leftAt: null }).where(eq(teamMember.userId, 'kees'));
		await house.db.delete(consentAnswer).where(eq(consentAnswer.state, 'withdrawn'));
	});

	it('can be asked of who belongs to the conversation; one by oneself needs nobody', async () => {
		const found = await partnersOf(house.needs, 'marit', child);
		expect(found.ok && found.value.partners.map((it) => it.id).sort()).toEqual(['kees', 'lieke', 'noor', 'sofie']);
		for (const who of ['marit', 'anke', 'gerda', 'vreemd', 'nobody'])
			expect(
				await beginInterview(house.needs, 'marit', child, { moment: 'start', interviewerId: who }),
				who
			).toMatchObject({ code: 'bad-input' });
		const alone = await begin(null);
		expect(await save('marit', alone, 'voor mezelf')).toBe('voor mezelf');
	});

	it('there is one at the beginning and one at the end, however often it is begun', async () => {
		const [first, again, end] = [await begin(), await begin('sofie'), await begin('kees', 'end')];
		expect(again).toBe(first);
		expect(end).not.toBe(first);
		expect(await view('kees', first)).toBe('not-found');
		expect(typeof (await view('sofie', first))).toBe('object');
	});

	it('refuses what is no question of it, and more than a page', async () => {
		const id = await begin();
		expect(await save('marit', id, 'x', '', 'changed')).toBe('bad-input');
		expect(await save('marit', id, 'x'.repeat(4_001))).toBe('bad-input');
		expect(await goToQuestion(house.needs, 'marit', id, 'nothing')).toMatchObject({ code: 'bad-input' });
	});
});

describe('what they see', () => {
	it('[R93] [R94] the end has its own questions, and the glad one is always the last', async () => {
		const ids = async (moment: 'start' | 'end') => {
			const seen = await view('marit', await begin('kees', moment));
			return typeof seen === 'string' ? [] : seen.questions.map((it) => it.id);
		};
		const [start, end] = [await ids('start'), await ids('end')];
		expect(start).toHaveLength(9);
		expect(end.filter((id) => !start.includes(id))).toEqual(['changed', 'who-changed']);
		expect([start.at(-1), end.at(-1)]).toEqual(['glad', 'glad']);
	});

	it('[R87] [R93] the words stand in the plan at once; at the end those of the beginning stand beside', async () => {
		const words: [string, string, string] = ['zoekend', 'warm', 'vluchtig'];
		await savePlanEntry(house.needs, 'marit', child, { id: 'start', kind: 'start', at: null, fields: { words } });
		expect(await view('marit', await begin())).toMatchObject({ words: { entryId: 'start', words }, wordsThen: null });
		// of her child's page the other reads the words, and nothing else
		const asked = await view('kees', await begin());
		expect(asked).toMatchObject({ trajectoryId: '', alias: '', words: { entryId: '', words, examples: ['', '', ''] } });
		const end = await view('marit', await begin('kees', 'end'));
		expect(end).toMatchObject({ words: null, wordsThen: words });
		// what one chooses from, and the page of the child, are the owner's
		expect(end).toMatchObject({ choices: expect.anything() });
		expect(await view('kees', await begin('kees', 'end'))).toMatchObject({ choices: null });
	});

	it('a page hears that something changed, and only then', async () => {
		const id = await begin();
		const mark = async (who = 'marit') => {
			const seen = await interviewMark(house.needs, who, id);
			return seen.ok ? seen.value : seen.code;
		};
		const marks = [await mark()];
		expect(await mark('kees')).toBe(marks[0]);
		await save('kees', id, 'iets');
		marks.push(await mark());
		await goToQuestion(house.needs, 'marit', id, 'home');
		marks.push(await mark());
		await savePlanEntry(house.needs, 'marit', child, { id: 'w', kind: 'start', at: null, fields: { needs: 'rust' } });
		marks.push(await mark());
		expect(new Set(marks).size).toBe(4);
	});

	it('[R91] who goes round sees who talks with whom and how far, and not a word; colleagues see nothing', async () => {
		const id = await begin();
		await save('kees', id, 'geheim');
		await goToQuestion(house.needs, 'kees', id, 'no-contact');
		const round = await listInterviews(house.needs, 'noor');
		expect(round).toEqual({
			asked: [],
			running: [{ id, moment: 'start', teacher: 'Marit', interviewer: 'Kees', place: { nth: 3, of: 9 } }]
		});
		expect((await listInterviews(house.needs, 'kees')).asked.map((it) => it.id)).toEqual([id]);
		for (const who of ['marit', 'sofie', 'anke', 'gerda', 'els', 'vreemd'])
			expect(await listInterviews(house.needs, who), who).toEqual({ asked: [], running: [] });
		await endInterview(house.needs, 'marit', id);
		expect(await listInterviews(house.needs, 'noor')).toEqual({ asked: [], running: [] });
	});

	it('a cycle on a method without one has none', async () => {
		await house.db.update(cycle).set({ packVersion: 1 });
		expect(await beginInterview(house.needs, 'marit', child, { moment: 'start', interviewerId: null })).toMatchObject({
			code: 'not-found'
		});
		await house.db.update(cycle).set({ packVersion: 2 });
	});
});
