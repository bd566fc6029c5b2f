import { describe, expect, it } from 'vitest';
import { blankMoment, lastUsedFirst, momentFromForm, namesAChild, parcelAbout, weekdayOf } from './practice';

describe('practice', () => {
	it('[PR1] what was used last comes first, each once, and the rest keeps its order', () => {
		const all = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
		expect(lastUsedFirst(all, ['c', 'a', 'gone']).map(({ id }) => id)).toEqual(['c', 'a', 'b', 'd']);
		expect(lastUsedFirst(all, [])).toEqual(all);
	});

	it('[PR7] a weekday is that of the date, and the weekend has none', () => {
		expect(['2026-11-12', '2026-11-16', '2026-11-20'].map(weekdayOf)).toEqual([4, 1, 5]);
		expect(['2026-11-14', '2026-11-15'].map(weekdayOf)).toEqual([null, null]);
	});

	it('[PR9] a tip that names one of her children is caught, a tip that does not is left alone', () => {
		const named = ['Met J. gaat het goed.', 'j. bouwt graag', 'Vosje speelt', 'ik zag de rode laars rennen'];
		for (const text of named) expect(namesAChild(text, ['J.', 'Vosje', 'rode laars']), text).toBe(true);
		for (const text of ['Jij en ik', 'Vosjesboek voorlezen', 'een laars'])
			expect(namesAChild(text, ['J.', 'Vosje', 'rode laars']), text).toBe(false);
	});

	it('[PR6] a plain form makes a moment of what it has, and leaves out what is nothing', () => {
		const form = (fields: Record<string, string>) => (name: string) => fields[name] ?? null;
		const given = {
			kind: 'play',
			context: 'own',
			context_own: ' bij de kast ',
			minutes: '5',
			minutes_own: '12',
			how: 'x'
		};
		expect(momentFromForm(form(given), 'id-12345', 7)).toEqual({
			...blankMoment('play', 'id-12345', 7),
			context: 'bij de kast',
			minutes: 12
		});
		expect(momentFromForm(form({ minutes: '0', kind: 'undo' }), 'id-12345', 7)).toEqual(
			blankMoment('play', 'id-12345', 7)
		);
	});

	it('[PR5] parcels of different children, ids or days are about different things', () => {
		const one = { trajectory: 'a', id: 'b', stamp: 1 };
		const all = [one, { ...one, id: 'c' }, { ...one, stamp: 2 }, { ...one, trajectory: 'd' }].map(parcelAbout);
		expect(new Set(all).size).toBe(4);
	});
});
