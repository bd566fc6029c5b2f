import { describe, expect, it } from 'vitest';
import { goesOn, ownFieldsOf, wordsChanged } from './plan-history';

const minutes = (n: number) => new Date(Date.UTC(2026, 10, 12, 14, n));

describe('[LP5] one stretch of writing is one version', () => {
	const last = { byId: 'marit', withId: null, begunAt: minutes(0), endedAt: minutes(5) };
	it('goes on within ten minutes, and no longer than half an hour', () => {
		expect(goesOn(last, 'marit', minutes(15))).toBe(true);
		expect(goesOn(last, 'marit', minutes(16))).toBe(false);
		expect(goesOn({ ...last, endedAt: minutes(25) }, 'marit', minutes(30))).toBe(true);
		expect(goesOn({ ...last, endedAt: minutes(25) }, 'marit', minutes(31))).toBe(false);
	});
	it('is one person’s', () => {
		expect(goesOn(last, 'sofie', minutes(7))).toBe(false);
	});
	it('[LP13] is two people’s when both write within a minute, and then nobody else’s', () => {
		expect(goesOn(last, 'sofie', minutes(6))).toBe(true);
		const both = { ...last, withId: 'sofie' };
		expect([goesOn(both, 'sofie', minutes(14)), goesOn(both, 'marit', minutes(14))]).toEqual([true, true]);
		expect(goesOn(both, 'kees', minutes(5))).toBe(false);
	});
});

describe('[LP6] own words only', () => {
	it('has nothing of what the group gave', () => {
		const kept = { seen: [{ text: 'hij keek', codes: [], atMs: 1 }], strengths: [], takeaway: 'wachten' };
		expect(ownFieldsOf('session', minutes(0), kept)).toEqual({ takeaway: 'wachten', note: '' });
	});
	it('has every field of an entry of one’s own, and its day', () => {
		const fields = ownFieldsOf('start', minutes(0), { relation: 'vluchtig' });
		expect(fields).toMatchObject({
			at: minutes(0).toISOString(),
			relation: 'vluchtig',
			examples: ['', '', ''],
			meet: ''
		});
	});
});

describe('from one text to another', () => {
	const back = (before: string, after: string) => {
		const way = wordsChanged(before, after);
		const without = (is: string) => way.flatMap((one) => (one.is === is ? [] : one.text)).join('');
		return { before: without('fresh'), after: without('gone') };
	};

	it('names what went and what came', () => {
		expect(wordsChanged('Hij schoof een blok mijn kant op.', 'Hij schoof twee blokken mijn kant op.')).toEqual([
			{ is: 'same', text: 'Hij schoof ' },
			{ is: 'gone', text: 'een blok' },
			{ is: 'fresh', text: 'twee blokken' },
			{ is: 'same', text: ' mijn kant op.' }
		]);
		expect(wordsChanged('', 'nieuw')).toEqual([{ is: 'fresh', text: 'nieuw' }]);
		expect(wordsChanged('gelijk', 'gelijk')).toEqual([{ is: 'same', text: 'gelijk' }]);
	});

	it('loses nothing of either, whatever they are', () => {
		const long = Array.from({ length: 2000 }, (_, i) => `w${i * 7}`)
			.join(' ')
			.slice(0, 4000);
		for (const [before, after] of [
			['a b c d', 'b c x d a'],
			['aan\nhet   eind', 'aan het\neind '],
			[long, long.split('').reverse().join('')],
			['x y '.repeat(900), 'y z '.repeat(900)]
		] as const)
			expect(back(before, after)).toEqual({ before, after });
	});
});
