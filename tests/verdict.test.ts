import { describe, expect, it } from 'vitest';
import type { Mood } from './bench/live/machine';
import { judged, type Measured } from './bench/live/verdict';

const p99: Measured = { id: 'G3', what: 'p99', unit: 'ms', values: [4, 4.5, 5], goal: 5, whenBusy: 150, n: 1000 };
const of = (more: Partial<Measured>, mood: Mood = 'quiet') => judged({ ...p99, ...more }, mood);

describe('a verdict of the bench', () => {
	it('is the median of the rounds beside its goal', () => {
		expect(of({})).toMatchObject({ value: 4.5, goal: '<= 5', verdict: 'yes', ok: true, range: '4-5' });
		expect(of({ values: [9, 9.5, 9.2] })).toMatchObject({ value: 9.2, verdict: 'NO', ok: false });
	});

	it('forgives what the rounds themselves differ, and no more', () => {
		expect(of({ values: [4, 6, 8] })).toMatchObject({ verdict: 'in noise', ok: true });
		expect(of({ values: [6, 7, 7.5] })).toMatchObject({ verdict: 'NO', ok: false });
	});

	it('forgives nothing where nothing may be', () => {
		expect(of({ goal: 0, values: [0, 0, 0] })).toMatchObject({ verdict: 'yes', ok: true });
		expect(of({ goal: 0, values: [0, 0, 1] })).toMatchObject({ verdict: 'NO', ok: false });
	});

	it('counts a goal from below where more is better', () => {
		const capacity = { atLeast: true, goal: 0.8, unit: 'x relay' };
		expect(of({ ...capacity, values: [0.9, 0.95] })).toMatchObject({ goal: '>= 0.8', verdict: 'yes' });
		expect(of({ ...capacity, values: [0.5, 0.55] })).toMatchObject({ verdict: 'NO', ok: false });
	});

	it('knows a busy machine: another goal, or no judgement', () => {
		expect(of({ values: [40, 41] }, 'busy')).toMatchObject({ goal: '<= 150 busy', verdict: 'yes' });
		const unjudged = of({ values: [40, 41], whenBusy: null }, 'busy');
		expect(unjudged).toMatchObject({ goal: '<= 5 quiet', verdict: 'busy' });
		expect(unjudged.ok).toBeUndefined();
		expect(of({ values: [40, 41], whenBusy: null })).toMatchObject({ verdict: 'NO' });
	});

	it('judges on a crowded machine only what does not depend on a turn in time', () => {
		expect(of({ values: [400] }, 'crowded')).toMatchObject({ verdict: 'crowded' });
		const cost: Measured = { id: 'G1', what: 'CPU', unit: 'x relay', values: [9], goal: 3.2, timed: true, n: 1 };
		expect(judged(cost, 'crowded')).toMatchObject({ goal: '<= 3.2 quiet', verdict: 'crowded' });
		expect(judged(cost, 'busy')).toMatchObject({ verdict: 'NO', ok: false });
		const lost: Measured = { id: 'G5', what: 'lost', unit: 'edits', values: [1], goal: 0, n: 1 };
		expect(judged(lost, 'crowded')).toMatchObject({ verdict: 'NO', ok: false });
	});

	it('takes what could not be measured for a failure', () => {
		expect(of({ values: [1, NaN, 2] })).toMatchObject({ verdict: 'NO', ok: false });
		expect(of({ goal: 0, values: [0], n: 0 })).toMatchObject({ verdict: 'NOTHING SEEN', ok: false });
	});
});
