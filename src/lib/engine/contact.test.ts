import { describe, expect, it } from 'vitest';
import { packOf } from '$lib/methods';
import {
	answerable,
	exchangesOf,
	isInitiative,
	mayAnswer,
	seriesGap,
	seriesOf,
	type ContactNote,
	type Exchange
} from './contact';

const two = packOf('p2g-plg', 2);
const one = packOf('p2g-plg', 1);
const note = (id: string, t: number | null, codes: string[], more: Partial<ContactNote> = {}): ContactNote => ({
	id,
	unit: 'observations',
	author: 'kees',
	t,
	actor: null,
	codes,
	of: null,
	...more
});
const told = (notes: ContactNote[], scheme = two) =>
	exchangesOf(notes, scheme).map(({ kind, at, until, initiative, receptions }) => ({
		kind,
		span: [at, until],
		initiative,
		receptions
	}));

describe('[E4] what may answer what', () => {
	it('an initiative is the child’s, with a word of the method for one', () => {
		expect(isInitiative(note('a', 0, ['n1']), two)).toBe(true);
		expect(isInitiative(note('a', 0, ['n1'], { actor: 'teacher' }), two)).toBe(false);
		expect(isInitiative(note('a', 0, ['c1']), two)).toBe(false);
		expect(isInitiative(note('a', 0, ['n1'], { unit: 'strengths' }), two)).toBe(false);
	});
	it('what is about the child alone answers nothing; anything else that was observed may', () => {
		expect(mayAnswer(note('a', 0, [], { actor: 'child' }), two)).toBe(false);
		expect(mayAnswer(note('a', 0, ['n1']), two)).toBe(false);
		expect(mayAnswer(note('a', 0, ['s3']), two)).toBe(true);
		expect(mayAnswer(note('a', 0, [], { actor: 'together' }), two)).toBe(true);
		expect(mayAnswer(note('a', 0, []), two)).toBe(true);
		expect(mayAnswer(note('a', 0, ['s3'], { unit: 'strengths' }), two)).toBe(false);
	});
	it('offered is what came before, the nearest first; never itself, the teacher’s, or an answer', () => {
		const own = note('me', 10_000, ['s3']);
		const notes = [
			own,
			note('far', 1_000, ['n1']),
			note('near', 9_000, [], { actor: 'child' }),
			note('just-after', 12_000, ['n2']),
			note('after', 12_001, ['n2']),
			note('teacher', 9_500, ['s1']),
			note('answer', 9_700, [], { of: 'near' }),
			note('timeless', null, ['n1']),
			note('elsewhere', 9_900, ['n1'], { unit: 'strengths' })
		];
		expect(answerable(own, notes, two).map((n) => n.id)).toEqual(['near', 'just-after', 'far']);
	});
});

describe('[E5] initiative and reception', () => {
	it('received makes a successful contact moment, from the initiative to its last answer', () => {
		expect(
			told([
				note('i', 1_000, ['n1']),
				note('r', 3_000, ['s3'], { of: 'i' }),
				note('r2', 4_000, [], { of: 'i', actor: 'together' })
			])
		).toEqual([{ kind: 'received', span: [1_000, 4_000], initiative: ['i'], receptions: ['r', 'r2'] }]);
	});
	it('without a linked answer it stays open, however near something else was noted', () => {
		expect(told([note('i', 1_000, ['n1']), note('r', 1_200, ['s3'])])).toEqual([
			{ kind: 'open', span: [1_000, 1_000], initiative: ['i'], receptions: [] }
		]);
	});
	it('only "rather not" receives nothing; beside something that helps it does', () => {
		const dont = two.codes.find((code) => code.polarity === 'dont')?.id ?? '';
		expect(dont).not.toBe('');
		expect(told([note('i', 0, ['n1']), note('r', 500, [dont], { of: 'i' })])[0]?.kind).toBe('open');
		expect(told([note('i', 0, ['n1']), note('r', 500, [dont, 's3'], { of: 'i' })])[0]?.kind).toBe('received');
	});
	it('an answer that is about the child, that is no observation, or whose initiative is gone, counts for nothing', () => {
		const child = note('r', 500, ['n2'], { of: 'i' });
		expect(told([note('i', 0, ['n1']), { ...child, t: null }])).toMatchObject([{ kind: 'open', receptions: [] }]);
		expect(told([note('i', 0, ['n1']), note('m', 0, [], { of: 'i', unit: 'meanings' })])).toMatchObject([
			{ kind: 'open' }
		]);
		expect(told([note('r', 0, ['s3'], { of: 'gone' })])).toEqual([]);
	});
	it('in a method without words for it, what an answer was linked to is the initiative', () => {
		const notes = [note('i', 0, [], { actor: 'child' }), note('r', 500, ['s3'], { of: 'i' })];
		expect(told(notes, one)).toMatchObject([{ kind: 'received', initiative: ['i'] }]);
		expect(told([note('i', 0, ['n1'])], one)).toEqual([]);
	});
	it('what several people noted of one moment is one initiative, received when one of their notes is', () => {
		expect(
			told([
				note('i', 1_000, ['n1']),
				note('j', 2_500, ['n4'], { author: 'marit' }),
				note('r', 4_000, ['s3'], { of: 'j', author: 'marit' })
			])
		).toEqual([{ kind: 'received', span: [1_000, 4_000], initiative: ['i', 'j'], receptions: ['r'] }]);
	});
	it('what one person noted twice is two; a colleague’s one goes with the first', () => {
		expect(
			told([note('i', 1_000, ['n1']), note('j', 1_800, ['n4']), note('k', 1_200, ['n1'], { author: 'marit' })])
		).toMatchObject([{ initiative: ['i', 'k'] }, { initiative: ['j'] }]);
	});
	it('notes that point at each other or at themselves hold nobody up', () => {
		expect(told([note('a', 0, [], { of: 'b' }), note('b', 0, [], { of: 'a' }), note('c', 0, [], { of: 'c' })])).toEqual(
			[]
		);
		expect(told([note('a', 0, ['n1'], { of: 'a', actor: 'together' })])).toMatchObject([
			{ kind: 'open', receptions: [] }
		]);
	});
});

describe('[E6] series', () => {
	const exchange = (at: number, kind: Exchange['kind'], until = at): Exchange => ({
		kind,
		at,
		until,
		initiative: [`i${at}`],
		receptions: []
	});
	const runs = (exchanges: Exchange[]) => seriesOf(exchanges).map((it) => [it.kind, it.exchanges.map((e) => e.at)]);

	it('goes on within ten seconds of the end of the one before, and not a millisecond longer', () => {
		expect(runs([exchange(0, 'received', 4_000), exchange(4_000 + seriesGap, 'received')])).toEqual([
			['yes', [0, 14_000]]
		]);
		expect(runs([exchange(0, 'received', 4_000), exchange(4_001 + seriesGap, 'received')])).toEqual([]);
	});
	it('one alone is no series, and another kind between ends it', () => {
		expect(runs([exchange(0, 'received')])).toEqual([]);
		expect(runs([exchange(0, 'received'), exchange(1_000, 'open'), exchange(2_000, 'received')])).toEqual([]);
		expect(
			runs([
				exchange(0, 'received'),
				exchange(1_000, 'received'),
				exchange(2_000, 'open'),
				exchange(3_000, 'open'),
				exchange(4_000, 'received')
			])
		).toEqual([
			['yes', [0, 1_000]],
			['no', [2_000, 3_000]]
		]);
	});
	it('does not care in which order they come, and a late answer that reaches past the next keeps them together', () => {
		expect(runs([exchange(9_000, 'open'), exchange(0, 'open')])).toEqual([['no', [0, 9_000]]]);
		expect(runs([exchange(0, 'received', 30_000), exchange(20_000, 'received')])).toEqual([['yes', [0, 20_000]]]);
	});
	it('in a table of a thousand notes it is still there at once, and every exchange is in at most one series', () => {
		const notes = Array.from({ length: 500 }, (_, i) => [
			note(`i${i}`, i * 3_000, ['n1']),
			...(i % 3 ? [note(`r${i}`, i * 3_000 + 500, ['s1'], { of: `i${i}` })] : [])
		]).flat();
		const all = exchangesOf(notes, two);
		expect(all).toHaveLength(500);
		const series = seriesOf(all);
		const inSeries = series.flatMap((it) => it.exchanges.map((e) => e.initiative[0]));
		expect(new Set(inSeries).size).toBe(inSeries.length);
		expect(series.every((it) => it.kind === 'yes' && it.exchanges.length === 2)).toBe(true);
	});
});
