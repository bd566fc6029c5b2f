import { describe, expect, it } from 'vitest';
import { PlannedDays } from './planned-days.svelte';

const plan = () => new PlannedDays(['2026-11-19', '2026-12-10', '2027-01-07'], ['2027-03-04']);
const first = { row: 'meeting', at: 0, to: '2026-11-26', along: true } as const;

describe('[PL4] arranging days', () => {
	it('what comes after keeps its distance, into the next cycle, and stays when not asked', () => {
		const days = plan();
		expect(days.move('type', first).along).toBe(3);
		expect([days.meetings, days.next]).toEqual([['2026-11-26', '2026-12-17', '2027-01-14'], ['2027-03-11']]);
		expect(days.move('type', { ...first, at: 1, to: '2026-12-10', along: false }).along).toBe(0);
		expect([days.meetings, days.next]).toEqual([['2026-11-26', '2026-12-10', '2027-01-14'], ['2027-03-11']]);
	});
	it('a day of the next cycle moves only what comes after it', () => {
		const days = plan();
		days.move('type', { row: 'next', at: 0, to: '2027-03-09', along: true });
		expect([days.meetings[2], days.next]).toEqual(['2027-01-07', ['2027-03-09']]);
	});
	it('a drag is one change, however long it takes, and begins each time from where it was', () => {
		const days = plan();
		for (const to of ['2026-11-20', '2026-11-23', '2026-11-26']) days.move('drag', { ...first, to });
		expect(days.mayUndo).toBe(false);
		days.move('drop', first);
		expect(days.meetings).toEqual(['2026-11-26', '2026-12-17', '2027-01-14']);
		days.undo();
		expect([days.meetings, days.next, days.mayUndo]).toEqual([plan().meetings, plan().next, false]);
	});
	it('a drag that ends where it began is no change', () => {
		const days = plan();
		days.move('drag', first);
		days.move('drop', { ...first, to: '2026-11-19' });
		expect([days.meetings, days.mayUndo]).toEqual([plan().meetings, false]);
	});
	it('presses of one key are one change, those on another meeting a new one', () => {
		const days = plan();
		for (const to of ['2026-11-20', '2026-11-21', '2026-11-22']) days.move('press', { ...first, to });
		days.move('press', { ...first, at: 2, to: '2027-01-20' });
		days.undo();
		expect(days.meetings[0]).toBe('2026-11-22');
		days.undo();
		expect([days.meetings, days.mayUndo]).toEqual([plan().meetings, false]);
		days.undo();
		expect(days.meetings).toEqual(plan().meetings);
	});
	it('a field that is emptied moves nothing else, nor does what is typed into it afterwards', () => {
		const days = plan();
		days.move('type', { ...first, to: '' });
		expect(days.meetings).toEqual(['', '2026-12-10', '2027-01-07']);
		days.move('type', { ...first, to: '2026-12-01' });
		expect(days.meetings).toEqual(['2026-12-01', '2026-12-10', '2027-01-07']);
	});
	it('all of them at once is one change', () => {
		const days = plan();
		days.set(['2027-02-01', '2027-02-02', '2027-02-03']);
		days.undo();
		expect(days.meetings).toEqual(plan().meetings);
	});
});
