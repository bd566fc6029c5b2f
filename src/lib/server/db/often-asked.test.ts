import type { Sql } from 'postgres';
import { expect, it } from 'vitest';
import { oftenAsked, plannedOnce } from './often-asked';

const times = (n: number, work: () => boolean): boolean[] => Array.from({ length: n }, work);

it('prepares a statement from its tenth asking on', () => {
	const isOften = oftenAsked();
	expect(times(12, () => isOften('select 1'))).toEqual([...Array(9).fill(false), true, true, true]);
});

it('keeps no more plans than a connection can carry, however many statements there are', () => {
	const isOften = oftenAsked();
	const prepared = Array.from({ length: 1_000 }, (_, n) => times(10, () => isOften(`select ${n}`)).at(-1));
	expect(prepared.filter(Boolean)).toHaveLength(250);
	expect(isOften('select 0')).toBe(true);
	expect(times(20, () => isOften('select 999')).at(-1)).toBe(false);
});

it('forgets what was asked once, and not what it prepared', () => {
	const isOften = oftenAsked();
	times(10, () => isOften('often'));
	times(9, () => isOften('almost'));
	for (let n = 0; n < 5_000; n++) isOften(`once ${n}`);
	expect([isOften('often'), isOften('almost')]).toEqual([true, false]);
});

it('leaves a statement without values alone, and what was prepared by whoever asked', () => {
	const sent: [string, unknown][] = [];
	const unsafe = ((text: string, _values: unknown[], how: object) =>
		sent.push([text, how])) as unknown as Sql['unsafe'];
	const line = plannedOnce({ unsafe }, () => true);
	void line.unsafe('begin');
	void line.unsafe('select $1', ['a']);
	void plannedOnce({ unsafe }, () => false).unsafe('select $1', ['a'], { prepare: true });
	expect(sent).toEqual([
		['begin', { prepare: false }],
		['select $1', { prepare: true }],
		['select $1', { prepare: true }]
	]);
});
