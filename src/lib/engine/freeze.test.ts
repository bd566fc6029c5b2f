import { describe, expect, it } from 'vitest';
import type { TimelineState } from '$lib/domain/timeline';
import { drafts } from '$lib/methods/drafts';
import { packOf } from '$lib/methods';
import { facts } from '../../../tests/support/table';
import { momentsOf, nextFreeze } from './freeze';
import { firstPicture } from './picture';

const two = packOf('p2g-plg', 2);
const note = (t: number | null, codes: string[], more: { unit?: string; actor?: 'child' | 'teacher' } = {}) => ({
	unit: more.unit ?? 'observations',
	t,
	codes,
	actor: more.actor ?? null
});

describe('[S28] where the picture stands still', () => {
	it('at noted initiatives of the child, in order and once', () => {
		const notes = [note(46_000, ['n4']), note(31_000, ['v1', 's1']), note(31_000, ['n1'], { actor: 'child' })];
		expect(momentsOf('initiatives', notes, two)).toEqual([31_000, 46_000]);
	});
	it('not at what the teacher does, at a turning away, without a moment or a code, or in another part', () => {
		const notes = [
			note(1_000, ['s3']),
			note(2_000, ['c1']),
			note(null, ['n1']),
			note(4_000, []),
			note(5_000, ['n1'], { unit: 'strengths' }),
			note(6_000, ['n1'], { actor: 'teacher' }),
			note(7_000, ['gone'])
		];
		expect(momentsOf('initiatives', notes, two)).toEqual([]);
	});
	it('at every step of a script, or at every keyword', () => {
		const vipp = drafts.find((p) => p.id === 'vipp-school') ?? two;
		const notes = [
			note(9_000, [], { unit: 'script' }),
			note(3_000, [], { unit: 'keywords' }),
			note(5_000, ['explores'])
		];
		expect(momentsOf('script', notes, vipp)).toEqual([9_000]);
		expect(momentsOf('keywords', notes, vipp)).toEqual([3_000]);
	});
	it('nowhere when the round does not say so, nor in a pack that names no initiatives', () => {
		expect(momentsOf(undefined, [note(1_000, ['n1'])], two)).toEqual([]);
		expect(momentsOf('initiatives', [note(1_000, ['n1'])], packOf('p2g-plg', 1))).toEqual([]);
	});
});

describe('[S28] when it stands still', () => {
	const playing = (more: Partial<TimelineState> = {}): TimelineState => ({
		...firstPicture(facts, 1_000),
		playing: true,
		...more
	});
	it('at the next moment ahead, by the speed and the start to come', () => {
		expect(nextFreeze(playing(), [31_000, 46_000], 1_000)).toEqual({ position: 31_000, inMs: 31_000 });
		expect(nextFreeze(playing({ rate: 0.5, at: 1_250 }), [31_000], 1_000)).toEqual({ position: 31_000, inMs: 62_250 });
		expect(nextFreeze(playing(), [31_000, 46_000], 41_000)).toEqual({ position: 46_000, inMs: 6_000 });
	});
	it('goes on from where it stands: the moment itself does not hold it again', () => {
		expect(nextFreeze(playing({ position: 31_000 }), [31_000, 31_150, 46_000], 1_000)?.position).toBe(46_000);
		expect(nextFreeze(playing({ position: 46_000 }), [31_000, 46_000], 1_000)).toBeNull();
	});
	it('in a loop it comes round again, and moments outside the loop do not count', () => {
		const loop = { from: 20_000, to: 50_000 };
		const at = (position: number, moments: number[]) => nextFreeze(playing({ loop, position }), moments, 1_000);
		expect(at(46_000, [10_000, 31_000, 46_000, 60_000])).toEqual({ position: 31_000, inMs: 15_000 });
		expect(at(46_000, [46_000])).toEqual({ position: 46_000, inMs: 30_000 });
		expect(at(20_000, [10_000, 60_000])).toBeNull();
	});
	it('never while it rests', () => {
		expect(nextFreeze(playing({ playing: false }), [31_000], 1_000)).toBeNull();
	});
});
