import { describe, expect, it } from 'vitest';
import { packs } from '../methods';
import { drafts } from '$lib/methods/drafts';
import { p2gPlg } from '$lib/methods/p2g-plg';
import { p2gPlg2 } from '$lib/methods/p2g-plg-2';
import type { Pack } from './pack';
import { problems } from './problems';
import { meetingsFor, planOf, rhythmsOf } from './rhythms';

const rhythm = (id: string, pack: Pack = p2gPlg2) => {
	const found = rhythmsOf(pack).find((it) => it.id === id);
	if (!found) throw new Error(id);
	return found;
};
const held = (id: string, count: number, cycle = 1) =>
	meetingsFor(p2gPlg2, rhythm(id), { count, cycle }).map((it) => it.id);

describe('[PL1] ways to hold a cycle', () => {
	it('stand in the pack: five meetings, or seven short ones with one clip each', () => {
		expect(rhythmsOf(p2gPlg2).map((it) => [it.id, it.meetings.length])).toEqual([
			['standard', 5],
			['short', 7]
		]);
		expect(rhythm('standard').meetings).toEqual(p2gPlg2.meetings);
		for (const meeting of rhythm('short').meetings) {
			expect(meeting.minutes).toBe(60);
			expect(meeting.blocks?.filter((it) => it.kind === 'plenary' || it.kind === 'groups').length).toBe(
				meeting.watching ? 1 : 0
			);
		}
	});
	it('both take about four months, with time to practise between', () => {
		for (const { meetings } of rhythmsOf(p2gPlg2)) {
			const weeks = meetings.map((it) => it.weeksAfterPrevious);
			expect(weeks.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(15);
			expect(weeks.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(17);
			expect(Math.min(...weeks.slice(1))).toBeGreaterThanOrEqual(2);
		}
	});
	it('a pack that names none has one: its own meetings', () => {
		for (const pack of [p2gPlg, ...drafts]) expect(rhythmsOf(pack).map((it) => it.meetings)).toEqual([pack.meetings]);
	});
	it('hold as many meetings as the team agrees: those with clips are repeated or left out', () => {
		expect(held('standard', 5)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
		expect(held('standard', 7)).toEqual(['m1', 'm2', 'm3', 'm4', 'm4', 'm4', 'm5']);
		expect(held('standard', 4)).toEqual(['m1', 'm2', 'm3', 'm5']);
		expect(held('short', 4)).toEqual(['k1', 'k2', 'k3', 'k7']);
	});
	it('and never fewer than there is something to watch, nor more than anybody holds', () => {
		expect(held('standard', 1)).toHaveLength(4);
		expect(held('standard', 99)).toHaveLength(10);
	});
	it('from the second cycle on it begins with looking back', () => {
		expect(held('standard', 5, 2)).toEqual(['again', 'm2', 'm3', 'm4', 'm5']);
		expect(meetingsFor(p2gPlg, rhythm('standard', p2gPlg), { count: 5, cycle: 2 })).toEqual(p2gPlg.meetings);
	});
	it('every meeting that can be kept is found again by its id', () => {
		for (const pack of packs)
			for (const { meetings } of rhythmsOf(pack))
				for (const meeting of meetings) expect(planOf(pack, meeting.id)).toBe(meeting);
		expect(planOf(p2gPlg2, 'again')?.title.en).toBe('Looking back and agreeing');
		expect(planOf(p2gPlg, 'again')).toBeUndefined();
	});
	it.each<[string, (pack: Pack) => unknown, string]>([
		['no rhythm at all', (pack) => (pack.rhythms = []), 'has at least one'],
		[
			'one that stands there twice',
			(pack) => pack.rhythms?.push(...pack.rhythms),
			'rhythm standard stands there twice'
		],
		['a meeting that is not there', (pack) => pack.rhythms?.[0]?.meetings.push('m9'), 'names meeting m9'],
		['one meeting twice', (pack) => pack.rhythms?.[0]?.meetings.push('m5'), 'm5 stands there twice'],
		['none', (pack) => pack.rhythms?.[0]?.meetings.splice(0), 'has no meeting'],
		['no time in between', (pack) => pack.rhythms?.forEach((it) => (it.weeksToNext = 0)), 'no time before'],
		['a first meeting with clips', (pack) => pack.again && (pack.again.watching = true), 'nobody has a clip yet']
	])('a pack with %s does not start', (_, spoil, sentence) => {
		const pack = structuredClone(p2gPlg2);
		spoil(pack);
		expect(problems(pack).join('\n')).toContain(sentence);
	});
});
