import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packOf } from '../../../src/lib/methods';
import { clip, ownText, session, teamMember } from '../../../src/lib/server/db/schema';
import { recordSession } from '../../../src/lib/server/use-cases/session/record-session';
import { viewSession } from '../../../src/lib/server/use-cases/session/view-session';
import { resetText, saveText, viewTexts } from '../../../src/lib/server/use-cases/texts/method-texts';
import { packInOwnWords } from '../../../src/lib/server/use-cases/texts/own-words';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	await house.db
		.insert(teamMember)
		.values({ teamId: 'bovenbouw', userId: 'sofie', roles: ['facilitator'], joinedAt: castDay });
});
afterAll(() => house.close());

const place = 'short/introduce/prompt';
const at = { pack: 'p2g-plg/2', place, locale: 'nl' as const };
const two = { packId: 'p2g-plg', packVersion: 2 };
const promptNow = async (pinned = two) => (await packInOwnWords(house.db, pinned)).protocols[0]!.rounds[0]!.prompt;
const read = async (who: string, asked: object = {}) => {
	const view = await viewTexts(house.needs, who, { pack: null, part: null, locale: 'nl', ...asked });
	return view.ok ? view.value : view.code;
};

describe('texts of a method in own words', () => {
	it('[TD8] are there at once, in that language and that version, with the original beside them', async () => {
		const original = packOf('p2g-plg', 2).protocols[0]!.rounds[0]!.prompt;
		expect(await saveText(house.needs, 'els', at, '  Vertel kort\n\twat we gaan zien.\u202e ')).toMatchObject({
			ok: true
		});
		expect(await promptNow()).toEqual({ nl: 'Vertel kort wat we gaan zien.', en: original.en });
		expect(await promptNow({ packId: 'p2g-plg', packVersion: 1 })).toEqual(
			packOf('p2g-plg', 1).protocols[0]!.rounds[0]!.prompt
		);
		expect(packOf('p2g-plg', 2).protocols[0]!.rounds[0]!.prompt).toBe(original);
		const view = await read('els');
		expect(view).toMatchObject({ draft: true, mayChange: true, part: 'short' });
		expect(typeof view === 'object' && view.texts.find((text) => text.place === place)).toMatchObject({
			original: original.nl,
			own: 'Vertel kort wat we gaan zien.',
			kind: 'prompt'
		});
		expect(await read('els', { locale: 'en' })).toMatchObject({
			parts: [{ own: 0 }, { own: 0 }, { own: 0 }, { own: 0 }, { own: 0 }]
		});
	});

	it('[TD8] whoever sits at a table that is open reads them at the next look', async () => {
		const said = { ...at, pack: 'p2g-plg/1' };
		const prompt = async () => {
			const view = await viewSession(house.needs, 'kees', 's1');
			return view.ok ? view.value.protocol.rounds[0]!.prompt.nl : view.code;
		};
		await house.db.insert(clip).values({
			id: 'k1',
			trajectoryId: 'marit-j',
			ownerId: 'marit',
			title: sealed(house.needs, 'J.'),
			status: 'ready',
			bytes: 1,
			createdAt: castDay,
			keepUntil: castDay
		});
		await house.db.insert(session).values({
			id: 's1',
			teamId: 'onderbouw',
			cycleId: 'c1',
			clipId: 'k1',
			trajectoryId: 'marit-j',
			presenterId: 'marit',
			packId: 'p2g-plg',
			packVersion: 1,
			protocolId: 'short',
			shownFrom: 0,
			shownTo: 90_000,
			fragmentFrom: 0,
			fragmentTo: 60_000,
			createdAt: castDay
		});
		const before = await prompt();
		await saveText(house.needs, 'els', said, 'Vertel het ons.');
		expect(await prompt()).toBe('Vertel het ons.');
		await resetText(house.needs, 'els', said);
		expect(await prompt()).toBe(before);
	});

	it('[TD8] [TD10] a code, a need and the title of a round are read in own words too, and their ids stay', async () => {
		const one = { packId: 'p2g-plg', packVersion: 1 };
		const pack = packOf('p2g-plg', 1);
		const [code, need] = [pack.codes[0]!, pack.needs[0]!];
		const round = pack.protocols[0]!.rounds[0]!;
		const say = (where: string, words: string) =>
			saveText(house.needs, 'els', { pack: 'p2g-plg/1', place: where, locale: 'nl' }, words);
		for (const where of [`codes/${code.id}/label`, `needs/${need.id}/label`, `short/${round.id}/title`])
			expect(await say(where, 'zoals wij het noemen')).toMatchObject({ ok: true });
		// a name stays as short as a name
		expect(await say(`codes/${code.id}/label`, 'x'.repeat(81))).toMatchObject({ code: 'bad-input' });
		expect(await say(`codes/${code.id}/id`, 'x')).toMatchObject({ code: 'not-found' });
		const own = await packInOwnWords(house.db, one);
		expect(own.codes.map(({ id }) => id)).toEqual(pack.codes.map(({ id }) => id));
		const view = await viewSession(house.needs, 'kees', 's1');
		expect(view).toMatchObject({
			value: {
				scheme: {
					codes: expect.arrayContaining([{ ...code, label: { ...code.label, nl: 'zoals wij het noemen' } }]),
					needs: expect.arrayContaining([{ ...need, label: { ...need.label, nl: 'zoals wij het noemen' } }])
				}
			}
		});
		expect(view.ok && view.value.protocol.rounds[0]?.title.nl).toBe('zoals wij het noemen');
		const record = await recordSession(house.needs, 'kees', 's1');
		expect(record.ok && record.value.codes.find(({ id }) => id === code.id)?.label.nl).toBe('zoals wij het noemen');
		expect(await read('els', { pack: 'p2g-plg/1', part: 'codes' })).toMatchObject({ part: 'codes' });
		await house.db.delete(ownText).where(eq(ownText.packVersion, 1));
	});

	it('[TD9] only an admin changes them; who knows the method looks at them; for the others they are not there', async () => {
		for (const who of ['anke', 'sofie']) {
			expect(await read(who)).toMatchObject({ mayChange: false });
			expect(await saveText(house.needs, who, at, 'anders')).toMatchObject({ code: 'not-allowed' });
			expect(await resetText(house.needs, who, at)).toMatchObject({ code: 'not-allowed' });
		}
		for (const who of ['marit', 'noor', 'gerda', 'vreemd', 'vertrokken', 'nobody']) {
			expect(await read(who)).toBe('not-found');
			expect(await saveText(house.needs, who, at, 'anders')).toMatchObject({ code: 'not-found' });
		}
		expect((await promptNow()).nl).toBe('Vertel kort wat we gaan zien.');
	});

	it('what is empty, too long or about no text is refused, and nothing is changed', async () => {
		for (const words of ['', ' \n ', 'x'.repeat(401)])
			expect(await saveText(house.needs, 'els', at, words)).toMatchObject({ code: 'bad-input' });
		expect(await saveText(house.needs, 'els', { ...at, place: 'short/introduce/minutes' }, 'x')).toMatchObject({
			code: 'not-found'
		});
		expect(await saveText(house.needs, 'els', { ...at, pack: 'p2g-plg/9' }, 'x')).toMatchObject({ code: 'not-found' });
		expect(await house.db.select().from(ownText)).toHaveLength(1);
	});

	it('going back, or saying what the method says, leaves nothing of one’s own', async () => {
		expect(await resetText(house.needs, 'els', at)).toMatchObject({ ok: true });
		expect(await resetText(house.needs, 'els', at)).toMatchObject({ ok: true });
		const original = packOf('p2g-plg', 2).protocols[0]!.rounds[0]!.prompt.nl;
		expect((await promptNow()).nl).toBe(original);
		await saveText(house.needs, 'els', at, 'anders');
		await saveText(house.needs, 'els', at, original);
		expect(await house.db.select().from(ownText)).toHaveLength(0);
	});
});
